"""Several at once in one round, each with a connection of their own: one receipt, one newest wording, one confirmation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.machine import machine

RACE = """
import json, uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.conf import settings
from django.db import connection
from konzept.model import Problem
from konzept.suggestion import Suggestion
from tests import factories
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import first_break
from werkstatt.participation import actions, queries
from werkstatt.participation.actions.limits import count
from werkstatt.participation.models import Channel, Contact, Moderation, Submission, Tally, Withdrawal

def at_once(deed, many=5):
    start = Barrier(many)
    def one(number):
        start.wait()
        try:
            deed(number)
            return "done"
        except Problem:
            return "refused"
        except Exception as problem:
            return repr(problem)
        finally:
            connection.close()
    with ThreadPoolExecutor(many) as pool:
        return dict(Counter(pool.map(one, range(many))))

round_ = factories.round_()
said, one_key = {}, uuid.uuid4()

def send(key, words="Gut.", **more):
    return actions.say(round_, [Suggestion("meas0111", comment=words)], form_key=key, sender="192.0.2.7", **more)[0]

said["click"] = [at_once(lambda number: send(one_key, email="a@verein.example")), Submission.objects.count(), Contact.objects.count()]

first = Submission.objects.get()
said["correct"] = [
    at_once(lambda number: send(uuid.uuid4(), f"Fassung {number}", replaces=first)),
    queries.contributions(round_).count(),
    Contact.objects.get().submission_id == queries.contributions(round_).get().submission_id,
]

newest = queries.contributions(round_).get().submission
def leave_or_correct(number):
    if number % 2:
        actions.withdraw(newest)
    else:
        send(uuid.uuid4(), f"Noch eine {number}", replaces=newest)
outcome = at_once(leave_or_correct)
counted, withdrawn = queries.contributions(round_).count(), Withdrawal.objects.count()
said["leave"] = [set(outcome) <= {"done", "refused"}, counted + withdrawn]

row = factories.said(round_)
said["moderate"] = [at_once(lambda number: actions.moderate(round_, [row], None, published=True)), Moderation.objects.count()]

Tally.objects.all().delete()
settings.SAY_MOST = 3
settings.SAY_WINDOW = 10**6
said["limit"] = [at_once(lambda number: count("192.0.2.9"), 6), Tally.objects.get().count]

said["close"] = [at_once(lambda number: actions.close_round(type(round_).objects.get(pk=round_.pk), None)), Entry.objects.filter(deed="participation.close_round").count()]

open_ = factories.round_(round_.version, "Bis zuletzt")
def close_or_say(number):
    if number == 4:
        return actions.close_round(type(open_).objects.get(pk=open_.pk), None)
    for each in range(5):
        actions.say(open_, [Suggestion("meas0111", comment="Noch?")], form_key=uuid.uuid4(), sender=f"192.0.2.{each + 20}")
settings.SAY_MOST = 10**6
said["end"] = at_once(close_or_say, 9)
deeds = list(Entry.objects.order_by("position").values_list("deed", flat=True))
ended = len(deeds) - deeds[::-1].index("participation.close_round")
said["late"] = deeds[ended:].count("participation.receive")
said["entries"] = [deeds.count("participation.receive"), Submission.objects.count()]
broken = first_break()
said["journal"] = broken and broken.sentence
print("SAID" + json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What five at once were told, deed by deed, and what it made."""
    home: Path = tmp_path_factory.mktemp("gedraenge")
    with machine(home) as it:
        lines = it.command("shell", "--no-imports", "-c", RACE).splitlines()
        told: dict[str, Any] = json.loads(next(line for line in lines if line.startswith("SAID")).removeprefix("SAID"))
        return told


def test_one_form_sent_five_times_at_once_is_one_submission_with_one_address(said: dict[str, Any]) -> None:
    assert said["click"] == [{"done": 5}, 1, 1]


def test_of_five_corrections_at_once_one_counts_and_the_others_learn_it(said: dict[str, Any]) -> None:
    assert said["correct"] == [{"done": 1, "refused": 4}, 1, True]


def test_whoever_takes_back_while_somebody_corrects_leaves_one_wording_or_none(said: dict[str, Any]) -> None:
    assert said["leave"] == [True, 1]


def test_five_who_publish_at_once_publish_once(said: dict[str, Any]) -> None:
    assert said["moderate"] == [{"done": 5}, 1]


def test_the_limit_holds_for_six_at_once(said: dict[str, Any]) -> None:
    assert said["limit"] == [{"done": 3, "refused": 3}, 3]


def test_a_round_is_ended_once(said: dict[str, Any]) -> None:
    assert said["close"] == [{"done": 1, "refused": 4}, 1]


def test_nothing_is_received_after_the_round_was_ended(said: dict[str, Any]) -> None:
    assert set(said["end"]) <= {"done", "refused"}
    assert said["end"]["done"] >= 1
    assert said["late"] == 0


def test_each_submission_has_its_entry_and_the_journal_holds(said: dict[str, Any]) -> None:
    assert said["entries"][0] == said["entries"][1]
    assert said["journal"] is None
