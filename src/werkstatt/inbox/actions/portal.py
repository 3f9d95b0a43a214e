"""Exports of the portal are kept, understood once a person has said what the columns mean, and taken over row by row."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.module_loading import import_string
from django_tasks.base import Task

from konzept.model import Problem
from konzept.read import listing, portal
from konzept.read.portal import Column, Entry
from werkstatt.accounts.models import User
from werkstatt.inbox import queries
from werkstatt.inbox.models import ColumnMapping, ExportState, PortalExport, PortalRow
from werkstatt.inbox.queries import Places
from werkstatt.journal.actions import record
from werkstatt.lib import clock, files
from werkstatt.participation import actions as participation
from werkstatt.participation.models import Channel, Round, Submission
from werkstatt.participation.queries import counts
from werkstatt.work import actions as work
from werkstatt.work.models import Job

Told = Callable[[int, int], None]


@transaction.atomic
def take_export(round_: Round, person: User, *, name: str, content: bytes, then: Task[..., None]) -> PortalExport:
    """Keep an export; the same file again is looked through again. Where its header is known, the task `then` counts what is new.

    Problem for what is no table; then nothing is kept.
    """
    header = listing.read(content, name).header
    export, _ = PortalExport.objects.select_for_update(no_key=True).get_or_create(
        round=round_, sha256=files.digest(content), defaults={"name": name[-255:], "added_by": person}
    )
    files.keep(content)
    if export.state == ExportState.TAKING and not export.obstacle:
        return export
    known = queries.mapping_of(round_.authority, header)
    export.state = ExportState.COUNTING if known else ExportState.MAPPING
    if known:
        export.job = _line_up(export, person, then, "wird gelesen")
    export.save(update_fields=["state", "job"])
    record("inbox.take_export", subject=export, authority=round_.authority, actor=person)
    return export


def _line_up(export: PortalExport, person: User, then: Task[..., None], what: str) -> Job:
    authority = export.round.authority
    return work.start(
        then,
        authority=authority,
        person=person,
        title=f"„{export.name[-100:]}“ {what}",
        goes_to=reverse("inbox:export", args=[authority.slug, export.round.slug, export.key]),
        export_id=export.pk,
        person_id=person.pk,
    )


@transaction.atomic
def map_columns(
    export: PortalExport, person: User, columns: Mapping[Column, int], *, then: Task[..., None]
) -> PortalExport:
    """A person says what the columns mean; every export with this header is read so from now on."""
    held = PortalExport.objects.select_for_update(no_key=True).select_related("round__authority").get(pk=export.pk)
    if held.state == ExportState.TAKING and not held.obstacle:
        raise Problem("Dieser Export wird gerade übernommen. Bitte warten Sie, bis das fertig ist.")
    authority = held.round.authority
    digest = portal.fingerprint(queries.table(held).header)
    mapping, _ = ColumnMapping.objects.update_or_create(
        authority=authority,
        header_digest=digest,
        defaults={
            "columns": {column.value: index for column, index in columns.items()},
            "confirmed_by": person,
            "confirmed_at": clock.now(),
        },
    )
    held.state, held.job = ExportState.COUNTING, _line_up(held, person, then, "wird gelesen")
    held.save(update_fields=["state", "job"])
    record("inbox.map_columns", subject=mapping, authority=authority, actor=person, columns=len(columns))
    return held


def count(export: PortalExport) -> None:
    """Find what is new in an export; nothing counts yet. Doing it again gives the same."""
    # journal: nothing is done to what was said
    if export.state != ExportState.COUNTING:
        return
    read = queries.table(export)
    columns = queries.mapping_of(export.round.authority, read.header) or {}
    found = queries.preview(queries.sort(export.round, read, columns), Places(export.round))
    waiting = PortalExport.objects.filter(pk=export.pk, state=ExportState.COUNTING)
    waiting.update(state=ExportState.READY, found=found)


@transaction.atomic
def take_rows(export: PortalExport, person: User, *, then: Task[..., None]) -> PortalExport:
    """Have the new rows taken over. Twice is once."""
    held = PortalExport.objects.select_for_update(no_key=True).select_related("round__authority").get(pk=export.pk)
    if held.state in {ExportState.TAKING, ExportState.TAKEN}:
        return held
    if held.state != ExportState.READY:
        raise Problem("Bitte ordnen Sie zuerst die Spalten zu.")
    held.state, held.job = ExportState.TAKING, _line_up(held, person, then, "wird übernommen")
    held.save(update_fields=["state", "job"])
    record("inbox.take_rows", subject=held, authority=held.round.authority, actor=person)
    return held


@transaction.atomic
def try_export_again(
    export: PortalExport, person: User, *, counting: Task[..., None], taking: Task[..., None]
) -> PortalExport:
    """What came to no end is done again, and goes on where it broke off. Twice is once; where nothing is in the way nothing happens."""
    held = PortalExport.objects.select_for_update(no_key=True).select_related("round__authority").get(pk=export.pk)
    if not held.obstacle:
        return held
    is_taking = held.state == ExportState.TAKING
    held.job = _line_up(
        held, person, taking if is_taking else counting, "wird übernommen" if is_taking else "wird gelesen"
    )
    held.save(update_fields=["job"])
    record("inbox.try_export_again", subject=held, authority=held.round.authority, actor=person)
    return held


def take(export: PortalExport, person: User, told: Told) -> None:
    """Every new row becomes a submission, every changed one replaces its former wording. A second run goes on where the first ended."""
    # journal: each row's `receive` writes its entry
    round_ = export.round
    read = queries.table(export)
    rows = queries.sort(round_, read, queries.mapping_of(round_.authority, read.header) or {})
    places, names = Places(round_), queries.organisations_in(round_.authority, (*rows.new, *rows.changed))
    fresh = (*rows.new, *rows.changed)
    kept = 0
    for done, entry in enumerate(fresh):
        told(done, len(fresh))
        kept += not _take_row(export, person, entry, places, names.get(entry.organisation, ""))
    facts = {**export.found, "sample": [], "kept": kept}
    PortalExport.objects.filter(pk=export.pk).update(state=ExportState.TAKEN, found=facts)


@transaction.atomic
def _take_row(export: PortalExport, person: User, entry: Entry, places: Places, organisation: str) -> bool:
    """One row, whole or not at all. False where its former wording is answered or withdrawn and therefore stays."""
    before = (
        PortalRow.objects.select_for_update(no_key=True, of=("self",))
        .select_related("submission")
        .filter(round=export.round, key=entry.key)
        .order_by("-pk")
        .first()
    )
    if before and before.digest == entry.digest:
        return True
    if before and (not counts(before.submission) or import_string(settings.ANSWERED)([before.submission])):
        return False
    submission = _received(export.round, person, entry, places, organisation, before.submission if before else None)
    PortalRow.objects.get_or_create(
        submission=submission,
        defaults={"round": export.round, "export": export, "key": entry.key, "digest": entry.digest},
    )
    return True


def _received(
    round_: Round, person: User, entry: Entry, places: Places, organisation: str, former: Submission | None
) -> Submission:
    what = f"portal:{entry.key}:{entry.digest}:{former.pk if former else ''}:{queries.undone_in(round_)}"
    return participation.receive(
        round_,
        queries.said_in(entry, places),
        channel=Channel.PORTAL,
        form_key=uuid.uuid5(round_.key, what),
        organisation=organisation,
        person=person,
        replaces=former,
        received_at=queries.came(entry),
    )[0]


@transaction.atomic
def take_export_back(export: PortalExport, person: User) -> int:
    """Nothing that an export brought counts any more, what it had replaced counts again. Gives how many submissions went. Twice is once.

    Problem where something of it is answered. The same file can be taken in again.
    """
    held = (
        PortalExport.objects.select_for_update(no_key=True, of=("self",))
        .select_related("round__authority")
        .get(pk=export.pk)
    )
    if held.state == ExportState.UNDONE:
        return 0
    if not (held.state == ExportState.TAKEN or held.obstacle) or not held.rows.exists():
        raise Problem("Von diesem Export ist nichts übernommen. Es gibt nichts zurückzunehmen.")
    gone = list(Submission.objects.filter(portal_row__export=held).order_by("pk"))
    answered = import_string(settings.ANSWERED)(gone)
    if answered:
        raise Problem(
            f"{answered} {'Beitrag dieses Exports ist' if answered == 1 else 'Beiträge dieses Exports sind'} schon "
            "beantwortet. Zurückgenommen werden kann ein Export nur, solange nichts davon beantwortet ist."
        )
    participation.withdraw_all(gone, person)
    held.rows.all().delete()
    held.state, held.undone = ExportState.UNDONE, held.undone + 1
    held.save(update_fields=["state", "undone"])
    record("inbox.take_export_back", subject=held, authority=held.round.authority, actor=person, rows=len(gone))
    return len(gone)
