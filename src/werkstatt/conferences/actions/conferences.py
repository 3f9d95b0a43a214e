"""A conference is planned, changed, announced, called off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from itertools import count
from typing import Any

from django.db import transaction

from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.conferences.actions.registrations import _locked, _move_up, _post
from werkstatt.conferences.models import Conference, Sitting
from werkstatt.conferences.queries import letters, people, phase
from werkstatt.journal.actions import record
from werkstatt.lib import clock
from werkstatt.lib.words import address as address_of
from werkstatt.participation.models import Round

Hours = Sequence[tuple[time, time]]

MOVED = {"starts_at", "ends_at", "place", "address"}  # what calendars and everybody who comes must learn
RESERVED = {"neu", "termin"}  # addresses beside those of conferences


@transaction.atomic
def plan(
    round_: Round,
    person: User | None,
    *,
    title: str,
    place: str,
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
    registration_closes_at: datetime,
    sittings: Hours = (),
    **more: str,
) -> Conference:
    """A conference for a round, seen by the office alone until it is announced. The same twice is one conference.

    `more`: address, programme, accessibility, interpreters.
    """
    authority = round_.authority
    Round.objects.select_for_update(no_key=True, of=("self",)).get(pk=round_.pk)
    known = Conference.objects.filter(round=round_, title=title, place=place, starts_at=starts_at).first()
    if known:
        return known
    conference = Conference.objects.create(
        authority=authority,
        round=round_,
        slug=_free_slug(authority.pk, title),
        title=title,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=capacity,
        registration_closes_at=registration_closes_at,
        planned_by=person,
        **more,
    )
    _set_sittings(conference, sittings)
    record("conferences.plan", subject=conference, authority=authority, actor=person, round=round_.pk)
    return conference


def _free_slug(authority: int, title: str) -> str:
    wanted = address_of(title, 50) or "konferenz"
    known = Conference.objects.filter(authority_id=authority, slug__startswith=wanted)
    taken = RESERVED.union(known.values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def _set_sittings(conference: Conference, hours: Hours) -> None:
    """One row for each; those that stay keep their number, and so the seats in them."""
    for ordinal, (start, end) in enumerate(hours, 1):
        Sitting.objects.update_or_create(
            conference=conference, ordinal=ordinal, defaults={"starts_at": start, "ends_at": end}
        )
    Sitting.objects.filter(conference=conference, ordinal__gt=len(hours)).delete()


@transaction.atomic
def change(conference: Conference, person: User | None, *, sittings: Hours, **fields: Any) -> Conference:
    """Other facts. Once announced, another time or place is written to everybody; more seats go to the waiting list.

    Problem: it was called off, or more people are registered than there would be seats.
    """
    locked = _locked(conference)
    if locked.called_off_at:
        raise Problem("Diese Konferenz ist abgesagt und lässt sich nicht mehr ändern.")
    moved = any(getattr(locked, name) != fields[name] for name in MOVED & fields.keys())
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.sequence += int(moved and locked.announced_at is not None)
    locked.save()
    _set_sittings(locked, sittings)
    if moved and locked.announced_at:
        for registration in people(locked):
            registration.conference = locked
            _post(letters.changed(registration))
    record("conferences.change", subject=locked, authority=locked.authority, actor=person, moved=moved)
    _move_up(locked)
    return locked


@transaction.atomic
def announce(conference: Conference, person: User | None, *, site: str) -> None:
    """From here on everybody sees it and may register; `site` is scheme and host for links in mails. Twice is once."""
    locked = _locked(conference)
    if locked.announced_at:
        return
    if phase(locked) != "draft":
        raise Problem("Diese Konferenz ist vorbei oder abgesagt und lässt sich nicht mehr ankündigen.")
    locked.announced_at, locked.site = clock.now(), site
    locked.save(update_fields=["announced_at", "site"])
    record("conferences.announce", subject=locked, authority=locked.authority, actor=person)


@transaction.atomic
def call_off(conference: Conference, person: User | None) -> int:
    """It does not take place: everybody who gave an address is written to; how many are. Twice is once."""
    locked = _locked(conference)
    if locked.called_off_at:
        return 0
    if phase(locked) == "over":
        raise Problem("Diese Konferenz ist vorbei und lässt sich nicht mehr absagen.")
    locked.called_off_at = clock.now()
    locked.sequence += 1
    locked.save(update_fields=["called_off_at", "sequence"])
    written = 0
    for registration in people(locked):
        registration.conference = locked
        letter = letters.called_off(registration)
        _post(letter)
        written += letter is not None
    record("conferences.call_off", subject=locked, authority=locked.authority, actor=person, written=written)
    return written
