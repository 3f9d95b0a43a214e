"""A matrix that was pasted into an e-mail: its table as Outlook, LibreOffice and web mail write HTML.

The codebook does not come along; a short code is then the beginning of a uid, and links may still carry the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from konzept.read.container import parse_html
from konzept.read.matrix_rows import Sheet
from konzept.read.matrix_tables import LEAST_HEADINGS, Row, Table, Text, asked_fields, form_id, headed, raws
from konzept.write.matrix_form import AREA, ELEMENT, NEW, ORGANISATION, SENDER

HEADINGS_OF_PAGES = {f"h{level}" for level in range(1, 7)}
BLOCKS = HEADINGS_OF_PAGES | {
    "p", "div", "li", "tr", "td", "th", "table", "ul", "ol", "blockquote", "section", "article", "pre", "dl", "dt", "dd", "hr",
}  # fmt: skip
SILENT = {"del", "head", "title", "select", "noscript", "svg", "object"}
UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
RENAMED = re.compile(r"^(?:m_-?\d+_?|user-content-|x_)+(?=m[an]?_)")  # what web mail puts before names
MOST_ROWS, MOST_COLUMNS = 20_000, 64


def sheet(data: bytes, name: str) -> Sheet:
    """The rows of every matrix in an HTML page or fragment."""
    body = parse_html(data, name)
    parts = list(parts_of(body))
    lines = [line for part in parts if isinstance(part, Text) for line in part.text.split("\n")]
    asked = asked_fields(lines)
    return Sheet(form_id(lines), tuple(raws(parts, {})), asked.get(ORGANISATION, ""), asked.get(SENDER, ""))


def parts_of(body: etree._Element) -> Iterator[Table | Text]:
    """Matrices, and the text before, between and after them each in one piece; tables for layout are text."""
    rows = grouped(body)
    holders = around(rows)
    ours = {table for table, lines in rows.items() if is_matrix(lines, holders)}
    pieces: list[str] = []
    names: list[str] = []
    for each in flow(body, ours):
        if isinstance(each, str):
            pieces.append(each)
        elif each in ours:
            yield Text(lines_of(pieces), tuple(names))
            pieces, names = [], []
            yield Table(list(rows_of(rows[each])))
        else:
            names += names_at(each)
    yield Text(lines_of(pieces), tuple(names))


def flow(top: etree._Element, tables: set[etree._Element]) -> Iterator[str | etree._Element]:
    """Text with line feeds where a block begins or ends, elements that bear names, and these tables."""
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, each in walk:
        tag = str(each.tag)
        if event == "start":
            if each in tables or tag in SILENT or UNSEEN.search(each.get("style", "")):
                yield from _skipped(each, tables)
                walk.skip_subtree()
                continue
            yield each
            yield "\n" if tag in BLOCKS or tag == "br" else ""
            yield " ".join(re.split(r"[ \t\r\n\f]+", each.text or ""))
        else:
            yield "\n" if tag in BLOCKS else ""
            if each is not top:
                yield " ".join(re.split(r"[ \t\r\n\f]+", each.tail or ""))


def _skipped(each: etree._Element, tables: set[etree._Element]) -> Iterator[str | etree._Element]:
    if each in tables:
        yield each
    elif each.tag == "select":
        yield from (text_of(option) for option in each.iter("option") if option.get("selected") is not None)


def lines_of(pieces: list[str]) -> str:
    """The lines in which something stands, each with single spaces."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def text_of(element: etree._Element) -> str:
    """What a cell says, line by line."""
    return lines_of([piece for piece in flow(element, set()) if isinstance(piece, str)])


def names_at(element: etree._Element) -> list[str]:
    """Anchors, targets within the page and tags of content controls on one element."""
    href = element.get("href", "")
    found = [element.get("id", ""), element.get("name", ""), element.get("sdttag", "")]
    found.append(href.rpartition("#")[2] if "#" in href else "")
    named = (RENAMED.sub("", name) for name in found)
    return [name for name in dict.fromkeys(named) if name.startswith((ELEMENT, NEW, AREA))]


def grouped(body: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """The tables of a page, each with its own rows and not those of a table within."""
    found: dict[etree._Element, list[etree._Element]] = {table: [] for table in body.iter("table")}
    for row in body.iter("tr"):
        table = next(row.iterancestors("table"), None)
        if table is not None and len(found[table]) < MOST_ROWS:
            found[table].append(row)
    return found


def around(tables: Iterable[etree._Element]) -> set[etree._Element]:
    """All elements with a table somewhere in them."""
    found: set[etree._Element] = set()
    for table in tables:
        for above in table.iterancestors():
            if above in found:
                break
            found.add(above)
    return found


def is_matrix(rows: Iterable[etree._Element], holders: set[etree._Element]) -> bool:
    """Has one of these rows our headings, or do they bear our names? A table for layout around a matrix does not."""
    for row in rows:
        if row in holders:
            continue
        cells = list(row.iterchildren("td", "th"))[:MOST_COLUMNS]
        if len(headed(text_of(cell) for cell in cells)) >= LEAST_HEADINGS:
            return True
        if any(name.startswith((ELEMENT, NEW)) for each in row.iter() for name in names_at(each)):
            return True
    return False


def rows_of(rows: Iterable[etree._Element]) -> Iterator[Row]:
    """The rows by grid column: a cell that spans several leaves the others empty."""
    below: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        taken = {column for column, left in below.items() if left}
        found = _placed(row, taken)
        below = {column: left - 1 for column, left in below.items() if left > 1}
        for at, cell in found.items():
            below |= dict.fromkeys(range(at, at + span(cell, "colspan")), span(cell, "rowspan") - 1)
        wide = max([*(at + span(cell, "colspan") for at, cell in found.items()), *(at + 1 for at in taken)], default=0)
        cells = tuple(text_of(found[column]) if column in found else "" for column in range(min(wide, MOST_COLUMNS)))
        yield Row(cells, tuple(name for each in row.iter() for name in names_at(each)), (), number)


def _placed(row: etree._Element, taken: set[int]) -> dict[int, etree._Element]:
    found: dict[int, etree._Element] = {}
    at = 0
    for cell in row.iterchildren("td", "th"):
        while at in taken:
            at += 1
        if at < MOST_COLUMNS:
            found[at] = cell
        at += span(cell, "colspan")
    return found


def span(cell: etree._Element, name: str) -> int:
    """How many columns or rows a cell covers."""
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), MOST_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 8 else 1
