"""Who is responsible: "A in Zusammenarbeit mit B, mit Unterstützung durch C" as lead, partner, support and funding.

The cell stays verbatim. Where it is unclear whether "und" joins two houses or belongs to a name ("Amt für Soziales
und Gesundheit"), the name stays whole. Two cells that a reader put together as "lead; partners" are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from konzept.model import Holder, Responsibility, Role

NOBODY = re.compile(
    r"[\s\W]*(?:s\.\s?[ou]\.?|siehe oben|dto\.?|dito|ebd\.?|n\.\s?n\.?|k\.\s?a\.?|offen|noch offen|unklar|tbd|wird noch (?:benannt|festgelegt)"
    r"|(?:siehe|s\.|vgl\.|wie)\s*(?:maßnahmen?|ziele?|handlungsfeld|punkt|nr\.|hf|hz|m|z)?\s*\d[\d.,\s]*(?:und [\d.]+)?)?[\s\W]*",
    re.IGNORECASE,
)
LONGEST = 4_000  # letters; what is longer is no list of houses
OF = r"(?:\s+(?:durch|von|mit|vom|seitens)|(?=\s+de[rs]\b))"
CONNECTORS: tuple[tuple[Role, str], ...] = (
    (
        Role.FUNDING,
        rf"(?:ko)?finanzier(?:ung|t){OF}|(?:mit )?förderung{OF}|gefördert{OF}|(?:mit|aus) mitteln{OF}|zuwendung{OF}|bezuschusst{OF}",
    ),
    (
        Role.SUPPORT,
        rf"(?:mit\s+)?(?:fachlicher\s+)?unterstützung{OF}|unterstützt{OF}|mit hilfe{OF}|(?:unter|mit) begleitung{OF}|begleitet{OF}|beraten{OF}",
    ),
    (
        Role.PARTNER,
        (
            r"(?:in|im)\s+(?:enger\s+)?(?:zusammenarbeit|kooperation|abstimmung|absprache|partnerschaft|verbindung|verbund|austausch|benehmen|einvernehmen)"
            r"(?:\s*\x01+)?\s+(?:mit|von)|(?:gemeinsam|zusammen)\s+mit|i\.\s?[zv]\.\s?m\.|"
            rf"(?:unter|mit)\s+(?:\w+er\s+)?(?:beteiligung|einbeziehung|einbindung|mitwirkung|mitarbeit|hinzuziehung){OF}|(?:mitwirkung|beteiligung){OF}"
            r"|mit(?=\s+(?:regional|örtlich|lokal|weiter|ander|ausgewählt|extern|frei|verschieden|all)e[mn]\s)"
        ),
    ),
    (Role.LEAD, rf"unter\s+(?:der\s+)?(?:federführung|leitung|koordination|regie)(?:{OF})?"),
)
LABELS: tuple[tuple[Role, str], ...] = (
    (Role.FUNDING, r"finanzierung|förderung|fördermittelgeber|mittelgeber|fördergeber|kostenträger"),
    (Role.SUPPORT, r"unterstützung|unterstützer\w*|begleitung|beratung|beratend"),
    (
        Role.PARTNER,
        r"beteiligte?|partner|kooperationspartner\w*|kooperation|mitwirkende?|mitwirkung|akteure|weitere akteure|weitere|mit",
    ),
    (
        Role.LEAD,
        r"federführung|federführend|hauptverantwort\w+|verantwortlich\w*|verantwortung|zuständig\w*|leitung|koordination|(?:projekt|maßnahmen)?träger(?: (?:de[rs]|von|für) [^:\n,;]{3,60})?|sicherstellung|organisation|lead|wer",
    ),
)
SPECIFIERS: tuple[tuple[Role, str], ...] = (
    (Role.FUNDING, r"finanzier\w*|förder(?:richtlinie|mittel|ung|geber|er)\b|mittelgeber|kostenträger"),
    (Role.SUPPORT, r"^(?:unterstützung|unterstützend|beratend|begleitend|begleitung)$"),
    (Role.PARTNER, r"^(?:beteiligung|beteiligt|mitwirkung|mitwirkend|kooperation|partner|kooperationspartner)$"),
    (Role.LEAD, r"^(?:federführung|federführend|ff|lead|hauptverantwortlich|koordination|leitung)$"),
)
PROGRAMME = r"(?:^|(?<=\n))(?:projekt)?förder(?:richtlinien?|programme?)(?=\s[A-ZÄÖÜ])"
TURN = re.compile(
    "|".join(
        [rf"(?P<{Role.FUNDING}_programme>{PROGRAMME})"]
        + [rf"(?P<{role}>(?<!\w)(?:{words})(?!\w))" for role, words in CONNECTORS]
        + [rf"(?P<{role}_label>(?<![\w-])(?:{words}) ?:(?!in(?:nen)?\b))" for role, words in LABELS]
    ),
    re.IGNORECASE,
)
HOUSE = (
    r"(?:\w*(?:amt|ämter|behörden?|center|agentur|vereine?n?|schulen?|büro|stellen?|verband|verbände|kammern?|ministerium|verwaltung|netzwerke?n?|ausschuss|beirat|rat|gesellschaft(?:en)?|klinikum|kliniken"
    r"|zentrum|zentren|stiftung(?:en)?|hilfsdienst|dienste?|beauftragte[rn]?|koordinator\w*|koordination|träger[ns]?|management|polizei|feuerwehr|kirchen?|kitas?|betriebe|unternehmen|krankenkassen"
    r"|akteur\w*|partner\w*|gewerkschaft(?:en)?|bibliothek|hochschulen?|universität|bündnisse?n?|initiativen?|jobcenters|amts|amtes|team|stab|abteilung|dezernat|fachbereich|fachdienst|referat|caritas|diakonie"
    r"|einrichtungen|strukturen|vertreter\w*|\w+schaft(?:en)?|\w+ring|\w+bund|\w*haus|\w+wacht|\w+pflege|\w+hilfe|\w*förderung|\w*akademie|\w*institut|\w*werk|\w+club|landkreis|landratsamt)"
    r"|awo|drk|bamf|ihk|hwk|vhs|dgb|fd|fb|tmmjv|tmbjs)"
)
HOUSE_FIRST = re.compile(
    rf"(?:(?:[a-zäöü]\w*|(?-i:[A-ZÄÖÜ])\w+en?)\s+)?(?:[A-ZÄÖÜ]\w*\s+(?=Koordinator))?(?-i:[A-ZÄÖÜ])?(?i:{HOUSE})(?![\wäöüß-])"
)
FIXED = re.compile(
    r"\b(?:städten?|bund|kreis(?:en)?|kommunen|land|kinder|ländern?|kirchen)\s+(?:und|/)\s+(?:gemeinden|land|länder[ns]?|kommunen|städten?|jugendliche\w*)\b",
    re.IGNORECASE,
)
AND = re.compile(r"\s+(?:und|u\.|oder|bzw\.)\s+|\s*/\s*", re.IGNORECASE)
FURTHER = re.compile(r"(?:alle|weitere|andere|diverse|sonstige|verschiedene|beteiligte)[nrs]?\b", re.IGNORECASE)
LEGAL_FORM = re.compile(r"\b(?:e\.V\.|g?G?mbH|gUG|UG|eG|AG)$")
INITIALS = re.compile(r"[A-ZÄÖÜ]{2,7}")
NUMBERED = re.compile(r"(?:^|(?<=\s))(?:\d{1,2}[.)]|[a-h]\))\s+")
CUT = re.compile(
    rf"[,;•➤\n]|\s+sowie\s+|\s+[/+]\s+|\s+(?:insbesondere|vor allem|v\. ?a\.|u\. ?a\.|z\. ?B\.)\s+|{NUMBERED.pattern}|"
    r"(?<=\x01)\s+(?=[A-ZÄÖÜ„])|(?<=e\.V\.)\s+(?=[A-ZÄÖÜ])"
)
ARTICLE = re.compile(
    r"^(?:(?:den )?(?:folgenden )?(?:fachbereichen|ämtern|stellen|partnern):|dem|der|den|des|die|das|einem|einer|eines|vom|von|durch|(?:hauptverantwortung )?liegt bei(?: de[mnr])?|zusammenarbeit von)\s+",
    re.IGNORECASE,
)
GENITIVE = re.compile(
    r"^(\w*(?:amt|büro|center|zentrum|verein|verband|ministerium|rat|management|netzwerk|bund|land|kreis|haus))e?s(?!\w)",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
SAID_MORE = re.compile(r":\s+(?=(?:\S+\s+){3})")
KEPT = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|„[^“”\"]*[“”\"]|“[^”]*”|\"[^\"]*\"|»[^«]*«|«[^»]*»")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the cell whose houses all have one role."""

    text: str
    masked: str
    role: Role


def parse(verbatim: str) -> Responsibility:
    """The holders a cell names, in its order; never raises, a cell that names nobody, or is a text of its own, has none."""
    if len(verbatim) > LONGEST:
        return Responsibility(verbatim)
    text = tidy(verbatim)
    if NOBODY.fullmatch(text):
        return Responsibility(verbatim)
    found: list[Holder] = []
    for piece in pieces(text, mask(text)):
        for name in names(piece):
            found += [holder for holder in holders(name, piece.role) if holder not in found]
    return Responsibility(verbatim, tuple(led(found)))


def tidy(verbatim: str) -> str:
    """Without soft hyphens and marks; a line break that only wraps a name becomes a space."""
    text = re.sub(r"<br\s*/?>", "\n", verbatim).replace("\u00ad", "").replace("\x01", " ")
    text = re.sub(r"[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}", "", text)
    text = re.sub(r" ?\n[ \n]*", "\n", re.sub(r"[^\S\n]+", " ", text.strip()))
    text = re.sub(r"(?<=[a-zäöüß])-\n(?=[a-zäöüß])(?!und |oder )", "", text)
    text = re.sub(
        r"\s*\n\s*(?=[a-zäöü(])(?!siehe\b|s\. ?[ou])|(?<=[,-])\n|(?<=\bund)\n|(?<=\bmit)\n|(?<=\bder)\n|(?<=\bdes)\n|(?<=\bfür)\n",
        " ",
        text,
    )
    return re.sub(r"\be\.\s+V\.", "e.V.", text)


def mask(text: str) -> str:
    """The text with brackets and quotations blanked, so that nothing is cut inside them."""
    return KEPT.sub(lambda match: ("\x01" if match[0][0] == "(" else "\x02") * len(match[0]), text)


def pieces(text: str, masked: str) -> Iterator[Piece]:
    """The cell cut where the role turns: at "in Zusammenarbeit mit", at "Träger:", or at its one semicolon."""
    turns = list(TURN.finditer(masked))
    marks = [(match.start(), match.end(), role_of(match)) for match in turns]
    semicolons = [place for place, sign in enumerate(masked) if sign == ";"]
    if len(semicolons) == 1 and (not turns or turns[0].start() > semicolons[0]):
        marks.insert(0, (semicolons[0], semicolons[0] + 1, Role.PARTNER))
    begin, role = 0, Role.LEAD
    if any(match[0].lower().startswith("unter") and role_of(match) is Role.LEAD for match in turns):
        role = Role.PARTNER
    for start, end, turned in [*marks, (len(text), len(text), Role.LEAD)]:
        yield Piece(text[begin:start], masked[begin:start], role)
        begin, role = end, turned


def role_of(match: re.Match[str]) -> Role:
    return Role(str(match.lastgroup).partition("_")[0])


def names(piece: Piece) -> Iterator[str]:
    """The names of a piece, cut at commas, semicolons, line breaks, "sowie", and at "und" where that is safe."""
    stop = len(piece.masked.rstrip(" ,;\n"))
    counted = sum(1 for _ in NUMBERED.finditer(piece.masked, 0, stop)) > 1
    cuts = [
        match
        for match in CUT.finditer(piece.masked, 0, stop)
        if joins_names(match) and (counted or not NUMBERED.fullmatch(match[0]))
    ]
    commas = any(match[0] == "," for match in cuts)
    begin = 0
    for start, end in [*((match.start(), match.end()) for match in cuts), (stop, stop)]:
        last = start == stop
        yield from apart(piece.text[begin:start], piece.masked[begin:start], in_list=commas and last)
        begin = end


def joins_names(match: re.Match[str]) -> bool:
    """False in "regionalen sowie landesweiten Vereinen" and "Jugend- sowie Sozialamt"."""
    before = match.string[: match.start()].split()
    return "sowie" not in match[0].lower() or not before or not (before[-1].endswith("-") or before[-1][0].islower())


def apart(text: str, masked: str, *, in_list: bool) -> Iterator[str]:
    """A name, or the names on both sides of an "und" that surely joins two houses."""
    for match in reversed(list(AND.finditer(masked))):
        left, right = text[: match.start()], text[match.end() :]
        if safe(left, right, masked, match, in_list=in_list):
            yield from apart(left, masked[: match.start()], in_list=False)
            yield right
            return
    yield text


def safe(left: str, right: str, masked: str, match: re.Match[str], *, in_list: bool) -> bool:
    """True where "und" joins two houses: both begin like one, after a bracket, or at the end of a list with commas."""
    left, right = left.strip(), right.strip()
    pair = FIXED.search(masked)
    if (
        not left
        or not right
        or left.endswith("-")
        or right.startswith("-")
        or (pair and pair.start() < match.start() < pair.end())
    ):
        return False
    if surely(left, right, masked[: match.start()].rstrip(), slash="/" in match[0]):
        return True
    article = re.match(r"(?:de[mrns]|die|das)\s", right, re.IGNORECASE)
    if (
        article
        and not (in_list and INITIALS.fullmatch(left))
        and (article[0].lower().startswith("des") or not ARTICLE.match(left))
    ):
        return False
    if HOUSE_FIRST.match(ARTICLE.sub("", left)) and HOUSE_FIRST.match(ARTICLE.sub("", right)):
        return True
    return (
        in_list
        and "/" not in match[0]
        and not re.search(r"\b(?:für|von|des|der|zur|zum|gegen)\b", ARTICLE.sub("", left))
    )


def surely(left: str, right: str, before: str, *, slash: bool) -> bool:
    """Initials on both sides of a slash; "und" after a bracket or a legal form, or before "weitere Partner"."""
    if slash:
        return bool(INITIALS.fullmatch(left) and INITIALS.fullmatch(right))
    return before.endswith(("\x01", "\x02")) or bool(FURTHER.match(right) or LEGAL_FORM.search(left))


def holders(text: str, role: Role) -> Iterator[Holder]:
    """One name with its brackets; a bracket that says who pays is a holder of its own, "s. o." is none."""
    if NOBODY.fullmatch(text):
        return
    name = re.sub(r"^(?:und|sowie|u\.|durch)\s+", "", text.strip(" \t\n,;:.–-•➤"))
    if name.endswith("e.V"):
        name += "."
    name, _, more = (SAID_MORE.sub("\0", name, count=1) if name[-1:] not in '“”"»«' else name).partition("\0")
    name, specifiers = unbracketed(re.sub(r"^„([^„“”\"]+)[“”\"]$", r"\1", name))
    specifiers += [more] if more else []
    paying = [specifier for specifier in specifiers if re.match(CONNECTORS[0][1], specifier, re.IGNORECASE)]
    rest = [specifier for specifier in specifiers if specifier not in paying]
    name = plain_name(name)
    if re.search(r"[^\W\d_]", name):
        yield Holder(name, specified(role, rest), ", ".join(rest) or None)
    for specifier in paying:
        yield Holder(
            plain_name(re.sub(CONNECTORS[0][1], "", specifier, count=1, flags=re.IGNORECASE).strip()), Role.FUNDING
        )


def unbracketed(name: str) -> tuple[str, list[str]]:
    found: list[str] = []
    while match := BRACKETS.search(name):
        found.insert(0, match[1].strip())
        name = name[: match.start()].strip()
    return name, found


def specified(role: Role, specifiers: list[str]) -> Role:
    """The role a bracket names: "Land (Finanzierung)"."""
    for named, words in SPECIFIERS:
        if any(re.search(words, specifier, re.IGNORECASE) for specifier in specifiers):
            return named
    return role


def plain_name(name: str) -> str:
    """Without article, and without the genitive or dative the article asked for where that is certain."""
    article = ARTICLE.match(name)
    if article is None:
        return name
    name = name[article.end() :]
    word = article[0].lower().split()[-1]
    if word == "des":
        return GENITIVE.sub(r"\1", name)
    return re.sub(r"^(\w*[bB]eauftragte)n\b", r"\1", name) if word == "der" else name


def led(found: list[Holder]) -> Iterator[Holder]:
    """Where one bracket says "Federführung", the others beside it are partners."""
    heads = {
        holder
        for holder in found
        if holder.role is Role.LEAD and specified(Role.PARTNER, [holder.specifier or ""]) is Role.LEAD
    }
    for holder in found:
        beside = heads and holder.role is Role.LEAD and holder not in heads
        yield Holder(holder.name, Role.PARTNER, holder.specifier) if beside else holder
