"""What the database itself refuses, on both vendors."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from konzept.change import Edited
from tests import factories
from werkstatt.concepts.actions import propose, withdraw
from werkstatt.concepts.models import Change
from werkstatt.participation.models import Contribution
from werkstatt.review.models import Answer, Conclusion, Ground, Outcome, Placement

pytestmark = pytest.mark.django_db


@pytest.fixture
def said() -> Contribution:
    return factories.said(factories.round_())


@pytest.fixture
def change(said: Contribution) -> Change:
    edit = Edited("meas0111", "text", "Übersicht der Sprachkurse im Landkreis führen.", "Neu.")
    return propose(said.submission.round.version.concept, None, edit)


def rows(said: Contribution) -> list[models.Model]:
    return [
        Placement.objects.create(contribution=said, uid="meas0112"),
        Answer.objects.create(contribution=said, outcome=Outcome.NOTED, reason="Danke."),
        Conclusion.objects.create(round=said.submission.round),
    ]


@pytest.mark.parametrize("number", range(3))
def test_what_was_judged_is_neither_changed_nor_deleted(said: Contribution, number: int) -> None:
    row = rows(said)[number]
    table = type(row)._default_manager.filter(pk=row.pk)
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        table.update(id=row.pk)
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        table._raw_delete(table.db)
    assert table.exists()


def test_a_round_is_concluded_once(said: Contribution) -> None:
    rows(said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conclusion.objects.create(round=said.submission.round)


def test_a_contribution_is_a_ground_of_a_change_once(said: Contribution, change: Change) -> None:
    Ground.objects.create(change=change, contribution=said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ground.objects.create(change=change, contribution=said)


def test_one_contribution_may_ground_many_changes(said: Contribution, change: Change) -> None:
    other = propose(change.concept, None, Edited("meas0112", "number", "1.1.2", "1.1.3"))
    for row in (change, other):
        Ground.objects.create(change=row, contribution=said)
    assert said.grounds.count() == 2


def test_a_change_that_is_taken_back_takes_its_grounds_along(said: Contribution, change: Change) -> None:
    Ground.objects.create(change=change, contribution=said)
    withdraw(change, None)
    assert not Ground.objects.exists()
    assert Contribution.objects.filter(pk=said.pk).exists()


def test_a_contribution_with_an_answer_stays(said: Contribution) -> None:
    rows(said)
    with pytest.raises(models.ProtectedError):
        said.delete()


def test_rows_are_called_what_people_call_them(said: Contribution, change: Change) -> None:
    placement, answer, conclusion = rows(said)
    ground = Ground(change=change, contribution=said)
    assert str(placement) == f"Rückmeldung {said.pk} meint meas0112"
    assert str(answer) == f"zur Kenntnis genommen: Rückmeldung {said.pk}"
    assert str(conclusion) == "Auswertung abgeschlossen: Was hat sich bewährt?"
    assert str(ground) == f"Änderung an meas0111 wegen Rückmeldung {said.pk}"


def test_there_are_five_outcomes_in_german() -> None:
    assert Outcome.labels == [
        "übernommen",
        "teilweise übernommen",
        "zur Kenntnis genommen",
        "nicht übernommen",
        "weitergeleitet",
    ]
