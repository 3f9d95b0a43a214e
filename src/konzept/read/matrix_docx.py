"""A filled Word matrix: all that was typed, whatever wrapped it, and every carrier of a row's uid that survived."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from konzept.model import Problem
from konzept.read.container import Package, open_docx
from konzept.read.matrix_rows import PARTS, Raw, Sheet, by_position, claimed_codes, codebook
from konzept.write.matrix_form import AREA, CODES, ELEMENT, HEADINGS, NEW, ORGANISATION, PROPERTY, SENDER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
FALLBACK = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box once more, for old programs
)
GONE = {f"{W}del", f"{W}moveFrom", f"{W}sdtPr", f"{W}rPr", f"{W}pPr", FALLBACK}
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
FORM_ID = re.compile(r"Kennung der Matrix:\s*([0-9A-Za-z-]{6,64})")


def sheet(data: bytes, name: str) -> Sheet:
    """The rows of a Word matrix."""
    package = open_docx(data, name)
    document = package.xml("word/document.xml")
    if document is None:
        raise Problem(f"Die Datei „{name}“ enthält keinen Text; bitte nehmen Sie die ausgefüllte Matrix.")
    known = properties(package)
    book, remarks = codebook(known.get(CODES, "")), comments(package)
    rows = (*table_rows(document, book, remarks), *loose_rows(document, remarks))
    asked = dict(asked_fields(document))
    return Sheet(form_id(package, known), rows, asked.get(ORGANISATION, ""), asked.get(SENDER, ""), known)


def properties(package: Package) -> dict[str, str]:
    """The custom document properties."""
    root = package.xml("docProps/custom.xml")
    if root is None:
        return {}
    return {str(entry.get("name")): "".join(str(text) for text in entry.itertext()) for entry in root}


def form_id(package: Package, known: dict[str, str]) -> str | None:
    """From the property, else from the footer that everybody can read."""
    if PROPERTY in known:
        return known[PROPERTY].strip()
    for part in sorted(package.parts):
        if part.startswith("word/footer") and (root := package.xml(part)) is not None:
            found = FORM_ID.search(paragraphs(root))
            if found:
                return found[1]
    return None


def comments(package: Package) -> dict[str, str]:
    """Word comments by their number."""
    root = package.xml("word/comments.xml")
    if root is None:
        return {}
    return {str(comment.get(f"{W}id")): paragraphs(comment) for comment in root.iter(f"{W}comment")}


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


def asked_fields(document: etree._Element) -> Iterator[tuple[str, str]]:
    """What stands behind „Ihre Organisation:“ and „Ansprechperson …:“."""
    for each in document.iter(f"{W}p"):
        line = "".join(spoken(each)).strip()
        for label in (ORGANISATION, SENDER):
            if line.startswith(f"{label}:"):
                typed = line.removeprefix(f"{label}:").strip()
                yield label, "" if typed == "bitte eintragen" else typed


def table_rows(document: etree._Element, book: dict[str, str], remarks: dict[str, str]) -> Iterator[Raw]:
    """The rows of every table that is a matrix, with the area whose heading stands above it."""
    area, number = None, 0
    for each in document.iter(f"{W}bookmarkStart", f"{W}tbl"):
        if each.tag == f"{W}bookmarkStart":
            name = str(each.get(f"{W}name"))
            area = name.removeprefix(AREA) if name.startswith(AREA) else area
            continue
        if next(each.iterancestors(f"{W}tbl"), None) is not None:
            continue
        number += 1
        columns: dict[int, str] = {}
        for position, row in enumerate(inside(each, f"{W}tr"), 1):
            cells = list(inside(row, f"{W}tc"))
            heads = {index: PARTS[text] for index, cell in enumerate(cells) if (text := paragraphs(cell)) in PARTS}
            if len(heads) >= 3:
                columns = heads
            elif row.find(f"{W}trPr/{W}del") is None:
                known = columns or (by_position(len(cells), HEADINGS) if anchored(row) else {})
                if known:
                    yield raw(row, cells, known, f"Tabelle {number}, Zeile {position}", area, book, remarks)


def anchored(row: etree._Element) -> bool:
    """Does a row of a table without headings carry one of our uids?"""
    names = [str(mark.get(f"{W}name")) for mark in row.iter(f"{W}bookmarkStart")]
    names += [str(tag.get(VALUE)) for tag in row.iter(f"{W}tag")]
    return any(name.startswith((ELEMENT, NEW)) for name in names)


def loose_rows(document: etree._Element, remarks: dict[str, str]) -> Iterator[Raw]:
    """What stands outside the tables: paragraphs that are no headings, and Word comments on any of them."""
    area, number = None, 0
    body = document.find(f"{W}body")
    for each in () if body is None else inside(body, f"{W}p", f"{W}tbl"):
        if each.tag == f"{W}tbl":
            number += 1
            continue
        names = [str(mark.get(f"{W}name")) for mark in each.iter(f"{W}bookmarkStart")]
        area = next((name.removeprefix(AREA) for name in names if name.startswith(AREA)), area)
        place = f"Text nach Tabelle {number}" if number else "Text vor der ersten Tabelle"
        texts = [] if is_head(each) else [paragraphs(each)]
        texts += [remarks.get(str(mark.get(f"{W}id")), "") for mark in each.iter(f"{W}commentReference")]
        for text in filter(None, texts):
            yield Raw(place, (), {"comment": text}, area if number else None, loose=True)


def is_head(each: etree._Element) -> bool:
    """Titles, headings and the fields of the head are the form's own."""
    style = each.find(f"{W}pPr/{W}pStyle")
    if style is not None and str(style.get(VALUE)).startswith(("Title", "Subtitle", "Heading")):
        return True
    return "".join(spoken(each)).strip().startswith((f"{ORGANISATION}:", f"{SENDER}:"))


def inside(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those that a content control wraps."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag == f"{W}sdt" and (content := child.find(f"{W}sdtContent")) is not None:
            yield from inside(content, *tags)


def raw(
    row: etree._Element,
    cells: list[etree._Element],
    columns: dict[int, str],
    place: str,
    area: str | None,
    book: dict[str, str],
    remarks: dict[str, str],
) -> Raw:
    """One row as typed, Word comments among the remarks."""
    typed = {part: paragraphs(cells[index]) for index, part in columns.items() if index < len(cells)}
    noted = [remarks.get(str(mark.get(f"{W}id")), "") for mark in row.iter(f"{W}commentReference")]
    if any(noted):
        typed["comment"] = "\n".join(filter(None, [typed.get("comment", ""), *noted]))
    names = [str(mark.get(f"{W}name")) for mark in row.iter(f"{W}bookmarkStart")]
    names += [str(link.get(f"{W}anchor")) for link in row.iter(f"{W}hyperlink")]
    tags = {str(tag.get(VALUE)).split(":")[0] for tag in row.iter(f"{W}tag")}
    claims = [name.removeprefix(ELEMENT) for name in [*names, *sorted(tags)] if name.startswith(ELEMENT)]
    claims += claimed_codes(typed.get("number", ""), book)
    own = [tag for tag in tags if tag.startswith(NEW)]
    area = next((tag.removeprefix(NEW) for tag in own), area)
    return Raw(place, tuple(claims), typed, area, new=bool(own))
