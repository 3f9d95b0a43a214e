"""What a document is made of, before it is a file: headings, paragraphs, tables with merged cells, turned pages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """Some words set alike; `note` is a footnote that hangs on their end."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    inserted: bool = False
    deleted: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `bullet` is its typed or set mark, `tail` what stands at the right end of the line (contents)."""

    runs: tuple[Run, ...]
    bullet: str = ""
    size: float = 0  # points; 0 = the document's own
    centred: bool = False
    level: int = 0  # of a line in the table of contents, from 1
    tail: str = ""
    heading: int = 0  # 1 to 4
    styled: bool = True  # a heading by style; else only by its look
    spaced: bool = False
    style: str = ""  # of the cover: Title, Subtitle
    above: float = 0  # points of space


@dataclass(frozen=True, slots=True)
class Lamps:
    """A drawing instead of words: how many of three lamps are lit."""

    lit: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its blocks, what it spans, its colour (RRGGBB)."""

    blocks: tuple[Paragraph | Table | Lamps, ...]
    across: int = 1
    down: int = 1
    fill: str = ""
    middle: bool = False  # set in the middle of its height


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as in HTML: a cell spanned from above or from the left is left out."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]  # shares of the line
    heads: int = 0  # rows that are repeated on each page
    look: str = "grid"  # grid, lines, plain
    size: float = 0  # points of its words; 0 = the document's own


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on a new page, lying or standing."""

    lying: bool


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


Part = Paragraph | Table | Turn | Break


@dataclass(slots=True)
class Sheet:
    """The whole document and its furniture."""

    parts: list[Part] = field(default_factory=list)
    header: str = ""
    footer: str = ""
    page_word: str = ""  # before the page's number in the footer
    font: int = 0
    accent: str = "1F3864"
    justified: bool = False
    german_styles: bool = False
    auto_numbers: bool = False  # of headings, by the word processor
    look: str = "grid"  # of its ruled tables: grid, lines
    dark_heads: bool = False  # light words on the accent
    broken_heads: bool = False  # columns too narrow for their labels
    bullet: str = "•"  # the mark of lists; "style" = set by the word processor


def words(text: str, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """One run."""
    return (Run(text, bold=bold, italic=italic),)


def line(text: str, *, bold: bool = False, italic: bool = False, bullet: str = "", size: float = 0) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph(words(text, bold=bold, italic=italic), bullet=bullet, size=size)


def cell(text: str, *, bold: bool = False, across: int = 1, down: int = 1, fill: str = "") -> Cell:
    """A cell; each line of the text is a paragraph of its own."""
    return Cell(tuple(line(each, bold=bold) for each in text.split("\n")), across, down, fill)
