"""A filled matrix from LibreOffice, text or sheets: what was typed, and every carrier of a row's uid that survived."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from konzept.model import Problem
from konzept.read.container import Package, open_opendocument
from konzept.read.matrix_rows import Sheet, codebook
from konzept.read.matrix_sheets import MOST_COLUMNS, MOST_ROWS, Page, sheets
from konzept.read.matrix_tables import Row, Table, Text, asked_fields, form_id, raws
from konzept.write.matrix_form import CODES, ORGANISATION, PROPERTY, SENDER
from konzept.write.opendocument import SPACES

T, B, O_, S, M, X = (f"{{{SPACES[name]}}}" for name in ("text", "table", "office", "style", "meta", "xlink"))
BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
LINES = (f"{T}p", f"{T}h")
NOTES = (f"{O_}annotation", f"{T}note-body")
APART = {f"{O_}annotation", f"{T}note", f"{T}tracked-changes", BOX, f"{T}ruby-text"}
CHANGES = {f"{T}tracked-changes", f"{B}tracked-changes"}
MARKS = (f"{T}bookmark-start", f"{T}bookmark", f"{T}drop-down")
SEVERAL = 20  # equal rows with words in them that a file may declare at once
MOST_SPACES = 200


def sheet(data: bytes, name: str) -> Sheet:
    """The rows of a matrix in an OpenDocument text or spreadsheet."""
    package = open_opendocument(data, name)
    content = package.xml("content.xml")
    body = None if content is None else content.find(f"{O_}body")
    text = None if body is None else body.find(f"{O_}text")
    book = None if body is None else body.find(f"{O_}spreadsheet")
    known = properties(package)
    if book is not None:
        return sheets([page(each) for each in book.iter(f"{B}table")], known)
    if text is None:
        raise Problem(f"Die Datei „{name}“ enthält keinen Text; bitte nehmen Sie die ausgefüllte Matrix.")
    parts = list(parts_of(text))
    asked = asked_fields(part.text for part in parts if isinstance(part, Text))
    found = known[PROPERTY].strip() if PROPERTY in known else form_id(footers(package))
    rows = tuple(raws(parts, codebook(known.get(CODES, ""))))
    return Sheet(found, rows, asked.get(ORGANISATION, ""), asked.get(SENDER, ""), known)


def properties(package: Package) -> dict[str, str]:
    """The user-defined properties."""
    root = package.xml("meta.xml")
    if root is None:
        return {}
    return {str(each.get(f"{M}name")): "".join(map(str, each.itertext())) for each in root.iter(f"{M}user-defined")}


def footers(package: Package) -> Iterator[str]:
    """What everybody can read at the foot of a page."""
    root = package.xml("styles.xml")
    for footer in () if root is None else root.iter(f"{S}footer"):
        yield paragraphs(footer)


def spoken(element: etree._Element) -> Iterator[str]:
    """The words of a paragraph as a reader sees them; comments, footnotes and text boxes are apart."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{T}s":
            count = child.get(f"{T}c", "1")
            yield " " * (min(int(count), MOST_SPACES) if count.isascii() and count.isdigit() else 1)
        elif child.tag in (f"{T}tab", f"{T}line-break"):
            yield " " if child.tag == f"{T}tab" else "\n"
        elif child.tag not in APART and isinstance(child.tag, str):
            yield from spoken(child)
        yield child.tail or ""


def paragraphs(element: etree._Element) -> str:
    """The paragraphs below an element, a line each, those of comments and footnotes left out."""
    lines = ("".join(spoken(each)).strip() for each in element.iter(*LINES) if not apart(each, element))
    return "\n".join(line for line in lines if line)


def apart(element: etree._Element, top: etree._Element) -> bool:
    """Does it stand in a comment, a footnote or in what was deleted?"""
    for above in element.iterancestors():
        if above is top:
            return False
        if above.tag in APART and above.tag != BOX:
            return True
    return False


def parts_of(text: etree._Element) -> Iterator[Table | Text]:
    """Paragraphs and tables in their order, also those in lists and sections."""
    for each in text:
        if each.tag == f"{B}table":
            yield Table(rows_of(each))
        elif each.tag in LINES:
            boxed = [table for table in each.iter(f"{B}table") if next(table.iterancestors(f"{B}table"), None) is None]
            words = "".join(spoken(each)).strip() if boxed else paragraphs_with(each)
            yield Text(words, names(each), notes(each), own=is_title(each))
            yield from (Table(rows_of(table)) for table in boxed)
        elif each.tag in MARKS:
            yield Text("", names(each))
        elif each.tag not in CHANGES:
            yield from parts_of(each)


def paragraphs_with(line: etree._Element) -> str:
    """A paragraph with those of the text boxes in it."""
    boxes = (paragraphs(box) for box in line.iter(BOX) if not apart(box, line))
    return "\n".join(filter(None, ["".join(spoken(line)).strip(), *boxes]))


def is_title(line: etree._Element) -> bool:
    """Title and subtitle are the form's own, whatever the round was called when it was sent out."""
    return line.get(f"{T}style-name") in {"Title", "Subtitle"}


def nested(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Rows of a table in their groups, or cells of a row; not those of a table within."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag not in CHANGES and child.tag != f"{B}table":
            yield from nested(child, *tags)


def rows_of(table: etree._Element) -> Iterator[Row]:
    """The rows of a table of a text."""
    for number, row in enumerate(nested(table, f"{B}table-row"), 1):
        cells = tuple(text for text, _ in cells_of(row))
        yield Row(cells, names(row), notes(row), number)


def cells_of(row: etree._Element) -> list[tuple[str, tuple[str, ...]]]:
    """Words and comments of each cell by grid column, not more than a matrix has."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for cell in row.iterchildren(f"{B}table-cell", f"{B}covered-table-cell"):
        covered = cell.tag == f"{B}covered-table-cell"
        shown = ("", ()) if covered else (paragraphs(cell) or value(cell), notes(cell))
        again = times(cell, "columns")
        if any(shown) or again <= MOST_COLUMNS:  # the rest of a sheet is one cell that stands there a thousand times
            found += [shown] * min(again, MOST_COLUMNS - len(found))
    return found


def value(cell: etree._Element) -> str:
    """The value of a cell that a program wrote without its words."""
    return str(cell.get(f"{O_}string-value") or cell.get(f"{O_}date-value") or cell.get(f"{O_}value") or "")


def times(element: etree._Element, what: str) -> int:
    """How often a row or cell stands there at once."""
    count = element.get(f"{B}number-{what}-repeated", "1")
    return max(int(count), 1) if count.isascii() and count.isdigit() and len(count) < 8 else 1


def names(element: etree._Element) -> tuple[str, ...]:
    """Bookmarks and link targets, then drop-downs and content controls."""
    found = [str(mark.get(f"{T}name")) for mark in element.iter(*MARKS)]
    found += [str(link.get(f"{X}href")).removeprefix("#") for link in element.iter(f"{T}a")]
    for control in element.iter("{*}content-control"):
        found += [str(tag) for key, tag in control.items() if str(key).endswith(("}tag", "}alias"))]
    return tuple(found)


def notes(element: etree._Element) -> tuple[str, ...]:
    """The comments and footnotes that hang on it, without who wrote them and when."""
    return tuple(filter(None, (paragraphs(note) for note in element.iter(*NOTES))))


def page(table: etree._Element) -> Page:
    """A sheet; empty rows are left out, so that a million of them cost nothing."""
    rows: list[Row] = []
    number = 1
    for row in nested(table, f"{B}table-row"):
        again = times(row, "rows")
        cells = cells_of(row)
        if any(text or said for text, said in cells):
            said = tuple(note for _, about in cells for note in about)
            words = tuple(text for text, _ in cells)
            rows += [Row(words, (), said, number + step) for step in range(min(again, SEVERAL, MOST_ROWS - len(rows)))]
        number += again
    return Page(str(table.get(f"{B}name", "")), rows)
