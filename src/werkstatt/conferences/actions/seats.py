"""People are seated, all at once or one by one; the rest adapts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

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

Question = tuple[list[Guest], list[Table]]
ATTEMPTS = 5  # how often we think while people come and go; the last time who came meanwhile stays unseated
CANCELLED = "Diese Person ist nicht angemeldet, sie sitzt an keinem Tisch."
MEANWHILE = "Inzwischen hat jemand anders die Tische oder die Plätze geändert. Bitte versuchen Sie es noch einmal."


@dataclass(frozen=True, slots=True)
class _Answer:
    """A seating and what was asked; `lenient`: it may be kept although somebody came or left."""

    question: Question
    seating: Seating
    lenient: bool = False

    def seated(self, now: Question) -> list[Guest] | None:
        """Whom it seats; None: now the question is another one. Who came meanwhile stays unseated, who stayed must be as before."""
        guests, tables = self.question
        if self.question == now:
            return guests
        if not self.lenient or tables != now[1]:
            return None
        present = {guest.key: guest for guest in now[0]}
        stayed = [guest for guest in guests if guest.key in present]
        return stayed if all(present[guest.key] == guest for guest in stayed) else None


def _answers(ask: Callable[[], Question]) -> Iterator[_Answer]:
    """Asked and thought about again and again, beside the database: no transaction, nobody who registers waits for it."""
    for attempt in range(1, ATTEMPTS + 1):
        question = ask()
        yield _Answer(question, seat(*question), lenient=attempt == ATTEMPTS)


def assign(conference: Conference, person: User | None = None) -> int:
    """Seat everybody who is registered; what is pinned stays. How many people. Doing it again changes nothing.

    Problem: there is no such seating, with what is missing; or others kept changing tables and seats. The answer is stored
    only where the question is still the same.
    """
    # journal: written with the result, in `_store`: working it out holds no transaction
    for answer in _answers(lambda: seating_question(conference)):
        people = _store(conference, person, answer)
        if people is not None:
            return people
    raise Problem(MEANWHILE)


@transaction.atomic
def _store(conference: Conference, person: User | None, answer: _Answer) -> int | None:
    """Keep the seating; how many people sit. None: it answers a question of before."""
    locked = _locked(conference)
    guests = answer.seated(seating_question(locked))
    if guests is None:
        return None
    _write(locked, guests, answer.seating)
    record("conferences.assign", subject=locked, authority=locked.authority, actor=person, people=len(guests))
    return len(guests)


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


def move(
    registration: Registration, person: User | None, *, sitting: Sitting, table: TopicTable
) -> tuple[TopicTable, int]:
    """Somebody sits there from now on, pinned; the table, and how many others had to change. The same twice changes nothing.

    Where a seat is free nobody else moves; where none is, the rest adapts with as few changes as possible.
    Problem: it cannot be, with the reason; then nothing has changed.
    """
    # journal: written with the result, in `_take`: working it out holds no transaction
    others = _take(registration, person, sitting, table, None)
    if others is not None:
        return table, others
    for answer in _answers(lambda: _wished(registration, sitting, table)):
        others = _take(registration, person, sitting, table, answer)
        if others is not None:
            return table, others
    raise Problem(MEANWHILE)


@transaction.atomic
def _take(
    registration: Registration, person: User | None, sitting: Sitting, table: TopicTable, answer: _Answer | None
) -> int | None:
    """Take the seat if it is free, or as the answer says; how many others had to change. None: there is no answer for now."""
    conference = _locked(registration.conference)
    if not Registration.objects.filter(pk=registration.pk, state=RegistrationState.REGISTERED).exists():
        raise Problem(CANCELLED)
    if not is_open(table, sitting):
        raise Problem(f"„{table}“ ist in der {sitting} nicht geöffnet. Bitte wählen Sie einen anderen Tisch.")
    others = 0 if _sit_down(registration, sitting, table) else _adapt(registration, sitting, table, answer)
    if others is not None:
        record(
            "conferences.move", subject=registration, authority=conference.authority, actor=person, table=table.pk,
            sitting=sitting.ordinal, others=others,
        )  # fmt: skip  # one fact beside the other
    return others


def _sit_down(registration: Registration, sitting: Sitting, table: TopicTable) -> bool:
    """Take a free seat, or the one they have. False: none is free, or they sit there in another sitting."""
    if registration.seats.filter(table=table).exclude(sitting=sitting).exists():
        return False
    others = Seat.objects.filter(table=table, sitting=sitting).exclude(registration=registration)
    if others.count() >= table.seats:
        return False
    Seat.objects.update_or_create(registration=registration, sitting=sitting, defaults={"table": table, "pinned": True})
    return True


def _wished(registration: Registration, sitting: Sitting, table: TopicTable) -> Question:
    """The question as it would be if they were pinned to the seat they are to take."""
    conference = registration.conference
    guests, tables = seating_question(conference)
    index = [each.pk for each in conference.sittings.all()].index(sitting.pk)
    wanted = str(table.pk)
    return [
        replace(guest, pinned={at: key for at, key in guest.pinned.items() if key != wanted} | {index: wanted})
        if guest.key == f"{registration.pk:09}"
        else guest
        for guest in guests
    ], tables


def _adapt(registration: Registration, sitting: Sitting, table: TopicTable, answer: _Answer | None) -> int | None:
    """Seat everybody as the answer says; how many others sit elsewhere than before. None: it answers a question of before."""
    if answer is None:
        return None
    guests = answer.seated(_wished(registration, sitting, table))
    if guests is None:
        return None
    seats = answer.seating.seats
    _write(registration.conference, guests, answer.seating)
    return sum(
        any(seats[guest.key][at] != where for at, where in guest.present.items())
        for guest in guests
        if guest.key != f"{registration.pk:09}"
    )


@transaction.atomic
def release(registration: Registration, person: User | None, *, sitting: Sitting) -> None:
    """They may be seated elsewhere again; for now they stay. Twice is once."""
    # journal: recorded where something changes
    conference = _locked(registration.conference)
    if registration.seats.filter(sitting=sitting, pinned=True).update(pinned=False):
        record("conferences.release", subject=registration, authority=conference.authority, actor=person)
