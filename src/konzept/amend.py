"""A concept and changes make a concept. Changes apply one after the other; one made to another wording is refused by name.

Laws: `amend(a, diff(a, b)) == b`; `amend(amend(a, x), y) == amend(a, x + y)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from konzept.canonical import DEEPEST
from konzept.change import (
    FRAME_NAMES,
    PART_NAMES,
    Added,
    Change,
    Dropped,
    Edited,
    Framed,
    Moved,
    Reordered,
    name_of,
)
from konzept.model import Concept, DroppedMeasure, Element, Kind, Problem


class Collision(Problem):
    """A change that no longer fits, because what it was made to has changed since; `uid` is the element's, None for the frame."""

    def __init__(self, name: str, sentence: str, uid: str | None = None) -> None:
        """`name` is what a person calls the element."""
        super().__init__(f"{name}: {sentence} Bitte prüfen Sie diese Änderung neu.")
        self.uid = uid


class Workpiece:
    """A concept while changes are made to it: elements without children, and who stands under whom (None = the top)."""

    def __init__(self, concept: Concept) -> None:
        """Take the concept apart."""
        self.frame = replace(concept, elements=())
        self.own: dict[str, Element] = {}
        self.above: dict[str, str | None] = {}
        self.below: dict[str | None, list[str]] = {None: []}
        self._plant(concept.elements, None)

    def whole(self) -> Concept:
        """The concept as it stands now."""
        return replace(self.frame, elements=tuple(map(self.element, self.below[None])))

    def element(self, uid: str) -> Element:
        """The element with all that stands below it now."""
        return replace(self.own[uid], children=tuple(map(self.element, self.below[uid])))

    def depth(self, uid: str) -> int:
        """How many levels down the element stands; 1 at the top."""
        above = self.above[uid]
        return 1 if above is None else 1 + self.depth(above)

    def apply(self, change: Change) -> None:
        """Make one change, or raise Collision and leave all as it was."""
        match change:
            case Edited():
                self._edit(change)
            case Added():
                self._add(change)
            case Moved():
                self._move(change)
            case Dropped():
                self._drop(change)
            case Reordered():
                self._reorder(change)
            case Framed():
                self._reframe(change)

    def _plant(self, elements: Iterable[Element], parent: str | None) -> None:
        for element in elements:
            self.own[element.uid] = replace(element, children=())
            self.above[element.uid] = parent
            self.below[element.uid] = []
            self._plant(element.children, element.uid)
            self.below[parent].append(element.uid)

    def _edit(self, change: Edited) -> None:
        held = self._held(change.uid)
        now = getattr(held, change.part)
        if change.part == "fields":
            value = _merged_fields(held, now, change)
        elif change.part == "source" or now in (change.old, change.new):
            value = change.new
        else:
            sentence = f"{PART_NAMES[change.part]} lautet inzwischen anders als bei dieser Änderung."
            raise Collision(name_of(held), sentence, change.uid)
        parts: Any = {change.part: value}
        self.own[change.uid] = replace(held, **parts)

    def _add(self, change: Added) -> None:
        for element in change.element.walk():
            if element.uid in self.own:
                raise Collision(name_of(element), "Dieses Element ist schon im Konzept.", element.uid)
        self._check_place(name_of(change.element), change.uid, change.parent)
        self._plant((change.element,), change.parent)
        self._put(change.uid, change.parent, change.index)

    def _move(self, change: Moved) -> None:
        name = name_of(self._held(change.uid))
        self._check_place(name, change.uid, change.parent)
        if self.above[change.uid] not in (change.old_parent, change.parent):
            raise Collision(name, "Es steht inzwischen an anderer Stelle als bei dieser Änderung.", change.uid)
        self._put(change.uid, change.parent, change.index)

    def _drop(self, change: Dropped) -> None:
        self._held(change.uid)
        now = self.element(change.uid)
        if _unsourced(now) != _unsourced(change.element):
            raise Collision(
                name_of(now), "Der Wortlaut oder was darunter steht ist inzwischen anders als beim Streichen.", now.uid
            )
        self.below[self.above[change.uid]].remove(change.uid)
        for element in now.walk():
            del self.own[element.uid], self.above[element.uid], self.below[element.uid]

    def _reorder(self, change: Reordered) -> None:
        here = self.below.get(change.parent, [])
        now, old, new = (
            [uid for uid in order if uid in here and uid in change.new] for order in (here, change.old, change.new)
        )
        if now not in (old, new):
            name = name_of(self.own[change.parent]) if change.parent else "Konzept"
            raise Collision(name, "Die Reihenfolge darunter ist inzwischen eine andere.", change.parent)
        following = iter(new)
        here[:] = [next(following) if uid in new else uid for uid in here]

    def _reframe(self, change: Framed) -> None:
        now = getattr(self.frame, change.part)
        parts: Any = {change.part: _merged_frame(now, change)}
        self.frame = replace(self.frame, **parts)

    def _held(self, uid: str) -> Element:
        if uid not in self.own:
            raise Collision(f"Element {uid}", "Dieses Element gibt es im Konzept nicht mehr.", uid)
        return self.own[uid]

    def _check_place(self, name: str, uid: str, parent: str | None) -> None:
        if parent not in self.below:
            raise Collision(name, "Die Stelle, an der es stehen soll, gibt es im Konzept nicht mehr.", uid)
        above = parent
        while above is not None:
            if above == uid:
                raise Collision(name, "Es läge unter sich selbst.", uid)
            above = self.above[above]

    def _put(self, uid: str, parent: str | None, index: int) -> None:
        self.below[self.above[uid]].remove(uid)
        self.below[parent].insert(max(index, 0), uid)
        self.above[uid] = parent


def _merged_fields(held: Element, now: Mapping[str, str], change: Edited) -> Mapping[str, str]:
    """Cells under other labels may have changed meanwhile: only those this change touches must fit."""
    merged = dict(now)
    for label in {**change.old, **change.new}:
        old, new = change.old.get(label), change.new.get(label)
        if old == new:
            continue
        if now.get(label) not in (old, new):
            raise Collision(name_of(held), f"„{label}“ lautet inzwischen anders als bei dieser Änderung.", held.uid)
        if new is None:
            merged.pop(label, None)
        else:
            merged[label] = new
    return MappingProxyType(merged)


def _merged_frame(now: Any, change: Framed) -> Any:
    """Of a list (dropped measures, abbreviations …) only the entries this change takes away must still be there."""
    if now in (change.old, change.new):
        return change.new
    if isinstance(now, tuple) and all(entry in now for entry in change.old if entry not in change.new):
        kept = tuple(entry for entry in now if entry in change.new or entry not in change.old)
        return kept + tuple(entry for entry in change.new if entry not in change.old and entry not in kept)
    raise Collision("Konzept", f"{FRAME_NAMES[change.part]} lautet inzwischen anders als bei dieser Änderung.")


def _unsourced(element: Element) -> Element:
    return replace(element, source=None, children=tuple(map(_unsourced, element.children)))


def amend(concept: Concept, changes: Iterable[Change]) -> Concept:
    """The concept after these changes, made one after the other; Collision names the element where one does not fit."""
    workpiece = Workpiece(concept)
    for change in changes:
        workpiece.apply(change)
    # Only the result counts: on the way, a branch may hang lower than it will.
    for uid, element in workpiece.own.items():
        if workpiece.depth(uid) > DEEPEST:
            raise Collision(name_of(element), f"Es läge tiefer als {DEEPEST} Ebenen.", uid)
    return workpiece.whole()


def drop(concept: Concept, uid: str, reason: str) -> tuple[Change, ...]:
    """The two changes that drop an element: out of the text, and with its reason into the appendix of dropped measures.

    Each measure below it gets an entry of its own, so that nothing goes without a word. Collision where there is no such uid.
    """
    workpiece = Workpiece(concept)
    if uid not in workpiece.own:
        raise Collision(f"Element {uid}", "Dieses Element gibt es im Konzept nicht mehr.", uid)
    element, parent = workpiece.element(uid), workpiece.above[uid]
    gone = [each for each in element.walk() if each is element or each.kind is Kind.MEASURE]
    entries = tuple(_entry(workpiece, each, reason) for each in gone)
    return (
        Dropped(uid, element, parent, workpiece.below[parent].index(uid), reason),
        Framed("dropped", concept.dropped, concept.dropped + entries),
    )


def _entry(workpiece: Workpiece, element: Element, reason: str) -> DroppedMeasure:
    text = "\n\n".join(filter(None, (element.title, element.text))) or name_of(element)
    return DroppedMeasure(text, element.uid, element.number, _goal_above(workpiece, element.uid), reason)


def _goal_above(workpiece: Workpiece, uid: str) -> str | None:
    above = workpiece.above[uid]
    while above is not None and workpiece.own[above].kind is not Kind.GOAL:
        above = workpiece.above[above]
    return name_of(workpiece.own[above]) if above else None
