"""Fact sheets that say themselves where they belong."""

from __future__ import annotations

from collections.abc import Sequence

from konzept.model import Kind
from konzept.read import Reading
from tests.konzept.read.builders import measures, of_kind, read_word, table, word


def read_sheets(*sheets: Sequence[Sequence[str]], areas: Sequence[str] = ()) -> Reading:
    document = word()
    document.add_heading("Aktionsplan Integration Auenland", 0)
    document.add_heading("Einleitung", 1)
    document.add_paragraph("Worum es geht.")
    for area in areas:
        document.add_heading(area, 1)
        document.add_paragraph("Ein Satz dazu.")
    for sheet in sheets:
        table(document, sheet)
        document.add_paragraph()
    return read_word(document)


def sheet(number: str, title: str, *rows: tuple[str, str]) -> list[list[str]]:
    return [[f"Maßnahme {number}: {title}", ""], *map(list, rows), ["Verantwortlich", "Amt"]]


def tree(reading: Reading) -> list[tuple[str | None, list[str | None]]]:
    return [
        (area.title, [each.title for each in area.walk() if each.kind is Kind.MEASURE])
        for area in of_kind(reading.concept, Kind.AREA)
    ]


def test_areas_that_only_the_sheets_name_are_made() -> None:
    reading = read_sheets(
        sheet("1", "Sprachcafé", ("Handlungsfeld", "1 Sprache")),
        sheet("2", "Bücherkiste", ("Handlungsfeld", "1 Sprache")),
        sheet("3", "Lotsen", ("Handlungsfeld", "2 Wohnen")),
    )
    assert tree(reading) == [("Sprache", ["Sprachcafé", "Bücherkiste"]), ("Wohnen", ["Lotsen"])]
    assert [area.number for area in of_kind(reading.concept, Kind.AREA)] == ["1", "2"]
    assert all("Handlungsfeld" not in each.fields for each in measures(reading.concept))


def test_a_sheet_goes_to_the_area_it_names() -> None:
    reading = read_sheets(
        sheet("1", "Sprachcafé", ("Handlungsfeld", "Wohnen")),
        areas=["Handlungsfeld 1: Sprache", "Handlungsfeld 2: Wohnen", "Handlungsfeld 3: Arbeit"],
    )
    assert tree(reading) == [("Sprache", []), ("Wohnen", ["Sprachcafé"]), ("Arbeit", [])]


def test_goals_shared_by_sheets_are_goals() -> None:
    reading = read_sheets(
        sheet("1", "Sprachcafé", ("Handlungsziel", "1.1 Alle lernen")),
        sheet("2", "Bücherkiste", ("Handlungsziel", "1.1 Alle lernen")),
        areas=["Handlungsfeld 1: Sprache"],
    )
    (goal,) = of_kind(reading.concept, Kind.GOAL)
    assert (goal.number, goal.title, len(goal.children)) == ("1.1", "Alle lernen", 2)


def test_an_aim_of_its_own_stays_a_value() -> None:
    reading = read_sheets(
        sheet("1", "Sprachcafé", ("Ziel", "Mehr Menschen sprechen miteinander.")),
        sheet("2", "Bücherkiste", ("Ziel", "Kinder lesen in zwei Sprachen.")),
        sheet("3", "Lotsen", ("Ziel", "Wege werden kürzer.")),
        areas=["Handlungsfeld 1: Sprache"],
    )
    assert of_kind(reading.concept, Kind.GOAL) == []
    assert measures(reading.concept)[0].fields["Ziel"] == "Mehr Menschen sprechen miteinander."
