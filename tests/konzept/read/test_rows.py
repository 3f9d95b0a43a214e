"""The rows of tables, one by one."""

from __future__ import annotations

import pytest

from konzept.model import Kind
from konzept.read.blocks import Block, Cell, Document, Heading, Row, Table
from konzept.read.draft import Draft
from konzept.read.paragraphs import take_text
from konzept.read.plain_tables import as_list
from konzept.read.records import split_title
from konzept.read.rows import take_table
from konzept.read.writing import Writing, begin

Text = str | Cell


def table(*rows: list[Text]) -> Table:
    cells = [tuple(text if isinstance(text, Cell) else Cell(text) for text in row) for row in rows]
    return Table(tuple(Row(row, f"Zeile {at}") for at, row in enumerate(cells, 1)), "Tabelle 1")


def wide(text: str, **looks: object) -> Cell:
    return Cell(text, columns=4, **looks)  # type: ignore[arg-type]


def taken(*blocks: Block) -> Writing:
    every: tuple[Block, ...] = (Heading("Handlungsfeld 1: Kultur", "Feld", 1), *blocks)
    w = begin(Document(every, "x"))
    for index, block in enumerate(every):
        if isinstance(block, Table):
            take_table(w, block, index)
        else:
            take_text(w, block, index)
    return w


def measures(w: Writing) -> list[Draft]:
    return [draft for draft in w.root.walk() if draft.kind is Kind.MEASURE]


def goals(w: Writing) -> list[tuple[str | None, str | None]]:
    return [(draft.number, draft.title) for draft in w.root.walk() if draft.kind is Kind.GOAL]


HEADS: list[Text] = ["Nr.", "Maßnahme", "Wer", "Termin"]


# --- pairs ----------------------------------------------------------------------------------------------------


def test_each_row_into_its_place() -> None:
    rows: list[list[Text]] = [
        ["Maßnahme 1", "Chor"],
        ["Zuständigkeiten", "Amt"],
        ["Beteiligte", "Verein"],
        ["Termin", "bald"],
        ["Beschreibung", "Wir singen."],
        ["Handlungsschritte", "proben"],
        ["Begründung", "gewünscht"],
        ["Kosten", "keine"],
        ["Verfügbar", "online"],
    ]
    (found,) = measures(taken(table(*rows)))
    assert (found.number, found.label, found.texts) == ("1", "Maßnahme 1", ["Chor", "Wir singen."])
    assert (found.responsible, found.partners, found.terms) == (["Amt"], ["Verein"], ["bald"])
    assert (found.steps, found.reasons) == (["proben"], ["gewünscht"])
    assert found.fields == {"Kosten": ["keine"], "Verfügbar": ["online"]}


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([["Handlungsziel 1.1", ""], ["Musik", ""]], [("1.1", "Musik")]),
        ([["Handlungsziel 1.1 Musik", ""]], [("1.1", "Musik")]),
        ([["Handlungsziel 1.1", "Musik"]], [("1.1", "Musik")]),
        ([["Ziel", "Musik"]], [(None, "Musik")]),
        ([["🚩 Handlungsziel 1.1", ""], ["🚩 Musik", ""], ["🚩 und Tanz", ""]], [("1.1", "Musik und Tanz")]),
        ([["Handlungsziel 1.1:", ""], ["Musik:", ""], ["für alle", ""]], [("1.1", "Musik: für alle")]),
        ([["Handlungsziel 1.1", ""]], [("1.1", None)]),
    ],
)
def test_goals_in_rows(rows: list[list[Text]], wanted: list[tuple[str | None, str | None]]) -> None:
    w = taken(table(*rows, ["Maßnahme", "Chor"], ["Termin", "bald"]))
    assert goals(w) == wanted
    assert len(measures(w)) == 1


def test_a_goal_behind_its_measure_is_a_field() -> None:
    w = taken(table(["Maßnahme", "Chor"], ["Ziel", "Singen"], ["Termin", "bald"]))
    assert goals(w) == []
    assert measures(w)[0].fields == {"Ziel": ["Singen"]}


def test_a_numbered_goal_behind_a_measure_is_a_goal() -> None:
    w = taken(table(["Maßnahme", "Chor"], ["Handlungsziel 1.2", "Tanz"], ["Maßnahme", "Ballett"]))
    assert goals(w) == [("1.2", "Tanz")]


def test_values_before_any_measure_are_the_goals() -> None:
    w = taken(table(["Handlungsziel 1.1", "Musik"], ["Termin", "immer"], ["Maßnahme", "Chor"]))
    goal = next(draft for draft in w.root.walk() if draft.kind is Kind.GOAL)
    assert goal.terms == ["immer"]
    assert measures(w)[0].terms == []


def test_values_before_anything_are_text() -> None:
    w = begin(Document((table(["Termin", "immer"]),), "x"))
    take_table(w, table(["Termin", "immer"]), 0)
    assert w.root.children[0].texts == ["Termin: immer"]


@pytest.mark.parametrize(
    ("rows", "number", "label", "title", "texts"),
    [
        ([["M 1.1 Chor", ""], ["Beschreibung", "Wir singen."]], "1.1", "M 1.1", "Chor", ["Wir singen."]),
        ([["Maßnahme 7: Chor", ""], ["Maßnahme", "Wir singen."]], "7", "Maßnahme 7", "Chor", ["Wir singen."]),
        ([["Maßnahme 7", ""], [Cell("Chor", columns=2, bold=True)], ["Termin", "bald"]], "7", "Maßnahme 7", "Chor", []),
        ([["Maßnahme 7", "Chor"], ["Nr.", "K-12"]], "K-12", "Maßnahme 7", None, ["Chor"]),
        ([["Maßnahme", "Chor"], ["Nr.", "12a"]], "12a", "Maßnahme", None, ["Chor"]),
        ([["Maßnahme (n)", "Chor"], ["Termin", "bald"]], None, "Maßnahme (n)", None, ["Chor"]),
        ([["Maßnahme", "**Chor**\n\nWir singen."], ["Termin", "bald"]], None, "Maßnahme", "Chor", ["Wir singen."]),
    ],
)
def test_how_measures_are_named(
    rows: list[list[Text]], number: str | None, label: str, title: str | None, texts: list[str]
) -> None:
    (found,) = measures(taken(table(*rows)))
    assert (found.number, found.label, found.title, found.texts) == (number, label, title, texts)


def test_a_second_number_is_a_field() -> None:
    (found,) = measures(taken(table(["Maßnahme", "Chor"], ["Nr.", "12a"], ["Nr.", "13"])))
    assert (found.number, found.fields) == ("12a", {"Nr.": ["13"]})


def test_measures_go_on_in_the_next_table() -> None:
    w = taken(Heading("Ziel 1: Musik", "Ziel", 2), table(["Maßnahme", "Chor"]), table(["Termin", "bald"]))
    assert [draft.terms for draft in measures(w)] == [["bald"]]


def test_struck_measures_in_pairs() -> None:
    w = taken(table(["Maßnahme", Cell("Chor", struck=True)], ["Termin", "bald"], ["Maßnahme", "Tanz"]))
    assert [draft.words for draft, _ in w.dropped] == ["Chor"]
    assert [draft.words for draft in measures(w)] == ["Tanz"]


# --- records --------------------------------------------------------------------------------------------------


def test_records() -> None:
    one, two = measures(taken(table(HEADS, ["M 1.1", "Chor", "Amt", "bald"], ["12a", "Tanz", "Verein", "jetzt"])))
    assert (one.number, one.label, one.texts, one.responsible, one.terms) == (
        "1.1",
        "M 1.1",
        ["Chor"],
        ["Amt"],
        ["bald"],
    )
    assert (two.number, two.label) == ("12a", None)


@pytest.mark.parametrize(
    ("cell", "number", "title", "texts"),
    [
        ("Maßnahme 3: Chor", "3", None, ["Chor"]),
        ("**Chor**\n\nWir singen.", "1", "Chor", ["Wir singen."]),
        ("Chor\n\n- laut\n- leise", "1", None, ["Chor\n\n- laut\n- leise"]),
        ("Projekt Chor", "1", None, ["Projekt Chor"]),
    ],
)
def test_wordings(cell: str, number: str, title: str | None, texts: list[str]) -> None:
    (found,) = measures(taken(table(HEADS, ["1", cell, "Amt", "bald"])))
    assert (found.number, found.title, found.texts) == (number, title, texts)


@pytest.mark.parametrize(
    ("row", "part", "wanted"),
    [
        (["", "", "und Verein", ""], "responsible", ["Amt", "und Verein"]),
        (["", "", "", "später"], "terms", ["bald", "später"]),
        (
            [Cell("1", merged=True), Cell("Chor", merged=True), Cell("Amt", merged=True), "2027"],
            "terms",
            ["bald", "2027"],
        ),
    ],
)
def test_rows_that_go_on(row: list[Text], part: str, wanted: list[str]) -> None:
    (found,) = measures(taken(table(HEADS, ["1", "Chor", "Amt", "bald"], row)))
    assert getattr(found, part) == wanted


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        (wide("Handlungsfeld 2: Sport"), [Kind.AREA, Kind.AREA]),
        (wide("Ziel 2.1: Laufen"), [Kind.AREA, Kind.GOAL]),
        (wide("Ziel: Laufen"), [Kind.AREA, Kind.GOAL]),
        (wide("Laufen", fill="AABBCC"), [Kind.AREA, Kind.GOAL]),
        (wide("nur ein Hinweis"), [Kind.AREA]),
    ],
)
def test_lines_between_records(line: Cell, kinds: list[Kind]) -> None:
    w = taken(table(HEADS, [line], ["1", "Chor", "Amt", "bald"]))
    assert [draft.kind for draft in w.root.walk()[1:] if draft.kind in {Kind.AREA, Kind.GOAL}] == kinds
    assert len(measures(w)) == 1


def test_looks_tell_areas_from_goals() -> None:
    rows: list[list[Text]] = [
        [wide("Sport", fill="AA0000")],
        [wide("Laufen", fill="00BB00")],
        ["1", "Lauftreff", "Amt", "bald"],
        [wide("Werfen", fill="00BB00")],
        [wide("Kunst", fill="AA0000")],
        [wide("Malen", fill="00BB00")],
        ["2", "Malkurs", "Amt", "bald"],
    ]
    w = taken(table(HEADS, *rows))
    assert [(draft.kind, draft.title) for draft in w.root.walk() if draft.kind in {Kind.AREA, Kind.GOAL}][1:] == [
        (Kind.AREA, "Sport"),
        (Kind.GOAL, "Laufen"),
        (Kind.GOAL, "Werfen"),
        (Kind.AREA, "Kunst"),
        (Kind.GOAL, "Malen"),
    ]
    assert all(remark.kind == "unsure" for remark in w.remarks)
    assert len(w.remarks) == 5


@pytest.mark.parametrize("numbers", [("2", "2.1"), ("A", "A.1"), ("IV", "IV.12"), ("C", "C.2.1")])
def test_numbers_of_coloured_rows(numbers: tuple[str, str]) -> None:
    field, goal = numbers
    lines: list[list[Text]] = [[wide(f"{field}. Sport", fill="AA0000")], [wide(f"{goal} Laufen", fill="00BB00")]]
    w = taken(table(HEADS, *lines, ["1", "x", "y", "z"]))
    assert [(draft.number, draft.title) for draft in w.root.walk()[2:4]] == [(field, "Sport"), (goal, "Laufen")]


def test_struck_records() -> None:
    struck: list[Text] = [Cell(text, struck=True) for text in ("1", "Chor", "Amt", "bald")]
    w = taken(table(HEADS, struck, ["2", "Tanz", "Amt", "bald"]))
    assert [(draft.number, draft.words) for draft, _ in w.dropped] == [("1", "Chor")]
    assert [draft.number for draft in measures(w)] == ["2"]


def test_a_row_with_nothing_but_a_number_is_text() -> None:
    w = taken(table(HEADS, ["7", "", "", ""], ["8", "Chor", "", ""]))
    assert [draft.number for draft in measures(w)] == ["8"]
    assert "7" in str([draft.texts for draft in w.root.walk()])


def test_columns_without_head_are_kept() -> None:
    (found,) = measures(taken(table(["Nr.", "Maßnahme", "Wer", ""], ["1", "Chor", "Amt", "Rest"])))
    assert found.fields == {"Spalte ohne Überschrift": ["Rest"]}


# --- plain tables ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([["a", "b"], ["c", "d"]], "- a; b\n- c; d"),
        ([[Cell("Ort", bold=True), Cell("Zahl", bold=True)], ["Auen", "7"]], "- Ort: Auen; Zahl: 7"),
        ([[Cell("Ort", bold=True), Cell("Zahl", bold=True)]], "- Ort; Zahl"),
        ([["nur"]], "- nur"),
        ([["a", ""], ["", "d"]], "- a\n- d"),
        ([["a\n\nb", "c"]], "- a  b; c"),
    ],
)
def test_as_list(rows: list[list[Text]], wanted: str) -> None:
    assert as_list(table(*rows)) == wanted


def test_tables_in_plain_tables() -> None:
    assert as_list(table([Cell("außen", tables=(table(["innen", "tief"]),))])) == "- außen - innen; tief"


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("**Chor**\n\nWir singen.", "Chor", "Wir singen."),
        ("**Chor**:\n\nWir singen.", "Chor", "Wir singen."),
        ("**Chor**", None, "**Chor**"),
        ("Chor\n\nWir singen.", None, "Chor\n\nWir singen."),
        ("**Chor** und mehr\n\nWir singen.", None, "**Chor** und mehr\n\nWir singen."),
    ],
)
def test_split_title(text: str, title: str | None, rest: str) -> None:
    assert split_title(Cell(text)) == (title, rest)


def test_lists_of_abbreviations_and_sources() -> None:
    w = taken(
        Heading("Abkürzungen", "A", 1),
        table(["AWO", "= Arbeiterwohlfahrt"], ["eine Zeile"]),
        Heading("Quellen", "Q", 1),
        table(["Autorin", "Titel"]),
    )
    assert [(entry.short, entry.long) for entry in w.abbreviations] == [("AWO", "Arbeiterwohlfahrt")]
    assert w.sources == ["Autorin Titel"]
    assert "eine Zeile" in str([draft.texts for draft in w.root.walk()])
