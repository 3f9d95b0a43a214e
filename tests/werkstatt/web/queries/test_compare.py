"""Two issues side by side, and the life of one element; drafts between them stay unseen."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from konzept.synopsis import Status
from tests import factories
from tests.werkstatt.web import scene
from werkstatt.authorities.models import Authority
from werkstatt.web.queries import compare, issues

pytestmark = pytest.mark.django_db


def compared(where: Authority) -> compare.Comparison:
    new, old = issues.issues(where.slug)
    return compare.comparison(old, new)


def history(where: Authority, uid: str) -> compare.History | None:
    listed = issues.issues(where.slug)
    current = issues.chosen(listed)
    assert current is not None
    return compare.history(uid, listed, current)


def test_a_comparison_counts_what_happened() -> None:
    where = factories.authority()
    scene.whole(where)
    counts = dict(compared(where).counts)
    assert counts["geändert"] == 1
    assert counts["unverändert"] == len(list(factories.concept_value().walk())) - 1


def test_each_change_says_how_many_contributions_caused_it() -> None:
    where = factories.authority()
    scene.whole(where, voices=4)
    found = compared(where)
    assert found.basis == {"meas0112": 4}
    lines = [line for line in found.lines(changed_only=False) if line.row and line.row.uid == "meas0112"]
    assert [line.basis for line in lines] == [4]


def test_a_contribution_that_caused_two_changes_of_an_element_counts_once() -> None:
    where = factories.authority()
    first = scene.first_edition(where)
    asked = scene.round_(first, starts=-9, ends=-8)
    scene.say(asked, "meas0112")
    draft = scene.next_version(first, "Zwischenstand.")
    last = scene.next_version(draft, "Endstand.")
    scene.ground(draft, asked)
    scene.ground(last, asked)
    scene.publish(last)
    new, old = issues.issues(where.slug)
    assert compare.comparison(old, new).basis == {"meas0112": 1}


def test_what_stayed_is_folded_or_left_out() -> None:
    where = factories.authority()
    scene.whole(where)
    found = compared(where)
    every = list(found.lines(changed_only=False))
    assert any(line.fold for line in every)
    assert any(line.is_heading for line in every)
    only = list(found.lines(changed_only=True))
    assert [line.row.status for line in only if line.row] == [Status.CHANGED]
    assert not any(line.fold for line in only)


def test_the_life_of_an_element_newest_first() -> None:
    where = factories.authority()
    scene.whole(where, voices=2)
    found = history(where, "meas0112")
    assert found is not None
    assert found.in_force
    assert found.element.text == scene.DRAFT
    assert [(step.word, step.basis) for step in found.steps] == [("geändert", 2), ("von Anfang an enthalten", 0)]
    assert found.steps[0].synopsis == ("erstfassung", "1-fortschreibung")


def test_what_never_changed_says_so() -> None:
    where = factories.authority()
    scene.whole(where)
    found = history(where, "meas0111")
    assert found is not None
    assert [step.word for step in found.steps] == ["von Anfang an enthalten"]


def test_the_wording_of_an_unpublished_version_is_seen_nowhere() -> None:
    where = factories.authority()
    first = scene.first_edition(where)
    draft = scene.next_version(first, scene.SECRET)
    last = scene.next_version(draft, "Endstand.")
    scene.publish(last)
    found = history(where, "meas0112")
    assert found is not None
    changed = next(step for step in found.steps if step.row)
    assert changed.row is not None
    said = "".join(segment.text for part in changed.row.parts for segment in part.segments)
    assert "Endstand." in said
    assert scene.SECRET not in said


def test_an_element_only_drafts_have_does_not_exist() -> None:
    where = factories.authority()
    scene.first_edition(where)
    assert history(where, "unbekannt") is None


def test_a_dropped_element_is_told_as_it_stood_last() -> None:
    where = factories.authority()
    first = scene.first_edition(where)
    without = scene.without(factories.concept_value(), "meas0212", "Alle Wegweiser sind jetzt im Netz.")
    scene.decide(factories.version(value=without, parent=first), 1, "zweite", "1. Fortschreibung")
    found = history(where, "meas0212")
    assert found is not None
    assert not found.in_force
    assert found.issue.address == "erstfassung"
    step = found.steps[0]
    assert step.row is not None
    assert (step.word, step.row.reason) == ("entfallen", "Alle Wegweiser sind jetzt im Netz.")


def test_an_element_that_came_later_has_no_beginning_before() -> None:
    where = factories.authority()
    without = scene.without(factories.concept_value(), "meas0212", "noch nicht")
    first = factories.version(where, without)
    scene.decide(first, 0, "erstfassung", "Erstfassung")
    scene.decide(factories.version(value=factories.concept_value(), parent=first), 1, "zweite", "1. Fortschreibung")
    found = history(where, "meas0212")
    assert found is not None
    assert [step.word for step in found.steps] == ["neu"]


def test_questions_do_not_grow_with_contributions(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for voices in (1, 3):
        where = factories.authority()
        scene.whole(where, voices=voices)
        new, old = issues.issues(where.slug)
        with django_assert_num_queries(2):
            compare.comparison(old, new)
        with django_assert_num_queries(2):
            compare.history("meas0112", [new, old], new)
