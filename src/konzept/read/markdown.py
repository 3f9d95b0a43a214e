"""Markdown and plain text -> blocks: headings, lists, tables with bars, tabs, HTML or drawn in text, footnotes, embedded HTML."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from konzept.model import Note, Problem
from konzept.read.blocks import Block, Cell, Document, Doubt, Footnote, Heading, Paragraph, Row, Table
from konzept.read.compose import Copies
from konzept.read.inline import BREAK, BULLETS, settle, tidy_cell
from konzept.read.telling import Counted, silent
from konzept.read.text_tables import TextTable, table_at
from konzept.wording import plain

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-{3,})[ \t]*$")
_UNDERLINED = re.compile(r"^(?:~{4,}|\^{4,})$")
_WIKI = re.compile(r"^(={2,6})[ \t]*([^=\s](?:.*[^=\s])?)[ \t]*\1[ \t]*$")
_RULE = re.compile(r"^[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_ITEM = re.compile(rf"^([ \t]*)(?:(?:[-+*]|[{BULLETS}])[ \t]+|(\d{{1,3}}[.)])[ \t]+)(?=\S)")
_NOTE = re.compile(r"^[ \t]*(?:\[\^([^\]\s]+)\]:|<sup>[ \t]*([\w*†]{1,3})[ \t]*</sup>)[ \t]*(?=\S)")
_BARS = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*([|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\(([^()\s]*)(?:\s+\"[^\"]*\")?\)")
_TABLE_OPEN = re.compile(r"<table\b[^<>]*>", re.IGNORECASE)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=<tr\b|</tr|</t(?:head|body|foot)|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b([^<>]*)>(.*?)(?=<t[dh]\b|</t[dh]|\Z)", re.IGNORECASE | re.DOTALL)
_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_TAG = re.compile(r"</?(?:table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col)\b[^<>]*>", re.IGNORECASE)

MAX_COLUMNS = 200
MAX_LINES = 200_000  # some thousand pages


@dataclass(slots=True)
class _Reader:
    """Walks the lines once; `at` is the next one, `numbers` are the lines of the file (a line with tables in it is parted);
    `drawn` says of some lines which table in plain text begins there.
    """

    lines: list[str]
    numbers: list[int]
    blocks: list[Block] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    tables: int = 0
    at: int = 0
    drawn: dict[int, TextTable | None] = field(default_factory=dict)

    def place(self) -> str:
        return f"Zeile {self.numbers[self.at]}"

    def peek(self, ahead: int = 0) -> str:
        return self.lines[self.at + ahead] if self.at + ahead < len(self.lines) else ""


def read(text: str, name: str, told: Counted = silent) -> Document:
    """The blocks of a Markdown or text file. `told` hears how many of its lines are read."""
    doubts: list[Doubt] = []
    text = re.sub(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    if text.count("\n") > MAX_LINES:
        raise Problem(f"Die Datei „{name}“ hat mehr als 200.000 Zeilen und wird nicht gelesen; bitte teilen Sie sie.")
    text = _without_comments(text, doubts)
    line_at = _lines(text)
    text = _IMAGE.sub(lambda found: _left_out(found[1], "Bild", line_at(found.start()), doubts), text)
    parted = [(number, part) for number, line in enumerate(text.split("\n"), 1) for part in _parts(line)]
    reader = _Reader([part for _, part in parted], [number for number, _ in parted])
    while reader.at < len(reader.lines):
        _step(reader)
        told(reader.at, len(reader.lines))
    return Document(tuple(reader.blocks), name, tuple(reader.notes), tuple(doubts))


def _parts(line: str) -> list[str]:
    """The line, or what stands up to each end of a table in it."""
    ends = [found.end() for found in _TABLE_CLOSE.finditer(line)]
    parts = [line[start:end] for start, end in pairwise([0, *ends, len(line)])]
    return [part for part in parts if part.strip()] or [line]


def _without_comments(text: str, doubts: list[Doubt]) -> str:
    """The text without HTML's comments, each reported; the lines stay."""
    out, at, line_at = [], 0, _lines(text)
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        out += [text[at:start], _left_out(text[start + 4 : end], "Kommentar", line_at(start), doubts)]
        at = end + 3
    return "".join([*out, text[at:]])


def _lines(text: str) -> Callable[[int], int]:
    """Which line of the file a character stands in."""
    ends = [found.start() for found in re.finditer("\n", text)]
    return lambda start: bisect_left(ends, start) + 1


def _left_out(words: str, what: str, line: int, doubts: list[Doubt]) -> str:
    said = f": „{' '.join(words.split())}“" if words.strip() else ""
    doubts.append(Doubt(None, f"Zeile {line}", "left_out", f"Nicht übernommen ({what}){said}."))
    return "\n" * words.count("\n")


def _step(reader: _Reader) -> None:
    """Takes one block; every branch moves on by at least one line."""
    line = reader.peek()
    if drawn := _drawn_table(reader):
        _add_table(reader, drawn.rows)
        reader.at += drawn.lines
    elif not line.strip() or _RULE.match(line) or _FENCE.match(line):
        reader.at += 1
    elif wiki := _WIKI.match(line):
        reader.blocks.append(Heading(settle(wiki[2]), reader.place(), len(wiki[1])))
        reader.at += 1
    elif found := _HEADING.match(line):
        reader.blocks.append(Heading(settle(found[2]), reader.place(), len(found[1])))
        reader.at += 1
    elif _TABLE_OPEN.search(line):
        _html_table(reader)
    elif _is_tabbed(line):
        _tab_table(reader)
    elif _is_barred(reader):
        _bar_table(reader)
    elif _NOTE.match(line):
        _note(reader)
    elif _ITEM.match(line):
        _item(reader)
    else:
        _paragraph(reader)


def _drawn_table(reader: _Reader) -> TextTable | None:
    """A table in one of the notations of plain text; every other block goes before what is only set with spaces."""
    line = reader.peek()
    if not line.strip() or any(pattern.match(line) for pattern in (_HEADING, _WIKI, _FENCE, _NOTE, _ITEM)):
        return None
    if _TABLE_OPEN.search(line) or _is_tabbed(line) or _is_barred(reader):
        return None
    if reader.at not in reader.drawn:
        found = table_at(reader.lines, reader.at)
        if found is not None and not found.rows:
            reader.drawn, found = dict.fromkeys(range(reader.at, reader.at + found.lines // 2)), None
        else:
            reader.drawn = {reader.at: found}
    return reader.drawn[reader.at]


def _is_tabbed(line: str) -> bool:
    return "\t" in line.strip() or (bool(line.strip()) and line.rstrip(" ").endswith("\t"))


def _is_barred(reader: _Reader) -> bool:
    line, below = reader.peek().strip(), reader.peek(1)
    return (line.startswith("|") and line.endswith("|") and len(line) > 1) or (
        "|" in line and "|" in below and bool(_BARS.match(below))
    )


def _starts_block(reader: _Reader) -> bool:
    """Whether the line at hand ends the paragraph before it."""
    line = reader.peek()
    starts = (_HEADING, _WIKI, _RULE, _FENCE, _NOTE, _ITEM)
    return (
        not line.strip()
        or any(pattern.match(line) for pattern in starts)
        or bool(_TABLE_OPEN.search(line))
        or _is_tabbed(line)
        or _is_barred(reader)
        or _drawn_table(reader) is not None
    )


def _taken(reader: _Reader, first: str) -> str:
    """The first line and all that go on with it, with a mark at each hard break."""
    lines = [first]
    reader.at += 1
    while reader.at < len(reader.lines) and not _starts_block(reader):
        lines.append(reader.peek())
        reader.at += 1
    return "".join(_with_end(re.sub(r"^[ \t]*>[ \t]?", "", line)) for line in lines)


def _with_end(line: str) -> str:
    hard = line.endswith(("  ", "\\")) and not line.rstrip(" \\").endswith("-")
    return (line.removesuffix("\\")).strip() + (BREAK if hard else "\n")


def _paragraph(reader: _Reader) -> None:
    place, first = reader.place(), reader.peek()
    below = reader.peek(1).strip()
    if _SETEXT.match(reader.peek(1)) or (_UNDERLINED.match(below) and len(below) + 2 >= len(first.strip())):
        level = 1 + "=-~^".index(below[0])
        reader.blocks.append(Heading(settle(first), place, level))
        reader.at += 2
        return
    _add(reader, settle(_taken(reader, first)), place, None)


def _item(reader: _Reader) -> None:
    place, line = reader.place(), reader.peek()
    found = _ITEM.match(line)
    assert found is not None
    number = f"{found[2]} " if found[2] else ""
    level = min(len(found[1].replace("\t", "    ")) // 2, 5)
    _add(reader, settle(number + _taken(reader, line[found.end() :])), place, level)


def _add(reader: _Reader, text: str, place: str, level: int | None) -> None:
    """Notes the paragraph; whole emphasis becomes a property of it."""
    if not text:
        return
    whole = re.fullmatch(r"(\*{1,3}|_{1,3})(?=\S)([^*_]+)\1", text)
    strength = len(whole[1]) if whole else 0
    text = whole[2].strip() if whole else text
    reader.blocks.append(Paragraph(text, place, bold=strength > 1, italic=strength in {1, 3}, list_level=level))


def _note(reader: _Reader) -> None:
    line = reader.peek()
    found = _NOTE.match(line)
    assert found is not None
    text = plain(settle(_taken(reader, line[found.end() :])))
    reader.notes.append(Footnote(Note(found[1] or found[2], text), len(reader.blocks)))


def _tab_table(reader: _Reader) -> None:
    lines: list[str] = []
    while reader.at < len(reader.lines) and (_is_tabbed(reader.peek()) or (lines and reader.peek().startswith("\t"))):
        lines.append(reader.peek())
        reader.at += 1
    _add_table(reader, [(tuple(_cell(_parted(text)) for text in line.split("\t")), False) for line in lines])


def _parted(text: str) -> str:
    """Two spaces before a capital are what is left of a new paragraph in a cell."""
    return re.sub(r"(?<! ) {2,}(?=[A-ZÄÖÜ])", BREAK, text.strip())


def _bar_table(reader: _Reader) -> None:
    rows: list[tuple[tuple[Cell, ...], bool]] = []
    while reader.at < len(reader.lines) and "|" in reader.peek():
        line = reader.peek().strip()
        reader.at += 1
        if _BARS.match(line):
            rows = [(cells, True) for cells, _ in rows] if len(rows) == 1 else rows
            continue
        line = line.removeprefix("|")
        line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
        texts = [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)]
        rows.append((tuple(_cell(text) for text in texts), False))
    _add_table(reader, rows)


def _cell(text: str) -> Cell:
    text = tidy_cell(text)
    bold = bool(re.fullmatch(r"\*\*[^*]+\*\*", text))
    return Cell(text.strip("*") if bold else text, bold=bold)


def _add_table(reader: _Reader, rows: list[tuple[tuple[Cell, ...], bool]]) -> None:
    rows = [(cells, header) for cells, header in rows if any(cell.text for cell in cells)]
    if not rows:
        return
    reader.tables += 1
    place = f"Tabelle {reader.tables}"
    made = tuple(Row(cells, f"{place}, Zeile {index}", header) for index, (cells, header) in enumerate(rows, 1))
    reader.blocks.append(Table(made, place))


def _html_table(reader: _Reader) -> None:
    """Everything from `<table>` to `</table>` (or the end); words before, after and between stay paragraphs."""
    place, lines = reader.place(), [reader.peek()]
    while not _TABLE_CLOSE.search(lines[-1]) and reader.at + 1 < len(reader.lines):
        reader.at += 1
        lines.append(reader.peek())
    reader.at += 1
    before, inside = _TABLE_OPEN.split("\n".join(lines), maxsplit=1)
    inside = _TABLE_CLOSE.sub("", inside)
    _add(reader, settle(before), place, None)
    outside = _TAG.sub("", _CELL.sub("", inside))
    _add(reader, settle(outside), place, None)
    _add_table(reader, _html_rows(inside))


def _html_rows(inside: str) -> list[tuple[tuple[Cell, ...], bool]]:
    rows: list[tuple[tuple[Cell, ...], bool]] = []
    falling: dict[int, tuple[int, Cell]] = {}
    copies = Copies()
    for found in _ROW.finditer(inside if re.search(r"<tr\b", inside, re.IGNORECASE) else f"<tr>{inside}"):
        cells: list[Cell] = []
        heads, width = [], 0
        for tag, attributes, content in _CELL.findall(found[1]):
            width = _fall(cells, width, falling, copies)
            spans = {kind.lower(): int(size) for kind, size in _SPAN.findall(attributes)}
            cell = Cell(tidy_cell(content), columns=min(max(spans.get("col", 1), 1), 50), bold=tag.lower() == "th")
            if spans.get("row", 1) > 1:
                falling[width] = (spans["row"] - 1, cell)
            cells.append(cell)
            width += cell.columns
            heads.append(tag.lower() == "th")
        _fall(cells, width, falling, copies)
        rows.append((tuple(cells), bool(heads) and all(heads)))
    return rows


def _fall(cells: list[Cell], at: int, falling: dict[int, tuple[int, Cell]], copies: Copies) -> int:
    """Lets cells that span rows come down into this one from a column on; gives the next column."""
    while at in falling and at < MAX_COLUMNS:
        left, cell = falling.pop(at)
        cells.append(copies.below(cell))
        if left > 1:
            falling[at] = (left - 1, cell)
        at += cell.columns
    return at
