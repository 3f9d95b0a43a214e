"""Many filled matrices at once: handed in as files or archives, confirmed together, taken back together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.module_loading import import_string
from django_tasks.base import Task

from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.journal.actions import record
from werkstatt.lib import files
from werkstatt.lib.archives import Named, unpacked
from werkstatt.participation.actions.receiving import withdraw_all
from werkstatt.participation.actions.rounds import locked
from werkstatt.participation.actions.uploads import confirm
from werkstatt.participation.models import Delivery, Round, Submission, Upload, UploadState
from werkstatt.participation.queries import clear_in, known_upload
from werkstatt.work import actions as work


@transaction.atomic
def deliver(
    round_: Round, person: User, handed: Sequence[Named], *, then: Task[..., None], goes_to: str, alone: str
) -> Delivery:
    """Keep files as they came and have them read by the task `then`; whoever waits is led to the view `goes_to`, or, where it is one
    file alone, to the view `alone` of that file.

    Archives are unpacked within limits. A file that is known already, or is none, is named in `unread` with the reason.
    """
    locked(round_)
    delivery = Delivery.objects.create(round=round_, delivered_by=person)
    unread: list[dict[str, str]] = []
    kept = 0
    for name, content, problem in unpacked(handed):
        why = problem or _keep(delivery, person, name, content)
        if why:
            unread.append({"name": name[-255:], "problem": why})
        kept += not why
    delivery.unread = unread
    only = delivery.uploads.first() if kept == 1 and not unread else None
    delivery.job = work.start(
        then,
        authority=round_.authority,
        person=person,
        title=f"„{only.name[-100:]}“ wird gelesen" if only else f"{kept} Dateien werden gelesen",
        goes_to=reverse(
            alone if only else goes_to,
            args=[round_.authority.slug, round_.slug, only.key if only else delivery.key],
        ),
        delivery_id=delivery.pk,
    )
    delivery.save(update_fields=["unread", "job"])
    record(
        "participation.deliver",
        subject=delivery,
        authority=round_.authority,
        actor=person,
        files=kept,
        unread=len(unread),
    )
    return delivery


def _keep(delivery: Delivery, person: User, name: str, content: bytes) -> str:
    """Keep one file; gives why not, "" where it is kept."""
    if not content:
        return "Die Datei ist leer."
    sha256 = files.digest(content)
    known = known_upload(delivery.round, sha256)
    if known:
        return f"Diese Datei ist schon da: „{known.name}“, {known.get_state_display()}."
    files.keep(content)
    Upload.objects.create(round=delivery.round, delivery=delivery, name=name[-255:], sha256=sha256, uploaded_by=person)
    return ""


@transaction.atomic
def confirm_clear(delivery: Delivery, person: User, only: Collection[int] | None = None) -> list[Submission]:
    """Take over every file of a delivery that nobody needs to look at (`Sorts.clear`), in the order in which they came. Twice is once.

    `only`: numbers of files; of many, a task takes some after some, so that nobody who writes waits for all of them.
    """
    taken = []
    for upload in clear_in(delivery, only):
        with suppress(Problem):  # somebody threw it away meanwhile, or took the newer one
            chosen = {row: said["uid"] for row, said in enumerate(upload.found)}
            taken.append(confirm(upload, chosen=chosen, person=person)[0])
    if taken:
        record(
            "participation.confirm_clear",
            subject=delivery,
            authority=delivery.round.authority,
            actor=person,
            files=len(taken),
        )
    return taken


@transaction.atomic
def take_back(delivery: Delivery, person: User) -> int:
    """Undo a delivery: its submissions count no more, its files wait no more. Refused where something of it is answered. Twice is once.

    What an updated file had replaced counts again.
    """
    locked(delivery.round)
    submissions = list(Submission.objects.filter(upload__delivery=delivery).order_by("pk"))
    answered: Callable[[Sequence[Submission]], int] = import_string(settings.ANSWERED)
    many = answered(submissions)
    if many:
        raise Problem(
            f"{many} {'Rückmeldung dieser Lieferung ist' if many == 1 else 'Rückmeldungen dieser Lieferung sind'} schon "
            "beantwortet. Zurückgenommen werden kann eine Lieferung nur, solange nichts davon beantwortet ist."
        )
    withdraw_all(submissions, person)
    undone = (
        Upload.objects.filter(delivery=delivery)
        .exclude(state__in=[UploadState.UNDONE, UploadState.DISCARDED, UploadState.FAILED])
        .update(state=UploadState.UNDONE)
    )
    if undone:
        record(
            "participation.take_back",
            subject=delivery,
            authority=delivery.round.authority,
            actor=person,
            files=undone,
        )
    return undone
