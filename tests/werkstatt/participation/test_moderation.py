"""Before something is read outside a person may look; black marks lie over what was said, in every channel."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from konzept.model import Problem
from tests import factories
from werkstatt.journal.models import Entry
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Contribution, Redaction, Round, Visibility

pytestmark = pytest.mark.django_db
WORDS = "Ohne Frau Lind (lind@erlenau.example) ginge hier nichts."
MASKED = "Ohne […] ([…]) ginge hier nichts."


@pytest.fixture
def round_() -> Round:
    made = factories.round_()
    made.visibility = Visibility.MODERATED
    made.save()
    return made


@pytest.fixture
def commissioner(round_: Round) -> Client:
    return factories.signed_in(factories.person(round_.authority))


@pytest.fixture
def said(round_: Round) -> Contribution:
    return factories.said(round_, comment=WORDS, organisation="Verein Brücke Erlenau")


@pytest.fixture
def office(round_: Round) -> str:
    return f"/werkstatt/{round_.authority.slug}/beteiligung/{round_.slug}/freigabe/"


@pytest.fixture
def outside(round_: Round) -> str:
    return f"/{round_.authority.slug}/mitmachen/{round_.slug}/rueckmeldungen/"


def test_nothing_is_read_outside_before_a_person_looked(
    client: Client, commissioner: Client, round_: Round, said: Contribution, office: str, outside: str
) -> None:
    assert WORDS not in client.get(outside).content.decode()
    page = commissioner.get(office)
    assert WORDS in page.content.decode()
    assert [entry.traces for entry in page.context["entries"]] == [
        ("Name: Frau Lind", "E-Mail-Adresse: lind@erlenau.example")
    ]
    done = commissioner.post(office, {"said": [said.pk], "published": "ja"})
    assert done.status_code == 302
    assert WORDS in client.get(outside).content.decode()
    assert "Brücke" not in client.get(outside).content.decode()
    assert not queries.to_moderate(round_)


def test_what_was_published_can_be_held_back_again(
    client: Client, commissioner: Client, said: Contribution, office: str, outside: str
) -> None:
    for answer, reads in (("ja", True), ("nein", False), ("nein", False), ("ja", True)):
        commissioner.post(office, {"said": [said.pk], "published": answer, "reason": "nennt eine Person"})
        assert (WORDS in client.get(outside).content.decode()) is reads
    assert said.moderations.count() == 3  # the same twice is once
    assert "nennt eine Person" not in client.get(outside).content.decode()


def test_black_marks_are_read_and_what_was_said_stays(
    client: Client, commissioner: Client, round_: Round, said: Contribution, office: str, outside: str
) -> None:
    page = commissioner.get(f"{office}{said.pk}/")
    assert page.context["form"]["comment"].value() == MASKED
    commissioner.post(f"{office}{said.pk}/", {"comment": MASKED})
    commissioner.post(f"{office}{said.pk}/", {"comment": MASKED})
    commissioner.post(office, {"said": [said.pk], "published": "ja"})
    html = client.get(outside).content.decode()
    assert MASKED in html
    assert "Lind" not in html
    assert Redaction.objects.count() == 1
    said.refresh_from_db()
    assert said.comment == WORDS
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Redaction.objects.all().delete()


def test_a_later_mark_starts_from_the_one_before(commissioner: Client, said: Contribution, office: str) -> None:
    commissioner.post(f"{office}{said.pk}/", {"comment": "Ohne […] ginge hier nichts."})
    page = commissioner.get(f"{office}{said.pk}/")
    assert page.context["form"]["comment"].value() == "Ohne […] ginge hier nichts."
    assert [entry.traces for entry in [page.context["entry"]]] == [()]


def test_nobody_chosen_is_said(commissioner: Client, office: str, said: Contribution) -> None:
    page = commissioner.post(office, {"published": "ja"}, follow=True)
    assert "Bitte mindestens eine ankreuzen" in page.content.decode()


def test_another_rounds_contribution_is_no_choice(commissioner: Client, office: str) -> None:
    other = factories.said(factories.round_(), comment="Anderswo.")
    commissioner.post(office, {"said": [other.pk], "published": "ja"})
    assert not other.moderations.exists()
    assert commissioner.get(f"{office}{other.pk}/").status_code == 404


def test_who_only_reads_moderates_nothing(round_: Round, said: Contribution, office: str) -> None:
    reader = factories.signed_in(factories.person(round_.authority, "reader"))
    assert reader.post(office, {"said": [said.pk], "published": "ja"}).status_code == 404
    assert not said.moderations.exists()


def test_an_internal_round_has_no_list(client: Client, round_: Round, outside: str) -> None:
    round_.visibility = Visibility.INTERNAL
    round_.save()
    assert client.get(outside).status_code == 404


def test_the_journal_says_what_was_done_and_no_words(round_: Round, said: Contribution) -> None:
    who = factories.person(round_.authority)
    actions.moderate(round_, [said], who, published=False, reason="nennt Frau Lind")
    actions.redact(said, who, {"comment": MASKED, "uid": "meas9999"})
    told = Entry.objects.filter(deed__in=["participation.moderate", "participation.redact"])
    assert told.count() == 2
    assert "Lind" not in str(list(told.values()))
    with pytest.raises(Problem, match="mindestens eine"):
        actions.moderate(round_, [], who, published=True)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_whatever_it_holds(
    client: Client, round_: Round, outside: str, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    rows = [factories.said(round_, comment=f"Anregung {number}.") for number in range(count)]
    actions.moderate(round_, rows, None, published=True)
    client.get(outside)
    with django_assert_num_queries(5):
        assert client.get(outside).content.decode().count("Anregung") == count


def test_the_list_is_filtered_by_element(client: Client, round_: Round, outside: str) -> None:
    one, two = factories.said(round_, comment="Zum Kurs."), factories.said(round_, "meas0211", "Zur Sprechstunde.")
    actions.moderate(round_, [one, two], None, published=True)
    html = client.get(outside, {"zu": "meas0211"}).content.decode()
    assert ("Zur Sprechstunde." in html, "Zum Kurs." in html) == (True, False)
    assert "Zum Kurs." in client.get(outside, {"zu": "gibtsnicht"}).content.decode()


def test_what_is_withdrawn_is_gone_outside(client: Client, round_: Round, said: Contribution, outside: str) -> None:
    actions.moderate(round_, [said], None, published=True)
    actions.withdraw(said.submission)
    assert WORDS not in client.get(outside).content.decode()
