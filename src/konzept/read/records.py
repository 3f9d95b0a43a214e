"""Rows under column heads: each is a measure, or goes on with the one above."""

from __future__ import annotations

import re

from konzept.model import Kind
from konzept.read.blocks import Cell
from konzept.read.draft import Draft
from konzept.read.labels import Meaning, names_title
from konzept.read.marks import Mark, clean_number, mark
from konzept.read.plain_tables import take_inner
from konzept.read.tables import Record
from konzept.read.writing import (
    Open,
    Writing,
    add_text,
    open_mark,
    open_measure,
    put,
)
from konzept.wording import line

Value = tuple[str, Meaning | None, Cell]


def split_title(cell: Cell) -> tuple[str | None, str]:
    """A bold first line above more text is the measure's title."""
    found = re.match(r"^\*\*([^*\n]{3,200})\*\*:?\s*\n+(.+)$", cell.text, re.DOTALL)
    return (line(found[1]), found[2]) if found else (None, cell.text)


def take_record(w: Writing, event: Record, index: int) -> None:
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
    if what is Meaning.NUMBER and draft.number is None:
        found = mark(cell.text)
        draft.number = found.number if found else clean_number(line(cell.text))
        draft.label = found.label if found else draft.label
        draft.take(cell.text, at.index)
    elif what is Meaning.MEASURE:
        _take_wording(draft, label, cell, at)
    elif what not in {Meaning.AREA, Meaning.GOAL}:
        what = None if what is Meaning.NUMBER else what
        put(draft, what, label or "Spalte ohne Überschrift", cell.text, at.index)
    take_inner(w, draft, cell, at)


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
