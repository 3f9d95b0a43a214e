"""A concept as leaves of a book: in reading order, each with its heading and what stands in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from konzept.model import Concept, Element, Kind
from konzept.wording import line
from werkstatt.lib.words import WORD
from werkstatt.ui.templatetags.ui import kind as kind_of

LONG = 1200


@dataclass(frozen=True, slots=True)
class Leaf:
    """One element on the page. `level` is its heading's (2 to 6), 0 where it has none; `over` stands small above it."""

    element: Element
    level: int
    over: str
    heading: str
    number: str

    @property
    def is_area(self) -> bool:
        """Does a new area begin here?"""
        return self.element.kind is Kind.AREA

    @property
    def is_long(self) -> bool:
        """Is it too long to stay on one printed page?"""
        return len(self.element.text or "") > LONG

    @property
    def has_address(self) -> bool:
        """Is it something one would link to and speak about?"""
        return self.element.kind not in {Kind.TEXT, Kind.CHAPTER}

    @property
    def who(self) -> str:
        """Responsible, in the concept's words."""
        return self.element.responsibility.verbatim if self.element.responsibility else ""

    @property
    def when(self) -> str:
        """The term, in the concept's words; one taken over from above is not said again."""
        timing = self.element.timing
        return timing.verbatim if timing and not timing.inherited else ""


def name_of(element: Element) -> str:
    """„Maßnahme 2.2.1“; the concept's own label where it has one, which may say the number already („Maßnahme 1“)."""
    label = element.label or kind_of(element.kind)
    said = not element.number or element.number in WORD.findall(label)
    return label if said else f"{label} {element.number}"


def leaf_of(element: Element, above: int) -> Leaf:
    """An element below `above` headings. Areas say their name over the title; a measure without a title is headed by its name."""
    level = min(above + 2, 6)
    if element.title:
        over = name_of(element) if element.kind is Kind.AREA else ""
        number = "" if over else element.number or ""
        return Leaf(element, level, over, element.title, number)
    if element.kind is Kind.TEXT or not (element.number or element.label or element.kind is Kind.MEASURE):
        return Leaf(element, 0, "", "", element.number or "")
    return Leaf(element, level, "", name_of(element), "")


def leaves(elements: tuple[Element, ...], above: int = 0) -> Iterator[Leaf]:
    """The elements and all below them in reading order."""
    for element in elements:
        leaf = leaf_of(element, above)
        yield leaf
        yield from leaves(element.children, above + (1 if leaf.level else 0))


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the table of contents."""

    uid: str
    number: str
    title: str
    items: tuple[Item, ...]
    kind: Kind


def contents(elements: tuple[Element, ...]) -> tuple[Item, ...]:
    """The table of contents: what has a title at the top, areas with what is in them wherever they stand."""
    return tuple(item for element in elements for item in _items(element))


def _items(element: Element) -> Iterator[Item]:
    areas = [child for child in element.children if child.kind is Kind.AREA]
    if element.title:
        yield _item(element, () if areas else tuple(_item(child) for child in element.children if child.title))
    for area in areas:
        yield _item(area, tuple(_item(child) for child in area.children if child.title))


def _item(element: Element, items: tuple[Item, ...] = ()) -> Item:
    return Item(element.uid, element.number or "", line(element.title or name_of(element)), items, element.kind)


@dataclass(frozen=True, slots=True)
class Around:
    """Where an element stands: what is above it, from the top; the element before and after it."""

    above: tuple[Element, ...]
    before: Element | None
    after: Element | None


def around(text: Concept, uid: str) -> Around:
    """Where the element with this uid stands in the text."""
    parents: Mapping[str, Element | None] = text.parents()
    above: list[Element] = []
    parent = parents.get(uid)
    while parent is not None:
        above.insert(0, parent)
        parent = parents[parent.uid]
    spoken = [element for element in text.walk() if element.kind is not Kind.TEXT]
    before = next((first for first, second in pairwise(spoken) if second.uid == uid), None)
    after = next((second for first, second in pairwise(spoken) if first.uid == uid), None)
    return Around(tuple(above), before, after)


@dataclass(frozen=True, slots=True)
class AreaCount:
    """An area with the number of its goals and measures."""

    uid: str
    number: str
    title: str
    goals: int
    measures: int


def areas(text: Concept) -> list[AreaCount]:
    """The areas of a concept with what they hold."""
    found = []
    for element in text.walk():
        if element.kind is Kind.AREA:
            kinds = [below.kind for below in element.walk()]
            title = line(element.title or name_of(element))
            found.append(
                AreaCount(element.uid, element.number or "", title, kinds.count(Kind.GOAL), kinds.count(Kind.MEASURE))
            )
    return found
