"""What every format becomes: headings, paragraphs and tables in document order, with restricted Markdown in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from konzept.model import Note

DoubtKind = Literal["unsure", "left_out", "repaired"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should look at: the element (None = the document), where it stood, why, in one German sentence."""

    uid: str | None
    place: str
    kind: DoubtKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands on a page of a PDF: the page from 1, its box in fractions of the page from the top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the format itself marks it; level 1 is the highest. `spot` where the format has pages."""

    text: str
    place: str
    level: int
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `size` in points where the format says it; `list_level` None = no list item; `struck` = struck out whole."""

    text: str
    place: str
    bold: bool = False
    italic: bool = False
    size: float | None = None
    list_level: int | None = None
    struck: bool = False
    toc: bool = False
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `columns` it spans; `merged` = it goes on from the row above, whose text it repeats; tables inside it apart."""

    text: str
    columns: int = 1
    merged: bool = False
    bold: bool = False
    fill: str | None = None
    struck: bool = False
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `header` where the format marks it as one."""

    cells: tuple[Cell, ...]
    place: str
    header: bool = False
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table through its own grid; one that goes on over pages is one table."""

    rows: tuple[Row, ...]
    place: str


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote with the index of the block where its text stood (typed notes; a mark may come again on another page)."""

    note: Note
    block: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its format gives it, before anybody asked what it means."""

    blocks: tuple[Block, ...]
    name: str
    notes: tuple[Footnote, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def words_of(block: Block) -> str:
    """The Markdown of a block in one text."""
    if isinstance(block, Table):
        return "\n".join(row_text(row) for row in block.rows)
    return block.text


def row_text(row: Row) -> str:
    """The Markdown of a row: its cells, and those of tables within, with bars between them."""
    return " | ".join(_cell_text(cell) for cell in row.cells if not cell.merged)


def _cell_text(cell: Cell) -> str:
    return "\n".join([cell.text, *(words_of(table) for table in cell.tables)]).strip()
