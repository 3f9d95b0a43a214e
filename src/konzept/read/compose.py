"""What Word, OpenDocument and HTML have in common: pieces of text become paragraphs, blocks become cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from konzept.model import Note
from konzept.read.blocks import Block, Cell, Doubt, Heading, Paragraph, Table
from konzept.read.inline import BREAK, BULLETS, join_parts, typed_marks
from konzept.read.runs import Piece, Reading, markdown
from konzept.wording import normal, plain

MAX_DEPTH = 8  # tables in tables; Word itself gives up earlier
MAX_COLUMNS = 200
MAX_COPIED = 2_000_000  # letters that merged cells repeat in the rows below; a real plan has some thousand

_TYPED_BULLET = re.compile(rf"^(?:[{BULLETS}·–\-]|\\-)[ \t\u00a0]+(?=\S)")


def flow(text: str) -> str:
    """Hard breaks become paragraphs, broken words whole."""
    text = normal(re.sub(r"(?<=[^\W\d_])-\ue0ff[ \t]*", "-\n", text))
    parts = [part.replace("\n", " ").strip() for part in text.split(BREAK)]
    return join_parts([part for part in parts if part])


def words_in(pieces: list[Piece]) -> str:
    """The pieces as plain text in one line, without the marks of footnotes."""
    return " ".join(plain(flow(markdown(pieces))).split())


def typed_note(found: list[Piece]) -> Note | None:
    """A footnote somebody typed at the foot of a page: a raised figure, then its text."""
    shown = [piece for piece in found if piece.text.strip()]
    if len(shown) > 1 and shown[0].note and not shown[0].anchored:
        return Note(shown[0].text.strip(), plain(flow(markdown(shown[1:]))))
    return None


def paragraph(text: str, label: str, level: int | None, blank: Paragraph, found: list[Piece]) -> Paragraph:
    """A paragraph that is no heading: its list mark, and what holds for all of its words; `blank` has the style's own look."""
    shown = [piece for piece in found if piece.text.strip() and not piece.note]
    bullet = _TYPED_BULLET.match(text)
    if bullet and not label:
        text = text[bullet.end() :]
    sizes = [piece.size for piece in shown if piece.size]
    return replace(
        blank,
        text=f"{label} {text}".strip(),
        bold=all(piece.bold if piece.bold is not None else blank.bold for piece in shown),
        italic=all(piece.italic for piece in shown),
        size=sizes[0] if sizes else blank.size,
        list_level=level if level is not None else (0 if bullet else None),
        struck=all(piece.struck for piece in shown),
    )


def said_of(reading: Reading, place: str) -> list[Doubt]:
    """One sentence for each thing in a paragraph that is not in its text, or is there by our decision."""
    doubts = []
    changes = [f"{what} „{words}“" for what, words in reading.changes if words.strip()]
    if changes:
        sentence = f"Nachverfolgte Änderung als angenommen gelesen: {', '.join(changes)}."
        doubts.append(Doubt(None, place, "repaired", sentence))
    return doubts + [left_out(what, words, place) for what, words in reading.left_out]


def left_out(what: str, words: str, place: str) -> Doubt:
    """Says that these words are not in the text, and what they were."""
    return Doubt(None, place, "left_out", f"Nicht übernommen ({what}): „{words.strip()}“.")


@dataclass(slots=True)
class Copies:
    """What merged cells may still repeat: a few letters in a file must not become gigabytes."""

    left: int = MAX_COPIED

    def below(self, cell: Cell) -> Cell:
        """The cell as it goes on in a further row; without its words where too many were repeated already."""
        self.left -= len(cell.text)
        return replace(cell, text=cell.text if self.left >= 0 else "", merged=True, tables=())


def cell_of(blocks: Sequence[Block], columns: int, fill: str | None) -> Cell:
    """The blocks that stand in a cell as one cell; tables among them stay apart."""
    texts = [block for block in blocks if not isinstance(block, Table)]
    paragraphs = [block for block in texts if isinstance(block, Paragraph)]
    struck = bool(texts) and len(paragraphs) == len(texts) and all(block.struck for block in paragraphs)
    parts = [_part(block) for block in texts]
    return Cell(
        text=join_parts([part for text in parts for part in text.split("\n\n")]),
        columns=columns,
        bold=bool(texts) and all(isinstance(block, Heading) or block.bold for block in texts),
        fill=fill,
        struck=struck,
        tables=tuple(block for block in blocks if isinstance(block, Table)),
    )


def _part(block: Heading | Paragraph) -> str:
    if isinstance(block, Heading) or block.list_level is None or re.match(r"(?:\d+|[a-z])[.)] ", block.text):
        return block.text
    return "  " * block.list_level + "- " + block.text.replace("\n\n", " ")


def with_marks(blocks: Iterable[Block], known: frozenset[str]) -> tuple[Block, ...]:
    """The blocks; raised figures that are the mark of no known footnote are figures again."""
    return tuple(
        _table_with_marks(block, known)
        if isinstance(block, Table)
        else replace(block, text=typed_marks(block.text, known))
        for block in blocks
    )


def _table_with_marks(table: Table, known: frozenset[str]) -> Table:
    return replace(
        table,
        rows=tuple(
            replace(row, cells=tuple(_cell_with_marks(cell, known) for cell in row.cells)) for row in table.rows
        ),
    )


def _cell_with_marks(cell: Cell, known: frozenset[str]) -> Cell:
    inner = tuple(_table_with_marks(table, known) for table in cell.tables)
    return replace(cell, text=typed_marks(cell.text, known), tables=inner)
