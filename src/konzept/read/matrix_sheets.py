"""A filled matrix on sheets, whichever program they are from: sorted, filtered or shortened as its sender liked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from konzept.read.matrix_rows import Sheet, codebook
from konzept.read.matrix_tables import Row, Table, raws
from konzept.write.matrix_form import CODES, ORGANISATION, PROPERTY, SENDER
from konzept.write.matrix_grid import HEADINGS, ID_LABEL

MOST_ROWS, MOST_COLUMNS = 20_000, 40


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its title and those of its rows in which something stands."""

    title: str
    rows: list[Row]


def sheets(pages: Iterable[Page], known: dict[str, str]) -> Sheet:
    """What a workbook says; `known` are its custom properties."""
    pages = list(pages)
    asked = asked_fields(pages)
    rows = raws([_table(page) for page in pages], codebook(known.get(CODES, "")))
    found = known.get(PROPERTY) or asked.get(ID_LABEL.removesuffix(":"))
    return Sheet(found, tuple(rows), asked.get(ORGANISATION, ""), asked.get(SENDER, ""), known)


def _table(page: Page) -> Table:
    """All rows as wide as the widest, so that columns are known by their count."""
    wide = max((len(row.cells) for row in page.rows), default=0)
    rows = [replace(row, cells=row.cells + ("",) * (wide - len(row.cells))) for row in page.rows]
    return Table(rows, f"Blatt „{page.title}“", HEADINGS)


def asked_fields(pages: Iterable[Page]) -> dict[str, str]:
    """What stands beside „Ihre Organisation:“, „Ansprechperson …:“ and „Kennung der Matrix:“."""
    found = {}
    for page in pages:
        for row in page.rows[:60]:
            if len(row.cells) > 1 and row.cells[0].endswith(":"):
                found[row.cells[0].removesuffix(":")] = row.cells[1]
    return found
