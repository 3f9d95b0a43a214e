"""An authority moves in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from konzept.model import Problem
from werkstatt.authorities.models import Authority, Level
from werkstatt.authorities.rules import may_be_slug
from werkstatt.journal.actions import record


@transaction.atomic
def found(
    name: str, slug: str, *, level: str = Level.KREIS, parent: Authority | None = None, key: str = "", contact: str = ""
) -> Authority:
    """Give an authority its place. Problem: the slug is the house's own, taken or malformed."""
    if not may_be_slug(slug):
        raise Problem(f"„{slug}“ ist eine Adresse der Werkstatt selbst. Bitte wählen Sie eine andere.")
    authority = Authority(name=name, slug=slug, level=level, parent=parent, key=key, contact=contact)
    try:
        authority.full_clean()
    except ValidationError as error:
        raise Problem(" ".join(error.messages)) from error
    authority.save(force_insert=True)
    record("authorities.found", subject=authority, authority=authority, level=level)
    return authority
