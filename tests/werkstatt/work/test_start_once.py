"""Many want the same thing: they wait for one job; when that is over or failed, it is done again for who asks."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests import factories
from tests.machine import machine
from tests.werkstatt.work import deeds
from werkstatt.work import actions
from werkstatt.work.models import Job


def wanted(key: str = "protokoll 1", count: int = 1) -> Job:
    return actions.start_once(
        deeds.add_bodies, key=key, authority=None, person=None, title="Dateien", goes_to="/dort/", count=count
    )


def over(job: Job, problem: str = "", ago: timedelta = timedelta()) -> None:
    """As if a worker had done it, or given it up."""
    row = DBTaskResult.objects.get(pk=job.pk)
    row.claim("ein Worker")
    row = DBTaskResult.objects.get(pk=job.pk)
    assert actions.give_up(row, problem) if problem else actions.finish(row)
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - ago)


@pytest.mark.django_db
def test_who_asks_while_it_waits_waits_for_the_same() -> None:
    first = wanted()
    assert wanted() == first
    assert DBTaskResult.objects.count() == Job.objects.count() == 1
    assert DBTaskResult.objects.get().args_kwargs == {"args": [str(first.pk)], "kwargs": {"count": 1}}


@pytest.mark.django_db
def test_other_things_have_jobs_of_their_own() -> None:
    assert wanted("eins") != wanted("zwei")
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
def test_who_asks_while_it_is_done_waits_for_the_same() -> None:
    first = wanted()
    row = DBTaskResult.objects.get(pk=first.pk)
    row.claim("ein Worker")
    actions.begin(row)
    actions.progress(str(first.pk), 2, 4, "Die Datei wird geschrieben")
    again = wanted()
    assert (again.pk, again.done, again.step) == (first.pk, 2, "Die Datei wird geschrieben")
    assert DBTaskResult.objects.get().status == "RUNNING"


@pytest.mark.django_db
def test_what_is_over_is_done_again_from_the_start() -> None:
    first = wanted()
    over(first)
    again = wanted(count=3)
    assert (again.pk, again.done, again.attempts, again.finished_at) == (first.pk, 0, 0, None)
    row = DBTaskResult.objects.get()
    assert (row.status, row.args_kwargs["kwargs"]) == ("READY", {"count": 3})


@pytest.mark.django_db
def test_what_failed_is_told_to_whoever_asks_and_tried_again_after_a_minute() -> None:
    first = wanted()
    over(first, "Das hat nicht geklappt.")
    assert wanted().problem == "Das hat nicht geklappt."
    assert DBTaskResult.objects.get().status == "FAILED"
    Job.objects.filter(pk=first.pk).update(finished_at=timezone.now() - actions.PAUSE - timedelta(seconds=1))
    assert wanted().problem == ""
    assert DBTaskResult.objects.get().status == "READY"


@pytest.mark.django_db
def test_it_belongs_to_whoever_asked_first() -> None:
    where = factories.authority()
    person = factories.person(where)
    job = actions.start_once(
        deeds.add_bodies, key="entwurf", authority=where, person=person, title="Entwurf", goes_to="/dort/", count=1
    )
    assert (job.authority, job.started_by, job.title, job.goes_to) == (where, person, "Entwurf", "/dort/")


@pytest.mark.django_db
def test_nothing_is_lined_up_when_the_deed_is_undone() -> None:
    class Undone(Exception):
        """Something later in the deed went wrong."""

    def deed() -> None:
        with transaction.atomic():
            wanted()
            raise Undone

    with pytest.raises(Undone):
        deed()
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


RACE = """
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from django_tasks_db.models import DBTaskResult
from tests.werkstatt.work.test_start_once import over, wanted
from werkstatt.work.models import Job

def at_once():
    start = Barrier(5)
    def one(_):
        start.wait()
        try:
            return str(wanted().pk)
        except Exception as problem:
            return repr(problem)
        finally:
            connection.close()
    with ThreadPoolExecutor(5) as pool:
        return sorted(set(pool.map(one, range(5))))

first = at_once()
over(Job.objects.get())
second = at_once()
print("SAID" + json.dumps([first, second, Job.objects.count(), DBTaskResult.objects.count()]))
"""


def test_five_who_ask_at_once_wait_for_one_job_also_when_it_is_done_again(tmp_path: Path) -> None:
    with machine(tmp_path) as it:
        lines = it.command("shell", "--no-imports", "-c", RACE).splitlines()
    first, second, jobs, rows = json.loads(next(line for line in lines if line.startswith("SAID"))[4:])
    assert len(first) == 1
    assert first == second
    assert (jobs, rows) == (1, 1)
