"""Runs as Markdown: what a person sees on paper is what the concept says, with no more escapes than needed."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from konzept.model import Concept, Element, Kind
from konzept.read.container import open_docx
from konzept.read.inline import BREAK
from konzept.read.runs import Piece
from konzept.read.written_docx import whole
from konzept.read.written_text import markdown, words
from konzept.write import docx, nodes
from tests.konzept.strategies import texts


@given(texts(wild=True))
@settings(max_examples=60)
def test_the_words_on_paper_alone_say_the_text(text: str) -> None:
    assume(not re.search(r"^\s*[-*+]\s*$", text, re.MULTILINE))  # an item without words says nothing on paper
    made = docx.write(Concept("Konzept", (Element("text0001", Kind.TEXT, title="Titel", text=text),)))
    seen = whole(open_docx(made, "konzept.docx"), "de").elements
    assert [nodes.lines(element.text) for element in seen] == [[line for line in nodes.lines(text) if line.strip()]]


LOOKS = st.builds(
    Piece,
    st.text(st.sampled_from("ab *_[]\\-1.)ä"), min_size=1, max_size=6),
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.sampled_from(("", "https://beispiel.example/")),
)


@given(st.lists(LOOKS, min_size=1, max_size=4))
def test_plain_words_stay_the_same_however_they_look(pieces: list[Piece]) -> None:
    said = "".join(piece.text for piece in pieces).split()
    if all(piece.bold or piece.italic or piece.link for piece in pieces):
        return
    bare = [piece for piece in pieces if not (piece.bold or piece.italic or piece.link)]
    plain = markdown(bare)
    assert nodes.words(nodes.parse(plain)[0]["content"] if plain.strip() else []).split() == words(bare).split()
    assert words(pieces).split() == said


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([Piece("3 < 4 & a_b")], "3 < 4 & a_b"),
        ([Piece("a "), Piece("b", bold=True), Piece(" c")], "a **b** c"),
        ([Piece("a"), Piece(" b ", bold=True), Piece("c")], "a **b** c"),
        ([Piece("a", italic=True, bold=True)], "***a***"),
        ([Piece("b", bold=True), Piece("c", bold=True)], "**bc**"),
        ([Piece("Seite", link="https://x.example/")], "[Seite](https://x.example/)"),
        ([Piece(f"a{BREAK}b")], "a\\\nb"),
        ([Piece("a"), Piece("3", note=True, anchored=True)], "a[^3]"),
        ([Piece("*a*")], r"\*a\*"),
        ([Piece("Schüler*in")], "Schüler*in"),
        ([Piece("- kein Punkt")], r"\- kein Punkt"),
        ([Piece("1. kein Punkt")], r"1\. kein Punkt"),
        ([Piece("1.Mai")], "1.Mai"),
        ([Piece("[a](b)")], r"\[a\](b)"),
        ([Piece("[a]")], "[a]"),
    ],
)
def test_examples(pieces: list[Piece], text: str) -> None:
    assert markdown(pieces) == text


def test_plain_words_know_no_notes() -> None:
    assert words([Piece(f"a{BREAK}b"), Piece("1", note=True, anchored=True)]) == "a\nb"
