"""A filled Word matrix: all that was typed, whatever wrapped it, and every carrier of a row's uid that survived."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from konzept.model import Problem
from konzept.read.container import Package, open_docx
from konzept.read.matrix_rows import Sheet, codebook
from konzept.read.matrix_tables import Row, Table, Text, asked_fields, form_id, raws
from konzept.write.matrix_form import CODES, ORGANISATION, PROPERTY, SENDER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
FALLBACK = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box once more, for old programs
)
GONE = {f"{W}del", f"{W}moveFrom", f"{W}sdtPr", f"{W}rPr", f"{W}pPr", FALLBACK}
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
WRAPPERS = {
    f"{W}customXml": None,
    f"{W}smartTag": None,
    f"{W}ins": None,
    f"{W}moveTo": None,
    f"{W}sdt": f"{W}sdtContent",
}
NOTES = {f"{W}commentReference": "comments", f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}


def sheet(data: bytes, name: str) -> Sheet:
    """The rows of a Word matrix."""
    package = open_docx(data, name)
    document = package.xml("word/document.xml")
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise Problem(f"Die Datei „{name}“ enthält keinen Text; bitte nehmen Sie die ausgefüllte Matrix.")
    known = properties(package)
    parts = list(parts_of(body, notes_of(package)))
    asked = asked_fields(part.text for part in parts if isinstance(part, Text))
    rows = tuple(raws(parts, codebook(known.get(CODES, ""))))
    found = known[PROPERTY].strip() if PROPERTY in known else form_id(footers(package))
    return Sheet(found, rows, asked.get(ORGANISATION, ""), asked.get(SENDER, ""), known)


def properties(package: Package) -> dict[str, str]:
    """The custom document properties."""
    root = package.xml("docProps/custom.xml")
    if root is None:
        return {}
    return {str(entry.get("name")): "".join(str(text) for text in entry.itertext()) for entry in root}


def footers(package: Package) -> Iterator[str]:
    """What everybody can read at the foot of a page."""
    for part in sorted(package.parts):
        if part.startswith("word/footer") and (root := package.xml(part)) is not None:
            yield paragraphs(root)


def notes_of(package: Package) -> dict[tuple[str, str], str]:
    """Comments, footnotes and endnotes by the tag that refers to them and their number."""
    found = {}
    for tag, part in NOTES.items():
        root = package.xml(f"word/{part}.xml")
        for note in () if root is None else root:
            if note.get(f"{W}type") is None:  # separators have one
                found[tag, str(note.get(f"{W}id"))] = paragraphs(note)
    return found


def spoken(element: etree._Element) -> Iterator[str]:
    """The words below an element as a reader sees them: insertions yes, deletions and placeholders no."""
    if element.tag in GONE:
        return
    if element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return
    if element.tag == f"{W}t":
        yield element.text or ""
    elif element.tag in BREAKS:
        yield BREAKS[str(element.tag)]
    for child in element:
        if child.tag != f"{W}txbxContent":  # its paragraphs are lines of their own
            yield from spoken(child)


def paragraphs(element: etree._Element) -> str:
    """The paragraphs below an element, a line each."""
    lines = ("".join(spoken(each)).strip() for each in element.iter(f"{W}p") if not hidden(each, element))
    return "\n".join(line for line in lines if line)


def hidden(element: etree._Element, top: etree._Element) -> bool:
    """Does it stand in a placeholder or in what was deleted?"""
    for above in element.iterancestors():
        if above is top:
            return False
        if above.tag in GONE or (above.tag == f"{W}sdt" and above.find(f"{W}sdtPr/{W}showingPlcHdr") is not None):
            return True
    return False


def parts_of(body: etree._Element, notes: dict[tuple[str, str], str]) -> Iterator[Table | Text]:
    """Paragraphs and tables in their order; a bookmark may stand between them."""
    for each in inside(body, f"{W}p", f"{W}tbl", f"{W}bookmarkStart"):
        if each.tag == f"{W}bookmarkStart":
            yield Text("", names(each))
        elif each.tag == f"{W}tbl":
            yield Table(rows_of(each, notes))
        else:
            boxed = [table for table in each.iter(f"{W}tbl") if next(table.iterancestors(f"{W}tbl"), None) is None]
            words = "".join(spoken(each)).strip() if boxed else paragraphs(each)
            yield Text(words, names(each), notes_in(each, notes), own=is_title(each))
            yield from (Table(rows_of(table, notes)) for table in boxed)


def is_title(paragraph: etree._Element) -> bool:
    """Title and subtitle are the form's own, whatever the round was called when it was sent out."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and str(style.get(VALUE)).startswith(("Title", "Subtitle", "Titel", "Untertitel"))


def inside(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those that a content control or a tracked insertion wraps."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in WRAPPERS:
            within = WRAPPERS[str(child.tag)]
            content = child.find(within) if within else child
            yield from () if content is None else inside(content, *tags)


def rows_of(table: etree._Element, notes: dict[tuple[str, str], str]) -> Iterator[Row]:
    """The rows of a table; one whose deletion is tracked is none."""
    for number, row in enumerate(inside(table, f"{W}tr"), 1):
        if row.find(f"{W}trPr/{W}del") is None:
            cells = [text for cell in inside(row, f"{W}tc") for text in spread(cell)]
            yield Row(tuple(cells), names(row), notes_in(row, notes), number)


def spread(cell: etree._Element) -> list[str]:
    """The words of a cell and nothing for each further column that it spans."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    wide = str(span.get(VALUE)) if span is not None else "1"
    return [paragraphs(cell)] + [""] * (min(int(wide), 64) - 1 if wide.isascii() and wide.isdigit() else 0)


def names(element: etree._Element) -> tuple[str, ...]:
    """Bookmarks and link targets, then the tags of content controls, each once."""
    marks = [str(mark.get(f"{W}name")) for mark in element.iter(f"{W}bookmarkStart")]
    marks += [str(link.get(f"{W}anchor")) for link in element.iter(f"{W}hyperlink")]
    tags = {str(tag.get(VALUE)).split(":")[0] for tag in element.iter(f"{W}tag", f"{W}alias")}
    return (*marks, *sorted(tags))


def notes_in(element: etree._Element, notes: dict[tuple[str, str], str]) -> tuple[str, ...]:
    """The comments and footnotes that hang on it."""
    marks = ((str(mark.tag), str(mark.get(f"{W}id"))) for mark in element.iter(*NOTES))
    return tuple(filter(None, (notes.get(mark, "") for mark in marks)))
