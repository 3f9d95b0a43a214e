"""Fact sheets that name their area and goal in rows of their own: those rows place the measure, they are no values of it."""

from __future__ import annotations

import re
from collections import Counter

from konzept.model import Kind
from konzept.read.draft import Draft
from konzept.read.labels import Meaning, meaning
from konzept.read.marks import Mark, chapter, mark
from konzept.read.writing import Writing
from konzept.wording import fold, line

_KINDS = ((Kind.AREA, {Meaning.AREA}), (Kind.GOAL, {Meaning.GOAL}))


NOTHING = Mark(Kind.TEXT, "", None, None)


def place(w: Writing) -> None:
    """Measures below the areas and goals that their own rows name."""
    for kind, meanings in _KINDS:
        named = [
            (draft, label)
            for draft in w.root.walk()
            if draft.kind is Kind.MEASURE
            for label in draft.fields
            if meaning(label) in meanings
        ]
        if named:
            _place_all(w, kind, named)


def _place_all(w: Writing, kind: Kind, named: list[tuple[Draft, str]]) -> None:
    known = [draft for draft in w.root.walk() if draft.kind is kind]
    shared = Counter(fold(_value(draft, label)) for draft, label in named)
    makes = not known and (kind is Kind.AREA or _are_parts(named, shared))
    for draft, label in named:
        number, title = parted(_value(draft, label), kind)
        number = number or (mark(label) or NOTHING).number
        found = next((each for each in known if _is(each, number, title)), None)
        if found is None and makes and title:
            found = Draft(kind, draft.place, number, None, title, certainty=0.8, blocks=set(draft.blocks))
            known.append(found)
            _insert(w, found, draft, kind)
        if found is not None:
            del draft.fields[label]
            _move(w, draft, found)


def _are_parts(named: list[tuple[Draft, str]], shared: Counter[str]) -> bool:
    """Goals have numbers or several measures; a sentence of each sheet's own is the measure's aim and stays a value."""
    numbered = sum(parted(_value(draft, label), Kind.GOAL)[0] is not None for draft, label in named)
    return numbered * 2 > len(named) or len(shared) * 3 <= len(named) * 2


def _value(draft: Draft, label: str) -> str:
    return line(" ".join(draft.fields[label]))


def parted(text: str, kind: Kind) -> tuple[str | None, str]:
    """Number and title of a cell that names a part: "HF 2: Bildung" -> ("2", "Bildung")."""
    found = mark(text)
    if found is not None and found.kind is kind and found.title:
        return found.number, found.title
    number, title = chapter(text)
    return number, re.sub(r"^[:.–-]\s+", "", title)


def _is(draft: Draft, number: str | None, title: str) -> bool:
    if fold(draft.title or "") == fold(title):
        return True
    return bool(number) and number == draft.number and (not title or fold(title)[:12] == fold(draft.title or "")[:12])


def _insert(w: Writing, made: Draft, measure: Draft, kind: Kind) -> None:
    """A new part takes the place of the first measure that names it; an area stands beside the chapter's other parts."""
    parent = _parent(w.root, measure)
    parent.children.insert(parent.children.index(measure), made)
    made.depth = parent.depth + 1


def _parent(root: Draft, child: Draft) -> Draft:
    return next(draft for draft in root.walk() if child in draft.children)


def _move(w: Writing, measure: Draft, home: Draft) -> None:
    if measure in home.walk():
        return
    _parent(w.root, measure).children.remove(measure)
    home.children.append(measure)
