"""The rows of a table become measures, values of measures, or running text: what each says, and labels with their values."""

from __future__ import annotations

from konzept.model import Abbreviation, Kind
from konzept.read.blocks import Cell, Table, row_text
from konzept.read.draft import Draft
from konzept.read.labels import Meaning, folded
from konzept.read.marks import Mark, chapter, clean_number, code, mark, without_signs
from konzept.read.plain_tables import take_inner, take_plain
from konzept.read.records import split_title, take_record
from konzept.read.table_lines import take_line
from konzept.read.tables import Event, Line, Pair, Record, understand
from konzept.read.writing import (
    Open,
    Writing,
    add_text,
    open_mark,
    open_measure,
    put,
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
    lines = [event.cell for event in events if isinstance(event, Line) and not mark(event.cell.text)]
    w.looks, w.lines = len({(cell.fill, cell.bold) for cell in lines}), len(lines)
    w.in_table, w.sheet, w.in_records, w.fills = True, False, any(isinstance(event, Record) for event in events), []
    for event in events:
        if isinstance(event, Line):
            take_line(w, event, index)
        elif isinstance(event, Pair):
            _take_pair(w, event, index)
        elif isinstance(event, Record):
            take_record(w, event, index)
        else:
            take_plain(w, event, index)
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
    take_inner(w, draft, event.cell, at)


def _has_values(draft: Draft) -> bool:
    return bool(draft.responsible or draft.terms or draft.fields or draft.partners)


def _take_value(w: Writing, event: Pair, at: Open) -> None:
    draft = w.measure or (w.goals[-1] if w.goals else None)
    if draft is None:
        words = f"{event.label}: {event.cell.text}" if event.label else event.cell.text
        add_text(w, words, at)
        return
    put(draft, event.meaning, event.label, event.cell.text, at.index)
    w.untitled = None
    take_inner(w, draft, event.cell, at)


def _strike(w: Writing, text: str, at: Open, number: str | None) -> None:
    draft = Draft(Kind.MEASURE, at.place, number, struck=True)
    draft.texts.append(draft.take(text, at.index))
    open_measure(w, draft)
    w.remark(None, at.place, "repaired", f"Durchgestrichen und deshalb als entfallen gelesen: „{line(text)[:120]}“.")
