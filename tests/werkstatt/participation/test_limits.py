"""Limits that know nobody: salts are thrown away, contacts are erased, the journal names none."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings

from konzept.suggestion import Suggestion
from tests import factories
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.participation import actions, tasks
from werkstatt.participation.actions.limits import count
from werkstatt.participation.models import Contact, Round, Salt, Submission, Tally

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ADDRESS = "192.0.2.7"


def test_no_address_and_nothing_that_leads_back_to_it_is_stored() -> None:
    count(ADDRESS)
    assert ADDRESS not in str(list(Tally.objects.values())) + str(list(Salt.objects.values()))


def test_one_row_a_window_counts_up(settings: LazySettings) -> None:
    settings.SAY_MOST = 2
    with clock.at(NOON):
        count(ADDRESS)
        count(ADDRESS)
        with pytest.raises(actions.TooMany):
            count(ADDRESS)
        assert Tally.objects.get().count == 2
        assert Tally.objects.get().ends_at == NOON + timedelta(seconds=settings.SAY_WINDOW)
    with clock.at(NOON + timedelta(seconds=settings.SAY_WINDOW)):
        count(ADDRESS)


def test_the_next_day_the_salt_is_another_and_the_old_one_is_gone() -> None:
    with clock.at(NOON):
        count(ADDRESS)
        old = Salt.objects.get().secret
    with clock.at(NOON + timedelta(days=1)):
        count(ADDRESS)
    assert Salt.objects.get().secret != old


def test_the_same_connection_is_not_recognised_from_window_to_window() -> None:
    for minutes in (0, 10, 20):
        with clock.at(NOON + timedelta(minutes=minutes)):
            count(ADDRESS)
    assert len(set(Tally.objects.values_list("digest", flat=True))) == 3


def test_what_is_over_is_forgotten_by_the_task() -> None:
    with clock.at(NOON):
        count(ADDRESS)
    with clock.at(NOON + timedelta(minutes=5)):
        actions.forget_senders()
        assert Tally.objects.count() == Salt.objects.count() == 1
    with clock.at(NOON + timedelta(days=1)):
        tasks.forget.func("")
    assert not Tally.objects.exists()
    assert not Salt.objects.exists()


# --- addresses for the answer ---


def spoken(round_: Round, email: str = "aisha@erlenau.example") -> Submission:
    submission, _ = actions.say(
        round_, [Suggestion("meas0111", comment="Gut.")], form_key=uuid.uuid4(), sender=ADDRESS, email=email
    )
    return submission


def test_contacts_are_erased_when_their_day_has_passed() -> None:
    round_ = factories.round_()
    spoken(round_)
    erase_after = Contact.objects.get().erase_after
    assert erase_after is not None
    assert actions.erase_contacts(erase_after) == 0
    assert actions.erase_contacts(erase_after + timedelta(days=1)) == 1
    assert not Contact.objects.exists()
    entry = Entry.objects.latest("position")
    assert (entry.deed, entry.facts) == ("participation.erase_contacts", {"contacts": 1})
    assert Submission.objects.count() == 1, "what was said stays"


def test_erasing_nothing_leaves_no_entry() -> None:
    factories.round_()
    before = Entry.objects.count()
    assert actions.erase_contacts(NOON.date()) == 0
    assert Entry.objects.count() == before


def test_whoever_gave_an_address_has_it_erased_once() -> None:
    submission = spoken(factories.round_())
    before = Entry.objects.count()
    actions.forget(submission)
    actions.forget(submission)
    assert not Contact.objects.exists()
    assert Entry.objects.count() == before + 1


def test_who_withdraws_is_not_written_to() -> None:
    submission = spoken(factories.round_())
    actions.withdraw(submission)
    assert not Contact.objects.exists()


def test_the_journal_knows_neither_address_nor_words() -> None:
    spoken(factories.round_())
    journal = str(list(Entry.objects.values()))
    assert "aisha" not in journal
    assert "Gut." not in journal
    assert ADDRESS not in journal


def test_nobody_need_give_anything() -> None:
    submission = spoken(factories.round_(), email="")
    assert submission.organisation == ""
    assert not Contact.objects.exists()
