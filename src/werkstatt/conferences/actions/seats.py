"""People are seated, all at once or one by one; the rest adapts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from konzept.assignment import Guest, Seating, Table
from konzept.assignment import assign as seat
from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.conferences.actions.registrations import _locked
from werkstatt.conferences.models import Conference, Registration, RegistrationState, Seat, Sitting, TopicTable
from werkstatt.conferences.queries import seating_question
from werkstatt.conferences.queries.tables import is_open
from werkstatt.journal.actions import record

ATTEMPTS = 3  # how often people may register while we think; then they wait for us
CANCELLED = "Diese Person ist nicht angemeldet, sie sitzt an keinem Tisch."


def assign(conference: Conference, person: User | None = None) -> int:
    """Seat everybody who is registered; what is pinned stays. How many people. Doing it again changes nothing.

    Problem: there is no such seating, with what is missing. The answer is worked out beside the database and stored only
    where the question is still the same: nobody who registers waits for it.
    """
    # journal: written with the result, in `_store`: working it out holds no transaction
    for _ in range(ATTEMPTS):
        question = seating_question(conference)
        if _store(conference, person, question, seat(*question)):
            return len(question[0])
    with transaction.atomic():
        _locked(conference)
        question = seating_question(conference)
        _store(conference, person, question, seat(*question))
    return len(question[0])


@transaction.atomic
def _store(
    conference: Conference, person: User | None, question: tuple[list[Guest], list[Table]], seating: Seating
) -> bool:
    """Keep the seating. False: somebody came or went meanwhile."""
    locked = _locked(conference)
    if seating_question(locked) != question:
        return False
    _write(locked, question[0], seating)
    record("conferences.assign", subject=locked, authority=locked.authority, actor=person, people=len(seating.seats))
    return True


def _write(conference: Conference, guests: Sequence[Guest], seating: Seating) -> None:
    """All seats anew."""
    sittings = list(conference.sittings.all())
    Seat.objects.filter(registration__conference=conference).delete()
    Seat.objects.bulk_create(
        Seat(
            registration_id=int(guest.key),
            sitting=sitting,
            table_id=int(key),
            pinned=guest.pinned.get(index) == key,
        )
        for guest in guests
        for index, (sitting, key) in enumerate(zip(sittings, seating.seats[guest.key], strict=True))
    )


@transaction.atomic
def move(
    registration: Registration, person: User | None, *, sitting: Sitting, table: TopicTable
) -> tuple[TopicTable, int]:
    """Somebody sits there from now on, pinned; the table, and how many others had to change. The same twice changes nothing.

    Where a seat is free nobody else moves; where none is, the rest adapts with as few changes as possible.
    Problem: it cannot be, with the reason; then nothing has changed.
    """
    conference = _locked(registration.conference)
    if not Registration.objects.filter(pk=registration.pk, state=RegistrationState.REGISTERED).exists():
        raise Problem(CANCELLED)
    if not is_open(table, sitting):
        raise Problem(f"„{table}“ ist in der {sitting} nicht geöffnet. Bitte wählen Sie einen anderen Tisch.")
    others = 0 if _sit_down(registration, sitting, table) else _adapt(conference, registration, sitting, table)
    record(
        "conferences.move", subject=registration, authority=conference.authority, actor=person, table=table.pk,
        sitting=sitting.ordinal, others=others,
    )  # fmt: skip  # one fact beside the other
    return table, others


def _sit_down(registration: Registration, sitting: Sitting, table: TopicTable) -> bool:
    """Take a free seat, or the one they have. False: none is free, or they sit there in another sitting."""
    if registration.seats.filter(table=table).exclude(sitting=sitting).exists():
        return False
    others = Seat.objects.filter(table=table, sitting=sitting).exclude(registration=registration)
    if others.count() >= table.seats:
        return False
    Seat.objects.update_or_create(registration=registration, sitting=sitting, defaults={"table": table, "pinned": True})
    return True


def _adapt(conference: Conference, registration: Registration, sitting: Sitting, table: TopicTable) -> int:
    """Pin the seat and seat everybody again; how many others sit elsewhere than before."""
    guests, tables = seating_question(conference)
    index = [each.pk for each in conference.sittings.all()].index(sitting.pk)
    key = f"{registration.pk:09}"
    pinned = [
        replace(
            guest,
            pinned={at: where for at, where in guest.pinned.items() if where != str(table.pk)} | {index: str(table.pk)},
        )
        if guest.key == key
        else guest
        for guest in guests
    ]
    seating = seat(pinned, tables)
    _write(conference, pinned, seating)
    return sum(
        any(seating.seats[guest.key][at] != where for at, where in guest.present.items())
        for guest in pinned
        if guest.key != key
    )


@transaction.atomic
def release(registration: Registration, person: User | None, *, sitting: Sitting) -> None:
    """They may be seated elsewhere again; for now they stay. Twice is once."""
    # journal: recorded where something changes
    conference = _locked(registration.conference)
    if registration.seats.filter(sitting=sitting, pinned=True).update(pinned=False):
        record("conferences.release", subject=registration, authority=conference.authority, actor=person)
