"""Markdown and plain text become blocks."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Block, Cell, Document, Heading, Paragraph, Row, Table, row_text, words_of
from konzept.read.markdown import read


def parse(text: str) -> Document:
    return read(text, "konzept.md")


def only(text: str) -> Block:
    blocks = parse(text).blocks
    assert len(blocks) == 1
    return blocks[0]


def grid(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text for cell in row.cells] for row in block.rows]


@pytest.mark.parametrize(
    ("text", "words", "level"),
    [
        ("# Titel", "Titel", 1),
        ("###### Tief", "Tief", 6),
        ("## Titel ##", "Titel", 2),
        ("## **Fett**", "**Fett**", 2),
        ("Titel\n=====", "Titel", 1),
        ("Titel\n---", "Titel", 2),
        ("   ### Eingerückt", "Eingerückt", 3),
    ],
)
def test_headings(text: str, words: str, level: int) -> None:
    assert only(text) == Heading(words, "Zeile 1", level)


@pytest.mark.parametrize("text", ["####### Sieben", "#Ohne Abstand"])
def test_no_headings(text: str) -> None:
    assert isinstance(only(text), Paragraph)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("eine\nZeile", "eine Zeile"),
        ("Maß-\nnahme", "Maßnahme"),
        ("hart  \nzwei", "hart\n\nzwei"),
        ("hart\\\nzwei", "hart\n\nzwei"),
        ("hart<br>zwei", "hart\n\nzwei"),
        ("Fortschrei-  \nbung", "Fortschreibung"),
        ("> Zitat\n> weiter", "Zitat weiter"),
        ("*halb* schräg", "*halb* schräg"),
        ("Bürger*innen und Lehrer*innen", r"Bürger\*innen und Lehrer\*innen"),
    ],
)
def test_paragraphs(text: str, words: str) -> None:
    block = only(text)
    assert isinstance(block, Paragraph)
    assert block.text == words
    assert not block.bold


def test_whole_emphasis_is_a_property() -> None:
    assert only("**fett**") == Paragraph("fett", "Zeile 1", bold=True)
    assert only("*schräg*") == Paragraph("schräg", "Zeile 1", italic=True)
    assert only("***beides***") == Paragraph("beides", "Zeile 1", bold=True, italic=True)


def test_lists() -> None:
    blocks = parse("- eins\n  weiter\n  - tiefer\n* zwei\n➤ drei\n1. erstens\n2) zweitens").blocks
    found = [(block.text, block.list_level) for block in blocks if isinstance(block, Paragraph)]
    assert found == [("eins weiter", 0), ("tiefer", 1), ("zwei", 0), ("drei", 0), ("1. erstens", 0), ("2) zweitens", 0)]


def test_places_are_lines() -> None:
    assert [block.place for block in parse("# A\n\nb\nb\n\n\nc\n\n- d\n- e").blocks] == [
        "Zeile 1",
        "Zeile 3",
        "Zeile 7",
        "Zeile 9",
        "Zeile 10",
    ]


@pytest.mark.parametrize("rule", ["---", "* * *", "___", "==="])
def test_rules_are_no_text(rule: str) -> None:
    assert [words_of(block) for block in parse(f"a\n\n{rule}\n\nb").blocks] == ["a", "b"]


def test_fences_are_taken_off() -> None:
    assert [words_of(block) for block in parse("```\ncode hier\n```").blocks] == ["code hier"]


def test_bar_tables() -> None:
    block = only("| Nr. | Maßnahme |\n|:---|---:|\n| 1 | **Chor** |\n| 2 | a \\| b |")
    assert grid(block) == [["Nr.", "Maßnahme"], ["1", "Chor"], ["2", "a | b"]]
    assert isinstance(block, Table)
    assert [row.header for row in block.rows] == [True, False, False]
    assert block.rows[1].cells[1] == Cell("Chor", bold=True)
    assert [row.place for row in block.rows] == ["Tabelle 1, Zeile 1", "Tabelle 1, Zeile 2", "Tabelle 1, Zeile 3"]


def test_bar_tables_without_outer_bars() -> None:
    assert grid(only("a | b\n--|--\nc | d")) == [["a", "b"], ["c", "d"]]


def test_a_bar_in_a_sentence_is_no_table() -> None:
    assert isinstance(only("Amt | Straße"), Paragraph)


def test_tab_tables() -> None:
    block = only("Handlungsziel 1.1\t\n Mehr Wohnraum\t\nMaßnahme 1\tBauen\n\tohne Kennwort")
    assert grid(block) == [
        ["Handlungsziel 1.1", ""],
        ["Mehr Wohnraum", ""],
        ["Maßnahme 1", "Bauen"],
        ["", "ohne Kennwort"],
    ]


def test_two_spaces_in_a_cell_are_a_paragraph() -> None:
    assert (
        grid(only("Maßnahme (n)\tErstens dies  Zweitens das  und mehr"))[0][1]
        == "Erstens dies\n\nZweitens das und mehr"
    )


def test_html_in_cells() -> None:
    text = "Maßnahme\tDurch: <ul><li>➤ Rat,</li><li>➤ Tat</li></ul>\nWer\t<b>Amt</b>"
    assert grid(only(text)) == [["Maßnahme", "Durch:\n\n- Rat,\n- Tat"], ["Wer", "Amt"]]


def test_html_tables_with_spans() -> None:
    block = only(
        "<table><tr><th>Nr.</th><th>Maßnahme</th><th>Wer</th></tr>\n"
        '<tr><td colspan="3">Ziel: Alles</td></tr>\n'
        "<tr><td>1</td><td>Chor</td><td rowspan='2'>Amt</td></tr><tr><td>2<td>Tanz</tr></table>"
    )
    assert grid(block) == [["Nr.", "Maßnahme", "Wer"], ["Ziel: Alles"], ["1", "Chor", "Amt"], ["2", "Tanz", "Amt"]]
    assert isinstance(block, Table)
    assert block.rows[0].header
    assert block.rows[1].cells[0].columns == 3
    assert block.rows[3].cells[2].merged


@pytest.mark.parametrize(
    "text",
    [
        "vorher <table><tr><td>innen</td></tr></table> nachher",
        "<table>\nvorher\n<tr><td>innen</td></tr>\nnachher",
        "<table><tr>vorher<td>innen</td>nachher</tr></table>",
        "<table>vorher innen nachher</table>",
        "vorher\n<table><td>innen\nnachher",
    ],
)
def test_words_around_html_tables_stay(text: str) -> None:
    words = "\n".join(words_of(block) for block in parse(text).blocks)
    assert all(word in words for word in ("vorher", "innen", "nachher"))


def test_html_tables_with_many_rows_spanned() -> None:
    text = (
        "<table>"
        + "".join(f"<tr>{'<td rowspan=3>fest</td>' if at == 0 else ''}<td>{at}</td></tr>" for at in range(4))
        + "</table>"
    )
    assert grid(only(text)) == [["fest", "0"], ["fest", "1"], ["fest", "2"], ["3"]]


@pytest.mark.parametrize("text", ["[^1]: Siehe Feld 6", "<sup>1</sup> Siehe Feld 6", "[^1]: Siehe\nFeld 6"])
def test_footnotes(text: str) -> None:
    document = parse(f"Tag der Vereine<sup>1</sup>\n\n{text}")
    assert [(footnote.note.mark, footnote.note.text, footnote.block) for footnote in document.notes] == [
        ("1", "Siehe Feld 6", 1)
    ]
    assert words_of(document.blocks[0]) == "Tag der Vereine[^1]"


def test_pictures_and_comments_are_reported() -> None:
    document = parse("Text ![Ein Haus](haus.png) weiter\n\n<!-- nicht\nvergessen -->\nEnde\n\n![](leer.png)")
    assert [(doubt.place, doubt.kind) for doubt in document.doubts] == [
        ("Zeile 3", "left_out"),
        ("Zeile 1", "left_out"),
        ("Zeile 7", "left_out"),
    ]
    assert "nicht vergessen" in document.doubts[0].sentence
    assert "Ein Haus" in document.doubts[1].sentence
    assert [words_of(block) for block in document.blocks] == ["Text weiter", "Ende"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\u2028"])
def test_line_ends(end: str) -> None:
    assert [words_of(block) for block in parse(f"# A{end}{end}b").blocks] == ["A", "b"]


def test_row_text_leaves_out_what_comes_from_above() -> None:
    inner = Table((Row((Cell("x"),), "p"),), "p")
    assert row_text(Row((Cell("a"), Cell("b", merged=True), Cell("c", tables=(inner,))), "p")) == "a | c\nx"


def test_comments_and_pictures_are_told_with_their_line() -> None:
    document = read("eins\n<!-- merken\nhier -->\nzwei\n\n![Karte](k.png)\n<!---->drei", "x.md")
    assert [(doubt.place, doubt.sentence) for doubt in document.doubts] == [
        ("Zeile 2", "Nicht übernommen (Kommentar): „merken hier“."),
        ("Zeile 7", "Nicht übernommen (Kommentar)."),
        ("Zeile 6", "Nicht übernommen (Bild): „Karte“."),
    ]
    assert [block.place for block in document.blocks] == ["Zeile 1", "Zeile 4", "Zeile 7"]


def test_a_comment_without_end_is_text() -> None:
    document = read("eins <!-- offen", "x.md")
    assert document.doubts == ()
    assert "offen" in words_of(document.blocks[0])
