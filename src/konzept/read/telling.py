"""How far a reading is, in words and numbers, for whoever waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Told = Callable[[str, int, int], None]  # what is done, parts done, and how many there are (0 = they are not counted)
Counted = Callable[[int, int], None]  # parts done, and how many there are
Part = TypeVar("Part")

OPENED = "Die Datei ist geöffnet"
PAGE = "Gelesen: Seite"
BLOCK = "Gelesen: Absatz"
OUTLINED = "Gegliedert: Absatz"
SETTLED = "Die Gliederung wird geprüft"


def silent(*_: object) -> None:
    """Nobody wants to know."""


def counted(parts: Iterable[Part], total: int, told: Counted) -> Iterator[Part]:
    """The same parts, each told when its turn comes; more of them than `total` count as the last."""
    for number, part in enumerate(parts, start=1):
        told(min(number, total), total)
        yield part
