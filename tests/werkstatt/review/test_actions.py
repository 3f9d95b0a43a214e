"""Everything is answered; changes know their contributions; the round ends in the next version."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from konzept.amend import drop
from konzept.change import Edited
from konzept.model import Problem
from tests import factories
from werkstatt.concepts.queries import pending, text_of
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import first_break
from werkstatt.participation.actions import close_round
from werkstatt.participation.models import Round
from werkstatt.review import actions, queries
from werkstatt.review.models import Answer, Conclusion, Ground, Outcome, Placement

pytestmark = pytest.mark.django_db

OLD = "Übersicht der Sprachkurse im Landkreis führen."
NEW = "Mehrsprachige Übersicht der Sprachkurse führen."


def stacks_of(round_: Round, shelf: str, *, only_open: bool = False) -> list[queries.Stack]:
    return queries.leaf(round_, shelf, queries.marks(round_), only_open=only_open).stacks


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
    stacks = stacks_of(round_, "area0002")
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
    assert queries.causes(version.concept.authority.slug, round_.version.ordinal, version.ordinal) == {"meas0111": 1}
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


# --- two people, two clicks ---


def concluded(round_: Round) -> Conclusion:
    close_round(round_, None)
    return actions.draft(round_, None)


def test_answering_twice_the_same_is_once(round_: Round) -> None:
    said = factories.said(round_)
    for reason in ("Danke.", "  Danke. "):
        actions.answer(round_, [said], None, outcome=Outcome.NOTED, reason=reason)
    assert Answer.objects.count() == 1
    assert Entry.objects.filter(deed="review.answer").count() == 1


def test_one_of_many_that_has_this_answer_is_left_out(round_: Round) -> None:
    first, second = factories.said(round_, comment="a"), factories.said(round_, comment="b")
    actions.answer(round_, [first], None, outcome=Outcome.NOTED, reason="Danke.")
    rows = actions.answer(round_, [first, second], None, outcome=Outcome.NOTED, reason="Danke.")
    assert [row.contribution for row in rows] == [second]
    assert Entry.objects.filter(deed="review.answer").latest("position").facts["contributions"] == [second.pk]


def test_an_answer_may_come_back(round_: Round) -> None:
    said = factories.said(round_)
    for outcome in (Outcome.NOTED, Outcome.DECLINED, Outcome.NOTED):
        actions.answer(round_, [said], None, outcome=outcome, reason="Darum.")
    assert [answer.outcome for answer in queries.history_of(said)] == ["noted", "declined", "noted"]


def test_an_outcome_that_is_none_is_refused(round_: Round) -> None:
    with pytest.raises(ValueError, match="great"):
        actions.answer(round_, [factories.said(round_)], None, outcome="great", reason="Darum.")
    assert not Answer.objects.exists()


def test_placing_twice_the_same_is_once(round_: Round) -> None:
    said = factories.said(round_)
    first, second = (actions.place(said, None, "meas0112") for _ in range(2))
    assert first == second
    assert Placement.objects.count() == Entry.objects.filter(deed="review.place").count() == 1


def test_nothing_changed_is_nothing_done(round_: Round) -> None:
    assert actions.amend(round_, None, changes=[], contributions=[factories.said(round_)]) == []
    assert not Entry.objects.filter(deed="review.amend").exists()


def test_a_change_may_have_no_grounds(round_: Round) -> None:
    [row] = actions.amend(round_, None, changes=[edited(round_)], contributions=[])
    assert row.grounds.count() == 0


def test_two_editors_who_change_the_same_words_hear_of_each_other(round_: Round) -> None:
    actions.amend(round_, None, changes=[edited(round_)], contributions=[])
    with pytest.raises(Problem):
        actions.amend(round_, None, changes=[edited(round_, "Wieder anders.")], contributions=[])
    assert round_.version.concept.changes.count() == 1


def test_a_pending_change_that_collides_stops_the_draft_and_leaves_nothing(round_: Round) -> None:
    said = factories.said(round_)
    actions.amend(round_, None, changes=[edited(round_)], contributions=[said])
    actions.answer(round_, [said], None, outcome=Outcome.ADOPTED, reason="Ja.")
    other = factories.reworded(factories.concept_value(), "meas0111", "Jemand war schneller.")
    factories.version(value=other, parent=round_.version)
    before = round_.version.concept.versions.count()
    with pytest.raises(Problem):
        concluded(round_)
    assert round_.version.concept.versions.count() == before
    assert not Conclusion.objects.exists()
    assert pending(round_.version.concept).count() == 1, "the change waits for a person"
    assert not Entry.objects.filter(deed="review.draft").exists()


def test_a_round_about_an_older_version_makes_the_next_of_the_newest(round_: Round) -> None:
    other = factories.reworded(factories.concept_value(), "meas0221", "Zwei Betriebsfrühstücke im Halbjahr.")
    newest = factories.version(value=other, parent=round_.version)
    actions.amend(round_, None, changes=[edited(round_)], contributions=[])
    version = concluded(round_).version
    assert version is not None
    assert version.parent == newest
    text = text_of(version)
    assert [text.find(uid).text for uid in ("meas0111", "meas0221")] == [  # type: ignore[union-attr]  # they are there
        NEW,
        "Zwei Betriebsfrühstücke im Halbjahr.",
    ]


def test_who_holds_an_old_page_ends_nothing_that_runs(round_: Round) -> None:
    stale = Round.objects.get(pk=round_.pk)
    close_round(round_, None)
    assert actions.draft(stale, None).round == round_, "what counts is the round as it is now"


def test_an_empty_round_ends_without_a_version(round_: Round) -> None:
    conclusion = concluded(round_)
    assert conclusion.version is None
    assert Entry.objects.get(deed="review.draft").facts == {"version": None}


def test_many_unanswered_are_counted(round_: Round) -> None:
    for number in range(3):
        factories.said(round_, comment=str(number))
    with pytest.raises(Problem, match="3 Rückmeldungen sind noch nicht beantwortet"):
        concluded(round_)


def test_what_is_concluded_stays_answerable(round_: Round) -> None:
    said = factories.said(round_)
    actions.answer(round_, [said], None, outcome=Outcome.NOTED, reason="Danke.")
    concluded(round_)
    actions.answer(round_, [said], None, outcome=Outcome.PARTLY, reason="Doch noch.")
    assert queries.desk(round_).get().reason == "Doch noch."


def test_the_journal_knows_numbers_not_words(round_: Round) -> None:
    person = factories.person(round_.authority)
    said = factories.said(round_, comment="Geheim gesagt.")
    actions.answer(round_, [said], person, outcome=Outcome.ADOPTED, reason="Geheim begründet.")
    actions.place(said, person, "meas0112")
    actions.amend(round_, person, changes=[edited(round_, "Geheimer Wortlaut.")], contributions=[said])
    close_round(round_, person)
    actions.draft(round_, person)
    entries = list(Entry.objects.filter(deed__startswith="review.").order_by("position"))
    assert [entry.deed for entry in entries] == ["review.answer", "review.place", "review.amend", "review.draft"]
    assert "eheim" not in str([entry.facts for entry in entries])
    assert {(entry.actor_id, entry.authority_id) for entry in entries} == {(person.pk, round_.authority_id)}
    assert first_break() is None
