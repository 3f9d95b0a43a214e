"""Tables are laid, people are seated, one is moved and the rest adapts."""

from __future__ import annotations

from collections import Counter

import pytest

from konzept.model import Problem
from tests import factories
from werkstatt.conferences import actions, queries, tasks
from werkstatt.conferences.models import Conference, Registration, Seat, TopicTable
from werkstatt.journal.models import Entry
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


def seats_of(who: Registration) -> list[TopicTable]:
    return [seat.table for seat in who.seats.select_related("table")]


def full_house(nord: Conference, people: int = 8, seats: int = 4) -> tuple[list[Registration], list[TopicTable]]:
    """Two full tables in each of two sittings, and a third one with as many seats that stays emptier."""
    tables = factories.topic_tables(nord, 3, seats)
    guests = [factories.coming(nord, f"Gast {number}", tables[number % 2], tables[2]) for number in range(people)]
    actions.assign(nord)
    return guests, tables


def test_each_area_gets_a_table_once_with_seats_for_all(nord: Conference) -> None:
    laid = actions.lay_tables(nord, None)
    assert [(table.topic, table.area_uid) for table in laid] == [
        ("Sprache und Bildung", "area0001"),
        ("Arbeit und Beruf", "area0002"),
    ]
    assert sum(table.seats for table in laid) >= nord.capacity * 1.1
    assert actions.lay_tables(nord, None) == []
    assert str(laid[0]) == "Tisch 1: Sprache und Bildung"


def test_the_same_table_twice_is_one(nord: Conference) -> None:
    first = actions.add_table(nord, None, topic="Ehrenamt", seats=8)
    assert actions.add_table(nord, None, topic="Ehrenamt", seats=8) == first
    assert [entry.deed for entry in Entry.objects.filter(deed="conferences.add_table")] == ["conferences.add_table"]


def test_a_table_changes_and_goes(nord: Conference) -> None:
    [table] = factories.topic_tables(nord, 1)
    sitting = nord.sittings.get(ordinal=2)
    actions.change_table(table, None, topic="Wohnen", seats=9, moderator="Bauamt", sittings=[sitting])
    table.refresh_from_db()
    assert (table.topic, table.seats, table.moderator) == ("Wohnen", 9, "Bauamt")
    assert list(table.sittings.all()) == [sitting]
    actions.drop_table(table, None)
    assert not nord.tables.exists()


def test_everybody_sits_twice_at_different_tables_as_they_wish(nord: Conference) -> None:
    guests, tables = full_house(nord)
    assert Seat.objects.count() == 16
    for guest in guests:
        assert len({table.pk for table in seats_of(guest)}) == 2
        assert set(guest.wishes) & {table.pk for table in seats_of(guest)}
    taken = Counter(Seat.objects.values_list("table", "sitting"))
    assert max(taken.values()) <= 4
    assert len(tables) == 3


def test_seating_again_changes_nothing(nord: Conference) -> None:
    full_house(nord)
    before = sorted(Seat.objects.values_list("registration", "sitting", "table"))
    assert actions.assign(nord) == 8
    assert sorted(Seat.objects.values_list("registration", "sitting", "table")) == before


def test_who_waits_or_cancelled_is_not_seated(nord: Conference) -> None:
    small = factories.conference(nord.round, "Süd", capacity=2)
    factories.topic_tables(small, 2)
    for name in "abc":
        factories.coming(small, name)
    assert actions.assign(small) == 2
    assert Seat.objects.values("registration").distinct().count() == 2


def test_what_is_impossible_is_said_and_nothing_changes(nord: Conference) -> None:
    factories.topic_tables(nord, 2, seats=1)
    for name in "abc":
        factories.coming(nord, name)
    with pytest.raises(Problem, match="fehlt 1 Platz: 3 Personen, 2 Plätze"):
        actions.assign(nord)
    assert not Seat.objects.exists()
    assert not Entry.objects.filter(deed="conferences.assign").exists()


def test_a_table_open_in_one_sitting_is_filled_in_that_one(nord: Conference) -> None:
    first, second = nord.sittings.all()
    early = actions.add_table(nord, None, topic="Früh", seats=4, sittings=[first])
    late = actions.add_table(nord, None, topic="Spät", seats=4, sittings=[second])
    guest = factories.coming(nord, "Gast", late, early)
    actions.assign(nord)
    assert seats_of(guest) == [early, late]


def test_moving_to_a_free_seat_moves_nobody_else_and_is_pinned(nord: Conference) -> None:
    tables = factories.topic_tables(nord, 4)
    guests = [factories.coming(nord, f"Gast {number}") for number in range(6)]
    actions.assign(nord)
    before = {guest.pk: seats_of(guest) for guest in guests}
    first = nord.sittings.get(ordinal=1)
    free = next(table for table in tables if table not in before[guests[0].pk])
    assert actions.move(guests[0], None, sitting=first, table=free) == (free, 0)
    assert Seat.objects.get(registration=guests[0], sitting=first).pinned
    assert seats_of(guests[0])[0] == free
    assert {guest.pk: seats_of(guest) for guest in guests[1:]} == {guest.pk: before[guest.pk] for guest in guests[1:]}


def test_moving_to_a_full_table_lets_as_few_as_possible_adapt(nord: Conference) -> None:
    guests, tables = full_house(nord, people=12)
    first = nord.sittings.get(ordinal=1)
    mover = guests[0]
    target = next(table for table in tables if table not in seats_of(mover))
    table, others = actions.move(mover, None, sitting=first, table=target)
    assert table == target
    assert 1 <= others <= 3
    assert seats_of(mover)[0] == target
    assert Seat.objects.filter(pinned=True).count() == 1
    assert max(Counter(Seat.objects.values_list("table", "sitting")).values()) <= 4
    assert Entry.objects.get(deed="conferences.move").facts["others"] == others


def test_moving_to_the_table_of_the_other_sitting_swaps_the_two(nord: Conference) -> None:
    guests, _ = full_house(nord)
    early, late = seats_of(guests[0])
    actions.move(guests[0], None, sitting=nord.sittings.get(ordinal=1), table=late)
    assert seats_of(guests[0])[0] == late
    assert seats_of(guests[0])[1] != late
    assert early


def test_moving_twice_the_same_changes_nothing_more(nord: Conference) -> None:
    guests, tables = full_house(nord)
    first = nord.sittings.get(ordinal=1)
    target = next(table for table in tables if table not in seats_of(guests[0]))
    actions.move(guests[0], None, sitting=first, table=target)
    before = sorted(Seat.objects.values_list("registration", "sitting", "table", "pinned"))
    assert actions.move(guests[0], None, sitting=first, table=target)[1] == 0
    assert sorted(Seat.objects.values_list("registration", "sitting", "table", "pinned")) == before


def test_what_is_pinned_stays_until_it_is_released(nord: Conference) -> None:
    guests, tables = full_house(nord)
    first = nord.sittings.get(ordinal=1)
    target = next(table for table in tables if table not in seats_of(guests[0]))
    actions.move(guests[0], None, sitting=first, table=target)
    actions.assign(nord)
    assert seats_of(guests[0])[0] == target
    actions.release(guests[0], None, sitting=first)
    actions.release(guests[0], None, sitting=first)
    assert not Seat.objects.filter(pinned=True).exists()
    assert Entry.objects.filter(deed="conferences.release").count() == 1


def test_a_move_that_cannot_be_says_why_and_changes_nothing(nord: Conference) -> None:
    first, second = nord.sittings.all()
    early = actions.add_table(nord, None, topic="Früh", seats=2, sittings=[first])
    factories.topic_tables(nord, 2, seats=4)
    guests = [factories.coming(nord, f"Gast {number}") for number in range(3)]
    actions.assign(nord)
    with pytest.raises(Problem, match="nicht geöffnet"):
        actions.move(guests[0], None, sitting=second, table=early)
    for guest in guests[:2]:
        actions.move(guest, None, sitting=first, table=early)
    before = sorted(Seat.objects.values_list("registration", "sitting", "table", "pinned"))
    with pytest.raises(Problem, match="2 Plätze, festgelegt sind dort 3"):
        actions.move(guests[2], None, sitting=first, table=early)
    assert sorted(Seat.objects.values_list("registration", "sitting", "table", "pinned")) == before
    actions.cancel(guests[2])
    with pytest.raises(Problem, match="nicht angemeldet"):
        actions.move(guests[2], None, sitting=first, table=early)


def test_fewer_sittings_take_their_seats_along(nord: Conference) -> None:
    full_house(nord)
    hours = [(each.starts_at, each.ends_at) for each in nord.sittings.all()]
    actions.change(nord, None, sittings=hours[:1])
    assert Seat.objects.count() == 8
    assert queries.plan_of(nord).unseated == []


def test_the_plan_counts_who_has_no_seat_and_whose_wish_comes_true(nord: Conference) -> None:
    guests, tables = full_house(nord)
    late = factories.coming(nord, "Spät", tables[0])
    plan = queries.plan_of(nord)
    assert [row.pk for row in plan.unseated] == [late.pk]
    assert (plan.wishing, plan.pleased) == (9, 8)
    assert [len(places) for _, places in plan.rows] == [2, 2, 2]
    assert sum(len(place.seats or ()) for _, places in plan.rows for place in places) == 2 * len(guests)
    assert all(place.free >= 0 for _, places in plan.rows for place in places)


def test_the_task_seats_everybody(nord: Conference) -> None:
    factories.topic_tables(nord, 3)
    factories.coming(nord, "Gast")
    person = factories.person(nord.authority)
    job = Job.objects.create(authority=nord.authority, title="Plätze")
    tasks.seat_people.call(str(job.pk), conference_id=nord.pk, person_id=person.pk)
    tasks.seat_people.call(str(job.pk), conference_id=nord.pk, person_id=person.pk)
    job.refresh_from_db()
    assert (job.done, job.total) == (1, 1)
    assert Seat.objects.count() == 2
    assert set(Entry.objects.filter(deed="conferences.assign").values_list("actor_id", flat=True)) == {person.pk}
