"""Tables that go on over pages: one table, its head once, rows cut by the page whole again."""

from __future__ import annotations

from dataclasses import replace

from konzept.read.labels import meaning
from konzept.read.pdf_tables import Part, PartCell, PartRow, cell_right, filled
from konzept.read.pdf_text import Habits, ends
from konzept.wording import fold

NEAR = 4.0  # points between columns that are the same
MOST_HEADS = 4  # rows that may be repeated on top of each page


def goes_on(table: Part, part: Part, floor: float) -> bool:
    """Whether a part on the next page belongs to a table; `floor` = where the pages' text ends at the latest."""
    if not _same_columns(table, part):
        return False
    known = heads(table, part)
    rows = filled(part.rows[known:])
    if not rows or (not known and is_title(rows[0]) and is_title(table.rows[0])):
        return False
    return floor - table.bottom < rows[0].height + 2 * NEAR


def is_title(row: PartRow) -> bool:
    """Whether a row is one cell over several columns."""
    return len(row.cells) == 1 and row.cells[0].column_end - row.cells[0].column > 1


def _same_columns(table: Part, part: Part) -> bool:
    if abs(table.width - part.width) > 2 * NEAR:
        return False
    shift = part.xs[0] - table.xs[0]
    one, other = table.xs, [x - shift for x in part.xs]
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return all(any(abs(x - y) <= NEAR for y in many) for x in few) and len(few) > 2 - (len(many) == 2)


def heads(table: Part, part: Part) -> int:
    """How many rows on top of a part repeat those on top of the table."""
    count = 0
    for one, other in zip(table.rows[:MOST_HEADS], part.rows, strict=False):
        if not any(one.words) or [fold(text) for text in one.words] != [fold(text) for text in other.words]:
            break
        count += 1
    return count if count < len(table.rows) else 0


def join(table: Part, part: Part, habits: Habits) -> None:
    """Adds a part to the table it belongs to."""
    known = heads(table, part)
    for row in table.rows[:known]:
        row.header = True
    _one_grid(table, part)
    rows = filled(part.rows[known:])
    if rows and _is_cut(table, rows[0], habits):
        _append(table.rows[-1], rows[0])
        rows = rows[1:]
    _carry_merged(table.rows[-1], rows)
    table.rows += rows
    table.bottom = part.bottom


def _one_grid(table: Part, part: Part) -> None:
    """Columns of both counted alike: where one side has more of them, the other's cells span several."""
    shift = part.xs[0] - table.xs[0]
    if len(part.xs) == len(table.xs):
        return
    if len(part.xs) < len(table.xs):
        _recount(part, [x + shift for x in table.xs])
    else:
        _recount(table, [x - shift for x in part.xs])


def _recount(part: Part, xs: list[float]) -> None:
    place = [_nearest(xs, x) for x in part.xs]
    for row in part.rows:
        row.cells = [replace(cell, column=place[cell.column], column_end=place[cell.column_end]) for cell in row.cells]
    part.xs = xs


def _nearest(xs: list[float], x: float) -> int:
    return min(range(len(xs)), key=lambda at: abs(xs[at] - x))


def _is_cut(table: Part, first: PartRow, habits: Habits) -> bool:
    """Whether the first row of a page goes on from the last of the page before."""
    last = table.rows[-1]
    if last.header or [(cell.column, cell.column_end) for cell in last.cells] != [
        (cell.column, cell.column_end) for cell in first.cells
    ]:
        return False
    if len(first.cells) < 2:
        return _all_flow(last, first, habits)
    others = [row for row in table.rows if row is not last and len(row.cells) == len(last.cells) and not row.header]
    keyed = all(not row.cells[0].empty for row in others)
    if first.cells[0].empty and keyed and not last.cells[0].empty:
        full = all(not cell.empty for cell in first.cells[1:])
        return not (full and len(first.cells) > 3 and not _all_flow(last, first, habits))
    if last.cells[0].empty and not first.cells[0].empty and keyed and others:
        return len(first.cells) == 2
    return _all_flow(last, first, habits)


def _all_flow(last: PartRow, first: PartRow, habits: Habits) -> bool:
    """Whether every cell that stands in the row goes on from above."""
    pairs = [(one, other) for one, other in zip(last.cells, first.cells, strict=True) if not other.empty]
    if not pairs or meaning(first.cells[0].words) is not None:
        return False
    broken = any(other.words[:1].islower() or one.words.endswith("-") for one, other in pairs)
    return broken and all(_flows(one, other, habits) for one, other in pairs)


def _flows(one: PartCell, other: PartCell, habits: Habits) -> bool:
    if not one.lines or not other.lines or other.merged:
        return False
    before, line = one.lines[-1], other.lines[0]
    if ends(before, line, cell_right(one), habits):
        return False
    return line.text[0].islower() or before.text[-1] not in ".:;!?"


def _append(last: PartRow, first: PartRow) -> None:
    for one, other in zip(last.cells, first.cells, strict=True):
        one.lines = [*one.lines, *other.lines]
        one.inner = [*one.inner, *other.inner]


def _carry_merged(last: PartRow, rows: list[PartRow]) -> None:
    """A cell over several rows goes on below the page's end, where it is empty."""
    for above in last.cells:
        for index, row in enumerate(rows):
            at = next((at for at, cell in enumerate(row.cells) if cell.column == above.column), None)
            cell = row.cells[at] if at is not None else None
            if at is None or cell is None or not cell.empty or cell.column_end != above.column_end:
                break
            if not (above.merged or above.depth > 1 or cell.depth > 1) or (index and not cell.merged):
                break
            row.cells[at] = replace(cell, lines=above.lines, merged=True)
