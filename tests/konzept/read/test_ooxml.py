"""Styles and numbers of Word files."""

from __future__ import annotations

import pytest
from lxml import etree

from konzept.read.ooxml import Numbering, Style, child, is_on, links, number_of, numbering, roman, styles, value
from tests.konzept.read.builders import NAMES


def node(inner: str) -> etree._Element:
    return etree.fromstring(f"<w:x {NAMES}>{inner}</w:x>".encode())


def style(name: str, inner: str, key: str = "a") -> str:
    return f'<w:style w:styleId="{key}"><w:name w:val="{name}"/>{inner}</w:style>'


@pytest.mark.parametrize(
    ("name", "inner", "wanted"),
    [
        ("heading 1", "", Style(level=1)),
        ("Überschrift 2", "", Style(level=2)),
        ("Title", "", Style(level=1)),
        ("Eigene", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>', Style(level=4)),
        ("Eigene", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', Style()),
        ("toc 2", "", Style(toc=True)),
        ("Verzeichnis 1", "", Style(toc=True)),
        ("Kopf", "<w:rPr><w:b/><w:sz w:val='28'/></w:rPr>", Style(bold=True, size=14)),
        ("Kopf", "<w:rPr><w:b w:val='false'/></w:rPr>", Style()),
        ("Liste", "<w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>", Style(numbering=("3", 0))),
    ],
)
def test_styles(name: str, inner: str, wanted: Style) -> None:
    assert styles(node(style(name, inner)))["a"] == wanted


def test_styles_inherit() -> None:
    parent = style("heading 2", "<w:rPr><w:b/><w:sz w:val='30'/></w:rPr>", "b")
    found = styles(node(parent + style("Meine", '<w:basedOn w:val="b"/>')))
    assert found["a"] == Style(level=2, bold=True, size=15)


def test_a_ring_of_styles_ends() -> None:
    ring = style("eins", '<w:basedOn w:val="b"/>') + style("zwei", '<w:basedOn w:val="a"/>', "b")
    assert styles(node(ring))["a"] == Style()


def test_nothing_is_nothing() -> None:
    assert styles(None) == {}
    assert links(None) == {}
    assert numbering(None).label(("1", 0)) == ""
    assert child(None, "a") is None
    assert value(None) is None
    assert is_on(None) is None


@pytest.mark.parametrize(
    ("text", "wanted"), [("7", 7), ("-1", -1), ("x", 5), (None, 5), ("99999999999", 5), ("1.5", 5)]
)
def test_number_of(text: str | None, wanted: int) -> None:
    assert number_of(text, 5) == wanted


@pytest.mark.parametrize(
    ("number", "wanted"), [(1, "i"), (4, "iv"), (9, "ix"), (1994, "mcmxciv"), (0, "0"), (4000, "4000")]
)
def test_roman(number: int, wanted: str) -> None:
    assert roman(number) == wanted


@pytest.mark.parametrize(
    ("kind", "start", "wanted"),
    [
        ("decimal", 1, ["1.", "2.", "3."]),
        ("decimal", 12, ["12.", "13.", "14."]),
        ("lowerLetter", 25, ["y.", "z.", "aa."]),
        ("upperLetter", 1, ["A.", "B.", "C."]),
        ("upperRoman", 3, ["III.", "IV.", "V."]),
        ("bullet", 1, ["", "", ""]),
        ("none", 1, ["", "", ""]),
        ("ordinalText", 1, ["1.", "2.", "3."]),
    ],
)
def test_labels(kind: str, start: int, wanted: list[str]) -> None:
    lists = Numbering({"0": {0: (kind, "%1.", start)}}, {"1": "0"})
    assert [lists.label(("1", 0)) for _ in range(3)] == wanted


def test_an_unknown_list_has_no_label() -> None:
    assert Numbering({"0": {0: ("decimal", "%1.", 1)}}, {"1": "0"}).label(("2", 0)) == ""


def test_links_lead_to_the_web_or_to_mail_only() -> None:
    root = etree.fromstring(
        b'<R><R Id="a" Target="https://example.org"/><R Id="b" Target="mailto:a@example.org"/><R Id="c" Target="javascript:x"/><R Id="d" Target="media/a.png"/></R>'
    )
    assert set(links(root)) == {"a", "b"}
