"""The rows of a table become measures, values of measures, or running text."""

from __future__ import annotations

import re

from konzept.model import Abbreviation, Kind
from konzept.read.blocks import Cell, Row, Table, row_text
from konzept.read.draft import Draft
from konzept.read.labels import Meaning, announces_dropped, folded, names_title
from konzept.read.marks import Mark, chapter, clean_number, code, mark, without_signs
from konzept.read.tables import Event, Line, Pair, Plain, Record, is_coloured, understand
from konzept.read.writing import (
    LONGEST_TITLE,
    Open,
    Writing,
    add_text,
    area,
    open_mark,
    open_measure,
    put,
    set_title,
)
from konzept.wording import line, plain

Value = tuple[str, Meaning | None, Cell]


def take_table(w: Writing, table: Table, index: int) -> None:
    """A table, at its place in the document."""
    if w.special is not None:
        _take_list(w, table, index)
        return
    take_events(w, understand(table), index)


def take_events(w: Writing, events: list[Event], index: int) -> None:
    """What a table says, row by row."""
    w.looks = len(
        {
            (event.cell.fill, event.cell.bold)
            for event in events
            if isinstance(event, Line) and not mark(event.cell.text)
        }
    )
    w.in_table, w.sheet, w.in_records, w.fills = True, False, any(isinstance(event, Record) for event in events), []
    for event in events:
        if isinstance(event, Line):
            _take_line(w, event, index)
        elif isinstance(event, Pair):
            _take_pair(w, event, index)
        elif isinstance(event, Record):
            _take_record(w, event, index)
        else:
            _take_plain(w, event, index)
    w.in_table, w.untitled, w.label = False, None, None
    if w.dropping is not None and w.sections:
        w.target = w.sections[-1]
    elif w.goals:
        w.target = w.goals[-1]


def _take_list(w: Writing, table: Table, index: int) -> None:
    """Abbreviations and sources that stand in a table."""
    for row in table.rows:
        cells = [plain(cell.text) for cell in row.cells if cell.text]
        if w.special == "sources":
            w.sources.append(" ".join(" ".join(cells).split()))
        elif len(cells) == 2 and folded(cells[0]) not in {"abkürzung", "kürzel"}:
            w.abbreviations.append(Abbreviation(" ".join(cells[0].split()), " ".join(cells[1].lstrip("= ").split())))
        elif cells and len(cells) != 2:
            add_text(w, row_text(row), Open(index, row.place))


# --- rows that are one text -----------------------------------------------------------------------------------


def _take_line(w: Writing, event: Line, index: int) -> None:
    text, at = event.cell.text, Open(index, event.place)
    found = mark(text)
    if w.untitled is not None and event.cell.bold and found is None:
        set_title(w, text, index)
    elif _names_measure(w, event):
        _open_sheet(w, event, at)
    elif found is not None and _opens(w, found):
        open_mark(w, found, at, text)
        w.fills.append((event.cell.fill, event.cell.bold))
    elif w.untitled is not None and w.untitled.kind is not Kind.MEASURE:
        set_title(w, text, index)
    elif announces_dropped(text) and w.dropping is None:
        w.dropping = w.sections[-1].depth if w.sections else 0
        add_text(w, text, at)
    elif not w.in_records and _goes_on(w, text):
        _lengthen(w, text, index)
    elif event.cell.bold or is_coloured(event.cell):
        _take_unlabelled(w, event, at)
    else:
        add_text(w, text, at)


_VALUES = frozenset(Meaning) - {Meaning.AREA, Meaning.GOAL, Meaning.GUIDING, Meaning.MEASURE}
_SHEET = re.compile(
    r"^(?P<label>(?:[A-ZÄÖÜ]{1,3}[ .\-]?)?(?P<number>\d+(?:\.\d+)*[a-z]?|[A-Z]\.?\d+(?:\.\d+)*))(?:[.:)]|\s*[–—-])?(?:\s+|$)(?P<title>.*)$",
    re.DOTALL,
)


def _names_measure(w: Writing, event: Line) -> bool:
    """Whether a line is the title of a fact sheet: values of a measure follow it, or it stands alone with a measure's number."""
    found, sheet = mark(event.cell.text), _SHEET.match(line(event.cell.text))
    if found is not None and found.kind is not Kind.MEASURE and (found.number is not None or found.separated):
        return False
    if event.leads in _VALUES or (
        event.leads is not None and event.leads is not Meaning.MEASURE and code(event.cell.text)[1] is not None
    ):
        return True
    if event.leads is not None or not event.alone or sheet is None:
        return False
    goal = w.goals[-1].number if w.goals else None
    return (goal is not None and sheet["number"].startswith(f"{goal}.")) or sheet["label"][0] in "MP" or w.sheets > 0


def _open_sheet(w: Writing, event: Line, at: Open) -> None:
    """A measure of the fact sheets, with the number before its title."""
    found, sheet = mark(event.cell.text), _SHEET.match(line(event.cell.text))
    if found is None or found.kind is not Kind.MEASURE:
        label, number, title = (
            (sheet["label"], sheet["number"], sheet["title"]) if sheet else ("", None, line(event.cell.text))
        )
        found = Mark(Kind.MEASURE, label, number, without_signs(title) or None, separated=True)
    draft = open_mark(w, found, at, event.cell.text)
    draft.label = draft.label or None
    w.untitled, w.sheet = None, True
    w.sheets += 1


def _opens(w: Writing, found: Mark) -> bool:
    """In a table a line opens a part when it is numbered, set off by a colon, or nothing but the label."""
    return found.continued or found.number is not None or found.separated


def _goes_on(w: Writing, text: str) -> bool:
    """A second row of title for a dropped goal: marked with the same picture, nothing below it yet."""
    goal = w.goals[-1] if w.goals else None
    return bool(
        goal
        and goal is w.target
        and not goal.children
        and not goal.texts
        and goal.title
        and w.measure is None
        and len(text) <= LONGEST_TITLE
    )


def _lengthen(w: Writing, text: str, index: int) -> None:
    goal = w.goals[-1]
    goal.title = f"{goal.title} {without_signs(line(goal.take(text, index)))}"


def _take_unlabelled(w: Writing, event: Line, at: Open) -> None:
    """Coloured or bold rows over the whole table without any label: the look met first stands for areas, the next for goals."""
    look = (event.cell.fill, event.cell.bold)
    if look not in w.fills:
        w.fills.append(look)
    known = area(w)
    inside = event.leads is Meaning.MEASURE or (known is not None and at.index not in known.blocks and w.looks < 2)
    kind = Kind.AREA if w.fills.index(look) == 0 and not inside else Kind.GOAL
    numbered = re.match(r"^((?:\d+(?:\.\d+)*|[A-Z])[.)]?)\s+(?=\S)", line(event.cell.text))
    words = line(event.cell.text)
    number = clean_number(numbered[1]) if numbered else None
    found = Mark(kind, "", number, without_signs(words[numbered.end() :] if numbered else words), separated=True)
    draft = open_mark(w, found, at, event.cell.text)
    draft.label, draft.certainty = None, 0.6
    what = "Handlungsfeld" if kind is Kind.AREA else "Ziel"
    w.remark(
        draft, at.place, "unsure", f"Die hervorgehobene Zeile „{words[:80]}“ wurde als {what} gelesen; bitte prüfen."
    )


# --- label and value ------------------------------------------------------------------------------------------


def _take_pair(w: Writing, event: Pair, index: int) -> None:
    at, found = Open(index, event.place), mark(event.label)
    if event.cell.struck and event.meaning is Meaning.MEASURE:
        _strike(w, event.cell.text, at, None)
    elif event.meaning is Meaning.MEASURE:
        _take_measure(w, event, found, at)
    elif _opens_goal(w, event, found):
        assert found is not None
        title = without_signs(line(event.cell.text))
        open_mark(
            w,
            Mark(found.kind, event.label, found.number, title, found.chapter, found.continued, separated=True),
            at,
            event.cell.text,
        )
    elif event.meaning is Meaning.NUMBER and w.measure is not None and _is_unnumbered(w.measure):
        w.measure.number = clean_number(line(w.measure.take(event.cell.text, index)))
    else:
        _take_value(w, event, at)


def _is_unnumbered(draft: Draft) -> bool:
    """Whether a row "Nr." may number the measure: its label keeps a number of its own."""
    return draft.number is None or draft.number in (draft.label or "")


def _opens_goal(w: Writing, event: Pair, found: Mark | None) -> bool:
    """A row "Handlungsziel 1.1 | Text" opens a goal; a row "Ziel" behind its measure is one of the measure's own."""
    if found is None or found.title is not None or event.meaning not in {Meaning.GOAL, Meaning.AREA, Meaning.GUIDING}:
        return False
    if w.sheet and w.measure is not None and not event.ahead:
        return False
    return found.number is not None or event.ahead or w.measure is None


def _take_measure(w: Writing, event: Pair, found: Mark | None, at: Open) -> None:
    """A row "Maßnahme n": a measure of its own, or the wording of the one that a row above has named."""
    named = w.measure
    if (
        named is not None
        and not named.texts
        and named.label
        and (found is None or found.number is None)
        and not _has_values(named)
    ):
        put(named, Meaning.TEXT, event.label, event.cell.text, at.index)
        return
    number = found.number if found else code(event.label)[1] or chapter(f"{event.label} x")[0]
    draft = Draft(Kind.MEASURE, at.place, number, event.label)
    title, text = split_title(event.cell)
    draft.title = title
    put(draft, Meaning.TEXT, event.label, text, at.index)
    draft.take(title or "", at.index)
    open_measure(w, draft)
    w.untitled = None
    _take_inner(w, draft, event.cell, at)


def _has_values(draft: Draft) -> bool:
    return bool(draft.responsible or draft.terms or draft.fields or draft.partners)


def split_title(cell: Cell) -> tuple[str | None, str]:
    """A bold first line above more text is the measure's title."""
    found = re.match(r"^\*\*([^*\n]{3,200})\*\*:?\s*\n+(.+)$", cell.text, re.DOTALL)
    return (line(found[1]), found[2]) if found else (None, cell.text)


def _take_value(w: Writing, event: Pair, at: Open) -> None:
    draft = w.measure or (w.goals[-1] if w.goals else None)
    if draft is None:
        words = f"{event.label}: {event.cell.text}" if event.label else event.cell.text
        add_text(w, words, at)
        return
    put(draft, event.meaning, event.label, event.cell.text, at.index)
    w.untitled = None
    _take_inner(w, draft, event.cell, at)


def _take_inner(w: Writing, draft: Draft, cell: Cell, at: Open) -> None:
    """Tables within a cell: kept below the element, and said."""
    for table in cell.tables:
        inner = Draft(Kind.TEXT, at.place, certainty=0.6)
        inner.texts.append(inner.take(as_list(table), at.index))
        draft.children.append(inner)
        w.remark(
            inner,
            at.place,
            "unsure",
            "In dieser Zelle steht eine weitere Tabelle; sie wurde als Liste daruntergestellt.",
        )


# --- records --------------------------------------------------------------------------------------------------


def _take_record(w: Writing, event: Record, index: int) -> None:
    at = Open(index, event.place)
    if event.continues and w.measure is not None:
        for label, what, cell in event.values:
            if not cell.merged:
                put(w.measure, Meaning.TEXT if what is Meaning.MEASURE else what, label, cell.text, index)
        return
    for label, what, cell in event.values:
        if what in {Meaning.AREA, Meaning.GOAL} and cell.text and not cell.merged:
            _open_column(w, label, what, cell, at)
    draft = Draft(Kind.MEASURE, event.place, struck=event.struck, record=True)
    for label, what, cell in event.values:
        _take_cell(w, draft, (label, what, cell), at)
    if not (draft.words or draft.fields or draft.responsible or draft.partners or draft.terms):
        words = "; ".join(
            cell.text for _, what, cell in event.values if what not in {Meaning.AREA, Meaning.GOAL} and not cell.merged
        )
        add_text(w, words, at)
        return
    open_measure(w, draft)
    if event.struck:
        w.remark(
            None, event.place, "repaired", f"Durchgestrichen und deshalb als entfallen gelesen: „{draft.words[:120]}“."
        )
        w.measure = None


def _take_cell(w: Writing, draft: Draft, value: Value, at: Open) -> None:
    label, what, cell = value
    if what is Meaning.NUMBER:
        found = mark(cell.text)
        draft.number = found.number if found else clean_number(line(cell.text))
        draft.label = found.label if found else draft.label
        draft.take(cell.text, at.index)
    elif what is Meaning.MEASURE:
        _take_wording(draft, label, cell, at)
    elif what not in {Meaning.AREA, Meaning.GOAL}:
        put(draft, what, label or "Spalte ohne Überschrift", cell.text, at.index)
    _take_inner(w, draft, cell, at)


def _take_wording(draft: Draft, label: str, cell: Cell, at: Open) -> None:
    found = mark(cell.text)
    draft.take(cell.text, at.index)
    if names_title(label) and draft.title is None and not draft.texts:
        draft.title = line(cell.text) or None
        return
    if found is not None and found.kind is Kind.MEASURE and found.title and (found.number or found.separated):
        draft.number, draft.label = found.number or draft.number, found.label
        draft.texts.append(found.title)
        return
    title, text = split_title(cell)
    draft.title = draft.title or title
    draft.texts += [text] if text else []


def _open_column(w: Writing, label: str, what: Meaning, cell: Cell, at: Open) -> None:
    """A column that names the area or goal of its rows."""
    words = line(cell.text)
    kind = Kind.AREA if what is Meaning.AREA else Kind.GOAL
    found = mark(cell.text)
    if found is None or found.kind is not kind or not found.title:
        numbered = re.match(r"^(\d+(?:\.\d+)*)[.)]?\s+(?=\S)", words)
        number = numbered[1] if numbered else None
        found = Mark(kind, label, number, words[numbered.end() :] if numbered else words, separated=True)
    last = w.goals[-1] if w.goals else None
    if kind is Kind.GOAL and last is not None and (last.number, last.title) == (found.number, found.title):
        return
    open_mark(w, found, at, cell.text)


def _strike(w: Writing, text: str, at: Open, number: str | None) -> None:
    draft = Draft(Kind.MEASURE, at.place, number, struck=True)
    draft.texts.append(draft.take(text, at.index))
    open_measure(w, draft)
    w.remark(None, at.place, "repaired", f"Durchgestrichen und deshalb als entfallen gelesen: „{line(text)[:120]}“.")


# --- plain tables ---------------------------------------------------------------------------------------------


def _take_plain(w: Writing, event: Plain, index: int) -> None:
    add_text(w, as_list(event.table), Open(index, event.table.place))
    if len(event.table.rows) > 1:
        w.remark(
            w.flowing or w.target,
            event.table.place,
            "repaired",
            "Die Tabelle enthält keine Maßnahmen; sie steht als Liste im Text.",
        )


def as_list(table: Table) -> str:
    """A table as a list: each row an item, its cells under the column's head where there is one."""
    rows = list(table.rows)
    first = rows[0]
    headed = (
        len(rows) > 1 and len(first.cells) > 1 and (first.header or all(cell.bold for cell in first.cells if cell.text))
    )
    heads = [line(cell.text) for cell in first.cells] if headed else []
    items = [_item(row, heads) for row in (rows[1:] if headed else rows)]
    return "\n".join(f"- {item}" for item in items if item)


def _item(row: Row, heads: list[str]) -> str:
    parts = []
    for at, cell in enumerate(row.cells):
        words = " ".join(
            [cell.text.replace("\n", " "), *(as_list(table).replace("\n", "; ") for table in cell.tables)]
        ).strip()
        head = heads[at] if at < len(heads) else ""
        if words:
            parts.append(f"{head}: {words}" if head else words)
    return "; ".join(parts)
