"""Several people at once, each with a connection of their own, on the database the tests run on: nothing twice, nothing after the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.machine import machine

RACE = """
import json, uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from konzept.suggestion import Suggestion
from tests import factories
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import first_break
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Round, Submission

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
        return sorted(pool.map(one, range(count)))

said = {}
round_ = factories.round_()
def say(words, key=None, **more):
    one = [Suggestion(uid="meas0111", comment=words)]
    return actions.say(Round.objects.get(pk=round_.pk), one, form_key=key or uuid.uuid4(), sender="", **more)

key = uuid.uuid4()
said["clicks"] = [at_once(lambda number: say("Einmal.", key)), Submission.objects.count()]
first = Submission.objects.get()
said["codes"] = len({say("Einmal.", key)[1], queries.receipt_code(key)})

said["corrections"] = [at_once(lambda number: say(f"Besser {number}.", replaces=first)), Submission.objects.count()]

newest = Submission.objects.get(replaces=first)
def withdraw_or_correct(number):
    if number:
        say(f"Noch besser {number}.", replaces=newest)
    else:
        actions.withdraw(Submission.objects.get(pk=newest.pk))
said["withdrawal"] = [at_once(withdraw_or_correct), queries.contributions(round_).count()]

before = Submission.objects.count()
def close_or_say(number):
    if number == 4:
        actions.close_round(Round.objects.get(pk=round_.pk), None)
    else:
        for each in range(5):
            say("Noch vor dem Ende?")
told = at_once(close_or_say, 9)
deeds = list(Entry.objects.order_by("position").values_list("deed", flat=True))
ended = deeds.index("participation.close_round")
said["end"] = [told, "participation.receive" in deeds[ended:]]
said["entries"] = [deeds.count("participation.receive"), Submission.objects.count()]
broken = first_break()
said["journal"] = broken and broken.sentence
print("SAID" + json.dumps(said))
"""

REPLACED = "ist schon ersetzt oder zurückgenommen"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What several at once were told, deed by deed, and what it made."""
    home: Path = tmp_path_factory.mktemp("wettlauf")
    with machine(home) as it:
        lines = it.command("shell", "--no-imports", "-c", RACE).splitlines()
        yield json.loads(next(line for line in lines if line.startswith("SAID")).removeprefix("SAID"))


def test_five_clicks_at_once_are_one_submission_with_one_receipt(said: dict[str, Any]) -> None:
    assert said["clicks"] == [["done"] * 5, 1]
    assert said["codes"] == 1


def test_of_five_corrections_at_once_one_counts_and_the_others_are_told(said: dict[str, Any]) -> None:
    told, kept = said["corrections"]
    assert kept == 2
    assert told.count("done") == 1
    assert sum(REPLACED in each for each in told) == 4


def test_who_withdraws_while_others_correct_leaves_one_word_or_none(said: dict[str, Any]) -> None:
    told, counting = said["withdrawal"]
    assert told.count("done") == 1
    assert all(REPLACED in each or "durch eine neuere ersetzt" in each for each in told if each != "done")
    assert counting in {0, 1}


def test_nothing_is_received_after_the_round_was_ended(said: dict[str, Any]) -> None:
    told, was_late = said["end"]
    assert "done" in told
    assert all(each == "done" or "nicht offen" in each for each in told)
    assert not was_late


def test_each_submission_has_its_entry_and_the_journal_holds(said: dict[str, Any]) -> None:
    assert said["entries"][0] == said["entries"][1]
    assert said["journal"] is None
