"""Long work: post is taken apart and read, mailboxes are fetched, exports of the portal taken over."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from konzept.model import Problem
from konzept.read import mail
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.inbox import actions, queries
from werkstatt.inbox.models import PortalExport
from werkstatt.lib import files
from werkstatt.participation.models import Round
from werkstatt.work.actions import fail, progress

STEP = 20  # rows between two words on how far it is


@task()
def open_post(
    job_id: str,
    authority_id: int,
    person_id: int | None,
    round_id: int | None,
    kept: list[tuple[str, str]],
    received_at: str,
) -> None:
    """Take each file apart, keep each mail and letter, and read it. A second run finds what is done and goes on."""
    authority = Authority.objects.get(pk=authority_id)
    person = User.objects.filter(pk=person_id).first() if person_id else None
    round_ = Round.objects.filter(pk=round_id, authority=authority).first() if round_id else None
    moment = datetime.fromisoformat(received_at) if received_at else None
    parts = [(name, part) for name, sha256 in kept for part in _parts(name, files.load(sha256))]
    new = 0
    for done, (name, content) in enumerate(parts):
        progress(job_id, done, len(parts), f"{new} neu, {done - new} schon da")
        letter, is_new = actions.take_letter(
            authority, person, name=name, content=content, round_=round_, received_at=moment
        )
        new += is_new
        actions.understand(letter, dated=moment is not None)
    progress(job_id, len(parts), len(parts), f"{new} neu, {len(parts) - new} schon da")


def _parts(name: str, content: bytes) -> list[bytes]:
    """The mails of a folder; everything else is one letter, and says itself what is wrong with it."""
    try:
        return mail.messages(content, name) if mail.is_mbox(content) else [content]
    except Problem:
        return [content]


@task()
def fetch_mailbox(job_id: str, mailbox_id: int) -> None:
    """Fetch one mailbox because somebody asked; what is in the way is told."""
    mailbox = queries.mailboxes().filter(pk=mailbox_id).first()
    if mailbox is None:
        return
    progress(job_id, 0, 1, "Das Postfach wird abgerufen")
    count = actions.fetch(mailbox)
    mailbox.refresh_from_db()
    if mailbox.problem:
        fail(job_id, mailbox.problem)
    progress(job_id, 1, 1, f"{count} neu")


@task()
def fetch_mailboxes(job_id: str) -> None:
    """Fetch all mailboxes; what is in the way of one stands in no other's."""
    for mailbox in queries.mailboxes():
        progress(job_id, 0, 0, "Postfächer werden abgerufen")
        actions.fetch(mailbox)


@task()
def count_export(job_id: str, export_id: int, person_id: int) -> None:
    """Find what is new in an export of the portal."""
    progress(job_id, 0, 1, "Der Export wird gelesen")
    actions.count(PortalExport.objects.select_related("round__authority", "round__version").get(pk=export_id))
    progress(job_id, 1, 1, "Gelesen")


@task()
def take_export(job_id: str, export_id: int, person_id: int) -> None:
    """Take the new rows of an export over; a second run goes on where the first ended."""
    export = PortalExport.objects.select_related("round__authority", "round__version").get(pk=export_id)
    person = User.objects.get(pk=person_id)

    def tell(done: int, total: int) -> None:
        if done % STEP == 0:
            progress(job_id, done, total, f"{done} von {total} Beiträgen")

    actions.take(export, person, tell)
