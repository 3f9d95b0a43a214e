"""Which work is due, and which was left lying."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django_tasks_db.models import DBTaskResult

from werkstatt.work.models import Job, Mail

Row = DBTaskResult[..., Any]


def attempts(row: Row) -> int:
    """How often it was begun; one whose job was cleared away meanwhile was begun once."""
    return Job.objects.filter(pk=row.pk).values_list("attempts", flat=True).first() or 1


def abandoned(alive_since: datetime) -> QuerySet[Row]:
    """Tasks that some worker took, and that have shown no sign of life since."""
    beating = Job.objects.filter(pk=OuterRef("pk"), heartbeat__gte=alive_since)
    return DBTaskResult.objects.running().filter(~Exists(beating), started_at__lt=alive_since)


def due_schedules(now: datetime) -> list[tuple[str, int]]:
    """(task, number of the present interval) of each regular task: the same for every worker that asks."""
    return [(path, int(now.timestamp()) // seconds) for path, seconds in settings.SCHEDULES.items()]


def unsent(now: datetime) -> QuerySet[Mail]:
    """Mails that wait, and those whose sender did not come back within ten minutes; oldest first."""
    lost = now - timedelta(minutes=10)
    return (Mail.objects.filter(sent_at=None) | Mail.objects.filter(sent_at__lt=lost)).order_by("pk")


def outdated(now: datetime) -> QuerySet[Job]:
    """Finished two weeks ago; regular work, which nobody watches, two days ago."""
    finished = Job.objects.filter(finished_at__lt=now - timedelta(days=14))
    regular = Job.objects.filter(authority=None, started_by=None, finished_at__lt=now - timedelta(days=2))
    return finished | regular
