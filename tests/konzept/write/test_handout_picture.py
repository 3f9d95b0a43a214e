"""Pictures of handouts: an SVG of its own, and the PNG that office programs show of it."""

from __future__ import annotations

import struct

import pytest
import segno

from konzept.model import Problem
from konzept.write.handout_parts import Card, Cards, Picture, Words
from konzept.write.handout_picture import NAMESPACE, drawn, pictures, size, whole_svg
from tests.konzept.write.handouts import QR

WIDE = Picture('<svg width="40" height="10"><path d="M0 0h40v10z"/></svg>', "Ein Balken", 80)


def pixels(png: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)


def test_the_inside_of_a_page_becomes_a_document_of_its_own() -> None:
    assert whole_svg("<svg><path/></svg>") == f"<svg {NAMESPACE}><path/></svg>"
    known = segno.make("a").svg_data_uri()
    assert known
    own = f"<svg {NAMESPACE}><svg/></svg>"
    assert whole_svg(own) == own


def test_each_picture_is_found_once_in_text_and_on_cards() -> None:
    card = Card("A", picture=QR)
    assert pictures((Words("a"), QR, WIDE, QR, Cards((card, Card("B"), card)))) == [QR, WIDE]
    assert pictures((Words("a"), Cards((card,)))) == [QR]
    assert pictures(()) == []


def test_they_are_drawn_at_three_hundred_dots_an_inch() -> None:
    found = drawn([QR, WIDE])
    assert all(png.startswith(b"\x89PNG\r\n") for png in found.values())
    assert pixels(found[QR]) == (354, 354)
    wide, high = pixels(found[WIDE])
    assert wide == 945
    assert high == pytest.approx(945 / 4, abs=1)


def test_the_same_picture_is_drawn_the_same() -> None:
    assert drawn([QR]) == drawn([QR])


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawn([]) == {}


def test_the_size_follows_the_proportions() -> None:
    found = drawn([QR, WIDE])
    assert size(QR, found[QR]) == (30.0, 30.0)
    wide, high = size(WIDE, found[WIDE])
    assert wide == 80
    assert high == pytest.approx(20, abs=0.1)


@pytest.mark.parametrize("svg", ["", "kein Bild", "<svg", "<html></html>", '<svg width="a" height="b"'])
def test_what_is_no_picture_is_one_german_sentence(svg: str) -> None:
    with pytest.raises(Problem, match="ließ sich nicht zeichnen"):
        drawn([Picture(svg, "nichts")])


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "/etc/passwd", "https://erlenau.example/a.png", "../../x.png"]
)
def test_a_picture_reads_no_file_and_asks_no_network(address: str) -> None:
    reaching = f'<svg {NAMESPACE} width="4" height="4"><image width="4" height="4" href="{address}"/></svg>'
    with pytest.raises(Problem, match="ließ sich nicht zeichnen"):
        drawn([Picture(reaching, "a", 10)])


def test_words_in_a_picture_are_drawn_with_our_fonts() -> None:
    lettered = (
        f'<svg {NAMESPACE} width="40" height="10"><text y="8" font-family="Libertinus Serif">Tisch 3</text></svg>'
    )
    bare = f'<svg {NAMESPACE} width="40" height="10"></svg>'
    found = drawn([Picture(lettered, "a", 40), Picture(bare, "b", 40)])
    assert len(set(found.values())) == 2
