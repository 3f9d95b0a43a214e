"""Restricted Markdown as Word paragraphs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from lxml import etree

from konzept.model import Note
from konzept.write.docx_text import BODY, CELL, Press, numbering
from konzept.write.ooxml import R, W
from tests.konzept.read.written_ground import hostile
from tests.konzept.strategies import few


def paragraphs(made: str) -> list[tuple[str, str]]:
    """Style and words of each paragraph."""
    root = etree.fromstring(f'<body xmlns:w="{W}" xmlns:r="{R}">{made}</body>')
    return [(_style(node), _words(node)) for node in root]


def _style(node: etree._Element) -> str:
    found = node.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return "" if found is None else str(found.get(f"{{{W}}}val"))


def _words(node: etree._Element) -> str:
    return "".join(
        text.text or "" if str(text.tag).endswith("}t") else "\n" for text in node.iter(f"{{{W}}}t", f"{{{W}}}br")
    )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Eins.\n\nZwei.", [("BodyText", "Eins."), ("BodyText", "Zwei.")]),
        ("- a\n- b", [("ListBullet", "a"), ("ListBullet", "b")]),
        ("- a\n\n  mehr", [("ListBullet", "a"), ("ListContinue", "mehr")]),
        ("a\\\nb", [("BodyText", "a\nb")]),
        ("a\nb", [("BodyText", "a b")]),
        ("**a** *b* ***c***", [("BodyText", "a b c")]),
        ("- 1. Mai", [("ListBullet", "1. Mai")]),
        ("", [("BodyText", "")]),
    ],
)
def test_paragraphs(text: str, made: list[tuple[str, str]]) -> None:
    assert paragraphs(Press().text(text, BODY)) == made


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("a\nb", [("Cell", "a\nb")]),
        ("a:\n- b\n- c\nd", [("Cell", "a:"), ("Cell", "b"), ("Cell", "c"), ("Cell", "d")]),
        ("a\n\nb", [("Cell", "a"), ("Cell", "b")]),
        ("**a** Helfer*innen", [("Cell", "**a** Helfer*innen")]),
        ("", [("Cell", "")]),
    ],
)
def test_cells_of_plain_words(value: str, made: list[tuple[str, str]]) -> None:
    assert paragraphs(Press().row_text(value)) == made


def test_bold_and_italic_are_runs() -> None:
    made = Press().text("a **b *c***", BODY)
    assert '<w:b/></w:rPr><w:t xml:space="preserve">b ' in made
    assert '<w:b/><w:i/></w:rPr><w:t xml:space="preserve">c' in made


def test_a_title_is_one_line_of_runs() -> None:
    press = Press()
    assert "<w:b/>" in press.line("Sprache **öffnet**")
    assert press.line("- kein Punkt").count("<w:t ") == 1
    assert "kein Punkt" in press.line("- kein Punkt")


def test_the_anchor_stands_first_and_loose_notes_last() -> None:
    press = Press()
    made = press.text("Eins.\n\nZwei.", BODY, (Note("1", "N"),), opening="<w:x/>")
    assert made.index("<w:x/>") < made.index("Eins.") < made.index("Zwei.") < made.index("footnoteReference w:id")
    assert len(press.footnotes) == 1


def test_a_mark_without_its_note_is_printed() -> None:
    press = Press()
    assert "[^2]" in press.text("a[^1] b[^2]", BODY, (Note("1", "N"),))
    assert len(press.footnotes) == 1


def test_each_address_is_listed_once() -> None:
    press = Press()
    made = press.text("[a](https://x.example/) [b](https://x.example/) [c](https://y.example/)", BODY)
    assert press.links == ["https://x.example/", "https://y.example/"]
    assert re.findall(r'r:id="(\w+)"', made) == ["rIdLink0", "rIdLink0", "rIdLink1"]


def test_numbered_lists_are_counted() -> None:
    press = Press()
    press.text("1. a\n   1. b\n\nx\n\n4. c", CELL)
    assert press.lists == [(0, 1), (1, 1), (0, 4)]
    assert numbering(press.lists).count("<w:num ") == 3


@given(hostile())
@few
def test_every_text_is_xml(text: str) -> None:
    press = Press()
    made = press.text(text, BODY, (Note(text, text),)) + press.row_text(text) + f"<w:p>{press.line(text)}</w:p>"
    assert paragraphs(made + "".join(press.footnotes))


def test_items_are_texts_of_their_own() -> None:
    press = Press()
    made = press.items(["a **b**", "- c", "d\n\ne"], BODY, ordered=True)
    assert press.lists == [(0, 1)]
    assert made.count("<w:p>") == 4
    assert '<w:numId w:val="10"/>' in made
    assert Press().items([], BODY) == ""
