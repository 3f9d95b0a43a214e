"""The pages of a handout's PDF as a printer and a reader find them: where lines and words stand, in which order they are read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pikepdf
import pytest

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
)
from konzept.write.handout_pdf import pdf
from tests.konzept.write.handouts import BADGES, DOSSIER, NAMES, QR, pages_of, words_of

MM = 72 / 25.4


@contextmanager
def opened(handout: Handout) -> Iterator[list[Any]]:
    with pdfplumber.open(BytesIO(pdf(handout))) as document:
        yield document.pages


def lines(page: Any) -> tuple[set[int], set[int]]:
    """Where upright and lying lines stand, in whole millimetres from the left and from the top."""
    upright = {round(line["x0"] / MM) for line in page.lines if abs(line["x0"] - line["x1"]) < 0.1}
    lying = {round(line["top"] / MM) for line in page.lines if abs(line["top"] - line["bottom"]) < 0.1}
    return upright, lying


def test_badges_are_cut_at_the_halves_and_quarters_of_the_sheet() -> None:
    cards = tuple(Card(name) for name in NAMES)
    with opened(Handout("T", (Cards(cards),))) as pages:
        assert [lines(page) for page in pages] == [({105}, {74, 149, 223})] * 2


def test_the_words_of_a_badge_keep_off_the_cut_and_the_edge() -> None:
    with opened(BADGES) as pages:
        for word in pages[0].extract_words():
            across, down = word["x0"] / MM % 105, word["top"] / MM % 74.25
            assert across > 8.5, word["text"]
            assert 8 < down < 74.25 - 5, word["text"]
            assert word["x1"] / MM % 105 <= 105 - 8.5, word["text"]


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (1, 2), (2, 2), (3, 8)])
def test_each_grid_fills_the_sheet(columns: int, rows: int) -> None:
    cards = tuple(Card(f"Nr. {number}") for number in range(columns * rows))
    with opened(Handout("T", (Cards(cards, columns, rows),))) as pages:
        assert len(pages) == 1
        upright, lying = lines(pages[0])
        assert (len(upright), len(lying)) == (columns - 1, rows - 1)
        assert all(f"{number}" in pages[0].extract_text() for number in range(columns * rows))


def test_a_lying_sheet_of_cards_lies() -> None:
    with opened(Handout("T", (Cards((Card("A"),), 2, 2),), landscape=True)) as pages:
        assert round(pages[0].width / MM) == 297
        assert lines(pages[0]) in [({148}, {105}), ({149}, {105})]


@pytest.mark.parametrize(
    "name", ["Bo Li", "Prof. Dr. h. c. Friederike von der Steinbach-Oberlauringen zu Wolkenstein", "Ü" * 30]
)
def test_a_name_stays_on_its_card_and_is_the_largest_word(name: str) -> None:
    with opened(Handout("T", (Cards((Card(name, ("Verein",), "Kopf"),)),))) as pages:
        letters = pages[0].chars
        assert all(letter["x1"] < 105 * MM and letter["bottom"] < 74.25 * MM for letter in letters)
        assert max(letters, key=lambda letter: letter["size"])["text"] in name


def test_a_picture_is_as_wide_as_it_was_told() -> None:
    bar = Picture('<svg width="4" height="1"><path d="M0 0h4v1h-4z" fill="#000"/></svg>', "Balken", 80)
    with opened(Handout("T", (bar,))) as pages:
        drawn = [each for each in (*pages[0].rects, *pages[0].curves) if (each["x1"] - each["x0"]) / MM > 60]
        assert [round((each["x1"] - each["x0"]) / MM) for each in drawn] == [80]


def test_room_is_so_many_lines_as_were_asked_for() -> None:
    bare, ruled = Handout("T", (Words("a"),)), Handout("T", (Words("a"), Room(7)))
    with opened(bare) as without, opened(ruled) as with_room:
        assert len(with_room[0].lines) - len(without[0].lines) == 7
        tops = sorted(line["top"] for line in with_room[0].lines)[-7:]
        assert [round((after - before) / MM, 1) for before, after in pairwise(tops)] == [8.5] * 6


def test_room_goes_on_on_the_next_page() -> None:
    with opened(Handout("T", (Room(60),))) as pages:
        assert len(pages) == 3
        assert sum(len(page.lines) for page in pages) == 61


def test_lines_to_sign_on_are_tall() -> None:
    rows = (("Anna Berg", ""), ("Bo Li", ""))
    with opened(Handout("T", (Sheet(("Name", "Unterschrift"), rows, tall=True),))) as pages:
        tops = [word["top"] for word in pages[0].extract_words() if word["text"] in {"Anna", "Bo"}]
        assert round((tops[1] - tops[0]) / MM) == 12


def test_columns_are_as_wide_as_their_shares() -> None:
    with opened(Handout("T", (Sheet(("A", "B", "C"), (), (1, 2, 1)),))) as pages:
        lefts = {word["text"]: word["x0"] / MM for word in pages[0].extract_words()}
        assert lefts["B"] - lefts["A"] == pytest.approx(40, abs=0.5)
        assert lefts["C"] - lefts["B"] == pytest.approx(80, abs=0.5)


def test_what_is_quiet_is_smaller_and_a_heading_larger_than_the_words() -> None:
    with opened(Handout("T", (Heading(1, "Kopf"), Words("Text"), Words("Leise", quiet=True)))) as pages:
        sizes = {word["text"]: round(word["size"], 1) for word in pages[0].extract_words(extra_attrs=["size"])}
    assert sizes["Kopf"] > sizes["Text"] > sizes["Leise"] >= 9


def test_the_title_stands_once_on_the_first_page_and_above_the_others() -> None:
    first, second = pages_of(pdf(Handout("Mein Titel", (Words("a"), NewPage(), Words("b")))))
    assert first.count("Mein Titel") == second.count("Mein Titel") == 1
    assert second.split()[:2] == ["Mein", "Titel"]


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for room in range(20, 27):
        pages = pages_of(pdf(Handout("T", (Room(room), Heading(1, "Kopf"), Words("Text folgt.")))))
        assert [("Kopf" in page) for page in pages] == [("Text folgt." in page) for page in pages]


def test_headings_are_bookmarks() -> None:
    with pikepdf.open(BytesIO(pdf(DOSSIER))) as document, document.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert found == [("Worum es geht", ["Die Fragen der Runde", "Notizen"]), ("Anwesenheit", [])]


def test_it_is_read_in_the_order_in_which_it_was_written() -> None:
    blocks = (
        Heading(1, "eins"),
        Words("zwei"),
        Items(("drei",)),
        Sheet(("vier",), (("fünf",),)),
        QR,
        Heading(1, "sechs"),
    )
    said = words_of(pdf(Handout("null", blocks)))
    places = [said.index(word) for word in ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs")]
    assert places == sorted(places)


def test_a_lying_page_lies_and_one_from_right_to_left_begins_at_the_right() -> None:
    with opened(Handout("T", (Words("a"),), landscape=True)) as pages:
        assert pages[0].width > pages[0].height
    with opened(Handout("ملف", (Words("نص"),), "ar")) as pages:
        assert (
            min(letter["x0"] for letter in pages[0].chars if letter["text"] != "/" and letter["top"] < 400)
            > pages[0].width / 2
        )
