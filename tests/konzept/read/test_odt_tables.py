"""Tables of OpenDocument through their own grid."""

from __future__ import annotations

import time

import pytest

from konzept.read.blocks import Cell, Row, Table
from tests.konzept.read.opendocument import grid, p, parse, span, told

FILL = '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#a9d08e"/></style:style>'


def cell(words: str = "", more: str = "") -> str:
    return f"<table:table-cell {more}>{p(words) if words else ''}</table:table-cell>"


def spans(words: str, columns: int = 1, rows: int = 1) -> str:
    return cell(words, f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"')


def covered(times: int = 1, inner: str = "") -> str:
    return f'<table:covered-table-cell table:number-columns-repeated="{times}">{inner}</table:covered-table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f'<table:table><table:table-column table:number-columns-repeated="3"/>{"".join(rows)}</table:table>'


def only(*rows: str) -> Table:
    (block,) = parse(table(*rows), FILL).blocks
    assert isinstance(block, Table)
    return block


def test_tables_and_places() -> None:
    blocks = parse(p("davor") + table(row(cell("a"), cell("b")), row(cell(), cell()), row(cell("c"), cell()))).blocks
    assert grid(blocks[1]) == [["a", "b"], ["c", ""]]
    assert isinstance(blocks[1], Table)
    assert [found.place for found in blocks[1].rows] == ["Tabelle 1, Zeile 1", "Tabelle 1, Zeile 3"]


def test_cells_merged_downwards_repeat_their_text() -> None:
    block = only(
        row(cell("a"), spans("fest", rows=2), cell("b")),
        row(cell("c"), covered(), cell("d")),
        row(cell("e"), cell("f"), cell("g")),
    )
    assert grid(block) == [["a", "fest", "b"], ["c", "fest", "d"], ["e", "f", "g"]]
    assert [found.merged for found in block.rows[1].cells] == [False, True, False]


def test_cells_merged_both_ways() -> None:
    block = only(
        row(spans("groß", columns=2, rows=3), covered(), cell("b")),
        row(covered(2), cell("c")),
        row(covered(), covered(), cell("d")),
    )
    assert grid(block) == [["groß", "b"], ["groß", "c"], ["groß", "d"]]
    assert [[found.columns for found in line.cells] for line in block.rows] == [[2, 1]] * 3


def test_two_merged_cells_side_by_side() -> None:
    block = only(row(spans("a", 2, 2), covered(), spans("b", rows=2), cell("c")), row(covered(3), cell("d")))
    assert block.rows[1].cells == (Cell("a", 2, merged=True), Cell("b", merged=True), Cell("d"))


def test_cells_merged_sideways_are_one() -> None:
    block = only(row(spans("Ziel 1", columns=3), covered(2)), row(cell("0"), cell("1"), cell("2")))
    assert grid(block) == [["Ziel 1"], ["0", "1", "2"]]
    assert block.rows[0].cells[0].columns == 3


def test_words_under_a_merged_cell_are_said() -> None:
    document = parse(table(row(spans("oben", columns=2), covered(inner=p("darunter"))), row(cell("a"), cell("b"))))
    assert [(doubt.place, doubt.sentence) for doubt in document.doubts] == [
        ("Tabelle 1, Zeile 1", "Nicht übernommen (verdeckte Zelle): „darunter“.")
    ]


def test_a_covered_cell_that_nothing_covers_is_empty() -> None:
    assert only(row(cell("a"), covered(16384), cell("b"))).rows[0].cells == (Cell("a"), Cell("", 200), Cell("b"))


def test_heads_groups_and_looks() -> None:
    head = row(cell(span("Kopf", "B"), 'table:style-name="C"'))
    block = only(
        f"<table:table-header-rows>{head}</table:table-header-rows>",
        f"<table:table-rows>{row(cell(span('weg', 'S')))}</table:table-rows>",
        f"<table:table-row-group><table:table-row-group>{row(cell('tief'))}</table:table-row-group></table:table-row-group>",
    )
    assert block.rows == (
        Row((Cell("Kopf", bold=True, fill="A9D08E"),), "Tabelle 1, Zeile 1", header=True),
        Row((Cell("weg", struck=True),), "Tabelle 1, Zeile 2"),
        Row((Cell("tief"),), "Tabelle 1, Zeile 3"),
    )


def test_tables_within_cells_stay_apart() -> None:
    inner = table(row(cell("innen"), cell("rechts")))
    block = only(row(f"<table:table-cell>{p('außen')}{inner}</table:table-cell>"))
    (found,) = block.rows[0].cells
    assert found.text == "außen"
    assert grid(found.tables[0]) == [["innen", "rechts"]]
    assert found.tables[0].rows[0].place == "Tabelle 1, Zeile 1"


def test_no_word_is_lost_in_tables_nested_too_deep() -> None:
    inner = p("ganz innen")
    for _ in range(20):
        inner = table(row(f"<table:table-cell>{inner}</table:table-cell>"))
    assert "ganz innen" in str(parse(inner).blocks)


def test_lists_in_cells() -> None:
    items = "".join(f"<text:list-item>{p(word)}</text:list-item>" for word in ("Rat", "Tat"))
    block = only(row(f"<table:table-cell>{p('Durch:')}<text:list>{items}</text:list></table:table-cell>"))
    assert grid(block) == [["Durch:\n\n- Rat\n- Tat"]]


def test_a_description_is_said() -> None:
    document = parse(f"<table:table><table:title>Übersicht</table:title>{row(cell('a'))}</table:table>")
    assert told(document) == ["Nicht übernommen (Beschreibung der Tabelle): „Übersicht“."]


# --- repeated a million times ---------------------------------------------------------------------------------


def test_rows_and_cells_that_are_repeated() -> None:
    block = only(
        row(cell("a", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"'), row(cell("b"))
    )
    assert [(found.place, len(found.cells)) for found in block.rows] == [
        ("Tabelle 1, Zeile 1", 3),
        ("Tabelle 1, Zeile 2", 3),
        ("Tabelle 1, Zeile 3", 1),
    ]


@pytest.mark.parametrize("words", ["", "x", "Wort " * 2000])
def test_a_million_rows_are_few(words: str) -> None:
    many = 'table:number-rows-repeated="1048576"'
    wide = 'table:number-columns-repeated="16384"'
    start = time.process_time()
    document = parse(p("da") + table(*[row(cell(words, wide), cell("", wide), more=many) for _ in range(30)]))
    assert time.process_time() - start < 2
    assert (
        sum(len(line.cells) for block in document.blocks if isinstance(block, Table) for line in block.rows) < 120_000
    )
    assert any("1048576-mal" in sentence for sentence in told(document)) is bool(words)


def test_repeated_tables_within_tables_are_read_once() -> None:
    inner = p("innen")
    for _ in range(8):
        inner = table(
            row(
                f'<table:table-cell table:number-columns-repeated="100">{inner}</table:table-cell>',
                more='table:number-rows-repeated="100"',
            )
        )
    assert str(parse(inner).blocks).count("innen") == 1


@pytest.mark.parametrize("value", ["-1", "0", "viele", "99999999999999"])
def test_numbers_that_are_none_do_no_harm(value: str) -> None:
    names = ("columns-spanned", "rows-spanned", "columns-repeated")
    more = " ".join(f'table:number-{name}="{value}"' for name in names)
    assert grid(only(row(cell("a", more), cell("b"), more=f'table:number-rows-repeated="{value}"'))) == [["a", "b"]]
