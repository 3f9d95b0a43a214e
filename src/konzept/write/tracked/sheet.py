"""A document as konzept.write.docx set it, taken apart: cover, contents, blocks, and what its paragraphs refer to.

The numbers of footnotes, lists and links are those of the one file; two sheets are compared by what they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from konzept.model import Concept
from konzept.read.container import Node, Package, open_docx
from konzept.read.ooxml import W, child, value
from konzept.wording import words
from konzept.write import docx
from konzept.write.docx import COVER_STYLES
from konzept.write.docx_text import FIRST_LIST
from konzept.write.ooxml import R

COVER = frozenset({"Issuer", "Title", "IssueDay", *COVER_STYLES.values()})
_CONTENTS = re.compile(r"ContentsHead|TOC\d")
_NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')
_ROW_NAME = re.compile(rf"{docx.ROW}\d+_\d+")
_ENTRY_NAME = re.compile(rf"{docx.ENTRY}\d+_(.*)", re.DOTALL)
_LAYOUT = re.compile(r"<w:(?:keepNext|pageBreakBefore)/>")  # follows from the neighbours, says nothing itself
_NUMBER = re.compile(r'<w:numId w:val="(\d+)"/>')


LIST = '<w:numId w:val="{list}"/>'  # stands in the properties of a paragraph until its list is known


@dataclass(frozen=True, slots=True)
class Atom:
    """The least that can change in a paragraph: a word or the space after it, a tab, a break, a footnote.

    `look` = the properties of its run, `link` = the address it leads to, `note` = the number of a footnote, `text` its words.
    """

    tag: str
    text: str = ""
    look: str = ""
    link: str = ""
    note: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A bookmark and where it stands: at an atom's index, around nothing or up to another."""

    name: str
    start: int
    end: int

    @property
    def identity(self) -> str:
        """The name without what only counts: "" where nothing is left."""
        entry = _ENTRY_NAME.fullmatch(self.name)
        return f"{docx.ENTRY}_{entry[1]}" if entry else "" if _ROW_NAME.fullmatch(self.name) else self.name


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """`properties` = the inside of w:pPr, with LIST where it stands in the numbered list `list` (0 = in none).

    `sort` = the same without what follows from the neighbours, the list told by its level and start.
    """

    style: str
    properties: str
    sort: str
    atoms: tuple[Atom, ...]
    anchors: tuple[Anchor, ...]
    list: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """What it is the head of."""
        return tuple(anchor.identity for anchor in self.anchors if anchor.identity)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(atom.text for atom in self.atoms)


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell: its properties as XML, its paragraphs (at least one)."""

    properties: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row: the inside of w:trPr, its cells."""

    properties: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table: what stands before its rows as XML, its rows."""

    head: str
    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document: the blocks of the cover, the contents as XML, all other blocks, the section as XML."""

    package: Package
    cover: tuple[Paragraph, ...]
    contents: tuple[str, ...]
    blocks: tuple[Block, ...]
    section: str
    notes: tuple[str, ...]
    links: tuple[str, ...]
    lists: tuple[str, ...]


def sheet(concept: Concept) -> Sheet:
    """The concept set as a Word document, taken apart."""
    return taken_apart(open_docx(docx.write(concept), concept.title))


def taken_apart(package: Package) -> Sheet:
    """A document that konzept.write.docx set."""
    body = child(package.xml("word/document.xml"), "body")
    reader = _Reader(package)
    nodes = [] if body is None else list(body)
    listed = [node for node in nodes if _CONTENTS.fullmatch(_style(node))]
    told = [reader.block(node) for node in nodes if node not in listed and node.tag in (W + "p", W + "tbl")]
    cover = tuple(block for block in told if isinstance(block, Paragraph) and block.style in COVER)
    return Sheet(
        package,
        cover,
        tuple(plain(node) for node in listed),
        tuple(told[len(cover) :]),
        "".join(plain(node) for node in nodes if node.tag == W + "sectPr"),
        tuple(_inner(node) for node in reader.notes),
        tuple(reader.links.values()),
        reader.lists,
    )


def plain(node: Node) -> str:
    """The XML of a node without its namespaces; `w` and `r` are known."""
    head, end, rest = etree.tostring(node, encoding="unicode", with_tail=False).partition(">")
    return _NAMESPACE.sub("", head) + end + rest


def _style(node: Node) -> str:
    return value(child(node, "pPr", "pStyle")) or ""


class _Reader:
    """Takes one document apart."""

    def __init__(self, package: Package) -> None:
        notes = _root(package, "word/footnotes.xml").iterfind(f"{W}footnote")
        self.notes = [node for node in notes if value(node, "type") is None]
        self.note_texts = ["".join(found.text or "" for found in node.iter(W + "t")) for node in self.notes]
        targets = _root(package, "word/_rels/document.xml.rels")
        self.links = {
            node.get("Id", ""): node.get("Target", "") for node in targets if node.get("Id", "").startswith("rIdLink")
        }
        numbers = _root(package, "word/numbering.xml").iterfind(f"{W}num")
        self.lists = tuple(_inner(node) for node in numbers if int(value(node, "numId") or 0) >= FIRST_LIST)

    def block(self, node: Node) -> Block:
        return self.paragraph(node) if node.tag == W + "p" else self.table(node)

    def table(self, node: Node) -> Table:
        head = "".join(plain(part) for part in node if part.tag != W + "tr")
        return Table(head, tuple(self.row(row) for row in node.iterfind(f"{W}tr")))

    def row(self, node: Node) -> Row:
        properties = child(node, "trPr")
        return Row(_inner(properties), tuple(self.cell(cell) for cell in node.iterfind(f"{W}tc")))

    def cell(self, node: Node) -> Cell:
        properties = child(node, "tcPr")
        made = tuple(self.paragraph(each) for each in node.iterfind(f"{W}p"))
        return Cell("" if properties is None else plain(properties), made)

    def paragraph(self, node: Node) -> Paragraph:
        properties = _inner(child(node, "pPr"))
        found = _NUMBER.search(properties)
        number = int(found[1]) if found and int(found[1]) >= FIRST_LIST else 0
        sort = _LAYOUT.sub("", properties)
        if found and number:
            sort = sort.replace(found[0], self.lists[number - FIRST_LIST])
            properties = properties.replace(found[0], LIST)
        atoms: list[Atom] = []
        starts: dict[str, tuple[str, int]] = {}
        anchors: list[Anchor] = []
        for part in node:
            identity = value(part, "id") or ""
            if part.tag == W + "bookmarkStart":
                starts[identity] = (value(part, "name") or "", len(atoms))
            elif part.tag == W + "bookmarkEnd":
                anchors.append(Anchor(*starts[identity], len(atoms)))
            else:
                atoms += self._atoms(part)
        return Paragraph(_style(node), properties, sort, tuple(atoms), tuple(anchors), number)

    def _atoms(self, node: Node) -> Iterator[Atom]:
        link = self.links[node.get(f"{{{R}}}id", "")] if node.tag == W + "hyperlink" else ""
        for run in node.iter(W + "r"):
            look = _inner(child(run, "rPr"))
            for part in run:
                tag = part.tag.removeprefix(W)
                if tag == "t":
                    yield from (Atom(tag, token, look, link) for token in words(part.text or ""))
                elif tag == "footnoteReference":
                    number = int(value(part, "id") or 0)
                    yield Atom(tag, self.note_texts[number - 1], look, link, number)
                elif tag != "rPr":
                    yield Atom(tag, {"tab": "\t", "br": "\n"}.get(tag, ""), look, link)


def _root(package: Package, part: str) -> Node:
    root = package.xml(part)
    return etree.Element("none") if root is None else root


def _inner(node: Node | None) -> str:
    """The XML below a node."""
    return "".join(plain(part) for part in node) if node is not None else ""
