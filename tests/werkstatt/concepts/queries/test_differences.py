"""One wording against another."""

from __future__ import annotations

from dataclasses import replace

from konzept.amend import amend
from konzept.change import Edited
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
    new = factories.reworded(amend(TEXT, queries.dropped_out(TEXT, "goal0021")), "meas0111", "Ganz neu.")
    found = queries.difference(TEXT, new)
    assert (found.changed, found.new, found.dropped, found.moved) == (1, 0, 3, 0)
    assert {row.uid for row in found.rows} == {"meas0111", "goal0021", "meas0211", "meas0212"}


def test_what_goes_with_its_goal_needs_no_reason_of_its_own() -> None:
    gone = queries.dropped(TEXT, amend(TEXT, queries.dropped_out(TEXT, "goal0021")))
    assert [(each.element.uid, each.above, each.needs_reason) for each in gone] == [
        ("goal0021", (), True),
        ("meas0211", ("goal0021",), False),
        ("meas0212", ("goal0021",), False),
    ]
    assert (gone[0].goal, gone[1].goal) == (None, "Handlungsziel 2.1")


def test_plain_text_may_go_without_a_word() -> None:
    gone = queries.dropped(TEXT, amend(TEXT, queries.dropped_out(TEXT, "area0001txt")))
    assert [(each.element.kind, each.needs_reason) for each in gone] == [(Kind.TEXT, False)]


def test_nothing_dropped_is_nothing_asked() -> None:
    assert queries.dropped(TEXT, replace(TEXT, title="Anders")) == []
