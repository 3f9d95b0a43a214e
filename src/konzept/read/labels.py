"""The words concepts use for their parts: one vocabulary, as data, and how a line or cell is recognised by it."""

from __future__ import annotations

import re
from enum import StrEnum

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
        *(
            "Handlungsfeld",
            "Handlungsfelder",
            "HF",
            "Lebensbereich",
            "Themenfeld",
            "Themenbereich",
            "Querschnittsthema",
        ),
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
        *("Maßnahme", "Maßnahmen", "Teilmaßnahme", "Projekt", "Aktion", "Vorhaben", "Maßnahmentitel"),
        *("Titel der Maßnahme", "Name der Maßnahme", "Maßnahmenbezeichnung", "Bezeichnung der Maßnahme"),
    ),
    Meaning.NUMBER: ("Nr", "Nummer", "Lfd. Nr", "Kennung", "Maßnahmennummer", "Maßnahme Nr", "ID", "Ziffer"),
    Meaning.RESPONSIBLE: (
        *("Zuständigkeit", "Zuständigkeiten", "Zuständig", "Verantwortlich", "Verantwortliche", "Verantwortung"),
        *(
            "Verantwortlichkeit",
            "Verantwortlichkeiten",
            "Federführung",
            "Federführend",
            "Projektträger",
            "Träger",
            "Wer",
        ),
        *(
            "Zuständige Stelle",
            "Zuständige Stellen",
            "Verantwortliche Stelle",
            "Verantwortliche Stellen",
            "Umsetzung durch",
        ),
        *("Hauptverantwortung", "Hauptverantwortlich", "Wer macht es", "Zuständigkeit/Akteure", "Ansprechpartner"),
    ),
    Meaning.PARTNERS: (
        *(
            "Beteiligte",
            "Akteure",
            "Akteurinnen und Akteure",
            "Mitwirkende",
            "Mitwirkung",
            "Kooperationspartner",
            "Partner",
        ),
        *(
            "Beteiligte Akteure",
            "Weitere Beteiligte",
            "Weitere Akteure",
            "Zu Beteiligende",
            "Kooperation",
            "Beteiligung",
        ),
        *("Kooperationspartnerinnen und Kooperationspartner", "In Zusammenarbeit mit", "In Kooperation mit"),
        *("Mit Unterstützung durch", "In Abstimmung mit", "Mit wem"),
    ),
    Meaning.TERM: (
        *("Termin", "Termine", "Zeitraum", "Zeitrahmen", "Zeithorizont", "Laufzeit", "Frist", "Bis wann", "Wann"),
        *(
            "Umsetzungszeitraum",
            "Zeitplan",
            "Zeit",
            "Terminierung",
            "Beginn und Laufzeit",
            "Zeitliche Umsetzung",
            "Zeitschiene",
        ),
    ),
    Meaning.TEXT: (
        *("Beschreibung", "Kurzbeschreibung", "Inhalt", "Inhalte", "Erläuterung", "Maßnahmenbeschreibung", "Was"),
        *("Beschreibung der Maßnahme", "Inhalt der Maßnahme", "Was wollen wir tun"),
    ),
    Meaning.STEPS: (
        *(
            "Handlungsschritte",
            "Umsetzungsschritte",
            "Nächste Schritte",
            "Arbeitsschritte",
            "Einzelschritte",
            "Schritte",
        ),
        *("Handlungsschritt", "Umsetzungsschritt"),
    ),
    Meaning.REASON: ("Grund", "Gründe", "Begründung", "Grund des Wegfalls", "Grund für den Wegfall"),
    Meaning.DETAIL: (
        *("Sachstand", "Aktueller Stand", "Umsetzungsstand", "Status", "Stand", "Stand der Umsetzung", "Fortschritt"),
        *(
            "Kosten",
            "Gesamtkosten",
            "Bedarf",
            "Ressourcen",
            "Ressourcenbedarf",
            "Aufwand",
            "Mittel",
            "Budget",
            "Personal",
        ),
        *(
            "Finanzierung",
            "Förderung",
            "Finanzielle Mittel",
            "Haushalt",
            "Fördermittel",
            "Finanzbedarf",
            "Personalbedarf",
        ),
        *("Indikator", "Indikatoren", "Erfolgsindikator", "Erfolgsindikatoren", "Erfolgskriterien", "Erfolgskontrolle"),
        *(
            "Messgröße",
            "Messgrößen",
            "Kennzahl",
            "Kennzahlen",
            "Erwartete Auswirkungen",
            "Wirkung",
            "Erwartete Wirkung",
        ),
        *("Zielgruppe", "Zielgruppen", "Priorität", "Punkte", "Quick-Win", "Ausgangslage", "Hintergrund", "Dauer"),
        *("Bestandsaufnahme", "Anmerkung", "Anmerkungen", "Bemerkung", "Bemerkungen", "Hinweis", "Hinweise", "Ort"),
        *("Erfolgskriterium", "Evaluation", "Querbezüge", "Rechtsgrundlage", "Ergebnis", "Ergebnisse", "Meilensteine"),
    ),
}

# Words that announce a list and open no part of their own.
PLURALS = frozenset(
    {
        *("Handlungsfelder", "Leitziele", "Leitsätze", "Leitlinien", "Leitgedanken", "Grundsätze", "Handlungsziele"),
        *("Ziele", "Teilziele", "Maßnahmen", "Zielsetzung", "Maßnahmentitel", "Maßnahmenbezeichnung"),
    }
)


def whole(label: str) -> str:
    """A label broken by a narrow column, whole again: "Stan/d" -> "Stand", "Feder- führung" -> "Federführung"."""
    return re.sub(r"(?<=\w)(?:/(?=[a-zäöüß]{1,3}$)|-\s(?=[a-zäöüß])(?!und|oder|bzw))", "", label)


def folded(label: str) -> str:
    """A label without what print does to it: "Stan/d:" -> "stand", "Maßnahme (n)" -> "maßnahme"."""
    text = re.sub(r"\(n\)|\(en\)|[/*]innen\b|:?\s*$", "", line(label).casefold())
    text = whole(text)
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
    if (found := re.fullmatch(r"(\D{3,}?)\s*\d{1,2}(?:\.\d{1,2})*[a-z]?", key)) and found[1] in MEANINGS:
        return MEANINGS[found[1]]
    parts = [part for part in re.split(r"\s*(?:/|\bund\b|\boder\b|&|,)\s*", text) if part]
    known = [MEANINGS.get(folded(part)) for part in parts]
    return known[0] if len(parts) > 1 and all(known) else None


# Parts of a document that are known by their heading.
SECTIONS: dict[str, tuple[str, ...]] = {
    "toc": (
        "Inhalt",
        "Inhaltsverzeichnis",
        "Inhaltsübersicht",
        "Gliederung",
        "Abbildungsverzeichnis",
        "Tabellenverzeichnis",
    ),
    "imprint": ("Impressum",),
    "abbreviations": (
        "Abkürzungsverzeichnis",
        "Abkürzungen",
        "Verzeichnis der Abkürzungen",
        "Abkürzungs- und Begriffsverzeichnis",
    ),
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
_PLURALS = re.compile(
    r"^(?:Leitsätze|Leitziele|Leitlinien|Leitgedanken|Grundsätze|Unsere\s+Leit\w+|Leitbild und Leit\w+)$", re.IGNORECASE
)


_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}(?=\.)|[A-Z](?=[.)]))[.)]?\s+(?=\S)")


def _words(title: str) -> str:
    return _NUMBER.sub("", line(title))


def section(title: str) -> str | None:
    """The special section a heading opens: "toc", "imprint", "abbreviations", "sources"; an appendix number does not matter."""
    words = re.sub(r"^(?:Anlage|Anhang)\s+\w{1,3}\s*[:.–-]?\s*", "", _words(title), flags=re.IGNORECASE)
    return _SECTIONS.get(words.strip(" :").casefold())


def announces_dropped(text: str) -> bool:
    """Whether a heading or sentence says that measures of the last edition follow which were dropped."""
    words = line(text)
    return bool(re.search(r"Maßnahme|Ziele", words)) and bool(_DROPPED.search(words))


def announces_guiding(title: str) -> bool:
    """Whether a chapter is a list of guiding goals."""
    return bool(_PLURALS.match(_words(title).strip(" :")))
