"""Doors of a conference: each office page for whom it may, nothing of another authority, nothing by a number that is none."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from werkstatt.conferences import actions, queries
from werkstatt.conferences.models import Conference, Registration, RegistrationState, TopicTable

pytestmark = pytest.mark.django_db
HUGE = ["0", "9223372036854775808", "1" + "0" * 300]
PEOPLE = ["personen/", "personen/eintragen/", "plaetze/", "unterlagen/namensschilder.docx"]
EVERYBODY = ["", "tische/"]
RUNNING = ["aendern/", "tische/neu/"]
DEEDS = [
    "ankuendigen/",
    "personen/loeschen/",
    "personen/{person}/abmelden/",
    "tische/anlegen/",
    "tische/{table}/entfernen/",
    "plaetze/verteilen/",
    "plaetze/{person}/",
    "tische/{table}/",
]


@pytest.fixture
def nord() -> Conference:
    return factories.conference(factories.round_(factories.published(factories.authority("erlenau"))))


@pytest.fixture
def table(nord: Conference) -> TopicTable:
    return factories.topic_tables(nord, 2)[0]


@pytest.fixture
def rosa(nord: Conference, table: TopicTable) -> Registration:
    return factories.coming(nord, "Rosa Beispiel", table, email="rosa@erlenau.example", needs="Rollstuhl")


def base(nord: Conference) -> str:
    return f"/werkstatt/erlenau/konferenzen/{nord.slug}/"


def state(nord: Conference) -> object:
    """All that somebody could have changed."""
    return (
        list(Conference.objects.order_by("pk").values()),
        list(TopicTable.objects.order_by("pk").values()),
        list(Registration.objects.order_by("pk").values("state", "contact", "wishes")),
        list(nord.sittings.values()),
    )


def strangers(nord: Conference) -> list[Client]:
    """Nobody, somebody without a role, and the head of another authority's office."""
    return [
        Client(),
        factories.signed_in(factories.person(None)),
        factories.signed_in(factories.person(factories.authority("talau"))),
    ]


@pytest.mark.parametrize("place", [*EVERYBODY, *RUNNING, *PEOPLE])
def test_who_has_no_role_here_reads_nothing(nord: Conference, rosa: Registration, place: str) -> None:
    for client in strangers(nord):
        answer = client.get(base(nord) + place)
        assert answer.status_code in {302, 404}
        assert b"Rosa" not in answer.content
        assert nord.title.encode() not in answer.content


@pytest.mark.parametrize("place", [*DEEDS, "absagen/", "aendern/", "tische/neu/", "personen/eintragen/"])
def test_who_has_no_role_here_changes_nothing(
    nord: Conference, table: TopicTable, rosa: Registration, place: str
) -> None:
    before = state(nord)
    for client in strangers(nord):
        sent = {"topic": "Fremd", "seats": "3", "title": "Fremd", "name": "Fremd"}
        assert client.post(base(nord) + place.format(person=rosa.pk, table=table.pk), sent).status_code in {302, 404}
    assert state(nord) == before


@pytest.mark.parametrize("place", [*DEEDS, "absagen/", "aendern/", "tische/neu/", "personen/eintragen/"])
def test_a_reader_changes_nothing(nord: Conference, table: TopicTable, rosa: Registration, place: str) -> None:
    before = state(nord)
    reader = factories.signed_in(factories.person(nord.authority, "reader"))
    sent = {"topic": "Fremd", "seats": "3", "title": "Fremd", "name": "Fremd"}
    assert reader.post(base(nord) + place.format(person=rosa.pk, table=table.pk), sent).status_code == 404
    assert state(nord) == before


@pytest.mark.parametrize("place", PEOPLE)
def test_names_are_read_by_those_who_must(nord: Conference, rosa: Registration, place: str) -> None:
    for role, status in (("commissioner", 200), ("editor", 200), ("reviewer", 200), ("reader", 404)):
        assert factories.signed_in(factories.person(nord.authority, role)).get(base(nord) + place).status_code == status


@pytest.mark.parametrize("place", [*DEEDS[:6]])
def test_deeds_are_done_by_a_post_alone(nord: Conference, table: TopicTable, rosa: Registration, place: str) -> None:
    before = state(nord)
    client = factories.signed_in(factories.person(nord.authority))
    assert client.get(base(nord) + place.format(person=rosa.pk, table=table.pk)).status_code == 405
    assert state(nord) == before


@pytest.mark.parametrize("number", HUGE)
@pytest.mark.parametrize(
    "place", ["personen/{}/abmelden/", "tische/{}/", "tische/{}/entfernen/", "plaetze/{}/", "plaetze/{}/1/loesen/"]
)
def test_a_number_that_nothing_has_is_not_found(nord: Conference, place: str, number: str) -> None:
    client = factories.signed_in(factories.person(nord.authority))
    assert client.post(base(nord) + place.format(number)).status_code == 404


@pytest.mark.parametrize(
    "place", ["personen/{person}/abmelden/", "tische/{table}/", "tische/{table}/entfernen/", "plaetze/{person}/"]
)
def test_numbers_of_another_conference_are_not_found(
    nord: Conference, table: TopicTable, rosa: Registration, place: str
) -> None:
    south = factories.conference(nord.round, "Süd")
    before = state(nord)
    client = factories.signed_in(factories.person(nord.authority))
    there = base(south) + place.format(person=rosa.pk, table=table.pk)
    assert client.post(there, {"topic": "Fremd", "seats": "3"}).status_code == 404
    assert state(nord) == before


def test_a_link_to_one_conference_opens_no_other(nord: Conference, rosa: Registration) -> None:
    south = factories.conference(nord.round, "Süd")
    token = queries.token_of(rosa)
    for method in (Client().get, Client().post):
        assert method(f"/erlenau/konferenz/{south.slug}/anmeldung/{token}/").status_code == 404
    rosa.refresh_from_db()
    assert rosa.state == RegistrationState.REGISTERED


@pytest.mark.parametrize("token", ["", "x", "0" * 500, "%00", "' OR 1=1 --", "ÄÖÜ"])
def test_a_made_up_link_cancels_nobody(nord: Conference, rosa: Registration, token: str) -> None:
    assert Client().post(f"/erlenau/konferenz/{nord.slug}/anmeldung/{token}/").status_code in {404, 405}
    rosa.refresh_from_db()
    assert rosa.state == RegistrationState.REGISTERED


def test_a_token_tells_nothing_of_the_row_and_each_row_has_its_own(nord: Conference) -> None:
    rows = [factories.coming(nord) for _ in range(5)]
    tokens = {queries.token_of(row) for row in rows}
    assert len(tokens) == 5
    assert all(token not in str(Registration.objects.filter(pk=row.pk).values()[0]) for row in rows for token in tokens)
    assert queries.registration_of(nord, queries.token_of(rows[2]).upper()) == rows[2]


@pytest.mark.parametrize("place", ["tische/neu/", "aendern/"])
@pytest.mark.parametrize("seats", ["0", "-1", "2001", "1" + "0" * 300, "viele", "\x00", "1.5"])
def test_seats_that_cannot_be_are_said_at_their_field(nord: Conference, place: str, seats: str) -> None:
    before = state(nord)
    client = factories.signed_in(factories.person(nord.authority))
    page = client.post(base(nord) + place, {"topic": "Kita", "seats": seats, "capacity": seats})
    assert page.status_code == 200
    assert page.context["form"].errors["seats" if place == "tische/neu/" else "capacity"]
    assert state(nord) == before


def test_called_off_nothing_can_be_changed_and_the_page_says_so(nord: Conference) -> None:
    actions.call_off(nord, None)
    page = factories.signed_in(factories.person(nord.authority)).get(base(nord))
    assert page.status_code == 200
    assert "abgesagt" in page.content.decode()
