"""Footnotes: typed ones found, each given to the element that refers to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace

from konzept.model import Note
from konzept.read.blocks import Block, Cell, Document, Footnote, Paragraph, Table, words_of
from konzept.wording import plain

_STARRED = re.compile(r"^((?:\\\*){1,3}|†)\s+(?=\S)")
_STAR_AT_END = re.compile(r"(?<=\S)[ \t]?((?:\\\*){1,3}|†)(?=\s|$)")


def star_notes(document: Document) -> Document:
    """The same document with "* siehe auch …" as a footnote, where an earlier block bears the star."""
    notes, blocks = list(document.notes), list(document.blocks)
    bearers: dict[str, int] = {}
    for index, block in enumerate(blocks):
        found = _STARRED.match(block.text) if isinstance(block, Paragraph) else None
        if found is not None and isinstance(block, Paragraph) and found[1] in bearers:
            bearer, sign = bearers.pop(found[1]), found[1].replace("\\", "")
            blocks[bearer] = _marked(blocks[bearer], found[1], sign)
            notes.append(Footnote(Note(sign, plain(block.text[found.end() :])), index))
            blocks[index] = replace(block, text="")
        else:
            bearers.update({star[1]: index for star in _STAR_AT_END.finditer(words_of(block))})
    return replace(document, blocks=tuple(blocks), notes=tuple(notes))


def _marked(block: Block, star: str, sign: str) -> Block:
    def changed(text: str) -> str:
        return _STAR_AT_END.sub(lambda found: f"[^{sign}]" if found[1] == star else found[0], text)

    def cell(old: Cell) -> Cell:
        return replace(old, text=changed(old.text))

    if isinstance(block, Table):
        return replace(block, rows=tuple(replace(row, cells=tuple(map(cell, row.cells))) for row in block.rows))
    return replace(block, text=changed(block.text))


@dataclass(slots=True)
class Notes:
    """Finds a footnote by its mark and the block that refers to it; remembers which were found."""

    all: tuple[Footnote, ...]
    met: set[int] = field(default_factory=set)
    known: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for index, footnote in enumerate(self.all):
            self.known[footnote.note.mark].append((footnote.block, index))
        for places in self.known.values():
            places.sort()

    def find(self, mark: str, block: int) -> Note | None:
        """The first note of that mark at or behind the block, else the last before it: marks begin anew on each page."""
        if mark not in self.known:
            return None
        known = self.known[mark]
        _, index = known[min(bisect_left(known, (block, -1)), len(known) - 1)]
        self.met.add(index)
        return self.all[index].note

    def left(self) -> tuple[Note, ...]:
        """Notes that no element refers to."""
        return tuple(footnote.note for index, footnote in enumerate(self.all) if index not in self.met)
