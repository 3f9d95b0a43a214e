from __future__ import annotations

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from konzept.model import Problem
from werkstatt.authorities.actions import found
from werkstatt.authorities.models import Authority, Level
from werkstatt.authorities.rules import RESERVED, may_be_slug
from werkstatt.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_an_authority_moves_in_and_the_journal_knows() -> None:
    land = found("Land Erlenmark", "erlenmark", level=Level.LAND)
    kreis = found("Landkreis Erlenau", "erlenau", parent=land, key="99071")
    assert (kreis.level, kreis.parent, kreis.key) == (Level.KREIS, land, "99071")
    assert [entry.deed for entry in Entry.objects.all()] == ["authorities.found"] * 2
    assert Entry.objects.filter(authority_id=kreis.pk).count() == 1


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_the_houses_own_addresses_are_not_given_away(slug: str) -> None:
    assert not may_be_slug(slug)
    with pytest.raises(Problem, match="Adresse der Werkstatt selbst"):
        found("Landkreis Erlenau", slug)


@pytest.mark.parametrize(("slug", "key"), [("Mit Leerzeichen", ""), ("", ""), ("gut", "x")])
def test_what_is_malformed_is_refused_in_words(slug: str, key: str) -> None:
    with pytest.raises(Problem):
        found("Landkreis Erlenau", slug, key=key)
    assert not Authority.objects.exists()
    assert not Entry.objects.exists()


def test_an_address_is_given_once() -> None:
    found("Landkreis Erlenau", "erlenau")
    with pytest.raises(Problem, match="existiert"):
        found("Stadt Erlenau", "erlenau")


@pytest.mark.parametrize(
    "slug", ["erlenau/x", "../erlenau", "erlenau?x", "<script>", "ä", "erlen au", "x" * 61, "\x00"]
)
def test_an_address_is_one_that_leads_somewhere(slug: str) -> None:
    with pytest.raises(Problem):
        found("Landkreis Erlenau", slug)
    assert not Authority.objects.exists()


@pytest.mark.parametrize("slug", ["e", "erlenau", "erlenau-2", "erlen_au", "x" * 60])
def test_whatever_address_is_given_opens(slug: str, client: Client) -> None:
    found("Landkreis Erlenau", slug)
    page = client.get(reverse("web:home", args=[slug]))
    assert page.status_code == 200
    assert "Landkreis Erlenau" in page.content.decode()


@pytest.mark.parametrize("key", ["1", "9907x", "1" * 13, "99 71", "-1"])
def test_a_key_is_digits(key: str) -> None:
    with pytest.raises(Problem, match=r"Schlüssel|12"):
        found("Landkreis Erlenau", "erlenau", key=key)


@pytest.mark.parametrize("name", ["", "x" * 201])
def test_an_authority_has_a_name_that_fits(name: str) -> None:
    with pytest.raises(Problem):
        found(name, "erlenau")


def test_a_level_that_is_none_is_refused() -> None:
    with pytest.raises(Problem):
        found("Landkreis Erlenau", "erlenau", level="bundesstaat")


def test_a_hostile_name_is_only_a_name(client: Client) -> None:
    found("<script>alert(1)</script>", "erlenau", contact="<b>Alma</b>\nZimmer 1")
    found("Stadt Tessen", "tessen")
    for path in ("/", "/erlenau/", "/erlenau/konzept/", "/datenschutz/", "/barrierefreiheit/erlenau/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<b>Alma" not in page


def test_what_belongs_together_cannot_fall_apart() -> None:
    land = found("Land Erlenmark", "erlenmark", level=Level.LAND)
    found("Landkreis Erlenau", "erlenau", parent=land)
    with pytest.raises(ProtectedError):
        land.delete()


def test_authorities_are_listed_by_name() -> None:
    for name, slug in (("Zell", "a"), ("Aue", "z"), ("Mark", "m")):
        found(name, slug)
    assert [str(each) for each in Authority.objects.all()] == ["Aue", "Mark", "Zell"]
