"""What a participant says, whichever way it came."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Concept
from konzept.read.matrix_rows import SPELLINGS, verdict_of
from konzept.suggestion import LIST_LETTERS, QUESTIONS, Choice, Form, Suggestion, Verdict, choices
from konzept.write.matrix_form import MEANINGS
from tests.konzept.strategies import few

PARTNERS = "Wer sollte noch mitmachen?"
LONG = "Welche Angebote für Familien mit kleinen Kindern fehlen in Ihrer Gemeinde am dringendsten, und warum?"


@pytest.mark.parametrize(
    ("verdict", "german"),
    [
        (Verdict.PROVEN, "bewährt"),
        (Verdict.OUTDATED, "überholt"),
        (Verdict.ADJUST, "nachjustieren"),
        (Verdict.NEW, "neu"),
    ],
)
def test_the_word_in_the_form(verdict: Verdict, german: str) -> None:
    assert verdict.german == german
    assert SPELLINGS[german] is verdict
    assert verdict_of(german) == (verdict, "")


def test_four_verdicts_four_questions_four_meanings() -> None:
    assert len(Verdict) == len(QUESTIONS) == len(MEANINGS) == 4
    assert all(question.endswith("?") for question in QUESTIONS)


def test_the_questions_ask_for_each_verdict_in_its_order() -> None:
    stems = ("bewährt", "überholt", "nachjustiert", "neu")
    assert all(stem in question for stem, question in zip(stems, QUESTIONS, strict=True))


def test_a_suggestion_says_nothing_until_somebody_does() -> None:
    found = Suggestion(None)
    assert not any((found.verdict, found.comment, found.proposal, found.responsible, found.area, found.doubt))


def test_a_suggestion_cannot_be_changed() -> None:
    with pytest.raises((FrozenInstanceError, AttributeError)):
        Suggestion("aaaaaaaa").comment = "anders"  # type: ignore[misc]  # that is the point


def test_a_form_asks_about_everything_unless_told_otherwise() -> None:
    form = Form("runde", "Runde", "Kreis Talau", Concept("K"))
    assert (form.areas, form.due, form.organisation, form.questions) == ((), None, "", QUESTIONS)


# --- what a round offers as answers ---------------------------------------------------------------------------


def test_the_four_questions_offer_the_four_words() -> None:
    assert choices(QUESTIONS) == tuple(
        Choice(verdict.value, verdict.german, question, verdict)
        for verdict, question in zip(Verdict, QUESTIONS, strict=True)
    )


def test_a_question_of_ones_own_is_a_choice_of_its_own() -> None:
    found = choices((QUESTIONS[1], PARTNERS, "Was kostet das?"))
    assert [(each.key, each.word, each.verdict) for each in found] == [
        ("outdated", "überholt", Verdict.OUTDATED),
        ("q1", PARTNERS, None),
        ("q2", "Was kostet das?", None),
    ]
    assert [each.question for each in found] == [QUESTIONS[1], PARTNERS, "Was kostet das?"]


def test_a_long_question_is_shortened_where_a_word_ends() -> None:
    (found,) = choices((LONG,))
    assert found.word == "Welche Angebote für Familien mit kleinen Kindern fehlen in …"
    assert found.question == LONG


def test_one_letter_word_is_cut_all_the_same() -> None:
    assert [each.word for each in choices(("x" * 80,))] == ["x" * 59 + " …"]


def test_questions_that_begin_alike_are_told_apart() -> None:
    words = [each.word for each in choices((f"{LONG} Eins", f"{LONG} Zwei"))]
    assert words == [
        "Welche Angebote für Familien mit kleinen Kindern fehlen in …",
        "2. Welche Angebote für Familien mit kleinen Kindern fehlen in …",
    ]


def test_a_question_is_never_taken_for_a_verdict() -> None:
    assert next(each.word for each in choices(("Neu", *QUESTIONS))) == "1. Neu"


def test_said_twice_or_not_at_all_is_no_choice() -> None:
    assert [each.question for each in choices(("", "  ", PARTNERS, f" {PARTNERS}\n", QUESTIONS[0]))] == [
        PARTNERS,
        QUESTIONS[0],
    ]
    assert choices(()) == ()


def test_eight_long_questions_beside_the_four_still_fit_into_excels_list() -> None:
    found = choices((*QUESTIONS, *(f"{LONG[number:]}" for number in range(0, 56, 7))))
    assert len(",".join(each.word for each in found)) <= LIST_LETTERS


@given(st.lists(st.text(max_size=90) | st.sampled_from((*QUESTIONS, LONG, "Neu", "1. Neu", f"{LONG} Ja"))))
@few
def test_every_question_has_one_key_and_one_word(questions: list[str]) -> None:
    found = choices(questions)
    assert len({each.key for each in found}) == len({each.word.casefold() for each in found}) == len(found)
    assert {each.question for each in found} == {" ".join(each.split()) for each in questions} - {""}
    assert all(each.word == each.word.strip() and "\n" not in each.word for each in found)
