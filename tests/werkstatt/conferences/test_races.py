"""Several at once, each with a connection of its own, on the database the tests run on: the last seat goes to one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.machine import machine

RACE = """
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from tests import factories
from werkstatt.conferences import actions, queries
from werkstatt.conferences.models import Registration, Reminder, Seat
from werkstatt.journal.queries import first_break
from werkstatt.work.models import Mail

def at_once(deed, count=5):
    start = Barrier(count)
    def one(number):
        start.wait()
        try:
            deed(number)
            return "done"
        except Exception as problem:
            return repr(problem)
        finally:
            connection.close()
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))

said = {}
last = factories.conference(capacity=1)
def register(number):
    factories.coming(last, f"Person {number}", email=f"p{number}@erlenau.example")
said["register"] = [at_once(register), sorted(Registration.objects.values_list("state", flat=True))]

there = Registration.objects.get(state="registered")
def leave_or_come(number):
    if number:
        factories.coming(last, f"Nachzügler {number}")
    else:
        actions.cancel(Registration.objects.get(pk=there.pk))
said["cancel"] = [at_once(leave_or_come), queries.counts(last).registered, queries.counts(last).waiting]

here = Registration.objects.get(state="registered")
Mail.objects.all().delete()
said["remind"] = [at_once(lambda number: actions.remind(here, 7)), Reminder.objects.count(), Mail.objects.count()]

big = factories.conference(last.round, "Süd")
factories.topic_tables(big, 3, seats=12)
for number in range(10):
    factories.coming(big, f"Gast {number}")
def seat_or_come(number):
    if number < 3:
        actions.assign(big)
    else:
        factories.coming(big, f"Spät {number}")
said["assign"] = [at_once(seat_or_come), Seat.objects.count() % 2, Seat.objects.count() >= 20]

full = factories.conference(last.round, "West")
tables = factories.topic_tables(full, 4, seats=10)
for number in range(30):
    factories.coming(full, f"Gast {number}", tables[number % 3])
actions.assign(full)
first = full.sittings.get(ordinal=1)
goal = tables[0]
movers = list(Registration.objects.filter(conference=full).exclude(seats__table=goal).order_by("pk")[:3])
def move_or_come(number):
    if number < 3:
        actions.move(movers[number], None, sitting=first, table=goal)
    else:
        factories.coming(full, f"Spät {number}")
moved = at_once(move_or_come)
there = Seat.objects.filter(registration__conference=full)
said["move"] = [
    moved,
    there.filter(registration__in=movers, sitting=first, table=goal, pinned=True).count(),
    max(Counter(there.values_list("table", "sitting")).values()) <= 10,
    sorted(set(Counter(there.values_list("registration")).values())),
]
broken = first_break()
said["journal"] = broken and broken.sentence
print("SAID" + json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What five at once were told, deed by deed, and what it made."""
    home: Path = tmp_path_factory.mktemp("wettlauf")
    with machine(home) as it:
        lines = it.command("shell", "--no-imports", "-c", RACE).splitlines()
        yield json.loads(next(line for line in lines if line.startswith("SAID")).removeprefix("SAID"))


def test_of_five_at_once_one_gets_the_last_seat_and_the_others_wait(said: dict[str, Any]) -> None:
    assert said["register"] == [["done"] * 5, ["registered", *["waiting"] * 4]]


def test_who_cancels_while_others_register_leaves_no_seat_empty(said: dict[str, Any]) -> None:
    assert said["cancel"] == [["done"] * 5, 1, 7]


def test_who_is_reminded_five_times_at_once_gets_one_mail(said: dict[str, Any]) -> None:
    assert said["remind"] == [["done"] * 5, 1, 1]


def test_people_register_while_others_are_seated(said: dict[str, Any]) -> None:
    assert said["assign"] == [["done"] * 5, 0, True]


def test_three_move_to_a_full_table_while_others_register(said: dict[str, Any]) -> None:
    assert said["move"] == [["done"] * 5, 3, True, [2]]


def test_the_journal_holds(said: dict[str, Any]) -> None:
    assert said["journal"] is None
