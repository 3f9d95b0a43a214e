"""Lists of HTML pages: which element begins one, and what its items are called."""

from __future__ import annotations

import pytest
from lxml import html

from konzept.read.html_css import Node, css
from konzept.read.html_lists import Item, List, item_of, list_of, without_bullet


def element(markup: str) -> Node:
    return html.fragment_fromstring(markup)


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<ul></ul>", List(0)),
        ("<ol></ol>", List(0, "1", 1)),
        ("<ol type='A' start='3'></ol>", List(0, "A", 3)),
        ("<ol type='x'></ol>", List(0)),
        ("<ol style='list-style: lower-alpha inside'></ol>", List(0, "a", 1)),
        ("<ol style='list-style-type: disc'></ol>", List(0)),
        ("<ol reversed><li>a</li><li>b</li></ol>", List(0, "1", 2, -1)),
        ("<p>a</p>", None),
    ],
)
def test_lists(markup: str, wanted: List | None) -> None:
    node = element(markup)
    assert list_of(node, css(node), None) == wanted


def test_a_list_in_a_list_is_deeper() -> None:
    assert list_of(element("<ul></ul>"), {}, List(2, "1", 1)) == List(3)


def test_items_count() -> None:
    around = List(1, "i", 3)
    found = [item_of(element(markup), {}, around) for markup in ("<li>a</li>", "<li value='9'>b</li>", "<li>c</li>")]
    assert found == [Item(1, "iii."), Item(1, "ix."), Item(1, "x.")]
    assert item_of(element("<li>a</li>"), {}, None) == Item(0)
    assert item_of(element("<li>a</li>"), {}, List(2)) == Item(2)
    assert item_of(element("<div>a</div>"), {}, around) is None


def test_items_of_word() -> None:
    node = element("<p style='mso-list:l0 level3 lfo1'>a</p>")
    assert item_of(node, css(node), None) == Item(2)
    assert item_of(element("<p>a</p>"), {}, None) is None


@pytest.mark.parametrize(
    ("label", "wanted"), [("·", ""), ("o", ""), ("§", ""), ("1.", "1."), ("(a)", "(a)"), ("iv)", "iv)"), ("", "")]
)
def test_bullets_are_no_numbers(label: str, wanted: str) -> None:
    assert without_bullet(label) == wanted
