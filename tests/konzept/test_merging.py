"""Several proposals for one text: what is compatible goes together, what collides is named, nothing is lost and no order matters."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.merging import Alternative, Edit, Merged, Proposal, applied, carried, edits, merged
from tests.konzept.strategies import texts

BEFORE = "Die Stadt bietet Sprachkurse für Frauen an."
FREE = "Die Stadt bietet kostenlose Sprachkurse für Frauen an."
COUNTY = "Der Landkreis bietet Sprachkurse für Frauen an."
MEN = "Die Stadt bietet Sprachkurse für Frauen und Männer an."
ALL = "Die Stadt bietet Sprachkurse für alle an."


def of(*wordings: str, decided: dict[int, str] | None = None, before: str = BEFORE) -> Merged:
    """The wordings as proposals named a, b, c …"""
    return merged(before, [Proposal(key, text) for key, text in zip("abcdefgh", wordings, strict=False)], decided)


# --- edits ---


@given(texts(wild=True) | st.just(""), texts(wild=True) | st.just(""))
def test_edits_lead_from_one_text_to_the_other(one: str, other: str) -> None:
    assert applied(one, edits(one, other)) == other


@given(texts(), texts())
def test_edits_stand_in_order_and_apart(one: str, other: str) -> None:
    found = edits(one, other)
    assert all(before.end < after.start for before, after in pairwise(found))


def test_a_word_more_is_an_insertion_and_a_word_less_strikes() -> None:
    assert edits(BEFORE, FREE) == (Edit(17, 17, "kostenlose "),)
    assert edits(FREE, BEFORE) == (Edit(17, 28, ""),)


# --- what goes together ---


def test_different_places_go_together() -> None:
    result = of(FREE, COUNTY)
    assert result == Merged(
        "Der Landkreis bietet kostenlose Sprachkurse für Frauen an.", (), whole=("a", "b"), in_part=(), open=()
    )


def test_the_same_wish_twice_goes_in_once() -> None:
    result = of(FREE, FREE, FREE)
    assert (result.text, result.whole) == (FREE, ("a", "b", "c"))


def test_words_side_by_side_may_be_changed_by_two() -> None:
    result = of("günstige Kurse", "kostenlose Angebote", before="kostenlose Kurse")
    assert (result.text, result.collisions) == ("günstige Angebote", ())


def test_without_proposals_the_text_stays() -> None:
    assert of() == Merged(BEFORE, (), (), (), ())


def test_who_proposes_the_text_as_it_is_changes_nothing() -> None:
    assert of(BEFORE, FREE).text == FREE


def test_a_text_that_was_empty_is_worded_by_one() -> None:
    assert of("Neu gefasst.", before="").text == "Neu gefasst."


# --- what collides ---


def test_two_wordings_of_one_word_collide_and_the_text_stays() -> None:
    result = of("Die Stadt bietet Deutschkurse für Frauen an.", "Die Stadt bietet Alphakurse für Frauen an.")
    (place,) = result.collisions
    assert result.text == BEFORE
    assert (place.start, place.end, place.before) == (17, 28, "Sprachkurse")
    assert place.choices == (Alternative("Alphakurse", ("b",)), Alternative("Deutschkurse", ("a",)))
    assert result.open == ("a", "b")


def test_an_insertion_beside_a_changed_word_collides() -> None:
    """ "für alle und Männer" would be nobody's wish."""
    (place,) = of(MEN, ALL).collisions
    assert {choice.text for choice in place.choices} == {"Frauen und Männer", "alle"}
    assert place.before == "Frauen"


def test_two_insertions_at_one_place_collide() -> None:
    (place,) = of(FREE, "Die Stadt bietet neue Sprachkurse für Frauen an.").collisions
    assert (place.start, place.before) == (17, "")
    assert {choice.text for choice in place.choices} == {"kostenlose ", "neue "}


def test_what_more_people_want_stands_first() -> None:
    (place,) = of(ALL, MEN, MEN).collisions
    assert [choice.keys for choice in place.choices] == [("b", "c"), ("a",)]


def test_a_collision_leaves_the_rest_of_a_proposal_in() -> None:
    result = of("Der Landkreis bietet Sprachkurse für alle an.", MEN)
    assert result.text == COUNTY
    assert (result.whole, result.in_part, result.open) == ((), ("a",), ("a", "b"))


def test_three_that_collide_in_a_chain_are_one_place() -> None:
    result = of("eins ZWEI DREI vier", "eins zwei DREI! VIER", "EINS ZWEI? drei vier", before="eins zwei drei vier")
    assert len(result.collisions) == 1
    assert {key for choice in result.collisions[0].choices for key in choice.keys} == {"a", "b", "c"}


def test_what_one_proposal_wants_side_by_side_does_not_collide_with_itself() -> None:
    """The second point is wanted by both, and the first one wants its insertion beside it."""
    before, one, other = "- eins\n- zwei", "- eins und halb\n- drei", "- eins\n- drei"
    result = of(one, other, before=before)
    assert (result.text, result.collisions) == (one, ())


# --- decisions ---


def test_a_decision_takes_one_wording_and_tells_whose_it_is() -> None:
    (place,) = of(MEN, ALL, COUNTY).collisions
    result = of(MEN, ALL, COUNTY, decided={place.start: "alle"})
    assert result == Merged("Der Landkreis bietet Sprachkurse für alle an.", (), ("b", "c"), (), ())


def test_a_decision_may_be_worded_by_the_person() -> None:
    (place,) = of(MEN, ALL).collisions
    result = of(MEN, ALL, decided={place.start: "Frauen, Männer und Jugendliche"})
    assert result.text == "Die Stadt bietet Sprachkurse für Frauen, Männer und Jugendliche an."
    assert (result.whole, result.open) == ((), ())


def test_a_decision_for_the_old_wording_leaves_it() -> None:
    (place,) = of(MEN, ALL).collisions
    assert of(MEN, ALL, decided={place.start: place.before}).text == BEFORE


def test_a_decision_about_another_place_decides_nothing() -> None:
    assert len(of(MEN, ALL, decided={3: "unsinn"}).collisions) == 1


# --- laws ---


@given(texts(), st.lists(texts(), max_size=4))
def test_no_order_matters(before: str, wordings: list[str]) -> None:
    proposals = [Proposal(str(number), text) for number, text in enumerate(wordings)]
    results = {merged(before, order) for order in permutations(proposals)}
    assert len(results) == 1


@given(texts(), texts())
def test_one_proposal_alone_is_the_result(before: str, wording: str) -> None:
    assert merged(before, [Proposal("a", wording)]).text == wording


@given(texts(), st.lists(texts(), min_size=1, max_size=4))
def test_each_proposal_that_changes_something_is_accounted_for(before: str, wordings: list[str]) -> None:
    proposals = [Proposal(str(number), text) for number, text in enumerate(wordings)]
    result = merged(before, proposals)
    named = {*result.whole, *result.in_part, *result.open}
    assert named == {each.key for each in proposals if each.text != before}


@given(texts(), st.lists(texts(), min_size=2, max_size=3))
def test_where_all_is_decided_nothing_stays_open(before: str, wordings: list[str]) -> None:
    proposals = [Proposal(str(number), text) for number, text in enumerate(wordings)]
    decided = {place.start: place.choices[0].text for place in merged(before, proposals).collisions}
    result = merged(before, proposals, decided)
    assert (result.collisions, result.open) == ((), ())


# --- carrying over ---


def test_what_was_said_of_another_place_still_fits() -> None:
    assert carried(BEFORE, COUNTY, ALL) == "Der Landkreis bietet Sprachkurse für alle an."


def test_what_was_said_of_words_that_are_gone_fits_no_more() -> None:
    assert carried(BEFORE, MEN, ALL) is None


def test_what_was_taken_over_is_the_text_as_it_is() -> None:
    assert carried(BEFORE, FREE, FREE) == FREE


def test_what_was_taken_over_in_part_keeps_the_rest() -> None:
    both = "Der Landkreis bietet Sprachkurse für alle an."
    assert carried(BEFORE, COUNTY, both) == both


@pytest.mark.parametrize("wording", [FREE, COUNTY, MEN, ALL])
def test_where_nothing_changed_a_proposal_is_itself(wording: str) -> None:
    assert carried(BEFORE, BEFORE, wording) == wording


@given(texts(), texts(), texts())
def test_what_fits_keeps_what_was_done_and_adds_what_was_wanted(before: str, now: str, wording: str) -> None:
    result = carried(before, now, wording)
    if result is not None:
        assert result == merged(before, [Proposal("now", now), Proposal("wanted", wording)]).text


def test_undecided_proposals_are_carried_over_to_what_became_of_the_text() -> None:
    result = of(COUNTY, MEN, ALL)
    assert [carried(BEFORE, result.text, wording) for wording in (MEN, ALL)] == [
        "Der Landkreis bietet Sprachkurse für Frauen und Männer an.",
        "Der Landkreis bietet Sprachkurse für alle an.",
    ]
