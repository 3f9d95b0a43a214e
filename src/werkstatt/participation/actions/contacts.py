"""Names and addresses are taken in apart from what was said, and erased."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from werkstatt.authorities.models import Authority
from werkstatt.participation.models import Contact


@transaction.atomic
def keep_contact(authority: Authority, *, name: str = "", email: str = "", erase_after: date | None = None) -> Contact:
    """Know whom to write to; enciphered."""
    # journal: the deed for which somebody is to be reached writes the entry
    return Contact.objects.create(authority=authority, name=name, email=email, erase_after=erase_after)


@transaction.atomic
def erase_contact(contact: Contact) -> None:
    """Nobody can be reached any more; the row is gone. Twice is once."""
    # journal: the deed that ends the need for it writes the entry
    Contact.objects.filter(pk=contact.pk).delete()
