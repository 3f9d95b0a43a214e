"""What a table says: records under column heads, pairs of label and value, or nothing but its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from konzept.model import Kind
from konzept.read.blocks import Cell, Row, Table
from konzept.read.labels import Meaning, folded, meaning, whole
from konzept.read.marks import mark
from konzept.wording import line


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is one text: a goal, an area, a title. `leads` = what the first labelled row below it says; `alone` = the table has no other row."""

    cell: Cell
    place: str
    leads: Meaning | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value. `ahead` = a measure's row of the same table still follows."""

    label: str
    meaning: Meaning | None
    cell: Cell
    place: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A row under column heads: (printed label, meaning, cell) for each column. `continues` = the row above goes on."""

    values: tuple[tuple[str, Meaning | None, Cell], ...]
    place: str
    struck: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Plain:
    """A table that holds no measures."""

    table: Table


Event = Line | Pair | Record | Plain


def understand(table: Table) -> list[Event]:
    """The rows of a table by evidence: column heads first, then labels at the left, else a plain table."""
    rows = [row for row in table.rows if not _is_ruled(row)]
    for index, row in enumerate(rows[:4]):
        if (heads := _heads(row)) and len(rows) > index + 1:
            lead = [Line(_only(above), above.place) for above in rows[:index] if _only_text(above)]
            return [*lead, *_records(rows[index + 1 :], heads)]
    if _has_labels(rows) or _is_title(rows):
        return list(_pairs(rows))
    return [Plain(Table(tuple(rows), table.place))] if rows else []


def as_records(table: Table) -> list[Event]:
    """Each row a measure, because a person says so: under the table's own heads, else under those its cells suggest."""
    rows = [row for row in table.rows if not _is_ruled(row)]
    for index, row in enumerate(rows[:4]):
        if len(rows) > index + 1 and (heads := _heads(row)):
            return list(_records(rows[index + 1 :], heads))
    named = bool(rows) and len(rows) > 1 and (rows[0].header or any(meaning(cell.text) for cell in rows[0].cells))
    body = rows[1:] if named else rows
    return list(_records(body, _suggested(rows[0] if named else None, body)))


def _suggested(head: Row | None, rows: list[Row]) -> dict[int, tuple[str, Meaning | None]]:
    """Heads for columns that have none: the longest texts are the measures, short ones with figures before them their numbers."""
    lengths: dict[int, list[int]] = {}
    for row in rows:
        for start, cell in _columns(row):
            lengths.setdefault(start, []).append(len(cell.text))
    longest = max(lengths, key=lambda start: sum(lengths[start]) / len(lengths[start]), default=0)
    printed = {start: line(cell.text) for start, cell in _columns(head)} if head else {}
    known = {start: (printed.get(start, ""), meaning(printed.get(start, ""))) for start in lengths}
    if not any(found is Meaning.MEASURE for _, found in known.values()):
        known[longest] = (known.get(longest, ("", None))[0], Meaning.MEASURE)
    if 0 in known and longest != 0 and known[0][1] is None and max(lengths[0]) <= 8:
        known[0] = (known[0][0], Meaning.NUMBER)
    return known or {0: ("", Meaning.MEASURE)}


def as_pairs(rows: tuple[Row, ...]) -> list[Event]:
    """Labels and values, because a person says that the table is one thing."""
    return list(_pairs([row for row in rows if not _is_ruled(row)]))


def _is_ruled(row: Row) -> bool:
    """Rows of dashes are left from conversions."""
    return all(re.fullmatch(r"[-–—_=\s\\:]*", cell.text) and not cell.tables for cell in row.cells)


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.text or cell.tables]


def _only_text(row: Row) -> bool:
    filled = _filled(row)
    return len(filled) == 1 or (len(row.cells) == 1)


def _only(row: Row) -> Cell:
    return (_filled(row) or list(row.cells))[0]


# --- column heads ---------------------------------------------------------------------------------------------


def _heads(row: Row) -> dict[int, tuple[str, Meaning | None]]:
    """The column heads by the column where they begin, {} where the row has none."""
    named = [(start, line(cell.text), meaning(cell.text)) for start, cell in _columns(row)]
    known = [found for _, _, found in named if found]
    filled = [text for _, text, _ in named if text and not _YEAR.match(text)]
    if len(filled) < 2 or Meaning.MEASURE not in known or len(known) < max(2, (len(filled) + 1) // 2):
        return {}
    if len(filled) == 2 and not row.header and not all(cell.bold for cell in _filled(row)):
        return {}
    return {start: (whole(text).rstrip(": "), found) for start, text, found in named}


def _columns(row: Row) -> Iterator[tuple[int, Cell]]:
    start = 0
    for cell in row.cells:
        yield start, cell
        start += cell.columns


def _records(rows: list[Row], heads: dict[int, tuple[str, Meaning | None]]) -> Iterator[Event]:
    printed = [folded(label) for label, _ in heads.values() if label]
    numbered = any(found is Meaning.NUMBER for _, found in heads.values())
    for row in rows:
        filled = _filled(row)
        if len(filled) == len(printed) and all(
            folded(cell.text) == head for cell, head in zip(filled, printed, strict=True)
        ):
            continue
        if _is_line(row, len(heads)):
            yield Line(_only(row), row.place)
            continue
        values = _with_years(tuple((*_head_at(start, heads), cell) for start, cell in _columns(row)))
        struck = any(cell.struck for cell in filled) and all(cell.struck for cell in filled if not cell.merged)
        yield Record(values, row.place, struck, continues=_continues(values, numbered=numbered))


Values = tuple[tuple[str, Meaning | None, Cell], ...]


def _with_years(values: Values) -> Values:
    """Columns of years with a cross in them are one term: "2026, 2027"; words in them are values of their year."""
    years = [(label, cell) for label, found, cell in values if found is None and _YEAR.match(label)]
    if len(years) < 2:
        return values
    crossed = [label for label, cell in years if cell.text and len(line(cell.text)) <= 2]
    crossed = crossed or [label for label, cell in years if not cell.text and is_coloured(cell)]
    if not crossed or any(len(line(cell.text)) > 2 for _, cell in years):
        return values
    texts = {cell.text for _, cell in years}
    kept = tuple(value for value in values if not (value[0] in crossed and value[2].text in texts))
    rest = tuple(value for value in kept if not (value[1] is None and _YEAR.match(value[0])))
    return (*rest, ("Zeitraum", Meaning.TERM, Cell(", ".join(crossed))))


def _is_line(row: Row, columns: int) -> bool:
    """A row merged over the table, or with nothing but a recognisable part in it."""
    filled = _filled(row)
    if len(filled) != 1 or filled[0].merged:
        return False
    return filled[0].columns >= max(2, columns - 1) or (filled[0] is row.cells[0] and mark(filled[0].text) is not None)


def _head_at(start: int, heads: dict[int, tuple[str, Meaning | None]]) -> tuple[str, Meaning | None]:
    return (
        heads[start] if start in heads else heads[max((known for known in heads if known <= start), default=min(heads))]
    )


def _continues(values: tuple[tuple[str, Meaning | None, Cell], ...], *, numbered: bool) -> bool:
    """The measure's own cell goes on from above, or the row has neither number nor wording."""
    own = [cell for _, found, cell in values if found in {Meaning.NUMBER, Meaning.MEASURE}]
    if own and all(cell.merged for cell in own):
        return True
    return numbered and not any(cell.text for cell in own)


# --- labels at the left ---------------------------------------------------------------------------------------


_YEAR = re.compile(r"^20\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?:?$")
_NUMBER = re.compile(r"^(?:[A-ZÄÖÜ]{1,3}[ .\-]?)?\d+(?:\.\d+)*[a-z]?\.?$|^[IVX]{1,4}(?:\.\d+)+$")


def _is_label(cell: Cell) -> bool:
    if meaning(cell.text) is not None:
        return True
    found = mark(cell.text)
    return found is not None and found.kind is Kind.MEASURE and found.title is None


def _is_number(row: Row, after: Meaning | None) -> bool:
    """Whether a row "1.1 | Wortlaut" opens a measure: a number beside a text, and labelled values below (the first is `after`)."""
    filled = _filled(row)
    if len(filled) != 2 or not _NUMBER.match(line(filled[0].text)) or _NUMBER.match(line(filled[1].text)):
        return False
    return after is not None and after not in {Meaning.AREA, Meaning.GOAL, Meaning.GUIDING}


def _has_labels(rows: list[Row]) -> bool:
    several = [row for row in rows if len(_filled(row)) > 1]
    labelled = [row for row in several if _is_label(row.cells[0])]
    opening = [row for row in rows if len(_filled(row)) == 1 and mark(_only(row).text)]
    return (bool(labelled) and len(labelled) * 3 >= len(several)) or (bool(opening) and not several)


def _is_title(rows: list[Row]) -> bool:
    """A table of one highlighted cell: the title of what follows, cut off by the page."""
    return len(rows) == 1 and _only_text(rows[0]) and (_only(rows[0]).bold or is_coloured(_only(rows[0])))


def is_coloured(cell: Cell) -> bool:
    """Whether a cell has a colour of its own."""
    return cell.fill not in {None, "auto", "FFFFFF"}


def _pairs(rows: list[Row]) -> Iterator[Event]:
    final = max((index for index, row in enumerate(rows) if _opens_measure(row)), default=-1)
    led = _led(rows)
    last: Pair | None = None
    for index, row in enumerate(rows):
        filled = _filled(row)
        ahead = final > index
        if last is not None and _goes_on_below(row, filled):
            yield replace(last, meaning=_continued(last.meaning), cell=filled[0], place=row.place, ahead=ahead)
        elif len(filled) == 1 and not (filled[0] is row.cells[0] and _is_label(filled[0]) and not mark(filled[0].text)):
            yield Line(filled[0], row.place, led[index + 1], alone=len(rows) == 1)
            last = None
        elif _is_number(row, led[index + 1]):
            last = Pair(line(filled[0].text), Meaning.MEASURE, filled[1], row.place, ahead)
            yield last
        elif len(filled) > 1:
            pairs = list(_row_pairs(row, ahead=ahead))
            last = pairs[-1] if pairs else None
            yield from pairs


def _led(rows: list[Row]) -> list[Meaning | None]:
    """For each row, and for the end: the meaning of the next row from there on with a label that does not only place a measure.

    Where another line stands between there is none.
    """
    placing = {Meaning.AREA, Meaning.GOAL, None}
    led: list[Meaning | None] = [None]
    for row in reversed(rows):
        filled = _filled(row)
        if filled and not (len(filled) > 1 or _is_label(filled[0])):
            led.append(None)
            continue
        found = _meant(filled[0]) if filled else None
        led.append(found if found not in placing else led[-1] if led[-1] not in placing else found or led[-1])
    return led[::-1]


def _opens_measure(row: Row) -> bool:
    return len(_filled(row)) > 1 and meaning(row.cells[0].text) is Meaning.MEASURE


def _goes_on_below(row: Row, filled: list[Cell]) -> bool:
    """A value that the page cut: its rest stands in a row without a label."""
    if len(filled) != 1 or len(row.cells) < 2 or filled[0] is row.cells[0]:
        return False
    rest = filled[0]
    return not rest.bold and rest.fill in {None, "auto", "FFFFFF"} and mark(rest.text) is None


def _continued(found: Meaning | None) -> Meaning | None:
    return Meaning.TEXT if found is Meaning.MEASURE else found


def _row_pairs(row: Row, *, ahead: bool) -> Iterator[Pair]:
    """Label and value, or several of them side by side; a year between label and value belongs to the label."""
    cells = [cell for cell in row.cells if cell.text or cell.tables or not cell.merged]
    if len(cells) % 2 == 0 and all(_is_label(cell) for cell in cells[::2] if cell.text) and cells[0].text:
        for label, cell in zip(cells[::2], cells[1::2], strict=True):
            if label.text and (cell.text or cell.tables):
                yield Pair(line(label.text), _meant(label), cell, row.place, ahead)
        return
    label, *others = _filled(row)
    name = line(label.text)
    if len(others) > 1 and _YEAR.match(line(others[0].text)) and not re.search(r"\d{4}", name):
        name, others = f"{name} {line(others[0].text)}", others[1:]
    text = "\n\n".join(cell.text for cell in others if cell.text)
    tables = tuple(table for cell in others for table in cell.tables)
    value = Cell(text, bold=others[0].bold, struck=others[0].struck, tables=tables)
    yield Pair(name, meaning(name) if name != line(label.text) else _meant(label), value, row.place, ahead)


def _meant(label: Cell) -> Meaning | None:
    found = meaning(label.text) or (Meaning.MEASURE if _is_label(label) else None)
    return _continued(found) if label.merged else found
