"""Ruled tables of a page: cells by their rules, spans, looks, tables within cells; boxes and drawings are none."""

from __future__ import annotations

from konzept.read.blocks import Paragraph, Table
from tests.konzept.read.pdf_ground import LONG, blocks, rows, said, set_and_read, tables

PAIRS = "#table(columns: (90pt, 1fr))[Maßnahme][Kurse am Abend][Termin][jährlich]"


def test_cells_stand_where_their_rules_are() -> None:
    assert rows(PAIRS) == [["Maßnahme", "Kurse am Abend"], ["Termin", "jährlich"]]


def test_text_around_a_table_keeps_its_place() -> None:
    found = blocks(f"Davor steht etwas.\n{PAIRS}\nDanach auch.\n\n{LONG}")
    assert [type(block) for block in found] == [Paragraph, Table, Paragraph, Paragraph]


def test_a_cell_over_two_columns() -> None:
    (table,) = tables("#table(columns: 2, table.cell(colspan: 2)[Handlungsziel 1.1], [Maßnahme], [Kurse])")
    assert [[(cell.text, cell.columns) for cell in row.cells] for row in table.rows] == [
        [("Handlungsziel 1.1", 2)],
        [("Maßnahme", 1), ("Kurse", 1)],
    ]


def test_a_cell_over_two_rows_repeats_its_text() -> None:
    (table,) = tables("#table(columns: 3, [M 1], [Kurse], table.cell(rowspan: 2)[Amt], [M 2], [Feste])")
    assert [[(cell.text, cell.merged) for cell in row.cells] for row in table.rows] == [
        [("M 1", False), ("Kurse", False), ("Amt", False)],
        [("M 2", False), ("Feste", False), ("Amt", True)],
    ]


def test_a_label_in_the_middle_of_a_long_value() -> None:
    source = f"#table(columns: (90pt, 1fr), align: (left + horizon, left))[Sachstand][{LONG}][Termin][jährlich]"
    assert [row[0] for row in rows(source)] == ["Sachstand", "Termin"]


def test_looks_of_cells() -> None:
    source = '#table(columns: 2, fill: (_, y) => if y == 0 { rgb("#A9D08E") })[*Nr.*][*Maßnahme*][1][#strike[Kurse]]'
    head, row = tables(source)[0].rows
    assert [(cell.bold, cell.fill, cell.struck) for cell in head.cells] == [(True, "A9D08E", False)] * 2
    assert [(cell.bold, cell.fill, cell.struck) for cell in row.cells] == [(False, None, False), (False, None, True)]


def test_words_struck_within_a_cell_are_left_out_and_said() -> None:
    document = set_and_read("#table(columns: 2)[Termin][#strike[2024] 2026][A][B]")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.rows[0].cells[1].text == "2026"
    assert said(document, "left_out") == ["Nicht übernommen (durchgestrichen): „2024“."]


def test_paragraphs_of_a_cell_are_kept_apart() -> None:
    source = "#table(columns: (90pt, 1fr))[Maßnahme (n)][Beratung vor Ort \\ Ausbau der Kurse][Termin][2026]"
    assert rows(source)[0][1] == "Beratung vor Ort\n\nAusbau der Kurse"


def test_bullets_of_a_cell_are_a_list() -> None:
    source = "#table(columns: (90pt, 1fr))[Maßnahme][Fortbildungen zu: \n - Sprache \n - Recht][Termin][2026]"
    assert rows(source)[0][1] == "Fortbildungen zu:\n\n- Sprache\n- Recht"


def test_lines_of_a_paragraph_are_joined() -> None:
    source = f"#table(columns: (90pt, 1fr))[Maßnahme][{LONG}][Termin][2026]"
    assert rows(source)[0][1] == LONG.strip()


def test_hyphens_at_a_lines_end() -> None:
    source = (
        "#set text(hyphenate: true)\n#table(columns: (80pt, 62pt))[Zuständigkeiten]"
        "[Integrationsbeauftragte des Ilm-Kreises; Sprach- und Kulturverein Mittlerberg]"
    )
    assert rows(source) == [
        ["Zuständigkeiten", "Integrationsbeauftragte des Ilm-Kreises; Sprach- und Kulturverein Mittlerberg"]
    ]


def test_a_table_within_a_cell() -> None:
    source = "#table(columns: (90pt, 1fr))[Termin][bis 2026 #table(columns: 2)[Haus][Plätze][Nord][84]][A][B]"
    (table,) = tables(source)
    cell = table.rows[0].cells[1]
    assert cell.text == "bis 2026"
    assert [[inner.text for inner in row.cells] for row in cell.tables[0].rows] == [["Haus", "Plätze"], ["Nord", "84"]]


def test_a_box_around_text_is_no_table() -> None:
    found = blocks(f"#rect(width: 100%)[Ein Kasten mit Text.]\n{LONG}")
    assert [type(block) for block in found] == [Paragraph, Paragraph]


def test_a_drawing_is_no_table() -> None:
    grid = (
        "#grid(columns: (10pt,) * 8, rows: 8pt, stroke: 1pt, ..range(64).map(n => if n == 3 [x] else if n == 40 [y]))"
    )
    assert tables(f"{grid}\n{LONG}") == []


def test_rows_without_words_are_no_rows() -> None:
    assert rows("#table(columns: 2)[A][B][][][C][D]") == [["A", "B"], ["C", "D"]]


def test_two_tables_are_two() -> None:
    assert len(tables(f"{PAIRS}\nDazwischen\n{PAIRS}")) == 2


def test_rules_drawn_as_thin_boxes() -> None:
    boxes = (
        "#place(rect(width: 200pt, height: 1pt, fill: black))#place(dy: 30pt, rect(width: 200pt, height: 1pt, fill: black))"
        "#place(rect(width: 1pt, height: 30pt, fill: black))#place(dx: 100pt, rect(width: 1pt, height: 30pt, fill: black))"
        "#place(dx: 199pt, rect(width: 1pt, height: 30pt, fill: black))#place(dx: 10pt, dy: 10pt)[Amt]#place(dx: 110pt, dy: 10pt)[Kreis]"
    )
    assert rows(boxes) == [["Amt", "Kreis"]]
