"""Rows that are one text: areas, goals, titles of fact sheets, the second half of a title."""

from __future__ import annotations

import re

from konzept.model import Kind
from konzept.read.labels import Meaning, announces_dropped
from konzept.read.marks import Mark, clean_number, code, mark, without_signs
from konzept.read.tables import Line, is_coloured
from konzept.read.writing import (
    LONGEST_PARAGRAPH,
    LONGEST_TITLE,
    Open,
    Writing,
    add_text,
    area,
    open_mark,
    set_title,
)
from konzept.wording import line


def take_line(w: Writing, event: Line, index: int) -> None:
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
_NUMBERED = re.compile(r"^((?:\d+(?:\.\d+)*|(?:[IVX]{1,5}|[A-Z])(?:\.\d+)+|[IVX]{2,5}(?=[.)])|[A-Z])[.)]?)\s+(?=\S)")
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
        and len(goal.title) <= LONGEST_PARAGRAPH
    )


def _lengthen(w: Writing, text: str, index: int) -> None:
    goal = w.goals[-1]
    goal.title = f"{goal.title} {without_signs(line(goal.take(text, index)))}"


def _take_unlabelled(w: Writing, event: Line, at: Open) -> None:
    """Coloured or bold rows over the whole table without any label: the look met first stands for areas, the next for goals."""
    look = (event.cell.fill, event.cell.bold)
    w.fills.append(look)
    known = area(w)
    inside = event.leads is Meaning.MEASURE or (known is not None and at.index not in known.blocks and w.looks < 2)
    numbered = _NUMBERED.match(line(event.cell.text))
    above = w.sections[-1].number if w.sections else None
    inside = inside or bool(w.lines == 1 and numbered and above and numbered[1].startswith(f"{above}."))
    kind = Kind.AREA if w.fills[0] == look and not inside else Kind.GOAL
    words = line(event.cell.text)
    number = clean_number(numbered[1]) if numbered else None
    found = Mark(kind, "", number, without_signs(words[numbered.end() :] if numbered else words), separated=True)
    draft = open_mark(w, found, at, event.cell.text)
    draft.label, draft.certainty = None, 0.6
    what = "Handlungsfeld" if kind is Kind.AREA else "Ziel"
    w.remark(
        draft, at.place, "unsure", f"Die hervorgehobene Zeile „{words[:80]}“ wurde als {what} gelesen; bitte prüfen."
    )
