from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from tests import factories
from tests.werkstatt.work import deeds
from werkstatt.network.models import Body
from werkstatt.work import actions
from werkstatt.work.management.commands.worker import Worker
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_regular_work(settings: Settings) -> None:
    settings.SCHEDULES = {}


def worked(task: object, **arguments: object) -> tuple[Job, str]:
    """The job and its task's status after a round of the worker."""
    job = actions.start(task, authority=None, person=None, title="Versuch", goes_to="/dort/", **arguments)  # type: ignore[arg-type]  # any test task
    call_command("worker", "--batch")
    job.refresh_from_db()
    return job, DBTaskResult.objects.get(pk=job.pk).status


def a_worker() -> Worker:
    """One that works off what there is."""
    return Worker(interval=0, batch=True, heartbeat=1, alive_within=30)


def test_it_does_what_is_asked() -> None:
    where = factories.authority()
    job, status = worked(deeds.add_bodies, authority_id=where.pk, count=3, pause=0)
    assert status == "SUCCESSFUL"
    assert (job.done, job.total, job.step, job.attempts) == (3, 3, "Gremium 3", 1)
    assert Body.objects.filter(authority=where).count() == 3


def test_what_is_wrong_with_the_input_is_told_at_once() -> None:
    job, status = worked(deeds.misread)
    assert (job.problem, job.attempts, status) == (
        "Die Datei ist leer. Bitte laden Sie eine andere hoch.",
        1,
        "FAILED",
    )


def test_what_the_task_says_itself_stays() -> None:
    job, _ = worked(deeds.say_no)
    assert job.problem == "Diese Datei ist kein Word-Dokument."


def test_what_is_wrong_with_the_world_is_tried_again_and_nobody_is_named() -> None:
    job, status = worked(deeds.stumble)
    assert (job.problem, job.finished_at, status) == ("", None, "READY")
    row = DBTaskResult.objects.get(pk=job.pk)
    assert (row.exception_class_path, row.traceback) == ("RuntimeError", "")
    for _ in range(2):
        DBTaskResult.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))
        call_command("worker", "--batch")
    job.refresh_from_db()
    assert (job.problem, job.attempts) == (actions.GAVE_UP, 3)


def test_a_task_that_no_longer_exists_is_given_up_in_the_end() -> None:
    job = actions.start(deeds.stumble, authority=None, person=None, title="Versuch", goes_to="")
    Job.objects.filter(pk=job.pk).update(attempts=2)
    DBTaskResult.objects.filter(pk=job.pk).update(task_path="werkstatt.nowhere.nothing")
    call_command("worker", "--batch")
    job.refresh_from_db()
    assert job.problem == actions.GAVE_UP


def test_a_worker_forced_to_stop_hands_its_task_back() -> None:
    job = actions.start(deeds.be_interrupted, authority=None, person=None, title="Versuch", goes_to="")
    with pytest.raises(SystemExit):
        call_command("worker", "--batch")
    job.refresh_from_db()
    assert (job.attempts, DBTaskResult.objects.get(pk=job.pk).status) == (0, "READY")


def test_a_new_worker_takes_over_what_was_abandoned() -> None:
    where = factories.authority()
    job = actions.start(
        deeds.add_bodies, authority=where, person=None, title="x", goes_to="", authority_id=where.pk, count=1, pause=0
    )
    row = DBTaskResult.objects.get(pk=job.pk)
    row.claim("tot")
    DBTaskResult.objects.filter(pk=job.pk).update(started_at=timezone.now() - timedelta(minutes=1))
    call_command("worker", "--batch")
    assert DBTaskResult.objects.get(pk=job.pk).status == "SUCCESSFUL"


def test_its_own_work_is_never_abandoned() -> None:
    job = actions.start(deeds.stumble, authority=None, person=None, title="x", goes_to="")
    worker = a_worker()
    row = worker.take()
    assert row is not None
    DBTaskResult.objects.filter(pk=job.pk).update(started_at=timezone.now() - timedelta(minutes=1))
    worker.busy_with = job.pk
    worker.keep_house()
    assert DBTaskResult.objects.get(pk=job.pk).status == "RUNNING"


def test_a_task_is_taken_once() -> None:
    actions.start(deeds.stumble, authority=None, person=None, title="x", goes_to="")
    assert a_worker().take() is not None
    assert a_worker().take() is None


def test_a_sign_of_life_of_a_job_that_is_gone_does_no_harm() -> None:
    worker = a_worker()
    worker.busy_with = uuid.uuid4()
    worker.keep_house()
