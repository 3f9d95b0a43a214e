"""Filled matrices are kept, read, confirmed or thrown away."""

from __future__ import annotations

import dataclasses
from pathlib import PurePath

from django.db import transaction
from django.urls import reverse
from django_tasks.base import Task

from konzept.model import Problem
from konzept.read import matrix
from konzept.read.matrix_rows import Filled
from werkstatt.accounts.models import User
from werkstatt.journal.actions import record
from werkstatt.lib import files
from werkstatt.participation.actions.receiving import NOT_OPEN, receive
from werkstatt.participation.actions.rounds import locked as locked_round
from werkstatt.participation.models import LONGEST, MOST_ROWS, Channel, Round, Submission, Upload, UploadState
from werkstatt.participation.queries import counts, earlier_of, form_of, known_upload, phase, plain, suggestion
from werkstatt.work import actions as work

NEWER = (
    "Von diesem Absender ist schon ein neuerer Stand übernommen. Bitte verwerfen Sie diese Datei, oder nehmen Sie sie "
    "zusätzlich auf (Häkchen bei „anstelle der früheren Datei“ entfernen)."
)
CHANNELS = {
    ".docx": Channel.DOCX,
    ".odt": Channel.ODT,
    ".xlsx": Channel.XLSX,
    ".xlsm": Channel.XLSX,
    ".ods": Channel.ODS,
    ".html": Channel.EMAIL,
    ".htm": Channel.EMAIL,
}
TAKEN_IN = (
    "Diese Datei hat die Verwaltung schon aufgenommen, zum Beispiel aus einer E-Mail. Sie müssen nichts mehr tun; "
    "haben Sie etwas geändert, geben Sie bitte die geänderte Datei ab."
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
    if phase(locked_round(round_)) != "open" and person is None:
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


def understand(upload: Upload, asked: matrix.Asked | None = None) -> None:
    """Read a kept matrix; what was found waits for a person. Reading twice gives the same.

    `asked`: what the round asked, prepared once for many files (`konzept.read.matrix.asked`).
    """
    # journal: written with the result, in `_store`: reading itself holds no transaction
    if upload.state != UploadState.READING:
        return
    try:
        _store(upload, _read(upload, asked))
    except Problem as problem:
        _store(upload, None, str(problem))


def _read(upload: Upload, asked: matrix.Asked | None) -> Filled:
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
    return matrix.place(filled, asked or form_of(upload.round))


@transaction.atomic
def _store(upload: Upload, filled: Filled | None, problem: str = "") -> None:
    locked = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if locked.state != UploadState.READING:
        return
    if filled is None:
        locked.state, locked.problem = UploadState.FAILED, problem
    else:
        locked.state, locked.found = UploadState.PREVIEW, [plain(said) for said in filled.suggestions]
        locked.organisation = locked.organisation or filled.organisation[:200]
        locked.updates = earlier_of(locked) if locked.uploaded_by_id else None
    locked.save(update_fields=["state", "problem", "found", "organisation", "updates"])
    record("participation.understand", subject=locked, authority=upload.round.authority, found=len(locked.found))


@transaction.atomic
def confirm(
    upload: Upload,
    *,
    chosen: dict[int, str | None],
    organisation: str = "",
    person: User | None = None,
    instead: bool = True,
) -> tuple[Submission, str]:
    """A person has looked: the chosen rows (row -> uid, None = new proposal) become contributions. Twice is once.

    `instead`: where it is a newer file of the same sender, it counts instead of the earlier one.
    """
    if person is not None:
        locked_round(upload.round)  # before the file, as whoever takes a delivery back does
    waiting = Upload.objects.select_for_update(no_key=True, of=("self",)).select_related("round__authority")
    locked = waiting.get(pk=upload.pk)
    if locked.state == UploadState.PREVIEW and not chosen:
        raise Problem("Es ist keine Zeile ausgewählt. Bitte mindestens eine Zeile ankreuzen oder die Datei verwerfen.")
    if locked.state not in {UploadState.PREVIEW, UploadState.TAKEN}:
        raise Problem("Diese Datei wartet nicht auf eine Bestätigung. Bitte die Seite neu laden.")
    rows = [dataclasses.replace(suggestion(locked.found[row]), uid=uid) for row, uid in sorted(chosen.items())]
    if instead and locked.state == UploadState.PREVIEW and locked.updated_by.filter(state=UploadState.TAKEN).exists():
        raise Problem(NEWER)
    earlier = Submission.objects.filter(upload=locked.updates_id).first() if locked.updates_id and instead else None
    submission, code = receive(
        locked.round,
        rows,
        channel=CHANNELS.get(PurePath(locked.name).suffix.lower(), Channel.DOCX),
        form_key=locked.key,
        organisation=organisation or locked.organisation,
        upload=locked,
        person=person,
        replaces=earlier if earlier and counts(earlier) else None,
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
    locked = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if locked.state == UploadState.DISCARDED:
        return
    if locked.state == UploadState.TAKEN:
        raise Problem("Diese Datei ist schon übernommen und kann nicht mehr verworfen werden.")
    locked.state = UploadState.DISCARDED
    locked.save(update_fields=["state"])
    record("participation.discard", subject=locked, authority=locked.round.authority, actor=person)
