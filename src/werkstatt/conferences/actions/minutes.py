"""Minutes are published and retracted."""

from __future__ import annotations

from django.db import transaction

from konzept.minutes import Arrangement
from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.conferences.models import Minutes, Retraction
from werkstatt.conferences.queries.kept_minutes import told_now
from werkstatt.conferences.queries.minutes import Subject, published_minutes, standing
from werkstatt.journal.actions import record
from werkstatt.participation.models import Round


@transaction.atomic
def publish_minutes(subject: Subject, person: User | None, *, arrangement: Arrangement, seal: str = "") -> Minutes:
    """Everybody may read what was said, as it is now; the same twice is once.

    `seal` = what the person saw. Problem: nothing to tell yet, or something came in or was redacted since they looked.
    """
    Round.objects.select_for_update(no_key=True).get(pk=subject.round.pk)
    told = told_now(subject)
    if not told.count:
        raise Problem("Noch gibt es keine Aussage, die veröffentlicht werden darf.")
    known = published_minutes(subject)
    if known and (known.seal, known.arrangement) == (told.seal, arrangement):
        return known
    if seal and seal != told.seal:
        raise Problem("Inzwischen hat sich etwas geändert. Bitte sehen Sie das Protokoll noch einmal durch.")
    made = Minutes.objects.create(
        round=subject.round,
        conference=subject.conference,
        arrangement=arrangement,
        content=told.content,
        seal=told.seal,
        published_by=person,
    )
    record(
        "conferences.publish_minutes",
        subject=made,
        authority=subject.authority,
        actor=person,
        statements=told.count,
        seal=made.seal,
    )
    return made


@transaction.atomic
def retract_minutes(subject: Subject, person: User | None) -> None:
    """Nobody outside reads them any more, nor an earlier state of them; they may be published anew. Twice is once."""
    Round.objects.select_for_update(no_key=True).get(pk=subject.round.pk)
    told = list(standing(subject))
    if not told:
        return
    Retraction.objects.bulk_create(Retraction(minutes=each, retracted_by=person) for each in told)
    record("conferences.retract_minutes", subject=told[-1], authority=subject.authority, actor=person, states=len(told))
