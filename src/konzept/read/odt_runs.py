"""The words of an OpenDocument paragraph: what is read, what is left out, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from itertools import count as naturals

from konzept.read.inline import BREAK
from konzept.read.odt_styles import DRAW, OFFICE, SVG, TEXT, XLINK, Look, Node, Styles, number_of, text_of
from konzept.read.ooxml import roman
from konzept.read.runs import Piece, Reading, without_struck

PARAGRAPHS = (TEXT + "p", TEXT + "h")
_WEB = re.compile(r"https?://|mailto:")
_SPACE = re.compile(r"[ \t\r\n]+")
_RAISED = re.compile(r"\s*[\d*†]{1,3}\s*")
_MARGIN_FIELDS = (TEXT + "page-number", TEXT + "page-count", TEXT + "page-continuation")
_SKIPPED = frozenset(
    (
        *(TEXT + name for name in ("number", "tracked-changes", "script", "note-body")),
        *(OFFICE + name for name in ("annotation-end", "event-listeners", "forms")),
        *(DRAW + name for name in ("control", "glue-point", "enhanced-geometry")),
    )
)
_PICTURES = tuple(DRAW + name for name in ("image", "object", "object-ole", "plugin", "applet", "floating-frame"))


def children(node: Node) -> Iterator[Node]:
    """The elements right below a node."""
    return node.iterchildren("*")


def paragraphs_of(node: Node) -> Iterator[Node]:
    """The paragraphs below a node, but not those within them."""
    for found in children(node):
        if found.tag in PARAGRAPHS:
            yield found
        else:
            yield from paragraphs_of(found)


def bare(node: Node) -> str:
    """All words below a node in one line, whatever they look like."""
    parts = [text_of(found) for found in paragraphs_of(node)] or [text_of(node)]
    return " ".join(" ".join(parts).split())


@dataclass(slots=True)
class Inline:
    """What runs through the paragraphs of a document: `removed` words by change, footnotes and comments met on the way;
    `running` changes with the paragraph and the piece where each begins; as many pieces of this `paragraph` are `told`.
    """

    styles: Styles
    removed: dict[str, str] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    notes: list[tuple[str, Node]] = field(default_factory=list)
    comments: list[Node] = field(default_factory=list)
    running: dict[str, tuple[int, int]] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    margin: bool = False
    paragraph: int = 0
    told: int = 0

    def read(self, paragraph: Node, look: Look) -> Reading:
        """What stands in a paragraph whose own look this is."""
        reading = Reading()
        self.paragraph, self.told = self.paragraph + 1, 0
        self._walk(paragraph, reading, look, "")
        self._tell(reading)
        hidden = paragraph.iter(TEXT + "hidden-paragraph")
        if any(node.get(TEXT + "is-hidden") == "true" for node in hidden):
            reading.left_out.append(("ausgeblendeter Text", "".join(piece.text for piece in reading.pieces)))
            reading.pieces = []
        without_struck(reading)
        return reading

    def change(self, node: Node, reading: Reading) -> None:
        """A mark of a tracked change: words that went, or where new ones begin and end."""
        change = node.get(TEXT + "change-id", "")
        if node.tag == TEXT + "change" and change in self.removed:
            reading.changes.append(("gelöscht", self.removed.pop(change)))
        elif node.tag == TEXT + "change-start" and change in self.added:
            self.running[change] = self.paragraph, len(reading.pieces)
        elif node.tag == TEXT + "change-end" and change in self.running:
            if change == next(iter(self.running)):
                self._tell(reading)
            del self.running[change]

    def _tell(self, reading: Reading) -> None:
        """Tells what the first open change has added; one within it or behind its beginning is told with it, no piece twice."""
        if self.running:
            paragraph, begins = next(iter(self.running.values()))
            start = max(begins if paragraph == self.paragraph else 0, self.told)
            reading.changes += [_added(reading, start)] if start < len(reading.pieces) else []
            self.told = len(reading.pieces)

    def _walk(self, parent: Node, reading: Reading, look: Look, link: str) -> None:
        _add(parent.text, reading, look, link)
        for node in parent:
            if isinstance(node.tag, str) and node.tag not in _SKIPPED:
                self._node(node, reading, look, link)
            _add(node.tail, reading, look, link)

    def _node(self, node: Node, reading: Reading, look: Look, link: str) -> None:
        name = str(node.tag)
        if name == TEXT + "span":
            self._walk(node, reading, self.styles.words(node.get(TEXT + "style-name")).over(look), link)
        elif name == TEXT + "a":
            address = node.get(XLINK + "href", "")
            self._walk(node, reading, look, address if _WEB.match(address) else link)
        elif name == TEXT + "note":
            reading.pieces.append(Piece(self._note(node), note=True, anchored=True))
        elif name == OFFICE + "annotation":
            self.comments.append(node)
        elif name in {TEXT + "change", TEXT + "change-start", TEXT + "change-end"}:
            self.change(node, reading)
        elif name.startswith(DRAW):
            drawn(node, reading)
        elif name == TEXT + "hidden-text" and node.get(TEXT + "is-hidden") != "false":
            reading.left_out.append(("ausgeblendeter Text", node.get(TEXT + "string-value") or bare(node)))
        elif (letters := _letters(node, name)) is not None:
            _add(letters, reading, look, link, raw=True)
        elif not (self.margin and name in _MARGIN_FIELDS):
            self._walk(node, reading, look, link)

    def _note(self, node: Node) -> str:
        """The printed mark of a footnote, whose text is kept for later."""
        end = node.get(TEXT + "note-class") == "endnote"
        citation = node.find(TEXT + "note-citation")
        mark = re.sub(r"[\s\[\]]", "", "" if citation is None else text_of(citation))[:20]
        count = len(self.notes) + 1
        if not mark or mark in self.marks:
            others = (f"n{number}" for number in naturals(count))
            mark = next(
                found for found in chain([roman(count) if end else str(count)], others) if found not in self.marks
            )
        self.marks.add(mark)
        body = node.find(TEXT + "note-body")
        if body is not None:
            self.notes.append((mark, body))
        return mark


def _letters(node: Node, name: str) -> str | None:
    """What stands for an element without words of its own; None for every other."""
    if name == TEXT + "s":
        return " " * min(max(number_of(node.get(TEXT + "c"), 1), 1), 20)
    return {TEXT + "tab": "\t", TEXT + "line-break": BREAK, TEXT + "soft-page-break": ""}.get(name)


def _add(text: str | None, reading: Reading, look: Look, link: str, *, raw: bool = False) -> None:
    if not text:
        return
    text = text if raw else _SPACE.sub(" ", text)
    if look.hidden:
        if text.strip():
            reading.left_out.append(("ausgeblendeter Text", text))
        return
    mark = bool(look.raised) and _RAISED.fullmatch(text) is not None
    reading.pieces.append(Piece(text, look.bold, bool(look.italic), bool(look.struck), look.size, link, note=mark))


def _added(reading: Reading, start: int) -> tuple[str, str]:
    return "eingefügt", "".join(piece.text for piece in reading.pieces[start:]).replace(BREAK, " ")


def drawn(node: Node, reading: Reading) -> None:
    """A text box or a shape with words is read, a picture is reported with its alternative text."""
    if node.tag in {DRAW + "g", DRAW + "a"}:
        for part in children(node):
            if str(part.tag).startswith(DRAW):
                drawn(part, reading)
        return
    box = node.find(DRAW + "text-box")
    if box is not None:
        reading.boxes.append(box)
        return
    words = next((text_of(found).strip() for found in node.iterchildren(SVG + "desc", SVG + "title")), "")
    if next(node.iterchildren(*PARAGRAPHS, TEXT + "list"), None) is not None:
        reading.boxes.append(node)
    elif words or next(node.iterchildren(*_PICTURES), None) is not None:
        reading.left_out.append(("Bild", words or "ohne Alternativtext"))
