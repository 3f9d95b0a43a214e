"""Lines and tables of a page in reading order: columns of running text one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from konzept.read.pdf_lines import Line, make, segments
from konzept.read.pdf_tables import Part

Item = Line | Part
LEAST_LINES = 4  # beside each other before they may be columns


def in_order(found: Sequence[Line], parts: Sequence[Part]) -> list[Item]:
    """Everything on a page as it is read."""
    out: list[Item] = []
    rest = list(found)
    for part in parts:
        above = [line for line in rest if line.base <= part.top + 1]
        rest = [line for line in rest if line.base > part.top + 1]
        out += [*columns(above), part]
    return out + list(columns(rest))


def columns(found: Sequence[Line]) -> list[Line]:
    """Lines in reading order: where running text stands in columns, each column after the one to its left."""
    if len(found) < LEAST_LINES:
        return list(found)
    parted = [(line, segments(line)) for line in found]
    gutter = _gutter([parts for _, parts in parted])
    if gutter is None:
        return list(found)
    out: list[Line] = []
    band: list[Line] = []
    for line, parts in parted:
        if any(part.left < gutter < part.right for part in parts):
            out += [*_band(band, gutter), line]
            band = []
        else:
            band.append(line)
    return out + _band(band, gutter)


def _gutter(rows: list[list[Line]]) -> float | None:
    """The middle of the gap that most lines have in common; None where too few have one."""
    gaps = [(one.right, other.left) for parts in rows for one, other in pairwise(parts)]
    best: tuple[int, float] = (0, 0.0)
    for left, right in gaps:
        for x in (left + 1, right - 1, (left + right) / 2):
            count = sum(1 for low, high in gaps if low < x < high)
            best = max(best, (count, x), key=lambda pair: pair[0])
    return best[1] if best[0] >= LEAST_LINES else None


def _band(band: list[Line], gutter: float) -> list[Line]:
    """Lines between two that go across: two columns of running text, or what they were."""
    halves: tuple[list[Line], list[Line]] = ([], [])
    for line in band:
        left = [word for word in line.words if word.middle[0] < gutter]
        right = [word for word in line.words if word.middle[0] >= gutter]
        halves[0].extend([make(left, line.page)] if left else [])
        halves[1].extend([make(right, line.page)] if right else [])
    if all(_is_prose(half) for half in halves) and _alike(*halves):
        for half in halves:
            limit = max(line.right for line in half)
            for line in half:
                line.limit = limit
        return [*columns(halves[0]), *columns(halves[1])]
    return band


def _is_prose(half: list[Line]) -> bool:
    """Whether most lines fill the width: a list of names or numbers does not."""
    if len(half) < LEAST_LINES:
        return False
    wide = max(line.right for line in half) - min(line.left for line in half)
    full = median(line.width for line in half) >= 0.6 * wide
    return full and median(len(line.words) for line in half) >= 3


def _alike(one: list[Line], other: list[Line]) -> bool:
    wide = [max(line.right for line in half) - min(line.left for line in half) for half in (one, other)]
    return min(wide) >= 0.3 * max(wide)
