"""What is asked of conferences: lists, links, what the seating asks, what the plan shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from konzept.assignment import Table
from tests import factories
from werkstatt.conferences import actions, queries
from werkstatt.conferences.models import Conference, Registration
from werkstatt.conferences.queries.tables import is_open, registered
from werkstatt.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


def test_conferences_stand_in_the_order_of_their_days(nord: Conference) -> None:
    later = factories.conference(
        nord.round, "Später", starts_at=nord.starts_at + timedelta(days=9), ends_at=nord.ends_at + timedelta(days=9)
    )
    sooner = factories.conference(nord.round, "Früher", starts_at=nord.starts_at - timedelta(days=3))
    assert list(queries.conferences_of(nord.authority)) == [sooner, nord, later]


def test_another_authority_has_its_own(nord: Conference) -> None:
    assert not queries.conferences_of(factories.authority()).exists()
    assert not queries.public_conferences(factories.authority()).exists()


def test_one_that_was_called_off_stays_public(nord: Conference) -> None:
    actions.call_off(nord, None)
    assert list(queries.public_conferences(nord.authority)) == [nord]


def test_links_lead_to_where_it_was_announced(nord: Conference) -> None:
    assert queries.link(nord, "conference") == f"http://testserver/{nord.authority.slug}/konferenz/{nord.slug}/"
    nord.site = "https://konzept.example/"
    assert queries.link(nord, "registration", "abc").startswith("https://konzept.example/")
    assert queries.link(nord, "registration", "abc").endswith("/anmeldung/abc/")


def test_areas_without_a_table_are_those_the_round_asks_about(nord: Conference) -> None:
    assert [area.uid for area in queries.areas_without_table(nord)] == ["area0001", "area0002"]
    actions.add_table(nord, None, topic="Sprache", seats=4, area_uid="area0001")
    assert [area.uid for area in queries.areas_without_table(nord)] == ["area0002"]
    nord.round.areas = ["area0001"]
    assert queries.areas_without_table(nord) == []


def test_a_table_without_sittings_is_open_in_all(nord: Conference) -> None:
    first, second = nord.sittings.all()
    always, late = (
        factories.topic_tables(nord, 1)[0],
        actions.add_table(nord, None, topic="Spät", seats=3, sittings=[second]),
    )
    assert [is_open(always, each) for each in (first, second)] == [True, True]
    assert [is_open(late, each) for each in (first, second)] == [False, True]


def test_the_seating_is_asked_with_everything_that_counts(nord: Conference) -> None:
    first, second = nord.sittings.all()
    tables = factories.topic_tables(nord, 2, seats=5)
    late = actions.add_table(nord, None, topic="Spät", seats=3, sittings=[second])
    who = factories.coming(nord, "Rosa", tables[1], late, organisation="Verein  ERLE ")
    actions.move(who, None, sitting=first, table=tables[0])
    [guest], listed = queries.seating_question(nord)
    assert guest.wishes == (str(tables[1].pk), str(late.pk))
    assert guest.group == "verein erle"
    assert guest.pinned == guest.present == {0: str(tables[0].pk)}
    assert listed[-1] == Table(str(late.pk), "Tisch 3: Spät", (0, 3))


def test_only_who_is_registered_is_seated(nord: Conference) -> None:
    small = factories.conference(nord.round, "Klein", capacity=1)
    first, second = factories.coming(small), factories.coming(small)
    assert list(registered(small)) == [first]
    assert list(queries.waiting(small)) == [second]
    assert list(queries.people(small)) == [first, second]
    actions.cancel(first)
    assert list(registered(small)) == [second]
    assert list(queries.people(small)) == [second]


def test_a_place_that_is_not_open_has_no_seats(nord: Conference) -> None:
    _, second = nord.sittings.all()
    actions.add_table(nord, None, topic="Spät", seats=3, sittings=[second])
    [(_, places)] = queries.plan_of(nord).rows
    assert [place.seats is None for place in places] == [True, False]
    assert places[1].free == 3


@pytest.mark.parametrize("people", [1, 4])
def test_the_plan_asks_the_same_however_many_come(
    nord: Conference, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    factories.topic_tables(nord, 3)
    for number in range(people):
        factories.coming(nord, f"Gast {number}", organisation="Verein")
    actions.assign(nord)
    with django_assert_num_queries(5):
        plan = queries.plan_of(nord)
        assert [seat.registration.called for _, places in plan.rows for place in places for seat in place.seats or ()]
    with django_assert_num_queries(5):
        queries.seating_question(nord)


def test_a_wish_for_a_table_that_is_gone_is_no_wish_any_more(nord: Conference) -> None:
    kept, gone, *_ = factories.topic_tables(nord, 4)
    who = factories.coming(nord, "Rosa", gone, kept)
    actions.drop_table(gone, None)
    actions.assign(nord)
    assert kept.pk in set(who.seats.values_list("table", flat=True))


@pytest.mark.parametrize(("hours", "due"), [(7 * 24 + 1, 0), (7 * 24 - 1, 1), (25, 1), (23, 0)])
def test_the_first_reminder_is_due_for_six_days(nord: Conference, hours: int, due: int) -> None:
    factories.coming(nord, email="rosa@erlenau.example")
    found = queries.due_reminders(7, 1, nord.starts_at - timedelta(hours=hours))
    assert found.count() == due


@pytest.mark.parametrize(("hours", "due"), [(25, 0), (23, 1), (1, 1), (0, 0), (-1, 0)])
def test_the_second_reminder_is_due_on_the_last_day(nord: Conference, hours: int, due: int) -> None:
    factories.coming(nord, email="rosa@erlenau.example")
    found = queries.due_reminders(1, 0, nord.starts_at - timedelta(hours=hours))
    assert found.count() == due


def test_what_is_only_planned_reminds_nobody() -> None:
    planned = factories.conference(announced=False)
    factories.coming(planned, email="rosa@erlenau.example", person=factories.person(planned.authority))
    assert not queries.due_reminders(7, 1, planned.starts_at - timedelta(days=3)).exists()


@pytest.mark.parametrize(("days", "found"), [(29, 0), (31, 1)])
def test_what_is_over_long_enough_is_to_be_erased_once(nord: Conference, days: int, found: int) -> None:
    then = nord.ends_at + timedelta(days=days)
    assert queries.to_erase(then).count() == found
    with clock.at(nord.ends_at):
        actions.erase(nord)
    assert not queries.to_erase(then).exists()


def test_tokens_differ_and_hold(nord: Conference) -> None:
    rows = [factories.coming(nord) for _ in range(3)]
    tokens = {queries.token_of(row) for row in rows}
    assert len(tokens) == 3
    assert all(len(token) == 20 and token.isalnum() for token in tokens)
    again = Registration.objects.get(pk=rows[0].pk)
    assert queries.token_of(again) == queries.token_of(rows[0])
