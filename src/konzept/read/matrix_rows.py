"""What every filled matrix gives before it is judged: rows with what they claim to be and what was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from konzept.suggestion import Choice, Suggestion, Verdict
from konzept.wording import fold
from konzept.write.matrix_form import HINT, NEW_ROW

CODE = re.compile(r"[A-Z0-9]{4,32}")
BRACKETED = re.compile(r"\[\s*([A-Z0-9]{4,32})\s*\]")
PARTS = {
    "Einschätzung": "verdict",
    "Anmerkung": "comment",
    "Vorschlag zum Wortlaut": "proposal",
    "Wer sollte zuständig sein?": "responsible",
    "Ziel oder Maßnahme": "wording",
    "Nr.": "number",
    "Kennung": "code",
    "Handlungsfeld": "area",
}
FILLERS = frozenset({"hat", "haben", "sich", "ist", "sind", "x"})
TICKED = re.compile(r"(?:[\[(]\s*[xX✓✔✗✘]\s*[\])]|[☑☒])\s*(\w+)")
TICKED_LINE = re.compile(r"(?:[\[(]\s*[xX✓✔✗✘]\s*[\])]|[☑☒])\s*([^\[\]()☐☑☒\n]+)")
ASK = "Bitte wählen, was gemeint ist."
COLUMNS = "Die Spalten dieser Tabelle sind nicht zu erkennen."
ALMOST = 12  # letters of a shortened question that tell it from others
SPELLINGS = {
    "bewährt": Verdict.PROVEN,
    "bewaehrt": Verdict.PROVEN,
    "überholt": Verdict.OUTDATED,
    "ueberholt": Verdict.OUTDATED,
    "nachjustieren": Verdict.ADJUST,
    "nachzujustieren": Verdict.ADJUST,
    "neu": Verdict.NEW,
}


@dataclass(frozen=True, slots=True)
class Raw:
    """One row: `claims` is a uid (or the beginning of one) for each carrier that survived; `typed` the cells by part.

    `area` = the uid of an area, its printed heading, or the uid of an element that stands in it.
    `loose` = it stands in no row of a matrix; `unclear` = a row of a matrix whose columns nothing tells.
    """

    place: str
    claims: tuple[str, ...]
    typed: dict[str, str]
    area: str | None = None
    new: bool = False
    loose: bool = False
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled matrix: which form, who sent it, what it says.

    `question` of a suggestion is what stands in the answer column and is no verdict: `konzept.read.matrix.place` knows the round's questions.
    `unsaid` is what only the form can judge by its own words: rows that quote and answer nothing, text outside the tables.
    """

    form_id: str | None
    suggestions: tuple[Suggestion, ...]
    organisation: str = ""
    sender: str = ""
    unsaid: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a format reader finds."""

    form_id: str | None
    rows: tuple[Raw, ...]
    organisation: str = ""
    sender: str = ""
    properties: dict[str, str] = field(default_factory=dict)


def codebook(text: str) -> dict[str, str]:
    """„K7F3=k7f3… M2X9=…“ -> code to uid."""
    pairs = (entry.partition("=") for entry in text.split())
    return {code: uid for code, _, uid in pairs if uid}


def claimed_codes(text: str, book: Mapping[str, str]) -> list[str]:
    """The uids of all short codes in a cell; where the file has lost its codebook, the beginnings of uids that [codes] are."""
    if book:
        return [book[code] for code in CODE.findall(text.upper()) if code in book]
    return [code.casefold() for code in BRACKETED.findall(text.upper())]


def verdict_of(text: str) -> tuple[Verdict | None, str]:
    """(the verdict, what could not be understood as one)."""
    ticked = " ".join(TICKED.findall(text))
    words = [word for word in re.findall(r"\w+", (ticked or text).casefold()) if word not in HINT.split()]
    found = {SPELLINGS[word] for word in words if word in SPELLINGS}
    if len(found) == 1 and all(word in SPELLINGS or word in FILLERS for word in words):
        return found.pop(), ""
    return None, text.strip() if set(words) - {"x"} else ""


def chosen(text: str, offers: Iterable[Choice]) -> Choice | None:
    """The answer of the round's that this text is: its word, its question, or the beginning of just one."""
    offers = list(offers)
    said = " ".join(text.split())
    if exact := [offer for offer in offers if said in {offer.word, offer.question}]:
        return exact[0]
    typed = _bare(" ".join(TICKED_LINE.findall(text)) or said.replace(HINT, ""))
    alike = [offer for offer in offers if typed and typed in {_bare(offer.word), _bare(offer.question)}]
    begun = [offer for offer in offers if len(typed) >= ALMOST and _bare(offer.question).startswith(typed)]
    return next((found[0] for found in (alike, begun) if len(found) == 1), None)


def _bare(text: str) -> str:
    return fold(text).strip(" .…?!:;,")


def suggestion(row: Raw) -> Suggestion | None:
    """What a row says; None where nothing was typed."""
    verdict, unread = verdict_of(row.typed.get("verdict", ""))
    comment, proposal, responsible = (
        row.typed.get(part, "").strip() for part in ("comment", "proposal", "responsible")
    )
    wording = row.typed.get("wording", "").strip()
    if not row.claims:
        own = wording.removeprefix(f"{NEW_ROW}:").strip()
        proposal, wording = "\n".join(filter(None, [own, proposal])), own
        verdict = Verdict.NEW if row.new and verdict is None and not unread else verdict
        if not any((comment, proposal, responsible, unread)) and verdict in {None, Verdict.NEW}:
            return None
    elif not any((verdict, comment, proposal, responsible, unread)):
        return None
    uid, doubt = judged(row)
    return Suggestion(
        uid=uid,
        area=row.area,
        verdict=verdict,
        comment=comment,
        proposal=proposal,
        responsible=responsible,
        wording=wording,
        place=row.place,
        doubt=doubt,
        question=unread,
    )


def judged(row: Raw) -> tuple[str | None, str | None]:
    """The uid most carriers claim, and a doubt where they disagree or the columns are not to be told."""
    whole = [max((each for each in row.claims if each.startswith(claim)), key=len) for claim in row.claims]
    counted = Counter(whole).most_common()
    if len(counted) > 1:
        return counted[0][0], f"{row.place}: In dieser Zeile stehen zwei Kennungen. {ASK}"
    uid = counted[0][0] if counted else None
    return uid, f"{row.place}: {COLUMNS}" if row.unclear else None


def quote(row: Raw) -> Suggestion:
    """A row that answers nothing but may quote its element in other words; or text that stands outside the tables."""
    if row.loose:
        doubt = f"{row.place}: Dieser Text steht außerhalb der Tabellen. {ASK}"
        return Suggestion(None, comment=row.typed["comment"], area=row.area, place=row.place, doubt=doubt)
    uid, unclear = judged(row)
    return Suggestion(uid, area=row.area, wording=row.typed.get("wording", "").strip(), place=row.place, doubt=unclear)


def suggestions(rows: Iterable[Raw]) -> tuple[Suggestion, ...]:
    """What all rows say."""
    return tuple(said for row in rows if not row.loose and (said := suggestion(row)))


def unsaid(rows: Iterable[Raw]) -> tuple[Suggestion, ...]:
    """What remains for the form to judge."""
    return tuple(quote(row) for row in rows if row.loose or (row.claims and suggestion(row) is None))


def by_position(cells: int, headings: tuple[str, ...]) -> dict[int, str]:
    """The columns as the form had them, for a table whose heading row was deleted; {} where the count differs."""
    return {index: PARTS[text] for index, text in enumerate(headings)} if cells == len(headings) else {}
