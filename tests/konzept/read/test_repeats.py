"""One measure named several times is one measure."""

from __future__ import annotations

from docx.document import Document as WordDocument

from konzept.model import Kind
from tests.konzept.read.builders import everything, measures, of_kind, read_word, sentences, table, word

SHEETS = (
    ("M 1.1", "Sprachcafé im Mehrgenerationenhaus", "Einmal in der Woche wird geredet und gelesen.", "VHS", "ab 2026"),
    (
        "M 1.2",
        "Patenschaften für neu Zugezogene",
        "Ehrenamtliche begleiten ein Jahr lang.",
        "Freiwilligenagentur",
        "2027",
    ),
    ("M 1.3", "Bücher in vielen Sprachen", "Die Bücherei kauft jedes Jahr hundert Titel.", "Bücherei", "jährlich"),
)


def sheets() -> WordDocument:
    document = word()
    document.add_heading("Integrationskonzept Auenland", 0)
    document.add_heading("Handlungsfeld 1: Sprache", 1)
    for number, title, text, who, when in SHEETS:
        table(
            document, [[f"{number} {title}", ""], ["Beschreibung", text], ["Verantwortlich", who], ["Laufzeit", when]]
        )
        document.add_paragraph()
    return document


def overview(document: WordDocument, *rows: tuple[str, ...]) -> WordDocument:
    document.add_heading("Übersicht der Maßnahmen", 1)
    table(document, [["Nr.", "Maßnahme", "Verantwortlich", "Priorität"], *rows])
    return document


def test_an_overview_makes_no_measures() -> None:
    rows = [(number, title, who, "hoch") for number, title, _, who, _ in SHEETS]
    reading = read_word(overview(sheets(), *rows))
    assert [each.number for each in measures(reading.concept)] == ["1.1", "1.2", "1.3"]
    assert measures(reading.concept)[0].fields == {"Priorität": "hoch"}
    assert [area.title for area in of_kind(reading.concept, Kind.AREA)] == ["Sprache"]


def test_what_differs_is_told() -> None:
    rows = [
        ("1.1", "Sprachcafé", "Volkshochschule Auen", "hoch"),
        *((number, title, who, "") for number, title, _, who, _ in SHEETS[1:]),
    ]
    reading = read_word(overview(sheets(), *rows))
    assert len(measures(reading.concept)) == 3
    told = [each for each in sentences(reading, "repaired") if "noch einmal genannt" in each]
    assert len(told) == 3
    assert "Zuständigkeit „Volkshochschule Auen“" in told[0]
    assert "Volkshochschule Auen" in "".join(doubt.sentence for doubt in reading.doubts)


def test_what_stands_only_in_the_overview_is_kept_and_asked() -> None:
    rows = [
        *((number, title, who, "") for number, title, _, who, _ in SHEETS),
        ("1.4", "Chor der Vielfalt", "Musikschule", ""),
    ]
    reading = read_word(overview(sheets(), *rows))
    assert [each.number for each in measures(reading.concept)][-1] == "1.4"
    assert any("„Chor der Vielfalt“ steht nur in dieser Übersicht" in each for each in sentences(reading, "unsure"))


def test_two_measures_of_the_same_words_are_two() -> None:
    document = word()
    document.add_heading("Integrationskonzept Auenland", 0)
    document.add_heading("Handlungsfeld 1: Sprache", 1)
    for goal in (1, 2):
        document.add_heading(f"Handlungsziel 1.{goal}: Ziel {goal} ist erreicht", 2)
        rows = [["Maßnahme 1", "Fortbildung der Fachkräfte in den Ämtern"], ["Maßnahme 2", f"Ein Angebot {goal}"]]
        table(document, [*rows, ["Zuständigkeiten", "Amt"], ["Termin", "fortlaufend"]])
    assert len(measures(read_word(document).concept)) == 4


def test_no_word_of_an_overview_is_lost() -> None:
    rows = [(number, f"{title} und mehr", f"Amt {number[-1]}", f"Stufe{number[-1]}") for number, title, *_ in SHEETS]
    reading = read_word(overview(sheets(), *rows))
    assert len(measures(reading.concept)) == 3
    told = everything(reading) + "".join(doubt.sentence for doubt in reading.doubts)
    assert [words for row in rows for words in row[1:] if words not in told] == []
