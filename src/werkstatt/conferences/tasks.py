"""Seating as long work; reminders and erasure as regular work (settings.SCHEDULES)."""

from __future__ import annotations

from django_tasks import task

from werkstatt.accounts.models import User
from werkstatt.conferences import actions
from werkstatt.conferences.models import Conference
from werkstatt.conferences.queries import due_reminders, to_erase
from werkstatt.lib import clock
from werkstatt.work.actions import progress

REMINDERS = ((7, 1), (1, 0))  # (days before, when the next one takes over)


@task()
def seat_people(job_id: str, conference_id: int, person_id: int) -> None:
    """Seat everybody."""
    progress(job_id, 0, 1, "Wünsche und Plätze werden verglichen")
    person = User.objects.filter(pk=person_id).first()
    actions.assign(Conference.objects.select_related("authority").get(pk=conference_id), person)
    progress(job_id, 1, 1, "Die Plätze sind verteilt")


@task()
def remind(job_id: str) -> None:
    """Write to everybody who comes, a week and a day before."""
    for days, sooner in REMINDERS:
        for registration in due_reminders(days, sooner, clock.now()):
            actions.remind(registration, days)


@task()
def erase(job_id: str) -> None:
    """Forget who came, when it is over for long enough."""
    for conference in to_erase(clock.now()):
        actions.erase(conference)
