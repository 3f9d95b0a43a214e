"""Who sits where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from konzept.assignment import Guest, Table
from werkstatt.conferences.models import Conference, Registration, RegistrationState, Seat, Sitting, TopicTable
from werkstatt.conferences.queries.conferences import tables_of


def seats_of(conference: Conference) -> QuerySet[Seat]:
    """All seats that are given, sitting by sitting."""
    return Seat.objects.filter(registration__conference=conference).select_related("sitting", "table")


def registered(conference: Conference) -> QuerySet[Registration]:
    """Who is to be seated."""
    return conference.registrations.filter(state=RegistrationState.REGISTERED).order_by("registered_at", "pk")


def is_open(table: TopicTable, sitting: Sitting) -> bool:
    """Do people sit there in this sitting? `table.sittings` is prefetched."""
    opened = [each.pk for each in table.sittings.all()]
    return not opened or sitting.pk in opened


def seating_question(conference: Conference) -> tuple[list[Guest], list[Table]]:
    """What konzept.assignment asks: people with their wishes, pins and present seats; tables with their seats. Keys are numbers."""
    sittings = list(conference.sittings.all())
    index = {sitting.pk: place for place, sitting in enumerate(sittings)}
    tables = [
        Table(str(table.pk), str(table), tuple(table.seats * is_open(table, sitting) for sitting in sittings))
        for table in tables_of(conference)
    ]
    present: dict[int, dict[int, str]] = defaultdict(dict)
    pinned: dict[int, dict[int, str]] = defaultdict(dict)
    for seat in seats_of(conference).filter(sitting__in=sittings):
        present[seat.registration_id][index[seat.sitting_id]] = str(seat.table_id)
        if seat.pinned:
            pinned[seat.registration_id][index[seat.sitting_id]] = str(seat.table_id)
    guests = [
        Guest(
            key=f"{row.pk:09}",
            wishes=tuple(map(str, row.wishes)),
            group=" ".join(row.organisation.casefold().split()),
            pinned=pinned[row.pk],
            present=present[row.pk],
        )
        for row in registered(conference)
    ]
    return guests, tables


@dataclass(frozen=True, slots=True)
class Place:
    """One table in one sitting: who sits there, and how many more could; None = it is not open."""

    table: TopicTable
    sitting: Sitting
    seats: Sequence[Seat] | None

    @property
    def free(self) -> int:
        """How many seats are left."""
        return self.table.seats - len(self.seats or ())


@dataclass(frozen=True, slots=True)
class Plan:
    """Tables by sittings, who has no seat yet, and how many wishes come true (of those who wished for something)."""

    sittings: Sequence[Sitting]
    rows: Sequence[tuple[TopicTable, Sequence[Place]]]
    unseated: Sequence[Registration]
    wishing: int
    pleased: int


def plan_of(conference: Conference) -> Plan:
    """The whole plan; a constant number of questions."""
    sittings, people = list(conference.sittings.all()), list(registered(conference).select_related("contact"))
    by_number = {row.pk: row for row in people}
    at: dict[tuple[int, int], list[Seat]] = defaultdict(list)
    tables_by_person: dict[int, set[int]] = defaultdict(set)
    for seat in seats_of(conference):
        seat.registration = by_number[seat.registration_id]
        at[seat.table_id, seat.sitting_id].append(seat)
        tables_by_person[seat.registration_id].add(seat.table_id)
    rows = [
        (table, [Place(table, each, at[table.pk, each.pk] if is_open(table, each) else None) for each in sittings])
        for table in tables_of(conference)
    ]
    wishing = [row for row in people if row.wishes]
    return Plan(
        sittings,
        rows,
        [row for row in people if len(tables_by_person[row.pk]) < len(sittings)],
        len(wishing),
        sum(bool(tables_by_person[row.pk] & set(row.wishes)) for row in wishing),
    )
