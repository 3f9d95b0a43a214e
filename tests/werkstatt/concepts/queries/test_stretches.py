"""The lines of the check page in stretches: whatever is fetched and done in whatever order, the page is what it would be whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import pytest
from bench.synthetic import concept
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept import canonical
from konzept.amend import amend
from konzept.model import Concept, Problem
from werkstatt.concepts import queries
from werkstatt.concepts.models import Import
from werkstatt.concepts.queries import Line, Swap
from werkstatt.concepts.queries.stretches import LONG

TEXT = concept(90, prose=0)
EVERY = [element.uid for element in TEXT.walk()]
PLANS = (queries.deeper, queries.higher, queries.join, queries.drop)
UIDS = st.sets(st.sampled_from(EVERY), min_size=1, max_size=3)


def lines(text: Concept = TEXT, *doubtful: str) -> tuple[Line, ...]:
    """The lines of a wording, some of them unsure."""
    doubts = [{"uid": uid, "place": "", "kind": "unsure", "sentence": "Ja?", "checked": False} for uid in doubtful]
    return queries.understood(Import(proposal=canonical.dumps(text), doubts=doubts)).lines


def uids(found: Sequence[Line] | None) -> list[str]:
    assert found is not None
    return [line.uid for line in found]


# --- what comes at once ----------------------------------------------------------------------------------------------


@given(place=st.sampled_from(["", "e-gone", *(f"e-{uid}" for uid in EVERY)]))
def test_all_lines_are_in_one_stretch_and_the_place_is_shown(place: str) -> None:
    found = queries.stretches(lines(), place)
    assert [uid for each in found for uid in uids(each.lines)] == EVERY
    assert 1 <= sum(each.shown for each in found) <= 2
    wanted = place[2:] if place[2:] in EVERY else EVERY[0]
    (home,) = (each for each in found if wanted in uids(each.lines))
    assert home.shown
    assert (home.first.uid, home.last.uid) == (uids(home.lines)[0], uids(home.lines)[-1])


def test_around_the_place_there_is_something_on_both_sides() -> None:
    for index in range(LONG, len(EVERY) - LONG):
        shown = [
            uid for each in queries.stretches(lines(), f"e-{EVERY[index]}") if each.shown for uid in uids(each.lines)
        ]
        at = shown.index(EVERY[index])
        assert min(at, len(shown) - 1 - at) >= LONG // 2 - 1 or len(shown) < 2 * LONG


def test_a_place_to_check_is_found_too() -> None:
    found = lines(TEXT, EVERY[5], EVERY[100])
    here, there = (queries.stretches(found, place) for place in ("stelle-0", "stelle-1"))
    assert [(each.open, each.shown) for each in here] == [([0], True), ([], False), ([1], False), ([], False)]
    assert [(each.open, each.shown) for each in there] == [([0], False), ([], False), ([1], True), ([], True)]


def test_a_checked_place_is_not_open() -> None:
    (line, *_) = queries.understood(
        Import(
            proposal=canonical.dumps(TEXT),
            doubts=[{"uid": EVERY[0], "place": "", "kind": "unsure", "sentence": "Ja?", "checked": True}],
        )
    ).lines
    assert queries.stretches([line])[0].open == []


def test_nothing_has_no_stretch() -> None:
    assert queries.stretches([]) == []


def test_the_sheet_of_a_place() -> None:
    where = {uid: [f"b{index}", index // 10 + 1] for index, uid in enumerate(EVERY)}
    found = queries.understood(Import(proposal=canonical.dumps(TEXT), places=where)).lines
    assert queries.sheet_at(found, f"e-{EVERY[25]}") == 3
    assert queries.sheet_at(found, "") == 0
    assert queries.sheet_at(found, "stelle-9") == 0


# --- what comes when somebody looks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given_", [("gone", "", 1, 1), ("", "gone", 1, 1), (EVERY[9], EVERY[3], 1, 1), ("", "", 0, 1), ("", "", 3, 2)]
)
def test_between_two_that_do_not_stand_so_there_is_nothing(given_: tuple[str, str, int, int]) -> None:
    assert queries.between(lines(), *given_) is None


def test_the_last_stretch_takes_what_is_left() -> None:
    assert uids(queries.between(lines(), "", "", 1, 1)) == EVERY
    assert uids(queries.between(lines(), EVERY[0], EVERY[1], 1, 1)) == []
    assert uids(queries.between(lines(), "", "", 2, 2)) == EVERY[LONG:]
    assert uids(queries.between(lines(), "", EVERY[3], 2, 2)) == []


@dataclass
class Page:
    """What the browser has: uids of lines, and None for each gap."""

    parts: list[str | None]

    def swap(self, swaps: Sequence[Swap]) -> None:
        """What is not there cannot be swapped. What is drawn anew is not found by its name before all is done."""
        page: list[tuple[str | None, bool]] = [(part, False) for part in self.parts]
        for each in swaps:
            if each.at and (each.at, False) not in page:
                continue
            at = page.index((each.at, False)) if each.at else -1
            drawn: list[tuple[str | None, bool]] = [(line.uid, True) for line in each.lines]
            if each.how in ("afterend", "afterbegin"):
                page[at + 1 : at + 1] = drawn
            else:
                page[at : at + 1] = drawn
        self.parts = [part for part, _ in page]

    def fill(self, now: Sequence[Line], which: int) -> None:
        """Fetch the lines of one gap."""
        gaps = [index for index, part in enumerate(self.parts) if part is None]
        if not gaps:
            return
        at = gaps[which % len(gaps)]
        above, below = self.parts[:at][::-1], self.parts[at + 1 :]
        before, after = (len(list(takewhile(lambda part: part is None, side))) for side in (above, below))
        ends = ((above[before:] or [""])[0], (below[after:] or [""])[0])
        found = queries.between(now, str(ends[0]), str(ends[1]), before + 1, before + after + 1)
        self.parts[at : at + 1] = list(uids(found))

    @property
    def open(self) -> bool:
        return None in self.parts


def opened(now: Sequence[Line], place: str) -> Page:
    """The page as it first comes."""
    parts: list[str | None] = []
    for each in queries.stretches(now, place):
        parts += uids(each.lines) if each.shown else [None]
    return Page(parts)


@settings(max_examples=40, deadline=None)
@given(
    place=st.sampled_from(EVERY),
    deeds=st.lists(st.tuples(UIDS, st.sampled_from(PLANS), st.integers(0, 9)), max_size=4),
    order=st.lists(st.integers(0, 9), min_size=12, max_size=12),
)
def test_deeds_and_fetching_in_any_order_make_the_page_that_is(
    place: str, deeds: list[tuple[set[str], Callable[[Concept, set[str]], queries.Plan], int]], order: list[int]
) -> None:
    text, page = TEXT, opened(lines(), f"e-{place}")
    for chosen, plan, gap in deeds:
        try:
            changed = amend(text, plan(text, chosen).changes)
        except Problem:
            continue
        before, after = lines(text), lines(changed)
        page.swap(queries.swaps(before, after))
        page.fill(after, gap)
        text = changed
    for gap in order:
        page.fill(lines(text), gap)
    while page.open:
        page.fill(lines(text), 0)
    assert page.parts == uids(lines(text))
