"""Who works here, and what they did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.tokens import default_token_generator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from werkstatt.accounts.models import Membership, Role, User
from werkstatt.authorities.models import Authority
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import deed_in_words, subject_in_words


@dataclass(frozen=True)
class Line:
    """One deed, as the journal page shows it."""

    position: int
    at: datetime
    who: str
    did: str
    subject: str


def people_of(authority: Authority) -> QuerySet[Membership]:
    """Who works for the authority, by name."""
    return Membership.objects.filter(authority=authority).select_related("user").order_by("user__name", "pk")


def person_with(email: str) -> User | None:
    """The person with this address, whatever its case."""
    return User.objects.filter(email__iexact=email.strip()).first()


def one_time_link(user: User, site: str) -> str:
    """Where the person chooses a password; worthless once they have. `site` is scheme and host: https://konzept.example"""
    number = urlsafe_base64_encode(force_bytes(user.pk))
    return site.rstrip("/") + reverse("accounts:choose", args=[number, default_token_generator.make_token(user)])


def is_last_commissioner(membership: Membership) -> bool:
    """Would nobody be left who may manage the authority?"""
    others = Membership.objects.filter(authority=membership.authority, role=Role.COMMISSIONER).exclude(pk=membership.pk)
    return membership.role == Role.COMMISSIONER and not others.exists()


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Entries with names in place of numbers; two queries however many there are."""
    listed = list(entries)
    names = dict(User.objects.filter(pk__in={entry.actor_id for entry in listed}).values_list("pk", "name"))
    return [
        Line(
            entry.position,
            entry.at,
            "Die Werkstatt" if entry.actor_id is None else names.get(entry.actor_id, "Eine frühere Person"),
            deed_in_words(entry.deed),
            subject_in_words(entry.subject),
        )
        for entry in listed
    ]
