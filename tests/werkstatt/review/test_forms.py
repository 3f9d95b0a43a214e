"""What the desk fills in: only contributions and elements of this round, whatever is posted."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from tests import factories
from werkstatt.participation.models import Round
from werkstatt.review.forms import AnswerForm, GroundsForm, PlaceForm
from werkstatt.review.models import Outcome
from werkstatt.review.queries import said_about

pytestmark = pytest.mark.django_db

STRANGE = ["x", "-1", "0", "9" * 20, "9" * 5000, "²", "٣", "1 OR 1=1", "<script>", "", "1.5", "\x00"]


@pytest.fixture
def round_() -> Round:
    return factories.round_()


def posted(values: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def answer(round_: Round, contribution: list[Any], outcome: str = "noted", reason: str = "Danke.") -> AnswerForm:
    return AnswerForm(round_, posted({"contribution": contribution, "outcome": outcome, "reason": reason}))


def test_many_are_answered_alike(round_: Round) -> None:
    many = [factories.said(round_, comment=str(number)) for number in range(3)]
    form = answer(round_, [said.pk for said in many[:2]])
    assert form.is_valid()
    assert list(form.cleaned_data["contribution"]) == many[:2]


@pytest.mark.parametrize("number", STRANGE)
def test_what_is_no_contribution_is_refused(round_: Round, number: str) -> None:
    said = factories.said(round_)
    assert "contribution" in answer(round_, [str(said.pk), number]).errors


def test_a_contribution_of_another_round_is_refused(round_: Round) -> None:
    other = factories.said(factories.round_())
    assert "contribution" in answer(round_, [other.pk]).errors


def test_nothing_ticked_is_said_in_words(round_: Round) -> None:
    assert "keine Rückmeldung angekreuzt" in str(answer(round_, []).errors["contribution"])


@pytest.mark.parametrize("outcome", ["", "great", "<script>", "ADOPTED"])
def test_an_outcome_is_one_of_five(round_: Round, outcome: str) -> None:
    assert "outcome" in answer(round_, [factories.said(round_).pk], outcome).errors


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_is_one(round_: Round, outcome: Outcome) -> None:
    assert answer(round_, [factories.said(round_).pk], outcome.value).is_valid()


@pytest.mark.parametrize("reason", ["", "   ", "\n\t", "x" * 10_001, "ein\x00Zeichen"])
def test_a_reason_is_a_reason(round_: Round, reason: str) -> None:
    assert "reason" in answer(round_, [factories.said(round_).pk], reason=reason).errors


@pytest.mark.parametrize("uid", ["meas0111", "goal0022", "area0001"])
def test_a_place_is_an_element_that_can_be_meant(uid: str) -> None:
    form = PlaceForm(factories.concept_value(), posted({"uid": uid}))
    assert form.is_valid()
    assert form.cleaned_data["uid"] == uid


@pytest.mark.parametrize("uid", ["", "meas9999", "area0001txt", "<script>", "area0001txt "])
def test_anything_else_is_no_place(uid: str) -> None:
    assert "uid" in PlaceForm(factories.concept_value(), posted({"uid": uid})).errors


def test_nobody_places_by_not_choosing() -> None:
    form = PlaceForm(factories.concept_value(), initial={"uid": ""})
    assert str(form["uid"]).index('value=""') < str(form["uid"]).index("area0001"), "the first choice is none"


def test_grounds_are_what_was_said_about_the_element(round_: Round) -> None:
    about, other = factories.said(round_), factories.said(round_, uid="meas0112")
    form = GroundsForm(said_about(round_, "meas0111"), posted({"grounds": [about.pk]}))
    assert form.is_valid()
    assert list(form.cleaned_data["grounds"]) == [about]
    assert "grounds" in GroundsForm(said_about(round_, "meas0111"), posted({"grounds": [other.pk]})).errors


def test_a_change_needs_no_grounds(round_: Round) -> None:
    form = GroundsForm(said_about(round_, "meas0111"), posted({"nichts": "on"}))
    assert form.is_valid()
    assert list(form.cleaned_data["grounds"]) == []


@pytest.mark.parametrize("number", STRANGE)
def test_what_is_no_ground_is_refused(round_: Round, number: str) -> None:
    factories.said(round_)
    assert "grounds" in GroundsForm(said_about(round_, "meas0111"), posted({"grounds": [number]})).errors
