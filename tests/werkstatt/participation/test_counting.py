"""What counts, what is withdrawn or replaced, and what may be read outside."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from pytest_django import DjangoAssertNumQueries

from konzept.model import Problem
from konzept.suggestion import Suggestion, Verdict
from tests import factories
from werkstatt.lib import clock
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Channel, Moderation, Redaction, Round, Submission, Visibility

pytestmark = pytest.mark.django_db
SAID = Suggestion("meas0111", Verdict.ADJUST, comment="Bitte auch abends, Frau Lind fragte danach.")


@pytest.fixture
def round_() -> Round:
    return factories.round_()


def send(round_: Round, said: Suggestion = SAID, *, replaces: Submission | None = None) -> Submission:
    return actions.receive(round_, [said], channel=Channel.WEB, form_key=uuid.uuid4(), replaces=replaces)[0]


def end(round_: Round) -> None:
    round_.closes_at = clock.now() - timedelta(minutes=1)
    round_.save()


def test_a_newer_wording_counts_instead(round_: Round) -> None:
    first = send(round_)
    second = send(round_, Suggestion("meas0111", comment="Doch lieber vormittags."), replaces=first)
    assert [said.comment for said in queries.contributions(round_)] == ["Doch lieber vormittags."]
    assert queries.received(round_).count() == 2
    with pytest.raises(Problem, match="schon ersetzt"):
        send(round_, replaces=first)
    assert queries.counts(second)


def test_what_is_withdrawn_counts_no_more_and_stays_sealed(round_: Round) -> None:
    submission = send(round_)
    actions.withdraw(submission)
    actions.withdraw(submission)
    assert not queries.contributions(round_)
    assert queries.received(round_).count() == 1
    assert queries.count_by_channel(round_) == {}
    with pytest.raises(Problem, match="schon ersetzt oder zurückgenommen"):
        send(round_, replaces=submission)
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        submission.withdrawal.delete()


def test_a_replaced_wording_is_not_withdrawn(round_: Round) -> None:
    first = send(round_)
    send(round_, Suggestion("meas0111", comment="Neu."), replaces=first)
    with pytest.raises(Problem, match="durch eine neuere ersetzt"):
        actions.withdraw(first)


def test_after_the_end_only_the_office_withdraws(round_: Round) -> None:
    submission = send(round_)
    end(round_)
    with pytest.raises(Problem, match="Die Runde ist zu Ende"):
        actions.withdraw(submission)
    actions.withdraw(submission, factories.person(round_.authority))
    assert not queries.contributions(round_)


def test_the_office_enters_on_behalf_after_the_end(round_: Round) -> None:
    end(round_)
    who = factories.person(round_.authority)
    submission, _ = actions.receive(
        round_, [SAID], channel=Channel.PHONE, form_key=uuid.uuid4(), person=who, language="uk"
    )
    assert (submission.entered_by, submission.language) == (who, "uk")


@pytest.mark.parametrize(
    ("visibility", "words", "outside"),
    [
        (Visibility.INTERNAL, [True], False),
        (Visibility.MODERATED, [], False),
        (Visibility.MODERATED, [False, True], True),
        (Visibility.MODERATED, [True, False], False),
        (Visibility.OPEN, [], True),
        (Visibility.OPEN, [False], False),
        (Visibility.OPEN, [False, True], True),
    ],
)
def test_who_reads_it_outside(round_: Round, visibility: str, words: list[bool], *, outside: bool) -> None:
    round_.visibility = visibility
    round_.save()
    said = send(round_).contributions.get()
    for published in words:
        Moderation.objects.create(contribution=said, published=published)
    assert (said in queries.public(round_)) is outside
    assert queries.to_moderate(round_).exists() is (visibility == Visibility.MODERATED and not words)


def test_the_newest_redaction_is_read_and_the_original_stays(round_: Round) -> None:
    said = send(round_).contributions.get()
    Redaction.objects.create(contribution=said, part="comment", text="Bitte auch abends.")
    Redaction.objects.create(contribution=said, part="comment", text="Bitte auch abends, […].")
    [shown] = queries.shown([said])
    assert (shown.comment, shown.redacted) == ("Bitte auch abends, […].", True)
    said.refresh_from_db()
    assert "Lind" in said.comment


def test_many_are_shown_with_two_queries(round_: Round, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rows = [send(round_).contributions.get() for _ in range(3)]
    for listed in (rows[:1], rows):
        with django_assert_num_queries(2):
            assert len(queries.shown(listed)) == len(listed)


def test_a_letter_came_when_it_came(round_: Round) -> None:
    moment = clock.now() - timedelta(days=12)
    submission, _ = actions.receive(round_, [SAID], channel=Channel.LETTER, form_key=uuid.uuid4(), received_at=moment)
    assert submission.received_at == moment
