"""Seats are worked out beside the database: what happens meanwhile is noticed, and thought about again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from konzept.model import Problem
from tests import factories
from werkstatt.conferences import actions
from werkstatt.conferences.actions.seats import ATTEMPTS
from werkstatt.conferences.models import Conference, Registration, Seat, Sitting, TopicTable
from werkstatt.journal.models import Entry

pytestmark = pytest.mark.django_db


@contextmanager
def each_time_people_are_read(deed: Callable[[], Any], times: int = ATTEMPTS) -> Iterator[list[int]]:
    """Does the deed after the question was read, before its answer is kept; the first reading of each attempt counts."""
    readings: list[int] = []
    busy = False

    def after(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal busy
        result = execute(sql, *rest)
        if not busy and 'ORDER BY "conferences_registration"."registered_at"' in sql:
            readings.append(len(connection.savepoint_ids))
            if readings[-1] == readings[0] and readings.count(readings[0]) <= times:
                busy = True
                deed()
                busy = False
        return result

    with connection.execute_wrapper(after):
        yield readings


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


@pytest.fixture
def tables(nord: Conference) -> list[TopicTable]:
    """Three tables of four seats; two of them are wished for by eight people."""
    made = factories.topic_tables(nord, 3, 4)
    for number in range(8):
        factories.coming(nord, f"Gast {number}", made[number % 2], made[2])
    return made


@pytest.fixture
def early(nord: Conference) -> Sitting:
    return nord.sittings.get(ordinal=1)


def seats() -> list[tuple[Any, ...]]:
    return sorted(Seat.objects.values_list("registration", "sitting", "table", "pinned"))


def people(nord: Conference) -> list[Registration]:
    return list(nord.registrations.order_by("pk"))


def seated(nord: Conference) -> int:
    return nord.registrations.exclude(seats=None).count()


def without_seat_at(nord: Conference, table: TopicTable) -> Registration:
    return nord.registrations.exclude(seats__table=table).order_by("pk")[0]


def full(nord: Conference, tables: list[TopicTable]) -> tuple[Registration, TopicTable]:
    """Everybody sits, all tables are full but for none: somebody, and a table they do not sit at."""
    for number in range(4):
        factories.coming(nord, f"Noch {number}")
    actions.assign(nord)
    assert set(Counter(Seat.objects.values_list("table", "sitting")).values()) == {4}
    return without_seat_at(nord, tables[0]), tables[0]


def test_who_comes_while_seats_are_worked_out_gets_one_too(nord: Conference, tables: list[TopicTable]) -> None:
    with each_time_people_are_read(lambda: factories.coming(nord, "Spät"), times=1):
        assert actions.assign(nord) == 9
    assert seated(nord) == 9
    assert len(tables) == 3


def test_no_transaction_is_open_while_seats_are_worked_out(nord: Conference, tables: list[TopicTable]) -> None:
    outside = len(connection.savepoint_ids)
    with each_time_people_are_read(lambda: None, times=0) as readings:
        actions.assign(nord)
    assert readings == [outside, outside + 1]
    mover, goal = full(nord, tables)
    with each_time_people_are_read(lambda: None, times=0) as readings:
        actions.move(mover, None, sitting=nord.sittings.get(ordinal=1), table=goal)
    assert readings[-2:] == [outside, outside + 1]


def test_where_somebody_comes_each_time_the_others_are_seated_all_the_same(
    nord: Conference, tables: list[TopicTable]
) -> None:
    names = iter(range(99))
    actions.add_table(nord, None, topic="Noch ein Tisch", seats=4)
    with each_time_people_are_read(lambda: factories.coming(nord, f"Spät {next(names)}")):
        assert actions.assign(nord) == 8 + ATTEMPTS - 1
    assert nord.registrations.filter(seats=None).count() == 1
    assert Entry.objects.get(deed="conferences.assign").facts["people"] == 8 + ATTEMPTS - 1
    assert actions.assign(nord) == 8 + ATTEMPTS
    assert len(tables) == 3


def test_where_somebody_leaves_each_time_they_get_no_seat(nord: Conference, tables: list[TopicTable]) -> None:
    leaving = iter(people(nord))
    with each_time_people_are_read(lambda: actions.cancel(next(leaving))):
        assert actions.assign(nord) == 8 - ATTEMPTS
    assert seated(nord) == 8 - ATTEMPTS
    assert len(tables) == 3


def test_where_tables_change_each_time_it_is_said_and_nothing_changes(
    nord: Conference, tables: list[TopicTable]
) -> None:
    def change() -> None:
        tables[0].seats += 1
        tables[0].save()

    with each_time_people_are_read(change), pytest.raises(Problem, match="Inzwischen hat jemand anders"):
        actions.assign(nord)
    assert not Seat.objects.exists()
    assert not Entry.objects.filter(deed="conferences.assign").exists()


def test_a_seat_that_was_pinned_meanwhile_stays(nord: Conference, tables: list[TopicTable], early: Sitting) -> None:
    actions.assign(nord)
    first = people(nord)[0]
    other = next(table for table in tables if not first.seats.filter(table=table).exists())
    with each_time_people_are_read(lambda: actions.move(first, None, sitting=early, table=other), times=1):
        actions.assign(nord)
    assert Seat.objects.get(registration=first, sitting=early).table == other


def test_who_moves_while_somebody_comes_sits_where_they_were_put(
    nord: Conference, tables: list[TopicTable], early: Sitting
) -> None:
    mover, goal = full(nord, tables)
    more = actions.add_table(nord, None, topic="Noch ein Tisch", seats=4)
    with each_time_people_are_read(lambda: factories.coming(nord, "Spät"), times=1):
        table, others = actions.move(mover, None, sitting=early, table=goal)
    assert (table, others >= 1) == (goal, True)
    assert Seat.objects.get(registration=mover, sitting=early, pinned=True).table == goal
    assert seated(nord) == 13
    assert Entry.objects.get(deed="conferences.move").facts["others"] == others
    assert more.seats == 4


def test_a_seat_that_becomes_free_meanwhile_is_taken_and_nobody_else_moves(
    nord: Conference, tables: list[TopicTable], early: Sitting
) -> None:
    mover, goal = full(nord, tables)
    leaver = Seat.objects.filter(table=goal, sitting=early)[0].registration
    stay = {row for row in seats() if row[0] not in {mover.pk, leaver.pk}}
    with each_time_people_are_read(lambda: actions.cancel(leaver), times=1):
        assert actions.move(mover, None, sitting=early, table=goal) == (goal, 0)
    assert stay <= set(seats())


def test_who_cancels_meanwhile_is_moved_nowhere(nord: Conference, tables: list[TopicTable], early: Sitting) -> None:
    mover, goal = full(nord, tables)
    with (
        each_time_people_are_read(lambda: actions.cancel(mover), times=1),
        pytest.raises(Problem, match="nicht angemeldet"),
    ):
        actions.move(mover, None, sitting=early, table=goal)
    assert not mover.seats.exists()
    assert not Entry.objects.filter(deed="conferences.move").exists()


def test_where_tables_change_each_time_nobody_moves(nord: Conference, tables: list[TopicTable], early: Sitting) -> None:
    mover, goal = full(nord, tables)
    before = seats()

    def change() -> None:
        tables[2].seats += 1
        tables[2].save()

    with each_time_people_are_read(change), pytest.raises(Problem, match="Inzwischen hat jemand anders"):
        actions.move(mover, None, sitting=early, table=goal)
    assert seats() == before


def test_two_who_move_to_the_same_full_table_both_sit_there(
    nord: Conference, tables: list[TopicTable], early: Sitting
) -> None:
    mover, goal = full(nord, tables)
    other = nord.registrations.exclude(seats__table=goal).exclude(pk=mover.pk).order_by("pk")[0]
    with each_time_people_are_read(lambda: actions.move(other, None, sitting=early, table=goal), times=1):
        actions.move(mover, None, sitting=early, table=goal)
    pinned = Seat.objects.filter(sitting=early, table=goal, pinned=True)
    assert {seat.registration_id for seat in pinned} == {mover.pk, other.pk}
    assert Seat.objects.filter(sitting=early, table=goal).count() == 4
