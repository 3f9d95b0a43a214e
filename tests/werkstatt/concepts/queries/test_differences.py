"""One wording against another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from konzept.amend import amend
from konzept.change import Edited, Moved
from konzept.model import Kind, Source
from tests import factories
from werkstatt.concepts import queries

TEXT = factories.concept_value()


def test_where_the_reader_found_it_makes_no_difference() -> None:
    placed = amend(TEXT, [Edited("meas0111", "source", None, Source("Absatz 1", 0.5))])
    assert placed != TEXT
    assert queries.settled(placed) == TEXT
    assert queries.difference(TEXT, placed).rows == ()


def test_the_difference_counts_each_sort() -> None:
    new = factories.reworded(amend(TEXT, factories.dropped_out(TEXT, "goal0021")), "meas0111", "Ganz neu.")
    found = queries.difference(TEXT, new)
    assert (found.changed, found.new, found.dropped, found.moved) == (1, 0, 3, 0)
    assert {row.uid for row in found.rows} == {"meas0111", "goal0021", "meas0211", "meas0212"}


def test_what_goes_with_its_goal_needs_no_reason_of_its_own() -> None:
    gone = queries.dropped(TEXT, amend(TEXT, factories.dropped_out(TEXT, "goal0021")))
    assert [(each.element.uid, each.above, each.needs_reason) for each in gone] == [
        ("goal0021", (), True),
        ("meas0211", ("goal0021",), False),
        ("meas0212", ("goal0021",), False),
    ]
    assert (gone[0].goal, gone[1].goal) == (None, "Handlungsziel 2.1")


def test_plain_text_may_go_without_a_word() -> None:
    gone = queries.dropped(TEXT, amend(TEXT, factories.dropped_out(TEXT, "area0001txt")))
    assert [(each.element.kind, each.needs_reason) for each in gone] == [(Kind.TEXT, False)]


def test_nothing_dropped_is_nothing_asked() -> None:
    assert queries.dropped(TEXT, replace(TEXT, title="Anders")) == []


@given(uid=st.sampled_from([each.uid for each in TEXT.walk() if each.text]), words=st.text("abc ÄÖÜß.", min_size=1))
def test_one_reworded_element_is_one_row(uid: str, words: str) -> None:
    new = factories.reworded(TEXT, uid, words.strip() or "x")
    found = queries.difference(TEXT, new)
    assert [row.uid for row in found.rows] == ([] if new == TEXT else [uid])
    assert (found.new, found.dropped, found.moved) == (0, 0, 0)


@given(st.sets(st.sampled_from([each.uid for each in TEXT.walk()]), max_size=4))
def test_back_and_forth_what_is_dropped_is_what_is_new(uids: set[str]) -> None:
    less = TEXT
    for uid in sorted(uids):
        less = amend(less, factories.dropped_out(less, uid))
    there, back = queries.difference(TEXT, less), queries.difference(less, TEXT)
    assert (there.dropped, there.new) == (back.new, back.dropped)
    assert there.dropped == len(queries.dropped(TEXT, less))
    assert queries.dropped(less, TEXT) == []


@given(
    st.sampled_from([each.uid for each in TEXT.walk() if each.kind is Kind.MEASURE]),
    st.sampled_from(["goal0011", "goal0022"]),
)
def test_what_only_moves_is_neither_new_nor_dropped(uid: str, goal: str) -> None:
    above = TEXT.parents()[uid]
    assert above is not None
    moved = amend(TEXT, [Moved(uid, goal, 0, above.uid, above.children.index(TEXT.find(uid)))])  # type: ignore[arg-type]  # there
    found = queries.difference(TEXT, moved)
    assert (found.new, found.dropped, found.changed) == (0, 0, 0)
    assert queries.dropped(TEXT, moved) == []


def test_settled_twice_is_settled_once() -> None:
    placed = amend(TEXT, [Edited("meas0111", "source", None, Source("Absatz 1", 0.5))])
    assert queries.settled(queries.settled(placed)) == queries.settled(placed)


def test_everything_dropped_is_asked_for_at_the_top_alone() -> None:
    gone = queries.dropped(TEXT, replace(TEXT, elements=()))
    assert len(gone) == len(list(TEXT.walk()))
    assert [each.element.uid for each in gone if each.needs_reason] == ["area0001", "area0002"]
    assert all(each.above[-1] in ("area0001", "area0002") for each in gone if each.above)
