"""OpenDocument texts -> blocks, through their own grid: what Writer shows, tracked changes as accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from konzept.model import Note, Problem
from konzept.read.blocks import Block, Document, Doubt, Footnote, Heading, Paragraph
from konzept.read.bounds import countable
from konzept.read.compose import MAX_DEPTH, flow, left_out, paragraph, said_of, typed_note, with_marks, words_in
from konzept.read.container import flat_odt, open_odt
from konzept.read.odt_lists import Item, Lists, item_of
from konzept.read.odt_runs import PARAGRAPHS, Inline, bare, children, drawn, paragraphs_of
from konzept.read.odt_styles import DRAW, OFFICE, STYLE, TABLE, TEXT, Node, Style, number_of, styles, text_of
from konzept.read.odt_tables import Tables
from konzept.read.runs import Piece, Reading, markdown
from konzept.read.telling import Counted, counted, silent

_INDEX = frozenset(
    TEXT + name
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    )
)
_SKIPPED = frozenset(
    (
        *(
            TEXT + name
            for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "number")
        ),
        *(TEXT + name for name in ("table-of-content-source", "bibliography-source", "dde-connection-decls")),
        *(OFFICE + name for name in ("forms", "annotation-end", "event-listeners", "scripts")),
    )
)
_CHANGES = frozenset(TEXT + name for name in ("change", "change-start", "change-end"))


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a block stands: the `row` whose cell it is in (None = the body), how deep, in which item, in a table of contents."""

    row: str | None = None
    depth: int = 0
    item: Item | None = None
    toc: bool = False


@dataclass(slots=True)
class _Reader:
    """What is known of the document, and what has been read so far."""

    inline: Inline
    lists: Lists
    tables: Tables = field(default_factory=Tables)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    paragraphs: int = 0

    def place(self, found: list[Piece]) -> str:
        self.paragraphs += any(piece.text.strip() for piece in found)
        return f"Absatz {self.paragraphs}"


def read(data: bytes, name: str, told: Counted = silent) -> Document:
    """The blocks of an OpenDocument text, packed (.odt) or flat (.fodt). `told` hears how many are read. Problem where it cannot be opened."""
    content, margins = _roots(data, name)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Problem(
            f"Die Datei „{name}“ enthält kein OpenDocument-Textdokument; bitte speichern Sie das Konzept in LibreOffice als .odt."
        )
    countable(body, PARAGRAPHS, (TABLE + "table-cell",), name)
    known = styles([margins, content])
    reader = _Reader(Inline(known), Lists(known.lists, known.outline))
    _know_changes(body, reader.inline)
    reader.blocks.extend(counted(_blocks(body, reader, _Where()), len(body), told))
    _collect_notes(reader)
    _report_margins(content if margins is None else margins, reader)
    marks = frozenset(footnote.note.mark for footnote in reader.notes)
    blocks = with_marks(reader.blocks, marks)
    if not blocks:
        raise Problem(
            f"Die Datei „{name}“ enthält keinen Text; besteht sie aus Bildern, hilft vorher eine Texterkennung."
        )
    return Document(blocks, name, tuple(reader.notes), tuple(reader.doubts))


def _roots(data: bytes, name: str) -> tuple[Node, Node | None]:
    """What holds the text, and what holds styles and margins where that is a part of its own."""
    if not data.startswith(b"PK"):
        return flat_odt(data, name), None
    package = open_odt(data, name)
    content = package.xml("content.xml")
    if content is None:
        raise Problem(f"Die Datei „{name}“ enthält keinen Text; bitte speichern Sie sie in LibreOffice neu.")
    return content, package.xml("styles.xml")


def _know_changes(body: Node, inline: Inline) -> None:
    for region in body.iter(TEXT + "changed-region"):
        change = region.get(TEXT + "id") or region.get("{http://www.w3.org/XML/1998/namespace}id") or ""
        for node in children(region):
            if node.tag == TEXT + "deletion":
                inline.removed[change] = bare(node)
            elif node.tag == TEXT + "insertion":
                inline.added.add(change)


def _blocks(parent: Node, reader: _Reader, where: _Where) -> Iterator[Block]:
    """The blocks below a node in document order, through everything that only wraps them."""
    for node in children(parent):
        if node.tag in PARAGRAPHS:
            yield from _paragraph(node, reader, where)
        elif node.tag == TABLE + "table" and where.depth < MAX_DEPTH:
            yield from _table(node, reader, where)
        elif node.tag in {TEXT + "list", TEXT + "numbered-paragraph"}:
            yield from _list(node, reader, where)
        elif node.tag in _INDEX:
            yield from _blocks(node, reader, replace(where, toc=True))
        elif node.tag in _CHANGES or str(node.tag).startswith(DRAW):
            yield from _beside(node, reader, where)
        elif node.tag == OFFICE + "annotation":
            reader.inline.comments.append(node)
        elif _is_hidden(node, reader):
            words = bare(node)
            reader.doubts += [left_out("ausgeblendeter Text", words, where.row or reader.place([]))] if words else []
        elif node.tag not in _SKIPPED:
            yield from _blocks(node, reader, where)


def _is_hidden(node: Node, reader: _Reader) -> bool:
    if node.tag != TEXT + "section":
        return False
    shown = node.get(TEXT + "display")
    return (
        shown == "none"
        or (shown == "condition" and node.get(TEXT + "is-hidden") == "true")
        or reader.inline.styles.hides(node.get(TEXT + "style-name"))
    )


def _beside(node: Node, reader: _Reader, where: _Where) -> Iterator[Block]:
    """What stands between paragraphs: marks of changes, and frames that belong to a page."""
    reading = Reading()
    if node.tag in _CHANGES:
        reader.inline.change(node, reading)
    elif node.find(DRAW + "text-box") is None and node.tag in {DRAW + "text-box", DRAW + "page"}:
        reading.boxes.append(node)
    else:
        drawn(node, reading)
    reader.doubts += said_of(reading, where.row or reader.place([]))
    for box in reading.boxes:
        yield from _blocks(box, reader, _Where(where.row, where.depth))


def _list(node: Node, reader: _Reader, where: _Where) -> Iterator[Block]:
    if where.toc:
        for item in children(node):
            yield from _blocks(item, reader, where)
        return
    opened = reader.lists.open(node, where.item)
    if node.tag == TEXT + "numbered-paragraph":
        run, style, _ = opened
        level = min(max(number_of(node.get(TEXT + "level"), 1), 1), 10)
        yield from _blocks(node, reader, replace(where, item=Item(run, style, level)))
        return
    for item in children(node):
        yield from _blocks(item, reader, replace(where, item=item_of(item, opened)))


def _paragraph(node: Node, reader: _Reader, where: _Where) -> Iterator[Block]:
    if len(node) == 0 and not node.text and where.item is None and node.tag == TEXT + "p":
        return
    style = reader.inline.styles.paragraph(node.get(TEXT + "style-name"))
    reading = reader.inline.read(node, style.direct)
    place = where.row or reader.place(reading.pieces)
    reader.doubts += said_of(reading, place)
    yield from _written(node, reading.pieces, style, reader, replace(where, row=place))
    for box in reading.boxes:
        yield from _blocks(box, reader, _Where(where.row, where.depth + 1, toc=where.toc))


def _written(node: Node, found: list[Piece], style: Style, reader: _Reader, where: _Where) -> Iterator[Block]:
    """The paragraph itself; `where.row` is its place."""
    place, level = where.row or "", None if where.toc else _level(node, style)
    first = where.item is not None and not where.item.taken and not where.item.header
    label = _label(node, style, level, reader, where.item)
    if (note := typed_note(found)) is not None:
        reader.notes.append(Footnote(note, len(reader.blocks)))
        return
    text = flow(markdown(found))
    if not text:
        return
    if level is not None:
        yield Heading(f"{label} {text}".strip(), place, level)
        return
    blank = Paragraph("", place, bold=bool(style.look.bold), size=style.look.size, toc=where.toc or style.toc)
    listed = where.item.level - 1 if where.item is not None and first else None
    yield paragraph(text, label, listed, blank, found)


def _level(node: Node, style: Style) -> int | None:
    if node.tag == TEXT + "h":
        return min(max(number_of(node.get(TEXT + "outline-level"), style.level or 1), 1), 9)
    return style.level


def _label(node: Node, style: Style, level: int | None, reader: _Reader, item: Item | None) -> str:
    """The automatic number before a paragraph; one that the file itself has written down goes first."""
    label = ""
    if item is not None:
        label = reader.lists.label(item, style.numbering)
    elif node.tag == TEXT + "h" and level is not None and node.get(TEXT + "is-list-header") != "true":
        start = node.get(TEXT + "start-value")
        own = style.numbering is None or style.numbering == "Outline"
        label = reader.lists.heading(level, number_of(start) if start else None) if own else ""
    written = node.find(TEXT + "number")
    return label if written is None else text_of(written).strip()


def _table(node: Node, reader: _Reader, where: _Where) -> Iterator[Block]:
    def inside(cell: Node, row: str) -> list[Block]:
        return list(_blocks(cell, reader, _Where(row, where.depth + 1, toc=where.toc)))

    for part in node.iterchildren(TABLE + "title", TABLE + "desc"):
        if words := bare(part):
            reader.doubts.append(
                left_out("Beschreibung der Tabelle", words, where.row or f"Tabelle {reader.tables.count + 1}")
            )
    made = reader.tables.read(node, inside, reader.inline.styles, where.row)
    reader.doubts += reader.tables.doubts
    reader.tables.doubts.clear()
    if made is not None:
        yield made


def _collect_notes(reader: _Reader) -> None:
    """The texts of footnotes and endnotes, and of those within them."""
    for mark, body in reader.inline.notes:
        words = " ".join(filter(None, (_words(node, reader, "Fußnoten") for node in paragraphs_of(body))))
        if words:
            reader.notes.append(Footnote(Note(mark, words), len(reader.blocks)))
    for words in reader.inline.removed.values():
        reader.doubts += said_of(Reading(changes=[("gelöscht", words)]), "Änderungen")


def _words(node: Node, reader: _Reader, place: str) -> str:
    reading = reader.inline.read(node, reader.inline.styles.paragraph(node.get(TEXT + "style-name")).direct)
    reader.doubts += said_of(reading, place)
    return " ".join(filter(None, [words_in(reading.pieces), *map(bare, reading.boxes)]))


def _report_margins(root: Node, reader: _Reader) -> None:
    """Headers, footers and comments (also those on comments) are no part of the concept, but nobody shall miss them."""
    reader.inline.margin = True
    edges = {f"{STYLE}{kind}{which}" for kind in ("header", "footer") for which in ("", "-left", "-first")}
    pages = root.iterfind(f"{OFFICE}master-styles/{STYLE}master-page/*")
    comments = (("Kommentar", "Kommentare", node) for node in reader.inline.comments)
    margins = (("Kopf- oder Fußzeile", "Seitenrand", node) for node in pages if node.tag in edges)
    seen: set[str] = set()
    for what, place, node in chain(comments, margins):
        words = " ".join(filter(None, (_words(part, reader, place) for part in paragraphs_of(node))))
        if words and words not in seen:
            seen.add(words)
            reader.doubts.append(left_out(what, words, place))
