"""When two houses may be one: what a person is asked, what is never asked, and who is asked about whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.organisations.likeness import (
    ADMINISTRATION,
    FORM,
    LETTER,
    MISSING_PLACE,
    ORDER,
    SHORTER,
    Question,
    Shape,
    questions,
)

PLACE = ("landkreis", "erlenau")


def shape(words: str, count: int = 1, *, known: bool = False, initials: bool = False) -> Shape:
    return Shape(tuple(words.split()), known, count, initials)


def asked(*shapes: Shape | str) -> list[tuple[int, int, str]]:
    """(small, big, why) of every question, in the order of the houses."""
    made = [each if isinstance(each, Shape) else shape(each) for each in shapes]
    return sorted((each.small, each.big, each.reason) for each in questions(made, PLACE))


# --- what is asked -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("kreisverband awo", "awo kreisverband", ORDER),
        ("schulamt erlenau", "erlenau schulamt", ORDER),
        ("stadt talau", "stadtverwaltung talau", ADMINISTRATION),
        ("landkreis erlenau", "landratsamt erlenau", ADMINISTRATION),
        ("sozialplanerin talau", "sozialplaner talau", FORM),
        ("integrationslotse", "integrationslotsen", FORM),
        ("koordinierungsstelle", "koordinierungstelle", LETTER),
        ("volkshochschule", "volkshochschuhle", LETTER),
        ("volkshochschule", "wolkshochschule", LETTER),
    ],
)
def test_what_is_alike_is_asked_once_with_the_reason(one: str, other: str, reason: str) -> None:
    assert asked(one, other) == [(1, 0, reason)]
    assert asked(other, one) == [(1, 0, reason)]


@pytest.mark.parametrize(
    ("short", "long", "reason"),
    [
        ("jobcenter", "jobcenter erlenau", MISSING_PLACE),
        ("jobcenter", "jobcenter landkreis erlenau", MISSING_PLACE),
        ("jobcenter", "jobcenter kreis", MISSING_PLACE),
        ("musikschule", "musikschule talau", SHORTER),
        ("schulamt talau", "staatliches schulamt talau", SHORTER),
        ("netzwerk", "netzwerk frühe hilfen brück", SHORTER),
    ],
)
def test_a_shorter_name_is_asked_about_the_longer_one(short: str, long: str, reason: str) -> None:
    assert asked(short, long) == [(0, 1, reason)]
    assert asked(long, short) == [(1, 0, reason)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("netzwerk", "netzwerk frühe hilfen im tal"),  # four words more are another house
        ("amt talau", "schulamt talau"),
        ("jugend talau", "evangelische jugend"),
        ("schulamt", "staatliches schulamt"),  # one word alone is too little to end with
        ("jugendhaus eins", "jugendhaus zwei"),
        ("grundschule 12", "grundschule 13"),
        ("oberschule 112 erlenau", "oberschule 12 erlenau"),
        ("polizei", "polizist"),
        ("caritas tal", "caritas teil"),
        ("kirche", "kircha"),  # a short name: one letter is too much
    ],
)
def test_what_only_sounds_alike_is_not_asked(one: str, other: str) -> None:
    assert asked(one, other) == []
    assert asked(other, one) == []


def test_long_names_of_short_words_are_two_where_a_short_word_differs() -> None:
    assert asked("jugendhaus rote insel", "jugendhaus rosa insel") == []
    assert asked("jugendhaus sonnenweg", "jugendhaus sonenweg") == [(1, 0, LETTER)]


def test_ten_letters_are_enough_for_one_wrong_one_and_nine_are_not() -> None:
    assert asked("abcdefghij", "abcdefghix") == [(1, 0, LETTER)]
    assert asked("abcdefghi", "abcdefghx") == []


def test_a_blank_too_many_is_a_mistake() -> None:
    assert asked("frauenzentrum erlenau", "frauen zentrum erlenaus") == [(1, 0, LETTER)]


# --- who is asked about whom -------------------------------------------------------------------------------------


def test_the_one_named_less_often_is_asked() -> None:
    assert asked(shape("kreisverband awo", 1), shape("awo kreisverband", 5)) == [(0, 1, ORDER)]
    assert asked(shape("kreisverband awo", 5), shape("awo kreisverband", 1)) == [(1, 0, ORDER)]


def test_a_known_house_takes_the_new_one_however_often_that_is_named() -> None:
    assert asked(shape("kreisverband awo", 9), shape("awo kreisverband", known=True)) == [(0, 1, ORDER)]
    assert asked(shape("jobcenter", known=True), shape("jobcenter erlenau", 9)) == [(1, 0, MISSING_PLACE)]


def test_two_known_houses_are_two() -> None:
    pair = (shape("jobcenter", known=True), shape("jobcenter erlenau", known=True))
    assert asked(*pair) == []


def test_of_several_longer_names_only_the_own_place_is_meant() -> None:
    assert asked("jobcenter", "jobcenter talau", "jobcenter sandau") == []
    assert asked("jobcenter", "jobcenter talau", "jobcenter erlenau") == [(0, 2, MISSING_PLACE)]


def test_without_a_place_only_the_single_longer_name_is_meant() -> None:
    shapes = [shape("jobcenter"), shape("jobcenter erlenau")]
    assert [each.reason for each in questions(shapes, ())] == [SHORTER]


def test_the_place_alone_is_no_shorter_name() -> None:
    assert asked("landkreis erlenau", "landkreis erlenau jugendamt") == []


def test_what_the_text_only_has_initials_for_is_not_completed() -> None:
    assert asked(shape("volkshochschule", initials=True), "volkshochschule talau") == []
    assert asked("volkshochschule", shape("volkshochschule talau", initials=True)) == [(0, 1, SHORTER)]


def test_every_house_of_a_chain_is_asked_about_the_same_one() -> None:
    found = asked(shape("sozialamt erlenau", 5), shape("sozialamt", 3), shape("sozialamts", 1))
    assert {big for _, big, _ in found} == {0}
    assert [small for small, _, _ in found] == [1, 2]


def test_the_likeliest_reason_is_the_one_that_is_told() -> None:
    (question,) = questions([shape("awo kreisverband"), shape("kreisverband awo")], PLACE)
    assert question == Question(1, 0, ORDER)


def test_ten_names_one_letter_apart_are_a_list_and_no_mistake() -> None:
    rooms = [f"beratungsraum{letter}" for letter in "abcdefghijkl"]
    assert [each for each in asked(*rooms) if each[2] == LETTER] == []
    assert len([each for each in asked(*rooms[:4]) if each[2] == LETTER]) == 3


WORDS = st.sampled_from(
    [
        "jobcenter",
        "erlenau",
        "talau",
        "landkreis",
        "stadt",
        "awo",
        "kreisverband",
        "volkshochschule",
        "volkshochschuhle",
    ]
)
SHAPES = st.lists(
    st.builds(
        Shape, st.lists(WORDS, min_size=1, max_size=4).map(tuple), st.booleans(), st.integers(0, 3), st.booleans()
    ),
    max_size=9,
)


@given(SHAPES)
def test_questions_lead_straight_to_one_house_and_never_in_a_ring(shapes: list[Shape]) -> None:
    found = questions(shapes, PLACE)
    small = [each.small for each in found]
    assert len(set(small)) == len(small)
    assert not set(small) & {each.big for each in found}
    assert not any(shapes[index].known for index in small)


@given(SHAPES)
def test_the_same_houses_are_asked_the_same(shapes: list[Shape]) -> None:
    assert questions(shapes, PLACE) == questions(shapes, PLACE)
