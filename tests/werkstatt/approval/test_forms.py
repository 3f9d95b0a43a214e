"""Forms between draft and edition: days as Berlin counts them, bodies of this authority, reasons where they are due."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import QueryDict

from tests import factories
from werkstatt.approval.forms import CoordinationForm, DecisionForm, SignForm
from werkstatt.approval.models import Stance
from werkstatt.authorities.models import Authority
from werkstatt.lib import clock
from werkstatt.network.actions import add_body

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 31, 22, 30, tzinfo=UTC)  # 1 August, half past midnight in Berlin
ELEMENTS = [("meas0111", "1.1.1 Übersicht"), ("goal0011", "1.1 Ziel")]


@pytest.fixture
def county() -> Authority:
    made = factories.authority()
    add_body(made, None, name="Kreistag", decides=True)
    add_body(made, None, name="Beirat")
    return made


def posted(values: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def coordination(county: Authority, **more: Any) -> CoordinationForm:
    values = {"title": "Entwurf", "due_on": "2026-08-31", "bodies": [county.bodies.get(name="Beirat").pk], **more}
    with clock.at(NOW):
        form = CoordinationForm(county, posted(values))
        form.is_valid()
    return form


def decision(county: Authority, **more: Any) -> DecisionForm:
    council = county.bodies.get(name="Kreistag").pk
    values = {"body": council, "decided_on": "2026-07-31", "reference": "1/2026", "label": "Erstfassung", **more}
    with clock.at(NOW):
        form = DecisionForm(county, posted(values))
        form.is_valid()
    return form


def vote(**more: str) -> SignForm:
    return SignForm(ELEMENTS, posted({"stance": "signed", **more}))


@pytest.mark.parametrize(("day", "fits"), [("2026-07-31", False), ("2026-08-01", True), ("2026-08-02", True)])
def test_a_due_day_is_today_or_ahead_as_berlin_counts(county: Authority, day: str, fits: bool) -> None:  # noqa: FBT001  # a table
    assert ("due_on" not in coordination(county, due_on=day).errors) == fits


@pytest.mark.parametrize(("day", "fits"), [("2026-08-01", True), ("2026-08-02", False), ("1999-01-01", True)])
def test_a_decision_has_happened_as_berlin_counts(county: Authority, day: str, fits: bool) -> None:  # noqa: FBT001  # a table
    assert ("decided_on" not in decision(county, decided_on=day).errors) == fits


@pytest.mark.parametrize("day", ["", "morgen", "2026-02-30", "<script>", "0000-01-01"])
def test_what_is_no_day_comes_back(county: Authority, day: str) -> None:
    assert "due_on" in coordination(county, due_on=day).errors
    assert "decided_on" in decision(county, decided_on=day).errors


@pytest.mark.parametrize("number", ["x", "0", "-1", "9" * 20, "²", "<script>", ""])
def test_what_is_no_body_is_refused(county: Authority, number: str) -> None:
    assert "bodies" in coordination(county, bodies=[number]).errors
    assert "body" in decision(county, body=number).errors


def test_bodies_of_another_authority_are_refused(county: Authority) -> None:
    other = add_body(factories.authority(), None, name="Stadtrat", decides=True)
    assert "bodies" in coordination(county, bodies=[other.pk]).errors
    assert "body" in decision(county, body=other.pk).errors


def test_only_a_body_that_decides_decides(county: Authority) -> None:
    assert not decision(county).errors
    assert "body" in decision(county, body=county.bodies.get(name="Beirat").pk).errors


def test_somebody_must_be_asked(county: Authority) -> None:
    assert "bodies" in coordination(county, bodies=[]).errors


def test_a_title_is_one_line(county: Authority) -> None:
    form = coordination(county, title="Entwurf\r\nBcc: alle@erlenau.example")
    assert not form.errors
    assert form.cleaned_data["title"] == "Entwurf Bcc: alle@erlenau.example"


@pytest.mark.parametrize(
    ("name", "longest"), [("title", 200), ("label", 200), ("reference", 80)], ids=["title", "label", "reference"]
)
def test_each_field_has_its_length(county: Authority, name: str, longest: int) -> None:
    make = coordination if name == "title" else decision
    assert name not in make(county, **{name: "x" * longest}).errors
    for wrong in ("x" * (longest + 1), "", "   "):
        assert name in make(county, **{name: wrong}).errors


@pytest.mark.parametrize("stance", Stance)
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reservation_needs_its_reason(stance: Stance, reason: str) -> None:
    form = vote(stance=stance.value, reason=reason)
    assert ("reason" in form.errors) == (stance in {Stance.CONDITIONAL, Stance.DISSENT})
    assert vote(stance=stance.value, reason="Darum.").is_valid()


@pytest.mark.parametrize("stance", ["", "yes", "<script>"])
def test_a_vote_is_one_of_four(stance: str) -> None:
    assert "stance" in vote(stance=stance).errors


@pytest.mark.parametrize(("uid", "fits"), [("", True), ("meas0111", True), ("meas0112", False), ("<script>", False)])
def test_a_vote_is_about_what_changes(uid: str, fits: bool) -> None:  # noqa: FBT001  # a table
    assert ("uid" not in vote(uid=uid).errors) == fits


def test_a_reason_has_its_length() -> None:
    assert vote(reason="x" * 10_000).is_valid()
    assert "reason" in vote(reason="x" * 10_001).errors
