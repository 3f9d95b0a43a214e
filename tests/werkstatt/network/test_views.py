"""The list of bodies and organisations."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.authorities.models import Authority
from werkstatt.journal.models import Entry
from werkstatt.network import actions
from werkstatt.network.models import Body, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Authority:
    return factories.authority("erlenau")


@pytest.fixture
def editor(county: Authority) -> Client:
    return factories.signed_in(factories.person(county, Role.EDITOR))


def test_an_empty_list_says_what_to_do_first(county: Authority, editor: Client) -> None:
    page = editor.get("/werkstatt/erlenau/netzwerk/").content.decode()
    assert "Noch kein Gremium" in page
    assert "/werkstatt/erlenau/netzwerk/gremium/" in page


def test_a_body_enters_the_list_and_the_journal(county: Authority, editor: Client) -> None:
    answer = editor.post("/werkstatt/erlenau/netzwerk/gremium/", {"name": "Kreistag", "decides": "on"}, follow=True)
    assert "Kreistag" in answer.content.decode()
    assert Body.objects.get().decides
    assert Entry.objects.get(deed="network.add_body").authority_id == county.pk


def test_an_organisation_enters_the_list(county: Authority, editor: Client) -> None:
    editor.post("/werkstatt/erlenau/netzwerk/organisation/", {"name": "Sprachtreff Erle e. V.", "short": "STE"})
    assert Organisation.objects.get().short == "STE"


def test_a_name_stands_once(county: Authority, editor: Client) -> None:
    actions.add_body(county, None, name="Kreistag")
    page = editor.post("/werkstatt/erlenau/netzwerk/gremium/", {"name": "kreistag"}).content.decode()
    assert "steht schon in der Liste" in page
    assert Body.objects.count() == 1


def test_a_reader_reads_and_a_stranger_learns_nothing(county: Authority) -> None:
    reader = factories.signed_in(factories.person(county, Role.READER))
    stranger = factories.signed_in(factories.person(factories.authority("anderswo")))
    assert reader.get("/werkstatt/erlenau/netzwerk/").status_code == 200
    assert reader.get("/werkstatt/erlenau/netzwerk/gremium/").status_code == 404
    assert stranger.get("/werkstatt/erlenau/netzwerk/").status_code == 404
    assert Client().get("/werkstatt/erlenau/netzwerk/").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_constant_queries(
    county: Authority, editor: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        actions.add_body(county, None, name=f"Ausschuss {number}")
        actions.add_organisation(county, None, name=f"Verein {number}")
    with django_assert_num_queries(7):
        editor.get("/werkstatt/erlenau/netzwerk/")
