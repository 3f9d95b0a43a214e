"""Regular work; settings.SCHEDULES says how often."""

from __future__ import annotations

from contextlib import ExitStack
from smtplib import SMTPException
from typing import NoReturn

from django.utils import timezone
from django_tasks import task

from werkstatt.work import actions, queries


@task()
def deliver_mails(job_id: str) -> None:
    """Empty the outbox. A mail that is refused stays, and stands in no other's way; a server that does not answer is asked once."""
    with ExitStack() as waiting:
        for mail in queries.unsent(timezone.now()):
            try:
                actions.deliver(mail)
            except (SMTPException, ValueError) as refused:
                waiting.callback(_complain, refused)


def _complain(refused: Exception) -> NoReturn:
    """When all others are out, the task says that it failed, so that it is tried again."""
    raise refused


@task()
def prune(job_id: str) -> None:
    """Forget finished jobs and ended sessions."""
    actions.prune()
