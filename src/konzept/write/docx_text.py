"""Restricted Markdown as Word paragraphs: real lists, links, emphasis, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from konzept.model import Note
from konzept.write import nodes
from konzept.write.nodes import Node
from konzept.write.ooxml import paragraph, run

BULLETS, FIRST_LIST = 1, 10
LISTED = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BULLETS}"/></w:numPr>'


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of paragraphs, and of paragraphs and items of lists ("" = the style of the paragraphs)."""

    text: str = ""
    item: str = ""


BODY = Looks("BodyText", "ListBullet")
CELL = Looks("Cell")


@dataclass(slots=True)
class Press:
    """What a document collects while its paragraphs are set: addresses, footnotes, lists with numbers (level, start)."""

    links: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    lists: list[tuple[int, int]] = field(default_factory=list)

    def text(self, markdown: str, looks: Looks, notes: tuple[Note, ...] = (), opening: str = "") -> str:
        """All paragraphs of a text. `opening` (an anchor) stands in the first, notes it does not name in the last."""
        blocks = nodes.parse(markdown)
        waiting = list(notes)
        made = [found for block in blocks for found in self._block(block, looks, waiting, 0)] or [("", looks.text, "")]
        words, style, properties = made[0]
        made[0] = (opening + words, style, properties)
        words, style, properties = made[-1]
        made[-1] = (words + "".join(self.footnote(note) for note in waiting), style, properties)
        return "".join(paragraph(*each) for each in made)

    def items(self, items: Iterable[str], looks: Looks, *, ordered: bool = False) -> str:
        """A list whose items are texts of their own."""
        listed = {"type": "list", "ordered": ordered, "start": 1, "items": [nodes.parse(item) for item in items]}
        return "".join(paragraph(*each) for each in self._block(listed, looks, [], 0))

    def row_text(self, value: str) -> str:
        """The paragraphs of a cell of plain words: lines stay lines, „- “ begins an item."""
        made = [paragraph(run(words), CELL.text, LISTED if listed else "") for listed, words in _parts(value)]
        return "".join(made) or paragraph(style=CELL.text)

    def line(self, markdown: str) -> str:
        """The runs of a text that is one line, such as a title."""
        blocks = nodes.parse(markdown)
        if len(blocks) == 1 and blocks[0]["type"] == "paragraph" and "\n" not in markdown:
            return self._runs(blocks[0]["content"], [])
        return run(markdown)

    def footnote(self, note: Note) -> str:
        """The reference to a footnote; Word counts its mark."""
        number = len(self.footnotes) + 1
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        words = paragraph(mark + run(" ") + run(note.text), "FootnoteText")
        self.footnotes.append(f'<w:footnote w:id="{number}">{words}</w:footnote>')
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def _block(self, block: Node, looks: Looks, notes: list[Note], level: int) -> list[tuple[str, str, str]]:
        if block["type"] == "paragraph":
            return [(self._runs(block["content"], notes), looks.text, "")]
        number = self._list(block, level)
        made: list[tuple[str, str, str]] = []
        for item in block["items"]:
            made += self._item(_dated(item), looks, notes, level, number)
        return made

    def _list(self, block: Node, level: int) -> int:
        if not block["ordered"]:
            return BULLETS
        self.lists.append((min(level, 8), block["start"]))
        return FIRST_LIST + len(self.lists) - 1

    def _item(
        self, item: list[Node], looks: Looks, notes: list[Note], level: int, number: int
    ) -> list[tuple[str, str, str]]:
        style = looks.item or looks.text
        made: list[tuple[str, str, str]] = []
        for index, block in enumerate(item or [{"type": "paragraph", "content": []}]):
            if block["type"] == "list":
                made += self._block(block, looks, notes, level + 1)
            elif index == 0:
                listed = f'<w:numPr><w:ilvl w:val="{min(level, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
                made.append((self._runs(block["content"], notes), style, listed))
            else:
                deep = f'<w:ind w:left="{340 * (level + 1)}"/>'
                made.append((self._runs(block["content"], notes), "ListContinue", deep))
        return made

    def _runs(self, content: list[Node], notes: list[Note], *, bold: bool = False, italic: bool = False) -> str:
        return "".join(self._inline(node, notes, bold=bold, italic=italic) for node in content)

    def _inline(self, node: Node, notes: list[Note], *, bold: bool, italic: bool) -> str:
        kind = node["type"]
        if kind == "text":
            return run(node["text"], bold=bold, italic=italic)
        if kind == "break":
            return "<w:r><w:br/></w:r>"
        if kind == "note":
            return self._reference(node["mark"], notes, bold=bold, italic=italic)
        if kind == "link":
            return self._link(node, notes, bold=bold, italic=italic)
        return self._runs(node["content"], notes, bold=bold or kind == "strong", italic=italic or kind == "emph")

    def _reference(self, mark: str, notes: list[Note], *, bold: bool, italic: bool) -> str:
        note = next((note for note in notes if note.mark == mark), None)
        if note is None:
            return run(f"[^{mark}]", bold=bold, italic=italic)
        notes.remove(note)
        return self.footnote(note)

    def _link(self, node: Node, notes: list[Note], *, bold: bool, italic: bool) -> str:
        inner = self._runs(node["content"], notes, bold=bold, italic=italic)
        if not node["href"] or not inner:
            return inner
        if node["href"] not in self.links:
            self.links.append(node["href"])
        inner = inner.replace("<w:rPr>", '<w:rPr><w:rStyle w:val="Hyperlink"/>').replace(
            "<w:r><w:t", '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t'
        )
        number = self.links.index(node["href"])
        return f'<w:hyperlink r:id="rIdLink{number}" w:history="1">{inner}</w:hyperlink>'


def _dated(item: list[Node]) -> list[Node]:
    """„- 1. Mai“ is a list in a list to Markdown; people mean a day."""
    inner = item[0] if len(item) == 1 else {}
    if inner.get("ordered") and len(inner["items"]) == 1 and [n["type"] for n in inner["items"][0]] == ["paragraph"]:
        number = {"type": "text", "text": f"{inner['start']}. "}
        return [{"type": "paragraph", "content": [number, *inner["items"][0][0]["content"]]}]
    return item


def _parts(value: str) -> Iterator[tuple[bool, str]]:
    for block in value.split("\n\n"):
        for listed, group in groupby(block.split("\n"), key=lambda line: line.startswith("- ")):
            found = list(group)
            yield from ((True, line[2:]) for line in found) if listed else ((False, "\n".join(found)),)


def numbering(lists: list[tuple[int, int]]) -> str:
    """A w:num for each numbered list, so that each begins anew."""
    return "".join(
        f'<w:num w:numId="{FIRST_LIST + index}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="{level}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for index, (level, start) in enumerate(lists)
    )
