"""Styles of OpenDocument: what a paragraph has from itself, from its style and from that style's parents."""

from __future__ import annotations

import pytest
from lxml import etree

from konzept.read.blocks import Heading, Paragraph
from konzept.read.odt_styles import Look, Style, Styles, number_of, styles
from tests.konzept.read.opendocument import NAMES, p, parse

NAMED = (
    '<style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:font-size="11pt"/></style:style>'
    '<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard"'
    ' style:default-outline-level="2"><style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>'
    '<style:style style:name="Ziel" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
    '<style:style style:name="Kein_20_Ziel" style:family="paragraph" style:parent-style-name="Heading_20_2" style:default-outline-level=""/>'
    '<style:style style:name="_dc_berschrift_20_3" style:family="paragraph"/>'
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Fett" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:text-properties fo:font-weight="700" fo:font-size="150%"/></style:style>'
    '<style:style style:name="Contents_20_1" style:family="paragraph" style:parent-style-name="Standard"/>'
    '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
    '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>'
)
AUTOMATIC = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Ziel"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:text-properties fo:font-weight="bold" fo:font-style="italic" fo:font-size="0.25in" style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Fett"><style:text-properties fo:font-weight="normal"/></style:style>'
)


def known() -> Styles:
    named = f"<office:document-styles {NAMES}><office:styles>{NAMED}</office:styles></office:document-styles>"
    own = f"<office:document-content {NAMES}><office:automatic-styles>{AUTOMATIC}</office:automatic-styles></office:document-content>"
    return styles([etree.fromstring(named), None, etree.fromstring(own)])


@pytest.mark.parametrize(
    ("style", "level"),
    [
        ("Heading_20_2", 2),
        ("Ziel", 2),
        ("P1", 2),
        ("Kein_20_Ziel", None),
        ("_dc_berschrift_20_3", 3),
        ("Title", 1),
        ("Standard", None),
        ("A", None),
        ("Unbekannt", None),
    ],
)
def test_levels(style: str, level: int | None) -> None:
    assert known().paragraph(style).level == level


@pytest.mark.parametrize(
    ("style", "look", "direct"),
    [
        ("Standard", Look(), Look()),
        ("Heading_20_2", Look(bold=True, size=14), Look()),
        ("Fett", Look(bold=True, size=16.5), Look()),
        ("P2", Look(), Look(bold=True, italic=True, struck=True, size=18)),
        ("P3", Look(bold=True, size=16.5), Look(bold=False)),
    ],
)
def test_looks(style: str, look: Look, direct: Look) -> None:
    found = known().paragraph(style)
    assert (found.look, found.direct) == (look, direct)


def test_a_paragraph_without_style_is_plain() -> None:
    assert known().paragraph(None) == Style()
    assert known().words(None) == Look()


def test_what_words_say_goes_over_what_is_around_them() -> None:
    assert Look(bold=False, size=9).over(Look(bold=True, italic=True)) == Look(bold=False, italic=True, size=9)


@pytest.mark.parametrize(
    ("properties", "look"),
    [
        ('fo:font-weight="600"', Look(bold=True)),
        ('fo:font-weight="400"', Look(bold=False)),
        ('fo:font-style="oblique"', Look(italic=True)),
        ('style:text-line-through-style="none"', Look(struck=False)),
        ('style:text-position="33% 58%"', Look(raised=True)),
        ('style:text-position="sub 58%"', Look(raised=False)),
        ('style:text-position="-33% 58%"', Look(raised=False)),
        ('text:display="true"', Look(hidden=False)),
        ('fo:font-size="1cm"', Look(size=28.3)),
        ('fo:font-size="120%"', Look()),
        ('fo:font-size="riesig"', Look()),
    ],
)
def test_properties(properties: str, look: Look) -> None:
    style = f'<style:style style:name="T" style:family="text"><style:text-properties {properties}/></style:style>'
    root = etree.fromstring(f"<office:x {NAMES}><office:automatic-styles>{style}</office:automatic-styles></office:x>")
    assert styles([root]).words("T") == look


@pytest.mark.parametrize(("colour", "fill"), [("#a9d08e", "A9D08E"), ("transparent", None), ("#12", None)])
def test_fills(colour: str, fill: str | None) -> None:
    parent = f'<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="{colour}"/></style:style>'
    child = '<style:style style:name="D" style:family="table-cell" style:parent-style-name="C"><style:table-cell-properties/></style:style>'
    root = etree.fromstring(f"<office:x {NAMES}><office:styles>{parent}{child}</office:styles></office:x>")
    assert [styles([root]).fill(name) for name in ("C", "D", "E", None)] == [fill, fill, None, None]


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("-3", -3), ("1e9", 7), ("99999999999", 7), ("", 7), (None, 7)]
)
def test_numbers(text: str | None, number: int) -> None:
    assert number_of(text, 7) == number


def test_paragraphs_have_the_look_of_all_of_their_words() -> None:
    blocks = parse(p("a", "P2") + p("b", "Fett") + p("c", "P3") + p("d", "Contents_20_1"), AUTOMATIC, NAMED).blocks
    assert blocks == (
        Paragraph("a", "Absatz 1", bold=True, italic=True, size=18, struck=True),
        Paragraph("b", "Absatz 2", bold=True, size=16.5),
        Paragraph("c", "Absatz 3", size=16.5),
        Paragraph("d", "Absatz 4", toc=True),
    )


def test_headings_by_element_and_by_style() -> None:
    element = '<text:h text:style-name="P2" text:outline-level="3">a</text:h><text:h text:style-name="Ziel">b</text:h><text:h>c</text:h>'
    assert parse(element + p("d", "Ziel") + p("e", "Title"), AUTOMATIC, NAMED).blocks == (
        Heading("a", "Absatz 1", 3),
        Heading("b", "Absatz 2", 2),
        Heading("c", "Absatz 3", 1),
        Heading("d", "Absatz 4", 2),
        Heading("e", "Absatz 5", 1),
    )


def test_levels_out_of_bounds_are_bounded() -> None:
    found = [parse(f'<text:h text:outline-level="{level}">a</text:h>').blocks[0] for level in ("0", "99", "-1", "zwei")]
    assert [block.level for block in found if isinstance(block, Heading)] == [1, 9, 1, 1]
