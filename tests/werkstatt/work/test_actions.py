from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail as outbox
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests import factories
from tests.werkstatt.work import deeds
from werkstatt.journal.models import Entry
from werkstatt.work import actions
from werkstatt.work.models import Job, Mail
from werkstatt.work.queries import Row

pytestmark = pytest.mark.django_db


def started(task: object = deeds.stumble, **arguments: object) -> Job:
    """A job that waits."""
    return actions.start(task, authority=None, person=None, title="Versuch", goes_to="/dort/", **arguments)  # type: ignore[arg-type]  # any test task


def claimed(job: Job) -> Row:
    """Its row, as a worker has just taken it."""
    row = DBTaskResult.objects.get(pk=job.pk)
    row.claim("ein Worker")
    return row


def later(row: Row, **delta: float) -> None:
    """As if it had been taken that long ago, without a sign of life since."""
    then = timezone.now() - timedelta(**delta)
    DBTaskResult.objects.filter(pk=row.pk).update(started_at=then)
    Job.objects.filter(pk=row.pk).update(heartbeat=then)


def test_job_and_task_share_their_number() -> None:
    where = factories.authority()
    person = factories.person(where)
    job = actions.start(deeds.add_bodies, authority=where, person=person, title="Gremien", goes_to="/dort/", count=3)
    row = DBTaskResult.objects.get(pk=job.pk)
    assert row.args_kwargs == {"args": [str(job.pk)], "kwargs": {"count": 3}}
    assert (row.status, row.task_path) == ("READY", "tests.werkstatt.work.deeds.add_bodies")
    assert (job.authority, job.started_by, job.goes_to) == (where, person, "/dort/")


def test_nothing_is_lined_up_when_the_deed_is_undone() -> None:
    class Undone(Exception):
        """Something later in the deed went wrong."""

    def deed() -> None:
        with transaction.atomic():
            started()
            raise Undone

    with pytest.raises(Undone):
        deed()
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_finishing_leads_on() -> None:
    row = claimed(started())
    assert actions.begin(row)
    actions.progress(str(row.pk), 1, 4, "Seite 1")
    assert actions.finish(row)
    job = Job.objects.get(pk=row.pk)
    assert (job.done, job.total, job.step, job.attempts, job.problem) == (4, 4, "Seite 1", 1, "")
    assert job.finished_at is not None


def test_whoever_lost_a_task_cannot_finish_it() -> None:
    job = started()
    lost = claimed(job)
    later(lost, minutes=5)
    assert [row.pk for row in actions.recover(timedelta(seconds=30))] == [job.pk]
    taken_over = claimed(job)
    assert not actions.finish(lost)
    assert not actions.give_up(lost, "Nein")
    assert Job.objects.get(pk=job.pk).finished_at is None
    assert actions.finish(taken_over)


def test_a_task_that_shows_signs_of_life_is_left_alone() -> None:
    row = claimed(started())
    later(row, minutes=5)
    actions.beat(row.pk)
    assert actions.recover(timedelta(seconds=30)) == []
    later(row, minutes=5)
    assert len(actions.recover(timedelta(seconds=30))) == 1


def test_a_task_just_taken_is_left_alone_though_its_last_sign_of_life_is_old() -> None:
    row = claimed(started())
    later(row, minutes=5)
    actions.recover(timedelta(seconds=30))
    claimed(Job.objects.get(pk=row.pk))
    assert actions.recover(timedelta(seconds=30)) == []


def test_three_workers_die_over_it_then_it_is_given_up() -> None:
    job = started()
    for _ in range(actions.ATTEMPTS):
        row = claimed(job)
        assert actions.begin(row)
        later(row, minutes=5)
        assert actions.recover(timedelta(seconds=30))
    job.refresh_from_db()
    assert job.problem == actions.GAVE_UP
    assert DBTaskResult.objects.get(pk=job.pk).status == "FAILED"


def test_a_fourth_attempt_is_refused() -> None:
    job = started()
    Job.objects.filter(pk=job.pk).update(attempts=actions.ATTEMPTS)
    assert not actions.begin(claimed(job))
    job.refresh_from_db()
    assert job.problem == actions.GAVE_UP


def test_each_further_attempt_waits_longer() -> None:
    job = started()
    waits = []
    for _ in range(actions.ATTEMPTS - 1):
        row = claimed(job)
        actions.begin(row)
        assert actions.try_again(row, "RuntimeError")
        waits.append((DBTaskResult.objects.get(pk=job.pk).run_after - timezone.now()).total_seconds())
    assert waits == [pytest.approx(5, abs=1), pytest.approx(25, abs=1)]
    row = claimed(job)
    actions.begin(row)
    assert not actions.try_again(row, "RuntimeError")
    assert Job.objects.get(pk=job.pk).problem == actions.GAVE_UP


def test_handing_back_is_no_attempt() -> None:
    job = started()
    row = claimed(job)
    actions.begin(row)
    assert actions.put_back(row)
    assert Job.objects.get(pk=job.pk).attempts == 0
    assert DBTaskResult.objects.get(pk=job.pk).status == "READY"


def test_the_first_sentence_stays() -> None:
    job = started()
    actions.fail(str(job.pk), "Die Datei ist leer.")
    actions.fail(str(job.pk), "Etwas anderes.")
    actions.finish(claimed(job))
    job.refresh_from_db()
    assert job.problem == "Die Datei ist leer."


@override_settings(SCHEDULES={"werkstatt.work.tasks.prune": 3600})
def test_regular_work_starts_once_an_interval_however_often_one_asks() -> None:
    assert len(actions.start_regular()) == 1
    assert actions.start_regular() == []
    [row] = DBTaskResult.objects.all()
    assert row.task_path == "werkstatt.work.tasks.prune"


def test_a_mail_leaves_and_is_forgotten_and_the_journal_knows() -> None:
    mail = actions.send("alma@erlenau.example", "Einladung", "Guten Tag")
    assert actions.deliver(mail)
    [sent] = outbox.outbox
    assert (sent.to, sent.subject, sent.body) == (["alma@erlenau.example"], "Einladung", "Guten Tag")
    assert not Mail.objects.exists()
    entry = Entry.objects.get(deed="work.deliver")
    assert "erlenau" not in str([entry.subject, entry.facts])


def test_a_mail_somebody_else_is_sending_is_left_to_them() -> None:
    mail = actions.send("alma@erlenau.example", "Einladung", "Guten Tag")
    Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
    assert not actions.deliver(mail)
    assert outbox.outbox == []


def test_a_mail_sent_again_carries_the_same_number() -> None:
    mail = actions.send("alma@erlenau.example", "Einladung", "Guten Tag")
    first, second = actions._message(mail), actions._message(mail)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"].endswith(">")


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9)
def test_a_mail_the_server_refuses_stays() -> None:
    mail = actions.send("alma@erlenau.example", "Einladung", "Guten Tag")
    with pytest.raises(OSError, match="refused"):
        actions.deliver(mail)
    mail.refresh_from_db()
    assert mail.sent_at is None


def test_what_is_finished_is_forgotten_after_a_while() -> None:
    where = factories.authority()
    old, fresh = (
        actions.start(deeds.stumble, authority=where, person=None, title=title, goes_to="") for title in ("alt", "neu")
    )
    for job, days in ((old, 15), (fresh, 13)):
        Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(days=days))
    Session.objects.create(session_key="x", session_data="", expire_date=timezone.now() - timedelta(days=1))
    actions.prune()
    assert list(Job.objects.all()) == [fresh]
    assert [row.pk for row in DBTaskResult.objects.all()] == [fresh.pk]
    assert not Session.objects.exists()


def test_a_task_without_a_job_is_found_too() -> None:
    result = deeds.stumble.enqueue(str(uuid.uuid4()))
    row = DBTaskResult.objects.get(pk=result.id)
    row.claim("ein Worker")
    assert actions.begin(row)
    DBTaskResult.objects.filter(pk=row.pk).update(started_at=timezone.now() - timedelta(minutes=1))
    assert not actions.recover(timedelta(seconds=30))
    later(row, minutes=1)
    assert [found.pk for found in actions.recover(timedelta(seconds=30))] == [row.pk]
    with override_settings(SCHEDULES={}):
        call_command("worker", "--batch")
    assert DBTaskResult.objects.get(pk=row.pk).status == "READY"


def test_a_task_without_a_job_is_given_up_after_the_third_attempt_too() -> None:
    result = deeds.stumble.enqueue(str(uuid.uuid4()))
    with override_settings(SCHEDULES={}):
        for _ in range(actions.ATTEMPTS):
            DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))
            call_command("worker", "--batch")
    row = DBTaskResult.objects.get(pk=result.id)
    job = Job.objects.get(pk=row.pk)
    assert (row.status, job.title, job.attempts, job.problem) == ("FAILED", "stumble", 3, actions.GAVE_UP)


def test_a_subject_is_one_line_that_fits() -> None:
    mail = actions.send("alma@erlenau.example", f"Einladung:\r\n{'Landkreis ' * 40}", "Guten Tag")
    mail.refresh_from_db()
    assert mail.subject.startswith("Einladung: Landkreis Landkreis")
    assert len(mail.subject) <= 200
    assert actions.deliver(mail)


def test_a_mail_is_not_sent_when_the_deed_is_undone() -> None:
    class Undone(Exception):
        """Something later in the deed went wrong."""

    def deed() -> None:
        with transaction.atomic():
            actions.send("alma@erlenau.example", "Einladung", "Guten Tag")
            raise Undone

    with pytest.raises(Undone):
        deed()
    assert not Mail.objects.exists()


def test_a_mail_on_its_way_is_taken_once() -> None:
    mail = actions.send("alma@erlenau.example", "Einladung", "Guten Tag")
    copy = Mail.objects.get()
    assert actions.deliver(mail)
    assert not actions.deliver(copy)
    assert len(outbox.outbox) == 1
    assert Entry.objects.filter(deed="work.deliver").count() == 1


def test_two_mails_have_two_numbers() -> None:
    one, two = (actions.send("alma@erlenau.example", "Einladung", "Guten Tag") for _ in range(2))
    numbers = {actions._message(mail).extra_headers["Message-ID"] for mail in (one, two)}
    assert len(numbers) == 2
    assert all("alma" not in number for number in numbers)


def test_progress_of_what_is_gone_is_no_error() -> None:
    actions.progress(str(uuid.uuid4()), 1, 2, "Seite 1")
    actions.fail(str(uuid.uuid4()), "Nein.")
    actions.beat(uuid.uuid4())
    assert not Job.objects.exists()


def test_a_step_longer_than_its_column_is_cut() -> None:
    job = started()
    actions.progress(str(job.pk), 1, 2, "Seite " * 100)
    job.refresh_from_db()
    assert len(job.step) == 200
    assert job.heartbeat is not None


def test_nothing_personal_is_kept_of_a_failure() -> None:
    job = started()
    with override_settings(SCHEDULES={}):
        call_command("worker", "--batch")
    row = DBTaskResult.objects.get(pk=job.pk)
    assert "Beispiel" not in f"{row.exception_class_path} {row.traceback} {Job.objects.get().problem}"
    assert row.exception_class_path == "RuntimeError"
