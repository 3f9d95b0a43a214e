"""Clashes by what was filled in: stances, responsible bodies, wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.feedback.clashes import ClashKind, Said, clashes
from konzept.suggestion import Verdict

TEXT = "Die Kurse finden am Abend im Rathaus statt."


def test_opposite_stances_on_one_element() -> None:
    said = [
        Said("1", "m1", Verdict.PROVEN),
        Said("2", "m1", Verdict.OUTDATED),
        Said("3", "m1", Verdict.OUTDATED),
        Said("4", "m1", Verdict.ADJUST),
        Said("5", "m2", Verdict.PROVEN),
    ]
    [clash] = clashes(said, {})
    assert (clash.uid, clash.kind) == ("m1", ClashKind.STANCE)
    assert [(side.label, side.keys) for side in clash.sides] == [("überholt", ("2", "3")), ("bewährt", ("1",))]
    assert clash.because.endswith(".")


@pytest.mark.parametrize("verdicts", [(Verdict.PROVEN, Verdict.ADJUST), (Verdict.NEW, Verdict.OUTDATED), (None, None)])
def test_what_can_both_be_is_no_clash(verdicts: tuple[Verdict | None, Verdict | None]) -> None:
    assert clashes([Said(str(n), "m1", verdict) for n, verdict in enumerate(verdicts)], {}) == []


def test_different_bodies_clash_and_the_same_one_in_other_letters_does_not() -> None:
    said = [
        Said("1", "m1", responsible="Jugendamt"),
        Said("2", "m1", responsible=" jugendamt. "),
        Said("3", "m1", responsible="Volkshochschule"),
    ]
    [clash] = clashes(said, {})
    assert [(side.label, side.keys) for side in clash.sides] == [("Jugendamt", ("1", "2")), ("Volkshochschule", ("3",))]
    assert clashes(said[:2], {}) == []


def test_proposals_for_the_same_words_clash_and_for_others_do_not() -> None:
    said = [
        Said("1", "m1", proposal=TEXT.replace("Abend", "Morgen")),
        Said("2", "m1", proposal=TEXT.replace("Abend", "Mittag")),
        Said("3", "m1", proposal=TEXT.replace("Rathaus", "Bürgerhaus")),
    ]
    [clash] = clashes(said, {"m1": TEXT})
    assert clash.kind is ClashKind.WORDING
    assert {side.label: side.keys for side in clash.sides} == {"Morgen": ("1",), "Mittag": ("2",)}
    assert "„Abend“" in clash.because
    assert clashes(said[1:], {"m1": TEXT}) == []
    assert clashes(said, {}) == []  # without its text nobody knows what they change


def test_what_means_no_element_clashes_with_nothing() -> None:
    assert clashes([Said("1", "", Verdict.PROVEN), Said("2", "", Verdict.OUTDATED)], {}) == []


def test_elements_stand_in_the_order_in_which_they_are_spoken_of() -> None:
    said = [
        Said(f"{uid}{verdict}", uid, verdict) for verdict in (Verdict.PROVEN, Verdict.OUTDATED) for uid in ("z", "a")
    ]
    assert [clash.uid for clash in clashes(said, {})] == ["z", "a"]


@given(
    st.lists(
        st.builds(
            Said,
            key=st.sampled_from("abcdef"),
            uid=st.sampled_from(["", "m1", "m2"]),
            verdict=st.sampled_from([None, *Verdict]),
            proposal=st.sampled_from(["", TEXT, TEXT.replace("Abend", "Morgen"), "Ganz anders."]),
            responsible=st.sampled_from(["", "Jugendamt", "Sozialamt"]),
        ),
        max_size=10,
    )
)
def test_a_clash_has_two_sides_or_more_and_each_somebody(said: list[Said]) -> None:
    found = clashes(said, {"m1": TEXT, "m2": TEXT})
    assert found == clashes(said, {"m1": TEXT, "m2": TEXT})
    for clash in found:
        assert len(clash.sides) > 1
        assert all(side.keys for side in clash.sides)
        assert [len(side.keys) for side in clash.sides] == sorted(
            (len(side.keys) for side in clash.sides), reverse=True
        )


def test_every_kind_has_a_word_for_the_page() -> None:
    assert [kind.german for kind in ClashKind] == ["Einschätzung", "Zuständigkeit", "Wortlaut"]


def test_three_ways_to_word_one_place_are_one_clash_with_three_sides() -> None:
    said = [
        Said(str(n), "m1", proposal=TEXT.replace("Abend", word))
        for n, word in enumerate(("Morgen", "Mittag", "Morgen", "Samstag"))
    ]
    [clash] = clashes(said, {"m1": TEXT})
    assert next((side.label, side.keys) for side in clash.sides) == ("Morgen", ("0", "2"))
    assert len(clash.sides) == 3


def test_to_strike_is_a_side_too() -> None:
    said = [
        Said("1", "m1", proposal=TEXT.replace(" am Abend", "")),
        Said("2", "m1", proposal=TEXT.replace("am Abend", "am Samstag")),
    ]
    [clash] = clashes(said, {"m1": TEXT})
    assert {side.keys for side in clash.sides} == {("1",), ("2",)}


def test_one_element_may_have_several_clashes() -> None:
    said = [
        Said("1", "m1", Verdict.PROVEN, responsible="Jugendamt", proposal=TEXT.replace("Abend", "Morgen")),
        Said("2", "m1", Verdict.OUTDATED, responsible="Sozialamt", proposal=TEXT.replace("Abend", "Mittag")),
    ]
    assert [clash.kind for clash in clashes(said, {"m1": TEXT})] == [*ClashKind]
