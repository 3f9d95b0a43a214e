"""Organisations and bodies enter the list."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.journal.actions import record
from werkstatt.network.models import Body, Organisation

THERE = "„{}“ steht schon in der Liste. Bitte einen anderen Namen wählen."


@transaction.atomic
def add_body(authority: Authority, person: User | None, *, name: str, decides: bool = False, email: str = "") -> Body:
    """Add a body. Problem where its name is in the list already."""
    try:
        with transaction.atomic():
            body = Body.objects.create(authority=authority, name=name, decides=decides, email=email)
    except IntegrityError as error:
        raise Problem(THERE.format(name)) from error
    record("network.add_body", subject=body, authority=authority, actor=person, decides=decides)
    return body


@transaction.atomic
def add_organisation(authority: Authority, person: User | None, *, name: str, short: str = "") -> Organisation:
    """Add an organisation. Problem where its name is in the list already."""
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(authority=authority, name=name, short=short)
    except IntegrityError as error:
        raise Problem(THERE.format(name)) from error
    record("network.add_organisation", subject=organisation, authority=authority, actor=person)
    return organisation
