"""Feedback comes in, whichever way, as the same sealed rows; it may be replaced and withdrawn."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction

from konzept.model import Problem
from konzept.suggestion import Suggestion
from werkstatt.accounts.models import User
from werkstatt.journal.actions import record
from werkstatt.participation.actions.rounds import locked
from werkstatt.participation.models import Channel, Contribution, Round, Submission, Upload, Withdrawal
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
) -> tuple[Submission, str]:
    """Seal what was said; gives the submission and its receipt code. The same `form_key` twice is one submission.

    `person` enters it on behalf of somebody, also when the round is closed; `replaces` is the earlier wording of the same sender.
    """
    code = receipt_code(form_key)
    now_is = phase(locked(round_))
    known = Submission.objects.filter(form_key=form_key).first()
    if known:
        return known, code
    if now_is != "open" and person is None:
        raise Problem(NOT_OPEN)
    if replaces is not None and not counts(replaces):
        raise Problem("Diese Zuschrift ist schon ersetzt oder zurückgenommen. Bitte die neueste Fassung ändern.")
    submission = Submission.objects.create(
        round=round_,
        channel=channel,
        form_key=form_key,
        upload=upload,
        organisation=organisation.strip(),
        language=language,
        entered_by=person,
        replaces=replaces,
        receipt_digest=receipt_digest(code),
    )
    rows = [_contribution(submission, position, said) for position, said in enumerate(suggestions)]
    Contribution.objects.bulk_create(rows)
    record(
        "participation.receive",
        subject=submission,
        authority=round_.authority,
        actor=person,
        channel=str(channel),
        contributions=len(rows),
    )
    return submission, code


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


@transaction.atomic
def withdraw(submission: Submission, person: User | None = None) -> None:
    """A submission counts no more: by whoever holds its receipt while the round is open, or by the office. Twice is once."""
    now_is = phase(locked(submission.round))
    if Withdrawal.objects.filter(submission=submission).exists():
        return
    if now_is != "open" and person is None:
        raise Problem("Die Runde ist zu Ende. Zurücknehmen können Sie nur, solange sie läuft.")
    if not counts(submission):
        raise Problem("Diese Zuschrift ist schon durch eine neuere ersetzt. Bitte die neueste zurücknehmen.")
    Withdrawal.objects.create(submission=submission, withdrawn_by=person)
    record("participation.withdraw", subject=submission, authority=submission.round.authority, actor=person)
