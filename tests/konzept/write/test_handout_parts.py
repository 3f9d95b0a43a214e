"""A handout is put in order before it is set: clean text, headings without gaps, even rows, no empty pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.write.handout_parts import (
    Card,
    Cards,
    Handout,
    Heading,
    Items,
    NewPage,
    Picture,
    Room,
    Sheet,
    Words,
    clean,
    low,
    one_line,
    prepared,
    shares,
)
from tests.konzept.strategies import few

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><path d="M0 0h2v2z"/></svg>'


def levels(*asked: int) -> list[int]:
    made = prepared(Handout("T", tuple(Heading(level, "x") for level in asked)))
    return [block.level for block in made.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("asked", "given_back"),
    [((3, 3, 1), [1, 2, 1]), ((1, 4, 5, 2), [1, 2, 3, 2]), ((0, -1), [1, 1]), ((1, 2, 3, 4, 5, 9), [1, 2, 3, 4, 5, 5])],
)
def test_no_heading_skips_a_level(asked: tuple[int, ...], given_back: list[int]) -> None:
    assert levels(*asked) == given_back


@few
@given(st.text())
def test_clean_text_can_be_written_anywhere_and_stays_clean(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned
    assert not any(ord(letter) < 32 and letter not in "\t\n" for letter in cleaned)


def test_breaks_are_line_feeds_and_letters_composed() -> None:
    assert clean("a\r\nb\rc\u2028d\x0be\x00\x1b\ud800\ufffe") == "a\nb\nc\nd\ne"
    assert clean("u\u0308") == "ü"
    assert clean("سلام ሰላም 😀 Привіт") == "سلام ሰላም 😀 Привіт"


def test_titles_are_one_line_and_never_empty() -> None:
    made = prepared(Handout(" Tisch\n3 \x00", subtitle="a\nb", author=" Kreis  Erlenau "))
    assert (made.title, made.subtitle, made.author) == ("Tisch 3", "a b", "Kreis Erlenau")
    assert prepared(Handout(" \n")).title == "–"
    assert one_line("a\n b") == "a b"


def test_every_text_of_a_block_is_clean() -> None:
    card = Card("A\x00", ("b\x01",), "c\x02", Picture(SVG, "d\x03"))
    blocks = (Words("e\x04"), Items(("f\x05",)), Sheet(("g\x06",), (("h\x07",),)), Cards((card,)))
    made = prepared(Handout("T", blocks)).blocks
    assert made == (
        Words("e"),
        Items(("f",)),
        Sheet(("g",), (("h",),)),
        Cards((Card("A", ("b",), "c", Picture(SVG, "d")),)),
    )


def test_rows_are_as_long_as_the_head() -> None:
    made = prepared(Handout("T", (Sheet(("a", "b"), (("1",), ("1", "2", "3"), ())), Sheet((), (("lost",),)))))
    assert made.blocks == (Sheet(("a", "b"), (("1", ""), ("1", "2"), ("", ""))),)


def test_lists_given_for_tuples_will_do() -> None:
    made = prepared(Handout("T", [Items(["a"]), Sheet(["h"], [["c"]])]))  # type: ignore[arg-type]  # what callers may do
    assert made.blocks == (Items(("a",)), Sheet(("h",), (("c",),)))


def test_shares_are_parts_of_one() -> None:
    assert shares(Sheet(("a", "b"), (), (3, 1))) == (0.75, 0.25)
    assert shares(Sheet(("a", "b"), (), (3,))) == (0.5, 0.5)
    assert sum(shares(Sheet(("a", "b", "c"), (), (0, 0, 5)))) == pytest.approx(1)


def test_a_low_row_stays_on_one_page() -> None:
    sheet = Sheet(("a", "b"), (), (1, 9))
    assert low(sheet, ("1.1", "a" * 900))
    assert not low(sheet, ("a" * 200, ""))
    assert not low(sheet, ("", "a" * 1500))
    assert not low(sheet, ("", "- a\n" * 20))


def test_no_page_is_empty() -> None:
    words, cards, page = Words("a"), Cards((Card("A"),)), NewPage()
    made = prepared(Handout("T", (page, words, page, page, words, page, cards, page, words, page)))
    assert made.blocks == (words, page, words, cards, words)


def test_cards_without_cards_are_no_page() -> None:
    assert prepared(Handout("T", (Cards(()), Room(2)))).blocks == (Room(2),)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u202e\u2066", "\x00"])
def test_a_heading_that_nobody_sees_is_none(text: str) -> None:
    assert prepared(Handout(text, (Heading(1, text), Heading(2, "a")))) == Handout("–", (Heading(1, "a"),))


@pytest.mark.parametrize("block", [Picture(SVG, " "), Cards((Card("A", picture=Picture(SVG, "")),))])
def test_a_picture_without_words_is_refused(block: Picture | Cards) -> None:
    with pytest.raises(ValueError, match="needs words"):
        prepared(Handout("T", (block,)))


@pytest.mark.parametrize(
    ("asked", "set_in"),
    [("de", "de"), ("fa-AF", "fa-AF"), ("ckb", "ckb"), ("", "de"), ("x", "de"), ("de_DE", "de"), ('"><b>', "de")],
)
def test_a_language_that_is_none_is_german(asked: str, set_in: str) -> None:
    assert prepared(Handout("T", language=asked)).language == set_in


def test_a_card_shows_no_more_than_it_can_and_no_breaks() -> None:
    made = prepared(Handout("T", (Cards((Card("a" * 500, ("b\nc",)),)),))).blocks[0]
    assert isinstance(made, Cards)
    assert made.cards[0] == Card("a" * 399 + "…", ("b c",))


def test_the_edge_of_a_page_has_the_beginning_of_a_long_title() -> None:
    assert Handout("kurz").running == "kurz"
    assert Handout("a" * 200).running == "a" * 79 + "…"


def test_cards_need_a_place() -> None:
    with pytest.raises(ValueError, match="at least one"):
        prepared(Handout("T", (Cards((Card("A"),), 0, 4),)))


def test_what_a_handout_knows_of_itself() -> None:
    assert Handout("T", language="ar").rtl
    assert Handout("T", language="fa-AF").rtl
    assert not Handout("T", language="uk").rtl
    assert Handout("T", landscape=True).page == (297.0, 210.0)
    assert Handout("T", (Cards((Card("A"),)),)).only_cards
    assert not Handout("T").only_cards
