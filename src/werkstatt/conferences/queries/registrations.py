"""Who comes, who waits, who is to be reminded, what is to be erased."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from werkstatt.conferences.models import Conference, Registration, RegistrationState, Reminder


def token_of(registration: Registration) -> str:
    """The person's own link: 100 bits that only this installation can make from the key."""
    mac = hmac.digest(settings.SECRET_KEY.encode(), b"registration" + registration.key.bytes, hashlib.sha256)
    return base64.b32encode(mac)[:20].decode().lower()


def token_digest(token: str) -> str:
    """How it is stored: whoever reads the database cannot open registrations. Case does not matter."""
    return hmac.new(settings.SECRET_KEY.encode(), b"link" + token.lower().encode(), hashlib.sha256).hexdigest()


def registration_of(conference: Conference, token: str) -> Registration | None:
    """Whose link it is."""
    found = Registration.objects.filter(conference=conference, token_digest=token_digest(token))
    return found.select_related("contact", "conference__authority").first()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are registered, how many wait, how many seats are free."""

    registered: int
    waiting: int
    free: int


def counts(conference: Conference) -> Counts:
    """As it is now; one question."""
    states = (
        Count("pk", filter=Q(state=RegistrationState.REGISTERED)),
        Count("pk", filter=Q(state=RegistrationState.WAITING)),
    )
    found = conference.registrations.aggregate(registered=states[0], waiting=states[1])
    return Counts(found["registered"], found["waiting"], max(0, conference.capacity - found["registered"]))


def people(conference: Conference) -> QuerySet[Registration]:
    """Everybody who is registered or waits, in the order in which they came."""
    present = conference.registrations.exclude(state=RegistrationState.CANCELLED)
    return present.select_related("contact").order_by("registered_at", "pk")


def waiting(conference: Conference) -> QuerySet[Registration]:
    """The waiting list, who came first on top."""
    return people(conference).filter(state=RegistrationState.WAITING)


def due_reminders(days: int, sooner: int, now: datetime) -> QuerySet[Registration]:
    """Who is to be reminded so many days before, and was not; `sooner` is when the next reminder takes over (0: the beginning).

    Who registered within these days knows it anyway.
    """
    begins = Q(
        conference__starts_at__lte=now + timedelta(days=days), conference__starts_at__gt=now + timedelta(days=sooner)
    )
    told = Reminder.objects.filter(registration=OuterRef("pk"), days=days)
    reachable = Registration.objects.filter(state=RegistrationState.REGISTERED).exclude(contact=None)
    announced = reachable.filter(conference__called_off_at=None).exclude(conference__announced_at=None)
    early = Q(registered_at__lt=F("conference__starts_at") - timedelta(days=days))
    due = announced.filter(begins, early).exclude(Exists(told)).select_related("contact", "conference__authority")
    return due.order_by("pk")


def to_erase(now: datetime) -> QuerySet[Conference]:
    """Conferences that are over for as long as we keep who came (settings.CONFERENCE_KEEPS days), and still know it."""
    return Conference.objects.filter(erased_at=None, ends_at__lt=now - timedelta(days=settings.CONFERENCE_KEEPS))
