"""Organisations and bodies enter the list."""

from __future__ import annotations

from django.db import transaction

from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.journal.actions import record
from werkstatt.network.models import Body, Organisation


@transaction.atomic
def add_body(authority: Authority, person: User | None, *, name: str, decides: bool = False, email: str = "") -> Body:
    """Add a body."""
    body = Body.objects.create(authority=authority, name=name, decides=decides, email=email)
    record("network.add_body", subject=body, authority=authority, actor=person, decides=decides)
    return body


@transaction.atomic
def add_organisation(authority: Authority, person: User | None, *, name: str, short: str = "") -> Organisation:
    """Add an organisation."""
    organisation = Organisation.objects.create(authority=authority, name=name, short=short)
    record("network.add_organisation", subject=organisation, authority=authority, actor=person)
    return organisation
