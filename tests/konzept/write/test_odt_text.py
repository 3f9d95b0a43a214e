"""Restricted Markdown becomes real lists, links and emphasis of an OpenDocument text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from konzept.write import odt_text
from konzept.write import opendocument as odf
from tests.konzept.strategies import few

T = f"{{{odf.SPACES['text']}}}"


def parsed(fragment: str) -> etree._Element:
    return etree.fromstring(f"<x {odf.NAMESPACES}>{fragment}</x>".encode())


def shape(element: etree._Element) -> object:
    """Lists, items and paragraphs as nested lists of words."""
    if element.tag == f"{T}p":
        return "".join(str(words) for words in element.itertext())
    return [shape(child) for child in element]


@pytest.mark.parametrize(
    ("markdown", "shaped"),
    [
        ("", [""]),
        ("a\nb", ["a b"]),
        ("a\n\nb", ["a", "b"]),
        ("- a\n- b", [[["a"], ["b"]]]),
        ("1. a\n   - b\n\n   c", [[["a", [["b"]], "c"]]]),
        ("- ", [[[""]]]),
    ],
)
def test_blocks_stand_in_each_other_as_they_were_written(markdown: str, shaped: object) -> None:
    assert shape(parsed(odt_text.text(markdown))) == shaped


def test_lists_count_from_where_they_begin() -> None:
    made = parsed(odt_text.text("3. a\n4. b"))[0]
    assert made.get(f"{T}style-name") == "Numbers"
    assert [item.get(f"{T}start-value") for item in made] == ["3", None]
    assert [item.get(f"{T}start-value") for item in parsed(odt_text.text("1. a"))[0]] == [None]


def test_styles_are_those_asked_for() -> None:
    made = parsed(odt_text.text("a\n\n- b", "Cell", "Small"))
    assert [each.get(f"{T}style-name") for each in made.iter(f"{T}p")] == ["Cell", "Small"]
    assert parsed(odt_text.items(["a"], "Small", ordered=True))[0].get(f"{T}style-name") == "Numbers"
    assert odt_text.items([]) == ""


def test_emphasis_breaks_links_and_marks() -> None:
    assert odt_text.line("**a *b***") == (
        '<text:span text:style-name="Strong">a <text:span text:style-name="Emphasis">b</text:span></text:span>'
    )
    assert odt_text.line("a  \nb") == "a<text:line-break/>b"
    assert 'xlink:href="https://a.example/?b=1&amp;c"' in odt_text.line("[d](https://a.example/?b=1&c)")
    assert odt_text.line("[d](ftp://a.example)") == "d"
    assert odt_text.line("a[^1]  b") == 'a[^1] <text:s text:c="1"/>b'
    assert odt_text.line("a\n\nb") == "a b"


@few
@given(st.text())
def test_any_text_is_well_formed(text: str) -> None:
    assert len(parsed(odt_text.text(text) + odt_text.items([text])))
