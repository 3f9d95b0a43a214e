"""Pieces become paragraphs and blocks become cells, in every format alike."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Cell, Heading, Paragraph, Row, Table
from konzept.read.compose import cell_of, flow, left_out, paragraph, said_of, typed_note, with_marks, words_in
from konzept.read.inline import BREAK
from konzept.read.runs import Piece, Reading

BLANK = Paragraph("", "Absatz 1")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"eins{BREAK}zwei", "eins\n\nzwei"),
        (f"Maß-{BREAK}nahme", "Maßnahme"),
        (f"Sprach-{BREAK}und Sportkurse", "Sprach- und Sportkurse"),
        (f"{BREAK} {BREAK}", ""),
    ],
)
def test_breaks(text: str, wanted: str) -> None:
    assert flow(text) == wanted


def test_the_words_of_pieces_have_no_marks() -> None:
    assert words_in([Piece("a", bold=True), Piece(" b"), Piece("1", note=True)]) == "a b"


def test_a_typed_note_begins_with_a_raised_figure() -> None:
    note = typed_note([Piece("2", note=True), Piece(" Siehe Feld 6")])
    assert note is not None
    assert (note.mark, note.text) == ("2", "Siehe Feld 6")
    assert typed_note([Piece("2", note=True, anchored=True), Piece(" Text")]) is None
    assert typed_note([Piece("2", note=True)]) is None


@pytest.mark.parametrize(
    ("text", "label", "level", "wanted"),
    [
        ("Punkt", "1.", 1, ("1. Punkt", 1)),
        ("• Punkt", "", None, ("Punkt", 0)),
        (r"\- Punkt", "", None, ("Punkt", 0)),
        ("• Punkt", "a)", 2, ("a) • Punkt", 2)),
        ("Punkt", "", None, ("Punkt", None)),
    ],
)
def test_list_marks(text: str, label: str, level: int | None, wanted: tuple[str, int | None]) -> None:
    made = paragraph(text, label, level, BLANK, [Piece(text)])
    assert (made.text, made.list_level) == wanted


def test_a_look_of_all_words_is_the_paragraph_s() -> None:
    made = paragraph("ab", "", None, BLANK, [Piece("a", bold=True, size=14), Piece("b", bold=True, struck=True)])
    assert (made.bold, made.italic, made.size, made.struck) == (True, False, 14, False)


def test_the_style_speaks_where_the_words_do_not() -> None:
    style = Paragraph("", "Absatz 1", bold=True, size=12)
    assert paragraph("a", "", None, style, [Piece("a")]) == Paragraph("a", "Absatz 1", bold=True, size=12)
    assert not paragraph("a", "", None, style, [Piece("a", bold=False)]).bold


def test_what_is_said_of_a_paragraph() -> None:
    reading = Reading([], [], [("gelöscht", "alt"), ("eingefügt", " ")], [("Bild", "Karte ")])
    assert [(doubt.kind, doubt.sentence) for doubt in said_of(reading, "Absatz 3")] == [
        ("repaired", "Nachverfolgte Änderung als angenommen gelesen: gelöscht „alt“."),
        ("left_out", "Nicht übernommen (Bild): „Karte“."),
    ]
    assert left_out("Bild", " Karte", "Absatz 3") == said_of(reading, "Absatz 3")[1]


def test_blocks_become_a_cell() -> None:
    inner = Table((Row((Cell("x"),), "p"),), "p")
    blocks = [
        Heading("Kopf", "p", 3),
        Paragraph("eins\n\nhalb", "p", bold=True),
        Paragraph("zwei", "p", bold=True, list_level=1),
        Paragraph("1. drei", "p", bold=True, list_level=0),
        inner,
    ]
    assert cell_of(blocks, 2, "A9D08E") == Cell(
        "Kopf\n\neins\n\nhalb\n\n  - zwei\n\n1. drei", 2, bold=True, fill="A9D08E", tables=(inner,)
    )


def test_a_cell_is_struck_where_all_of_it_is() -> None:
    gone = Paragraph("weg", "p", struck=True)
    assert cell_of([gone], 1, None).struck
    assert not cell_of([gone, Paragraph("da", "p")], 1, None).struck
    assert not cell_of([], 1, None).struck


def test_marks_that_no_note_answers_are_figures_again() -> None:
    inner = Table((Row((Cell("m[^2]"),), "p"),), "p")
    table = Table((Row((Cell("10 m[^2]", tables=(inner,)),), "p"),), "p")
    text, made = with_marks([Paragraph("a[^1] m[^2]", "p"), table], frozenset("1"))
    assert isinstance(text, Paragraph)
    assert text.text == "a[^1] m²"
    assert isinstance(made, Table)
    assert (made.rows[0].cells[0].text, made.rows[0].cells[0].tables[0].rows[0].cells[0].text) == ("10 m²", "m²")
