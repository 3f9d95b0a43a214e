"""Where cards lie on the sheet, and how large their titles are: the same for Word and LibreOffice."""

from __future__ import annotations

import math
from dataclasses import dataclass

from konzept.write.handout_parts import Card, Cards, Handout

EDGE = 5.0  # millimetres at the edge of the sheet, where offices' printers do not print
INSET = 9.0  # millimetres between the cut and the words, on a card in A7
A7 = (105.0, 74.25)
SIZES = (30.0, 26.0, 23.0, 20.0, 17.5, 15.0, 13.0, 11.0, 9.0, 7.0)  # points, on a card in A7
LETTER = 0.64  # width of a letter, in its size
LINE = 1.2  # height of a line, in its size
POINT = 25.4 / 72
GUTTER = 4.0  # millimetres between words and picture
TITLE_SHARE = 0.42  # of the height
PICTURE_SHARE = 0.4  # of the width


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheet: width and height of a card, how much larger than A7 it is, and pages of rows of cards."""

    width: float
    height: float
    grown: float
    pages: tuple[tuple[tuple[Card | None, ...], ...], ...]

    @property
    def inset(self) -> float:
        """Millimetres between the cut and the words."""
        return INSET * self.grown

    def trimmed(self, length: float, place: int, places: int) -> float:
        """Width or height of a cell: the outer ones lose the edge of the sheet."""
        return length - EDGE * ((place == 0) + (place == places - 1))

    def padding(self, place: int, places: int) -> tuple[float, float]:
        """The insets before and behind the words of a cell, so that they lie alike on every card once it is cut."""
        return self.inset - EDGE * (place == 0), self.inset - EDGE * (place == places - 1)

    def picture_width(self, card: Card) -> float:
        """Millimetres of the card's picture."""
        if not card.picture:
            return 0.0
        inner = (self.width - 2 * self.inset) * PICTURE_SHARE
        return min(float(card.picture.width), inner, self.height - 2 * self.inset)

    def title_size(self, card: Card) -> float:
        """Points: the largest size at which the title likely fits without a word being parted."""
        width = self.width - 2 * self.inset - (self.picture_width(card) + GUTTER if card.picture else 0)
        sizes = [size * self.grown for size in SIZES]
        return next((size for size in sizes if self._fits(card.title, size, width)), sizes[-1])

    def _fits(self, title: str, size: float, width: float) -> bool:
        room = int(width / (size * LETTER * POINT))  # letters in a line
        if max(map(len, title.replace("-", "- ").split()), default=0) > room:
            return False
        return math.ceil(len(title) / room) * size * LINE * POINT <= self.height * TITLE_SHARE


def layout(handout: Handout, cards: Cards) -> Layout:
    """The cards on their pages; the last page is filled up with nothing."""
    width, height = handout.page[0] / cards.columns, handout.page[1] / cards.rows
    grown = max(0.6, min(width / A7[0], height / A7[1]))
    each = cards.columns * cards.rows
    filled: list[Card | None] = [*cards.cards, *[None] * (-len(cards.cards) % each)]
    rows = [tuple(filled[at : at + cards.columns]) for at in range(0, len(filled), cards.columns)]
    pages = tuple(tuple(rows[at : at + cards.rows]) for at in range(0, len(rows), cards.rows))
    return Layout(width, height, grown, pages)
