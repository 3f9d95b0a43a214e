"""Names and addresses are taken in apart from what was said, and erased when they are not needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from werkstatt.authorities.models import Authority
from werkstatt.journal.actions import record
from werkstatt.participation.models import Contact, Submission
from werkstatt.participation.queries import receipt_code

_LETTER = gettext_lazy(
    "Guten Tag,\n\nSie haben an „%(round)s“ teilgenommen. Auf alles, was Sie gesagt haben, gibt es jetzt eine Antwort:\n\n"
    "%(address)s\n\nIhre E-Mail-Adresse haben wir nur dafür gebraucht; sie ist jetzt gelöscht.\n\n%(authority)s\n"
)


def add_contact(submission: Submission, email: str) -> None:
    """Where the answer to this submission is announced; a later address takes the place of the earlier."""
    # journal: the deed that received the submission wrote the entry
    round_ = submission.round
    erase_after = timezone.localdate(round_.closes_at) + timedelta(days=settings.CONTACT_DAYS)
    Contact.objects.update_or_create(
        submission=submission, defaults={"authority": round_.authority, "email": email, "erase_after": erase_after}
    )


def hand_on(submission: Submission, replaced: Submission) -> None:
    """The answer to the newer wording goes to the address of the older one."""
    # journal: part of receiving the newer wording
    Contact.objects.filter(submission=replaced).update(submission=submission)


@transaction.atomic
def forget(submission: Submission) -> None:
    """Erase the address of a submission, because whoever gave it wants so. Twice is once."""
    if Contact.objects.filter(submission=submission).delete()[0]:
        record("participation.forget", subject=submission, authority=submission.round.authority)


@transaction.atomic
def tell(submission: Submission) -> None:
    """Write once to whoever wanted to know that the answer is there, and forget the address: it has done its service."""
    contact = Contact.objects.select_for_update(no_key=True).filter(submission=submission).first()
    if contact is None:
        return
    round_ = submission.round
    code = receipt_code(submission.form_key)
    address = settings.SITE + reverse("web:receipt", args=[round_.authority.slug, code])
    send: Callable[[str, str, str], object] = import_string(settings.SEND_MAIL)
    if contact.email:
        send(
            contact.email,
            _("Die Antwort auf Ihre Rückmeldung ist da"),
            _LETTER % {"round": round_.title, "address": address, "authority": round_.authority.name},
        )
    contact.delete()
    record("participation.tell", subject=submission, authority=round_.authority)


@transaction.atomic
def erase_contacts(today: date) -> int:
    """Erase every contact whose day has passed; gives how many."""
    due = Contact.objects.filter(erase_after__lt=today)
    counted = Counter(due.values_list("authority", flat=True))
    due.delete()
    for authority in Authority.objects.filter(pk__in=counted):
        record("participation.erase_contacts", subject=authority, authority=authority, contacts=counted[authority.pk])
    return counted.total()


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
    contact.erase_after = timezone.localdate(submission.round.closes_at) + timedelta(days=settings.CONTACT_DAYS)
    contact.save(update_fields=["submission", "erase_after"])
