"""Feedback comes in, whichever way, as the same sealed rows; it may be replaced and withdrawn."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from konzept.model import Problem
from konzept.suggestion import Suggestion
from werkstatt.accounts.models import User
from werkstatt.journal.actions import record
from werkstatt.lib import clock, files
from werkstatt.participation.actions.contacts import add_contact, hand_on
from werkstatt.participation.actions.limits import count
from werkstatt.participation.actions.rounds import locked
from werkstatt.participation.models import (
    Attachment,
    Channel,
    Contact,
    Contribution,
    Round,
    Submission,
    Upload,
    Withdrawal,
)
from werkstatt.participation.queries import counts, phase, receipt_code, receipt_digest

NOT_OPEN = "Diese Beteiligungsrunde ist nicht offen. Rückmeldungen sind nur zwischen Beginn und Ende der Runde möglich."


@transaction.atomic
def receive(
    round_: Round,
    suggestions: Iterable[Suggestion],
    *,
    channel: Channel,
    form_key: uuid.UUID,
    organisation: str = "",
    language: str = "de",
    upload: Upload | None = None,
    person: User | None = None,
    replaces: Submission | None = None,
    received_at: datetime | None = None,
) -> tuple[Submission, str]:
    """Seal what was said; gives the submission and its receipt code. The same `form_key` twice is one submission.

    `person` enters it on behalf of somebody, also when the round is closed; `replaces` is the earlier wording of the same sender;
    `received_at` is when a letter really came, where that is not now.
    """
    # journal: `_sealed` writes the entry
    envelope = Submission(
        round=round_,
        channel=channel,
        form_key=form_key,
        upload=upload,
        organisation=organisation.strip(),
        language=language,
        entered_by=person,
        replaces=replaces,
        received_at=received_at or clock.now(),
    )
    return _sealed(envelope, suggestions)[0], receipt_code(form_key)


def _sealed(
    envelope: Submission, suggestions: Iterable[Suggestion], sender: str | None = None
) -> tuple[Submission, bool]:
    """Seal the envelope and what is in it, in the caller's transaction; gives what is known under its key, and whether that is new.

    `sender` is counted against the limit, where one is named and the envelope is new. What is new from outside locks no round: many send at once.
    """
    round_, person, earlier = envelope.round, envelope.entered_by, envelope.replaces
    if person is not None or earlier is not None:
        locked(round_)
    is_stale = earlier is not None and not counts(earlier)
    envelope.receipt_digest = receipt_digest(receipt_code(envelope.form_key))
    try:
        with transaction.atomic():
            envelope.save(force_insert=True)
    except IntegrityError:
        return Submission.objects.get(form_key=envelope.form_key), False
    if is_stale:
        raise Problem("Diese Zuschrift ist schon ersetzt oder zurückgenommen. Bitte die neueste Fassung ändern.")
    if sender is not None:
        count(sender)
    rows = [_contribution(envelope, position, said) for position, said in enumerate(suggestions)]
    Contribution.objects.bulk_create(rows)
    record(
        "participation.receive",
        subject=envelope,
        authority=round_.authority,
        actor=person,
        channel=str(envelope.channel),
        contributions=len(rows),
    )
    # Deeds stand in the journal one after the other: whoever ended the round before us has committed, whoever will waits for us.
    if person is None and phase(Round.objects.get(pk=round_.pk)) != "open":
        raise Problem(NOT_OPEN)
    return envelope, True


def _contribution(submission: Submission, position: int, said: Suggestion) -> Contribution:
    return Contribution(
        submission=submission,
        position=position,
        uid=said.uid or "",
        area_uid=said.area or "",
        verdict=said.verdict or "",
        question=said.question,
        comment=said.comment,
        proposal=said.proposal,
        responsible=said.responsible,
        wording=said.wording,
    )


def say(
    round_: Round,
    suggestions: Iterable[Suggestion],
    *,
    form_key: uuid.UUID,
    sender: str,
    organisation: str = "",
    language: str = "de",
    email: str = "",
    attached: Sequence[tuple[str, bytes]] = (),
    replaces: Submission | None = None,
) -> tuple[Submission, str]:
    """`receive` for somebody without account: counted against too much from one connection, with files and where to announce the answer.

    Files lie whole on the disk before the transaction begins; what was attached to the earlier wording stays attached.
    """
    # journal: `_sealed` writes the entry
    kept = [(name, files.keep(content), len(content)) for name, content in attached]
    envelope = Submission(
        round=round_,
        channel=Channel.WEB,
        form_key=form_key,
        organisation=organisation.strip(),
        language=language,
        replaces=replaces,
    )
    with transaction.atomic():
        submission, is_new = _sealed(envelope, suggestions, sender)
        if is_new:
            _attach(submission, kept, replaces)
        if email:
            add_contact(submission, email)
    return submission, receipt_code(form_key)


def attach(submission: Submission, kept: Sequence[tuple[str, str, int]]) -> None:
    """Files (name, digest, bytes) that came with a submission which the office entered; those of one that is known stay as they are."""
    # journal: part of receiving it
    if not submission.attachments.exists():
        _attach(submission, kept, None)


def _attach(submission: Submission, kept: Sequence[tuple[str, str, int]], replaced: Submission | None) -> None:
    if replaced is not None:
        hand_on(submission, replaced)
        kept = [*replaced.attachments.values_list("name", "sha256", "size"), *kept]
    if kept:
        rows = (Attachment(submission=submission, name=n[-255:], sha256=s, size=size) for n, s, size in kept)
        Attachment.objects.bulk_create(rows)


@transaction.atomic
def withdraw(submission: Submission, person: User | None = None) -> None:
    """A submission counts no more: by whoever holds its receipt while the round is open, or by the office. The holder's contact goes with it. Twice is once."""
    now_is = phase(locked(submission.round))
    if Withdrawal.objects.filter(submission=submission).exists():
        return
    if now_is != "open" and person is None:
        raise Problem("Die Runde ist zu Ende. Zurücknehmen können Sie nur, solange sie läuft.")
    if not counts(submission):
        raise Problem("Diese Zuschrift ist schon durch eine neuere ersetzt. Bitte die neueste zurücknehmen.")
    Withdrawal.objects.create(submission=submission, withdrawn_by=person)
    if person is None:
        Contact.objects.filter(submission=submission).delete()
    record("participation.withdraw", subject=submission, authority=submission.round.authority, actor=person)


def withdraw_all(submissions: Sequence[Submission], person: User) -> None:
    """The office takes back what came in together, also what one of it had replaced, or that would count again."""
    # journal: the deed that takes them back writes the entry
    still = Submission.objects.filter(pk__in=[each.pk for each in submissions], withdrawal=None)
    Withdrawal.objects.bulk_create(Withdrawal(submission=each, withdrawn_by=person) for each in still)
