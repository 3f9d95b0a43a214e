"""Numbers as people write them in letters, and what else they may mean: a date, a price, a room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.feedback.meant import GUESSES, Index, guesses, propose
from konzept.feedback.passages import Passage, PassageKind
from konzept.feedback.segment import segment
from konzept.model import Element, Kind

ELEMENTS = (
    Element("guide001", Kind.GUIDING_GOAL, number="1", title="Wir sprechen miteinander."),
    Element("princ003", Kind.PRINCIPLE, number="3", title="Alle gehören dazu."),
    Element("area0001", Kind.AREA, number="1", title="Wohnen"),
    Element("goal0011", Kind.GOAL, number="1.1", title="Jede Familie findet eine Wohnung."),
    Element("meas0111", Kind.MEASURE, number="1.1.1", text="Mietlotsinnen begleiten zur Besichtigung."),
    Element("meas111a", Kind.MEASURE, number="1.1.1a", text="Ein Merkblatt erklärt den Mietvertrag."),
    Element("area0003", Kind.AREA, number="3", title="Gesundheit"),
    Element("goal0031", Kind.GOAL, number="3.1", title="Kranke verstehen ihre Ärztin."),
    Element("meas0311", Kind.MEASURE, number="3.1.1", text="Dolmetscherinnen für Arztpraxen schulen."),
    Element("meas0312", Kind.MEASURE, number="3.1.2", text="Impfkalender in sieben Sprachen drucken."),
    Element("meas0003", Kind.MEASURE, number="3.", text="Sprechstunde der Hebammen im Stadtteil."),
)
INDEX = Index(ELEMENTS)


def named(words: str) -> list[str]:
    """What is meant by a number, in order."""
    return [guess.uid for guess in guesses(words, INDEX) if guess.why.startswith("genannt")]


def hint(words: str) -> str:
    return "".join(each.hint for each in propose(words, segment(words), INDEX))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Maßnahme 3 läuft gut.", ["meas0003"]),
        ("maßnahme 3 läuft gut.", ["meas0003"]),
        ("M3 läuft gut.", ["meas0003"]),
        ("Handlungsfeld 3 ist neu.", ["area0003"]),
        ("Leitsatz 3 trifft es.", ["princ003"]),
        ("Leitsätze 3", ["princ003"]),
        ("Leitziel 1", ["guide001"]),
        ("Z 1 und Z 3.1", ["guide001", "goal0031"]),
        ("Oberziel 1.1", ["goal0011"]),
        ("Teilziele 1.1 sowie 3.1", ["goal0011", "goal0031"]),
        ("Punkt 1.1.1a", ["meas111a"]),
        ("Nr. 3.1.2", ["meas0312"]),
        ("Ziffern 3.1.1/3.1.2", ["meas0311", "meas0312"]),
        ("Maßnahmen 3.1.1 & 1.1.1", ["meas0311", "meas0111"]),
        ("Maßnahmen 3.1.1 bis 3.1.2", ["meas0311", "meas0312"]),
        ("Ziel 3.1.1", ["meas0311"]),  # the word is wrong, the number is right
        ("(3.1.2)", ["meas0312"]),
        ("3.1.2, 3.1.1", ["meas0312", "meas0311"]),
        ("Maßnahme\n3.1.2", ["meas0312"]),
    ],
)
def test_people_name_numbers_in_many_ways(words: str, meant: list[str]) -> None:
    assert named(words) == meant


def test_a_number_alone_may_be_several_things_and_all_are_told() -> None:
    assert set(named("Punkt 3 fehlt.")) == {"area0003", "meas0003", "princ003"}


@pytest.mark.parametrize(
    "words",
    [
        "Wir sind 3 Leute.",
        "Seit dem 3.1.2026 gibt es sie.",
        "Um 3.1 Prozent mehr.",
        "3.1 Mio Euro fehlen.",
        "Von 3.1 Uhr an.",
        "Tel. 03677-3.1.2",
        "Seite 13.1.2",
        "Az. 4711/3.1.2",
        "2026-3.1.2",
        "Version 3.1.2.1.1.1",
        "M 4711",
    ],
)
def test_what_is_no_number_of_the_concept_is_none(words: str) -> None:
    assert named(words) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Maßnahme 3.1.9 fehlt.", "Maßnahme 3.1.9"),
        ("Ziel 8.1 fehlt.", "Ziel 8.1"),
        ("Zu 3.1.9 und 3.1.2", "3.1.9"),
        ("Maßnahmen 3.1.2 und 3.1.9", "Maßnahmen 3.1.9"),
        ("Maßnahme 99", ""),  # could be anything
        ("8.8.8 steht nirgends", ""),  # no area is so called
        ("3.1.2 ist gut", ""),
        ("3.9 ist gut", ""),  # two parts alone may be a sum
    ],
)
def test_a_number_that_looks_like_one_and_is_none_is_told(words: str, said: str) -> None:
    assert hint(words) == (f"Genannt ist {said}; diese Nummer gibt es in der Runde nicht." if said else "")


# --- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Die Mietlotsin kam nie.", "meas0111"),
        ("Mietverträge sind schwer zu lesen.", "meas111a"),
        ("Unser Arzt hat keine Dolmetscher.", "meas0311"),
        ("IMPFKALENDER!", "meas0312"),
        ("Wo ist die Hebammensprechstunde?", "meas0003"),
    ],
)
def test_a_word_is_enough_in_any_form(words: str, meant: str) -> None:
    assert guesses(words, INDEX)[0].uid == meant


def test_the_words_that_speak_for_a_guess_stand_as_they_were_written() -> None:
    (first, *_) = guesses("IMPFKALENDER in allen Sprachen, bitte!", INDEX)
    assert first.why == "gemeinsame Wörter: IMPFKALENDER, Sprachen"


@pytest.mark.parametrize("words", ["und oder aber auch nicht", "ja, so ist es", "der die das", "1234", "…"])
def test_little_words_speak_for_nothing(words: str) -> None:
    assert guesses(words, INDEX) == ()


def test_never_more_than_three_guesses_and_each_once() -> None:
    words = "Zu 3.1.1, 3.1.2, 1.1.1 und 1.1.1a: Impfkalender, Mietlotsinnen, Hebammen, Dolmetscherinnen."
    found = [guess.uid for guess in guesses(words, INDEX)]
    assert found == ["meas0311", "meas0312", "meas0111"]
    assert len(found) == GUESSES


# --- headings ----------------------------------------------------------------------------------------------------


def test_what_stands_below_a_heading_of_two_numbers_may_mean_both() -> None:
    text = "Zu den Maßnahmen 3.1.1 und 3.1.2:\n\nBitte auch am Wochenende.\n\nUnd kostenlos."
    for passage in propose(text, segment(text), INDEX):
        assert [guess.uid for guess in passage.guesses] == ["meas0311", "meas0312"]


def test_a_number_of_its_own_goes_before_that_of_the_heading() -> None:
    text = "Zu Maßnahme 3.1.1:\n\nGut.\n\n3.1.2 auch auf Dari."
    last = propose(text, segment(text), INDEX)[-1]
    assert [(guess.uid, guess.why) for guess in last.guesses] == [
        ("meas0312", "genannt: Maßnahme 3.1.2"),
        ("meas0311", "steht unter „Zu Maßnahme 3.1.1“"),
    ]


def test_a_heading_is_not_lost_over_words_of_others() -> None:
    text = "Zu Maßnahme 3.1.1:\n\nGut.\n\n> Was meinen Sie?\n\nAuch abends."
    assert propose(text, segment(text), INDEX)[-1].guesses[0].uid == "meas0311"


def test_what_a_person_settled_keeps_its_place() -> None:
    text = "Mietlotsinnen fehlen."
    (found,) = propose(text, [Passage(0, len(text), settled=True, uid="meas0312")], INDEX)
    assert (found.settled, found.uid, found.guesses[0].uid) == (True, "meas0312", "meas0111")


def test_without_elements_nothing_is_guessed_and_nothing_fails() -> None:
    nothing = Index([])
    assert guesses("Maßnahme 3.1.1: Impfkalender", nothing) == ()
    assert propose("Impfkalender", [Passage(0, 12, PassageKind.POINT)], nothing)[0].hint == ""


@given(st.text(max_size=200))
def test_any_words_are_borne_and_every_guess_is_an_element(words: str) -> None:
    found = guesses(words, INDEX)
    assert len({guess.uid for guess in found}) == len(found) <= GUESSES
    assert {guess.uid for guess in found} <= {element.uid for element in ELEMENTS}
    assert all(guess.why for guess in found)


@given(st.permutations(ELEMENTS), st.sampled_from(["3.1.2 und 1.1.1", "Impfkalender", "Ziel 3.1"]))
def test_the_order_of_the_elements_does_not_matter(elements: list[Element], words: str) -> None:
    assert guesses(words, Index(elements)) == guesses(words, INDEX)
