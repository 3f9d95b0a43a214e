"""Several at once, each with a connection of its own, on the database the tests run on: one wins, the others are told, the journal holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import Machine, machine

RACE = """
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from konzept.change import Edited
from konzept.model import Problem
from tests import factories
from werkstatt.accounts import actions as accounts
from werkstatt.accounts.models import Membership
from werkstatt.concepts import actions, queries
from werkstatt.concepts.actions import namings
from werkstatt.concepts.models import Import, Naming, Version
from werkstatt.journal.actions import record
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import first_break
from werkstatt.network.models import Organisation

def at_once(deed, count=4):
    start = Barrier(count)
    def one(number):
        start.wait()
        try:
            deed(number)
            return "done"
        except Problem as problem:
            return str(problem)
        finally:
            connection.close()
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))

where = factories.authority("erlenau")
said = {}

def write(number):
    for step in range(5):
        record("probe.deed", subject=where, authority=where, writer=number, step=step)
said["record"] = [at_once(write), Entry.objects.filter(deed="probe.deed").count()]

first = factories.version(where)
text = queries.text_of(first).find("meas0111").text
def append(number):
    change = Edited("meas0111", "text", text, f"Fassung von {number}.")
    actions.append(first.concept, Version.objects.get(pk=first.pk), [change], person=None, remark="")
said["append"] = [at_once(append), Version.objects.filter(parent=first).count()]

def propose(number):
    newest = queries.newest(first.concept)
    old = queries.text_of(newest).find("meas0112").text
    actions.propose(first.concept, None, Edited("meas0112", "text", old, f"Vorschlag von {number}."))
said["propose"] = [at_once(propose), queries.pending(first.concept).count()]

def upload(number):
    actions.upload(where, None, f"{number}.md", factories.document())
said["upload"] = [at_once(upload), Import.objects.count()]

import_ = Import.objects.get()
actions.understand(None, import_.pk)
other = factories.authority("tessen")
Import.objects.update(authority=other, base=None)
def apply(number):
    actions.apply(Import.objects.get(pk=import_.pk), None)
said["apply"] = [at_once(apply), Version.objects.filter(concept__authority=other).count()]

people = [factories.person(where) for _ in range(4)]
def resign(number):
    accounts.remove(Membership.objects.get(user=people[number], authority=where), None)
said["resign"] = [at_once(resign), Membership.objects.filter(authority=where).count()]

version = Version.objects.get(parent=first)
def publish(number):
    actions.publish(Version.objects.get(pk=version.pk), None)
said["publish"] = [at_once(publish), Entry.objects.filter(deed="concepts.publish").count()]

def name(number):
    namings.name(first.concept, None, ["Schulamt", "Schulamts"], called=f"Amt {number}")
said["name"] = [at_once(name), Naming.objects.count()]

def answer(number):
    namings.unname(Naming.objects.get(), None)
said["unname"] = [at_once(answer), Organisation.objects.count()]

broken = first_break()
said["journal"] = [broken and broken.sentence, Entry.objects.count(), Entry.objects.latest("position").position]
print("SAID" + json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[list[str], int]]]:
    """What four at once were told, deed by deed, and how many rows it made."""
    home: Path = tmp_path_factory.mktemp("wettlauf")
    with machine(home) as it:
        yield json.loads(_last_line(it).removeprefix("SAID"))


def _last_line(it: Machine) -> str:
    return next(
        line for line in it.command("shell", "--no-imports", "-c", RACE).splitlines() if line.startswith("SAID")
    )


Told = dict[str, tuple[list[str], int]]


def test_each_of_many_writers_has_its_place_in_the_journal(said: Told) -> None:
    assert said["record"] == [["done"] * 4, 20]


def test_of_four_versions_of_one_parent_one_is_made_and_the_others_are_told(said: Told) -> None:
    told, made = said["append"]
    assert made == 1
    assert told.count("done") == 1
    assert all("neuere Fassung (Fassung 1)" in each for each in told if each != "done")


def test_of_four_changes_of_one_wording_one_waits(said: Told) -> None:
    told, waiting = said["propose"]
    assert waiting == told.count("done") == 1
    assert all("lautet inzwischen anders" in each for each in told if each != "done")


def test_a_file_sent_four_times_at_once_is_one_import(said: Told) -> None:
    assert said["upload"] == [["done"] * 4, 1]


def test_a_reading_applied_four_times_at_once_is_one_version(said: Told) -> None:
    assert said["apply"] == [["done"] * 4, 1]


def test_of_four_commissioners_who_leave_at_once_one_stays(said: Told) -> None:
    told, left = said["resign"]
    assert left == 1
    assert told.count("done") == 3
    assert next(each for each in told if each != "done").startswith("Alma Brandt ist die einzige Person")


def test_published_four_times_at_once_is_one_deed(said: Told) -> None:
    assert said["publish"] == [["done"] * 4, 1]


def test_a_name_said_and_unsaid_four_times_at_once_is_one_deed_each(said: Told) -> None:
    assert said["name"] == [["done"] * 4, 1]
    assert said["unname"] == [["done"] * 4, 0]


def test_after_all_that_the_journal_is_whole(said: Told) -> None:
    broken, count, last = said["journal"]  # type: ignore[misc]  # three here
    assert (broken, count) == (None, last)
