"""The HTML of a handout is a fragment that says what is what, and nothing of it is taken for markup."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as parsing

from konzept.write.handout_html import html
from konzept.write.handout_parts import Card, Cards, Handout, Heading, Items, NewPage, Room, Sheet, Words, clean
from tests.konzept.strategies import few
from tests.konzept.write.handouts import BADGES, DOSSIER, HOSTILE, QR, hostile

KNOWN = {
    "article", "header", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "ul", "ol", "li", "table", "thead", "tbody",
    "tr", "th", "td", "strong", "em", "a", "br", "img", "hr",
}  # fmt: skip
ATTRIBUTES = {
    "class",
    "lang",
    "dir",
    "scope",
    "aria-label",
    "aria-hidden",
    "href",
    "rel",
    "src",
    "alt",
    "width",
    "start",
    "role",
    "data-name",
}


def parsed(handout: Handout, top: int = 1) -> parsing.HtmlElement:
    return parsing.fromstring(html(handout, top=top))


def test_it_is_one_article_in_its_language() -> None:
    made = parsed(DOSSIER)
    assert (made.tag, made.get("lang"), made.get("dir")) == ("article", "de", "ltr")
    assert parsed(Handout("ملف", (), "ar")).get("dir") == "rtl"
    assert parsed(Handout("T", (), "")).get("lang") == "de"


def test_headings_follow_each_other_from_the_top_that_is_asked_for() -> None:
    assert [(each.tag, each.text) for each in parsed(DOSSIER).iter("h1", "h2", "h3")] == [
        ("h1", "Dossier für Tisch 3"),
        ("h2", "Worum es geht"),
        ("h3", "Die Fragen der Runde"),
        ("h3", "Notizen"),
        ("h2", "Anwesenheit"),
    ]
    deep = Handout("T", tuple(Heading(level, "x") for level in range(1, 6)))
    assert [each.tag for each in parsed(deep, 2).iter("h2", "h3", "h4", "h5", "h6")] == [
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "h6",
    ]


def test_a_sheet_is_a_table_with_heads_of_columns() -> None:
    first, second = parsed(DOSSIER).iter("table")
    assert first.get("aria-label") == "Maßnahmen zu Ziel 1"
    assert [(each.get("scope"), each.text) for each in first.findall("thead/tr/th")] == [
        ("col", "Nr."),
        ("col", "Maßnahme"),
        ("col", "Bisher gesagt"),
    ]
    assert len(first.findall("tbody/tr")) == 40
    assert [each.text for each in first.findall("tbody/tr/td/ul/li")][:1] == ["bewährt"]
    assert second.get("class") == "handout-sheet handout-sheet-tall"
    assert second.get("aria-label") is None


def test_a_cell_of_one_paragraph_is_bare() -> None:
    made = html(Handout("T", (Sheet(("a",), (("**b**",), ("c\n\nd",), ("",))),)))
    cell = '<td role="cell" data-name="a" dir="auto">'
    assert f"{cell}<strong>b</strong></td>" in made
    assert f'{cell}<p dir="auto">c</p><p dir="auto">d</p></td>' in made
    assert f"{cell}</td>" in made


def test_cells_keep_their_role_and_their_name_where_a_row_is_no_row_to_see() -> None:
    made = parsed(Handout("T", (Sheet(('**Maß** "x"', "b"), (("1", "2"),)),)))
    assert [each.get("data-name") for each in made.iter("td")] == ['Maß "x"', "b"]
    roles = {str(each.tag): each.get("role") for each in made.iter("table", "thead", "tbody", "tr", "th", "td")}
    assert roles == {
        "table": "table",
        "thead": "rowgroup",
        "tbody": "rowgroup",
        "tr": "row",
        "th": "columnheader",
        "td": "cell",
    }


def test_words_lists_and_links() -> None:
    made = html(
        Handout("T", (Words("a *b* [c](https://erlenau.example/?a=1&b)\n\n3. d\n4. e\n\n   f"), Words("g", quiet=True)))
    )
    assert '<p dir="auto">a <em>b</em> <a href="https://erlenau.example/?a=1&amp;b" rel="noreferrer">c</a></p>' in made
    assert '<ol start="3"><li>d</li><li>e<p dir="auto">f</p></li></ol>' in made
    assert '<div class="handout-quiet"><p dir="auto">g</p></div>' in made
    assert "<ul><li>h</li></ul>" in html(Handout("T", (Items(("h",)),)))


def test_an_address_that_is_none_leaves_its_words() -> None:
    made = html(Handout("T", (Words("[böse](ftp://x.example) und[^1]"),)))
    assert "böse und[^1]" in made
    assert "href" not in made


def test_a_picture_is_an_image_with_words_and_no_markup_of_the_page() -> None:
    made = parsed(DOSSIER).find(".//img")
    assert made is not None
    assert (made.get("alt"), made.get("width")) == (QR.words, "113")
    kind, _, data = (made.get("src") or "").partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert etree.fromstring(base64.b64decode(data)).tag == "{http://www.w3.org/2000/svg}svg"


def test_room_cards_and_pages() -> None:
    made = parsed(Handout("T", (Room(3), NewPage(), Words("a"), *BADGES.blocks)))
    room = made.find(".//div[@class='handout-room']")
    assert room is not None
    assert (len(room), room.get("aria-hidden")) == (3, "true")
    assert made.find(".//hr[@class='handout-page']") is not None
    cards = made.findall(".//ul[@class='handout-cards']/li")
    assert len(cards) == 9
    assert [each.text for each in cards[1].iter("p")] == [
        "Regionalkonferenz",
        "Наталія Шевченко",
        "VHS Erlenau",
        "Tisch 3",
    ]
    bare = html(Handout("T", (Cards((Card(""),)),)))
    assert "<li></li>" in bare


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_markup(text: str) -> None:
    made = parsed(hostile(text, 'de"><script>'))
    assert {str(each.tag) for each in made.iter()} <= KNOWN
    assert {name for each in made.iter() for name in each.attrib} <= ATTRIBUTES
    assert all((each.get("href") or "").startswith(("http", "mailto")) for each in made.iter("a"))


@few
@given(st.text())
def test_any_words_come_back_as_they_were_typed(text: str) -> None:
    shown = parsed(Handout("T", (Cards((Card(f"a{text}b"),)),))).find(".//p[@class='handout-name']")
    assert shown is not None
    assert (shown.text or "").split() == clean(f"a{text}b").split()


def test_the_same_handout_gives_the_same_words() -> None:
    assert html(DOSSIER) == html(DOSSIER)
