"""Word files -> blocks, through their own grid: merged cells, content controls, footnotes, tracked changes as accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from konzept.model import Note, Problem
from konzept.read.blocks import Block, Cell, Document, Doubt, Footnote, Heading, Paragraph, Row, Table
from konzept.read.bounds import countable
from konzept.read.compose import (
    MAX_COLUMNS,
    MAX_DEPTH,
    Copies,
    cell_of,
    flow,
    left_out,
    paragraph,
    said_of,
    typed_note,
    with_marks,
    words_in,
)
from konzept.read.container import Package, open_docx
from konzept.read.ooxml import (
    Node,
    Numbering,
    R,
    Style,
    W,
    child,
    is_on,
    links,
    list_of,
    number_of,
    numbering,
    roman,
    styles,
    value,
)
from konzept.read.runs import Piece, Reading, markdown, pieces
from konzept.read.telling import Counted, counted, silent

_THROUGH = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(slots=True)
class _Reader:
    """What is known of the document, and what has been read so far."""

    styles: dict[str, Style]
    numbering: Numbering
    links: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    copies: Copies = field(default_factory=Copies)

    def mark(self, kind: str, note: str) -> str:
        """The printed mark of a footnote or endnote, counted where it is first met."""
        if (kind, note) not in self.marks:
            self.counts[kind] += 1
            self.marks[kind, note] = str(self.counts[kind]) if kind == "footnote" else roman(self.counts[kind])
        return self.marks[kind, note]


def read(data: bytes, name: str, told: Counted = silent) -> Document:
    """The blocks of a Word document. `told` hears how many are read. Problem where it cannot be opened."""
    package = open_docx(data, name)
    root = package.xml("word/document.xml")
    body = child(root, "body")
    if body is None:
        raise Problem(f"Die Datei „{name}“ enthält kein Word-Dokument; bitte speichern Sie sie in Word neu.")
    reader = _Reader(
        styles(package.xml("word/styles.xml")),
        numbering(package.xml("word/numbering.xml")),
        links(package.xml("word/_rels/document.xml.rels")),
    )
    countable(body, (W + "p",), (W + "tc",), name)
    reader.blocks.extend(counted(_blocks(body, reader, None), sum(1 for _ in _nodes(body)), told))
    _collect_notes(package, reader)
    _report_margins(package, reader)
    _report_strangers(package, body, reader)
    known = frozenset(footnote.note.mark for footnote in reader.notes)
    blocks = with_marks(reader.blocks, known)
    if not blocks:
        raise Problem(
            f"Die Datei „{name}“ enthält keinen Text; besteht sie aus Bildern, hilft vorher eine Texterkennung."
        )
    return Document(blocks, name, tuple(reader.notes), tuple(reader.doubts))


def _nodes(parent: Node) -> Iterator[Node]:
    """Paragraphs and tables below a node, through everything that only wraps them."""
    for node in parent:
        if node.tag in (W + "p", W + "tbl"):
            yield node
        elif node.tag in _THROUGH:
            yield from _nodes(node)


def _blocks(parent: Node, reader: _Reader, place: str | None, depth: int = 0) -> Iterator[Block]:
    """`place` names the row for what stands in a cell; None = the body, where paragraphs and tables are counted."""
    carried = Reading()
    nodes = list(_nodes(parent))
    for node, after in zip_longest(nodes, nodes[1:]):
        if node.tag == W + "tbl":
            yield from _table(node, reader, place, depth) if depth < MAX_DEPTH else _too_deep(node, reader, place)
            continue
        reading = _joined(carried, pieces(node, reader.links, reader.mark))
        carried = Reading()
        if is_on(child(node, "pPr", "rPr", "del")) and after is not None and after.tag == W + "p":
            carried = reading
            continue
        where = place or _next_place(reader, reading.pieces)
        reader.doubts += said_of(reading, where)
        yield from _paragraph(node, reading.pieces, reader, where)
        for box in reading.boxes:
            yield from _blocks(box, reader, place, depth + 1) if depth < MAX_DEPTH else _too_deep(box, reader, place)


def _too_deep(node: Node, reader: _Reader, place: str | None) -> Iterator[Block]:
    """No block: what stands in too many tables or boxes is reported."""
    words = "".join(found.text or "" for found in node.iter(W + "t"))
    if words.strip():
        reader.doubts.append(left_out("zu tief verschachtelt", words, place or "Dokument"))
    yield from ()


def _joined(one: Reading, other: Reading) -> Reading:
    """Two paragraphs whose mark between them was deleted."""
    return Reading(
        one.pieces + other.pieces,
        one.boxes + other.boxes,
        one.changes + other.changes,
        one.left_out + other.left_out,
    )


def _next_place(reader: _Reader, found: list[Piece]) -> str:
    reader.paragraphs += any(piece.text.strip() for piece in found)
    return f"Absatz {reader.paragraphs}"


def _paragraph(node: Node, found: list[Piece], reader: _Reader, place: str) -> Iterator[Block]:
    properties = child(node, "pPr")
    style = reader.styles.get(value(child(properties, "pStyle")) or "", Style())
    if (note := typed_note(found)) is not None:
        reader.notes.append(Footnote(note, len(reader.blocks)))
        return
    text = flow(markdown(found))
    if not text:
        return
    listed = list_of(properties) or style.numbering
    label = reader.numbering.label(listed) if listed and listed[0] != "0" else ""
    outline = value(child(properties, "outlineLvl"))
    level = number_of(outline) + 1 if outline and number_of(outline, 9) < 9 else style.level
    if level is not None:
        yield Heading(f"{label} {text}".strip(), place, level)
        return
    blank = Paragraph("", place, bold=style.bold, size=style.size, toc=style.toc)
    yield paragraph(text, label, listed[1] if listed and listed[0] != "0" else None, blank, found)


def _table(node: Node, reader: _Reader, place: str | None, depth: int) -> Iterator[Block]:
    reader.tables += 0 if place else 1
    where = place or f"Tabelle {reader.tables}"
    rows: list[Row] = []
    above: dict[int, Cell] = {}
    for index, row in enumerate(_wrapped(node, "tr"), 1):
        if child(row, "trPr", "del") is not None:
            continue
        row_place = place or f"{where}, Zeile {index}"
        cells = tuple(_cells(row, reader, row_place, above, depth))
        if any(cell.text or cell.tables for cell in cells):
            rows.append(Row(cells, row_place, header=bool(is_on(child(row, "trPr", "tblHeader")))))
    if rows:
        yield Table(tuple(rows), where)


def _wrapped(parent: Node, name: str) -> Iterator[Node]:
    """Rows or cells, also those within content controls."""
    for node in parent:
        if node.tag == W + name:
            yield node
        elif node.tag in _THROUGH:
            yield from _wrapped(node, name)


def _cells(row: Node, reader: _Reader, place: str, above: dict[int, Cell], depth: int) -> Iterator[Cell]:
    """The cells of a row; what goes on from above repeats its text. `above` is kept from row to row by column."""
    column = number_of(value(child(row, "trPr", "gridBefore")))
    for node in _wrapped(row, "tc"):
        properties = child(node, "tcPr")
        columns = min(max(number_of(value(child(properties, "gridSpan")), 1), 1), MAX_COLUMNS)
        merge = child(properties, "vMerge")
        if merge is not None and value(merge) in {None, "continue"} and column in above:
            cell = reader.copies.below(above[column])
        else:
            cell = _cell(node, reader, place, columns, depth)
        above.pop(column, None)
        if merge is not None:
            above[column] = replace(cell, merged=False)
        column += columns
        yield cell


def _cell(node: Node, reader: _Reader, place: str, columns: int, depth: int) -> Cell:
    blocks = list(_blocks(node, reader, place, depth + 1))
    return cell_of(blocks, columns, value(child(node, "tcPr", "shd"), "fill"))


def _collect_notes(package: Package, reader: _Reader) -> None:
    """The texts of footnotes and endnotes that the body refers to; the others are reported."""
    for kind in ("footnote", "endnote"):
        root = package.xml(f"word/{kind}s.xml")
        for node in () if root is None else root.iterfind(W + kind):
            words = _words(node, reader.links, reader.mark)
            known = reader.marks.get((kind, value(node, "id") or ""))
            if known and words:
                reader.notes.append(Footnote(Note(known, words), len(reader.blocks)))
            elif words and value(node, "type") is None:
                reader.doubts.append(Doubt(None, "Fußnoten", "left_out", f"Fußnote ohne Bezug im Text: „{words}“."))


def _words(node: Node, addresses: dict[str, str], mark: Callable[[str, str], str]) -> str:
    return " ".join(filter(None, (words_in(pieces(part, addresses, mark).pieces) for part in node.iter(W + "p"))))


def _report_margins(package: Package, reader: _Reader) -> None:
    """Headers, footers and comments are no part of the concept, but nobody shall miss them."""
    seen: set[str] = set()
    for part in sorted(package.parts):
        found = re.fullmatch(r"word/(header|footer|comments)\d*\.xml", part)
        root = package.xml(part) if found else None
        if found is None or root is None:
            continue
        what, place = ("Kommentar", "Kommentare") if found[1] == "comments" else ("Kopf- oder Fußzeile", "Seitenrand")
        for node in root if found[1] == "comments" else [root]:
            words = _words(node, {}, reader.mark)
            if words and words not in seen:
                seen.add(words)
                reader.doubts.append(left_out(what, words, place))


def _report_strangers(package: Package, body: Node, reader: _Reader) -> None:
    """Macros are never run and other files never opened; that they are there is said."""
    if any(part.endswith("vbaProject.bin") for part in package.parts):
        reader.doubts.append(left_out("Makros", "werden nie ausgeführt", "Datei"))
    for node in body.iter(W + "altChunk", W + "subDoc"):
        words = node.get(R + "id") or "ohne Namen"
        reader.doubts.append(left_out("eingefügtes anderes Dokument", words, "Dokument"))
