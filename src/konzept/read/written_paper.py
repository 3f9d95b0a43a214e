"""A Word file as a flat sequence: paragraphs and rows in order, each with its style's name, anchors and text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from konzept.model import Note
from konzept.read.container import Package
from konzept.read.ooxml import Node, Numbering, W, child, is_on, links, list_of, number_of, numbering, styles, value
from konzept.read.runs import Piece, pieces
from konzept.read.written_text import markdown, words

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_CONTINUED = "list continue"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: the name of its style in small letters, its heading level, anchors, what stands in it, its list mark.

    `mark` is "" for no item; `depth` the level of the list.
    """

    style: str
    level: int | None
    anchors: tuple[str, ...]
    pieces: tuple[Piece, ...]
    mark: str = ""
    depth: int = 0

    def words(self) -> str:
        """Plain."""
        return words(self.pieces)

    def says(self) -> bool:
        """Whether anything stands in it."""
        return any(piece.text.strip() for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the lines of each cell; `header` where it is marked as one; `table` counts tables."""

    cells: tuple[tuple[Line, ...], ...]
    header: bool
    table: int


@dataclass(slots=True)
class Paper:
    """A Word file and what is known of it; `notes` are its footnotes by the mark that stands in the text."""

    package: Package
    names: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int | None] = field(default_factory=dict)
    lists: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    numbers: Numbering = field(default_factory=Numbering)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    anchors: dict[Node, tuple[str, ...]] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    tables: int = 0


def paper(package: Package) -> Paper:
    """Everything that paragraphs refer to."""
    root = package.xml("word/styles.xml")
    known = styles(root)
    nodes = [] if root is None else list(root.iter(W + "style"))
    made = Paper(
        package,
        names={value(node, "styleId") or "": (value(child(node, "name")) or "").casefold() for node in nodes},
        levels={name: style.level for name, style in known.items()},
        lists={name: style.numbering for name, style in known.items()},
        numbers=numbering(package.xml("word/numbering.xml")),
        starts=_starts(package.xml("word/numbering.xml")),
        addresses=links(package.xml("word/_rels/document.xml.rels")),
    )
    for kind in ("footnote", "endnote"):
        notes = package.xml(f"word/{kind}s.xml")
        for node in () if notes is None else notes.iterfind(W + kind):
            made.texts[kind, value(node, "id") or ""] = _note_words(node)
    return made


def _note_words(node: Node) -> str:
    texts = (words(pieces(paragraph, {}, lambda _kind, _id: "").pieces) for paragraph in node.iter(W + "p"))
    return re.sub(r"^[ \t]", "", "\n".join(texts))


def lines(made: Paper) -> Iterator[Line | Row]:
    """All of the body in order; what was deleted with tracking is gone, what was inserted is there."""
    root = made.package.xml("word/document.xml")
    body = child(root, "body")
    if body is None:
        return
    made.anchors = _anchors(body)
    for node in _below(body, "p", "tbl"):
        if node.tag == W + "p":
            yield _line(made, node)
        else:
            yield from _rows(made, node)


def _below(parent: Node, *names: str) -> Iterator[Node]:
    tags = {W + name for name in names}
    for node in parent:
        if node.tag in tags:
            yield node
        elif node.tag in _WRAPPERS:
            yield from _below(node, *names)


def _anchors(body: Node) -> dict[Node, tuple[str, ...]]:
    """The bookmarks of each paragraph; those between paragraphs belong to the next."""
    found: dict[Node, tuple[str, ...]] = {}
    waiting: tuple[str, ...] = ()
    for node in body.iter(W + "p", W + "bookmarkStart"):
        if node.tag == W + "p":
            found[node], waiting = waiting, ()
            continue
        name = value(node, "name") or ""
        around = next(node.iterancestors(W + "p"), None)
        if around is None:
            waiting = (*waiting, name)
        else:
            found[around] = (*found.get(around, ()), name)
    return found


def _line(made: Paper, node: Node) -> Line:
    _without_page_breaks(node)
    properties = child(node, "pPr")
    style = value(child(properties, "pStyle")) or ""
    outline = value(child(properties, "outlineLvl"))
    level = number_of(outline) + 1 if outline and number_of(outline, 9) < 9 else made.levels.get(style)
    listed = list_of(properties) or made.lists.get(style)
    mark, depth = "", 0
    if listed and listed[0] != "0" and level is None:
        mark, depth = _list_mark(made, listed), listed[1]
    found = pieces(node, made.addresses, lambda kind, identity: _noted(made, kind, identity)).pieces
    composed = tuple(replace(piece, text=normalize("NFC", piece.text)) for piece in found)
    return Line(made.names.get(style, ""), level, made.anchors.get(node, ()), composed, mark, depth)


def _list_mark(made: Paper, listed: tuple[str, int]) -> str:
    """The printed number of an item, "-" for a bullet; a list that begins anew does so where it is first met."""
    start = made.starts.pop(listed, None)
    if start is not None:
        made.numbers.counts.setdefault(made.numbers.abstract.get(listed[0], ""), {})[listed[1]] = start - 1
    return made.numbers.label(listed) or "-"


def _starts(root: Node | None) -> dict[tuple[str, int], int]:
    """List and level -> the number that a list begins with anew."""
    return {
        (value(number, "numId") or "", number_of(value(level, "ilvl"))): number_of(value(start))
        for number in ([] if root is None else root.findall(W + "num"))
        for level in number.findall(W + "lvlOverride")
        if (start := child(level, "startOverride")) is not None
    }


def _without_page_breaks(node: Node) -> None:
    """LibreOffice writes a break where ours had a property of the next heading; it is no word."""
    for found in list(node.iter(W + "br")):
        around = found.getparent()
        if value(found, "type") in {"page", "column"} and around is not None:
            around.remove(found)


def _noted(made: Paper, kind: str, identity: str) -> str:
    mark = str(len(made.notes) + 1)
    made.notes[mark] = Note(mark, made.texts.get((kind, identity), ""))
    return mark


def _rows(made: Paper, table: Node) -> Iterator[Row]:
    made.tables += 1
    number = made.tables
    for row in _below(table, "tr"):
        if child(row, "trPr", "del") is None:
            cells = tuple(tuple(_line(made, node) for node in cell.iter(W + "p")) for cell in _below(row, "tc"))
            yield Row(cells, bool(is_on(child(row, "trPr", "tblHeader"))), number)


# --- paragraphs together ---


def text(found: list[Line]) -> str:
    """Paragraphs and lists as restricted Markdown; empty ones only make room."""
    return _flowing([line for line in found if line.says()], markdown, "\n\n")


def value_of(found: tuple[Line, ...]) -> str:
    """The plain words of a cell, line by line."""
    return _flowing([line for line in found if line.says()], words, "\n")


def _flowing(found: list[Line], told: Callable[[tuple[Piece, ...]], str], around_lists: str) -> str:
    out = ""
    widths: list[int] = []
    before: Line | None = None
    for line in found:
        if line.mark:
            del widths[line.depth :]
            opening = " " * sum(widths) + f"{line.mark} "
            widths.append(len(line.mark) + 1)
        else:
            widths = widths if line.style == _CONTINUED else []
            opening = " " * sum(widths)
        between = "\n\n"
        if before is not None and (before.mark or line.mark):
            between = "\n" if before.mark and line.mark else around_lists
        words_here = told(line.pieces)
        if line.mark or line.style == _CONTINUED:
            words_here = words_here.replace("\n", "\n" + " " * sum(widths))
        out += (between if before is not None else "") + opening + words_here
        before = line
    return out
