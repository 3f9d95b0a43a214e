"""One page of a PDF as what stands on it: words with their look, rules and coloured boxes, all read upright from the top left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Box:
    """Points from the top left of the page as it is read."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float], slack: float = 0.0) -> bool:
        """Whether a point lies in it."""
        x, y = point
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack


@dataclass(slots=True)
class Word(Box):
    """Letters of one look without a gap. `base` is the line they stand on.

    `spaced`, `after` = a space was written before, behind; `tab` = set apart from the word before like a column.
    """

    text: str = ""
    base: float = 0.0
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    role: str = ""
    spaced: bool = False
    after: bool = False
    raised: bool = False
    struck: bool = False
    turned: bool = False
    tab: bool = False
    link: str = ""


@dataclass(slots=True)
class Fill(Box):
    """A coloured box; `color` as six hexadecimal digits."""

    color: str = ""


@dataclass(slots=True)
class Sheet:
    """A page. `turn`: 0 = as displayed, 1 and -1 = its text runs upwards, downwards; `pictures` = share of the page in pictures."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    turn: int = 0
    pictures: float = 0.0
    unknown: int = 0

    def fractions(self, box: Box) -> tuple[float, float, float, float]:
        """A box in fractions of the page as it is displayed: left, top, right, bottom."""
        left, right = (min(max(x / self.width, 0.0), 1.0) for x in (box.left, box.right))
        top, bottom = (min(max(y / self.height, 0.0), 1.0) for y in (box.top, box.bottom))
        if self.turn > 0:
            left, top, right, bottom = top, 1 - right, bottom, 1 - left
        elif self.turn < 0:
            left, top, right, bottom = 1 - bottom, left, 1 - top, right
        return round(left, 4), round(top, 4), round(right, 4), round(bottom, 4)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around others."""
    found = list(boxes)
    return Box(
        min(box.left for box in found),
        min(box.top for box in found),
        max(box.right for box in found),
        max(box.bottom for box in found),
    )
