"""Seating as long work; reminders and erasure as regular work (settings.SCHEDULES)."""

from __future__ import annotations

from django_tasks import task

from konzept.minutes import Arrangement
from werkstatt.accounts.models import User
from werkstatt.conferences import actions
from werkstatt.conferences.models import Conference, Minutes
from werkstatt.conferences.queries import due_reminders, to_erase
from werkstatt.conferences.queries.kept_minutes import WRITERS, Shelf, draft_shelf, published_shelf
from werkstatt.conferences.queries.minutes import Subject
from werkstatt.lib import clock
from werkstatt.participation.models import Round
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
def make_minutes(job_id: str, minutes_id: int) -> None:
    """Make pages and files of minutes that were published. Broken off, it goes on with what is missing."""
    minutes = Minutes.objects.select_related("round__authority", "round__version", "conference").get(pk=minutes_id)
    _make(job_id, published_shelf(Subject(minutes.round, minutes.conference), minutes))


@task()
def make_draft(job_id: str, round_id: int, conference_id: int | None, arrangement: str) -> None:
    """Make the files of minutes as they would be published now."""
    round_ = Round.objects.select_related("authority", "version").get(pk=round_id)
    conference = conference_id and Conference.objects.get(pk=conference_id)
    _make(job_id, draft_shelf(Subject(round_, conference or None), Arrangement(arrangement)))


def _make(job_id: str, shelf: Shelf) -> None:
    progress(job_id, 0, len(WRITERS) + 1, "Die Seiten werden gesetzt")
    shelf.make_pages()
    for number, ending in enumerate(WRITERS, start=1):
        progress(job_id, number, len(WRITERS) + 1, f"Die Datei wird geschrieben: {ending.upper()}")
        shelf.file(ending)


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
