"""The lines of the check page in stretches: those around one place come at once, the others when somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from werkstatt.concepts.queries.imports import Line

LONG = 40  # lines
AROUND = ELEMENT, PLACE = "e-", "stelle-"  # how a place begins that lines stand around


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that follow one another; `shown`, or fetched when somebody looks."""

    lines: tuple[Line, ...]
    shown: bool

    @property
    def first(self) -> Line:
        """Where it begins."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Where it ends."""
        return self.lines[-1]

    @property
    def open(self) -> list[int]:
        """The places in it that are still to check."""
        return [place.index for line in self.lines for place in line.places if not place.checked]


def stretches(lines: Sequence[Line], place: str = "") -> list[Stretch]:
    """All lines, those around `place` (e-UID or stelle-NUMBER; else the first ones) to be shown."""
    at = next((index for index, line in enumerate(lines) if place and place in _names(line)), 0)
    near = at // LONG + (1 if at % LONG >= LONG // 2 else -1)
    shown = {at // LONG, near}
    return [Stretch(tuple(lines[begin : begin + LONG]), begin // LONG in shown) for begin in range(0, len(lines), LONG)]


def _names(line: Line) -> list[str]:
    return [f"{ELEMENT}{line.uid}", *(f"{PLACE}{place.index}" for place in line.places)]


def sheet_at(lines: Sequence[Line], place: str) -> int:
    """The sheet of the document on which `place` stands; 0 where that is not known."""
    return next((line.sheet for line in lines if place and place in _names(line)), 0)


def between(lines: Sequence[Line], after: str, before: str, number: int, of: int) -> tuple[Line, ...] | None:
    """The `number`th (from 1) of `of` stretches between two lines ("" = the ends). None where these do not stand so any more."""
    order = {line.uid: index for index, line in enumerate(lines)} | {"": -1}
    begin = order.get(after)
    end = order.get(before) if before else len(lines)
    if begin is None or end is None or begin >= end or not 1 <= number <= of:
        return None
    first = min(begin + 1 + (number - 1) * LONG, end)
    return tuple(lines[first : end if number == of else min(first + LONG, end)])
