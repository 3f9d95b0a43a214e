"""Which mailboxes there are, and what of them is still to be read."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from werkstatt.authorities.models import Authority
from werkstatt.inbox.models import Letter, LetterState, Mailbox
from werkstatt.lib import clock
from werkstatt.lib.imap import Login

LEFT = timedelta(minutes=10)


def mailbox_of(authority: Authority) -> Mailbox | None:
    """The mailbox of an authority, where it has one."""
    return Mailbox.objects.filter(authority=authority).select_related("authority", "round").first()


def mailboxes() -> QuerySet[Mailbox]:
    """All that are fetched."""
    return Mailbox.objects.select_related("authority").order_by("pk")


def login_of(mailbox: Mailbox) -> Login:
    """How one signs in."""
    return Login(mailbox.host, mailbox.port, mailbox.security, mailbox.user, mailbox.password, mailbox.folder)


def unread(authority: Authority) -> QuerySet[Letter]:
    """Letters that were kept and then left lying: whoever read them died on the way."""
    waiting = Letter.objects.filter(authority=authority, state=LetterState.READING, added_at__lt=clock.now() - LEFT)
    return waiting.select_related("authority", "round__version")
