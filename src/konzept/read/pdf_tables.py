"""Grids and words -> the parts of tables on one page: rows of cells with their lines, tables within cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from konzept.read.blocks import Cell, Row, Table
from konzept.read.inline import join_parts
from konzept.read.pdf_grid import Grid, Slot, bundles, grid
from konzept.read.pdf_lines import Line, lines
from konzept.read.pdf_open import plain, ruled
from konzept.read.pdf_sheet import Box, Sheet, Word
from konzept.read.pdf_text import ORDINAL, Habits, Para, paragraphs, pieces, text_of, without_struck

LEAST_FILLED = 0.12  # share of a grid's cells with words in them; a drawing has fewer


@dataclass(slots=True)
class PartCell(Box):
    """A cell on one page. `merged` = it goes on from the row above, whose lines it shares; `depth` = rows it spans."""

    column: int = 0
    column_end: int = 1
    lines: list[Line] = field(default_factory=list)
    merged: bool = False
    depth: int = 1
    fill: str | None = None
    inner: list[Part] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.lines and not self.inner

    @property
    def words(self) -> str:
        """Its words in one line, for comparing."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class PartRow(Box):
    """A row on one page, or on several: `page` is its first."""

    page: int = 0
    cells: list[PartCell] = field(default_factory=list)
    header: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its cells."""
        return tuple(cell.words for cell in self.cells)


@dataclass(slots=True)
class Part(Box):
    """What of a table stands on one page; `xs` = where its columns begin and the last ends."""

    page: int = 0
    xs: list[float] = field(default_factory=list)
    rows: list[PartRow] = field(default_factory=list)


def tables(sheet: Sheet) -> tuple[list[Part], list[Word]]:
    """The ruled tables of a page, and the words outside them."""
    groups = bundles(sheet.rules)
    grids = [found for bundle in groups if (found := grid(bundle, sheet.fills)) is not None]
    parts, free = _taken(grids, [], sheet.words, sheet.number)
    parts, free = _taken(ruled(sheet, groups, free), parts, free, sheet.number)
    parts, free = _taken(plain(sheet, free), parts, free, sheet.number)
    return sorted(parts, key=lambda part: (part.top, part.left)), free


def _taken(grids: Sequence[Grid], parts: list[Part], words: Sequence[Word], page: int) -> tuple[list[Part], list[Word]]:
    """Parts and the words left over after grids took theirs, the smallest first: tables within cells before those around."""
    free = list(words)
    for found in sorted(grids, key=lambda each: each.width * each.height):
        inside = [word for word in free if found.holds(word.middle)]
        part = part_of(found, inside, page)
        within = [other for other in parts if found.holds(other.middle)]
        if part is None or not _is_table(found, part, within):
            continue
        taken = {id(word) for row in part.rows for cell in row.cells for line in cell.lines for word in line.words}
        free = [word for word in free if id(word) not in taken]
        for inner in within:
            _nest(inner, part)
            parts.remove(inner)
        parts.append(part)
    return parts, free


def _is_table(found: Grid, part: Part, within: Sequence[Part]) -> bool:
    """Whether there is more than one cell with words in it, and not only a drawing with some words."""
    filled = [cell for row in part.rows for cell in row.cells if not cell.merged and not cell.empty]
    if len(found.slots) < 2 or len(filled) + len(within) < 2:
        return False
    return len(filled) >= LEAST_FILLED * len(found.slots)


def part_of(found: Grid, words: list[Word], page: int) -> Part | None:
    """The rows of a grid; None where no word stands in it."""
    inside: dict[int, list[Word]] = {}
    for word in words:
        index = next((at for at, slot in enumerate(found.slots) if slot.holds(word.middle)), None)
        if index is not None:
            inside.setdefault(index, []).append(word)
    if not inside:
        return None
    cells = [
        (slot, _part_cell(slot, lines(inside[at], page) if at in inside else [])) for at, slot in enumerate(found.slots)
    ]
    part = Part(found.left, found.top, found.right, found.bottom, page, found.xs)
    for row in range(found.rows):
        across = sorted((each for each in cells if each[0].row <= row < each[0].row_end), key=lambda e: e[0].column)
        box = (found.left, found.ys[row], found.right, found.ys[row + 1])
        part.rows.append(PartRow(*box, page, [_in_row(slot, cell, row) for slot, cell in across]))
    return part


def _part_cell(slot: Slot, found: list[Line]) -> PartCell:
    box = (slot.left, slot.top, slot.right, slot.bottom)
    return PartCell(*box, slot.column, slot.column_end, found, depth=slot.row_end - slot.row, fill=slot.fill)


def _in_row(slot: Slot, cell: PartCell, row: int) -> PartCell:
    return cell if slot.row == row else replace(cell, merged=True)


def _nest(inner: Part, outer: Part) -> None:
    for row in outer.rows:
        for cell in row.cells:
            if not cell.merged and cell.holds(inner.middle):
                cell.inner.append(inner)
                return


# --- as blocks ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Told:
    """What is left out while cells become text: (place, words struck out)."""

    struck: list[tuple[str, str]] = field(default_factory=list)


def cell_of(cell: PartCell, habits: Habits, place: str, told: Told) -> Cell:
    """A cell's text and look."""
    found = cell_paragraphs(cell, habits)
    parts = []
    for para in found:
        runs, struck = without_struck(pieces(para, habits))
        if struck and not cell.merged:
            told.struck.append((place, struck))
        parts.append(_listed(para, text_of(runs)))
    return Cell(
        text=join_parts([part for part in parts if part]),
        columns=cell.column_end - cell.column,
        merged=cell.merged,
        bold=bool(found) and all(para.bold for para in found),
        fill=cell.fill,
        struck=bool(found) and all(para.struck for para in found),
        tables=() if cell.merged else tuple(inner_of(inner, habits, place, told) for inner in cell.inner),
    )


def _listed(para: Para, text: str) -> str:
    return f"- {text}" if para.mark and text and ORDINAL.match(para.mark) is None else text


def cell_paragraphs(cell: PartCell, habits: Habits) -> list[Para]:
    """The paragraphs of a cell; a page's end inside it ends none."""
    if not cell.lines:
        return []
    return paragraphs(cell.lines, cell_right(cell), habits)


def cell_right(cell: PartCell) -> float:
    """Where a full line of a cell ends: as far from its border as the text begins on the left."""
    pad = min(max(min(line.left for line in cell.lines) - cell.left, 1.0), 9.0)
    return max(cell.right - pad, *(line.right for line in cell.lines))


def inner_of(part: Part, habits: Habits, place: str, told: Told) -> Table:
    """A table within a cell."""
    return Table(tuple(row_of(row, habits, place, told) for row in filled(part.rows)), place)


def row_of(row: PartRow, habits: Habits, place: str, told: Told) -> Row:
    """A row with its cells; where it stands is for others to add."""
    return Row(tuple(cell_of(cell, habits, place, told) for cell in row.cells), place, row.header)


def filled(rows: Iterable[PartRow]) -> list[PartRow]:
    """The rows in which something begins."""
    return [row for row in rows if any(not cell.empty and not cell.merged for cell in row.cells)]
