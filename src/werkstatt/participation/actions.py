"""Rounds open and close; feedback comes in, whichever way, as the same sealed rows."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from konzept.model import Problem
from konzept.read import matrix
from konzept.suggestion import QUESTIONS, Suggestion
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts.actions import publish
from werkstatt.concepts.models import Version
from werkstatt.journal.actions import record
from werkstatt.lib import clock, files
from werkstatt.lib.words import address
from werkstatt.participation.models import Channel, Contribution, Round, Submission, Upload, UploadState
from werkstatt.participation.queries import (
    form_of,
    known_upload,
    phase,
    plain,
    receipt_code,
    receipt_digest,
    suggestion,
)

NOT_OPEN = "Diese Beteiligungsrunde ist nicht offen. Rückmeldungen sind nur zwischen Beginn und Ende der Runde möglich."


@transaction.atomic
def open_round(
    authority: Authority,
    person: User | None,
    *,
    version: Version,
    title: str,
    introduction: str,
    opens_at: datetime,
    closes_at: datetime,
    afterwards: str = "",
    questions: Iterable[str] = QUESTIONS,
    areas: Iterable[str] = (),
) -> Round:
    """Ask people about a version from a day to a day; the version becomes public with it."""
    round_ = Round.objects.create(
        authority=authority,
        version=version,
        slug=_free_slug(authority, title),
        title=title,
        introduction=introduction,
        afterwards=afterwards,
        questions=list(questions),
        areas=list(areas),
        opens_at=opens_at,
        closes_at=closes_at,
        opened_by=person,
    )
    publish(version, person)
    record("participation.open_round", subject=round_, authority=authority, actor=person, version=version.ordinal)
    return round_


def _free_slug(authority: Authority, title: str) -> str:
    wanted = address(title, 50) or "runde"
    taken = set(Round.objects.filter(authority=authority, slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in [wanted, *(f"{wanted}-{n}" for n in range(2, 999))] if slug not in taken)


@transaction.atomic
def close_round(round_: Round, person: User | None) -> None:
    """End the round now, before its day."""
    if phase(round_) != "open":
        raise Problem(NOT_OPEN)
    round_.closes_at = clock.now()
    round_.save(update_fields=["closes_at"])
    record("participation.close_round", subject=round_, authority=round_.authority, actor=person)


@transaction.atomic
def receive(
    round_: Round,
    suggestions: Iterable[Suggestion],
    *,
    channel: Channel,
    form_key: uuid.UUID,
    organisation: str = "",
    upload: Upload | None = None,
    person: User | None = None,
) -> tuple[Submission, str]:
    """Seal what was said; gives the submission and its receipt code. The same `form_key` twice is one submission."""
    code = receipt_code(form_key)
    known = Submission.objects.filter(form_key=form_key).first()
    if known:
        return known, code
    if phase(round_) != "open" and person is None:
        raise Problem(NOT_OPEN)
    submission = Submission.objects.create(
        round=round_,
        channel=channel,
        form_key=form_key,
        upload=upload,
        organisation=organisation.strip(),
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
        comment=said.comment,
        proposal=said.proposal,
        responsible=said.responsible,
        wording=said.wording,
    )


@transaction.atomic
def take_in(
    round_: Round, *, name: str, content: bytes, person: User | None = None, organisation: str = ""
) -> tuple[Upload, bool]:
    """Keep a filled matrix as it came; gives the upload and whether it is new. The same file twice is known."""
    if phase(round_) != "open" and person is None:
        raise Problem(NOT_OPEN)
    sha256 = files.digest(content)
    known = known_upload(round_, sha256)
    if known:
        return known, False
    files.keep(content)
    upload = Upload.objects.create(
        round=round_, name=name[:255], sha256=sha256, organisation=organisation.strip(), uploaded_by=person
    )
    record("participation.take_in", subject=upload, authority=round_.authority, actor=person, bytes=len(content))
    return upload, True


@transaction.atomic
def understand(upload: Upload) -> None:
    """Read a kept matrix; what was found waits for a person. Reading twice gives the same."""
    if upload.state != UploadState.READING:
        return
    try:
        filled = matrix.place(matrix.read(files.load(upload.sha256), upload.name), form_of(upload.round))
    except Problem as problem:
        upload.state, upload.problem = UploadState.FAILED, str(problem)
    else:
        upload.state, upload.found = UploadState.PREVIEW, [plain(said) for said in filled.suggestions]
        upload.organisation = upload.organisation or filled.organisation[:200]
    upload.save(update_fields=["state", "problem", "found", "organisation"])
    record("participation.understand", subject=upload, authority=upload.round.authority, found=len(upload.found))


@transaction.atomic
def confirm(
    upload: Upload, *, chosen: dict[int, str | None], organisation: str = "", person: User | None = None
) -> tuple[Submission, str]:
    """A person has looked: the chosen rows (row -> uid, None = new proposal) become contributions. Twice is once."""
    locked = Upload.objects.select_for_update().select_related("round__authority").get(pk=upload.pk)
    if locked.state == UploadState.PREVIEW and not chosen:
        raise Problem("Es ist keine Zeile ausgewählt. Bitte mindestens eine Zeile ankreuzen oder die Datei verwerfen.")
    if locked.state not in {UploadState.PREVIEW, UploadState.TAKEN}:
        raise Problem("Diese Datei wartet nicht auf eine Bestätigung. Bitte die Seite neu laden.")
    rows = [dataclasses.replace(suggestion(locked.found[row]), uid=uid) for row, uid in sorted(chosen.items())]
    channel = Channel.XLSX if locked.name.lower().endswith((".xlsx", ".xlsm")) else Channel.DOCX
    submission, code = receive(
        locked.round,
        rows,
        channel=channel,
        form_key=locked.key,
        organisation=organisation or locked.organisation,
        upload=locked,
        person=person,
    )
    if locked.state == UploadState.PREVIEW:
        locked.state = UploadState.TAKEN
        locked.save(update_fields=["state"])
        record(
            "participation.confirm",
            subject=locked,
            authority=locked.round.authority,
            actor=person,
            left_out=len(locked.found) - len(rows),
        )
    return submission, code


@transaction.atomic
def discard(upload: Upload, person: User | None = None) -> None:
    """Throw a filled matrix away before anything of it counts."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.state == UploadState.TAKEN:
        raise Problem("Diese Datei ist schon übernommen und kann nicht mehr verworfen werden.")
    locked.state = UploadState.DISCARDED
    locked.save(update_fields=["state"])
    record("participation.discard", subject=locked, authority=locked.round.authority, actor=person)
