"""Tables by evidence: column heads, labels at the left, or nothing."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Cell, Row, Table
from konzept.read.labels import Meaning
from konzept.read.tables import Event, Line, Pair, Record, understand


def made(*rows: list[str | Cell]) -> Table:
    cells = [tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows]
    return Table(tuple(Row(row, f"Zeile {at}") for at, row in enumerate(cells, 1)), "Tabelle 1")


def brief(event: Event) -> tuple[object, ...]:
    if isinstance(event, Line):
        return ("line", event.cell.text)
    if isinstance(event, Pair):
        return (event.label, event.meaning, event.cell.text)
    if isinstance(event, Record):
        return ("record", *(cell.text for _, _, cell in event.values))
    return ("plain", len(event.table.rows))


def events(*rows: list[str | Cell]) -> list[tuple[object, ...]]:
    return [brief(event) for event in understand(made(*rows))]


def test_labels_at_the_left() -> None:
    assert events(
        ["Maßnahme 1", "Chor"], ["Zuständigkeiten", "Amt"], ["Termin", "bald"], ["Verfügbarkeit", "online"]
    ) == [
        ("Maßnahme 1", Meaning.MEASURE, "Chor"),
        ("Zuständigkeiten", Meaning.RESPONSIBLE, "Amt"),
        ("Termin", Meaning.TERM, "bald"),
        ("Verfügbarkeit", None, "online"),
    ]


def test_rows_over_the_whole_table_are_lines() -> None:
    assert events([Cell("Handlungsziel 1.1", columns=2)], ["Mehr Wohnraum", ""], ["Maßnahme", "Bauen"]) == [
        ("line", "Handlungsziel 1.1"),
        ("line", "Mehr Wohnraum"),
        ("Maßnahme", Meaning.MEASURE, "Bauen"),
    ]


def test_four_columns_are_two_pairs() -> None:
    assert events(["Zuständig", "Amt", "Zeitraum", "2025"], ["Kosten", "keine", "Zielgruppe", "alle"]) == [
        ("Zuständig", Meaning.RESPONSIBLE, "Amt"),
        ("Zeitraum", Meaning.TERM, "2025"),
        ("Kosten", Meaning.DETAIL, "keine"),
        ("Zielgruppe", Meaning.DETAIL, "alle"),
    ]


def test_further_cells_belong_to_the_value() -> None:
    assert events(["Maßnahme", "Chor"], ["Zuständigkeiten", "Amt", "Verein"]) == [
        ("Maßnahme", Meaning.MEASURE, "Chor"),
        ("Zuständigkeiten", Meaning.RESPONSIBLE, "Amt\n\nVerein"),
    ]


def test_pairs_know_whether_a_measure_still_follows() -> None:
    found = understand(made(["Ziel", "Alles"], ["Maßnahme", "Chor"], ["Ziel", "Singen"]))
    assert [event.ahead for event in found if isinstance(event, Pair)] == [True, False, False]


HEADS: list[str | Cell] = ["Nr.", "Maßnahme", "Federführung", "Stan/d"]


def test_column_heads() -> None:
    found = understand(made(HEADS, ["1", "Chor", "Amt", "●"]))
    assert len(found) == 1
    assert isinstance(found[0], Record)
    assert [(label, what) for label, what, _ in found[0].values] == [
        ("Nr.", Meaning.NUMBER),
        ("Maßnahme", Meaning.MEASURE),
        ("Federführung", Meaning.RESPONSIBLE),
        ("Stand", Meaning.DETAIL),
    ]


def test_heads_that_come_again_are_skipped() -> None:
    again: list[str | Cell] = ["Nr.", "Maßnahme", "Federführung", "Stand"]
    assert events(HEADS, ["1", "Chor", "Amt", "●"], again, ["2", "Tanz", "Amt", "○"]) == [
        ("record", "1", "Chor", "Amt", "●"),
        ("record", "2", "Tanz", "Amt", "○"),
    ]


def test_heads_below_a_title_row() -> None:
    assert events([Cell("Teilziel 1.1: Musik", columns=4)], HEADS, ["1", "Chor", "Amt", "●"]) == [
        ("line", "Teilziel 1.1: Musik"),
        ("record", "1", "Chor", "Amt", "●"),
    ]


def test_lines_between_records() -> None:
    assert events(
        HEADS, [Cell("Bildung", columns=4)], ["1", "Chor", "Amt", ""], ["Handlungsfeld 2: Sport", "", "", ""]
    ) == [
        ("line", "Bildung"),
        ("record", "1", "Chor", "Amt", ""),
        ("line", "Handlungsfeld 2: Sport"),
    ]


def test_a_wide_cell_stands_under_its_first_head() -> None:
    found = understand(
        made(["Nr.", "Maßnahme", "Federführung", "Beteiligte"], ["1", "Chor", Cell("Amt und Verein", columns=2)])
    )
    assert isinstance(found[0], Record)
    assert found[0].values[2][:2] == ("Federführung", Meaning.RESPONSIBLE)


@pytest.mark.parametrize(
    ("row", "continues"),
    [
        (["", "", "Amt", "mehr"], True),
        ([Cell("1", merged=True), Cell("Chor", merged=True), "Amt", "mehr"], True),
        (["", "Tanz", "Amt", ""], False),
        (["2", "", "Amt", ""], False),
    ],
)
def test_rows_that_go_on(row: list[str | Cell], continues: bool) -> None:  # noqa: FBT001 - a table of cases
    found = understand(made(HEADS, ["1", "Chor", "Amt", "●"], row))[-1]
    assert isinstance(found, Record)
    assert found.continues is continues


def test_struck_rows() -> None:
    struck: list[str | Cell] = [Cell(text, struck=True) for text in ("1", "Chor", "Amt")]
    found = understand(made(HEADS, [*struck, ""], ["2", Cell("Tanz", struck=True), "Amt", "○"]))
    assert [event.struck for event in found if isinstance(event, Record)] == [True, False]


@pytest.mark.parametrize(
    "rows",
    [
        [["Gemeinde", "Einwohner"], ["Auen", "1.200"]],
        [["Name", "Funktion"], ["Eine Person", "Vorsitz"]],
        [["AWO", "Arbeiterwohlfahrt"]],
        [["nur eine Zelle"]],
        [["a", "b", "c"], ["d", "e", "f"], ["Ort", "Auen", "x"], ["g", "h", "i"]],
    ],
)
def test_plain_tables(rows: list[list[str | Cell]]) -> None:
    assert events(*rows) == [("plain", len(rows))]


def test_rows_of_dashes_are_nothing() -> None:
    assert events(["Maßnahme", "Chor"], ["-----", "---"]) == [("Maßnahme", Meaning.MEASURE, "Chor")]
    assert events(["---", "---"]) == []


def test_two_columns_need_more_evidence_for_heads() -> None:
    assert events(["Maßnahme", "Projekt"], ["Termin", "2025"])[0] == ("Maßnahme", Meaning.MEASURE, "Projekt")
    bold: list[str | Cell] = [Cell("Maßnahme", bold=True), Cell("Begründung", bold=True)]
    assert events(bold, ["Chor", "erledigt"]) == [("record", "Chor", "erledigt")]


def test_a_code_is_a_label() -> None:
    assert events(["M 1.1.1", "Chor"], ["Termin", "2025"])[0] == ("M 1.1.1", Meaning.MEASURE, "Chor")


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (["", "und mehr"], ("Termin", Meaning.TERM, "und mehr")),
        (["", Cell("Ziel 2.1: Lesen")], ("line", "Ziel 2.1: Lesen")),
        (["", Cell("Fett", bold=True)], ("line", "Fett")),
        (["", Cell("Bunt", fill="AABBCC")], ("line", "Bunt")),
        (["Vorn", ""], ("line", "Vorn")),
        ([Cell("Breit", columns=2)], ("line", "Breit")),
    ],
)
def test_the_rest_of_a_value_stands_in_a_row_without_label(row: list[str | Cell], wanted: tuple[object, ...]) -> None:
    assert events(["Maßnahme", "Chor"], ["Termin", "bald"], row)[-1] == wanted


def test_the_rest_of_a_measure_is_text_and_opens_no_other() -> None:
    assert events(["Maßnahme", "Chor"], ["", "und Tanz"], ["", "und Spiel"]) == [
        ("Maßnahme", Meaning.MEASURE, "Chor"),
        ("Maßnahme", Meaning.TEXT, "und Tanz"),
        ("Maßnahme", Meaning.TEXT, "und Spiel"),
    ]


def test_a_label_merged_downwards_is_no_second_measure() -> None:
    assert events(["Maßnahme", "Chor"], [Cell("Maßnahme", merged=True), "und Tanz"], ["Termin", "bald"]) == [
        ("Maßnahme", Meaning.MEASURE, "Chor"),
        ("Maßnahme", Meaning.TEXT, "und Tanz"),
        ("Termin", Meaning.TERM, "bald"),
    ]


def test_behind_a_line_nothing_goes_on() -> None:
    assert events(["Maßnahme", "Chor"], [Cell("Ziel 2: Lesen", columns=2)], ["", "Ein Satz"])[-1] == (
        "line",
        "Ein Satz",
    )
