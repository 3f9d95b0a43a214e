"""Rules on a page -> grids of cells: whatever no rule parts is one cell, over columns and rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from konzept.read.pdf_sheet import Box, Fill, around

SNAP = 3.0  # points between two rules that are one
MOST_CELLS = 20_000  # of one grid; more is a drawing, not a table


@dataclass(slots=True)
class Slot(Box):
    """A cell of a grid: its first row and column and those behind its last, and its colour."""

    row: int = 0
    column: int = 0
    row_end: int = 1
    column_end: int = 1
    fill: str | None = None


@dataclass(slots=True)
class Grid(Box):
    """A table's lines: where its columns and rows begin and end, and its cells."""

    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1


@dataclass(slots=True)
class Bundle:
    """Rules that touch each other: level ones and plumb ones."""

    levels: list[Box] = field(default_factory=list)
    plumbs: list[Box] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """The box around them."""
        return around([*self.levels, *self.plumbs])


def bundles(rules: Iterable[Box]) -> list[Bundle]:
    """Rules in groups that touch each other, from top to bottom."""
    found = list(rules)
    levels = _joined([rule for rule in found if rule.width >= rule.height], along=0)
    plumbs = _joined([rule for rule in found if rule.width < rule.height], along=1)
    groups = _groups(levels, plumbs)
    return sorted(groups, key=lambda group: (group.box.top, group.box.left))


def _joined(rules: list[Box], along: int) -> list[Box]:
    """Pieces of one rule put together; `along` 0 = level, 1 = plumb."""
    spans = sorted((_across(rule, along), *_span(rule, along)) for rule in rules)
    lanes: list[list[tuple[float, float, float]]] = []
    for span in spans:
        if lanes and span[0] - lanes[-1][-1][0] <= 1.5 and span[0] - lanes[-1][0][0] <= SNAP:
            lanes[-1].append(span)
        else:
            lanes.append([span])
    return [box for lane in lanes for box in _pieces(lane, along)]


def _across(rule: Box, along: int) -> float:
    return rule.middle[1 - along]


def _span(rule: Box, along: int) -> tuple[float, float]:
    return (rule.top, rule.bottom) if along else (rule.left, rule.right)


def _pieces(lane: list[tuple[float, float, float]], along: int) -> Iterable[Box]:
    at = sum(span[0] for span in lane) / len(lane)
    start: float | None = None
    end = 0.0
    for _, low, high in sorted(lane, key=lambda span: span[1]):
        if start is None:
            start, end = low, high
        elif low <= end + SNAP:
            end = max(end, high)
        else:
            yield _rule(at, start, end, along)
            start, end = low, high
    if start is not None:
        yield _rule(at, start, end, along)


def _rule(at: float, start: float, end: float, along: int) -> Box:
    return Box(at, start, at, end) if along else Box(start, at, end, at)


def _groups(levels: list[Box], plumbs: list[Box]) -> list[Bundle]:
    """Union of rules that meet."""
    parent = list(range(len(levels) + len(plumbs)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for one, level in enumerate(levels):
        for other, plumb in enumerate(plumbs, len(levels)):
            if (
                level.left - SNAP <= plumb.left <= level.right + SNAP
                and plumb.top - SNAP <= level.top <= plumb.bottom + SNAP
            ):
                parent[root(one)] = root(other)
    groups: dict[int, Bundle] = defaultdict(Bundle)
    for index, rule in enumerate([*levels, *plumbs]):
        group = groups[root(index)]
        (group.levels if index < len(levels) else group.plumbs).append(rule)
    return list(groups.values())


def grid(bundle: Bundle, fills: Sequence[Fill]) -> Grid | None:
    """The cells of rules that cross; None where they make no table."""
    box = bundle.box
    xs = _marks([rule.left for rule in bundle.plumbs], box.left, box.right)
    ys = _marks([rule.top for rule in bundle.levels], box.top, box.bottom)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MOST_CELLS:
        return None
    found = Grid(box.left, box.top, box.right, box.bottom, xs, ys)
    found.slots = list(_slots(found, bundle))
    for slot in found.slots:
        slot.fill = fill_of(slot, fills)
    return found


def _marks(values: list[float], first: float, last: float) -> list[float]:
    """Where columns or rows begin, values that are nearly the same taken as one."""
    marks: list[float] = []
    for value in sorted([first, *values, last]):
        if not marks or value - marks[-1] > SNAP:
            marks.append(value)
    return marks


def _slots(found: Grid, bundle: Bundle) -> Iterable[Slot]:
    """Fields that no rule parts are one cell."""
    wide, high = len(found.xs) - 1, len(found.ys) - 1
    plumb = _barriers(bundle.plumbs, found.xs, found.ys, along=1)
    level = _barriers(bundle.levels, found.ys, found.xs, along=0)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(high):
        for column in range(wide):
            if (row, column) in owner:
                continue
            right, below = _reach((row, column), (wide, high), (plumb, level), owner)
            for r in range(row, below):
                for c in range(column, right):
                    owner[r, c] = (row, column)
            yield Slot(*(found.xs[column], found.ys[row], found.xs[right], found.ys[below]), row, column, below, right)


Barriers = set[tuple[int, int]]


def _reach(
    start: tuple[int, int],
    size: tuple[int, int],
    barriers: tuple[Barriers, Barriers],
    owner: dict[tuple[int, int], tuple[int, int]],
) -> tuple[int, int]:
    """How far a cell goes to the right and down from its first field."""
    (row, column), (wide, high), (plumb, level) = start, size, barriers
    right = column + 1
    while right < wide and (right, row) not in plumb and (row, right) not in owner:
        right += 1
    below = row + 1
    while below < high and not any((below, c) in level for c in range(column, right)):
        if any((c, below) in plumb for c in range(column + 1, right)) or (below, column) in owner:
            break
        below += 1
    return right, below


def _barriers(rules: list[Box], marks: list[float], across: list[float], along: int) -> Barriers:
    """(mark, field) where a rule runs along at least half of a field's side."""
    found: Barriers = set()
    covered: dict[tuple[int, int], float] = defaultdict(float)
    for rule in rules:
        mark = bisect_right(marks, _across(rule, along) + SNAP) - 1
        low, high = _span(rule, along)
        for at in range(len(across) - 1):
            covered[mark, at] += max(0.0, min(high, across[at + 1]) - max(low, across[at]))
    for (mark, at), length in covered.items():
        if length >= 0.5 * (across[at + 1] - across[at]):
            found.add((mark, at))
    return found


def fill_of(box: Box, fills: Sequence[Fill]) -> str | None:
    """The colour painted last over most of a box; None where there is none but white."""
    color = None
    for fill in fills:
        wide = min(fill.right, box.right) - max(fill.left, box.left)
        high = min(fill.bottom, box.bottom) - max(fill.top, box.top)
        if wide > 0 and high > 0 and wide * high > 0.5 * max(box.width * box.height, 1.0):
            color = fill.color
    return None if color == "FFFFFF" else color
