"""Blocks of which a person said what they are."""

from __future__ import annotations

from dataclasses import replace

from konzept.model import Kind
from konzept.read.blocks import Block, Heading, Paragraph, Row, Table
from konzept.read.hints import Says
from konzept.read.labels import Meaning, meaning
from konzept.read.marks import Mark, chapter, mark, without_signs
from konzept.read.paragraphs import marked
from konzept.read.plain_tables import as_list
from konzept.read.rows import take_events
from konzept.read.tables import Event, Line, Pair, as_pairs, as_records
from konzept.read.writing import Open, Writing, add_text, open_mark
from konzept.wording import line

_KINDS = {Says.AREA: Kind.AREA, Says.GOAL: Kind.GOAL, Says.MEASURE: Kind.MEASURE}


def take_hinted(w: Writing, block: Block, index: int, says: Says) -> None:
    """A block, read as the person says; `Says.LEFT_OUT` never comes here."""
    if isinstance(block, Table):
        _take_table(w, block, index, says)
    elif says in _KINDS:
        level = w.levels.of(block) if isinstance(block, Heading) else 0
        draft = open_mark(w, _mark(block.text, _KINDS[says]), Open(index, block.place, level), block.text)
        draft.label = draft.label or None
        w.untitled = None
    else:
        text = marked(block) if isinstance(block, Paragraph) else block.text
        add_text(w, text, Open(index, block.place))


def _mark(text: str, kind: Kind) -> Mark:
    """The line as the opening of a part of that kind, with its number where it has one."""
    found = mark(text)
    if found is not None and found.kind is kind:
        return replace(found, separated=True)
    number, title = chapter(text)
    return Mark(kind, "", number, title, separated=True)


def _take_table(w: Writing, table: Table, index: int, says: Says) -> None:
    if says is Says.TEXT:
        add_text(w, as_list(table), Open(index, table.place))
    elif says is Says.RECORDS:
        take_events(w, as_records(table), index)
    else:
        _take_as_one(w, table, index, _KINDS[says])


def _take_as_one(w: Writing, table: Table, index: int, kind: Kind) -> None:
    """The whole table is one area, goal or measure: its first row names it, the others say more of it."""
    title, rest = _named(table.rows, kind)
    w.in_table = True
    draft = open_mark(w, _mark(title, kind), Open(index, table.rows[0].place), title)
    draft.label, w.untitled = draft.label or None, None
    events = as_pairs(rest)
    take_events(w, [_inner(event) for event in events] if kind is Kind.MEASURE else events, index)


def _named(rows: tuple[Row, ...], kind: Kind) -> tuple[str, tuple[Row, ...]]:
    """The title of the one thing a table is, and the rows that follow it."""
    filled = [cell for cell in rows[0].cells if cell.text]
    if len(filled) > 1 and meaning(filled[0].text) in {Meaning.AREA, Meaning.GOAL, Meaning.MEASURE}:
        found = mark(filled[0].text)
        number = found.number if found is not None and found.kind is kind else None
        title = without_signs(line(filled[1].text))
        return (f"{number} {title}" if number else title), rows[1:]
    if len(filled) == 1:
        return line(filled[0].text), rows[1:]
    return "", rows


def _inner(event: Event) -> Event:
    """Within one measure a row "Maßnahme" is its wording, and a line opens nothing."""
    if isinstance(event, Pair) and event.meaning in {Meaning.MEASURE, Meaning.GOAL, Meaning.AREA}:
        return replace(event, meaning=Meaning.TEXT if event.meaning is Meaning.MEASURE else None)
    if isinstance(event, Line):
        return Pair("", Meaning.TEXT, event.cell, event.place)
    return event
