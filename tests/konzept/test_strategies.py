"""The strategies give what they promise: the laws of the library are only as good as the concepts they are tried on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from konzept.canonical import DEEPEST, dumps, loads
from konzept.model import Concept, Element, Kind
from tests.konzept.strategies import POOL, concepts, few, flat, forests, grown, lines, pairs, planted, revised, texts


def depth(element: Element) -> int:
    return 1 + max(map(depth, element.children), default=0)


@given(concepts(wild=True))
@few
def test_a_drawn_concept_is_valid(concept: Concept) -> None:
    assert loads(dumps(concept)) == concept
    uids = [element.uid for element in concept.walk()]
    assert len(uids) == len(set(uids))
    assert set(uids) <= set(POOL)
    assert all(depth(element) <= DEEPEST for element in concept.elements)


@given(concepts())
@few
def test_taking_apart_and_planting_again_is_nothing(concept: Concept) -> None:
    assert grown(flat(concept)) == concept.elements


@given(concepts(), st.data())
@few
def test_a_revised_concept_is_valid_too(concept: Concept, data: st.DataObject) -> None:
    new = data.draw(revised(concept))
    assert loads(dumps(new)) == new


@given(texts())
@few
def test_texts_are_plain_markdown(text: str) -> None:
    assert text == text.strip()
    assert "  " not in text
    assert "\n\n\n" not in text
    blocks = text.split("\n\n")
    assert not any(one.startswith("- ") and other.startswith("- ") for one, other in pairwise(blocks))


@given(lines(wild=True))
@few
def test_a_line_is_one_line(line: str) -> None:
    assert line
    assert len(line.splitlines()) == 1


def test_a_ring_is_cut_open() -> None:
    one, other = Element("element1a", Kind.GOAL), Element("element1b", Kind.GOAL)
    assert grown([(one, other.uid), (other, one.uid)]) == (one, other)
    assert grown([(one, "nobody000")]) == (one,)


def test_planting_follows_the_indices() -> None:
    one, other, third = (Element(f"element1{letter}", Kind.GOAL) for letter in "abc")
    (root,) = planted([one, other, third], [-1, 0, 0])
    assert [child.uid for child in root.children] == [other.uid, third.uid]


def occurs(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool]) -> bool:
    """Whether such a value is drawn within a few hundred; without the long search for the smallest one."""
    find(strategy, wanted, settings=settings(phases=[Phase.generate], max_examples=300, database=None))
    return True


def test_what_the_laws_need_does_occur() -> None:
    assert occurs(forests(), lambda elements: any(depth(element) >= 3 for element in elements))
    assert occurs(concepts(), lambda concept: any(element.timing and element.notes for element in concept.walk()))
    assert occurs(concepts(), lambda concept: any("\n- " in (element.text or "") for element in concept.walk()))

    def shares(pair: tuple[Concept, Concept]) -> bool:
        one, other = ({element.uid for element in each.walk()} for each in pair)
        return bool(one & other) and bool(one - other) and bool(other - one)

    assert occurs(pairs(), shares)
