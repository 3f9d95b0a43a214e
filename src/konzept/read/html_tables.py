"""Tables of HTML pages: spans, heads, tables that only lay out a page, lists of terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from konzept.read.blocks import Block, Cell, Row, Table
from konzept.read.compose import MAX_COLUMNS, MAX_DEPTH, Copies, cell_of
from konzept.read.html_css import Node, css, fill_of, number_in

COPIES = 50_000  # cells that spans over rows may repeat in a whole page
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

Inside = Callable[[Node, str], list[Block]]  # the blocks in a cell of the row at this place


def is_layout(node: Node, depth: int) -> bool:
    """Whether a table only lays out a page: its cells hold chapters."""
    if depth >= MAX_DEPTH or node.get("role") in {"presentation", "none"}:
        return True
    if next(node.iter(*HEADINGS), None) is None:
        return False
    return next(node.iterdescendants("table"), None) is not None or len(list(islice(node.iter("td", "th"), 2))) < 2


@dataclass(slots=True)
class Tables:
    """Reads tables one after another: how many there were, and how many cells may still be repeated."""

    count: int = 0
    left: int = COPIES
    falling: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    merged: Copies = field(default_factory=Copies)

    def read(self, node: Node, inside: Inside, row: str | None) -> Table | None:
        """The table, None for one without words. `row` is the place of a table within a cell."""
        where = self._where(row)
        around, self.falling = self.falling, {}
        rows: list[Row] = []
        for index, (found, head) in enumerate(_rows(node), 1):
            place = row or f"{where}, Zeile {index}"
            cells = tuple(self._cells(found, inside, place))
            if any(cell.text or cell.tables for cell in cells):
                own = [cell for cell in found if cell.tag in {"td", "th"}]
                header = head or (len(own) > 1 and all(cell.tag == "th" for cell in own))
                rows.append(Row(cells, place, header=header))
        self.falling = around
        return Table(tuple(rows), where) if rows else None

    def terms(self, node: Node, inside: Inside, row: str | None) -> Table | None:
        """A list of terms as a table: the terms on the left, what is said of them on the right."""
        where = self._where(row)
        rows: list[Row] = []
        pair: tuple[list[Block], list[Block]] = ([], [])
        for found in [*node.iter("dt", "dd"), None]:
            if found is None or (found.tag == "dt" and pair[1]):
                place = row or f"{where}, Zeile {len(rows) + 1}"
                rows.append(Row(tuple(cell_of(blocks, 1, None) for blocks in pair), place))
                pair = ([], [])
            if found is not None:
                pair[found.tag == "dd"].extend(inside(found, row or f"{where}, Zeile {len(rows) + 1}"))
        rows = [line for line in rows if any(cell.text or cell.tables for cell in line.cells)]
        return Table(tuple(rows), where) if rows else None

    def _where(self, row: str | None) -> str:
        self.count += 0 if row else 1
        return row or f"Tabelle {self.count}"

    def _cells(self, row: Node, inside: Inside, place: str) -> Iterator[Cell]:
        column, fill, above = 0, fill_of(row, css(row)), self.falling
        self.falling = {at: (rows - 1, cell) for at, (rows, cell) in above.items() if rows > 1}
        for node in [*row, None]:
            while column in above and self.left > 0:
                cell = self.merged.below(above[column][1])
                self.left, column = self.left - 1, column + cell.columns
                yield cell
            if node is None or node.tag not in {"td", "th"} or column >= MAX_COLUMNS:
                continue
            columns = min(max(number_in(node.get("colspan")), 1), MAX_COLUMNS)
            cell = cell_of(inside(node, place), columns, fill_of(node, css(node)) or fill)
            down = number_in(node.get("rowspan"))
            if down > 1 or down == 0:
                self.falling[column] = ((down or 1000) - 1, cell)
            column += columns
            yield cell


def _rows(table: Node) -> Iterator[tuple[Node, bool]]:
    """The rows of a table, and whether they are in its head."""
    for node in table:
        if node.tag == "tr":
            yield node, False
        elif node.tag in {"thead", "tbody", "tfoot"}:
            yield from ((row, node.tag == "thead") for row in node if row.tag == "tr")


def strays(table: Node) -> Iterator[Node | str]:
    """What stands in a table, but in none of its cells."""
    groups = [table, *(node for node in table if node.tag in {"thead", "tbody", "tfoot"})]
    for group in [*groups, *(row for row, _ in _rows(table))]:
        yield group.text or ""
        for node in group:
            if node.tag not in {"thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup"}:
                yield node
            yield node.tail or ""


def is_terms(node: Node) -> bool:
    """Whether a list of terms is nothing else, so that no word of it gets lost in a table."""
    groups = [node, *(child for child in node if child.tag == "div")]
    whole = all(
        child.tag in {"dt", "dd"} or (child.tag == "div" and group is node) for group in groups for child in group
    )
    silent = not any(
        (group.text or "").strip() or any((child.tail or "").strip() for child in group) for group in groups
    )
    return (
        whole and silent and next(node.iter("dd"), None) is not None and next(node.iterdescendants("dl"), None) is None
    )
