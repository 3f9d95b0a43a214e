"""Regular work; settings.SCHEDULES says how often."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from werkstatt.work import actions, queries


@task()
def deliver_mails(job_id: str) -> None:
    """Empty the outbox."""
    for mail in queries.unsent(timezone.now()):
        actions.deliver(mail)


@task()
def prune(job_id: str) -> None:
    """Forget finished jobs and ended sessions."""
    actions.prune()
