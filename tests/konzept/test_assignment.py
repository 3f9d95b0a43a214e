"""The laws of a seating, tried on conferences made at random; small ones against every seating there is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.assignment import CROWDED, KEPT, THIN, WISHES, WISHLESS, Guest, Seating, Table, assign
from konzept.model import Problem


def tables(*seats: int, sittings: int = 2) -> list[Table]:
    return [Table(f"t{place}", f"Tisch {place + 1}", (count,) * sittings) for place, count in enumerate(seats)]


def crowd(count: int, *wishes: str, group: str = "") -> list[Guest]:
    return [Guest(f"{group or 'g'}{number}", wishes, group) for number in range(count)]


def worth(seating: Seating, guests: Sequence[Guest], listed: Sequence[Table]) -> int:
    """What the seating is worth by the rules as they are told, reckoned anew."""
    total = 0
    for guest in guests:
        seats = seating.seats[guest.key]
        total += sum(WISHES[min(guest.wishes.index(key), len(WISHES) - 1)] for key in seats if key in guest.wishes)
        total += KEPT * sum(guest.present.get(sitting) == key for sitting, key in enumerate(seats))
        known = {table.key for table in listed if any(table.seats)}
        total -= WISHLESS * (bool(set(guest.wishes) & known) and not set(guest.wishes) & set(seats))
    groups = Counter(guest.group for guest in guests if guest.group)
    for sitting in range(len(listed[0].seats)):
        opened = sum(bool(table.seats[sitting]) for table in listed)
        few = len(guests) // opened // 2 if opened else 0
        here = Counter(seats[sitting] for seats in seating.seats.values())
        places = [table for table in listed if table.seats[sitting]]
        total -= THIN * sum(max(0, min(few, table.seats[sitting]) - here[table.key]) for table in places)
        at = Counter((guest.group, seating.seats[guest.key][sitting]) for guest in guests if guest.group)
        total -= CROWDED * sum(max(0, count - -(-groups[group] // opened)) for (group, _), count in at.items())
    return total


def holds(seating: Seating, guests: Sequence[Guest], listed: Sequence[Table]) -> bool:
    """Does everything hold that must?"""
    sittings = range(len(listed[0].seats))
    at = Counter((key, sitting) for seats in seating.seats.values() for sitting, key in enumerate(seats))
    return (
        set(seating.seats) == {guest.key for guest in guests}
        and all(len(set(seats)) == len(seats) == len(sittings) for seats in seating.seats.values())
        and all(at[table.key, sitting] <= table.seats[sitting] for table in listed for sitting in sittings)
        and all(seating.seats[guest.key][sitting] == key for guest in guests for sitting, key in guest.pinned.items())
    )


def every_seating(guests: Sequence[Guest], listed: Sequence[Table]) -> Iterator[Seating]:
    """All that hold; for very small conferences."""
    ways = list(permutations([table.key for table in listed], len(listed[0].seats)))
    for chosen in product(ways, repeat=len(guests)):
        seating = Seating(dict(zip([guest.key for guest in guests], chosen, strict=True)))
        if holds(seating, guests, listed):
            yield seating


@st.composite
def conferences(draw: st.DrawFn, most_guests: int, most_tables: int) -> tuple[list[Guest], list[Table]]:
    """Guests and tables, perhaps too few of them."""
    sittings = draw(st.integers(1, 2))
    count = draw(st.integers(1, most_tables))
    seats = st.tuples(*[st.integers(0, most_guests)] * sittings)
    listed = [Table(f"t{place}", f"Tisch {place + 1}", draw(seats)) for place in range(count)]
    keys = st.sampled_from([table.key for table in listed])
    guests = [
        Guest(
            f"g{number}",
            tuple(draw(st.lists(keys, max_size=3, unique=True))),
            draw(st.sampled_from(["", "VHS", "Jobcenter"])),
            pinned=draw(st.dictionaries(st.integers(0, sittings - 1), keys, max_size=1)) if number == 0 else {},
            present=draw(st.dictionaries(st.integers(0, sittings - 1), keys)),
        )
        for number in range(draw(st.integers(0, most_guests)))
    ]
    return guests, listed


@given(conferences(most_guests=14, most_tables=5))
@settings(max_examples=60, deadline=None)
def test_what_must_hold_holds_or_it_is_said_why_not(conference: tuple[list[Guest], list[Table]]) -> None:
    guests, listed = conference
    try:
        seating = assign(guests, listed)
    except Problem as problem:
        assert str(problem).endswith(".")  # noqa: PT017  # both ways are lawful
    else:
        assert holds(seating, guests, listed)


@given(conferences(most_guests=4, most_tables=3))
@settings(max_examples=60, deadline=None)
def test_no_seating_is_better_and_none_is_overlooked(conference: tuple[list[Guest], list[Table]]) -> None:
    guests, listed = conference
    best = max((worth(each, guests, listed) for each in every_seating(guests, listed)), default=None)
    if best is None:
        with pytest.raises(Problem):
            assign(guests, listed)
    else:
        assert worth(assign(guests, listed), guests, listed) == best


@given(conferences(most_guests=9, most_tables=4), st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_in_which_people_are_named_changes_nothing(
    conference: tuple[list[Guest], list[Table]], dice: random.Random
) -> None:
    guests, listed = conference
    shuffled = dice.sample(guests, len(guests))
    try:
        seating = assign(guests, listed)
    except Problem as problem:
        with pytest.raises(Problem, match=str(problem)[:20]):
            assign(shuffled, listed)
    else:
        assert assign(shuffled, listed).seats == seating.seats


def test_nobody_to_be_seated_is_no_problem() -> None:
    assert assign([], []).seats == {}


def test_first_wishes_come_true_where_there_is_room() -> None:
    guests = [*crowd(3, "t0", "t1", group="a"), *crowd(3, "t2", "t1", group="b")]
    seating = assign(guests, tables(4, 6, 4))
    assert all(seating.fulfilled(guest) == 2 for guest in guests)


def test_many_with_one_wish_each_go_before_one_with_all_of_theirs() -> None:
    eager, modest = Guest("a", ("t0", "t1")), Guest("b", ("t0",))
    one_seat = [Table("t0", "A", (1,)), Table("t1", "B", (1,))]
    seating = assign([eager, modest], one_seat)
    assert (seating.seats["a"], seating.seats["b"]) == (("t1",), ("t0",))


def test_no_table_is_left_alone_where_wishes_leave_it_empty() -> None:
    guests = [*crowd(10, "t0", "t1", group="a"), *crowd(10, "t1", "t0", group="b")]
    seating = assign(guests, tables(12, 12, 12))
    for sitting in (0, 1):
        assert Counter(seats[sitting] for seats in seating.seats.values())["t2"] >= 3
    assert all(seating.fulfilled(guest) for guest in guests)


def test_an_organisation_spreads_over_the_tables() -> None:
    seating = assign(crowd(6, group="VHS"), tables(6, 6, 6))
    for sitting in (0, 1):
        assert set(Counter(seats[sitting] for seats in seating.seats.values()).values()) == {2}


def test_a_wish_goes_before_spreading() -> None:
    seating = assign(crowd(3, "t0", group="VHS"), tables(3, 3, sittings=1))
    assert {seats[0] for seats in seating.seats.values()} == {"t0"}


def test_who_is_seated_stays_when_one_person_is_moved() -> None:
    guests = [Guest(f"g{number:02}", (f"t{number % 4}",), f"o{number % 5}") for number in range(40)]
    listed = tables(12, 12, 12, 12)
    before = assign(guests, listed)
    told = [replace(guest, present=dict(enumerate(before.seats[guest.key]))) for guest in guests]
    wanted = next(key for key in ("t0", "t1", "t2", "t3") if key not in before.seats["g07"])
    told[7] = replace(told[7], pinned={0: wanted})
    after = assign(told, listed)
    assert after.seats["g07"][0] == wanted
    assert sum(before.seats[guest.key] != after.seats[guest.key] for guest in guests) <= 4


def test_a_table_that_is_open_in_one_sitting_only_is_used_in_that_one() -> None:
    listed = [Table("t0", "A", (4, 0)), Table("t1", "B", (0, 4))]
    seating = assign(crowd(4, "t0", "t1"), listed)
    assert set(seating.seats.values()) == {("t0", "t1")}


@pytest.mark.parametrize("seats", ["pinned", "present"])
def test_a_seat_at_a_table_that_is_gone_binds_nobody(seats: str) -> None:
    guests = [Guest("1", **{seats: {0: "abgesagt", 1: "t1"}}), *crowd(2)]  # type: ignore[arg-type]  # one of two fields
    listed = tables(2, 2)
    seating = assign(guests, listed)
    assert len(seating.seats) == 3
    assert seating.seats["1"][1] == "t1"
    assert {key for kept in seating.seats.values() for key in kept} <= {table.key for table in listed}


def test_a_wish_for_a_table_that_is_gone_is_no_wish() -> None:
    assert assign(crowd(2, "fort"), tables(2, 2)).fulfilled(crowd(1, "fort")[0]) == 0


@pytest.mark.parametrize(
    ("guests", "listed", "words"),
    [
        (crowd(12), tables(5, 5), "fehlen 2 Plätze: 12 Personen, 10 Plätze"),
        (crowd(3), [], "noch keinen Tisch"),
        (crowd(3), [Table("t0", "A", ())], "keine Gesprächsrunde"),
        (crowd(20), tables(15, 5), "Dafür fehlen 10 Plätze"),
        (crowd(6), tables(5), "1. Gesprächsrunde fehlt 1 Platz: 6 Personen, 5 Plätze"),
        (crowd(6), [Table("t0", "A", (6, 6)), Table("t1", "B", (5, 0))], "Dafür fehlt 1 Platz"),
        (crowd(2), tables(2), "Dafür fehlen 2 Plätze"),
        ([Guest("a", pinned={0: "t0", 1: "t0"})], tables(3, 3), "in zwei Gesprächsrunden an „Tisch 1“"),
        ([Guest(name, pinned={1: "t0"}) for name in "abc"], tables(2, 9), "festgelegt sind dort 3"),
    ],
)
def test_what_is_impossible_says_what_is_missing_and_by_how_much(
    guests: list[Guest], listed: list[Table], words: str
) -> None:
    with pytest.raises(Problem, match=words):
        assign(guests, listed)


def test_four_hundred_people_in_three_sittings_are_seated() -> None:
    dice = random.Random(7)
    keys = [f"t{place}" for place in range(7)]
    guests = [Guest(f"g{n:03}", tuple(dice.sample(keys, 3)), f"o{dice.randrange(50)}") for n in range(400)]
    listed = tables(*[58] * 7, sittings=3)
    seating = assign(guests, listed)
    assert holds(seating, guests, listed)
    assert sum(map(seating.fulfilled, guests)) > 1100
