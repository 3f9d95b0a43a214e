"""One wording against another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from konzept import change
from konzept.model import Concept as Text
from konzept.model import Element, Kind
from konzept.synopsis import Row, Status, synopsis


def settled(text: Text) -> Text:
    """The wording alone, without where and how surely the reader found it."""
    return replace(text, elements=tuple(_settled(element) for element in text.elements))


def _settled(element: Element) -> Element:
    return replace(element, source=None, children=tuple(_settled(child) for child in element.children))


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would change: the rows that are not kept, and how many of which sort."""

    rows: tuple[Row, ...]
    changed: int
    new: int
    dropped: int
    moved: int


def difference(old: Text, new: Text) -> Difference:
    """Old against new, without where the reader found it."""
    rows = tuple(row for row in synopsis(settled(old), settled(new)) if row.status is not Status.KEPT)
    found = Counter(row.status for row in rows)
    return Difference(rows, found[Status.CHANGED], found[Status.NEW], found[Status.DROPPED], found[Status.MOVED])


@dataclass(frozen=True, slots=True)
class DroppedElement:
    """An element that the new wording has no more: the uids above it that go too (nearest first), and the goal it stood under."""

    element: Element
    above: tuple[str, ...]
    goal: str | None

    @property
    def needs_reason(self) -> bool:
        """Text and chapters may go without a word; what goes with its goal or area has that one's reason."""
        return not self.above and self.element.kind not in (Kind.TEXT, Kind.CHAPTER)


def dropped(old: Text, new: Text) -> list[DroppedElement]:
    """What stands in the old wording and not in the new one, in document order."""
    stay, parents = {element.uid for element in new.walk()}, old.parents()
    found = []
    for element in old.walk():
        if element.uid not in stay:
            above = list(_above(parents, element.uid))
            goal = next((change.name_of(each) for each in above if each.kind is Kind.GOAL), None)
            gone = tuple(takewhile(lambda uid: uid not in stay, (each.uid for each in above)))
            found.append(DroppedElement(element, gone, goal))
    return found


def _above(parents: Mapping[str, Element | None], uid: str) -> Iterable[Element]:
    while above := parents[uid]:
        yield above
        uid = above.uid
