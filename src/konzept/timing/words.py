"""The German words around dates, as patterns: what goes on, what depends, what begins, what only fills."""

from __future__ import annotations

import re


def pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


CURRENT = r"(?:jahr|legislatur|wahl|haushalt|schuljahr|förder|monat|quartal|halbjahr|amts|programm|semester|kita)"
ONGOING = pattern(
    rf"\b(?:fort|weiter)?laufend(?:e[nmrs]?)?\b(?!\s+{CURRENT})",
    r"\bfortl(?:aufd|fd)?\.|\blfd\.(?!\s*(?:nr|jahr))",
    r"\b(?:dauerhaft|kontinuierlich|stetig|ständig|beständig|permanent|unbefristet|unbegrenzt|durchgehend|durchgängig|fortdauernd|fortwährend)(?:e[nmrs]?)?\b",
    r"\b(?:andauernd|anhaltend|ganzjährig|dauernd)(?:e[nmrs]?)?\b|\bganzjahres\w*",
    r"\bdauer(?:aufgabe|angebot|maßnahme|auftrag|projekt|prozess)\w*|\bauf dauer\b|^\s*dauer\s*$",
    r"\b(?:weiterhin|jederzeit|bis auf weiteres|ab sofort|wie bisher|offenes ende|open[ -]end|ohne (?:zeitliche )?(?:befristung|begrenzung))\b",
    r"\btagesaktuell\b|\bohne enddatum\b|\bimmer\b(?!\s+(?:im|zum|zu|am|in|wieder)\b)",
)
GOES_ON = pattern(
    r"\bhinaus\b",
    r"\b(?:läuft|laufen|besteht|bestehen)\b(?!\s+aus)|\bin (?:umsetzung|arbeit|durchführung|betrieb)\b",
    r"\b(?:fort|weiter)(?:führung|geführt)\b|\b(?:fort|weiter)führen\b|\bwird (?:bereits |schon )?(?:umgesetzt|durchgeführt|fortgesetzt)\b|\bsukzessive\b|\bschrittweise\b|\bbereits (?:begonnen|gestartet|angelaufen)\b",
    r"\bab\s+(?:dem\s+|der\s+)?(?:neuen|kommenden|nächsten)?\s*[a-zäöü]",
)
ON_DEMAND = pattern(
    r"\b(?:bei|nach|je nach|auf|entsprechend|gemäß)\s+(?:\w+(?:em|er)\s+)?(?:bedarf|anlass|anlaß|anfrage|wunsch|anforderung|nachfrage|absprache|vereinbarung|einladung|antrag|erfordernis|situation)\b",
    r"\bbedarfs(?:orientiert|weise|abhängig|gerecht|bezogen|gesteuert)\w*|\bim bedarfsfall\b|\banla(?:ss|ß)(?:bezogen|abhängig)\w*",
    r"\b(?:situativ|situations(?:bezogen|abhängig)|einzelfallbezogen|fallbezogen|fallweise|ad[- ]hoc|nachfrageorientiert)\w*|\bim einzelfall\b|\baus gegebenem anlass\b",
    r"\bwenn (?:nötig|erforderlich|notwendig)\b|\bfalls (?:nötig|erforderlich|notwendig)\b|\bbei (?:erfordernis|notwendigkeit|gelegenheit)\b",
)
HORIZON = pattern(
    r"\b(?:kurz|mittel|lang|mittel- bis lang)(?:fristig\w*|fr\.?(?=\W|$)|-(?=\s*(?:,|und|u\.|bis|/|oder)))",
    r"^\s*(?:kf|mf|lf|kfr|mfr|lfr)\.?\s*(?:$|\()|^\s*(?:kurz|mittel|lang|k|m|l)\s*$",
    r"\b(?:sofort|umgehend|zeitnah|unverzüglich|unmittelbar|demnächst|perspektivisch|baldigst|baldmöglichst|schnellstmöglich|so (?:bald|schnell|früh) wie möglich)\b",
    r"\bin\s+(?:ca\.\s*|etwa\s+)?(?:\d+|zwei|drei|vier|fünf|sechs|zehn)\s+(?:jahren|monaten|wochen)\b",
    r"\bin den (?:nächsten|kommenden)\s+(?:\w+\s+)?(?:jahren|monaten|wochen)\b",
    r"\b(?:innerhalb|binnen)\b|\b\d+\s?(?:-|–|bis)\s?\d+\s+(?:jahre|monate)\b|^\s*(?:ca\.\s*)?\w+\s+(?:jahre?|monate?|wochen)\s*(?:$|(?:ab|nach)\b)",
)
MONEY = r"(?:haushalt|kassen|mittel|förder|bewillig|genehmig|beschlu|zuwend|finanz|personal|stellen|ressource|kapazität|freigabe|inkrafttreten|verfüg|möglich|maßgabe|zustimmung|vorliegen|gesichert|ausreichend|entsprechend|verabschied|politisch)"
CONDITIONAL = pattern(
    r"\b\w*vorbehalt\w*|\babhängig\b|\babh\.|\bin abhängigkeit\b|\bje nach\b|\b(?:sofern|falls|wenn|sobald|soweit|vorausgesetzt|voraussetzung)\b",
    rf"\b(?:nach|bei|mit|ab|entsprechend|gemäß|im rahmen)\s+(?:\w+e[rmn]s?\s+)?(?:der\s+|des\s+|von\s+|verfügbarer\s+|vorhandener\s+)?{MONEY}\w*",
)
LASTING = pattern(
    r"laufzeit\b|\bbefristet\b|\bwährend (?:der|des)\b|\bfür die dauer\b|(?:förder|projekt|vertrags)(?:zeitraum|dauer|periode|phase)\b"
)
UNDATED = pattern(
    rf"\b(?:laufenden?|laufendes|neuen|kommenden?|kommendes|nächsten?|nächstes|diesem|dieses|aktuellen?)\s+{CURRENT}",
    r"\bfolgejahr|\bim (?:laufe|verlaufe?) de[rs]\b|\beinmalig\w*|\bende der (?:legislatur|wahl|amts|förder|projekt)",
    r"\b(?:bis|spätestens)\s+(?:spätestens\s+)?(?:zum|zur|zu|ende|anfang|mitte|beginn|abschluss|vor)\b",
    r"\bbis\s+(?!(?:mittel|lang|kurz|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|zu\b|auf\b))(?=[a-zäöü]{4})",
)
REFERENCE = pattern(
    r"(?<!\w)s\.\s?[ou]\.?(?!\w)|\b(?:dto|dito|ebd|ebenda|desgl|desgleichen|siehe|vgl|vergleiche|analog|gleichlautend|idem)\b",
    r"\bwie (?:oben|vor|zuvor|vorher|bei|unter|in|maßnahme|m\s?\d|ziel|handlungsziel|\d)|(?<!\w)s\.\s+(?=maßn|m\s?\d|ziel|handl|nr|punkt|\d)",
    r"\b(?:laut|lt\.|gemäß|gem\.|entsprechend)\s",
    r"^[\s\-–—]*(?:[\"„“”»«'´`]|'')[\s\-–—\"„“”»«'´`]*$",
)
POINTER = pattern(
    r"\b(?:siehe|vgl\.?|vergleiche|analog(?:\s+zu[mr]?)?|wie|(?<!\w)s\.)\s+(?:auch\s+)?(?:(?:bei|unter|in|zu[mr]?|maßnahmen?|m|hf|handlungsfeld|(?:handlungs)?ziel|punkt|nr\.?|kapitel|kap\.|abschnitt)\s*)*"
    r"[a-z]?\s?\d+(?:\.\d+)*\.?[a-z]?\b(?:\s*(?:und|,|/)\s*\d+(?:\.\d+)+)*",
    r"\b(?:maßnahmen?|m|hf|handlungsfeld|(?:handlungs)?ziel|kapitel)\s?\d{1,2}(?:\.\d{1,2})*\b(?!\.?\d)",
)
ALL_YEAR = pattern(r"\bganzjährig")
FROM = pattern(r"\bab\s+(?:dem\s+|der\s+)?(?:neuen|kommenden|nächsten|diesem)\b")
FOR = pattern(r"\blaufzeit\b|\bdauer\b|\bfür\b")
DURATION = pattern(r"\b(?P<count>\d+|ein|zwei|drei|vier|fünf|sechs|zehn)(?:em|en|e)?\s+(?P<unit>jahr|monat)e?n?\b")
FIRST = pattern(r"erste[rsn]?\b")
EVENT = pattern(r"\bnach\s+\w")
LATER = r"(?:danach|dann|anschlie(?:ß|ss)end|im anschluss|daraufhin|nachfolgend|hiernach|hieran|darauf|später)"
BREAK = pattern(
    rf"(?:[,;•]\s*|\s+(?:und|–|-|/)\s+|\s+|\()(?P<later>{LATER})\b",
    r"[,;•➤]",
    r"\s\|\s",
    r"(?<=\d{4})\.(?=\s+[A-ZÄÖÜ])",
    r"(?<=[a-zäöüß]{4})\.(?=\s+[A-ZÄÖÜ])",
    r"(?<=\))\s*\+",
)
BEGIN = r"\b(?:\w+)?(?:beginn|start|auftakt|anlauf)\b|\b(?:beginnend|startet|beginnt|starten|beginnen)\b|\berstmal(?:s|ig\w*)\b|\berstmaliger?\b"
BEGIN_WORD = pattern(BEGIN)
PART = pattern(
    rf"(?P<begin>{BEGIN})",
    r"\b(?P<start>ab|seit|frühestens|nicht vor|mit wirkung (?:vom|ab|zum))\b|\b(?P<near>nach|mit)(?=\s+(?:dem\s+|den\s+|der\s+|des\s+|ende\s+|ablauf\s+|jahres\s+)*$)",
    r"\b(?P<from>von|vom)\b",
    r"\b(?P<due>bis|spätestens|zum|zur|längstens|vor|frist|deadline)\b",
)
CONDITION = pattern(CONDITIONAL.pattern, EVENT.pattern)
ASIDE = pattern(
    r"\b(?:stand|aus|beschlossen|beschluss vom|(?<=\()beschluss|fassung)\b:?\s*(?:dem |vom |von |am )?(?:jahre? )?\W*$"
)
OF = pattern(r"\b(?:vom|von)\s+(?:\w+\s+)?$")
BEYOND = pattern(r"\büber\s+(?:das\s+|den\s+)?(?:jahr\s+|zeitraum\s+)?$")
BEYOND_AFTER = pattern(r"\s*hinaus\b")
BEGINS_AFTER = pattern(
    r"[\s:(]*(?:beginnend|beginn|start|anlaufend|an)\b\W*(?:$|[,;)(])", r"\s*\(?\s*(?:beginnend|startend)\b"
)
AT_LATEST = pattern(r"\bspätestens\b")
AFTER = pattern(r"(?<!je )\bnach\s+(?:dem\s+|den\s+|der\s+|ende\s+|ablauf\s+|des\s+|jahres\s+)*$")
BEFORE = pattern(r"(?<!nicht )\bvor\s+(?:dem\s+|den\s+|der\s+|beginn\s+|des\s+|start\s+)*$")
TO_BEGIN = pattern(r"\b(?:bis|zum|zu|spätestens)\b.*\b\w*(?:beginn|start|auftakt)\s+(?:des\s+|der\s+)*$")
TO = pattern(r"\bzu[mr]?\s+(?:neuen\s+|kommenden\s+)?$")
SMALL = r"(?:bis|zum|zur|zu|im|in|am|an|des|der|den|dem|das|die|für|spätestens|voraussichtlich|vsl\.?|vorauss\.?|ca\.?|circa|etwa|ungefähr|gegen|um|geplant|jahre?s?|laufe|verlauf|ende|noch|jeweils|ersten?|vom|von|als)"
LABEL_TAIL = re.compile(rf"(?:^|(?<=[\s(:–/-])){SMALL}$", re.IGNORECASE)
LONGEST_SMALL = 20
LABEL_HEAD = re.compile(
    rf"^(?:[\s•➤*/&+–-]|\(|\)|[a-z\d]\)|(?:und|sowie|bzw\.|u\.|{LATER}|zunächst|zuerst|der|die|das)\b)+",
    re.IGNORECASE,
)
UNBALANCED = re.compile(r"\([^()]*$|^[^()]*\)")
GENERIC = (
    r"(?:umsetzung\w*|realisierung\w*|durchführung\w*|fertigstellung|abschluss|ende|erledigung|termin|zieltermin|frist|zeit\w*|laufzeit|projekt(?:laufzeit|zeitraum|ende|abschluss|dauer)|"
    r"ziel(?:jahr|horizont|datum)?|horizont|haushalt\w*|doppelhaushalt|kalenderjahr\w*|jahr\w*|zunächst|vorgesehen|einmalig\w*|nur|möglichst|vorerst|anfänglich|förder\w*|wahlperiode|"
    r"legislatur\w*|kurs\w*jahr|abgeschlossen|umgesetzt|erledigt|einstellungsjahr|ausbildungsjahr|berichtsjahr|start|beginn)"
)
EMPTY = pattern(
    ONGOING.pattern,
    HORIZON.pattern,
    ON_DEMAND.pattern,
    rf"(?<!\w){SMALL}(?!\w)",
    BEGIN,
    r"\b(?:ab|seit|und|oder|bzw|sowie|nach|mit|nicht|vor|je|auch|insbesondere|spätestens|frühestens|zunächst|bereits|schon|nur|möglichst|einmalig\w*|erneut|wieder|zwischen)\b",
    rf"\b{LATER}\b",
    r"\b(?:\w*zeitraum|\w*laufzeit|laufzeit|zeitrahmen|zeit(?:horizont|plan|punkt)?|termin|frist|kalenderjahr\w*|haushaltsjahr\w*|doppelhaushalt|wahlperiode|legislatur\w*|förderperiode)\b",
    r"^\s*[kmld]\s*$",
    r"\b(?:schritt|schul|kita)\w*jahr\w*|\bsukzessive\b|\bschrittweise\b|\bweitere?\b|\bregelmäßig\w*",
)
ALL_GENERIC = re.compile(rf"(?:{GENERIC}|der|des|die|maßnahmen?|projekts?|{SMALL}|[\s:–-])+", re.IGNORECASE)
SENTENCE = re.compile(r"\b(?:soll|sollen|wird|werden|ist|sind|muss|müssen|kann|können|wurde|wurden)\b")
CIRCUMSTANCE = pattern(
    r"(?:zeitgleich|gemeinsam|im|in|nach|mit|bei|unter|vorbehaltlich|abhängig|je|sofern|falls|wenn|fortlaufend|ff|geplant|vorgesehen|voraussichtlich|für|durch|als|auf|alle|bzw|oder|und|siehe|vgl|s\.|spätestens|frühestens|angestrebt|erledigt|abgeschlossen|umgesetzt|noch)\b",
)
CODE = re.compile(
    r"^\s*\(?(?P<code>[KMLD])\)?(?:\s*[/,–-]\s*(?P<second>[KMLD])\b)?(?:\s*[/,–-]\s*(?P<third>[KMLD])\b)?(?=\s*$|\s*[(,;:]|\s+[–—-]\s|\s+(?:bis|ab|danach|seit)\b)"
)
LATER_CODE = re.compile(rf"\b{LATER}\s+D\b(?!-)")
ALSO_SEPARATE = re.compile(r"^\s*(?:\)?\s*(?:,|;|und|sowie|&|\+))", re.IGNORECASE)
