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


EDITORS = {Role.COMMISSIONER, Role.EDITOR}
LIST = "/werkstatt/erlenau/netzwerk/"


@pytest.mark.parametrize("who", [*Role, "stranger", "elsewhere", "nobody"])
def test_each_page_opens_for_whom_it_may(county: Authority, who: str) -> None:
    where = {"stranger": None, "elsewhere": factories.authority()}.get(who, county)
    role = who if who in set(Role) else Role.COMMISSIONER
    client = Client() if who == "nobody" else factories.signed_in(factories.person(where, role))
    for page, allowed in {"": set(Role), "gremium/": EDITORS, "organisation/": EDITORS}.items():
        status = 302 if who == "nobody" else 200 if who in allowed else 404
        assert client.get(LIST + page).status_code == status, page
        client.post(LIST + page, {"name": f"Neu {page}"})
    assert Body.objects.exists() == Organisation.objects.exists() == (who in EDITORS)


@pytest.mark.parametrize("page", ["", "gremium/", "organisation/"])
def test_an_authority_that_is_not_there_is_not_found(editor: Client, page: str) -> None:
    assert editor.get(f"/werkstatt/nirgends/netzwerk/{page}").status_code == 404


@pytest.mark.parametrize("page", ["gremium/", "organisation/"])
def test_a_double_click_adds_once(county: Authority, editor: Client, page: str) -> None:
    assert editor.post(LIST + page, {"name": "Jobcenter"}).status_code == 302
    assert "steht schon in der Liste" in editor.post(LIST + page, {"name": "Jobcenter"}).content.decode()
    assert Body.objects.count() + Organisation.objects.count() == 1


def test_hostile_names_are_names(county: Authority, editor: Client) -> None:
    hostile = '<script>alert("x")</script>'
    for page in ("gremium/", "organisation/"):
        shown = editor.post(LIST + page, {"name": hostile, "short": "<b>kurz</b>"}, follow=True).content.decode()
        assert "alert(" in shown
        assert "<script>alert" not in shown
        assert "<b>kurz" not in shown
    faulty = editor.post(f"{LIST}gremium/", {"name": hostile, "email": hostile}).content.decode()
    assert "<script>alert" not in faulty


def test_addresses_are_for_the_office_alone(county: Authority) -> None:
    actions.add_body(county, None, name="Schulamt", email="geheim@erlenau.example")
    for page in ("/", "/erlenau/"):
        assert "geheim@erlenau.example" not in Client().get(page).content.decode()


def test_a_reader_sees_the_list_and_nothing_to_press(county: Authority) -> None:
    actions.add_body(county, None, name="Kreistag", decides=True)
    actions.add_body(county, None, name="Schulamt", email="schulamt@erlenau.example")
    actions.add_organisation(county, None, name="Sprachtreff Erle e. V.", short="STE")
    page = factories.signed_in(factories.person(county, Role.READER)).get(LIST).content.decode()
    for words in ("beschließt", "zeichnet mit", "schulamt@erlenau.example", "keine: Votum wird eingetragen", "(STE)"):
        assert words in page
    assert f"{LIST}gremium/" not in page
    assert f"{LIST}organisation/" not in page


@pytest.mark.parametrize(("page", "table"), [("gremium/", Body), ("organisation/", Organisation)])
def test_what_was_typed_comes_back_with_its_fault(
    county: Authority, editor: Client, page: str, table: type[Body]
) -> None:
    shown = editor.post(LIST + page, {"name": "", "email": "kein@", "short": "Kurz"}).content.decode()
    assert "kein@" in shown or "Kurz" in shown
    assert 'role="alert"' in shown or "aria-invalid" in shown
    assert not table.objects.exists()


def test_lists_are_those_of_the_authority(county: Authority, editor: Client) -> None:
    other = factories.authority()
    actions.add_body(other, None, name="Stadtrat")
    actions.add_organisation(other, None, name="Fremder Verein")
    page = editor.get(LIST).content.decode()
    assert "Stadtrat" not in page
    assert "Fremder Verein" not in page


def test_what_two_people_add_at_once_is_said(county: Authority, editor: Client) -> None:
    for page, table in (("gremium/", Body), ("organisation/", Organisation)):
        table.objects.create(authority=county, name="Jobcenter")
        shown = editor.post(LIST + page, {"name": "Jobcenter"})
        assert shown.status_code == 200
        assert "steht schon in der Liste" in shown.content.decode()
        assert table.objects.count() == 1
