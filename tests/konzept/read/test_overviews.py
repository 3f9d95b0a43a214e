"""A table called overview is left out only where it repeats what stands elsewhere; a measure that stands only there is kept."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument

from konzept.model import Kind
from tests.konzept.read.builders import measures, of_kind, read_word, sentences, table, word

SHEETS = (
    ("1.1", "Beratung zur Berufswahl", "Jugendliche reden mit Betrieben über Wege in die Lehre.", "Kammer"),
    ("1.2", "Schnuppertage in Werkstätten", "Einen Tag lang wird gehobelt und gelötet.", "Innung"),
    ("1.3", "Lernpatenschaften für Auszubildende", "Ruheständler üben mit Lehrlingen rechnen.", "Freiwilligenagentur"),
    ("1.4", "Ausbildungsmesse am Bahnhof", "Betriebe aus Erlenau stellen sich vor.", "Stadt Erlenau"),
)
LEADS = (
    "Die folgende Übersicht zeigt, was im Feld Wohnen geschieht.",
    "Zeitplan",
    "Einen Überblick gibt die Tabelle:",
)


def concept() -> WordDocument:
    """Four measures, each with a sheet of its own."""
    document = word()
    document.add_heading("Integrationskonzept Erlenau", 0)
    document.add_heading("Handlungsfeld 1: Ausbildung", 1)
    for number, title, text, who in SHEETS:
        table(document, [[f"Maßnahme {number}: {title}", ""], ["Beschreibung", text], ["Verantwortlich", who]])
        document.add_paragraph()
    return document


def with_table(lead: str, rows: list[tuple[str, ...]], head: tuple[str, ...]) -> WordDocument:
    document = concept()
    document.add_paragraph(lead)
    table(document, [head, *rows])
    return document


def titles(document: WordDocument) -> list[str | None]:
    return [each.title or each.text for each in measures(read_word(document).concept)]


OWN = [("2.1", "Umzugshelfer aus dem Sportverein", "Sportbund"), ("2.2", "Mieterführerschein", "Wohnungsbau Erlenau")]
HEAD = ("Nr.", "Maßnahme", "Verantwortlich")


@pytest.mark.parametrize("lead", LEADS)
def test_measures_with_numbers_of_their_own_are_kept_whatever_stands_before_them(lead: str) -> None:
    reading = read_word(with_table(lead, OWN, HEAD))
    found = measures(reading.concept)
    assert [each.number for each in found][-2:] == ["2.1", "2.2"]
    assert [each.responsibility.verbatim for each in found if each.responsibility][-2:] == [who for *_, who in OWN]
    assert not any("Umzugshelfer" in each for each in sentences(reading, "left_out"))


def test_a_person_is_asked_once_about_such_a_table() -> None:
    told = [each for each in sentences(read_word(with_table(LEADS[0], OWN, HEAD)), "unsure") if "Übersicht" in each]
    assert told == [
        "Diese 2 Maßnahmen stehen unter „Übersicht“ und sonst nirgends; sie wurden gelesen wie andere auch, bitte prüfen."
    ]


def test_measures_without_numbers_that_share_no_word_are_kept() -> None:
    rows = [(title, who, "hoch") for _, title, who in OWN]
    assert titles(with_table(LEADS[0], rows, (*HEAD[1:], "Priorität")))[-2:] == [row[0] for row in rows]


def test_numbers_that_stand_elsewhere_are_a_repetition_in_other_words() -> None:
    rows = [
        ("1.1", "Wege zeigen", "Kammer"),
        ("1.2", "Ausprobieren", "Innung"),
        ("1.3", "Gemeinsam üben", "Freiwilligenagentur"),
    ]
    assert titles(with_table(LEADS[0], rows, HEAD)) == [title for _, title, *_ in SHEETS]


def test_a_row_with_a_number_of_its_own_among_repeated_ones_is_kept_and_asked() -> None:
    rows = [*((number, title, who) for number, title, _, who in SHEETS[:3]), ("1.9", "Nachhilfe", "Volkshochschule")]
    reading = read_word(with_table(LEADS[0], rows, HEAD))
    assert [each.number for each in measures(reading.concept)] == ["1.1", "1.2", "1.3", "1.4", "1.9"]
    assert [each for each in sentences(reading, "unsure") if "Nachhilfe" in each] == [
        "„Nachhilfe“ steht nur in dieser Übersicht; bitte prüfen, ob es eine Maßnahme ist."
    ]


def test_short_names_of_all_measures_are_a_repetition() -> None:
    rows = [(name, "", "hoch") for name in ("Berufswahl", "Werkstätten", "Auszubildende", "Bahnhof")]
    reading = read_word(with_table(LEADS[0], rows, (*HEAD[1:], "Priorität")))
    assert [each.number for each in measures(reading.concept)] == ["1.1", "1.2", "1.3", "1.4"]
    told = "".join(sentences(reading, "left_out"))
    assert all(row[0] in told for row in rows)


def test_a_few_short_names_are_measures_of_their_own() -> None:
    document = concept()
    for number in range(5, 9):
        table(document, [[f"Maßnahme 1.{number}: Angebot {'ABCD'[number - 5]}", ""], ["Beschreibung", "Es hilft."]])
        document.add_paragraph()
    document.add_paragraph("Übersicht")
    rows = [("Berufswahl im Zoo", "Zoo", "hoch"), ("Werkstätten für Mädchen", "Jugendhaus", "mittel")]
    table(document, [(*HEAD[1:], "Priorität"), *rows])
    assert titles(document)[-2:] == ["Berufswahl im Zoo", "Werkstätten für Mädchen"]


def test_no_area_is_lost_with_an_overview() -> None:
    rows = [(number, title, who) for number, title, _, who in SHEETS]
    reading = read_word(with_table(LEADS[0], rows, HEAD))
    assert [each.title for each in of_kind(reading.concept, Kind.AREA)] == ["Ausbildung"]
    assert len(measures(reading.concept)) == len(SHEETS)
