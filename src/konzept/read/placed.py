"""Fact sheets that name their area and goal in rows of their own: those rows place the measure, they are no values of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from konzept.model import Kind
from konzept.read.draft import Draft
from konzept.read.labels import Meaning, meaning
from konzept.read.marks import Mark, chapter, mark
from konzept.read.writing import Writing
from konzept.wording import fold, line

_KINDS = ((Kind.AREA, {Meaning.AREA}), (Kind.GOAL, {Meaning.GOAL}))


BEGINNING = 12  # letters by which the title of a known number is told
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


@dataclass(slots=True)
class _Parts:
    """The areas or goals of a document, in order, looked up by what a row says of them."""

    titles: dict[str, tuple[int, Draft]] = field(default_factory=dict)
    numbers: dict[str, list[tuple[int, str, Draft]]] = field(default_factory=dict)
    count: int = 0

    def add(self, draft: Draft) -> None:
        title = fold(draft.title or "")
        self.titles.setdefault(title, (self.count, draft))
        if draft.number:
            self.numbers.setdefault(draft.number, []).append((self.count, title[:BEGINNING], draft))
        self.count += 1

    def find(self, number: str | None, title: str) -> Draft | None:
        """The first part of that title, or of that number where the title begins alike or is not told."""
        key = fold(title)
        numbered = self.numbers.get(number or "", ())
        alike = ((at, draft) for at, begins, draft in numbered if not title or begins == key[:BEGINNING])
        found = [each for each in (self.titles.get(key), next(alike, None)) if each is not None]
        return min(found, key=lambda each: each[0])[1] if found else None


def _place_all(w: Writing, kind: Kind, named: list[tuple[Draft, str]]) -> None:
    known = _Parts()
    for draft in w.root.walk():
        if draft.kind is kind:
            known.add(draft)
    shared = Counter(fold(_value(draft, label)) for draft, label in named)
    makes = not known.count and (kind is Kind.AREA or _are_parts(named, shared))
    above = {child: parent for parent in w.root.walk() for child in parent.children}
    for draft, label in named:
        number, title = parted(_value(draft, label), kind)
        number = number or (mark(label) or NOTHING).number
        found = known.find(number, title)
        if found is None and makes and title:
            found = Draft(kind, draft.place, number, None, title, certainty=0.8, blocks=set(draft.blocks))
            known.add(found)
            _insert(above, found, draft)
        if found is not None:
            del draft.fields[label]
            _move(above, draft, found)


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


def _insert(above: dict[Draft, Draft], made: Draft, measure: Draft) -> None:
    """A new part takes the place of the first measure that names it; an area stands beside the chapter's other parts."""
    parent = above[measure]
    parent.children.insert(parent.children.index(measure), made)
    above[made] = parent
    made.depth = parent.depth + 1


def _move(above: dict[Draft, Draft], measure: Draft, home: Draft) -> None:
    """The measure below that part, unless the part itself is below it or it stands there already."""
    at: Draft | None = measure
    while at is not None and at is not home:
        at = above.get(at)
    if at is None:
        above[measure].children.remove(measure)
        home.children.append(measure)
        above[measure] = home
