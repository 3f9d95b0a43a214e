"""Who sits where at a conference: people to tables, sitting by sitting, as they wish and as the seats allow.

One mixed-integer programme (HiGHS through scipy), solved to its optimum: 400 people, 7 tables and 2 sittings take about a second.
What must hold: one seat for everybody in every sitting, each time at another table, no table fuller than its seats, and what a
person of the office has laid down stays. What is weighed, in this order: nobody goes without any wish, no table is left nearly
empty, wishes by their order, people of one organisation spread over the tables, seats that are known already.
The same question has the same answer, in whatever order people are named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from konzept.model import Problem

WISHES = (80, 60, 50, 45, 42)  # points for the first wish, the second … ; later ones count as the last of these
WISHLESS = 200  # lost for each person who sits at no table they wished for
THIN = 65  # lost for each person that a table lacks to half of an even share: nobody talks alone
CROWDED = 8  # lost for each person of an organisation beyond an even spread
KEPT = 3  # points for a seat that is known already
SEATLESS = 10_000  # lost for a seat that is missing, where the question is how many are
NODES = 2_000  # of the search tree: far more than a real conference needs (1), and an end for a malicious one


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is filled: its seats in each sitting, 0 where it is not open."""

    key: str
    name: str
    seats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be seated. `wishes` are table keys, the dearest first; `pinned` and `present` say sitting -> table key."""

    key: str
    wishes: tuple[str, ...] = ()
    group: str = ""
    pinned: Mapping[int, str] = field(default_factory=dict)
    present: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seating:
    """Guest key -> the table key of each sitting."""

    seats: Mapping[str, tuple[str, ...]]

    def fulfilled(self, guest: Guest) -> int:
        """How many of the guest's wishes come true."""
        return len(set(guest.wishes) & set(self.seats[guest.key]))


def assign(guests: Iterable[Guest], tables: Sequence[Table]) -> Seating:
    """The best seating. Problem: there is none, with what is missing and by how much. A table that is gone binds nobody."""
    known = {table.key: table for table in tables}
    people = sorted((_among(guest, known) for guest in guests), key=lambda guest: guest.key)
    if not people:
        return Seating({})
    _refuse_impossible(people, tables)
    room = _Room(people, tables)
    chosen = room.solve()
    if chosen is None:
        raise Problem(_missing(people, tables))
    return Seating({guest.key: chosen[index] for index, guest in enumerate(people)})


def _among(guest: Guest, known: Mapping[str, Table]) -> Guest:
    """The guest with wishes and seats at tables that are there."""
    pinned, present = (
        {sitting: key for sitting, key in seats.items() if key in known} for seats in (guest.pinned, guest.present)
    )
    return replace(guest, wishes=tuple(filter(known.__contains__, guest.wishes)), pinned=pinned, present=present)


def _refuse_impossible(people: Sequence[Guest], tables: Sequence[Table]) -> None:
    """Problem for what can be seen by counting."""
    if not tables or not tables[0].seats:
        raise Problem("Es gibt noch keinen Tisch oder keine Gesprächsrunde. Bitte legen Sie zuerst beides an.")
    for sitting in range(len(tables[0].seats)):
        there = sum(table.seats[sitting] for table in tables)
        if there < len(people):
            raise Problem(
                f"In der {sitting + 1}. Gesprächsrunde {_lacking(len(people) - there)}: {len(people)} Personen, {there} Plätze. "
                "Bitte geben Sie Tischen mehr Plätze oder nehmen Sie einen Tisch hinzu."
            )
    _refuse_pins(people, {table.key: table for table in tables})


def _refuse_pins(people: Sequence[Guest], tables: Mapping[str, Table]) -> None:
    """Problem where what was laid down contradicts itself."""
    taken: Counter[tuple[str, int]] = Counter()
    for guest in people:
        twice = [key for key, count in Counter(guest.pinned.values()).items() if count > 1]
        if twice:
            raise Problem(
                f"Eine Person ist in zwei Gesprächsrunden an „{tables[twice[0]].name}“ festgelegt. Bitte lösen Sie eine davon."
            )
        taken.update((key, sitting) for sitting, key in guest.pinned.items())
    for (key, sitting), count in sorted(taken.items()):
        table = tables[key]
        if count > table.seats[sitting]:
            raise Problem(
                f"„{table.name}“ hat in der {sitting + 1}. Gesprächsrunde {table.seats[sitting]} Plätze, festgelegt sind dort {count} "
                "Personen. Bitte lösen Sie Festlegungen oder geben Sie dem Tisch mehr Plätze."
            )


def _missing(people: Sequence[Guest], tables: Sequence[Table]) -> str:
    """Why there is no seating though there are seats enough to count: everybody would have to sit somewhere twice."""
    short = _Room(people, tables, may_stand=True).standing()
    if not short:
        return "Das ist zu verwickelt, um es auszurechnen. Bitte lösen Sie einige Festlegungen und teilen Sie dann noch einmal zu."
    return (
        "Alle sollen in jeder Gesprächsrunde an einem anderen Tisch sitzen, und was festgelegt ist, soll bleiben. "
        f"Dafür {_lacking(short)}. Bitte geben Sie kleinen Tischen mehr Plätze oder lösen Sie Festlegungen."
    )


def _lacking(count: int) -> str:
    return "fehlt 1 Platz" if count == 1 else f"fehlen {count} Plätze"


class _Programme:
    """A mixed-integer programme, put together column by column and row by row."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.least: list[float] = []
        self.most: list[float] = []
        self.whole: list[int] = []
        self.entries: list[tuple[int, int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def column(self, cost: float, *, least: float = 0, most: float = np.inf, whole: bool = False) -> int:
        """A quantity to be found; its number."""
        self.costs.append(cost)
        self.least.append(least)
        self.most.append(most)
        self.whole.append(int(whole))
        return len(self.costs) - 1

    def row(self, columns: Mapping[int, float], low: float, high: float) -> None:
        """What the sum must lie between."""
        self.entries += [(len(self.low), column, factor) for column, factor in columns.items()]
        self.low.append(low)
        self.high.append(high)

    def solve(self) -> list[float] | None:
        """The quantities; None where nothing fits."""
        rows, columns, factors = zip(*self.entries, strict=True)
        shape = (len(self.low), len(self.costs))
        found = milp(
            np.array(self.costs),
            integrality=np.array(self.whole),
            bounds=Bounds(np.array(self.least), np.array(self.most)),
            constraints=LinearConstraint(
                coo_array((factors, (rows, columns)), shape=shape).tocsr(), self.low, self.high
            ),
            options={"mip_rel_gap": 0.0, "node_limit": NODES},
        )
        return None if found.x is None else [float(value) for value in found.x]


class _Room:
    """The programme of one conference: a column for each guest, table and sitting."""

    def __init__(self, people: Sequence[Guest], tables: Sequence[Table], *, may_stand: bool = False) -> None:
        self.people, self.tables, self.programme = people, tables, _Programme()
        self.sittings = range(len(tables[0].seats))
        self.seats: dict[tuple[int, int, int], int] = {}
        self.standees: list[int] = []
        for index, guest in enumerate(people):
            self._seat(index, guest, may_stand=may_stand)
        self._fill_tables()
        self._keep_company()
        self._grant_wishes()
        self._spread_groups()

    def _seat(self, index: int, guest: Guest, *, may_stand: bool) -> None:
        """One seat in every sitting, never twice at one table."""
        for place, sitting in product(range(len(self.tables)), self.sittings):
            table = self.tables[place]
            if table.seats[sitting]:
                pinned = guest.pinned.get(sitting) == table.key
                gain = _points(guest, table.key) + KEPT * (guest.present.get(sitting) == table.key)
                column = self.programme.column(-gain, least=int(pinned), most=1, whole=True)
                self.seats[index, place, sitting] = column
        for sitting in self.sittings:
            columns = self._columns(index, sittings=[sitting])
            if may_stand:
                columns.append(self.programme.column(SEATLESS, most=1))
                self.standees.append(columns[-1])
            self.programme.row(dict.fromkeys(columns, 1), 1, 1)
        for place in range(len(self.tables)):
            columns = self._columns(index, places=[place])
            if len(columns) > 1:
                self.programme.row(dict.fromkeys(columns, 1), 0, 1)

    def _columns(
        self, index: int, *, places: Iterable[int] | None = None, sittings: Iterable[int] | None = None
    ) -> list[int]:
        """A guest's columns at these tables in these sittings."""
        wanted = product(range(len(self.tables)) if places is None else places, sittings or self.sittings)
        found = (self.seats.get((index, place, sitting)) for place, sitting in wanted)
        return [column for column in found if column is not None]

    def _at(self, place: int, sitting: int, guests: Iterable[int]) -> list[int]:
        """The columns of these guests at a table in a sitting."""
        found = (self.seats.get((index, place, sitting)) for index in guests)
        return [column for column in found if column is not None]

    def _everywhere(self) -> Iterator[tuple[int, int, int]]:
        """(place, sitting, seats) of each open table."""
        for place, sitting in product(range(len(self.tables)), self.sittings):
            if self.tables[place].seats[sitting]:
                yield place, sitting, self.tables[place].seats[sitting]

    def _fill_tables(self) -> None:
        """No table is fuller than its seats."""
        for place, sitting, seats in self._everywhere():
            columns = self._at(place, sitting, range(len(self.people)))
            self.programme.row(dict.fromkeys(columns, 1), 0, seats)

    def _keep_company(self) -> None:
        """Half of an even share sits at each open table, where it can be."""
        opened = Counter(sitting for _, sitting, _ in self._everywhere())
        for place, sitting, seats in self._everywhere():
            few = min(seats, len(self.people) // opened[sitting] // 2)
            if few:
                lacking = self.programme.column(THIN)
                columns = self._at(place, sitting, range(len(self.people)))
                self.programme.row({**dict.fromkeys(columns, 1), lacking: 1}, few, np.inf)

    def _grant_wishes(self) -> None:
        """Who wished for something should get something of it."""
        places = {table.key: place for place, table in enumerate(self.tables)}
        for index, guest in enumerate(self.people):
            wished = self._columns(index, places=[places[key] for key in dict.fromkeys(guest.wishes) if key in places])
            if wished:
                without = self.programme.column(WISHLESS)
                self.programme.row({**dict.fromkeys(wished, 1), without: 1}, 1, np.inf)

    def _spread_groups(self) -> None:
        """People of one organisation sit apart, as evenly as the open tables allow."""
        groups: dict[str, list[int]] = defaultdict(list)
        for index, guest in enumerate(self.people):
            if guest.group:
                groups[guest.group].append(index)
        opened = Counter(sitting for _, sitting, _ in self._everywhere())
        for group in (members for members in groups.values() if len(members) > 1):
            for place, sitting, _ in self._everywhere():
                even = -(-len(group) // opened[sitting])
                beyond = self.programme.column(CROWDED)
                columns = self._at(place, sitting, group)
                self.programme.row({**dict.fromkeys(columns, 1), beyond: -1}, -np.inf, even)

    def solve(self) -> list[tuple[str, ...]] | None:
        """The table keys of each guest, sitting by sitting."""
        found = self.programme.solve()
        if found is None:
            return None
        taken = {seat[0::2]: self.tables[seat[1]].key for seat, column in self.seats.items() if found[column] > 0.5}
        return [tuple(taken[index, sitting] for sitting in self.sittings) for index in range(len(self.people))]

    def standing(self) -> int:
        """How many seats are missing, where people may stand."""
        found = self.programme.solve()
        return round(sum(found[column] for column in self.standees)) if found else len(self.people)


def _points(guest: Guest, key: str) -> int:
    """What it is worth to the guest to sit at this table."""
    if key not in guest.wishes:
        return 0
    return WISHES[min(guest.wishes.index(key), len(WISHES) - 1)]
