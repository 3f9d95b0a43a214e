"""Tables of OpenDocument: spans, covered cells, repeated rows and columns, head rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from konzept.read.blocks import Block, Cell, Doubt, Row, Table
from konzept.read.compose import MAX_COLUMNS, Copies, cell_of, left_out
from konzept.read.odt_runs import bare, children
from konzept.read.odt_styles import TABLE, Node, Styles, number_of

COPIES = 100_000  # characters that "repeat this cell" may add to a whole document; a spreadsheet repeats a row a million times

Inside = Callable[[Node, str], list[Block]]  # the blocks in a cell of the row at this place


@dataclass(slots=True)
class _Grid:
    """The columns of a table that cells from above still cover: rows left and the cell, by column."""

    falling: dict[int, tuple[int, Cell]] = field(default_factory=dict)

    def next_row(self, span: dict[int, tuple[int, Cell]]) -> None:
        left = {column: (rows - 1, cell) for column, (rows, cell) in self.falling.items() if rows > 1}
        self.falling = left | span


@dataclass(slots=True)
class Tables:
    """Reads tables one after another: how many there were, what may still be repeated, what is to be told."""

    count: int = 0
    left: int = COPIES
    doubts: list[Doubt] = field(default_factory=list)
    merged: Copies = field(default_factory=Copies)

    def read(self, node: Node, inside: Inside, styles: Styles, row: str | None) -> Table | None:
        """The table, None for one without words. `row` is the place of a table within a cell."""
        self.count += 0 if row else 1
        where = row or f"Tabelle {self.count}"
        rows: list[Row] = []
        grid, index = _Grid(), 0
        for found, header in _rows(node, header=False):
            index += 1
            place = row or f"{where}, Zeile {index}"
            cells = tuple(self._cells(found, inside, styles, grid, place, nested=row is not None))
            times = number_of(found.get(TABLE + "number-rows-repeated"), 1)
            if any(cell.text or cell.tables for cell in cells):
                copies = self._copies(times, cells, place, nested=row is not None)
                rows += [Row(cells, row or f"{where}, Zeile {index + at}", header) for at in range(copies)]
            index += max(times, 1) - 1
        return Table(tuple(rows), where) if rows else None

    def _copies(self, times: int, cells: tuple[Cell, ...], place: str, *, nested: bool) -> int:
        """How often the same is read; what is too often for any person is read less often, and said."""
        size = 1 + sum(1 + len(cell.text) for cell in cells)
        filled = any(cell.text for cell in cells)
        copies = (
            1
            if nested or any(cell.tables for cell in cells)
            else max(1, min(times, MAX_COLUMNS, 1 + self.left // size))
        )
        self.left -= (copies - 1) * size
        if copies < times and filled:
            sentence = f"Der Inhalt steht in der Datei {times}-mal hintereinander und wurde {copies}-mal übernommen."
            self.doubts.append(Doubt(None, place, "repaired", sentence))
        return copies

    def _cells(
        self, row: Node, inside: Inside, styles: Styles, grid: _Grid, place: str, *, nested: bool
    ) -> Iterator[Cell]:
        column = covered = 0
        span: dict[int, tuple[int, Cell]] = {}
        for node in children(row):
            times = number_of(node.get(TABLE + "number-columns-repeated"), 1)
            if node.tag == TABLE + "covered-table-cell":
                if words := bare(node):
                    self.doubts.append(left_out("verdeckte Zelle", words, place))
                times, covered = times - covered, max(covered - times, 0)
                for cell in self._covered(times, column, grid):
                    times, column, covered = times - cell.columns, column + cell.columns, max(cell.columns - times, 0)
                    yield cell
            elif node.tag == TABLE + "table-cell":
                cell = self._cell(node, inside, styles, place)
                down = number_of(node.get(TABLE + "number-rows-spanned"), 1)
                covered = cell.columns - 1
                for _ in range(self._copies(times, (cell,), place, nested=nested)):
                    span.update({column: (down - 1, cell)} if down > 1 else {})
                    column += cell.columns
                    yield cell
        grid.next_row(span)

    def _covered(self, times: int, column: int, grid: _Grid) -> Iterator[Cell]:
        """The cells from above that go on under covered ones from this column on; an empty one where there are none."""
        while times > 0 and self.left > 0:
            if column not in grid.falling:
                yield Cell("", columns=min(times, MAX_COLUMNS))
                return
            cell = self.merged.below(grid.falling[column][1])
            self.left, times, column = self.left - 1, times - cell.columns, column + cell.columns
            yield cell

    def _cell(self, node: Node, inside: Inside, styles: Styles, place: str) -> Cell:
        columns = min(max(number_of(node.get(TABLE + "number-columns-spanned"), 1), 1), MAX_COLUMNS)
        return cell_of(inside(node, place), columns, styles.fill(node.get(TABLE + "style-name")))


def _rows(parent: Node, *, header: bool) -> Iterator[tuple[Node, bool]]:
    """The rows of a table, through their groups, and whether they are its head."""
    for node in children(parent):
        if node.tag == TABLE + "table-row":
            yield node, header
        elif node.tag in {TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")}:
            yield from _rows(node, header=header or node.tag == TABLE + "table-header-rows")
