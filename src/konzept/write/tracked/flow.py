"""Blocks one below the other with their changes marked, so that both answers of the reader leave exactly one document.

The end of a paragraph before a table or at the very end cannot go: nothing follows that it could join. So there the end
of the paragraph above goes or comes in its place, and the last paragraph says which shape it had. Where a table stands
above, a line too low to be seen is laid between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from konzept.write.ooxml import LOW
from konzept.write.tracked.align import Aligner, Pair
from konzept.write.tracked.pen import Op, Pen
from konzept.write.tracked.sheet import Block, Cell, Paragraph, Row, Table

_Pairs = list[tuple[Paragraph | None, Paragraph | None]]
SPACER = f"<w:p><w:pPr>{LOW}</w:pPr></w:p>"


@dataclass(slots=True)
class Flow:
    """The body as it grows; `waiting` are the paragraphs since the last table or the contents."""

    pen: Pen
    aligner: Aligner
    parts: list[str] = field(default_factory=list)
    waiting: _Pairs = field(default_factory=list)
    after_table: bool = False

    def blocks(self, pairs: Iterable[Pair[Block]]) -> None:
        """The next blocks."""
        for old, new in pairs:
            if isinstance(old, Table) or isinstance(new, Table):
                self._table(old if isinstance(old, Table) else None, new if isinstance(new, Table) else None)
            else:
                self.waiting.append((old, new))

    def unmarked(self, paragraphs: Sequence[str]) -> None:
        """Paragraphs that follow as they are; to LibreOffice they are an index, which nothing can join."""
        if paragraphs:
            self.parts += [story(self.pen, self.waiting), *paragraphs]
            self.waiting, self.after_table = [], False

    def end(self) -> str:
        """The whole, when nothing follows."""
        self.parts.append(story(self.pen, self.waiting))
        return "".join(self.parts)

    def _table(self, old: Table | None, new: Table | None) -> None:
        close = story(self.pen, self.waiting)
        self.parts.append(close or SPACER * self.after_table)
        self.waiting, self.after_table = [], True
        pairs: Iterable[Pair[Row]]
        if old and new:
            pairs = self.aligner.rows(old, new)
        else:
            pairs = [(row, None) for row in old.rows] if old else [(None, row) for row in new.rows] if new else []
        rows = "".join(self._row(*pair) for pair in pairs)
        shown = new or old
        self.parts.append(f"<w:tbl>{shown.head if shown else ''}{rows}</w:tbl>")

    def _row(self, old: Row | None, new: Row | None) -> str:
        if old and new:
            pairs = zip(old.cells, new.cells, strict=True)
            cells = "".join(_cell(two, story(self.pen, self.aligner.cell(one, two))) for one, two in pairs)
            return _framed(new.properties, cells)
        row, op = (old, "del") if old else (new, "ins")
        return self._whole(row, op) if row else ""  # type: ignore[arg-type]  # mypy widens the literal

    def _whole(self, row: Row, op: Op) -> str:
        """A row that goes or comes with all that stands in it."""
        cells = ""
        for cell in row.cells:
            pairs: _Pairs = [(each, None) if op == "del" else (None, each) for each in cell.paragraphs]
            cells += _cell(cell, "".join(_set(self.pen, *pair) for pair in pairs))
        return _framed(row.properties + self.pen.change(op), cells)


def _cell(cell: Cell, content: str) -> str:
    return f"<w:tc>{cell.properties}{content}</w:tc>"


def _framed(properties: str, cells: str) -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def _set(pen: Pen, old: Paragraph | None, new: Paragraph | None) -> str:
    """A paragraph that another one follows."""
    return pen.paragraph(old, new, "" if old and new else "del" if old else "ins")


def story(pen: Pen, pairs: Sequence[Pair[Paragraph]]) -> str:
    """Paragraphs that no other one follows: a cell, or what stands before a table or the end."""
    last = max((index for index, (old, new) in enumerate(pairs) if old and new), default=-1)
    kept = pairs[last] if last >= 0 else None
    gone = [old for old, _ in pairs[last + 1 :] if old]
    come = [new for _, new in pairs[last + 1 :] if new]
    before = "".join(_set(pen, *pair) for pair in pairs[: max(last, 0)])
    above = pen.properties(*kept) if kept else LOW
    end: Op = "" if bool(gone) == bool(come) else "del" if gone else "ins"
    if kept:
        before += pen.paragraph(*kept, end)
    elif end:
        before += pen.paragraph(None, None, end, (LOW, LOW))
    return before + _ending(pen, gone, come, above)


def _ending(pen: Pen, gone: list[Paragraph], come: list[Paragraph], above: str) -> str:
    """What goes and comes after the last paragraph that stays, whose properties are `above`."""
    if not gone and not come:
        return ""
    made = "".join(_set(pen, each, None) for each in gone[:-1]) + "".join(_set(pen, None, each) for each in come[:-1])
    old, new = gone[-1] if gone else None, come[-1] if come else None
    shape = (pen.properties(None, new) if new else above, pen.properties(old, None) if old else above)
    return made + pen.paragraph(old, new, "", shape)
