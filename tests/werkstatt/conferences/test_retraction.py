"""Minutes that should not have gone out are retracted: nobody outside reads them, in no form; they may be published anew."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from konzept.minutes import Arrangement
from tests import factories
from werkstatt.accounts.models import Role, User
from werkstatt.conferences.actions.minutes import publish_minutes, retract_minutes
from werkstatt.conferences.models import Minutes, Retraction
from werkstatt.conferences.queries.minutes import Subject, is_told, published_minutes, rounds_with_minutes
from werkstatt.journal.models import Entry
from werkstatt.participation.actions import change_round
from werkstatt.participation.models import Round, Visibility

pytestmark = pytest.mark.django_db

WORDS = "Frau Lind hilft immer."


@pytest.fixture
def round_() -> Round:
    made = change_round(factories.round_(), None, visibility=Visibility.OPEN)
    factories.said(made, comment=WORDS)
    return made


@pytest.fixture
def lead(round_: Round) -> User:
    return factories.person(round_.authority)


def publish(round_: Round, by: Arrangement = Arrangement.QUESTIONS) -> Minutes:
    return publish_minutes(Subject(round_), None, arrangement=by)


def address(name: str, round_: Round, *more: str) -> str:
    return reverse(f"conferences:{name}", args=[round_.authority.slug, round_.slug, *more])


def page(round_: Round) -> str:
    """What everybody reads on the round's own page."""
    return reverse("participation:round", args=[round_.authority.slug, round_.slug])


def test_nobody_reads_what_was_retracted_in_any_form(round_: Round, lead: User) -> None:
    publish(round_)
    addresses = [address("public_round_minutes", round_)]
    addresses += [address("public_round_minutes_file", round_, ending) for ending in ("docx", "odt", "pdf")]
    assert [Client().get(each).status_code for each in addresses] == [200] * 4
    retract_minutes(Subject(round_), lead)
    answers = [Client().get(each) for each in addresses]
    assert [each.status_code for each in answers] == [410] * 4
    assert all("Dieses Protokoll ist nicht mehr veröffentlicht" in each.content.decode() for each in answers)
    assert not [each for each in answers if "Lind" in each.content.decode()]


def test_minutes_that_never_were_are_not_found_and_those_taken_back_say_so_in_each_language(
    round_: Round, lead: User
) -> None:
    place = address("public_round_minutes", round_)
    assert Client().get(place).status_code == 404
    publish(round_)
    retract_minutes(Subject(round_), lead)
    answer = Client().get(f"/en{place}")
    assert (answer.status_code, "These minutes are no longer published" in answer.content.decode()) == (410, True)
    publish(round_)
    assert Client().get(place).status_code == 200


def test_an_earlier_state_does_not_come_back(round_: Round, lead: User) -> None:
    publish(round_)
    publish(round_, Arrangement.TABLES)
    retract_minutes(Subject(round_), lead)
    assert published_minutes(Subject(round_)) is None
    assert list(rounds_with_minutes(round_.authority)) == []
    assert Retraction.objects.count() == 2


def test_retracting_twice_is_once_and_without_minutes_nothing(round_: Round, lead: User) -> None:
    retract_minutes(Subject(round_), lead)
    assert not Entry.objects.filter(deed="conferences.retract_minutes").exists()
    publish(round_)
    retract_minutes(Subject(round_), lead)
    retract_minutes(Subject(round_), lead)
    entry = Entry.objects.get(deed="conferences.retract_minutes")
    assert (entry.facts, entry.actor_id) == ({"states": 1}, lead.pk)


def test_the_same_words_may_be_published_anew(round_: Round, lead: User) -> None:
    first = publish(round_)
    retract_minutes(Subject(round_), lead)
    second = publish(round_)
    assert second != first
    assert published_minutes(Subject(round_)) == second
    assert WORDS in Client().get(address("public_round_minutes", round_)).content.decode()


def test_those_of_a_conference_and_of_its_round_are_apart(round_: Round, lead: User) -> None:
    nord = factories.conference(round_)
    table = factories.conferences.add_table(nord, None, topic="Sprache", seats=8, area_uid="area0001")
    factories.remark(table, "Am Tisch.")
    publish(round_)
    held = publish_minutes(Subject(round_, nord), None, arrangement=Arrangement.QUESTIONS)
    retract_minutes(Subject(round_), lead)
    assert published_minutes(Subject(round_, nord)) == held
    assert not is_told(round_)


def test_the_database_keeps_a_retraction(round_: Round, lead: User) -> None:
    publish(round_)
    retract_minutes(Subject(round_), lead)
    made = Retraction.objects.get()
    for change in (made.delete, lambda: Retraction.objects.update(retracted_by=None)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_office_retracts_with_one_click(round_: Round, lead: User) -> None:
    publish(round_)
    client = factories.signed_in(lead)
    assert 'name="zurueckrufen"' in client.get(address("round_minutes", round_)).content.decode()
    answer = client.post(address("round_minutes", round_), {"zurueckrufen": "ja"}, follow=True).content.decode()
    assert "außen liest es niemand mehr" in answer
    assert "Noch liest das Protokoll nur die Werkstatt" in answer
    assert 'name="zurueckrufen"' not in answer


def test_who_may_only_read_retracts_nothing(round_: Round) -> None:
    publish(round_)
    client = factories.signed_in(factories.person(round_.authority, Role.READER))
    assert 'name="zurueckrufen"' not in client.get(address("round_minutes", round_)).content.decode()
    assert client.post(address("round_minutes", round_), {"zurueckrufen": "ja"}).status_code == 404
    assert is_told(round_)


def test_the_page_of_the_round_leads_to_its_minutes_while_they_are_public(round_: Round, lead: User) -> None:
    link = address("public_round_minutes", round_)
    assert link not in Client().get(page(round_)).content.decode()
    publish(round_)
    assert link in Client().get(page(round_)).content.decode()
    retract_minutes(Subject(round_), lead)
    assert link not in Client().get(page(round_)).content.decode()


def test_the_office_finds_the_minutes_from_the_round(round_: Round, lead: User) -> None:
    setup = reverse("participation:setup", args=[round_.authority.slug, round_.slug])
    assert address("round_minutes", round_) in factories.signed_in(lead).get(setup).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_retracting_costs_the_same_however_many_states(
    round_: Round, lead: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        publish(round_, [Arrangement.QUESTIONS, Arrangement.TABLES][number % 2])
    with django_assert_num_queries(8):
        retract_minutes(Subject(round_), lead)
