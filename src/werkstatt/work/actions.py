"""Long work is started, watched over and finished; mails leave.

A task runs at least once: whoever writes one sees to it that doing it again changes nothing.
The task's row is django-tasks', the person's view of it is our `Job`; both carry the same number and are written together.
"""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult, get_date_max

from werkstatt.accounts.models import User
from werkstatt.accounts.rules import Person
from werkstatt.authorities.models import Authority
from werkstatt.journal.actions import record
from werkstatt.work import queries
from werkstatt.work.models import Job, Mail
from werkstatt.work.queries import Row

logger = logging.getLogger(__name__)

ATTEMPTS = 3
WAIT = 5  # seconds before the second attempt, five times as long before the third
PAUSE = timedelta(minutes=1)  # before what failed is tried for the next who asks
GAVE_UP = "Das hat auch nach drei Anläufen nicht geklappt. Bitte versuchen Sie es später noch einmal; hilft das nicht, fragen Sie den Betrieb."


@transaction.atomic
def start(
    task: Task[..., Any],
    *,
    authority: Authority | None,
    person: Person | None,
    title: str,
    goes_to: str,
    **arguments: Any,
) -> Job:
    """Have the task done as `task(job_id, **arguments)` once this transaction stands, and lead whoever waits to `goes_to`."""
    # journal: the deed that needs the work writes the entry
    started_by = person if isinstance(person, User) else None
    job = Job.objects.create(authority=authority, started_by=started_by, title=title, goes_to=goes_to)
    _line_up(task, job, arguments)
    return job


@transaction.atomic
def start_once(
    task: Task[..., Any],
    *,
    key: str,
    authority: Authority | None,
    person: Person | None,
    title: str,
    goes_to: str,
    **arguments: Any,
) -> Job:
    """The same for many who want the same thing, named by its key: they wait for one job.

    Once that is over it is done again when somebody asks again; where something was in the way, a minute later.
    """
    # journal: the deed that needs the work writes the entry
    number = uuid.uuid5(uuid.NAMESPACE_URL, key)
    started_by = person if isinstance(person, User) else None
    facts = {"authority": authority, "started_by": started_by, "title": title, "goes_to": goes_to}
    job, new = Job.objects.select_for_update(no_key=True, of=("self",)).get_or_create(pk=number, defaults=facts)
    if not new:
        if job.finished_at is None or (job.problem and timezone.now() - job.finished_at < PAUSE):
            return job
        DBTaskResult.objects.filter(pk=number).delete()
        job.delete()
        job = Job.objects.create(pk=number, **facts)
    _line_up(task, job, arguments)
    return job


def _line_up(task: Task[..., Any], job: Job, arguments: dict[str, Any]) -> None:
    """The worker's row, under the job's own number."""
    DBTaskResult.objects.create(
        id=job.pk,
        args_kwargs=normalize_json({"args": [str(job.pk)], "kwargs": arguments}),
        priority=task.priority,
        task_path=task.module_path,
        queue_name=task.queue_name,
        backend_name=task.backend,
        run_after=get_date_max(),
    )


def start_regular() -> list[Job]:
    """Start the regular tasks whose interval has begun. The number is made from the interval: two workers start it once."""
    # journal: housekeeping, nobody's deed
    started = []
    for path, interval in queries.due_schedules(timezone.now()):
        number = uuid.uuid5(uuid.NAMESPACE_URL, f"{path}@{interval}")
        with transaction.atomic():
            job, new = Job.objects.get_or_create(pk=number, defaults={"title": path.rpartition(".")[2]})
            if new:
                _line_up(import_string(path), job, {})
                started.append(job)
    return started


def begin(row: Row) -> bool:
    """Count the attempt. False: it was begun too often already and is given up.

    A task that was enqueued without a job gets one here: else it had no sign of life and would be tried for ever.
    """
    # journal: a sign of life, no deed
    Job.objects.get_or_create(pk=row.pk, defaults={"title": row.task_path.rpartition(".")[2][:200]})
    Job.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1, heartbeat=timezone.now())
    attempts = queries.attempts(row)
    if attempts > ATTEMPTS:
        give_up(row, GAVE_UP)
        return False
    return True


def beat(job_id: uuid.UUID) -> None:
    """Say that the work goes on."""
    # journal: a sign of life, no deed
    Job.objects.filter(pk=job_id).update(heartbeat=timezone.now())


def progress(job_id: str, done: int, total: int, step: str) -> None:
    """Tell whoever waits how far it is."""
    # journal: a sign of life, no deed
    Job.objects.filter(pk=job_id).update(done=done, total=total, step=step[:200], heartbeat=timezone.now())


def fail(job_id: str, sentence: str) -> None:
    """Tell whoever waits what is in the way, in one sentence, and what to do."""
    # journal: nothing came of it, so nothing was done
    Job.objects.filter(pk=job_id, finished_at=None).update(problem=sentence, finished_at=timezone.now())


@transaction.atomic
def finish(row: Row) -> bool:
    """The task came to its end. False: another worker has taken it over meanwhile, and finishes it."""
    # journal: the task's own deeds wrote their entries
    if not _leave(row, status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now()):
        return False
    Job.objects.filter(pk=row.pk, finished_at=None).update(finished_at=timezone.now(), done=F("total"))
    return True


@transaction.atomic
def give_up(row: Row, sentence: str, reason: str = "") -> bool:
    """The task will not be tried again. `reason` names the exception's class, never its text: that may hold input."""
    # journal: nothing came of it, so nothing was done
    left = _leave(row, status=TaskResultStatus.FAILED, finished_at=timezone.now(), exception_class_path=reason)
    if left:
        fail(str(row.pk), sentence)
    return left


@transaction.atomic
def try_again(row: Row, reason: str = "") -> bool:
    """Put it back for a later attempt, or give it up after the third. False: it is no longer tried."""
    # journal: nothing was done yet
    attempts = queries.attempts(row)
    if attempts >= ATTEMPTS:
        give_up(row, GAVE_UP, reason)
        return False
    wait = timedelta(seconds=WAIT ** max(attempts, 1))
    _leave(row, status=TaskResultStatus.READY, run_after=timezone.now() + wait, exception_class_path=reason)
    return True


@transaction.atomic
def put_back(row: Row) -> bool:
    """A worker that must stop hands the task back; that is no attempt."""
    # journal: nothing was done yet
    Job.objects.filter(pk=row.pk, attempts__gt=0).update(attempts=F("attempts") - 1)
    return _leave(row, status=TaskResultStatus.READY)


def _leave(row: Row, **changes: Any) -> bool:
    """Change the row only while it is still ours: whoever takes a task over starts it anew."""
    ours = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    return bool(ours.update(**changes))


def recover(alive_within: timedelta) -> list[Row]:
    """Find the tasks of workers that are gone, and have them done by the next."""
    # journal: nothing was done yet
    found = list(queries.abandoned(timezone.now() - alive_within))
    return [row for row in found if _recover(row)]


@transaction.atomic
def _recover(row: Row) -> bool:
    attempts = queries.attempts(row)
    logger.warning("Aufgabe %s lag verlassen da, Anlauf %s", row.task_path, attempts)
    if attempts >= ATTEMPTS:
        return give_up(row, GAVE_UP)
    return _leave(row, status=TaskResultStatus.READY, run_after=get_date_max())


def send(recipient: str, subject: str, body: str, calendar: str = "") -> Mail:
    """Put a mail into the outbox; it leaves within a minute once this transaction stands. `calendar` = an iCalendar file to go with it."""
    # journal: the deed that causes the mail is recorded, and so is its delivery
    return Mail.objects.create(
        recipient=recipient, subject=" ".join(subject.split())[:200], body=body, calendar=calendar
    )


def deliver(mail: Mail) -> bool:
    """Send a mail and forget it. False: somebody else is at it.

    The row is marked before and erased after, so no transaction waits for a mail server; if the sender dies in between,
    it goes out again, under the same Message-ID.
    """
    taken = Mail.objects.filter(pk=mail.pk, sent_at=mail.sent_at).update(sent_at=timezone.now())
    if not taken:
        return False
    try:
        _message(mail).send()
    except (OSError, ValueError):
        Mail.objects.filter(pk=mail.pk).update(sent_at=None)
        raise
    with transaction.atomic():
        record("work.deliver", subject=mail)
        mail.delete()
    return True


def _message(mail: Mail) -> EmailMessage:
    sender = EmailMessage().from_email
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{mail.pk}@{mail.queued_at.isoformat()}")
    message_id = f"<{number}@{sender.rpartition('@')[2].rstrip('>')}>"
    message = EmailMessage(mail.subject, mail.body, to=[mail.recipient], headers={"Message-ID": message_id})
    if mail.calendar:
        message.attach("termin.ics", mail.calendar, "text/calendar")
    return message


@transaction.atomic
def prune() -> int:
    """Forget finished jobs and ended sessions."""
    # journal: housekeeping, nobody's deed
    old = queries.outdated(timezone.now())
    numbers: models.QuerySet[Job, Any] = old.values_list("pk", flat=True)
    DBTaskResult.objects.filter(pk__in=list(numbers)).delete()
    SessionStore.clear_expired()
    return old.delete()[0]
