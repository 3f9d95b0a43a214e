"""Post comes in: kept as it came, read, and known when it comes again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import Task

from konzept.model import Problem
from konzept.read import mail, matrix
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.inbox.models import Enclosure, EnclosureKind, Letter, LetterState
from werkstatt.inbox.queries import (
    Enclosed,
    Read,
    as_rows,
    index_of,
    known,
    message_digest,
    organisation_in,
    read,
    round_for,
)
from werkstatt.journal.actions import record
from werkstatt.lib import clock, files
from werkstatt.participation import actions as participation
from werkstatt.participation.actions.contacts import keep_contact
from werkstatt.participation.models import Channel, Round, UploadState
from werkstatt.work import actions as work
from werkstatt.work.models import Job

WAITS = "Diese Matrix sagt nicht, zu welcher Runde sie gehört. Wählen Sie oben die Runde; dann steht sie hier zum Prüfen bereit."
NO_ROUND = "Diese Matrix gehört zu keiner Runde dieser Gebietskörperschaft; sie ist nur aufbewahrt."


@transaction.atomic
def deliver(
    authority: Authority,
    person: User | None,
    contents: Iterable[tuple[str, bytes]],
    *,
    then: Task[..., None],
    round_: Round | None = None,
    received_at: datetime | None = None,
) -> Job:
    """Keep files (name, content) and have the task `then` take them apart and read them."""
    kept = [(name[-255:], files.keep(content)) for name, content in contents]
    job = work.start(
        then,
        authority=authority,
        person=person,
        title="Post wird gelesen",
        goes_to=reverse("inbox:letters", args=[authority.slug]),
        authority_id=authority.pk,
        person_id=person.pk if person else None,
        round_id=round_.pk if round_ else None,
        kept=kept,
        received_at=received_at.isoformat() if received_at else "",
    )
    record("inbox.deliver", subject=job, authority=authority, actor=person, files=len(kept))
    return job


@transaction.atomic
def take_letter(
    authority: Authority,
    person: User | None,
    *,
    name: str,
    content: bytes,
    round_: Round | None = None,
    received_at: datetime | None = None,
) -> tuple[Letter, bool]:
    """Keep a mail or a letter; gives it and whether it is new. The same bytes, or a mail of the same number, are once."""
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    is_mail = mail.is_mail(content)
    digest = message_digest(mail.number(content)) if is_mail else ""
    before = known(authority, files.digest(content), digest)
    if before:
        return before, False
    letter = Letter.objects.create(
        authority=authority,
        round=round_ or round_for(authority),
        channel=Channel.EMAIL if is_mail else Channel.LETTER,
        name=name[-255:],
        sha256=files.keep(content),
        message_digest=digest,
        received_at=received_at or clock.now(),
        added_by=person,
    )
    record("inbox.take_letter", subject=letter, authority=authority, actor=person, channel=letter.channel)
    return letter, True


def understand(letter: Letter, *, dated: bool = False) -> None:
    """Read a kept letter and cut it. Reading twice gives the same. `dated` = it is known when it came, the mail's own date counts not."""
    # journal: written with the result, in `_store` or `_fail`: reading itself holds no transaction
    if letter.state != LetterState.READING:
        return
    try:
        found = read(files.load(letter.sha256), letter.name, index_of(letter.round) if letter.round else None)
    except Problem as problem:
        _fail(letter, str(problem))
    else:
        _store(letter, found, dated=dated)


@transaction.atomic
def _fail(letter: Letter, sentence: str) -> None:
    waiting = Letter.objects.filter(pk=letter.pk, state=LetterState.READING)
    if waiting.update(state=LetterState.FAILED, problem=sentence):
        record("inbox.understand", subject=letter, authority=letter.authority, state="failed")


@transaction.atomic
def _store(letter: Letter, found: Read, *, dated: bool) -> None:
    locked = (
        Letter.objects.select_for_update(no_key=True, of=("self",))
        .select_related("authority", "added_by")
        .get(pk=letter.pk)
    )
    if locked.state != LetterState.READING:
        return
    for field, value in _fields(locked, found, dated=dated).items():
        setattr(locked, field, value)
    if found.name or found.address:
        # what is put away or never taken over is forgotten too; taken over, the round's own day counts
        until = timezone.localdate(clock.now()) + timedelta(days=settings.CONTACT_DAYS)
        locked.contact = keep_contact(locked.authority, name=found.name, email=found.address, erase_after=until)
    locked.save()
    for enclosed in found.enclosed:
        _enclose(locked, enclosed)
    record(
        "inbox.understand",
        subject=locked,
        authority=locked.authority,
        passages=len(found.passages),
        enclosures=len(found.enclosed),
    )


def _fields(letter: Letter, found: Read, *, dated: bool) -> dict[str, Any]:
    """What a letter knows once it is read."""
    sent = found.sent_at if found.sent_at and not dated and found.sent_at <= clock.now() else None
    return {
        "state": LetterState.OPEN,
        "subject": found.subject[:300],
        "received_at": sent or letter.received_at,
        "text": found.text,
        "passages": as_rows(found.passages),
        "notes": list(found.notes),
        "organisation": organisation_in(letter.authority, found.name, found.text, found.passages),
    }


def _enclose(letter: Letter, enclosed: Enclosed) -> None:
    """Keep an enclosure; a filled matrix goes the way of all matrices and waits for its own check."""
    row = Enclosure(
        letter=letter,
        name=enclosed.name[-255:],
        sha256=files.keep(enclosed.data),
        size=len(enclosed.data),
        kind=enclosed.kind,
        problem=enclosed.problem,
    )
    if enclosed.kind == EnclosureKind.MATRIX:
        _hand_on(letter, enclosed, row, letter.added_by)
    row.save()


def _hand_on(letter: Letter, enclosed: Enclosed, row: Enclosure, person: User | None) -> None:
    """The matrix waits as an upload of its round, or the row says why it does not."""
    rounds = Round.objects.filter(authority=letter.authority)
    form = enclosed.form_id.replace("-", "")
    round_ = next((each for each in rounds if each.key.hex == form), None if form else letter.round)
    if round_ is None:
        row.problem = NO_ROUND if form else WAITS
        return
    try:
        row.upload, _ = participation.take_in(
            round_,
            name=enclosed.name,
            content=enclosed.data,
            person=person,
            organisation=letter.organisation,
        )
    except Problem as problem:
        row.problem = str(problem)
        return
    row.problem = ""
    participation.understand(row.upload)


def hand_on_again(letter: Letter, person: User | None) -> None:
    """A person said to which round a letter belongs: matrices that waited for it go there, and those that name no round move along."""
    # journal: written by the deed that moves the letter, and by the round that takes the matrix in
    for row in letter.enclosures.filter(kind=EnclosureKind.MATRIX).select_related("upload"):
        if not _leaves(row, letter):
            continue
        data = files.load(row.sha256)
        form_id = matrix.read(data, row.name).form_id
        if row.upload and form_id:
            continue
        if row.upload:
            participation.discard(row.upload, person)
            row.upload = None
        _hand_on(letter, Enclosed(row.name, data, EnclosureKind.MATRIX, form_id or ""), row, person)
        row.save(update_fields=["upload", "problem"])


def _leaves(row: Enclosure, letter: Letter) -> bool:
    """Is the matrix in no round yet, or only looked at in another one, and by way of this letter alone?"""
    upload = row.upload
    if upload is None:
        return True
    looked_at = upload.state in {UploadState.PREVIEW, UploadState.FAILED}
    return looked_at and upload.round_id != letter.round_id and upload.enclosures.count() == 1
