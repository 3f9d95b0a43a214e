"""A conference as an office seats it: people come late, tables close, somebody is moved by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.assignment import Guest, Seating, Table, assign
from konzept.model import Problem

NAMES = ("Sprache", "Arbeit", "Wohnen", "Sport")


def tables(*seats: tuple[int, ...]) -> list[Table]:
    """A table of each name with these seats, sitting by sitting."""
    return [Table(name.lower(), name, each) for name, each in zip(NAMES, seats, strict=False)]


def people(count: int, *wishes: str, group: str = "") -> list[Guest]:
    return [Guest(f"{group or 'gast'}{number:02}", wishes, group) for number in range(count)]


def at(seating: Seating, table: str, sitting: int = 0) -> set[str]:
    """Who sits there then."""
    return {key for key, seats in seating.seats.items() if seats[sitting] == table}


# --- wishes ------------------------------------------------------------------------------------------------------


def test_the_dearest_wish_goes_first_where_there_is_room() -> None:
    seating = assign([Guest("a", ("wohnen", "arbeit")), Guest("b", ("arbeit", "wohnen"))], tables((2,), (2,), (2,)))
    assert seating.seats == {"a": ("wohnen",), "b": ("arbeit",)}


def test_in_two_sittings_the_first_two_wishes_come_true_in_either_order() -> None:
    seating = assign([Guest("a", ("sport", "arbeit", "wohnen"))], tables(*[(1, 1)] * 4))
    assert set(seating.seats["a"]) == {"sport", "arbeit"}
    assert seating.fulfilled(Guest("a", ("sport", "arbeit", "wohnen"))) == 2


def test_who_wishes_for_nothing_gives_way_to_who_does() -> None:
    guests = [Guest("alma"), Guest("ben", ("sprache",))]
    seating = assign(guests, tables((1,), (1,)))
    assert seating.seats == {"alma": ("arbeit",), "ben": ("sprache",)}


def test_nobody_goes_without_any_wish_for_the_sake_of_another_ones_first() -> None:
    eager = Guest("a", ("sprache", "arbeit"))
    bound = Guest("b", ("sprache",))
    seating = assign([eager, bound], tables((1,), (1,)))
    assert all(seating.fulfilled(guest) for guest in (eager, bound))


def test_a_wish_said_twice_counts_once() -> None:
    twice, once = Guest("a", ("sprache", "sprache")), Guest("b", ("sprache", "arbeit"))
    seating = assign([twice, once], tables((1,), (1,)))
    assert seating.seats == {"a": ("sprache",), "b": ("arbeit",)}
    assert seating.fulfilled(twice) == 1


def test_later_wishes_count_too() -> None:
    wishes = ("x1", "x2", "x3", "x4", "x5", "x6", "wohnen")
    seating = assign([Guest("a", wishes), Guest("b")], tables((1,), (0,), (1,)))
    assert seating.seats["a"] == ("wohnen",)


# --- houses ------------------------------------------------------------------------------------------------------


def test_three_of_one_house_do_not_sit_together() -> None:
    guests = [*people(3, group="vhs"), *people(3, group="jobcenter")]
    seating = assign(guests, tables((2,), (2,), (2,)))
    for table in NAMES[:3]:
        assert {key[:3] for key in at(seating, table.lower())} == {"vhs", "job"}


def test_people_of_no_house_are_no_house() -> None:
    seating = assign(people(4, "sprache"), tables((4,), (4,)))
    assert len(at(seating, "sprache")) >= 3


def test_a_house_larger_than_the_tables_is_spread_evenly() -> None:
    seating = assign(people(7, group="vhs"), tables((7,), (7,), (7,)))
    assert max(len(at(seating, name.lower())) for name in NAMES[:3]) == 3


# --- what is laid down -------------------------------------------------------------------------------------------


def test_what_a_person_laid_down_goes_before_every_wish() -> None:
    guests = [Guest("a", ("sprache",), pinned={0: "arbeit"}), *people(1, "arbeit")]
    seating = assign(guests, tables((1,), (1,)))
    assert seating.seats["a"] == ("arbeit",)
    assert seating.seats["gast00"] == ("sprache",)


def test_a_moderator_stays_at_the_table_while_others_go_round() -> None:
    guests = [Guest("a", pinned={0: "sprache", 1: "arbeit"}), *people(3)]
    seating = assign(guests, tables((2, 2), (2, 2)))
    assert seating.seats["a"] == ("sprache", "arbeit")
    assert all(len(set(seats)) == 2 for seats in seating.seats.values())


def test_a_place_at_a_table_that_is_closed_then_is_refused_with_its_name() -> None:
    with pytest.raises(Problem, match=r"„Arbeit“ hat in der 1\. Gesprächsrunde 0 Plätze, festgelegt sind dort 1"):
        assign([Guest("a", pinned={0: "arbeit"})], tables((5,), (0,)))


def test_as_many_as_there_are_seats_may_be_laid_down() -> None:
    guests = [replace(guest, pinned={0: "sprache"}) for guest in people(3)]
    assert at(assign(guests, tables((3,), (3,))), "sprache") == {"gast00", "gast01", "gast02"}
    with pytest.raises(Problem, match="2 Plätze, festgelegt sind dort 3"):
        assign(guests, tables((2,), (3,)))


# --- who comes and goes ------------------------------------------------------------------------------------------


def seated() -> tuple[list[Guest], Seating]:
    """Twelve people at three tables, their seats told to them."""
    guests = [Guest(f"gast{number:02}", (NAMES[number % 3].lower(),), f"haus{number % 4}") for number in range(12)]
    seating = assign(guests, tables((6,), (6,), (6,)))
    return [replace(guest, present={0: seating.seats[guest.key][0]}) for guest in guests], seating


def test_who_is_seated_stays_when_one_more_comes() -> None:
    guests, before = seated()
    after = assign([*guests, Guest("spaet", ("wohnen",))], tables((6,), (6,), (6,)))
    assert {key: after.seats[key] for key in before.seats} == dict(before.seats)
    assert after.seats["spaet"] == ("wohnen",)


def test_who_is_seated_stays_when_somebody_cancels() -> None:
    guests, before = seated()
    after = assign(guests[1:], tables((6,), (6,), (6,)))
    assert all(after.seats[guest.key] == before.seats[guest.key] for guest in guests[1:])


def test_when_a_table_closes_only_its_people_move() -> None:
    guests, before = seated()
    after = assign(guests, tables((6,), (6,), (0,)))
    stayed = [key for key, seats in before.seats.items() if seats != ("wohnen",)]
    assert all(after.seats[key] == before.seats[key] for key in stayed)
    assert at(after, "wohnen") == set()


def test_a_known_seat_gives_way_to_a_wish() -> None:
    guest = Guest("a", ("sprache",), present={0: "arbeit"})
    assert assign([guest], tables((1,), (1,))).seats["a"] == ("sprache",)


def test_a_known_seat_at_a_table_that_is_gone_is_forgotten() -> None:
    guests = [Guest("a", present={0: "abgeschafft", 3: "sprache"})]
    assert assign(guests, tables((1,))).seats["a"] == ("sprache",)


# --- what cannot be ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "seats", "words"),
    [
        (3, [(2,)], "1. Gesprächsrunde fehlt 1 Platz: 3 Personen, 2 Plätze"),
        (5, [(2,), (1,)], "1. Gesprächsrunde fehlen 2 Plätze: 5 Personen, 3 Plätze"),
        (3, [(2, 1), (2, 1)], "2. Gesprächsrunde fehlt 1 Platz: 3 Personen, 2 Plätze"),
        (1, [(0,)], "fehlt 1 Platz: 1 Personen, 0 Plätze"),
        (2, [(2, 2, 2), (2, 2, 2)], "Dafür fehlen 2 Plätze"),
        (1, [(1, 1)], "Dafür fehlt 1 Platz"),
    ],
)
def test_how_many_seats_are_missing_is_said(count: int, seats: list[tuple[int, ...]], words: str) -> None:
    with pytest.raises(Problem) as problem:
        assign(people(count), tables(*seats))
    assert words in str(problem.value)
    assert "Bitte" in str(problem.value)


def test_the_seats_that_are_said_to_be_missing_are_enough() -> None:
    with pytest.raises(Problem, match="fehlen 10 Plätze"):
        assign(people(20), tables((15, 15), (5, 5)))
    assert len(assign(people(20), tables((15, 15), (10, 10), (5, 5))).seats) == 20


@given(st.integers(1, 9), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_everybody_sits_or_a_sentence_says_why_not(count: int, seats: list[tuple[int, int]]) -> None:
    listed = tables(*seats)
    enough = all(sum(each[sitting] for each in seats) >= count for sitting in (0, 1))
    try:
        seating = assign(people(count), listed)
    except Problem as problem:
        assert ("Gesprächsrunde fehl" in str(problem)) is not enough  # noqa: PT017  # both ways are lawful
    else:
        assert enough
        for sitting in (0, 1):
            full = Counter(each[sitting] for each in seating.seats.values())
            assert all(full[table.key] <= table.seats[sitting] for table in listed)


@given(st.permutations(range(8)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_tables_does_not_cost_anybody_a_wish(order: list[int]) -> None:
    listed = [Table(f"t{number}", f"Tisch {number}", (2, 2)) for number in order]
    guests = [Guest(f"g{number}", (f"t{number}", f"t{(number + 1) % 8}")) for number in range(8)]
    seating = assign(guests, listed)
    assert all(seating.fulfilled(guest) == 2 for guest in guests)
