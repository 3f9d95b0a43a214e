"""Paragraphs with their changes marked: who changed them and when, ids that no other mark has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import count, groupby
from typing import Literal

from konzept.write import docx
from konzept.write.ooxml import escape
from konzept.write.tracked.sheet import LIST, Atom, Paragraph

Op = Literal["", "del", "ins"]
Piece = tuple[Op, Atom]
FAR = 50_000  # old entries of the appendix are counted from here, so that no two have one name


@dataclass(slots=True)
class Pen:
    """Writes marks. `notes`, `links`, `lists` = how many the new document has; those only the old one has follow.

    `names` are the bookmarks of the new document: an element that moved is found where it stands now.
    `carried` says which list of the old document goes on in which of the new one.
    """

    author: str
    when: datetime
    notes: int
    links: list[str]
    lists: int
    names: frozenset[str]
    carried: dict[int, int]
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    entries: Iterator[int] = field(default_factory=lambda: count(FAR))

    def mark(self) -> str:
        """The attributes of one change."""
        day = self.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return f'w:id="{next(self.ids)}" w:author="{escape(self.author)}" w:date="{day}"'

    def change(self, op: Op) -> str:
        """The empty mark of a paragraph's end or a row."""
        return f"<w:{op} {self.mark()}/>" if op else ""

    def paragraph(
        self, old: Paragraph | None, new: Paragraph | None, end: Op = "", shape: tuple[str, str] | None = None
    ) -> str:
        """One paragraph; `end` = its end goes or comes; `shape` = its properties and those it had, where they differ."""
        properties, had = shape or (self.properties(old, new), "")
        differ = shape is not None and had != properties
        properties += f"<w:rPr>{self.change(end)}</w:rPr>" if end else ""
        properties += f"<w:pPrChange {self.mark()}><w:pPr>{had}</w:pPr></w:pPrChange>" if differ else ""
        content = self._both(old, new) if old and new and not shape else self._gone(old) + self._come(new)
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"

    def properties(self, old: Paragraph | None, new: Paragraph | None) -> str:
        """The inside of w:pPr: as in the new document where it is there."""
        if new:
            return new.properties.replace(LIST, f'<w:numId w:val="{new.list}"/>')
        if not old:
            return ""
        number = self.carried.get(old.list) or self.lists + old.list
        return old.properties.replace(LIST, f'<w:numId w:val="{number}"/>')

    def _gone(self, old: Paragraph | None) -> str:
        return self._whole(old, "del") if old else ""

    def _come(self, new: Paragraph | None) -> str:
        return self._whole(new, "ins") if new else ""

    def _whole(self, paragraph: Paragraph, op: Op) -> str:
        """All that stands in it; its bookmarks go or come with it."""
        starts, ends = self._anchors(paragraph, op)
        content = self._pieces((op, atom) for atom in paragraph.atoms)
        opening, closing = (f"<w:{op} {self.mark()}>{each}</w:{op}>" if each else "" for each in (starts, ends))
        return opening + content + closing

    def _both(self, old: Paragraph, new: Paragraph) -> str:
        starts, ends = self._anchors(new, "")
        return starts + self._pieces(_steps(old.atoms, new.atoms)) + ends

    def _anchors(self, paragraph: Paragraph, op: Op) -> tuple[str, str]:
        """What stands before and after the words: a bookmark is around all of them or none."""
        starts = ends = ""
        for anchor in paragraph.anchors:
            name = self._name(anchor.name) if op == "del" else anchor.name
            if name:
                number = next(self.ids)
                end = f'<w:bookmarkEnd w:id="{number}"/>'
                empty = anchor.start == anchor.end and bool(paragraph.atoms)
                starts += f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>' + end * empty
                ends += end * (not empty)
        return starts, ends

    def _name(self, name: str) -> str:
        """The name an old bookmark may bear beside the new ones."""
        entry = re.fullmatch(rf"{docx.ENTRY}\d+(_.*)", name, re.DOTALL)
        if entry:
            return f"{docx.ENTRY}{next(self.entries)}{entry[1]}"
        if re.fullmatch(rf"{docx.ROW}\d+_\d+", name):
            return f"{docx.ROW}{next(self.entries)}_0"
        return "" if name in self.names else name

    def _pieces(self, pieces: Iterable[Piece]) -> str:
        made = ""
        for link, linked in groupby(pieces, key=lambda piece: piece[1].link):
            inner = "".join(
                self._wrapped(op, [atom for _, atom in run]) for op, run in groupby(linked, key=lambda piece: piece[0])
            )
            made += (
                f'<w:hyperlink r:id="rIdLink{self._link(link)}" w:history="1">{inner}</w:hyperlink>' if link else inner
            )
        return made

    def _wrapped(self, op: Op, atoms: list[Atom]) -> str:
        runs = "".join(self._run(op, look, [*same]) for look, same in groupby(atoms, key=lambda atom: atom.look))
        return f"<w:{op} {self.mark()}>{runs}</w:{op}>" if op else runs

    def _run(self, op: Op, look: str, atoms: list[Atom]) -> str:
        inner = ""
        tag = "delText" if op == "del" else "t"
        for kind, same in groupby(atoms, key=lambda atom: atom.tag):
            if kind == "t":
                inner += f'<w:{tag} xml:space="preserve">{escape("".join(atom.text for atom in same))}</w:{tag}>'
            elif kind == "footnoteReference":
                shift = self.notes if op == "del" else 0
                inner += "".join(f'<w:footnoteReference w:id="{atom.note + shift}"/>' for atom in same)
            else:
                inner += f"<w:{kind}/>" * len([*same])
        return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inner}</w:r>"

    def _link(self, address: str) -> int:
        if address not in self.links:
            self.links.append(address)
        return self.links.index(address)


def _steps(old: tuple[Atom, ...], new: tuple[Atom, ...]) -> Iterator[Piece]:
    """What stays, goes and comes; between two words that stay, what goes stands before what comes."""
    gone: list[Piece] = []
    come: list[Piece] = []
    for op, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        stays = op == "equal" and not all(atom.text == " " for atom in new[start:end])
        if op == "equal" and (stays or not (gone or come)):
            yield from (*gone, *come)
            yield from (("", atom) for atom in new[start:end])
            gone, come = [], []
        else:
            gone += [("del", atom) for atom in old[low:high]]
            come += [("ins", atom) for atom in new[start:end]]
    yield from (*gone, *come)
