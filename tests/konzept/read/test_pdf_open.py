"""Tables with level rules only, with colours only, with nothing but their columns; and what only looks like one."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Heading, Paragraph, Table
from konzept.read.pdf_lines import Line
from konzept.read.pdf_open import Band, columns, runs
from konzept.read.pdf_sheet import Word
from tests.konzept.read.pdf_ground import LONG, blocks, grid_of, rows, tables

LINES = "stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt), inset: 4pt"
NONE = "stroke: none, inset: 4pt"
HEAD = "[*Nr.*][*Maßnahme*][*Zuständigkeit*][*Termin*]"
BODY = "[1][Sprachkurse am Abend in zwei Stadtteilen][Volkshochschule][2026][2][Lotsendienst][Verein Brücke e. V., Sozialamt][jährlich]"
RECORDS = [
    ["Nr.", "Maßnahme", "Zuständigkeit", "Termin"],
    ["1", "Sprachkurse am Abend in zwei Stadtteilen", "Volkshochschule", "2026"],
    ["2", "Lotsendienst", "Verein Brücke e. V., Sozialamt", "jährlich"],
]


@pytest.mark.parametrize("look", [LINES, NONE, f'{NONE}, fill: (_, y) => if y == 0 {{ rgb("#A9D08E") }}'])
def test_records_in_columns(look: str) -> None:
    source = f"{LONG}\n#table(columns: (30pt, 1fr, 90pt, 60pt), {look}){HEAD}{BODY}\n{LONG}"
    assert rows(source) == RECORDS


@pytest.mark.parametrize("look", [LINES, NONE])
def test_labels_and_values(look: str) -> None:
    pairs = f"[*Maßnahme*][{LONG}][*Zuständigkeiten*][Volkshochschule][*Termin*][jährlich]"
    source = f"{LONG}\n#table(columns: (100pt, 1fr), {look}){pairs}\n{LONG}"
    assert rows(source) == [["Maßnahme", LONG.strip()], ["Zuständigkeiten", "Volkshochschule"], ["Termin", "jährlich"]]


@pytest.mark.parametrize("look", [LINES, NONE])
def test_coloured_titles_go_over_all_columns(look: str) -> None:
    title = 'table.cell(colspan: 4, fill: rgb("#DDEBF7"))[*Ziel {}*]'
    one, other = BODY[: BODY.index("[2][")], BODY[BODY.index("[2][") :]
    cells = [HEAD, title.format(1), one, title.format(2), other]
    joined = ", ".join(part if part.startswith("table") else part.replace("][", "], [") for part in cells)
    (table,) = tables(f"#table(columns: (30pt, 1fr, 90pt, 60pt), {look}, {joined})")
    assert [len(row.cells) for row in table.rows] == [4, 1, 4, 1, 4]
    assert [row.cells[0].text for row in table.rows] == ["Nr.", "Ziel 1", "1", "Ziel 2", "2"]
    assert table.rows[1].cells[0].fill == "DDEBF7"


def test_a_cell_over_rows_between_level_rules() -> None:
    source = f"#table(columns: (60pt, 1fr, 90pt), {LINES}, [M 1], [Kurse], table.cell(rowspan: 2)[Amt], [M 2], [Feste], [M 3], [Chor], [Verein])"
    assert rows(source) == [["M 1", "Kurse", "Amt"], ["M 2", "Feste", "Amt"], ["M 3", "Chor", "Verein"]]


def test_headings_between_two_tables_stay_outside() -> None:
    pair = f"#table(columns: (100pt, 1fr), {LINES})[*Maßnahme*][Kurse][*Termin*][jährlich]"
    found = blocks(f"{pair}\n*Handlungsziel 1.2*\n{pair}\n{LONG}")
    assert [type(block) for block in found] == [Table, Paragraph, Table, Paragraph]


def test_four_columns_of_labels_and_values_with_a_long_one() -> None:
    cells = f"[*Beschreibung*], table.cell(colspan: 3)[{LONG}], [*Träger*], [Amt], [*Priorität*], [hoch], [*Termin*], [2026], [*Kosten*], [keine]"
    (table,) = tables(f"#table(columns: (90pt, 1fr, 70pt, 1fr), {LINES}, {cells})")
    assert [[cell.columns for cell in row.cells] for row in table.rows] == [[1, 3], [1, 1, 1, 1], [1, 1, 1, 1]]
    assert grid_of(table)[2] == ["Termin", "2026", "Kosten", "keine"]


def test_a_table_without_rules_over_two_pages() -> None:
    body = "".join(f"[{n}][Maßnahme Nummer {n}][Amt {n}][20{n + 20}]" for n in range(1, 22))
    (table,) = tables(
        f"#table(columns: (30pt, 1fr, 90pt, 60pt), {LINES}, table.header{HEAD}){body}".replace("){", "){")
    )
    assert [row.cells[0].text for row in table.rows] == ["Nr.", *map(str, range(1, 22))]


def test_a_table_of_contents_is_none() -> None:
    source = "".join(f"Kapitel mit der Nummer {n} #h(1fr) {n}\n\n" for n in range(1, 6))
    assert tables(f"{source}{LONG}") == []


def test_two_columns_of_running_text_are_none() -> None:
    found = blocks(f"#columns(2)[{LONG * 3}#colbreak(){LONG * 3}]")
    assert not [block for block in found if isinstance(block, Table)]


def test_underlined_headings_are_none() -> None:
    found = blocks(f"= Eins\n#line(length: 100%)\n{LONG}\n#line(length: 100%)\n= Zwei\n{LONG}")
    assert [type(block) for block in found] == [Heading, Paragraph, Heading, Paragraph]


def word(text: str, left: float, right: float, *, spaced: bool = True) -> Word:
    return Word(left, 0, right, 10, text=text, base=8, size=10, spaced=spaced)


def test_runs_part_where_more_than_a_space_is() -> None:
    line = Line(0, 0, 200, 10, [word("Amt", 0, 20), word("für", 23, 40), word("2026", 60, 80, spaced=False)], 1)
    assert [run.text for run in runs(line)] == ["Amt für", "2026"]


def band(*spans: tuple[float, float]) -> Band:
    return Band(0, 10, [[Line(left, 0, right, 10, [word("x", left, right)], 1) for left, right in spans]])


def test_columns_part_where_no_word_stands() -> None:
    assert columns([band((0, 20), (50, 90)), band((0, 30), (52, 80))]) == [47]
    assert columns([band((0, 90))]) == []


def test_columns_that_a_long_cell_covers_are_known_by_their_starts() -> None:
    assert columns(
        [band((0, 20), (50, 200)), band((0, 20), (50, 90), (120, 140)), band((0, 20), (50, 90), (120, 150))]
    ) == [47, 117]


def test_a_numbered_heading_between_two_tables_stays_outside() -> None:
    pair = f"#table(columns: (100pt, 1fr), {LINES})[Träger][Kurse für alle][Termin][jährlich][Kosten][keine]"
    heading = "#text(size: 13pt)[*1.2#h(20pt)Wohnen im Dorf*]\n\n*Ausgangslage*\n\nDie Orte wachsen."
    found = blocks(f"{pair}\n{heading}\n\n{pair}\n{LONG}")
    kinds = [type(block) for block in found]
    assert (kinds[0], kinds[-2], kinds.count(Table)) == (Table, Table, 2)
    assert isinstance(found[1], Heading)
    assert found[1].text == "1.2\tWohnen im Dorf"


def test_numbered_headings_below_each_other_are_no_table() -> None:
    heads = "*4#h(20pt)Wohnen*\n\n*4.1#h(12pt)Mehr Wohnungen*"
    assert tables(f"{LONG}\n\n{heads}\n\n{LONG}") == []


def test_bold_numbers_beside_plain_values_are_a_table() -> None:
    assert rows(f"{LONG}\n#table(columns: (30pt, 1fr), {NONE})[*1*][Chor][*2*][Tanz]\n{LONG}") == [
        ["1", "Chor"],
        ["2", "Tanz"],
    ]


def test_a_label_that_a_column_cut_goes_on_beside_its_value() -> None:
    cells = "[*Träger*][Amt][*Umsetzungssch\\ ritte*][Räume finden\\ Personal gewinnen][*Termin*][2026]"
    assert [row[0] for row in rows(f"{LONG}\n#table(columns: (80pt, 1fr), {NONE}){cells}\n{LONG}")] == [
        "Träger",
        "Umsetzungsschritte",
        "Termin",
    ]
