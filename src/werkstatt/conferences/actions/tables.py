"""Tables with topics are laid."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.conferences.actions.registrations import _locked
from werkstatt.conferences.models import Conference, Sitting, TopicTable
from werkstatt.conferences.queries import areas_without_table
from werkstatt.journal.actions import record


def _next_ordinal(conference: Conference) -> int:
    last: int | None = conference.tables.aggregate(last=Max("ordinal"))["last"]
    return (last or 0) + 1


@transaction.atomic
def lay_tables(conference: Conference, person: User | None) -> list[TopicTable]:
    """One table for each area of the round that has none yet, with seats for everybody and a few more. Twice is once."""
    locked = _locked(conference)
    areas = areas_without_table(locked)
    start = _next_ordinal(locked)
    together = len(areas) + locked.tables.count()
    rows = [
        TopicTable(
            conference=locked,
            ordinal=start + index,
            area_uid=area.uid,
            topic=(area.title or area.label or "Handlungsfeld")[:200],
            seats=max(1, -(-locked.capacity * 11 // (10 * together))),
        )
        for index, area in enumerate(areas)
    ]
    laid = TopicTable.objects.bulk_create(rows)
    if laid:
        record("conferences.lay_tables", subject=locked, authority=locked.authority, actor=person, tables=len(laid))
    return laid


@transaction.atomic
def add_table(
    conference: Conference,
    person: User | None,
    *,
    topic: str,
    seats: int,
    area_uid: str = "",
    moderator: str = "",
    sittings: Iterable[Sitting] = (),
) -> TopicTable:
    """One more table; without `sittings` it is open in all. The same topic twice is one table."""
    locked = _locked(conference)
    known = TopicTable.objects.filter(conference=locked, topic=topic, area_uid=area_uid).first()
    if known:
        return known
    table = TopicTable.objects.create(
        conference=locked,
        ordinal=_next_ordinal(locked),
        topic=topic,
        seats=seats,
        area_uid=area_uid,
        moderator=moderator,
    )
    table.sittings.set(sittings)
    record("conferences.add_table", subject=table, authority=locked.authority, actor=person, conference=locked.pk)
    return table


@transaction.atomic
def change_table(
    table: TopicTable,
    person: User | None,
    *,
    topic: str,
    seats: int,
    area_uid: str = "",
    moderator: str = "",
    sittings: Iterable[Sitting] = (),
) -> TopicTable:
    """Another topic, more seats, other sittings. Who sits there stays until people are seated again."""
    conference = _locked(table.conference)
    table.topic, table.seats, table.area_uid, table.moderator = topic, seats, area_uid, moderator
    table.save()
    table.sittings.set(sittings)
    record("conferences.change_table", subject=table, authority=conference.authority, actor=person)
    return table


@transaction.atomic
def drop_table(table: TopicTable, person: User | None) -> None:
    """The table is gone, and with it the seats at it. Problem: something was written down there."""
    conference = _locked(table.conference)
    if table.remarks.exists():
        raise Problem("An diesem Tisch wurde schon mitgeschrieben. Er bleibt; Sie können ihn umbenennen.")
    record("conferences.drop_table", subject=table, authority=conference.authority, actor=person)
    table.delete()
