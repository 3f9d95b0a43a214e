"""Tables drawn in plain text, in the notations of pandoc, RST, org-mode, spreadsheets and printed pages; and what is none."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.read.blocks import Block, Cell, Heading, Paragraph, Table, words_of
from konzept.read.markdown import read
from konzept.read.text_tables import cell_text, table_at
from tests.konzept.read.test_laws import SENTENCE


def only(text: str) -> Table:
    blocks = read(text.strip("\n"), "x.txt").blocks
    assert len(blocks) == 1, [words_of(block) for block in blocks]
    assert isinstance(blocks[0], Table)
    return blocks[0]


def grid(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text for cell in row.cells] for row in block.rows]


def heads(block: Table) -> list[bool]:
    return [row.header for row in block.rows]


# --- grids ------------------------------------------------------------------------------------------------------


def test_a_grid_with_a_head_and_cells_of_many_lines() -> None:
    block = only("""
+-----+------------------+---------+
| Nr. | Maßnahme         | Termin  |
+=====+==================+=========+
| 1   | Sprachkurse für  | 2026    |
|     | Eltern, Inte-    |         |
|     | gration          |         |
+-----+------------------+---------+
| 2   | **Chor**         |         |
|     |                  |         |
|     | - Probe          |         |
|     | - Auftritt       |         |
+-----+------------------+---------+
""")
    assert grid(block) == [
        ["Nr.", "Maßnahme", "Termin"],
        ["1", "Sprachkurse für Eltern, Integration", "2026"],
        ["2", "**Chor**\n\n- Probe\n- Auftritt", ""],
    ]
    assert heads(block) == [True, False, False]


def test_a_grid_with_spans() -> None:
    block = only("""
+-------+-------+-------+
| Ziel 1: Mehr Wohnraum |
+-------+-------+-------+
| fest  | a     | b     |
|       +-------+-------+
|       | c     | d     |
+-------+-------+-------+
""")
    assert grid(block) == [["Ziel 1: Mehr Wohnraum"], ["fest", "a", "b"], ["fest", "c", "d"]]
    assert block.rows[0].cells[0].columns == 3
    assert [cell.merged for cell in block.rows[2].cells] == [True, False, False]


def test_a_cell_over_rows_has_all_of_its_text_in_each() -> None:
    block = only("""
+---------+---+
| Amt für | a |
|         +---+
| Soziales| b |
|         +---+
| u. a.   | c |
+---------+---+
""")
    assert grid(block) == [["Amt für Soziales u. a.", word] for word in "abc"]
    assert [row.cells[0].merged for row in block.rows] == [False, True, True]


def test_a_grid_without_a_head() -> None:
    block = only("+---+---+\n| a | b |\n+---+---+")
    assert (grid(block), heads(block)) == ([["a", "b"]], [False])


def test_a_bold_cell_is_bold() -> None:
    assert only("+-------+---+\n| **a** | b |\n+-------+---+").rows[0].cells == (Cell("a", bold=True), Cell("b"))


@pytest.mark.parametrize("text", ["+---+---+", "+---+---+\n| a | b |", "+---+\ntext", "+--+--+\n|a |b |\nEnde"])
def test_a_drawing_that_is_not_whole_is_none(text: str) -> None:
    assert table_at(text.split("\n"), 0) is None


# --- rulers -----------------------------------------------------------------------------------------------------


def test_a_simple_table_of_rst() -> None:
    block = only("""
=====  ==============  ========
Nr.    Maßnahme        Termin
=====  ==============  ========
1      Chor            2026
2      Tanz und        laufend
       Theater
=====  ==============  ========
""")
    assert grid(block) == [["Nr.", "Maßnahme", "Termin"], ["1", "Chor", "2026"], ["2", "Tanz und Theater", "laufend"]]
    assert heads(block) == [True, False, False]


def test_a_simple_table_of_rst_without_a_head() -> None:
    assert grid(only("===  ===\na    b\nc    d\n===  ===")) == [["a", "b"], ["c", "d"]]


def test_a_simple_table_of_pandoc() -> None:
    block = only("""
  Nr. Maßnahme     Termin
----- ------------ --------
    1 Chor         2026
    2 Tanz         laufend
""")
    assert grid(block) == [["Nr.", "Maßnahme", "Termin"], ["1", "Chor", "2026"], ["2", "Tanz", "laufend"]]
    assert heads(block) == [True, False, False]


def test_tables_of_pandoc_without_a_head() -> None:
    assert grid(only("----- ------\n1     Chor\n2     Tanz\n----- ------")) == [["1", "Chor"], ["2", "Tanz"]]


def test_a_table_of_pandoc_with_rows_of_many_lines() -> None:
    block = only("""
-------------------------------------
 Nr.   Maßnahme          Termin
       oder Vorhaben
------ ----------------- ------------
 1     Sprachkurse für   2026
       Eltern

 2     Chor              laufend,
                         jährlich
-------------------------------------
""")
    assert grid(block) == [
        ["Nr.", "Maßnahme oder Vorhaben", "Termin"],
        ["1", "Sprachkurse für Eltern", "2026"],
        ["2", "Chor", "laufend, jährlich"],
    ]
    assert heads(block) == [True, False, False]


def test_what_follows_a_ruled_table_is_read() -> None:
    blocks = read("vorher\n\na    b\n---- ----\n1    2\n3    4\n\nnachher", "x.md").blocks
    assert [words_of(block) for block in blocks] == ["vorher", "a | b\n1 | 2\n3 | 4", "nachher"]


@pytest.mark.parametrize(
    "text",
    [
        "Ein Satz, der weit geht\n--- ---\nund noch einer",
        "---- ----\n",
        "------------\n\nText\n\n------------",
        "Titel\n=====\n\nText\n\nTitel\n=====",
    ],
)
def test_rulers_that_are_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read(text, "x.md").blocks)


# --- org-mode, spreadsheets -------------------------------------------------------------------------------------


def test_a_table_of_org_mode() -> None:
    block = only("|-----+----------|\n| Nr. | Maßnahme |\n|-----+----------|\n| 1   | Chor     |\n|-----+----------|")
    assert grid(block) == [["Nr.", "Maßnahme"], ["1", "Chor"]]
    assert heads(block) == [True, False]


def test_lines_with_semicolons() -> None:
    block = only('Nr.;Maßnahme;Wer\n1;Chor;"Amt; VHS"\n2;"Tanz\nund ""Theater""";\n3;;Amt')
    assert grid(block) == [
        ["Nr.", "Maßnahme", "Wer"],
        ["1", "Chor", "Amt; VHS"],
        ["2", 'Tanz und "Theater"', ""],
        ["3", "", "Amt"],
    ]
    assert heads(block) == [True, False, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "a;b;c\nd;e;f",
        "a;b\nc;d\ne;f",
        "Erstens; zweitens; drittens.\nUnd dann; noch etwas.\nEnde; aus; vorbei.",
        'a;"b;c\nd;e;f\ng;h;i',
        'a;b";c\nd;e;f"\n"g;h";"i',
    ],
)
def test_semicolons_that_are_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read(text, "x.md").blocks)


# --- columns set with spaces ------------------------------------------------------------------------------------

TWO_COLUMNS = """
Der Kreis hat im letzten Jahr viel getan    Die Beratungsstellen werden weiter ausgebaut
und dabei gelernt, dass es auf alle ankom   und die Wege zu ihnen werden kürzer gemacht,
die hier leben, arbeiten und mitgestalten   damit alle Menschen sie gut erreichen können.
"""
PRINTED = """
Maßnahme 1        Sprachkurse für Eltern in der Kita,
                  auch am Abend
Zuständig-        Volkshochschule
keiten
Termin            jährlich

Maßnahme 2        Chor
Zuständigkeiten   Amt
"""


def test_labels_and_values_side_by_side() -> None:
    assert grid(only(PRINTED)) == [
        ["Maßnahme 1", "Sprachkurse für Eltern in der Kita, auch am Abend"],
        ["Zuständigkeiten", "Volkshochschule"],
        ["Termin", "jährlich"],
        ["Maßnahme 2", "Chor"],
        ["Zuständigkeiten", "Amt"],
    ]


def test_many_columns_side_by_side() -> None:
    block = only("""
Nr.   Maßnahme            Wer        Bis
1     Sprachkurse         VHS        2026
2     Chor für alle,      Amt        2027
      auch für Kinder
3     Tanz                           laufend
""")
    assert grid(block) == [
        ["Nr.", "Maßnahme", "Wer", "Bis"],
        ["1", "Sprachkurse", "VHS", "2026"],
        ["2", "Chor für alle, auch für Kinder", "Amt", "2027"],
        ["3", "Tanz", "", "laufend"],
    ]


def test_figures_that_end_below_each_other() -> None:
    text = "Brück        61.204\nTalau         8.850\nNiederwerth     407"
    assert grid(only(text)) == [["Brück", "61.204"], ["Talau", "8.850"], ["Niederwerth", "407"]]


def test_a_line_across_ends_the_table() -> None:
    blocks = read(PRINTED.strip() + "\nDieser Satz geht über alle Spalten hinweg und ist Text.", "x.txt").blocks
    assert [type(block) for block in blocks] == [Table, Paragraph]


@pytest.mark.parametrize(
    "text",
    [
        "Brück    61\nTalau     8\nAu       12",
        "Ein Satz.  Noch ein Satz.\nUnd mehr.  Und Ende.\nGanz kurz.  Aus.",
        "1.  Erstens\n2.  Zweitens\n3.  Drittens",
        "a)  Erstens\nb)  Zweitens\nc)  Drittens",
        "1. Vorwort            3\n2. Leitbild           5\n3. Ziele              7",
        "1. Vorwort ........  3\n2. Leitbild .......  5\n3. Ziele ..........  7",
        "links     rechts\nlinks     rechts",
        "Wort\n\n    eingerückt\n\n    eingerückt",
        TWO_COLUMNS,
    ],
)
def test_spaces_that_are_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read(text, "x.txt").blocks)


@pytest.mark.parametrize("name", ["ilm-kreis.txt"])
def test_the_specimen_has_no_other_tables_than_before(shared: Path, name: str) -> None:
    lines = (shared / "specimens" / name).read_text("utf-8").split("\n")
    assert [at for at in range(len(lines)) if "\t" not in lines[at] and table_at(lines, at)] == []


# --- headings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "level"),
    [("Ziele\n~~~~~", 3), ("Ziele\n^^^^^", 4), ("== Ziele ==", 2), ("===Ziele===", 3), ("=====\nZiele\n=====", 1)],
)
def test_headings_of_other_notations(text: str, level: int) -> None:
    assert [(block.text, block.level) for block in read(text, "x.md").blocks if isinstance(block, Heading)] == [
        ("Ziele", level)
    ]


@pytest.mark.parametrize("text", ["Eine lange Zeile Text\n~~~~\n", "a == b == c", "== ==", "=== Ziele =="])
def test_no_headings(text: str) -> None:
    assert not any(isinstance(block, Heading) for block in read(text, "x.md").blocks)


# --- laws -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["eins ", " zwei"], "eins zwei"),
        (["Inte-", "gration"], "Integration"),
        (["eins", "", "zwei"], "eins\n\nzwei"),
        (["- a", "  b", "- c"], "- a b\n- c"),
        (["1. a", "2. b"], "1. a\n\n2. b"),
        (["", ""], ""),
    ],
)
def test_lines_of_a_cell(lines: list[str], text: str) -> None:
    assert cell_text(lines) == text


CELLS = st.integers(2, 4).flatmap(
    lambda wide: st.lists(st.lists(SENTENCE, min_size=wide, max_size=wide), min_size=3, max_size=6)
)


def drawn(rows: list[list[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    body = [
        f"| {' | '.join(text.ljust(width) for text, width in zip(row, widths, strict=True))} |\n{rule}" for row in rows
    ]
    return "\n".join([rule, *body])


def simple(rows: list[list[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    rule = "  ".join("=" * max(width, 2) for width in widths)
    body = [
        "  ".join(text.ljust(max(width, 2)) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([rule, *body, rule])


@given(CELLS, st.sampled_from([drawn, simple, lambda rows: "\n".join(";".join([*row, ""]) for row in rows)]))
@settings(max_examples=150, deadline=None)
def test_what_was_drawn_is_read_again(rows: list[list[str]], draw: object) -> None:
    assert callable(draw)
    assert [row[: len(rows[0])] for row in grid(only(draw(rows)))] == rows


DRAWING = st.text(alphabet='ab;=-+|~^ \n"', max_size=200)


@given(DRAWING)
@settings(max_examples=400, deadline=None)
def test_any_drawing_is_read_and_no_word_is_lost(text: str) -> None:
    document = read(text, "x.txt")
    words = " ".join([*map(words_of, document.blocks)])
    assert {word for word in re.findall(r"[ab]+", text) if len(word) > 1} <= set(re.findall(r"[ab]+", words)) | broken(
        text
    )


def broken(text: str) -> set[str]:
    """Words at a hyphen at the end of a line, which may be joined."""
    return {
        part
        for found in re.finditer(r"[ab|+;\" ]*-\s*\n[-+|;=\" \n]*[ab]*|[ab]+[-=+~^|\"]+[ab]*", text)
        for part in re.findall(r"[ab]+", found[0])
    }


@pytest.mark.parametrize(
    "line",
    [
        "+--+--+",
        "+--+--+\n|a |b |",
        "---- ----",
        "------------",
        "==  ==\nx",
        'a;"b;c',
        "a;b;c\nd;e",
        "ab   cd\nx  y",
        "x\n-- --",
    ],
)
def test_any_line_however_often_it_comes_is_read_in_bearable_time(line: str) -> None:
    start = time.process_time()
    read("\n".join([line] * 10_000), "x.txt")
    assert time.process_time() - start < 5
