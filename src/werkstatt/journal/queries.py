"""What was done."""

from __future__ import annotations

from django.db.models import QuerySet

from werkstatt.journal.models import Entry


def entries_of(authority_id: int) -> QuerySet[Entry]:
    """All deeds in an authority, newest first."""
    return Entry.objects.filter(authority_id=authority_id)
