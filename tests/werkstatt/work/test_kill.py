"""A worker dies in the middle of a task; the next one finds and finishes it. Runs on the database the tests run on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import Machine, machine, until

COUNT = 12
START = f"""
from werkstatt.authorities.models import Authority
from werkstatt.work.actions import start
from tests.werkstatt.work.deeds import add_bodies
where = Authority.objects.create(name="Landkreis Erlenau", slug="erlenau")
start(add_bodies, authority=where, person=None, title="Gremien", goes_to="/", authority_id=where.pk, count={COUNT}, pause=0.2)
"""
WORKER = ("worker", "--interval", "0.1", "--heartbeat", "0.2", "--alive-within", "2")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Machine]:
    """A machine on which one long task waits."""
    with machine(tmp_path) as it:
        it.command("shell", "--no-imports", "-c", START)
        yield it


def status(workshop: Machine) -> str:
    """Where the task stands."""
    [(value,)] = workshop.ask(
        "SELECT status FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%add_bodies'"
    )
    return str(value)


def done(workshop: Machine) -> int:
    """How far it came."""
    [(value,)] = workshop.ask("SELECT done FROM work_job WHERE title = 'Gremien'")
    return int(value)


def test_a_killed_workers_task_is_found_and_finished_and_nothing_done_twice(workshop: Machine) -> None:
    killed = workshop.spawn(*WORKER)
    until(lambda: done(workshop) >= 3)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert status(workshop) == "RUNNING"

    workshop.spawn(*WORKER)
    other = workshop.spawn(*WORKER)
    until(lambda: status(workshop) == "SUCCESSFUL")

    names = workshop.ask("SELECT name, count(*) FROM network_body GROUP BY name")
    assert len(names) == COUNT
    assert {count for _, count in names} == {1}
    assert workshop.ask("SELECT count(*) FROM journal_entry WHERE deed = 'network.add_body'") == [(COUNT,)]
    [(attempts, finished, problem)] = workshop.ask(
        "SELECT attempts, finished_at, problem FROM work_job WHERE title = 'Gremien'"
    )
    assert (attempts, bool(finished), problem) == (2, True, "")
    other.send_signal(signal.SIGTERM)
    assert other.wait(timeout=60) == 0


def test_a_worker_that_is_asked_to_stop_finishes_its_task_first(workshop: Machine) -> None:
    worker = workshop.spawn(*WORKER)
    until(lambda: done(workshop) >= 1)
    os.kill(worker.pid, signal.SIGTERM)
    assert worker.wait(timeout=60) == 0
    assert status(workshop) == "SUCCESSFUL"
    assert done(workshop) == COUNT
