"""Hypothesis strategies for whole valid concepts, and for a second concept that shares some of the first.

Texts are restricted Markdown in its plainest form (paragraphs, lists, emphasis, links), single spaces, no space at the
ends; `wild` adds any characters a document can hold. All uids come from one small pool, so that two concepts drawn
independently share some.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from hypothesis import settings
from hypothesis import strategies as st

from konzept.model import (
    Abbreviation,
    Concept,
    DroppedMeasure,
    EditionMark,
    Element,
    Holder,
    Kind,
    Milestone,
    Note,
    Responsibility,
    Role,
    Source,
    Timing,
    TimingKind,
)

few = settings(max_examples=40)  # for laws that follow from a greater one tried with hundreds
POOL = tuple(f"element{letter}{digit}" for letter in "abc" for digit in string.digits)
WORDS = (
    *("Maßnahme", "Übersicht", "Sprachkurse", "für", "Geflüchtete", "mehrsprachig", "und", "die", "Ämter", "Träger"),
    *("z. B.", "„Tür auf“", "Sprach- und", "Bildungsangebote", "§ 44 a", "50 %", "IQ & Co.", "20:00 Uhr", "(s. o.)"),
    *("–", "größer", "2.2", "E-Mail", "3 < 4", "Straße 12a", "‚leise‘", "Kita/Hort", "Ilmtal-Ost", "weiß", "1. Mai"),
)
LABELS = ("Kosten", "Indikatoren", "Zielgruppe", "Status", "Maßgabe", "Bemerkung zur Prüfung")
ORGANISATIONS = ("Jobcenter", "Amt für Soziales", "Kreissportbund e. V.", "Landkreis Talaue", "Träger der Jugendhilfe")


@cache
def wild_lines() -> st.SearchStrategy[str]:
    """Any one-line text in NFC that a document can hold, not empty."""
    alphabet = st.characters(exclude_categories=("C", "Zl", "Zp"))
    return st.text(alphabet, min_size=1, max_size=20).map(lambda text: normalize("NFC", text))


@cache
def lines(*, wild: bool = False) -> st.SearchStrategy[str]:
    """One line of German words, not empty."""
    plain = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
    return plain | wild_lines() if wild else plain


@cache
def emphasised() -> st.SearchStrategy[str]:
    """One line with bold or italic words, or a link."""
    marked = st.sampled_from(("**{}**", "*{}*", "[{}](https://beispiel.example/seite)"))
    words = st.sampled_from(("Wichtig", "für alle", "Übergänge"))
    return st.builds(
        lambda before, mark, word, after: f"{before} {mark.format(word)} {after}", lines(), marked, words, lines()
    )


@cache
def lists() -> st.SearchStrategy[str]:
    """A Markdown list, with bullets or numbers."""
    items = st.lists(lines(), min_size=1, max_size=4)
    bullets = items.map(lambda items: "\n".join(f"- {item}" for item in items))
    return bullets | items.map(lambda items: "\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1)))


@cache
def texts(*, wild: bool = False) -> st.SearchStrategy[str]:
    """Restricted Markdown: one to three paragraphs or lists with blank lines between; never list beside list."""
    blocks = st.lists(lines(wild=wild) | emphasised() | lists(), min_size=1, max_size=3)
    return blocks.filter(lambda blocks: not _lists_touch(blocks)).map("\n\n".join)


def _lists_touch(blocks: list[str]) -> bool:
    listed = [block.startswith(("- ", "1. ")) for block in blocks]
    return any(one and other for one, other in pairwise(listed))


@cache
def numbers() -> st.SearchStrategy[str]:
    """As printed: 3.4.1, A, V1, 12a."""
    dotted = st.lists(st.integers(1, 12).map(str), min_size=1, max_size=3).map(".".join)
    return dotted | st.sampled_from(("A", "V1", "12a", "IV"))


@cache
def days() -> st.SearchStrategy[str]:
    return st.dates().map(str)


def _or_none(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _tuples(strategy: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


@cache
def notes() -> st.SearchStrategy[tuple[Note, ...]]:
    """Footnotes with the marks 1, 2, 3 …"""
    return st.lists(lines(), max_size=2).map(
        lambda texts: tuple(Note(str(mark), text) for mark, text in enumerate(texts, start=1))
    )


@cache
def responsibilities() -> st.SearchStrategy[Responsibility]:
    holders = st.builds(Holder, st.sampled_from(ORGANISATIONS), st.sampled_from(Role), _or_none(lines()))
    return st.builds(Responsibility, lines(), _tuples(holders, 2))


@cache
def timings() -> st.SearchStrategy[Timing]:
    return st.builds(
        Timing,
        lines(),
        st.booleans(),
        st.sampled_from(TimingKind),
        _or_none(days()),
        _or_none(days()),
        st.sampled_from((None, "P1Y", "P2Y", "P3M")),
        _tuples(st.integers(1, 12), 2),
        _tuples(st.builds(Milestone, lines(), _or_none(days())), 2),
    )


@cache
def labelled() -> st.SearchStrategy[Mapping[str, str]]:
    """Further labelled cells."""
    return st.dictionaries(st.sampled_from(LABELS), texts(), max_size=2).map(MappingProxyType)


@cache
def sources() -> st.SearchStrategy[Source]:
    filled = st.builds(Source, _or_none(st.sampled_from(("S. 12", "Tabelle 7, Zeile 3"))), _or_none(st.floats(0, 1)))
    return filled.filter(lambda source: source != Source())


def element_parts(*, wild: bool = False) -> dict[str, st.SearchStrategy[Any]]:
    """A strategy for each field of an element but uid and children."""
    return {
        "kind": st.sampled_from(Kind),
        "number": _or_none(numbers()),
        "label": _or_none(st.sampled_from(("Handlungsziel 3.4.1", "Maßnahme (n)"))),
        "title": _or_none(lines(wild=wild)),
        "text": _or_none(texts(wild=wild)),
        "responsibility": _or_none(responsibilities()),
        "timing": _or_none(timings()),
        "fields": labelled(),
        "contested": st.booleans(),
        "source": _or_none(sources()),
        "notes": notes(),
    }


def childless(uid: str, *, wild: bool = False) -> st.SearchStrategy[Element]:
    """An element with this uid and nothing below it; about half of its fields filled."""
    parts = element_parts(wild=wild)
    kind = parts.pop("kind")
    return st.fixed_dictionaries({"kind": kind}, optional=parts).map(lambda held: Element(uid, **held))


def planted(elements: list[Element], under: list[int]) -> tuple[Element, ...]:
    """A forest of these elements in this order: each stands below the one at its index in `under` (-1 = at the top)."""

    def below(parent: int) -> tuple[Element, ...]:
        return tuple(
            replace(element, children=below(index))
            for index, (element, place) in enumerate(zip(elements, under, strict=True))
            if place == parent
        )

    return below(-1)


@st.composite
def forests(draw: st.DrawFn, *, most: int = 8, wild: bool = False) -> tuple[Element, ...]:
    """Trees of at most `most` elements with unique uids out of POOL."""
    uids = draw(st.lists(st.sampled_from(POOL), max_size=most, unique=True))
    elements = [draw(childless(uid, wild=wild)) for uid in uids]
    return planted(elements, [draw(st.integers(-1, index - 1)) for index in range(len(elements))])


def frames(*, wild: bool = False) -> dict[str, st.SearchStrategy[Any]]:
    """A strategy for each field of a concept but its elements."""
    dropped = st.builds(
        DroppedMeasure,
        texts(),
        _or_none(st.sampled_from(POOL)),
        _or_none(numbers()),
        _or_none(lines()),
        _or_none(lines()),
    )
    ordinal = _or_none(st.integers(0, 5))
    return {
        "title": lines(wild=wild).filter(lambda text: bool(text.split())),
        "language": st.sampled_from(("de", "de-DE", "dsb")),
        "subtitle": _or_none(lines()),
        "authority": _or_none(lines()),
        "edition": st.builds(EditionMark, _or_none(lines()), ordinal, *(_or_none(days()) for _ in range(3))),
        "dropped": _tuples(dropped, 2),
        "abbreviations": _tuples(st.builds(Abbreviation, st.sampled_from(("BAMF", "KBM", "ÖPNV")), lines()), 2),
        "sources": _tuples(lines(wild=wild), 2),
        "notes": notes(),
    }


@st.composite
def concepts(draw: st.DrawFn, *, most: int = 8, wild: bool = False) -> Concept:
    """A whole valid concept: every field may be filled, at most `most` elements."""
    parts = frames(wild=wild)
    title = parts.pop("title")
    held: dict[str, Any] = draw(st.fixed_dictionaries({"title": title}, optional=parts))
    return Concept(**held, elements=draw(forests(most=most, wild=wild)))


def flat(concept: Concept) -> list[tuple[Element, str | None]]:
    """Each element without its children, and the uid it stands under, from the top down."""
    parents = concept.parents()
    return [
        (replace(element, children=()), above.uid if (above := parents[element.uid]) else None)
        for element in concept.walk()
    ]


def grown(elements: list[tuple[Element, str | None]]) -> tuple[Element, ...]:
    """The forest of what `flat` gives, in any order; what stands under nobody or in a ring goes to the top."""
    above = {element.uid: parent for element, parent in elements}

    def rooted(uid: str | None, steps: int = 0) -> bool:
        return uid is None or (steps <= len(above) and uid in above and rooted(above[uid], steps + 1))

    def below(parent: str | None) -> tuple[Element, ...]:
        return tuple(
            replace(element, children=below(element.uid))
            for element, place in elements
            if (place if rooted(element.uid) else None) == parent
        )

    return below(None)


@st.composite
def revised(draw: st.DrawFn, concept: Concept) -> Concept:
    """A concept made of this one by a person: elements edited, moved, reordered, dropped, added; the frame edited."""
    elements = flat(concept)
    for _ in range(draw(st.integers(0, 4))):
        deed = draw(st.sampled_from((_edit, _move, _swap, _remove, _insert)))
        elements = deed(draw, elements) if elements else _insert(draw, elements)
    parts = draw(st.fixed_dictionaries({}, optional=frames()))
    kept: Any = parts if draw(st.booleans()) else {}
    return replace(concept, **kept, elements=grown(elements))


_Flat = list[tuple[Element, str | None]]


def _edit(draw: st.DrawFn, elements: _Flat) -> _Flat:
    index = draw(st.integers(0, len(elements) - 1))
    part = draw(st.sampled_from(sorted(element_parts())))
    value: Any = {part: draw(element_parts()[part])}
    element, parent = elements[index]
    return [*elements[:index], (replace(element, **value), parent), *elements[index + 1 :]]


def _move(draw: st.DrawFn, elements: _Flat) -> _Flat:
    index = draw(st.integers(0, len(elements) - 1))
    parent = draw(st.sampled_from([None, *(element.uid for element, _ in elements)]))
    return [*elements[:index], (elements[index][0], parent), *elements[index + 1 :]]


def _swap(draw: st.DrawFn, elements: _Flat) -> _Flat:
    return draw(st.permutations(elements))


def _remove(draw: st.DrawFn, elements: _Flat) -> _Flat:
    gone = draw(st.sampled_from(elements))
    # Half the time what stood below stays and moves up, half the time it goes to the top.
    heir = gone[1] if draw(st.booleans()) else None
    rest = [entry for entry in elements if entry is not gone]
    return [(element, heir if parent == gone[0].uid else parent) for element, parent in rest]


def _insert(draw: st.DrawFn, elements: _Flat) -> _Flat:
    held = {element.uid for element, _ in elements}
    element = draw(childless(draw(st.sampled_from([uid for uid in POOL if uid not in held]))))
    parent = draw(st.sampled_from([None, *sorted(held)]))
    index = draw(st.integers(0, len(elements)))
    return [*elements[:index], (element, parent), *elements[index:]]


@st.composite
def pairs(draw: st.DrawFn, *, most: int = 6) -> tuple[Concept, Concept]:
    """Two concepts that share some uids: one made of the other by a person, or two that only share them by chance."""
    one = draw(concepts(most=most))
    return one, draw(revised(one) | concepts(most=most))
