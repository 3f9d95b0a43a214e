"""Tables without measures become lists; so do tables within a cell."""

from __future__ import annotations

from konzept.model import Kind
from konzept.read.blocks import Cell, Row, Table
from konzept.read.draft import Draft
from konzept.read.tables import Plain
from konzept.read.writing import (
    Open,
    Writing,
    add_text,
)
from konzept.wording import line


def take_plain(w: Writing, event: Plain, index: int) -> None:
    add_text(w, as_list(event.table), Open(index, event.table.place))
    if len(event.table.rows) > 1:
        w.remark(
            w.flowing or w.target,
            event.table.place,
            "repaired",
            "Die Tabelle enthält keine Maßnahmen; sie steht als Liste im Text.",
        )


def as_list(table: Table) -> str:
    """A table as a list: each row an item, its cells under the column's head where there is one."""
    rows = list(table.rows)
    first = rows[0]
    headed = (
        len(rows) > 1 and len(first.cells) > 1 and (first.header or all(cell.bold for cell in first.cells if cell.text))
    )
    heads = [line(cell.text) for cell in first.cells] if headed else []
    items = [_item(row, heads) for row in (rows[1:] if headed else rows)]
    return "\n".join(f"- {item}" for item in items if item)


def _item(row: Row, heads: list[str]) -> str:
    parts = []
    for at, cell in enumerate(row.cells):
        words = " ".join(
            [cell.text.replace("\n", " "), *(as_list(table).replace("\n", "; ") for table in cell.tables)]
        ).strip()
        head = heads[at] if at < len(heads) else ""
        if words:
            parts.append(f"{head}: {words}" if head else words)
    return "; ".join(parts)


def take_inner(w: Writing, draft: Draft, cell: Cell, at: Open) -> None:
    """Tables within a cell: kept below the element, and said."""
    for table in cell.tables:
        inner = Draft(Kind.TEXT, at.place, certainty=0.6)
        inner.texts.append(inner.take(as_list(table), at.index))
        draft.children.append(inner)
        w.remark(
            inner,
            at.place,
            "unsure",
            "In dieser Zelle steht eine weitere Tabelle; sie wurde als Liste daruntergestellt.",
        )
