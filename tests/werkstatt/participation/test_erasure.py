"""Who gave an address: written to once and by nobody else, and erased from the columns themselves."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import timezone

from konzept.suggestion import Suggestion
from tests import factories
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.lib.ciphers import decipher
from werkstatt.participation import actions, queries
from werkstatt.participation.actions.contacts import keep_contact, tie_contact
from werkstatt.participation.models import Contact, Round, Submission
from werkstatt.participation.tasks import forget as forget_task
from werkstatt.review.tasks import tell as tell_task
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db
ADDRESS = "aisha@erlenau.example"


@pytest.fixture
def round_() -> Round:
    return factories.round_(factories.published(factories.authority("erlenau")))


def spoken(
    round_: Round, email: str = ADDRESS, *, replaces: Submission | None = None, text: str = "Gut."
) -> Submission:
    said = [Suggestion("meas0111", comment=text)]
    return actions.say(round_, said, form_key=uuid.uuid4(), sender="", email=email, replaces=replaces)[0]


def stored() -> list[str]:
    """Every address in the database, read past the models with the installation's own secret."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT email, name FROM participation_contact ORDER BY id")
        return [decipher(cell) for row in cursor.fetchall() for cell in row if cell]


def everything() -> str:
    """The whole database as text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return str(rows)


def receipt(submission: Submission, deed: str = "") -> str:
    return f"/erlenau/mitmachen/beleg/{queries.receipt_code(submission.form_key)}/{deed}"


def test_an_address_lies_in_one_place_and_there_enciphered(round_: Round) -> None:
    spoken(round_)
    assert stored() == [ADDRESS]
    assert "aisha" not in everything()


def test_who_has_it_erased_is_in_no_column_any_more(round_: Round) -> None:
    kept = spoken(round_, "boris@erlenau.example")
    gone = spoken(round_)
    assert Client().post(receipt(gone, "adresse-loeschen/")).status_code == 302
    assert stored() == ["boris@erlenau.example"]
    assert queries.counts(gone), "what was said still counts"
    assert Contact.objects.get().submission == kept


def test_a_link_in_a_mail_does_not_erase_by_being_looked_at(round_: Round) -> None:
    submission = spoken(round_)
    for deed in ("adresse-loeschen/", "zuruecknehmen/"):
        assert Client().get(receipt(submission, deed)).status_code == 405
    assert stored() == [ADDRESS]
    assert queries.counts(submission)


def test_another_authoritys_address_opens_no_receipt_of_ours(round_: Round) -> None:
    submission = spoken(round_)
    factories.authority("talau")
    for deed in ("adresse-loeschen/", "zuruecknehmen/"):
        elsewhere = receipt(submission, deed).replace("/erlenau/", "/talau/")
        assert Client().post(elsewhere).status_code == 404
    assert stored() == [ADDRESS]
    assert queries.counts(submission)


def test_what_is_taken_back_by_its_holder_takes_the_address_along(round_: Round) -> None:
    submission = spoken(round_)
    for _ in range(2):
        assert Client().post(receipt(submission, "zuruecknehmen/"))["Location"] == receipt(submission)
    assert stored() == []
    assert Entry.objects.filter(deed="participation.withdraw").count() == 1


def test_a_newer_wording_takes_the_address_along_and_may_bring_another(round_: Round) -> None:
    first = spoken(round_)
    second = spoken(round_, "", replaces=first, text="Neu.")
    assert stored() == [ADDRESS]
    assert Contact.objects.get().submission == second
    third = spoken(round_, "neu@erlenau.example", replaces=second, text="Noch neuer.")
    assert stored() == ["neu@erlenau.example"]
    assert Contact.objects.get().submission == third


def test_forgetting_after_a_newer_wording_by_the_old_code_erases_nothing_of_others(round_: Round) -> None:
    first = spoken(round_)
    spoken(round_, "", replaces=first, text="Neu.")
    actions.forget(first)
    assert stored() == [ADDRESS], "the address belongs to the newer wording now"


def test_the_answer_is_announced_once_and_the_address_is_gone_with_it(round_: Round, settings: LazySettings) -> None:
    settings.SITE = "https://erlenau.example"
    submission = spoken(round_)
    actions.tell(submission)
    actions.tell(submission)
    mail = Mail.objects.get()
    assert mail.recipient == ADDRESS
    assert f"https://erlenau.example{receipt(submission)}" in mail.body
    assert round_.title in mail.body
    assert "Gut." not in mail.body, "what was said stays in the house"
    assert stored() == []


def test_nobody_is_written_to_who_gave_no_address(round_: Round) -> None:
    silent = spoken(round_, "")
    named = keep_contact(round_.authority, name="Ida Sommer")
    letter = spoken(round_, "")
    tie_contact(named, letter)
    for submission in (silent, letter):
        actions.tell(submission)
    assert not Mail.objects.exists()
    assert stored() == [], "a name alone has done its service too"


def test_the_task_writes_to_nobody_while_an_answer_is_missing(round_: Round) -> None:
    spoken(round_)
    tell_task.func("")
    assert not Mail.objects.exists()
    assert stored() == [ADDRESS]


def test_contacts_without_a_day_stay_and_those_of_today_too(round_: Round) -> None:
    today = timezone.localdate()
    keep_contact(round_.authority, email="ohne@erlenau.example")
    keep_contact(round_.authority, email="heute@erlenau.example", erase_after=today)
    keep_contact(round_.authority, email="gestern@erlenau.example", erase_after=today - timedelta(days=1))
    assert actions.erase_contacts(today) == 1
    assert stored() == ["ohne@erlenau.example", "heute@erlenau.example"]


def test_each_authoritys_journal_counts_its_own(round_: Round) -> None:
    long_ago, other = timezone.localdate() - timedelta(days=9), factories.authority("talau")
    for authority in (round_.authority, other, other):
        keep_contact(authority, email=ADDRESS, erase_after=long_ago)
    assert actions.erase_contacts(timezone.localdate()) == 3
    told = dict(Entry.objects.filter(deed="participation.erase_contacts").values_list("authority_id", "facts"))
    assert told == {round_.authority.pk: {"contacts": 1}, other.pk: {"contacts": 2}}


def test_the_nightly_task_erases_what_is_due(round_: Round, settings: LazySettings) -> None:
    spoken(round_)
    with clock.at(round_.closes_at + timedelta(days=settings.CONTACT_DAYS)):
        forget_task.func("")
        assert stored() == [ADDRESS], "the last day belongs to it"
    with clock.at(round_.closes_at + timedelta(days=settings.CONTACT_DAYS + 2)):
        forget_task.func("")
    assert stored() == []


def test_a_contact_tied_to_a_submission_gets_its_day(round_: Round, settings: LazySettings) -> None:
    contact = keep_contact(round_.authority, email=ADDRESS)
    tie_contact(contact, spoken(round_, ""))
    contact.refresh_from_db()
    assert contact.erase_after == timezone.localdate(round_.closes_at) + timedelta(days=settings.CONTACT_DAYS)
