"""Cards part the sheet evenly, whatever the program; their titles are as large as fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.write.handout_cards import EDGE, INSET, SIZES, Layout, layout
from konzept.write.handout_parts import Card, Cards, Handout
from tests.konzept.strategies import few
from tests.konzept.write.handouts import QR

counts = st.integers(1, 6)


def laid(number: int = 1, columns: int = 2, rows: int = 4, *, landscape: bool = False) -> Layout:
    cards = tuple(Card(f"Karte {index}") for index in range(number))
    return layout(Handout("T", landscape=landscape), Cards(cards, columns, rows))


def test_eight_badges_on_a_sheet_are_a7() -> None:
    made = laid(9)
    assert (made.width, made.height) == (105.0, 74.25)
    assert made.grown == 1.0
    assert len(made.pages) == 2


def test_two_table_cards_on_a_sheet_are_a5() -> None:
    made = laid(2, 1, 2)
    assert (made.width, made.height) == (210.0, 148.5)
    assert made.grown == pytest.approx(2.0)
    assert made.inset == pytest.approx(2 * INSET)


def test_a_lying_sheet_lies() -> None:
    made = laid(1, 1, 1, landscape=True)
    assert (made.width, made.height) == (297.0, 210.0)


def test_tiny_cards_do_not_get_tiny_words() -> None:
    assert laid(1, 10, 10).grown == 0.6


@few
@given(st.integers(1, 40), counts, counts, st.booleans())
def test_every_card_has_its_place_and_pages_are_full(number: int, columns: int, rows: int, landscape: bool) -> None:  # noqa: FBT001  # hypothesis gives by position
    made = laid(number, columns, rows, landscape=landscape)
    placed = [card.title for page in made.pages for row in page for card in row if card]
    assert placed == [f"Karte {index}" for index in range(number)]
    assert all(len(page) == rows and all(len(row) == columns for row in page) for page in made.pages)
    assert (len(made.pages) - 1) * columns * rows < number


@few
@given(counts, counts)
def test_cells_and_edges_make_up_the_sheet(columns: int, rows: int) -> None:
    made = laid(1, columns, rows)
    across = sum(made.trimmed(made.width, place, columns) for place in range(columns))
    down = sum(made.trimmed(made.height, place, rows) for place in range(rows))
    assert across + 2 * EDGE == pytest.approx(210)
    assert down + 2 * EDGE == pytest.approx(297)


@few
@given(counts)
def test_words_lie_alike_on_each_card_once_it_is_cut(columns: int) -> None:
    made = laid(1, columns, 1)
    for place in range(columns):
        before, behind = made.padding(place, columns)
        cell = made.trimmed(made.width, place, columns)
        assert cell - before - behind == pytest.approx(made.width - 2 * made.inset)


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("Bo Li", SIZES[0]),
        ("Anna Berg", SIZES[0]),
        ("W" * 400, SIZES[-1]),
        ("", SIZES[0]),
    ],
)
def test_a_short_name_is_as_large_as_can_be_and_an_endless_one_small(title: str, size: float) -> None:
    assert laid().title_size(Card(title)) == size


@few
@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=30), st.integers(1, 20))
def test_a_longer_name_is_never_larger(word: str, times: int) -> None:
    made = laid()
    assert made.title_size(Card(f"{word} " * times)) <= made.title_size(Card(word))


def test_a_name_may_be_parted_at_its_hyphen() -> None:
    made = laid()
    whole, parted = Card("Hohensteinwartenburgerin"), Card("Hohenstein-Wartenburgerin")
    assert made.title_size(whole) < made.title_size(parted)


def test_a_picture_takes_room_from_the_title_and_never_more_than_its_share() -> None:
    made = laid()
    bare, shown = Card("Maximiliane Hohenstein"), Card("Maximiliane Hohenstein", picture=QR)
    assert made.picture_width(bare) == 0
    assert made.picture_width(shown) == 30
    assert made.title_size(shown) < made.title_size(bare)
    narrow = laid(1, 4, 4)
    assert narrow.picture_width(shown) < (narrow.width - 2 * narrow.inset) / 2
