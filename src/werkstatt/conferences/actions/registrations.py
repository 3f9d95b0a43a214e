"""People register, wait, move up, cancel, are reminded; what we know of them is erased."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.conferences.models import Conference, Registration, RegistrationState, Reminder
from werkstatt.conferences.queries import counts, letters, phase, token_digest, token_of, waiting
from werkstatt.conferences.queries.letters import Letter
from werkstatt.journal.actions import record
from werkstatt.lib import clock
from werkstatt.participation.actions import erase_contact, keep_contact
from werkstatt.work.actions import send


def _locked(conference: Conference) -> Conference:
    """The conference as it is now; whoever else registers waits for us: the last seat goes to one."""
    return (
        Conference.objects.select_for_update(no_key=True, of=("self",))
        .select_related("authority")
        .get(pk=conference.pk)
    )


def _post(letter: Letter | None) -> None:
    """Into the outbox; nothing for somebody without an address."""
    if letter:
        send(letter.recipient, letter.subject, letter.body, calendar=letter.calendar)


@transaction.atomic
def register(
    conference: Conference,
    *,
    form_key: uuid.UUID,
    name: str = "",
    email: str = "",
    organisation: str = "",
    wishes: Sequence[int] = (),
    needs: str = "",
    language: str = "de",
    person: User | None = None,
) -> Registration:
    """Somebody comes, or waits where all seats are taken. `person` = the office on their behalf. The same form twice is once.

    Problem: registration is not open; the office may until the conference is over.
    """
    locked = _locked(conference)
    known = Registration.objects.filter(key=form_key).select_related("contact", "conference__authority").first()
    if known:
        return known
    _refuse_closed(locked, person)
    registration = Registration(
        conference=locked,
        key=form_key,
        organisation=" ".join(organisation.split()),
        wishes=list(dict.fromkeys(wishes)),
        needs=needs.strip(),
        language=language,
        state=RegistrationState.REGISTERED if counts(locked).free else RegistrationState.WAITING,
        entered_by=person,
    )
    registration.token_digest = token_digest(token_of(registration))
    if name.strip() or email:
        registration.contact = keep_contact(locked.authority, name=" ".join(name.split()), email=email)
    registration.save(force_insert=True)
    _post(letters.confirmation(registration))
    record(
        "conferences.register",
        subject=registration,
        authority=locked.authority,
        actor=person,
        conference=locked.pk,
        waiting=registration.state == RegistrationState.WAITING,
    )
    return registration


def _refuse_closed(conference: Conference, person: User | None) -> None:
    now_is = phase(conference)
    if now_is == "called_off":
        raise Problem(_("Diese Veranstaltung ist abgesagt. Eine Anmeldung ist nicht mehr möglich."))
    if now_is == "over":
        raise Problem(_("Diese Veranstaltung ist vorbei. Eine Anmeldung ist nicht mehr möglich."))
    if person is None and now_is != "open":
        raise Problem(_("Die Anmeldung ist geschlossen. Bitte wenden Sie sich an die Verwaltung."))


@transaction.atomic
def cancel(registration: Registration, person: User | None = None) -> None:
    """They do not come; what we know of them goes at once, who waits longest moves up. Twice is once.

    Problem: the conference is over; then nothing is left to cancel.
    """
    conference = _locked(registration.conference)
    current = Registration.objects.select_related("contact").get(pk=registration.pk)
    if current.state == RegistrationState.CANCELLED:
        return
    if phase(conference) == "over":
        raise Problem(_("Diese Veranstaltung ist vorbei. Eine Abmeldung ist nicht mehr nötig."))
    current.conference = conference
    _post(letters.cancellation(current))
    current.state, current.organisation, current.wishes = RegistrationState.CANCELLED, "", []
    current.seats.all().delete()
    _forget(current)
    record(
        "conferences.cancel", subject=current, authority=conference.authority, actor=person, conference=conference.pk
    )
    _move_up(conference)


def _forget(registration: Registration) -> None:
    """Name, address and needs are gone. That somebody of this organisation came stays, of those who came."""
    contact, registration.contact = registration.contact, None
    registration.needs = ""
    registration.save(update_fields=["contact", "needs", "state", "organisation", "wishes"])
    if contact:
        erase_contact(contact)


def _move_up(conference: Conference) -> int:
    """Fill free seats from the waiting list, who came first comes first; how many. The conference is locked."""
    if clock.now() >= conference.starts_at or conference.called_off_at:
        return 0
    lucky = list(waiting(conference)[: counts(conference).free])
    for registration in lucky:
        registration.conference = conference
        registration.state = RegistrationState.REGISTERED
        registration.save(update_fields=["state"])
        _post(letters.moved_up(registration))
        record("conferences.move_up", subject=registration, authority=conference.authority, conference=conference.pk)
    return len(lucky)


@transaction.atomic
def remind(registration: Registration, days: int) -> bool:
    """Write to somebody so many days before, once. False: they were reminded already, or no longer come."""
    # journal: the mail's delivery is recorded
    current = Registration.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk=registration.pk, state=RegistrationState.REGISTERED
    )
    locked = current.select_related("contact", "conference__authority").first()
    if locked is None or Reminder.objects.filter(registration=locked, days=days).exists():
        return False
    Reminder.objects.create(registration=locked, days=days)
    _post(letters.reminder(locked))
    return True


@transaction.atomic
def erase(conference: Conference, person: User | None = None, now: datetime | None = None) -> int:
    """Names, addresses and needs of all who came are gone; how many people. Twice is once. Problem: it is not over yet."""
    locked = _locked(conference)
    if phase(locked, now) not in {"over", "called_off"}:
        raise Problem("Die Konferenz ist noch nicht vorbei. Gelöscht werden kann erst danach.")
    if locked.erased_at:
        return 0
    rows = list(Registration.objects.filter(conference=locked).select_related("contact"))
    for row in rows:
        _forget(row)
    locked.erased_at = clock.now()
    locked.save(update_fields=["erased_at"])
    record("conferences.erase", subject=locked, authority=locked.authority, actor=person, people=len(rows))
    return len(rows)
