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
    with django_assert_num_queries(8):
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
    assert f'"{LIST}organisation/"' not in page


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


# --- one organisation ---


@pytest.fixture
def club(county: Authority) -> Organisation:
    return actions.add_organisation(county, None, name="Sprachtreff Erle", short="STE", spellings=["Treff", "Erle"])


def test_the_list_says_how_else_they_are_written(editor: Client, club: Organisation) -> None:
    page = editor.get(LIST).content.decode()
    assert "auch: Erle; Treff" in page
    assert f"{LIST}organisation/{club.pk}/" in page


def test_a_page_of_an_organisation(county: Authority, editor: Client, club: Organisation) -> None:
    address = f"{LIST}organisation/{club.pk}/"
    page = editor.get(address).content.decode()
    for words in ("Sprachtreff Erle", "kurz: STE", "Treff", "Entfernen", "Umbenennen", "Mit einer anderen"):
        assert words in page
    read = factories.signed_in(factories.person(county, Role.READER)).get(address).content.decode()
    assert "Treff" in read
    assert "Entfernen" not in read
    assert "Umbenennen" not in read


def test_another_name(editor: Client, club: Organisation) -> None:
    address = f"{LIST}organisation/{club.pk}/name/"
    assert 'value="Sprachtreff Erle"' in editor.get(address).content.decode()
    shown = editor.post(address, {"name": "Sprachhaus", "short": ""}, follow=True).content.decode()
    assert "heißt jetzt „Sprachhaus“" in shown
    assert "Sprachtreff Erle" in shown, "as a spelling"


def test_a_name_that_is_taken_comes_back(county: Authority, editor: Client, club: Organisation) -> None:
    actions.add_organisation(county, None, name="Sozialamt")
    shown = editor.post(f"{LIST}organisation/{club.pk}/name/", {"name": "sozialamt"}).content.decode()
    assert "meint „Sozialamt“" in shown
    assert 'value="sozialamt"' in shown


def test_a_spelling_comes_and_goes(county: Authority, editor: Client, club: Organisation) -> None:
    address = f"{LIST}organisation/{club.pk}/"
    assert editor.get(f"{address}schreibweise/").status_code == 200
    assert "meint jetzt" in editor.post(f"{address}schreibweise/", {"text": "STErle"}, follow=True).content.decode()
    actions.add_organisation(county, None, name="Sozialamt")
    assert "steht schon" in editor.post(f"{address}schreibweise/", {"text": "Sozialamt"}).content.decode()
    row = club.spellings.get(text="STErle")
    for said in ("meint nicht mehr", "schon entfernt"):
        answer = editor.post(f"{address}schreibweise/{row.pk}/entfernen/", follow=True)
        assert said in answer.content.decode()
    named = club.spellings.get(text="STE")
    answer = editor.post(f"{address}schreibweise/{named.pk}/entfernen/", follow=True)
    assert "zuerst einen anderen Namen" in answer.content.decode()


def test_two_are_merged(county: Authority, editor: Client, club: Organisation) -> None:
    kept = actions.add_organisation(county, None, name="Sprachhaus")
    address = f"{LIST}organisation/{club.pk}/zusammenlegen/"
    assert "Sprachhaus" in editor.get(address).content.decode()
    shown = editor.post(address, {"kept": kept.pk}, follow=True).content.decode()
    assert "gehört jetzt zu „Sprachhaus“" in shown
    assert editor.post(address, {"kept": kept.pk}).status_code == 404


@pytest.mark.parametrize("page", ["", "name/", "schreibweise/", "zusammenlegen/", "schreibweise/1/entfernen/"])
def test_an_organisation_of_another_authority_is_not_found(editor: Client, page: str) -> None:
    other = actions.add_organisation(factories.authority(), None, name="Fremd")
    for number in (other.pk, 999_999):
        address = f"{LIST}organisation/{number}/{page}"
        assert (editor.post(address) if "entfernen" in page else editor.get(address)).status_code == 404


@pytest.mark.parametrize("page", ["name/", "schreibweise/", "zusammenlegen/", "schreibweise/1/entfernen/"])
def test_a_reader_changes_no_organisation(county: Authority, club: Organisation, page: str) -> None:
    reader = factories.signed_in(factories.person(county, Role.READER))
    assert reader.post(f"{LIST}organisation/{club.pk}/{page}", {"name": "x", "text": "x"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_constant_queries_of_an_organisation(
    county: Authority, editor: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    made = actions.add_organisation(county, None, name="Treff", spellings=[f"Treff {row}" for row in range(rows)])
    with django_assert_num_queries(7):
        editor.get(f"{LIST}organisation/{made.pk}/")
