"""The office's first page, for the office alone."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.werkstatt.web import scene
from werkstatt.accounts.models import Membership, Role

pytestmark = pytest.mark.django_db


def test_nobody_is_asked_to_sign_in(client: Client) -> None:
    where = factories.authority()
    for path in ("/werkstatt/", f"/werkstatt/{where.slug}/"):
        assert client.get(path).headers["Location"] == f"/konto/anmelden/?next={path}"


def test_a_stranger_learns_nothing() -> None:
    where, elsewhere = factories.authority(), factories.authority()
    assert factories.signed_in(factories.person(elsewhere)).get(f"/werkstatt/{where.slug}/").status_code == 404


@pytest.mark.parametrize("role", Role.values)
def test_everybody_of_the_office_has_a_desk(role: str) -> None:
    where = factories.authority()
    scene.first_edition(where)
    page = factories.signed_in(factories.person(where, role)).get(f"/werkstatt/{where.slug}/")
    assert page.status_code == 200
    assert "Heute zu tun" in page.content.decode()
    assert 'aria-current="step"' in page.content.decode()


def test_an_empty_workshop_shows_one_thing() -> None:
    where = factories.authority()
    page = factories.signed_in(factories.person(where)).get(f"/werkstatt/{where.slug}/").content.decode()
    assert page.count("kern-btn--") == 1
    assert "Konzept hochladen" in page


def test_who_works_for_one_authority_starts_at_its_desk() -> None:
    where = factories.authority()
    page = factories.signed_in(factories.person(where)).get("/werkstatt/")
    assert page.headers["Location"] == f"/werkstatt/{where.slug}/"


def test_who_works_for_several_chooses_and_who_works_for_none_is_told() -> None:
    where, elsewhere = factories.authority(), factories.authority(name="Stadt Tessen")
    who = factories.person(where)
    Membership.objects.create(user=who, authority=elsewhere, role=Role.READER)
    page = factories.signed_in(who).get("/werkstatt/").content.decode()
    assert "Stadt Tessen" in page
    assert "noch zu keiner Werkstatt" in factories.signed_in(factories.person(None)).get("/werkstatt/").content.decode()


def test_a_desk_with_nothing_to_do_says_so() -> None:
    where = factories.authority()
    scene.round_(scene.first_edition(where))
    page = factories.signed_in(factories.person(where)).get(f"/werkstatt/{where.slug}/").content.decode()
    assert "Für Sie steht gerade nichts an." in page


@pytest.mark.parametrize("voices", [1, 3])
def test_the_desk_asks_the_same_however_much_there_is(
    voices: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    where = factories.authority()
    asked = scene.round_(scene.first_edition(where))
    for _ in range(voices):
        scene.say(asked, "meas0111")
    browser = factories.signed_in(factories.person(where))
    with django_assert_num_queries(13):
        browser.get(f"/werkstatt/{where.slug}/")
