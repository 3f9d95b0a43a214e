"""Everything is answered; changes know their contributions; the round ends in the next version."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from konzept.amend import drop
from konzept.change import Edited
from konzept.model import Problem
from tests import factories
from werkstatt.concepts.queries import text_of
from werkstatt.journal.models import Entry
from werkstatt.participation.actions import close_round
from werkstatt.participation.models import Round
from werkstatt.review import actions, queries
from werkstatt.review.models import Answer, Conclusion, Ground, Outcome

pytestmark = pytest.mark.django_db

OLD = "Übersicht der Sprachkurse im Landkreis führen."
NEW = "Mehrsprachige Übersicht der Sprachkurse führen."


@pytest.fixture
def round_() -> Round:
    return factories.round_()


def edited(round_: Round, text: str = NEW) -> Edited:
    return Edited("meas0111", "text", OLD, text)


def test_one_answer_for_many_is_one_deed(round_: Round) -> None:
    many = [factories.said(round_, comment=f"Nummer {number}") for number in range(3)]
    actions.answer(round_, many, None, outcome=Outcome.ADOPTED, reason="Das nehmen wir auf.")
    assert Answer.objects.count() == 3
    entry = Entry.objects.get(deed="review.answer")
    assert entry.facts["contributions"] == [said.pk for said in many]
    assert "nehmen" not in str(entry.facts), "the journal holds no statement"


def test_the_newest_answer_counts_and_the_older_one_stays(round_: Round) -> None:
    said = factories.said(round_)
    actions.answer(round_, [said], None, outcome=Outcome.DECLINED, reason="Dafür fehlt Geld.")
    actions.answer(round_, [said], None, outcome=Outcome.PARTLY, reason="Zum Teil geht es doch.")
    assert queries.desk(round_).get().outcome == "partly"
    assert [answer.outcome for answer in queries.history_of(said)] == ["partly", "declined"]
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Answer.objects.update(reason="anders")


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_answer_needs_a_reason(round_: Round, reason: str) -> None:
    with pytest.raises(Problem, match="Begründung"):
        actions.answer(round_, [factories.said(round_)], None, outcome=Outcome.NOTED, reason=reason)


def test_an_answer_needs_a_contribution(round_: Round) -> None:
    with pytest.raises(Problem, match="keine Rückmeldung"):
        actions.answer(round_, [], None, outcome=Outcome.NOTED, reason="Danke.")


def test_a_person_places_what_the_form_did_not(round_: Round) -> None:
    said = factories.said(round_, uid="", area="area0002", verdict="new")
    assert queries.ledger(round_).without_place == 1
    actions.place(said, None, "meas0211")
    assert queries.desk(round_).get().means == "meas0211"
    assert queries.ledger(round_).placed == 1
    with pytest.raises(Problem, match="gibt es in der Fassung"):
        actions.place(said, None, "meas9999")


def test_the_ledger_adds_up(round_: Round) -> None:
    first = factories.said(round_)
    factories.said(round_, uid="", area="area0001")
    factories.said(round_, uid="goal0021")
    actions.answer(round_, [first], None, outcome=Outcome.NOTED, reason="Danke.")
    ledger = queries.ledger(round_)
    assert (ledger.received, ledger.placed, ledger.without_place) == (3, 2, 1)
    assert (ledger.answered, ledger.open) == (1, 2)


def test_shelves_count_each_contribution_once(round_: Round) -> None:
    factories.said(round_, uid="meas0111")
    factories.said(round_, uid="meas0211")
    factories.said(round_, uid="", area="area0002")
    factories.said(round_, uid="", area="")
    shelves = {shelf.uid: shelf.total for shelf in queries.shelves(round_)}
    assert shelves == {"area0001": 1, "area0002": 2, queries.NOWHERE: 1}
    stacks = queries.stacks(round_, "area0002")
    assert [stack.element.uid if stack.element else None for stack in stacks] == ["meas0211", None]


def test_nothing_ends_while_one_is_unanswered(round_: Round) -> None:
    said = factories.said(round_)
    close_round(round_, None)
    with pytest.raises(Problem, match="1 Rückmeldung ist noch nicht beantwortet"):
        actions.draft(round_, None)
    actions.answer(round_, [said], None, outcome=Outcome.NOTED, reason="Danke.")
    assert actions.draft(round_, None).version is None


def test_nothing_ends_while_the_round_runs(round_: Round) -> None:
    with pytest.raises(Problem, match="läuft noch"):
        actions.draft(round_, None)


def test_the_draft_makes_the_next_version_and_keeps_the_grounds(round_: Round) -> None:
    said = factories.said(round_)
    actions.amend(round_, None, changes=[edited(round_)], contributions=[said])
    actions.answer(round_, [said], None, outcome=Outcome.ADOPTED, reason="Das nehmen wir auf.")
    close_round(round_, None)
    conclusion = actions.draft(round_, None)
    version = conclusion.version
    assert version is not None
    assert version.parent == round_.version
    assert text_of(version).find("meas0111").text == NEW  # type: ignore[union-attr]  # it is there
    assert queries.causes(round_.version, version) == {"meas0111": 1}
    assert [change.version for change in queries.caused([said.pk])[said.pk]] == [version]
    with pytest.raises(Problem, match="schon abgeschlossen"):
        actions.draft(round_, None)
    assert Conclusion.objects.count() == 1


def test_dropping_has_its_reason_and_its_grounds(round_: Round) -> None:
    said = factories.said(round_, uid="meas0112", verdict="outdated")
    changes = drop(text_of(round_.version), "meas0112", "Einmalig erledigt.")
    actions.amend(round_, None, changes=changes, contributions=[said])
    actions.answer(round_, [said], None, outcome=Outcome.ADOPTED, reason="Sie haben recht.")
    close_round(round_, None)
    version = actions.draft(round_, None).version
    assert version is not None
    dropped = text_of(version).dropped[-1]
    assert (dropped.uid, dropped.reason) == ("meas0112", "Einmalig erledigt.")


def test_a_change_that_does_not_fit_leaves_nothing_behind(round_: Round) -> None:
    said = factories.said(round_)
    with pytest.raises(Problem):
        actions.amend(
            round_,
            None,
            changes=[edited(round_), Edited("meas0121", "text", "Das stand dort nie.", "x")],
            contributions=[said],
        )
    assert not Ground.objects.exists()
    assert not round_.version.concept.changes.exists()
