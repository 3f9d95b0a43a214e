"""How much of a document can be understood in seconds; what is more is refused in one sentence, before time is spent on it.

Measured: whatever is just within these bounds takes less than 10 s of processor time (`bench/long_documents.py`).
"""

from __future__ import annotations

from konzept.model import Problem
from konzept.read.blocks import Document, Table, words_of
from konzept.read.container import Node

MAX_LETTERS = 3_000_000  # a thousand pages
MAX_BLOCKS = 20_000  # a page has some fifteen
MAX_CELLS = 40_000


def bearable(document: Document) -> Document:
    """The document, if it is of a size that can be understood in seconds; else Problem."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    _judge(
        document.name,
        len(document.blocks),
        sum(len(row.cells) for table in tables for row in table.rows),
        sum(len(words_of(block)) for block in document.blocks),
    )
    return document


def countable(root: Node, paragraphs: tuple[str, ...], cells: tuple[str, ...], name: str) -> None:
    """Problem where a tree holds more letters, cells or paragraphs (in whatever they stand) than can be understood."""
    count = sum(1 for _ in root.iter(*paragraphs))
    _judge(name, count - MAX_CELLS, sum(1 for _ in root.iter(*cells)), len(str(root.xpath("string()"))))


def _judge(name: str, blocks: int, cells: int, letters: int) -> None:
    for count, most, what in (
        (letters, MAX_LETTERS, "Zeichen"),
        (blocks, MAX_BLOCKS, "Absätze"),
        (cells, MAX_CELLS, "Tabellenzellen"),
    ):
        if count > most:
            raise Problem(
                f"Die Datei „{name}“ hat mehr als {most:,} {what} und wird nicht gelesen; bitte teilen Sie sie.".replace(
                    ",", "."
                )
            )
