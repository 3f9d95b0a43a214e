"""What was said, what is answered, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from konzept.amend import drop
from konzept.change import Added, Edited
from konzept.model import Element, Kind
from konzept.suggestion import Suggestion
from tests import factories
from werkstatt.concepts.models import Version
from werkstatt.concepts.queries import pending, text_of
from werkstatt.participation.actions import close_round, receive
from werkstatt.participation.models import Channel, Contribution, Round, Withdrawal
from werkstatt.review import actions, queries
from werkstatt.review.models import Answer, Outcome, Placement

pytestmark = pytest.mark.django_db

UIDS = ["", "area0001", "goal0011", "meas0111", "meas0112", "meas0211", "meas9999"]
AREAS = ["", "area0001", "area0002", "area9999"]
SAID = st.tuples(st.sampled_from(UIDS), st.sampled_from(AREAS), st.sampled_from(["", "meas0221"]), st.integers(0, 2))
OLD = "Übersicht der Sprachkurse im Landkreis führen."


def stacks_of(round_: Round, shelf: str, *, only_open: bool = False) -> list[queries.Stack]:
    return queries.leaf(round_, shelf, queries.marks(round_), only_open=only_open).stacks


@pytest.fixture
def round_() -> Round:
    return factories.round_()


def answered(
    round_: Round, said: Sequence[Contribution], outcome: Outcome = Outcome.NOTED, reason: str = "Ja."
) -> None:
    actions.answer(round_, said, None, outcome=outcome, reason=reason)


def fill(round_: Round, rows: list[tuple[str, str, str, int]]) -> None:
    """Say something for each row: what it means, its area, where a person placed it, how often it was answered."""
    envelope = factories.said(round_, uid="meas0121").submission
    for position, (uid, area, placed, answers) in enumerate(rows):
        said = Contribution.objects.create(
            submission=envelope, position=position, uid=uid, area_uid=area, comment="Etwas."
        )
        if placed:
            Placement.objects.create(contribution=said, uid=placed)
        for number in range(answers):
            Answer.objects.create(contribution=said, outcome=Outcome.NOTED, reason=f"Antwort {number}")


# --- the ledger ---


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(SAID, max_size=8))
def test_all_sums_agree_with_each_other(rows: list[tuple[str, str, str, int]]) -> None:
    round_ = factories.round_()
    fill(round_, rows)
    ledger = queries.ledger(round_)
    assert ledger.received == ledger.placed + ledger.without_place + ledger.withdrawn == len(rows) + 1
    assert ledger.received == ledger.answered + ledger.open
    assert ledger.open == queries.unanswered(round_).count() == sum(answers == 0 for *_, answers in rows) + 1
    assert ledger.placed == sum(bool(uid or placed) for uid, _, placed, _ in rows) + 1
    assert queries.ledgers([round_]) == {round_.pk: ledger}
    shelves = queries.shelves(round_)
    assert sum(shelf.total for shelf in shelves) == ledger.received
    assert sum(shelf.open for shelf in shelves) == ledger.open
    stacks = [stack for shelf in shelves for stack in stacks_of(round_, shelf.uid)]
    assert sum(len(stack.contributions) for stack in stacks) == ledger.received, "none is lost, none is shown twice"
    assert sum(stack.open for stack in stacks) == ledger.open
    assert sum(count for _, count in queries.outcomes(round_)) == ledger.answered


def test_what_was_withdrawn_or_replaced_stays_in_the_sum_and_is_not_open(round_: Round) -> None:
    kept, gone = factories.said(round_), factories.said(round_)
    old = factories.said(round_)
    receive(
        round_,
        [Suggestion(uid="meas0111", comment="Neu.")],
        channel=Channel.WEB,
        form_key=uuid4(),
        replaces=old.submission,
    )
    Withdrawal.objects.create(submission=gone.submission)
    answered(round_, [kept])
    sums = queries.ledger(round_)
    assert (sums.received, sums.counting, sums.withdrawn) == (4, 2, 2)
    assert (sums.answered, sums.open) == (1, 1)
    assert queries.ledgers([round_]) == {round_.pk: sums}, "the list of rounds says the same as the desk"


def test_an_answer_to_what_is_withdrawn_later_makes_nothing_else_answered(round_: Round) -> None:
    gone = factories.said(round_)
    factories.said(round_)
    answered(round_, [gone])
    Withdrawal.objects.create(submission=gone.submission)
    assert queries.ledger(round_).open == 1
    assert queries.ledgers([round_])[round_.pk].open == 1


def test_an_empty_round_has_an_empty_ledger(round_: Round) -> None:
    assert queries.ledger(round_) == queries.Ledger(0, 0, 0, 0)
    assert queries.ledgers([round_]) == {round_.pk: queries.Ledger(0, 0, 0, 0)}
    assert queries.ledgers([]) == {}
    assert queries.shelves(round_) == []


def test_each_round_has_its_own_sums(round_: Round) -> None:
    other = factories.round_(round_.version, title="Andere")
    said = factories.said(round_)
    factories.said(other, uid="")
    factories.said(other)
    answered(round_, [said])
    assert queries.ledgers([round_, other]) == {
        round_.pk: queries.Ledger(placed=1, without_place=0, withdrawn=0, answered=1),
        other.pk: queries.Ledger(placed=1, without_place=1, withdrawn=0, answered=0),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_many_ledgers_are_one_question(
    round_: Round, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    rounds = [factories.round_(round_.version, title=f"Runde {number}") for number in range(count)]
    for each in rounds:
        factories.said(each)
    with django_assert_num_queries(1):
        queries.ledgers(rounds)


# --- what a contribution means ---


def test_a_person_decides_what_is_meant_and_the_last_one_counts(round_: Round) -> None:
    said = factories.said(round_)
    assert queries.desk(round_).get().means == "meas0111"
    for uid in ("meas0112", "meas0211"):
        actions.place(said, None, uid)
        assert queries.desk(round_).get().means == uid
    assert queries.desk(round_).get().uid == "meas0111", "what the form said stays"


def test_the_newest_answer_is_told_with_its_day(round_: Round) -> None:
    said = factories.said(round_)
    row = queries.desk(round_).get()
    assert (row.outcome, row.reason, row.answered_at) == (None, None, None)
    answered(round_, [said], Outcome.DECLINED, "Nein.")
    answered(round_, [said], Outcome.PARTLY, "Doch.")
    row = queries.desk(round_).get()
    assert (row.outcome, row.reason) == ("partly", "Doch.")
    assert row.answered_at == Answer.objects.latest("pk").answered_at


def test_the_answer_that_counts_is_one_for_each(round_: Round) -> None:
    first, second, third = (factories.said(round_, comment=str(number)) for number in range(3))
    answered(round_, [first, second], reason="Erst.")
    answered(round_, [second], reason="Dann.")
    found = {answer.contribution: answer.reason for answer in queries.newest_answers([first, second, third])}
    assert found == {first: "Erst.", second: "Dann."}
    assert list(queries.newest_answers([])) == []


# --- shelves and stacks ---


def test_shelves_stand_in_the_order_of_the_concept(round_: Round) -> None:
    for uid, area in (("", ""), ("meas0211", ""), ("meas0111", "")):
        factories.said(round_, uid=uid, area=area)
    assert [shelf.uid for shelf in queries.shelves(round_)] == ["area0001", "area0002", queries.NOWHERE]
    assert [shelf.name for shelf in queries.shelves(round_)] == [
        "1 Sprache und Bildung",
        "2 Arbeit und Beruf",
        "ohne Handlungsfeld",
    ]


@pytest.mark.parametrize(
    ("means", "area", "shelf"),
    [
        ("meas0111", "", "area0001"),
        ("meas0111", "area0002", "area0001"),
        ("area0002", "", "area0002"),
        ("", "area0002", "area0002"),
        ("meas9999", "area0002", "area0002"),
        ("meas9999", "", queries.NOWHERE),
        ("", "area9999", queries.NOWHERE),
        ("", "", queries.NOWHERE),
    ],
)
def test_a_contribution_stands_with_what_it_means_before_what_the_form_said(
    round_: Round, means: str, area: str, shelf: str
) -> None:
    assert queries.shelf_of(queries.area_of(round_.version), means, area) == shelf


def test_stacks_stand_in_the_order_of_the_concept_and_new_ones_last(round_: Round) -> None:
    for uid in ("meas0121", "", "goal0012", "meas0111", "area0001", "meas0121"):
        factories.said(round_, uid=uid, area="area0001")
    stacks = stacks_of(round_, "area0001")
    order = [stack.element.uid if stack.element else None for stack in stacks]
    assert order == ["area0001", "meas0111", "goal0012", "meas0121", None]
    assert [len(stack.contributions) for stack in stacks] == [1, 1, 1, 2, 1]


def test_a_stack_knows_what_it_stands_under(round_: Round) -> None:
    for uid in ("meas0121", "area0001"):
        factories.said(round_, uid=uid)
    above = {stack.element.uid: stack.above for stack in stacks_of(round_, "area0001") if stack.element}
    assert above["area0001"] is None
    assert above["meas0121"] is not None
    assert above["meas0121"].uid == "goal0012"


def test_only_open_ones_are_shown_on_demand(round_: Round) -> None:
    first, _ = factories.said(round_, comment="a"), factories.said(round_, comment="b")
    answered(round_, [first])
    [stack] = stacks_of(round_, "area0001", only_open=True)
    assert [said.comment for said in stack.contributions] == ["b"]
    [whole] = stacks_of(round_, "area0001")
    assert (len(whole.contributions), whole.open) == (2, 1)


def test_what_means_nothing_any_more_is_not_lost(round_: Round) -> None:
    factories.said(round_, uid="meas9999", area="")
    [stack] = stacks_of(round_, queries.NOWHERE)
    assert (stack.element, len(stack.contributions)) == (None, 1)


# --- who said what ---


def test_new_proposals_are_those_without_a_place_and_those_that_say_so(round_: Round) -> None:
    placed = factories.said(round_, uid="", comment="schon zugeordnet")
    actions.place(placed, None, "meas0111")
    for uid, verdict, comment in (
        ("", "adjust", "ohne Platz"),
        ("meas0111", "new", "neu"),
        ("meas0112", "adjust", "x"),
    ):
        factories.said(round_, uid=uid, verdict=verdict, comment=comment)
    assert {said.comment for said in queries.new_proposals(round_)} == {"ohne Platz", "neu"}


def test_what_is_said_about_an_element_counts_placements(round_: Round) -> None:
    moved = factories.said(round_, uid="meas0112")
    factories.said(round_, uid="meas0111", comment="bleibt")
    actions.place(moved, None, "meas0111")
    assert queries.said_about(round_, "meas0111").count() == 2
    assert not queries.said_about(round_, "meas0112").exists()


def test_a_receipt_shows_its_own_submission_alone(round_: Round) -> None:
    mine = factories.said(round_, comment="meins")
    factories.said(round_, comment="deins")
    answered(round_, [mine], Outcome.ADOPTED, "Gern.")
    [row] = queries.answers_of(mine.submission)
    assert (row.comment, row.outcome, row.reason) == ("meins", "adopted", "Gern.")


def test_outcomes_come_in_their_order(round_: Round) -> None:
    said = [factories.said(round_, comment=str(number)) for number in range(3)]
    answered(round_, said[:1], Outcome.FORWARDED)
    answered(round_, said[1:], Outcome.ADOPTED)
    assert queries.outcomes(round_) == [
        ("übernommen", 2),
        ("teilweise übernommen", 0),
        ("zur Kenntnis genommen", 0),
        ("nicht übernommen", 0),
        ("weitergeleitet", 1),
    ]


# --- causes ---


def drafted(round_: Round, changes: Sequence[object], said: Sequence[Contribution]) -> Version:
    actions.amend(round_, None, changes=changes, contributions=said)  # type: ignore[arg-type]  # changes of konzept
    answered(round_, list(queries.unanswered(round_)))
    close_round(round_, None)
    version = actions.draft(round_, None).version
    assert version is not None
    return version


def test_one_contribution_that_causes_two_changes_of_an_element_is_one_cause(round_: Round) -> None:
    said = [factories.said(round_, comment="a"), factories.said(round_, comment="b")]
    edits = [Edited("meas0111", "text", OLD, "Neu."), Edited("meas0111", "number", "1.1.1", "1.1.9")]
    version = drafted(round_, edits, said)
    assert queries.causes(version.concept.authority.slug, round_.version.ordinal, version.ordinal) == {"meas0111": 2}
    assert [len(changes) for changes in queries.caused([each.pk for each in said]).values()] == [2, 2]


def test_causes_are_those_between_two_versions_alone(round_: Round) -> None:
    first = drafted(round_, [Edited("meas0111", "text", OLD, "Neu.")], [factories.said(round_)])
    again = factories.round_(first, title="Zweite Runde")
    second = drafted(again, [Edited("meas0111", "text", "Neu.", "Neuer.")], [factories.said(again)])
    assert queries.causes(first.concept.authority.slug, round_.version.ordinal, first.ordinal) == {"meas0111": 1}
    assert queries.causes(second.concept.authority.slug, first.ordinal, second.ordinal) == {"meas0111": 1}
    assert queries.causes(second.concept.authority.slug, round_.version.ordinal, second.ordinal) == {"meas0111": 2}
    assert queries.causes(second.concept.authority.slug, second.ordinal, second.ordinal) == {}


def test_what_is_pending_has_caused_nothing_yet(round_: Round) -> None:
    said = factories.said(round_)
    rows = actions.amend(round_, None, changes=[Edited("meas0111", "text", OLD, "Neu.")], contributions=[said])
    assert queries.grounds_of(rows) == {rows[0].pk: 1}
    assert queries.caused([said.pk]) == {}
    assert queries.grounds_of([]) == {}


def test_a_new_measure_and_a_dropped_one_know_their_causes(round_: Round) -> None:
    new, old = factories.said(round_, uid="", verdict="new"), factories.said(round_, uid="meas0112")
    added = Added("goal0011", 2, Element("meas0113", Kind.MEASURE, text="Sprachcafé am Samstag."))
    actions.amend(round_, None, changes=[added], contributions=[new])
    version = drafted(round_, drop(text_of(round_.version), "meas0112", "Erledigt."), [old])
    causes = queries.causes(version.concept.authority.slug, round_.version.ordinal, version.ordinal)
    assert causes["meas0112"] == 1
    changed = queries.caused([new.pk])[new.pk]
    assert [change.version for change in changed] == [version]
    assert not pending(round_.version.concept).exists()


def test_a_round_is_concluded_or_not(round_: Round) -> None:
    assert queries.conclusion_of(round_) is None
    close_round(round_, None)
    made = actions.draft(round_, None)
    assert queries.conclusion_of(round_) == made
    assert made.version is None


# --- a shelf page by page ---


def told(round_: Round, number: int, size: int, *, only_open: bool = False) -> tuple[list[str], int, int]:
    leaf = queries.leaf(round_, "area0001", queries.marks(round_), only_open=only_open, number=number, size=size)
    return [row.comment for stack in leaf.stacks for row in stack.contributions], leaf.number, leaf.pages


def test_a_shelf_is_read_page_by_page_and_nothing_is_missed_or_twice() -> None:
    round_ = factories.round_()
    for number in range(7):
        factories.said(round_, ("meas0112", "meas0111")[number % 2], f"Wort {number}.")
    pages = [told(round_, number, 3)[0] for number in (1, 2, 3)]
    whole = told(round_, 1, 100)[0]
    assert [word for page in pages for word in page] == whole
    assert sorted(whole) == [f"Wort {number}." for number in range(7)]
    assert [len(page) for page in pages] == [3, 3, 1]


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (2, 2), (99, 3)])
def test_a_page_there_is_not_is_the_nearest(asked: int, given: int) -> None:
    round_ = factories.round_()
    for number in range(5):
        factories.said(round_, comment=f"Wort {number}.")
    assert told(round_, asked, 2)[1:] == (given, 3)


def test_counts_and_contest_are_of_all_not_of_the_page() -> None:
    round_ = factories.round_()
    for verdict in ("proven", "adjust", "outdated"):
        factories.said(round_, comment=verdict, verdict=verdict)
    [stack] = queries.leaf(round_, "area0001", queries.marks(round_), number=1, size=1).stacks
    assert (len(stack.contributions), stack.open, stack.contested) == (1, 3, True)


def test_an_empty_shelf_has_one_empty_page() -> None:
    assert told(factories.round_(), 1, 10) == ([], 1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_however_much_was_said(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = factories.round_()
    for number in range(count):
        factories.said(round_, comment=f"Wort {number}.")
    told(round_, 1, 10)
    with django_assert_num_queries(3):
        assert len(told(round_, 1, 10)[0]) == count
