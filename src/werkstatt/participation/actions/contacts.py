"""Names and addresses are taken in apart from what was said, and erased."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from werkstatt.authorities.models import Authority
from werkstatt.participation.models import Contact, Submission


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


@transaction.atomic
def tie_contact(contact: Contact, submission: Submission) -> None:
    """Whoever is reached there said this; after a taking over anew, the newest counts."""
    # journal: the deed that receives it writes the entry
    contact.submission = submission
    contact.save(update_fields=["submission"])
