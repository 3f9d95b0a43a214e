"""What the attributes of an element say about its look."""

from __future__ import annotations

import pytest
from lxml import html

from konzept.read.html_css import Node, bold_of, css, fill_of, is_hidden, number_in, size_of


def element(attributes: str, tag: str = "p") -> Node:
    return html.fragment_fromstring(f"<{tag} {attributes}>x</{tag}>")


def test_properties() -> None:
    assert css(element("style='Font-Weight : BOLD!important; color:red;;x; y:'")) == {
        "font-weight": "bold",
        "color": "red",
        "x": "",
        "y": "",
    }
    assert css(element("")) == {}


@pytest.mark.parametrize(
    ("weight", "bold"),
    [("bold", True), ("bolder", True), ("700", True), ("400", False), ("normal", False), ("inherit", None), ("", None)],
)
def test_weights(weight: str, bold: bool | None) -> None:  # noqa: FBT001 - a table of cases
    assert bold_of({"font-weight": weight}) is bold


@pytest.mark.parametrize(
    ("attributes", "tag", "size"),
    [
        ("style='font-size:12pt'", "p", 12),
        ("style='font-size:16.5px'", "p", 12.4),
        ("style='font-size:1cm'", "p", 28.3),
        ("style='font-size:120%'", "p", None),
        ("style='font-size:large'", "p", None),
        ("size=4", "font", 13.5),
        ("size=+1", "font", None),
        ("size=4", "b", None),
    ],
)
def test_sizes(attributes: str, tag: str, size: float | None) -> None:
    node = element(attributes, tag)
    assert size_of(node, css(node)) == size


@pytest.mark.parametrize(
    ("attributes", "fill"),
    [
        ("style='background:#E2EFDA'", "E2EFDA"),
        ("style='background-color:#fa0'", "FFAA00"),
        ("style='background: rgb(1, 2, 300) none'", "0102FF"),
        ("style='background:transparent' bgcolor=Yellow", "FFFF00"),
        ("bgcolor='#00ff00'", "00FF00"),
        ("style='background:url(file:///etc/hostname)'", None),
        ("bgcolor=unbekannt", None),
        ("", None),
    ],
)
def test_fills(attributes: str, fill: str | None) -> None:
    node = element(attributes)
    assert fill_of(node, css(node)) == fill


@pytest.mark.parametrize(
    ("attributes", "hidden"),
    [
        ("hidden", True),
        ("style='display:none'", True),
        ("style='visibility: hidden'", True),
        ("style='mso-hide:all'", True),
        ("style='display:block'", False),
        ("", False),
    ],
)
def test_hidden(attributes: str, hidden: bool) -> None:  # noqa: FBT001 - a table of cases
    node = element(attributes)
    assert is_hidden(node, css(node)) is hidden


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), (" 12px", 12), ("-4", -4), ("1234567", 9), ("x", 9), ("", 9), (None, 9)]
)
def test_numbers(text: str | None, number: int) -> None:
    assert number_in(text, 9) == number
