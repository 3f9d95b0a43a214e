"""What a participant says, whichever way it came."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from konzept.model import Concept
from konzept.read.matrix_rows import SPELLINGS, verdict_of
from konzept.suggestion import QUESTIONS, Form, Suggestion, Verdict
from konzept.write.matrix_form import MEANINGS


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
