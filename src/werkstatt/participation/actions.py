"""Rounds open and close; feedback comes in, whichever way, as the same sealed rows."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable
from datetime import datetime
from itertools import count

from django.db import transaction
from django.urls import reverse
from django_tasks.base import Task

from konzept.model import Problem
from konzept.read import matrix
from konzept.read.matrix_rows import Filled
from konzept.suggestion import QUESTIONS, Suggestion
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts.actions import publish
from werkstatt.concepts.models import Concept, Version
from werkstatt.journal.actions import record
from werkstatt.lib import clock, files
from werkstatt.lib.words import address
from werkstatt.participation.models import (
    LONGEST,
    MOST_ROWS,
    Channel,
    Contribution,
    Round,
    Submission,
    Upload,
    UploadState,
)
from werkstatt.participation.queries import (
    form_of,
    known_upload,
    phase,
    plain,
    receipt_code,
    receipt_digest,
    suggestion,
)
from werkstatt.work import actions as work

TAKEN_IN = (
    "Diese Datei hat die Verwaltung schon aufgenommen, zum Beispiel aus einer E-Mail. Sie müssen nichts mehr tun; "
    "haben Sie etwas geändert, geben Sie bitte die geänderte Datei ab."
)
RESERVED = {"neu", "beleg"}  # addresses beside those of rounds
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
    """Ask people about a version from a day to a day; the version becomes public with it. The same twice is one round."""
    Concept.objects.select_for_update().get(pk=version.concept_id)
    same = Round.objects.filter(authority=authority, version=version, title=title)
    known = same.filter(opens_at=opens_at, closes_at=closes_at).first()
    if known:
        return known
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
    rounds = Round.objects.filter(authority=authority, slug__startswith=wanted)
    taken = RESERVED.union(rounds.values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for number in count(2) if (slug := f"{wanted}-{number}") not in taken)


def _locked(round_: Round) -> Round:
    """The round as it is now; whoever else writes in it waits for us."""
    return Round.objects.select_for_update().get(pk=round_.pk)


@transaction.atomic
def close_round(round_: Round, person: User | None) -> None:
    """End the round now, before its day."""
    if phase(_locked(round_)) != "open":
        raise Problem("Diese Beteiligungsrunde läuft nicht; beendet werden kann nur eine, die läuft.")
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
    now_is = phase(_locked(round_))
    known = Submission.objects.filter(form_key=form_key).first()
    if known:
        return known, code
    if now_is != "open" and person is None:
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
    round_: Round,
    *,
    name: str,
    content: bytes,
    person: User | None = None,
    organisation: str = "",
    then: Task[..., None] | None = None,
    goes_to: str = "",
) -> tuple[Upload, bool]:
    """Keep a filled matrix as it came; gives the upload and whether it is new. The same file twice is known.

    The task `then` reads it and leads whoever waits to the view `goes_to` (None: the caller calls `understand` itself).
    """
    if phase(_locked(round_)) != "open" and person is None:
        raise Problem(NOT_OPEN)
    sha256 = files.digest(content)
    known = known_upload(round_, sha256)
    if known and known.uploaded_by_id and person is None:
        raise Problem(TAKEN_IN)
    if known:
        return known, False
    files.keep(content)
    upload = Upload.objects.create(
        round=round_, name=name[-255:], sha256=sha256, organisation=organisation.strip(), uploaded_by=person
    )
    if then is not None:
        _line_up(upload, person, then, goes_to)
    record("participation.take_in", subject=upload, authority=round_.authority, actor=person, bytes=len(content))
    return upload, True


def _line_up(upload: Upload, person: User | None, then: Task[..., None], goes_to: str) -> None:
    authority = upload.round.authority
    upload.job = work.start(
        then,
        authority=authority,
        person=person,
        title=f"„{upload.name[-100:]}“ wird gelesen",
        goes_to=reverse(goes_to, args=[authority.slug, upload.round.slug, upload.key]),
        upload_id=upload.pk,
    )
    upload.save(update_fields=["job"])


def understand(upload: Upload) -> None:
    """Read a kept matrix; what was found waits for a person. Reading twice gives the same."""
    # journal: written with the result, in `_store`: reading itself holds no transaction
    if upload.state != UploadState.READING:
        return
    try:
        _store(upload, _read(upload))
    except Problem as problem:
        _store(upload, None, str(problem))


def _read(upload: Upload) -> Filled:
    filled = matrix.read(files.load(upload.sha256), upload.name)
    if len(filled.suggestions) > MOST_ROWS:
        raise Problem(
            f"„{upload.name}“ hat {len(filled.suggestions)} ausgefüllte Zeilen, erlaubt sind {MOST_ROWS}. "
            "Bitte teilen Sie die Matrix auf mehrere Dateien auf."
        )
    for said in filled.suggestions:
        if max(len(said.comment), len(said.proposal), len(said.responsible)) > LONGEST:
            raise Problem(
                f"„{upload.name}“, {said.place}: Der Eintrag ist länger als {LONGEST} Zeichen. "
                "Bitte kürzen Sie ihn oder teilen ihn auf."
            )
    return matrix.place(filled, form_of(upload.round))


@transaction.atomic
def _store(upload: Upload, filled: Filled | None, problem: str = "") -> None:
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.state != UploadState.READING:
        return
    if filled is None:
        locked.state, locked.problem = UploadState.FAILED, problem
    else:
        locked.state, locked.found = UploadState.PREVIEW, [plain(said) for said in filled.suggestions]
        locked.organisation = locked.organisation or filled.organisation[:200]
    locked.save(update_fields=["state", "problem", "found", "organisation"])
    record("participation.understand", subject=locked, authority=upload.round.authority, found=len(locked.found))


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
    """Throw a filled matrix away before anything of it counts. Twice is once."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.state == UploadState.DISCARDED:
        return
    if locked.state == UploadState.TAKEN:
        raise Problem("Diese Datei ist schon übernommen und kann nicht mehr verworfen werden.")
    locked.state = UploadState.DISCARDED
    locked.save(update_fields=["state"])
    record("participation.discard", subject=locked, authority=locked.round.authority, actor=person)
