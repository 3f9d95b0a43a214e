"""Tables that somebody drew in plain text: grids, rulers, semicolons, columns set with spaces. Only on clear evidence."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from konzept.read.blocks import Cell
from konzept.read.inline import BREAK, BULLETS, tidy_cell
from konzept.read.text_columns import aligned

LONGEST = 500  # lines that one table may have
LONG_COLUMNS = 40  # lines of text set in columns that is no table; it is not looked at again from each line

_GRID = re.compile(r"^[ \t]*\+(?:[-=:]+\+)+[ \t]*$")
_GROUPS = re.compile(r"^[ ]*(?:-{2,}(?: +-{2,})+|={2,}(?: +={2,})+)[ ]*$")
_DASHES = re.compile(r"^[ ]*-{10,}[ ]*$")
_ITEM = re.compile(rf"^[ \t]*(?:[-+*{BULLETS}]|\d{{1,3}}[.)])[ \t]+(?=\S)")

Rows = list[tuple[tuple[Cell, ...], bool]]


@dataclass(frozen=True, slots=True)
class TextTable:
    """The rows of a table, which of them are its head, and how many lines it takes."""

    rows: Rows
    lines: int


def table_at(lines: Sequence[str], at: int) -> TextTable | None:
    """The table that begins in this line, None where none does. One without rows is a text set in columns, of so many lines."""
    line = lines[at]
    if _GRID.match(line):
        return _grid(lines, at)
    if _GROUPS.match(line) or _DASHES.match(line):
        return _ruled(lines, at)
    if at + 1 < len(lines) and line.strip() and _GROUPS.match(lines[at + 1]) and "-" in lines[at + 1]:
        return _headed(lines, at)
    if line.count(";") > 1:
        return _separated(lines, at)
    rows, looked_at = aligned(lines, at)
    if not rows and looked_at < LONG_COLUMNS:
        return None
    return TextTable([(_cells(texts), False) for texts in rows], looked_at)


def cell_text(lines: Sequence[str]) -> str:
    """The text of a cell that was written in several lines: empty ones part paragraphs, marks begin items."""
    text = ""
    for line in lines:
        begins = not text or text.endswith(BREAK)
        if not line.strip():
            text += "" if begins else BREAK
        elif _ITEM.match(line):
            text += ("" if begins else BREAK) + re.sub(rf"^[ \t]*[-+*{BULLETS}][ \t]+", "- ", line.rstrip())
        else:
            text += ("" if begins else "\n") + line.strip()
    return tidy_cell(text)


def _cells(texts: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    return tuple(_cell(lines) for lines in texts)


def _cell(lines: Sequence[str], columns: int = 1) -> Cell:
    text = cell_text(lines)
    bold = re.fullmatch(r"\*\*([^*]+)\*\*", text)
    return Cell(bold[1] if bold else text, columns, bold=bool(bold))


# --- +-----+-----+ ----------------------------------------------------------------------------------------------


def _grid(lines: Sequence[str], at: int) -> TextTable | None:
    """A table drawn whole; a cell may span columns and rows, and its lines are one text."""
    if at + 1 >= len(lines) or not lines[at + 1].lstrip().startswith("|") or lines[at].count("+") > 100:
        return None
    end = at
    while end < len(lines) and end - at < LONGEST and lines[end].lstrip()[:1] in {"+", "|"}:
        end += 1
    while not _GRID.match(lines[end - 1]):
        end -= 1
    width = max(map(len, lines[at:end]))
    drawn = [line.rstrip().ljust(width) for line in lines[at:end]]
    edges = sorted({found.start() for line in drawn if _GRID.match(line) for found in re.finditer(r"\+", line)})
    if end - at < 3 or len(edges) > 100:
        return None
    grid = _Drawn(edges)
    for line in drawn[1:]:
        grid.take(line)
    return TextTable(_whole(grid.rows), end - at) if grid.rows else None


def _whole(rows: Rows) -> Rows:
    """The rows; a cell that spans several of them has its whole text in each, and it ends only in the last."""
    made: Rows = []
    below: dict[int, str] = {}
    for cells, head in reversed(rows):
        column, known, below = 0, below, {}
        full = []
        for cell in cells:
            found = replace(cell, text=known.get(column, cell.text))
            below.update({column: found.text} if cell.merged else {})
            column += cell.columns
            full.append(found)
        made.insert(0, (tuple(full), head))
    return made


class _Drawn:
    """A grid read line by line: `open` are the lines of each column since its cell began."""

    def __init__(self, edges: list[int]) -> None:
        self.edges, self.rows = edges, Rows()
        self.spans = list(pairwise(edges))
        self.open: list[list[str]] = [[] for _ in self.spans]
        self.since: list[int] = [0] * len(self.spans)
        self.parts: list[list[str]] = []

    def take(self, line: str) -> None:
        """The next line of the drawing."""
        shut = [bool(re.fullmatch(r"[-=:+]+", line[left + 1 : right])) for left, right in self.spans]
        if not any(shut):
            self.parts.append([line])
            for column, (left, _) in enumerate(self.spans):
                self.open[column].append(line[left + 1 :])
            return
        head = "=" in line
        self._row(shut)
        if head:
            self.rows = [(cells, True) for cells, _ in self.rows]

    def _row(self, shut: list[bool]) -> None:
        """Cells end where the line is drawn; the others go on in the next row."""
        lines = [part[0] for part in self.parts]
        cells: list[Cell] = []
        column = 0
        while column < len(self.spans):
            wide = column + 1
            while wide < len(self.spans) and lines and all(line[self.edges[wide]] not in "|+" for line in lines):
                wide += 1
            width = self.edges[wide] - self.edges[column] - 1
            text = [taken[:width] for taken in self.open[column]]
            cell = _cell(text, wide - column)
            cells.append(Cell(cell.text, cell.columns, merged=self.since[column] > 0, bold=cell.bold))
            for inner in range(column, wide):
                self.since[inner] = 0 if shut[inner] else self.since[inner] + 1
                self.open[inner] = [] if shut[inner] else self.open[inner]
            column = wide
        self.parts = []
        if lines:
            self.rows.append((tuple(cells), False))


# --- ---- ---- --------------------------------------------------------------------------------------------------


def _columns(ruler: str) -> list[tuple[int, int]]:
    starts = [found.start() for found in re.finditer(r"[-=]+", ruler)]
    return list(zip(starts, [*starts[1:], 10_000], strict=True))


def _cut(line: str, columns: list[tuple[int, int]]) -> list[str] | None:
    """The line in its columns; None where words stand across two of them."""
    if any(line[left - 1 : left].strip() and line[left : left + 1].strip() for left, _ in columns[1:]):
        return None
    first = columns[0][0]
    return [line[left if left > first else 0 : right] for left, right in columns]


def _ruled(lines: Sequence[str], at: int) -> TextTable | None:
    """A table that begins with a ruler: of RST (====), of pandoc with rows of several lines, or without a head."""
    rulers = [at]
    end = at + 1
    while end < len(lines) and end - at < LONGEST and len(rulers) < 4:
        if _GROUPS.match(lines[end]) or _DASHES.match(lines[end]):
            rulers.append(end)
            if end + 1 == len(lines) or not lines[end + 1].strip():
                break
        end += 1
    groups = [index for index in rulers if _GROUPS.match(lines[index])]
    if not groups or len(rulers) not in {2, 3} or end != rulers[-1]:
        return None
    columns, between = _columns(lines[groups[0]]), lines[rulers[-2] + 1 : end]
    parted = bool(_DASHES.match(lines[at])) or ("-" in lines[at] and any(not line.strip() for line in between))

    def goes_on(cells: list[str], fresh: bool) -> bool:  # noqa: FBT001 - called by _logical alone
        return not fresh if parted else "=" in lines[at] and not cells[0].strip()

    body = _logical(between, columns, goes_on)
    head = _logical(lines[at + 1 : rulers[1]], columns, _is_one) if len(rulers) == 3 else []
    if head is None or not body:
        return None
    rows = [(_cells(texts), True) for texts in head] + [(_cells(texts), False) for texts in body]
    return TextTable(rows, end - at + 1)


def _is_one(cells: list[str], fresh: bool) -> bool:  # noqa: FBT001 - called by _logical alone
    """A head is one row, however many lines it has."""
    return True


def _logical(
    lines: Sequence[str], columns: list[tuple[int, int]], goes_on: Callable[[list[str], bool], bool]
) -> list[list[list[str]]] | None:
    """The rows between two rulers; `goes_on` says of the cells of a line, and whether an empty one came before, if the row goes on."""
    rows: list[list[list[str]]] = []
    fresh = True
    for line in lines:
        cells = _cut(line, columns)
        if cells is None:
            return None
        if line.strip() and rows and goes_on(cells, fresh):
            for known, more in zip(rows[-1], cells, strict=True):
                known.append(more)
        elif line.strip():
            rows.append([[cell] for cell in cells])
        fresh = not line.strip()
    return rows


def _headed(lines: Sequence[str], at: int) -> TextTable | None:
    """A head, a ruler below it, a row in every line up to an empty one."""
    columns = _columns(lines[at + 1])
    end = at + 2
    while end < len(lines) and end - at < LONGEST and lines[end].strip() and not _GROUPS.match(lines[end]):
        end += 1
    cut = [_cut(line, columns) for line in (lines[at], *lines[at + 2 : end])]
    rows = [[[cell] for cell in cells] for cells in cut if cells is not None]
    evident = len(rows) > 2 or re.search(r"\S {2,}\S", lines[at].strip())
    if len(rows) < 2 or len(rows) < len(cut) or not evident or len(lines[at]) > len(lines[at + 1].rstrip()) + 20:
        return None
    closed = end < len(lines) and bool(_GROUPS.match(lines[end]))
    return TextTable([(_cells(texts), index == 0) for index, texts in enumerate(rows)], end - at + closed)


# --- a;b;c ------------------------------------------------------------------------------------------------------


def _separated(lines: Sequence[str], at: int) -> TextTable | None:
    """Three lines or more with the same number of semicolons, as a spreadsheet exports them."""
    rows: list[list[str]] = []
    end = at
    while end < len(lines) and end - at < LONGEST and (found := _record(lines, end)) is not None:
        if len(found[0]) != len((rows or [found[0]])[0]) or len(found[0]) < 3:
            break
        rows.append(found[0])
        end = found[1]
    if len(rows) < 3:
        return None
    head = all(text.strip() and len(text) < 60 and not re.fullmatch(r"[\d.,]+", text) for text in rows[0])
    return TextTable(
        [(_cells([text.split("\n") for text in row]), head and index == 0) for index, row in enumerate(rows)], end - at
    )


def _record(lines: Sequence[str], at: int) -> tuple[list[str], int] | None:
    """One row, whose quoted cells may go on in the next lines; None for a line that is none."""
    text, end = lines[at], at + 1
    while text.count('"') % 2 and end < len(lines) and end - at < 20:
        text, end = f"{text}\n{lines[end]}", end + 1
    if text.count('"') % 2 or ";" not in text:
        return None
    try:
        (row,) = csv.reader([text], delimiter=";", strict=True)
    except (csv.Error, ValueError):
        return None
    return row, end
