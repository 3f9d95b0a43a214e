"""Who there is."""

from __future__ import annotations

from django.db.models import QuerySet

from werkstatt.authorities.models import Authority
from werkstatt.network.models import Body, Organisation


def bodies(authority: Authority) -> QuerySet[Body]:
    """All bodies, by name."""
    return Body.objects.filter(authority=authority)


def deciding_bodies(authority: Authority) -> QuerySet[Body]:
    """Those that decide on concepts (Kreistag, Kabinett)."""
    return bodies(authority).filter(decides=True)


def organisations(authority: Authority) -> QuerySet[Organisation]:
    """All organisations, by name."""
    return Organisation.objects.filter(authority=authority)
