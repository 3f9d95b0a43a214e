"""Tables over pages: one table, one head, rows cut by the page whole again; what only looks like it stays two."""

from __future__ import annotations

from konzept.read.blocks import Table
from tests.konzept.read.pdf_ground import LONG, grid_of, tables

HEAD = "table.header[*Nr.*][*Maßnahme*][*Federführung*]"


def records(count: int, start: int = 1) -> str:
    return "".join(f"[M {n}][Maßnahme mit der Nummer {n}][Amt {n}]" for n in range(start, start + count))


def one(source: str) -> Table:
    (table,) = tables(source)
    return table


def test_a_table_over_three_pages_is_one_with_one_head() -> None:
    table = one(f"#table(columns: (40pt, 1fr, 90pt), {HEAD}, {records(30)[1:-1].join('[]').replace('][', '], [')})")
    assert [row.header for row in table.rows] == [True] + [False] * 30
    assert [row.cells[0].text for row in table.rows] == ["Nr.", *(f"M {n}" for n in range(1, 31))]
    assert {row.spot.page for row in table.rows if row.spot} == {1, 2, 3}


def test_a_table_without_head_goes_on() -> None:
    table = one(f"#table(columns: (40pt, 1fr, 90pt)){records(25)}")
    assert [row.cells[0].text for row in table.rows] == [f"M {n}" for n in range(1, 26)]
    assert not any(row.header for row in table.rows)


def test_a_row_cut_by_the_page_is_whole() -> None:
    table = one(f"#v(150pt)\n#table(columns: (80pt, 1fr))[Maßnahme][{LONG * 2}][Termin][jährlich]")
    assert grid_of(table) == [["Maßnahme", (LONG * 2).strip()], ["Termin", "jährlich"]]


def test_a_row_cut_below_a_repeated_head_is_whole() -> None:
    source = (
        f"#v(120pt)\n#table(columns: (40pt, 1fr, 90pt), {HEAD}, [M 1], [{LONG * 2}], [Amt], [M 2], [Feste], [Verein])"
    )
    assert grid_of(one(source)) == [
        ["Nr.", "Maßnahme", "Federführung"],
        ["M 1", (LONG * 2).strip(), "Amt"],
        ["M 2", "Feste", "Verein"],
    ]


def test_a_label_centred_beside_a_value_cut_by_the_page() -> None:
    source = f"#v(130pt)\n#table(columns: (80pt, 1fr), align: (left + horizon, left))[Ort][Amt][Sachstand][{LONG * 3}][Termin][jährlich]"
    assert [row[0] for row in grid_of(one(source))] == ["Ort", "Sachstand", "Termin"]


def test_a_cell_over_rows_and_the_pages_end() -> None:
    rows = "".join(f", [M {n}], [Maßnahme {n}]" for n in range(2, 16))
    table = one(f"#table(columns: (40pt, 1fr, 90pt), [M 1], [Maßnahme 1], table.cell(rowspan: 15)[Sozialamt]{rows})")
    assert {row.cells[2].text for row in table.rows} == {"Sozialamt"}
    assert [row.cells[2].merged for row in table.rows] == [False] + [True] * 14


def test_the_next_goals_table_on_the_next_page_is_another() -> None:
    goal = "#table(columns: (90pt, 1fr), table.cell(colspan: 2)[Handlungsziel 1.{}], [Maßnahme], [Kurse])"
    found = tables(goal.format(1) + "\n#pagebreak()\n" + goal.format(2))
    assert [table.rows[0].cells[0].text for table in found] == ["Handlungsziel 1.1", "Handlungsziel 1.2"]


def test_a_table_that_ends_high_on_its_page_ends_there() -> None:
    pair = "#table(columns: (90pt, 1fr))[Maßnahme][Kurse][Termin][jährlich]"
    assert len(tables(f"{pair}\n#pagebreak()\n{pair}")) == 2


def test_tables_of_other_columns_are_others() -> None:
    first = f"#table(columns: (40pt, 1fr, 90pt)){records(12)}"
    assert len(tables(f"{first}\n#table(columns: (170pt, 1fr))[Maßnahme][Kurse][Termin][jährlich]")) == 2


def test_a_new_row_with_an_empty_cell_is_no_rest() -> None:
    lines = "".join(f"[{n}.][Kurs {n}][Amt {n}][]" for n in range(1, 25))
    table = one(f"#table(columns: (40pt, 1fr, 90pt, 60pt)){lines}")
    assert len(table.rows) == 24


def test_titles_over_all_columns_go_on_within() -> None:
    rows = "".join(f", table.cell(colspan: 3)[Ziel {n}], [M {n}], [Kurse {n}], [Amt]" for n in range(1, 12))
    table = one(f"#table(columns: (40pt, 1fr, 90pt), {HEAD}{rows})")
    assert [row.cells[0].text for row in table.rows if len(row.cells) == 1] == [f"Ziel {n}" for n in range(1, 12)]
