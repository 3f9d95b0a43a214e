"""The seating's figures: people at tables, beside a greedy anchor in the same run."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from bench.measure import Line, timed, under
from konzept.assignment import Guest, Seating, Table, assign

PLACES, TABLES, SITTINGS, ORGANISATIONS = 4, 7, 2, 40
LIKED = [12, 9, 7, 5, 4, 2, 1]  # how often each table is wished for: some topics draw everybody


def conference(people: int, seed: int) -> tuple[list[Guest], list[Table]]:
    """Invented people with three wishes each, of organisations of different sizes; a twelfth of the seats is spare."""
    dice = random.Random(seed)
    keys = [f"t{place}" for place in range(TABLES)]
    seats = -(-people * 13 // (12 * TABLES))
    guests = []
    for number in range(people):
        wishes = tuple(dict.fromkeys(dice.choices(keys, LIKED, k=6)))[:3]
        house = dice.randrange(ORGANISATIONS) if dice.random() < 0.7 else -1
        guests.append(Guest(f"g{number:04}", wishes, f"o{house}" if house >= 0 else ""))
    return guests, [Table(key, key, (seats,) * SITTINGS) for key in keys]


def greedy(guests: Sequence[Guest], tables: Sequence[Table]) -> Seating:
    """The anchor: one after the other, each time the dearest table that still has a seat, else any that has one."""
    free = Counter({(table.key, sitting): table.seats[sitting] for table in tables for sitting in range(SITTINGS)})
    seats: dict[str, list[str]] = {guest.key: [] for guest in guests}
    for sitting in range(SITTINGS):
        for guest in guests:
            order = [*guest.wishes, *(table.key for table in tables)]
            fits = (key for key in order if free[key, sitting] and key not in seats[guest.key])
            chosen = next(fits, "")
            free[chosen, sitting] -= 1
            seats[guest.key].append(chosen)
    return Seating({key: tuple(chosen) for key, chosen in seats.items()})


def outcome(seating: Seating, guests: Sequence[Guest]) -> Counter[str]:
    """How many wishes came true, for whom none did, and who has no seat."""
    granted = {guest.key: seating.fulfilled(guest) for guest in guests}
    return Counter(
        wishes=sum(granted.values()),
        wishless=sum(not count for count in granted.values()),
        seatless=sum("" in seats for seats in seating.seats.values()),
    )


def lines() -> Iterator[Line]:
    """100 people at each of four places, and 400 at each: the second is four times what is asked."""
    for people, limit in ((100, 5.0), (400, 5.0)):
        rooms = [conference(people, seed) for seed in range(PLACES)]
        what = f"{PLACES} places with {people} people each, {TABLES} tables, {SITTINGS} sittings"
        yield under(f"seat everybody: {what}", timed(lambda rooms=rooms: [assign(*room) for room in rooms], 3), limit)  # type: ignore[misc]  # bound now
        ours, anchor = Counter[str](), Counter[str]()
        for guests, tables in rooms:
            ours += outcome(assign(guests, tables), guests)
            anchor += outcome(greedy(guests, tables), guests)
        possible = PLACES * people * SITTINGS
        yield told("ours", people, ours, possible)
        yield told("greedy anchor", people, anchor, possible)


def told(whose: str, people: int, found: Counter[str], possible: int) -> Line:
    """What became of the wishes."""
    figure = (
        f"{found['wishes']} of {possible}; {found['wishless']} people without any, {found['seatless']} without a seat"
    )
    return Line(f"wishes that come true, {people} people each: {whose}", figure)
