"""A mailbox is set up, fetched and given up. Nothing is fetched twice, nothing on the server is changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django_tasks.base import Task

from konzept.model import Problem
from konzept.read.container import MAX_FILE, MIB
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.inbox.actions.arriving import take_letter, understand
from werkstatt.inbox.models import Letter, Mailbox
from werkstatt.inbox.queries import login_of, unread
from werkstatt.journal.actions import record
from werkstatt.lib import clock, imap
from werkstatt.work import actions as work
from werkstatt.work.models import Job

AT_ONCE = 200  # mails of one fetching; the next goes on


@transaction.atomic
def set_mailbox(authority: Authority, person: User, *, password: str, **fields: Any) -> Mailbox:
    """Set up the mailbox, or change it. Another server, user or folder begins anew; an empty password leaves the known one."""
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    mailbox = Mailbox.objects.filter(authority=authority).first() or Mailbox(authority=authority)
    before = (mailbox.host, mailbox.user, mailbox.folder, mailbox.from_start)
    for name, value in fields.items():
        setattr(mailbox, name, value)
    if (mailbox.host, mailbox.user, mailbox.folder, mailbox.from_start) != before:
        mailbox.validity, mailbox.last = None, 0
    mailbox.password, mailbox.problem, mailbox.set_by = password or mailbox.password, "", person
    mailbox.save()
    record("inbox.set_mailbox", subject=mailbox, authority=authority, actor=person)
    return mailbox


@transaction.atomic
def forget_mailbox(authority: Authority, person: User) -> None:
    """Fetch no more, and forget the password; the letters stay. Twice is once."""
    mailbox = Mailbox.objects.select_for_update(no_key=True).filter(authority=authority).first()
    if mailbox is None:
        return
    record("inbox.forget_mailbox", subject=mailbox, authority=authority, actor=person)
    mailbox.delete()


@transaction.atomic
def ask_fetch(mailbox: Mailbox, person: User, *, then: Task[..., None]) -> Job:
    """Have it fetched now, not only when its time comes."""
    # journal: what is fetched leaves its entries, and asking for it is no deed
    return work.start(
        then,
        authority=mailbox.authority,
        person=person,
        title="Das Postfach wird abgerufen",
        goes_to=reverse("inbox:letters", args=[mailbox.authority.slug]),
        mailbox_id=mailbox.pk,
    )


def fetch(mailbox: Mailbox) -> int:
    """Fetch what is new; how many letters came of it. What is in the way is kept as a sentence and tried again next time."""
    # journal: each letter leaves its entry; a vain look leaves none
    count, problem = 0, ""
    try:
        count = _fetch(mailbox)
    except Problem as found:
        problem = str(found)
    Mailbox.objects.filter(pk=mailbox.pk).update(checked_at=clock.now(), problem=problem)
    for letter in unread(mailbox.authority):
        understand(letter, dated=True)
    return count


def _fetch(mailbox: Mailbox) -> int:
    with imap.opened(login_of(mailbox)) as folder:
        after = _begin(mailbox, folder)
        new = 0
        for number, size in folder.newer(after)[:AT_ONCE]:
            letter = _take(mailbox, folder, number, size)
            new += letter is not None
            if letter is not None:
                understand(letter, dated=True)
        return new


@transaction.atomic
def _begin(mailbox: Mailbox, folder: imap.Folder) -> int:
    """The number after which mails are new. Where the server counts anew, all are looked at again, and known ones are known."""
    held = Mailbox.objects.select_for_update(no_key=True).filter(pk=mailbox.pk).first()
    if held is None:
        raise Problem("Dieses Postfach ist nicht mehr eingerichtet.")
    if held.validity == folder.validity:
        return held.last
    first_time = held.validity is None and not held.from_start
    held.validity, held.last = folder.validity, max(folder.next - 1, 0) if first_time else 0
    held.save(update_fields=["validity", "last"])
    return held.last


def _take(mailbox: Mailbox, folder: imap.Folder, number: int, size: int) -> Letter | None:
    """One mail becomes a letter and its number is noted, both or neither. None where it is known, gone or too large."""
    if size > MAX_FILE:
        return _note(mailbox, folder, number, _too_large(number, size), None)
    content, moment = folder.load(number)
    return _note(mailbox, folder, number, content, moment)


def _too_large(number: int, size: int) -> bytes:
    """In place of a mail that is too large a note: it is not silently missing."""
    said = (
        f"From: \nTo: \nSubject: Zu große E-Mail\n\nEine E-Mail (Nummer {number}) mit {size // MIB} MB wurde nicht abgerufen, erlaubt sind "
        f"{MAX_FILE // MIB} MB. Bitte öffnen Sie sie in Ihrem Mailprogramm und nehmen Text und Anhänge einzeln auf.\n"
    )
    return said.encode()


@transaction.atomic
def _note(mailbox: Mailbox, folder: imap.Folder, number: int, content: bytes, moment: datetime | None) -> Letter | None:
    held = (
        Mailbox.objects.select_for_update(no_key=True, of=("self",))
        .select_related("authority", "round", "set_by")
        .filter(pk=mailbox.pk)
        .first()
    )
    if held is None or held.validity != folder.validity or number <= held.last:
        return None  # given up, set up anew, or somebody else was quicker
    held.last = number
    held.save(update_fields=["last"])
    if not content:
        return None
    letter, is_new = take_letter(
        held.authority,
        held.set_by,
        name=f"E-Mail-{number}.eml",
        content=content,
        round_=held.round,
        received_at=moment,
    )
    return letter if is_new else None
