"""Whoever wanted to know is written to once, when everything is answered, and then forgotten."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from konzept.suggestion import Suggestion
from tests import factories
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.participation import actions as participation
from werkstatt.participation.models import Channel, Contact, Contribution, Round, Submission
from werkstatt.participation.queries import receipt_code
from werkstatt.review import actions, tasks
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return factories.round_(factories.published(factories.authority("erlenau")))


def spoken(round_: Round, email: str = "aisha@erlenau.example") -> Submission:
    said = [Suggestion(uid, comment=f"Zu {uid}.") for uid in ("meas0111", "meas0112")]
    return participation.say(round_, said, form_key=uuid.uuid4(), sender="", email=email)[0]


def answer(round_: Round, *said: Contribution) -> None:
    actions.answer(round_, list(said), None, outcome="adopted", reason="Das machen wir.")


def later(round_: Round) -> None:
    """The task, a day after the round."""
    with clock.at(round_.closes_at + timedelta(days=1)):
        tasks.tell.func("")


def test_when_all_is_answered_one_mail_leads_to_the_receipt_and_the_address_is_gone(round_: Round) -> None:
    submission = spoken(round_)
    answer(round_, *submission.contributions.all())
    later(round_)
    later(round_)
    mail = Mail.objects.get()
    assert mail.recipient == "aisha@erlenau.example"
    assert f"/erlenau/mitmachen/beleg/{receipt_code(submission.form_key)}/" in mail.body
    assert mail.body.count("http") == 1
    assert "Zu meas" not in mail.body, "what was said stands behind the code alone"
    assert not Contact.objects.exists()
    entry = Entry.objects.latest("position")
    assert (entry.deed, entry.facts) == ("participation.tell", {})


def test_half_an_answer_is_none(round_: Round) -> None:
    answer(round_, spoken(round_).contributions.all()[0])
    later(round_)
    assert not Mail.objects.exists()


def test_nothing_is_told_while_the_round_runs(round_: Round) -> None:
    answer(round_, *spoken(round_).contributions.all())
    tasks.tell.func("")
    assert not Mail.objects.exists()
    assert Contact.objects.exists()


def test_nobody_is_written_to_who_gave_no_address_or_took_it_back(round_: Round) -> None:
    silent, gone = spoken(round_, email=""), spoken(round_)
    answer(round_, *silent.contributions.all(), *gone.contributions.all())
    participation.withdraw(gone)
    later(round_)
    assert not Mail.objects.exists()


def test_of_a_changed_wording_only_the_newest_counts(round_: Round) -> None:
    old = spoken(round_)
    newer, code = participation.say(
        round_, [Suggestion("meas0111", comment="Neu.")], form_key=uuid.uuid4(), sender="", replaces=old
    )
    answer(round_, *old.contributions.all())
    later(round_)
    assert not Mail.objects.exists()
    answer(round_, *newer.contributions.all())
    later(round_)
    assert code in Mail.objects.get().body


def test_who_sent_a_letter_is_not_written_to_by_the_way(round_: Round) -> None:
    submission, _ = participation.receive(
        round_, [Suggestion("meas0111", comment="Aus dem Brief.")], channel=Channel.LETTER, form_key=uuid.uuid4()
    )
    Contact.objects.create(authority=round_.authority, submission=submission, email="b@erlenau.example")
    answer(round_, *submission.contributions.all())
    later(round_)
    assert not Mail.objects.exists()
    assert Contact.objects.exists()
