"""Sheets -> document: furniture and footnotes taken off, headings recognised, every block with its page and box."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from konzept.model import Note
from konzept.read.blocks import Block, Cell, Document, Doubt, Footnote, Heading, Paragraph, Row, Spot, Table
from konzept.read.inline import typed_marks
from konzept.read.marks import chapter
from konzept.read.pdf_flow import flow, habits_of
from konzept.read.pdf_furniture import Page, without_furniture
from konzept.read.pdf_lines import Line, lines
from konzept.read.pdf_notes import Foot, feet, mark_of, without_mark
from konzept.read.pdf_sheet import Box, Sheet, around
from konzept.read.pdf_tables import Part, Told, row_of, tables
from konzept.read.pdf_text import LEADERS, ORDINAL, Habits, Para, follows, pieces, text_of, without_struck
from konzept.wording import fold, plain

LONGEST_HEADING = 250
LARGER = 1.08  # times the body's size
EDGE = 3.0  # points from the page's edge: no margin
_CUT_OFF = (
    "Die Tabelle ist breiter als die Seite; was rechts davon stand, fehlt im PDF. "
    "Bitte ergänzen Sie es oder nehmen Sie die Word-Datei."
)
_ROLE = re.compile(r"^H([1-6])$")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's own list of chapters; `page` None = it does not say where."""

    level: int
    title: str
    page: int | None = None


@dataclass(slots=True)
class _Making:
    """What has been made of a document so far."""

    sheets: dict[int, Sheet]
    habits: Habits
    bookmarks: dict[str, list[Bookmark]]
    sizes: list[float] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    tables: int = 0
    indents: list[float] = field(default_factory=list)
    contents: set[int] = field(default_factory=set)


def document(sheets: Sequence[Sheet], bookmarks: Sequence[Bookmark], name: str) -> Document:
    """The blocks of all pages. `bookmarks` are the file's own list of chapters."""
    pages = []
    for sheet in sheets:
        parts, free = tables(sheet)
        pages.append(Page(sheet.number, sheet.width, sheet.height, lines(free, sheet.number), parts))
    doubts = without_furniture(pages)
    habits = habits_of(pages)
    found = feet(pages, {sheet.number: sheet.rules for sheet in sheets}, habits.body)
    levels: dict[str, list[Bookmark]] = defaultdict(list)
    for bookmark in bookmarks:
        levels[_key(bookmark.title)].append(bookmark)
    making = _Making({sheet.number: sheet for sheet in sheets}, habits, dict(levels), doubts=doubts)
    flowing = flow(pages, habits)
    making.sizes = _sizes(flowing, habits)
    _unmark_lone(flowing)
    making.contents = _contents(flowing)
    for item in flowing:
        if isinstance(item, Para):
            _take_para(making, item)
        else:
            _take_table(making, item)
    _take_feet(making, found)
    known = frozenset(footnote.note.mark for footnote in making.notes)
    blocks = tuple(_with_marks(block, known) for block in making.blocks)
    return Document(blocks, name, tuple(making.notes), tuple(making.doubts))


def _key(title: str) -> str:
    return fold(chapter(title)[1]).replace(" ", "")


def _spot(making: _Making, boxes: Iterable[Box], page: int) -> Spot:
    return Spot(page, *making.sheets[page].fractions(around(boxes)))


# --- paragraphs -----------------------------------------------------------------------------------------------


def _sizes(flowing: Sequence[Para | Part], habits: Habits) -> list[float]:
    """The sizes of lines that are larger than the body, the largest first."""
    sizes = {_half(para.size) for para in flowing if isinstance(para, Para) and _is_larger(para, habits)}
    return sorted(sizes, reverse=True)


def _half(size: float) -> float:
    return round(size * 2) / 2


def _is_larger(para: Para, habits: Habits) -> bool:
    long = sum(len(line.text) for line in para.lines)
    sentence = long > 80 and para.lines[-1].text.endswith(".") and not para.bold
    return para.size > LARGER * habits.body and long <= LONGEST_HEADING and not sentence


def _take_para(making: _Making, para: Para) -> None:
    first = para.lines[0]
    if first.words[0].raised and (mark := mark_of(first, ruled=False)):
        rest = Para([without_mark(first, mark), *para.lines[1:]], None, para.right)
        _note(making, mark, rest)
        return
    runs, struck = without_struck(pieces(para, making.habits))
    text = text_of(runs)
    if not text:
        return
    making.counts[first.page] += 1
    place = f"S. {first.page}, Absatz {making.counts[first.page]}"
    if struck:
        making.doubts.append(_struck(place, struck))
    spot = _spot(making, (line for line in para.lines if line.page == first.page), first.page)
    level = _level(making, para, text)
    making.pages.append(first.page)
    if level is not None:
        making.indents.clear()
        making.blocks.append(Heading(text, place, level, spot))
        return
    size = _half(para.size)
    toc = LEADERS.search(text) is not None or id(para) in making.contents
    making.blocks.append(
        Paragraph(
            LEADERS.sub("\t", text) if toc else text,
            place,
            bold=para.bold,
            italic=para.italic,
            size=size if size > _half(making.habits.body) or size < _half(making.habits.body) - 1 else None,
            list_level=None if toc else _list_level(making, para),
            struck=para.struck,
            toc=toc,
            spot=spot,
        )
    )


def _unmark_lone(flowing: Sequence[Para | Part]) -> None:
    """A number that none goes before or comes after is no item's: "1. Fortschreibung"."""
    marks = [item.mark if isinstance(item, Para) else None for item in flowing]
    for index, item in enumerate(flowing):
        if isinstance(item, Para) and item.mark and ORDINAL.match(item.mark):
            before = next((mark for mark in reversed(marks[max(index - 4, 0) : index]) if mark), None)
            after = next((mark for mark in marks[index + 1 : index + 5] if mark), None)
            if not follows(before, item.mark) and not follows(item.mark, after or ""):
                item.mark = None


def _contents(flowing: Sequence[Para | Part]) -> set[int]:
    """Entries of a table of contents: lines below each other with a number set apart at their end, which grows."""
    found: set[int] = set()
    run: list[tuple[int, Para]] = []
    for item in (*flowing, None):
        number = _page_named(item) if isinstance(item, Para) else None
        if number is not None and isinstance(item, Para) and (not run or number >= run[-1][0]):
            run.append((number, item))
            continue
        if len(run) > 2 and run[-1][0] > run[0][0]:
            found |= {id(para) for _, para in run}
        run = [(number, item)] if number is not None and isinstance(item, Para) else []
    return found


def _page_named(para: Para) -> int | None:
    """The number at the end of a paragraph that more than a space sets apart."""
    words = para.lines[-1].words
    if len(words) < 2 or not re.fullmatch(r"\d{1,3}", words[-1].text):
        return None
    room = words[-1].left - words[-2].right
    return int(words[-1].text) if room > 0.5 * words[-1].size else None


def _struck(place: str, words: str) -> Doubt:
    return Doubt(None, place, "left_out", f"Nicht übernommen (durchgestrichen): „{words}“.")


def _level(making: _Making, para: Para, text: str) -> int | None:
    """The level of a heading: as the bookmarks say, as it is tagged, else by the rank of its size."""
    page = para.lines[0].page
    for bookmark in making.bookmarks.get(_key(plain(text)), []):
        if bookmark.page in {None, page}:
            making.bookmarks[_key(plain(text))].remove(bookmark)
            return bookmark.level
    if making.bookmarks or LEADERS.search(text):
        return None
    role = _ROLE.match(para.lines[0].words[0].role)
    if role is not None:
        return int(role[1])
    if para.mark and ORDINAL.match(para.mark) is None:
        return None
    return making.sizes.index(_half(para.size)) + 1 if _is_larger(para, making.habits) else None


def _list_level(making: _Making, para: Para) -> int | None:
    """How deep an item is indented among those around it; None for what is no item."""
    listed = para.mark is not None and not (ORDINAL.match(para.mark) and para.bold)
    left = para.lines[0].left
    if not listed:
        if not making.indents or left < making.indents[-1] + 2:
            making.indents.clear()
        return None
    while making.indents and left < making.indents[-1] - 4:
        making.indents.pop()
    if not making.indents or left > making.indents[-1] + 4:
        making.indents.append(left)
    return len(making.indents) - 1


# --- tables and notes -----------------------------------------------------------------------------------------


def _take_table(making: _Making, part: Part) -> None:
    making.tables += 1
    making.indents.clear()
    told = Told()
    rows = []
    for index, row in enumerate(part.rows, 1):
        place = f"S. {row.page}, Tabelle {making.tables}, Zeile {index}"
        spot = Spot(row.page, *making.sheets[row.page].fractions(row))
        rows.append(replace(row_of(row, making.habits, place, told), spot=spot))
    making.doubts += [_struck(place, words) for place, words in told.struck]
    if _is_cut_off(part, making.sheets[part.page]):
        making.doubts.append(Doubt(None, f"S. {part.page}, Tabelle {making.tables}", "unsure", _CUT_OFF))
    making.pages.append(part.page)
    making.blocks.append(Table(tuple(rows), f"S. {part.page}, Tabelle {making.tables}"))


def _is_cut_off(part: Part, sheet: Sheet) -> bool:
    """Whether a table and words beside it reach the page's edge: a program printed a table wider than the page."""
    edge = sheet.width - EDGE
    beside = (word for word in sheet.words if part.top < word.middle[1] < part.bottom)
    return part.right > edge and any(word.right > edge for word in beside)


def _note(making: _Making, mark: str, para: Para, page: int | None = None) -> None:
    words = plain(text_of(pieces(para, making.habits)))
    before = [index for index, at in enumerate(making.pages) if page is None or at <= page]
    making.notes.append(Footnote(Note(mark, words), before[-1] if before else 0))


def _take_feet(making: _Making, found: Sequence[Foot]) -> None:
    for foot in found:
        right = max(line.right for line in foot.lines)
        _note(making, foot.mark, Para(foot.lines, None, right), foot.page)


def _with_marks(block: Block, known: frozenset[str]) -> Block:
    if not isinstance(block, Table):
        return replace(block, text=typed_marks(block.text, known))
    return _table_with_marks(block, known)


def _table_with_marks(table: Table, known: frozenset[str]) -> Table:
    def cell(old: Cell) -> Cell:
        inner = tuple(_table_with_marks(each, known) for each in old.tables)
        return replace(old, text=typed_marks(old.text, known), tables=inner)

    def row(old: Row) -> Row:
        return replace(old, cells=tuple(cell(each) for each in old.cells))

    return replace(table, rows=tuple(row(each) for each in table.rows))


__all__ = ["Line", "document"]
