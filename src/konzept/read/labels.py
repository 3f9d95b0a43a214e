"""The words concepts use for their parts: one vocabulary, as data, and how a line or cell is recognised by it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from konzept.model import Kind
from konzept.wording import line


class Meaning(StrEnum):
    """What a label says about the words beside or below it."""

    AREA = "area"
    GUIDING = "guiding"
    GOAL = "goal"
    MEASURE = "measure"
    NUMBER = "number"
    RESPONSIBLE = "responsible"
    PARTNERS = "partners"
    TERM = "term"
    TEXT = "text"
    STEPS = "steps"
    REASON = "reason"
    DETAIL = "detail"


# Each word as it is printed in the singular or plural; case, colons, counters and broken letters do not matter.
VOCABULARY: dict[Meaning, tuple[str, ...]] = {
    Meaning.AREA: (
        *("Handlungsfeld", "Handlungsfelder", "HF", "Lebensbereich", "Themenfeld", "Themenbereich", "Querschnittsthema"),
        *("Schwerpunkt", "Handlungsschwerpunkt", "Aktionsfeld", "Handlungsbereich", "Querschnittsfeld"),
    ),
    Meaning.GUIDING: (
        *("Leitziel", "Leitziele", "Leitsatz", "Leitsätze", "Leitlinie", "Leitlinien", "Leitgedanke", "Leitgedanken"),
        *("Grundsatz", "Grundsätze", "Vision"),
    ),
    Meaning.GOAL: (
        *("Handlungsziel", "Ziel", "Teilziel", "Oberziel", "Wirkungsziel", "Strategisches Ziel", "Operatives Ziel"),
        *("Handlungsziele", "Ziele", "Teilziele", "Unterziel", "Zielsetzung", "Hauptziel"),
    ),
    Meaning.MEASURE: (
        *("Maßnahme", "Maßnahmen", "Massnahme", "Teilmaßnahme", "Projekt", "Aktion", "Vorhaben", "Maßnahmentitel"),
        *("Titel der Maßnahme", "Name der Maßnahme", "Maßnahmenbezeichnung", "Bezeichnung der Maßnahme"),
    ),
    Meaning.NUMBER: ("Nr", "Nummer", "Lfd. Nr", "Kennung", "Maßnahmennummer", "Maßnahme Nr", "ID", "Ziffer"),
    Meaning.RESPONSIBLE: (
        *("Zuständigkeit", "Zuständigkeiten", "Zuständig", "Verantwortlich", "Verantwortliche", "Verantwortung"),
        *("Verantwortlichkeit", "Verantwortlichkeiten", "Federführung", "Federführend", "Projektträger", "Träger", "Wer"),
        *("Zuständige Stelle", "Zuständige Stellen", "Verantwortliche Stelle", "Verantwortliche Stellen", "Umsetzung durch"),
        *("Hauptverantwortung", "Hauptverantwortlich", "Wer macht es", "Zuständigkeit/Akteure", "Ansprechpartner"),
    ),
    Meaning.PARTNERS: (
        *("Beteiligte", "Akteure", "Akteurinnen und Akteure", "Mitwirkende", "Mitwirkung", "Kooperationspartner", "Partner"),
        *("Beteiligte Akteure", "Weitere Beteiligte", "Weitere Akteure", "Zu Beteiligende", "Kooperation", "Beteiligung"),
        *("Kooperationspartnerinnen und Kooperationspartner", "In Zusammenarbeit mit", "In Kooperation mit"),
        *("Mit Unterstützung durch", "In Abstimmung mit", "Mit wem"),
    ),
    Meaning.TERM: (
        *("Termin", "Termine", "Zeitraum", "Zeitrahmen", "Zeithorizont", "Laufzeit", "Frist", "Bis wann", "Wann"),
        *("Umsetzungszeitraum", "Zeitplan", "Zeit", "Terminierung", "Beginn und Laufzeit", "Zeitliche Umsetzung", "Zeitschiene"),
    ),
    Meaning.TEXT: (
        *("Beschreibung", "Kurzbeschreibung", "Inhalt", "Inhalte", "Erläuterung", "Maßnahmenbeschreibung", "Was"),
        *("Beschreibung der Maßnahme", "Inhalt der Maßnahme", "Was wollen wir tun"),
    ),
    Meaning.STEPS: (
        *("Handlungsschritte", "Umsetzungsschritte", "Nächste Schritte", "Arbeitsschritte", "Einzelschritte", "Schritte"),
        *("Handlungsschritt", "Umsetzungsschritt"),
    ),
    Meaning.REASON: ("Grund", "Gründe", "Begründung", "Grund des Wegfalls", "Grund für den Wegfall"),
    Meaning.DETAIL: (
        *("Sachstand", "Aktueller Stand", "Umsetzungsstand", "Status", "Stand", "Stand der Umsetzung", "Fortschritt"),
        *("Kosten", "Gesamtkosten", "Bedarf", "Ressourcen", "Ressourcenbedarf", "Aufwand", "Mittel", "Budget", "Personal"),
        *("Finanzierung", "Förderung", "Finanzielle Mittel", "Haushalt", "Fördermittel", "Finanzbedarf", "Personalbedarf"),
        *("Indikator", "Indikatoren", "Erfolgsindikator", "Erfolgsindikatoren", "Erfolgskriterien", "Erfolgskontrolle"),
        *("Messgröße", "Messgrößen", "Kennzahl", "Kennzahlen", "Erwartete Auswirkungen", "Wirkung", "Erwartete Wirkung"),
        *("Zielgruppe", "Zielgruppen", "Priorität", "Punkte", "Quick-Win", "Ausgangslage", "Hintergrund", "Dauer"),
        *("Bestandsaufnahme", "Anmerkung", "Anmerkungen", "Bemerkung", "Bemerkungen", "Hinweis", "Hinweise", "Ort"),
        *("Erfolgskriterium", "Evaluation", "Querbezüge", "Rechtsgrundlage", "Ergebnis", "Ergebnisse", "Meilensteine"),
    ),
}

_KINDS = {
    Meaning.AREA: Kind.AREA,
    Meaning.GUIDING: Kind.GUIDING_GOAL,
    Meaning.GOAL: Kind.GOAL,
    Meaning.MEASURE: Kind.MEASURE,
}


def folded(label: str) -> str:
    """A label without what print does to it: "Stan/d:" -> "stand", "Maßnahme (n)" -> "maßnahme"."""
    text = re.sub(r"\(n\)|\(en\)|[/*]innen\b|:?\s*$", "", line(label).casefold())
    text = re.sub(r"(?<=\w)(?:/|-\s)(?=[a-zäöüß]{1,3}$)", "", text)
    return " ".join(re.sub(r"[^\w\s.-]", " ", text).split()).rstrip(". ")


MEANINGS = {folded(word): meaning for meaning, words in VOCABULARY.items() for word in words}


def meaning(label: str) -> Meaning | None:
    """What a cell or run-in heading means when it is a label and nothing else; None for everything else."""
    text = line(label)
    if not text or len(text) > 60:
        return None
    key = folded(text)
    if key in MEANINGS:
        return MEANINGS[key]
    if text.endswith(".") and len(key) >= 4 and " " not in key:
        return next((found for word, found in MEANINGS.items() if word.startswith(key)), None)
    if (found := re.fullmatch(r"(\D{3,}?)\s*\d{1,2}[a-z]?", key)) and found[1] in MEANINGS:
        return MEANINGS[found[1]]
    parts = [part for part in re.split(r"\s*(?:/|\bund\b|\boder\b|&|,)\s*", text) if part]
    known = [MEANINGS.get(folded(part)) for part in parts]
    return known[0] if len(parts) > 1 and all(known) else None


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that opens a part: "3.1 Handlungsfeld 1: Wohnen" -> AREA, label "Handlungsfeld 1", number "1", title "Wohnen"."""

    kind: Kind
    label: str
    number: str | None
    title: str | None
    chapter: str | None = None
    continued: bool = False
    separated: bool = False


# Words that announce a list and open no part of their own.
_PLURAL = frozenset(
    ("Handlungsfelder", "Leitziele", "Leitsätze", "Leitlinien", "Leitgedanken", "Grundsätze", "Handlungsziele", "Ziele")
    + ("Teilziele", "Maßnahmen", "Zielsetzung", "Maßnahmentitel", "Maßnahmenbezeichnung")
)
_FIGURE = r"(?:[A-Z]{0,2}\d+(?:\.\d+)*\.?[a-z]?|[IVX]+|[A-Z])"
_SIGN = r"[^\w„“\"'(\[*]*"


def _pattern(found: Meaning) -> str:
    words = sorted((word for word in VOCABULARY[found] if word not in _PLURAL), key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in words)


_MARKS = {
    kind: re.compile(
        rf"^(?P<chapter>\d+(?:\.\d+)*\.?\s+)?(?P<label>(?P<word>{_pattern(found)})(?P<n>\s*\(e?n\))?(?:\s*(?:Nr\.?\s*)?(?P<number>{_FIGURE})(?![\w]))?)"
        rf"(?P<gap>\s*[:.–—|\-](?=\s|$)|\t|$|\s)\s*(?P<title>.*)$",
        re.IGNORECASE | re.DOTALL,
    )
    for found, kind in _KINDS.items()
}
_CODE = re.compile(r"^(?P<label>[A-ZÄÖÜ]{1,3}[ .\-]?(?P<number>\d+(?:\.\d+)+[a-z]?))(?P<gap>\s*[:.–—\-](?=\s|$)|\t|\s|$)\s*(?P<title>.*)$", re.DOTALL)
_CONTINUED = re.compile(r"^(?:Fortsetzung|noch)\b(?:\s+(?:von|zu))?\s*:?\s*(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_ALSO = re.compile(r"\s*\((?:Fortsetzung|Forts\.)\)\s*$", re.IGNORECASE)


def mark(text: str) -> Mark | None:
    """The part a line opens, None for any other line. Whether it really opens one is for the outline to judge."""
    text = re.sub(rf"^{_SIGN}", "", line(text) if "\t" not in text else text.strip())
    continued = _CONTINUED.match(text)
    if continued and (found := _mark(continued["rest"])):
        return replace(found, continued=True, separated=True)
    if _ALSO.search(text) and (found := _mark(_ALSO.sub("", text))):
        return replace(found, continued=True, separated=True)
    return _mark(text)


def _mark(text: str) -> Mark | None:
    for kind, pattern in _MARKS.items():
        if (found := pattern.match(text)) and _is_number(found["number"]):
            return _made(kind, found)
    found = _CODE.match(text)
    if found and (found["title"] or found["label"] == text):
        kind = Kind.AREA if found["label"].startswith("HF") else Kind.MEASURE
        return _made(kind, found) if found["label"][0] in "MPH" else None
    return None


def _is_number(number: str | None) -> bool:
    """ "I" and "A" are numbers, "im" after "Handlungsfeld" is not."""
    return number is None or bool(re.match(r"[A-Z]*\d", number)) or number.isupper()


def _made(kind: Kind, found: re.Match[str]) -> Mark:
    groups = found.groupdict()
    above = clean_number((groups.get("chapter") or "").strip())
    title = without_signs(groups["title"].strip())
    separated = bool(groups["gap"].strip()) or groups["gap"] == "\t" or not title
    label = " ".join(groups["label"].split())
    return Mark(kind, label, clean_number(groups["number"]) or above, title or None, above, separated=separated)


def clean_number(number: str | None) -> str | None:
    """A number as printed, without the dot behind it."""
    return number.rstrip(". )") or None if number else None


_ICON = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uE000-\uF8FF\ufe0f\u2190-\u21ff\u25a0-\u25ff]+")


def without_signs(title: str) -> str:
    """A title without the pictures beside it (flags, arrows, characters of symbol fonts)."""
    return " ".join(_ICON.sub(" ", title).split())


_CHAPTER = re.compile(r"^(?P<number>(?:\d{1,2}(?:\.\d{1,2}){0,5}|[IVX]{1,5}(?=\.)|[A-Z](?=[.)]))[.)]?)\s+(?P<title>\S.*)$", re.DOTALL)


def chapter(text: str) -> tuple[str | None, str]:
    """The number of a heading and its words: "3.1. Wohnen" -> ("3.1", "Wohnen")."""
    words = without_signs(line(text))
    found = _CHAPTER.match(words)
    return (clean_number(found["number"]), found["title"]) if found else (None, words)


# Parts of a document that are known by their heading.
SECTIONS: dict[str, tuple[str, ...]] = {
    "toc": ("Inhalt", "Inhaltsverzeichnis", "Inhaltsübersicht", "Gliederung", "Abbildungsverzeichnis", "Tabellenverzeichnis"),
    "imprint": ("Impressum",),
    "abbreviations": ("Abkürzungsverzeichnis", "Abkürzungen", "Verzeichnis der Abkürzungen", "Abkürzungs- und Begriffsverzeichnis"),
    "sources": (
        *("Literaturverzeichnis", "Literatur", "Quellenverzeichnis", "Quellen", "Literatur- und Quellenverzeichnis"),
        *("Quellen- und Literaturverzeichnis", "Literatur und Quellen", "Quellen und Literatur", "Literaturangaben"),
    ),
}
_SECTIONS = {word.casefold(): section for section, words in SECTIONS.items() for word in words}
_DROPPED = re.compile(
    r"(?:nicht\s+(?:mehr\s+)?(?:weiter\s*)?(?:verfolgt|aufgenommen|fortgeführt|übernommen|weitergeführt|umgesetzt)"
    r"|entfallen|gestrichen|herausgenommen|weggefallen)",
    re.IGNORECASE,
)
_PLURALS = re.compile(r"^(?:Leitsätze|Leitziele|Leitlinien|Leitgedanken|Grundsätze|Unsere\s+Leit\w+|Leitbild und Leit\w+)$", re.IGNORECASE)


def section(title: str) -> str | None:
    """The special section a heading opens: "toc", "imprint", "abbreviations", "sources"; an appendix number does not matter."""
    words = re.sub(r"^(?:Anlage|Anhang)\s+\w{1,3}\s*[:.–-]?\s*", "", chapter(title)[1], flags=re.IGNORECASE)
    return _SECTIONS.get(words.strip(" :").casefold())


def announces_dropped(text: str) -> bool:
    """Whether a heading or sentence says that measures of the last edition follow which were dropped."""
    words = line(text)
    return bool(re.search(r"Maßnahme|Ziele", words)) and bool(_DROPPED.search(words))


def announces_guiding(title: str) -> bool:
    """Whether a chapter is a list of guiding goals."""
    return bool(_PLURALS.match(chapter(title)[1].strip(" :")))
