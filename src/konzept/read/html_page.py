"""HTML pages and files -> blocks: what a reader sees of them; nothing is ever loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from konzept.model import Note, Problem
from konzept.read.blocks import Block, Document, Doubt, Footnote, Heading, Paragraph
from konzept.read.blocks import words_of as words_of_block
from konzept.read.bounds import countable
from konzept.read.compose import flow, paragraph, said_of, typed_note, with_marks
from konzept.read.container import parse_html
from konzept.read.html_css import Node, bold_of, css, number_in, size_of
from konzept.read.html_leave import is_contents, left_out_as, said_in
from konzept.read.html_lists import Item, List, item_of, list_of, without_bullet
from konzept.read.html_notes import Notes, find, without_mark, words_of
from konzept.read.html_tables import HEADINGS, Tables, is_layout, is_terms, strays
from konzept.read.inline import BREAK
from konzept.read.runs import Piece, Reading, markdown, without_struck
from konzept.read.telling import Counted, silent
from konzept.wording import plain

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "output",
        "q",
        "ruby",
        "rb",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "math",
    ]
)
_BOLD, _ITALIC, _STRUCK = (
    frozenset({"b", "strong", "th", "dt", "summary"}),
    frozenset({"i", "em"}),
    frozenset({"s", "strike", "del"}),
)
_BLOCKS = ("p", "li", "div", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "br")
AT_END = 10**9  # the block of a footnote that is referred to by its mark alone
_WEB = re.compile(r"https?://|mailto:", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_RAISED = re.compile(r"\s*[\d*†]{1,3}\s*")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for all words within an element."""

    look: Piece = field(default_factory=lambda: Piece(""))
    raised: bool = False
    added: bool = False
    lines: bool = False
    toc: bool = False
    heading: int | None = None
    item: Item | None = None
    open: List | None = None


@dataclass(slots=True)
class _Page:
    """What is known of the page, and what has been read so far."""

    notes: Notes
    tables: Tables = field(default_factory=Tables)
    footnotes: list[Footnote] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    paragraphs: int = 0


def read(data: bytes, name: str, told: Counted = silent) -> Document:
    """The blocks of an HTML page. `told` hears how many of its elements are read. Problem where there is nothing to read."""
    body = parse_html(data, name)
    countable(body, _BLOCKS, ("td", "th"), name)
    page = _Page(find(body))
    blocks = _Walk(page).blocks(body, told)
    marks = frozenset(footnote.note.mark for footnote in page.footnotes)
    if not blocks:
        raise Problem(f"Die Datei „{name}“ enthält keinen Text; bitte wählen Sie die Datei mit dem Inhalt.")
    notes = (replace(note, block=min(note.block, len(blocks))) for note in page.footnotes)
    return Document(with_marks(blocks, marks), name, tuple(notes), tuple(page.doubts))


@dataclass(slots=True)
class _Walk:
    """Walks through the elements of the page or of one cell without recursion; `row` is the place of the cell's row."""

    page: _Page
    row: str | None = None
    depth: int = 0
    typed: bool = True
    out: list[Block] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    reading: Reading = field(default_factory=Reading)
    new: list[str] = field(default_factory=list)

    def blocks(self, top: Node, told: Counted = silent) -> list[Block]:
        """The blocks below an element. `told` hears how many of its elements are read."""
        done, total = 0, 0 if told is silent else sum(1 for _ in top.iter())
        todo: list[tuple[Node, bool]] = [(top, True)]
        self.frames.append(self._frame(top, css(top)))
        while todo:
            node, entering = todo.pop()
            if entering and (node is top or self._enter(node)):
                todo.append((node, False))
                self._text(node.text)
                todo.extend((child, True) for child in reversed(node))
                continue
            if not entering and node is not top:
                self._leave(node)
                done += 1
                told(done, total)
            if node is not top:
                self._text(node.tail)
        self._flush()
        return self.out

    @property
    def _here(self) -> _Frame:
        return self.frames[-1]

    def _enter(self, node: Node) -> bool:
        """Whether to go on into an element; what is not gone into was read, or is said to be left out."""
        if not isinstance(node.tag, str):
            return False
        style = css(node)
        if node in self.page.notes.marks:
            self.reading.pieces.append(Piece(self.page.notes.marks[node], note=True, anchored=True))
        elif node in self.page.notes.bodies:
            self._note(node)
        elif "ignore" in style.get("mso-list", "") and self._here.item is not None:
            label = words_of(node)
            self._here.item.label = without_bullet(label)
        elif what := left_out_as(node, style):
            if not _is_inline(node) and what != "Bild":
                self._flush()
            if words := said_in(node, what):
                self.reading.left_out.append((what, words))
        elif node in self.page.notes.backs or self._is_read(node):
            pass
        else:
            if not _is_inline(node):
                self._flush()
            self.frames.append(self._frame(node, style))
            return True
        return False

    def _is_read(self, node: Node) -> bool:
        """Whether an element was read at once: breaks, tables, lists of terms, words struck out of a tracked text."""
        if node.tag == "br":
            self.reading.pieces.append(replace(self._here.look, text=BREAK))
        elif node.tag == "hr":
            self._flush()
        elif node.tag == "del" and (node.get("datetime") or node.get("cite")):
            self.reading.changes.append(("gelöscht", words_of(node)))
        elif node.tag == "table" and not is_layout(node, self.depth):
            self._flush()
            for stray in strays(node):
                self._stray(stray)
            self._flush()
            made = self.page.tables.read(node, self._cell, self.row)
            self.out += [made] if made is not None else []
        elif node.tag == "dl" and is_terms(node):
            self._flush()
            made = self.page.tables.terms(node, self._cell, self.row)
            self.out += [made] if made is not None else []
        else:
            return False
        return True

    def _stray(self, stray: Node | str) -> None:
        if isinstance(stray, str):
            self._text(stray)
            return
        self._flush()
        self.out += _Walk(self.page, self.row, self.depth + 1).blocks(stray)

    def _cell(self, node: Node, place: str) -> list[Block]:
        return _Walk(self.page, place, self.depth + 1, frames=[_Frame(toc=self._here.toc)]).blocks(node)

    def _note(self, node: Node) -> None:
        """A footnote: its text is no block, and its figure no part of its text."""
        mark = self.page.notes.bodies[node]
        blocks = _Walk(self.page, "Fußnoten", self.depth, typed=False).blocks(node)
        text = without_mark(" ".join(plain(" ".join(map(block_words, blocks))).split()), mark)
        if text:
            self.page.footnotes.append(Footnote(Note(mark, text), AT_END))

    def _leave(self, node: Node) -> None:
        if not _is_inline(node):
            self._flush()
        self.frames.pop()

    def _text(self, text: str | None) -> None:
        here = self._here
        text = (text or "").replace("\n", BREAK) if here.lines else _SPACE.sub(_space, text or "")
        if not text or (text == " " and not self.reading.pieces):
            return
        self.new += [text] if here.added else []
        mark = here.raised and _RAISED.fullmatch(text) is not None
        self.reading.pieces.append(replace(here.look, text=text, note=mark))

    def _flush(self) -> None:
        """The words so far are a block."""
        reading, self.reading, here = self.reading, Reading(), self._here
        if self.new:
            reading.changes.append(("eingefügt", " ".join("".join(self.new).split())))
            self.new = []
        without_struck(reading)
        shown = any(piece.text.strip() for piece in reading.pieces)
        self.page.paragraphs += shown and self.row is None
        place = self.row or f"Absatz {self.page.paragraphs}"
        self.page.doubts += said_of(reading, place)
        note = typed_note(reading.pieces) if self.typed else None
        if note is not None:
            self.page.footnotes.append(Footnote(note, AT_END if self.row else len(self.out)))
        elif shown and (text := flow(markdown(reading.pieces))):
            self._add(text, reading.pieces, here, place)

    def _add(self, text: str, pieces: list[Piece], here: _Frame, place: str) -> None:
        label, level = "", None
        if here.item is not None and not here.item.taken:
            here.item.taken, label, level = True, here.item.label, here.item.level
        if here.heading is not None and not here.toc:
            self.out.append(Heading(f"{label} {text}".strip(), place, here.heading))
        else:
            self.out.append(paragraph(text, label, level, Paragraph("", place, toc=here.toc), pieces))

    def _frame(self, node: Node, style: dict[str, str]) -> _Frame:
        """What holds within an element, from what holds around it."""
        here, name = self._here, str(node.tag)
        bold, slant = bold_of(style), style.get("font-style", "")
        size = size_of(node, style)
        through = (
            name in _STRUCK or "line-through" in f"{style.get('text-decoration')} {style.get('text-decoration-line')}"
        )
        address = (node.get("href") or "").strip() if name == "a" else ""
        look = replace(
            here.look,
            bold=bold if bold is not None else name in _BOLD or here.look.bold,
            italic=slant in {"italic", "oblique"} or (slant != "normal" and (name in _ITALIC or here.look.italic)),
            struck=here.look.struck or through,
            size=size or here.look.size,
            link=address if _WEB.match(address) else here.look.link,
        )
        return replace(
            here,
            look=look,
            raised=here.raised or name == "sup" or style.get("vertical-align") == "super",
            added=here.added or (name == "ins" and bool(node.get("datetime") or node.get("cite"))),
            lines=here.lines or name in {"pre", "listing", "xmp"} or style.get("white-space", "").startswith("pre"),
            toc=here.toc or is_contents(node),
            heading=_heading(node) or here.heading,
            item=item_of(node, style, here.open) or here.item,
            open=list_of(node, style, here.open) or here.open,
        )


def _is_inline(node: Node) -> bool:
    """Whether an element stands within a line; so do Word's own, such as <o:p>."""
    return node.tag in _INLINE or ":" in str(node.tag)


def _space(found: re.Match[str]) -> str:
    """One space; a tab between words of one line stays one, as offices write it."""
    within = found.start() > 0 and found.end() < len(found.string)
    return "\t" if within and "\t" in found[0] and "\n" not in found[0] else " "


def block_words(block: Block) -> str:
    """The words of a block without bars."""
    return words_of_block(block).replace(" | ", " ")


def _heading(node: Node) -> int | None:
    if node.tag in HEADINGS:
        return int(str(node.tag)[1])
    if node.get("role") == "heading":
        return min(max(number_in(node.get("aria-level"), 2), 1), 9)
    return 1 if "msotitle" in (node.get("class") or "").casefold().split() else None
