"""The changes from one concept to another: they lead there exactly, and there are no more of them than needed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings

from konzept.amend import amend
from konzept.change import Added, Dropped, Edited, Framed, Moved, Reordered, out_of_order
from konzept.diff import diff
from konzept.model import Concept, EditionMark, Element, Kind, Source, Timing, TimingKind
from tests.konzept.strategies import concepts, few, pairs


def measure(letter: str, text: str | None = None) -> Element:
    return Element(letter * 8, Kind.MEASURE, text=text or f"Maßnahme {letter}")


def goal(letter: str, *measures: Element) -> Element:
    return Element(letter * 8, Kind.GOAL, title=f"Ziel {letter}", children=measures)


A, B, C, D = (measure(letter) for letter in "abcd")
CONCEPT = Concept("Konzept", (goal("x", A, B, C), goal("y", D)))


def with_goals(*goals: Element) -> Concept:
    return replace(CONCEPT, elements=goals)


# --- laws ---


@given(pairs())
@settings(max_examples=200)
def test_amending_by_the_difference_leads_there(pair: tuple[Concept, Concept]) -> None:
    a, b = pair
    assert amend(a, diff(a, b)) == b
    assert amend(b, diff(b, a)) == a


@given(concepts(wild=True))
@few
def test_the_same_has_no_difference(concept: Concept) -> None:
    assert diff(concept, concept) == ()


@given(pairs())
@few
def test_one_change_a_thing(pair: tuple[Concept, Concept]) -> None:
    a, b = pair
    changes = diff(a, b)
    stay = {element.uid for element in a.walk()} & {element.uid for element in b.walk()}
    assert max(Counter(type(change) for change in changes if isinstance(change, Framed)).values(), default=0) <= 9
    assert all(change.uid in stay for change in changes if isinstance(change, Moved | Edited))
    edits = [(change.uid, change.part) for change in changes if isinstance(change, Edited)]
    assert len(edits) == len(set(edits))
    moves = [change.uid for change in changes if isinstance(change, Moved)]
    assert len(moves) == len(set(moves))


@given(pairs())
@few
def test_only_those_move_whose_parent_is_another(pair: tuple[Concept, Concept]) -> None:
    a, b = pair
    before, after = ({uid: above and above.uid for uid, above in each.parents().items()} for each in pair)
    moved = {change.uid for change in diff(a, b) if isinstance(change, Moved)}
    assert moved == {uid for uid in before.keys() & after.keys() if before[uid] != after[uid]}


@given(pairs())
@few
def test_every_new_and_every_dropped_element_is_told_once(pair: tuple[Concept, Concept]) -> None:
    a, b = pair
    before, after = ({element.uid for element in each.walk()} for each in pair)
    changes = diff(a, b)
    added = [each.uid for change in changes if isinstance(change, Added) for each in change.element.walk()]
    dropped = [each.uid for change in changes if isinstance(change, Dropped) for each in change.element.walk()]
    assert sorted(added) == sorted(after - before)
    assert sorted(dropped) == sorted(before - after)


# --- as a person would say it ---


def test_a_moved_measure_is_one_change() -> None:
    b = with_goals(goal("x", A, C), goal("y", D, B))
    assert diff(CONCEPT, b) == (Moved(B.uid, "y" * 8, 1, "x" * 8, 1),)


def test_a_new_goal_with_measures_is_one_change() -> None:
    new = goal("z", measure("e"), measure("f"))
    assert diff(CONCEPT, with_goals(CONCEPT.elements[0], new, CONCEPT.elements[1])) == (Added(None, 1, new),)


def test_a_dropped_goal_with_measures_is_one_change() -> None:
    assert diff(CONCEPT, with_goals(CONCEPT.elements[1])) == (Dropped("x" * 8, CONCEPT.elements[0], None, 0),)


def test_a_measure_saved_from_a_dropped_goal_is_moved() -> None:
    changes = diff(CONCEPT, with_goals(goal("y", A, D)))
    assert changes == (
        Moved(A.uid, "y" * 8, 0, "x" * 8, 0),
        Dropped("x" * 8, goal("x", B, C), None, 0),
    )


def test_measures_gathered_under_a_new_goal_are_moved_there() -> None:
    changes = diff(CONCEPT, with_goals(goal("x", C), goal("y", D), goal("z", A, B)))
    assert changes == (
        Added(None, 2, goal("z")),
        Moved(A.uid, "z" * 8, 0, "x" * 8, 0),
        Moved(B.uid, "z" * 8, 1, "x" * 8, 0),
    )


def test_parent_and_child_may_swap() -> None:
    inner = Element("iiiiiiii", Kind.GOAL)
    outer = Element("oooooooo", Kind.GOAL)
    a = Concept("K", (replace(outer, children=(inner,)),))
    b = Concept("K", (replace(inner, children=(outer,)),))
    assert diff(a, b) == (Moved("iiiiiiii", None, 0, "oooooooo", 0), Moved("oooooooo", "iiiiiiii", 0, None, 1))
    assert amend(a, diff(a, b)) == b


def test_another_order_is_one_change_of_those_concerned() -> None:
    b = with_goals(goal("x", A, C, B), goal("y", D))
    assert diff(CONCEPT, b) == (Reordered("x" * 8, (B.uid, C.uid), (C.uid, B.uid)),)


def test_an_addition_is_no_new_order() -> None:
    b = with_goals(goal("x", A, measure("e"), B, C), goal("y", D))
    assert diff(CONCEPT, b) == (Added("x" * 8, 1, measure("e")),)


def test_each_edited_field_is_a_change_of_its_own() -> None:
    timing = Timing("fortlaufend", kind=TimingKind.ONGOING)
    edited = replace(A, text="Neuer Wortlaut", timing=timing, fields={"Kosten": "keine"})
    changes = diff(CONCEPT, with_goals(goal("x", edited, B, C), goal("y", D)))
    assert changes == (
        Edited(A.uid, "text", "Maßnahme a", "Neuer Wortlaut"),
        Edited(A.uid, "timing", None, timing),
        Edited(A.uid, "fields", {}, {"Kosten": "keine"}),
    )


def test_another_kind_is_an_edit() -> None:
    b = with_goals(goal("x", replace(A, kind=Kind.TEXT), B, C), goal("y", D))
    assert diff(CONCEPT, b) == (Edited(A.uid, "kind", Kind.MEASURE, Kind.TEXT),)


def test_another_source_is_told_too_since_amending_must_lead_there() -> None:
    b = with_goals(goal("x", replace(A, source=Source("S. 3")), B, C), goal("y", D))
    assert diff(CONCEPT, b) == (Edited(A.uid, "source", None, Source("S. 3")),)


def test_the_frame_changes_field_by_field() -> None:
    mark = EditionMark("1. Fortschreibung", ordinal=1)
    b = replace(CONCEPT, title="Integrationskonzept", edition=mark)
    assert diff(CONCEPT, b) == (
        Framed("title", "Konzept", "Integrationskonzept"),
        Framed("edition", EditionMark(), mark),
    )


def test_the_fewest_are_out_of_order() -> None:
    assert out_of_order("abcdef", "bcdefa") == ("a",)
    assert out_of_order("abcdef", "fabcde") == ("f",)
    assert out_of_order("abc", "abc") == ()
    assert out_of_order((), ()) == ()
    assert len(out_of_order("abcd", "dcba")) == 3
