"""Tables of HTML pages through their own grid."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Block, Cell, Document, Row, Table, words_of
from konzept.read.html_page import read


def parse(body: str) -> Document:
    return read(f"<html><body>{body}</body></html>".encode(), "x.html")


def only(rows: str) -> Table:
    (block,) = parse(f"<table>{rows}</table>").blocks
    assert isinstance(block, Table)
    return block


def grid(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text for cell in row.cells] for row in block.rows]


def test_tables_and_places() -> None:
    blocks = parse(
        "<p>davor</p><table><tr><td>a</td><td>b</td></tr><tr><td> </td></tr><tr><td>c</td></tr></table>"
    ).blocks
    assert grid(blocks[1]) == [["a", "b"], ["c"]]
    assert isinstance(blocks[1], Table)
    assert [row.place for row in blocks[1].rows] == ["Tabelle 1, Zeile 1", "Tabelle 1, Zeile 3"]


def test_spans() -> None:
    block = only(
        "<tr><td rowspan=2 colspan=2>a</td><td>b</td></tr><tr><td rowspan=3>c</td></tr><tr><td>d</td><td>e</td></tr>"
        "<tr><td colspan=2>f</td></tr><tr><td>g</td><td>h</td><td>i</td></tr>"
    )
    assert grid(block) == [["a", "b"], ["a", "c"], ["d", "e", "c"], ["f", "c"], ["g", "h", "i"]]
    assert [[(cell.columns, cell.merged) for cell in row.cells] for row in block.rows[:3]] == [
        [(2, False), (1, False)],
        [(2, True), (1, False)],
        [(1, False), (1, False), (1, True)],
    ]


def test_a_span_to_the_end() -> None:
    assert grid(only("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d")) == [["a", "b"], ["a", "c"], ["a", "d"]]


def test_heads_and_looks() -> None:
    block = only(
        "<thead><tr><td>Nr.<td bgcolor=#A9D08E>Was</thead><tr><th>1<th>2</tr><tr><th>Termin<td style='background:#fff'><s>bald</s></tr>"
        "<tr style='background-color: rgb(255, 0, 16)'><td>rot<td style='background:yellow none'>gelb</tr><tr><th>allein</tr>"
    )
    assert block.rows == (
        Row((Cell("Nr."), Cell("Was", fill="A9D08E")), "Tabelle 1, Zeile 1", header=True),
        Row((Cell("1", bold=True), Cell("2", bold=True)), "Tabelle 1, Zeile 2", header=True),
        Row((Cell("Termin", bold=True), Cell("bald", fill="FFFFFF", struck=True)), "Tabelle 1, Zeile 3"),
        Row((Cell("rot", fill="FF0010"), Cell("gelb", fill="FFFF00")), "Tabelle 1, Zeile 4"),
        Row((Cell("allein", bold=True),), "Tabelle 1, Zeile 5"),
    )


def test_blocks_in_cells() -> None:
    block = only("<tr><td><p>Durch:</p><ul><li>Rat<li>Tat</ul><td>a<br>b<td><p><b>eins</b></p><p>zwei</p>")
    assert grid(block) == [["Durch:\n\n- Rat\n- Tat", "a\n\nb", "eins\n\nzwei"]]


def test_tables_within_cells_stay_apart() -> None:
    block = only("<tr><td>außen<table><tr><td>innen<td>rechts</table>")
    (cell,) = block.rows[0].cells
    assert cell.text == "außen"
    assert grid(cell.tables[0]) == [["innen", "rechts"]]
    assert cell.tables[0].rows[0].place == "Tabelle 1, Zeile 1"


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td><h1>A</h1><p>b</p><table><tr><td>c</table></table>",
        "<table><tr><td><h1>A</h1><p>b</p><p>c</p></table>",
        "<table role=presentation><tr><td>A<td>b<td>c</table>",
    ],
)
def test_tables_that_lay_out_a_page_are_none(body: str) -> None:
    blocks = parse(body).blocks
    assert not isinstance(blocks[0], Table)
    assert [words_of(block) for block in blocks] == ["A", "b", "c"]


def test_headings_in_a_table_of_measures_leave_it_a_table() -> None:
    assert grid(only("<tr><td><h4>Maßnahme 1</h4><td>Kurse<tr><td>Termin<td>2026")) == [
        ["Maßnahme 1", "Kurse"],
        ["Termin", "2026"],
    ]


def test_captions_and_strays_stand_before_the_table() -> None:
    blocks = parse("<table><caption>Tabelle A</caption><tr><td>a</td>lose</tr></table>").blocks
    assert [words_of(block) for block in blocks] in (["Tabelle A", "lose", "a"], ["lose", "Tabelle A", "a"])


def test_no_word_is_lost_in_tables_nested_too_deep() -> None:
    assert "tief" in str(parse("<p>x</p>" + "<table><tr><td>" * 30 + "tief").blocks)


def test_lists_of_terms_are_tables() -> None:
    (block,) = parse(
        "<dl><dt>Zuständig</dt><dd>VHS</dd><dt>Termin</dt><dt>Frist</dt><dd>2026</dd><dd>2027</dd></dl>"
    ).blocks
    assert grid(block) == [["Zuständig", "VHS"], ["Termin\n\nFrist", "2026\n\n2027"]]
    assert isinstance(block, Table)
    assert block.rows[0] == Row((Cell("Zuständig", bold=True), Cell("VHS")), "Tabelle 1, Zeile 1")
    (grouped,) = parse("<dl><div><dt>a</dt><dd>b</dd></div></dl>").blocks
    assert grid(grouped) == [["a", "b"]]


@pytest.mark.parametrize(
    "inner", ["<dt>a</dt>b", "<dd>a</dd>b", "<dt>a</dt><p>b</p>", "<dt>a</dt><dd><dl><dt>b</dt></dl></dd>"]
)
def test_lists_of_terms_with_more_in_them_are_paragraphs(inner: str) -> None:
    assert [words_of(block) for block in parse(f"<dl>{inner}</dl>").blocks] == ["a", "b"]


@pytest.mark.parametrize("value", ["-1", "", "viele", "99999999999", "65534"])
def test_spans_that_are_none_do_no_harm(value: str) -> None:
    block = only(f"<tr><td colspan='{value}' rowspan='{value}'>a<td>b<tr><td>c")
    assert grid(block)[0][0] == "a"
    assert sum(cell.columns for cell in block.rows[0].cells) <= 201


def test_cells_that_fall_for_ever_end() -> None:
    block = only("<tr>" + "<td rowspan=60000>a" * 100 + "<tr><td>b" * 3000)
    assert sum(len(row.cells) for row in block.rows) < 60_000
