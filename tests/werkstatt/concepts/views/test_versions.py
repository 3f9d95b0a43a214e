"""The page of versions."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.authorities.models import Authority
from werkstatt.concepts.actions import propose
from werkstatt.concepts.models import Publication, Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return factories.authority()


def page(client: Client, authority: Authority) -> str:
    response = client.get(reverse("concepts:versions", args=[authority.slug]))
    assert response.status_code == 200
    return response.content.decode()


def office(authority: Authority, role: str = Role.COMMISSIONER) -> Client:
    return factories.signed_in(factories.person(authority, role))


def chain(authority: Authority, length: int) -> Version:
    version = factories.published(authority)
    for step in range(1, length):
        text = factories.reworded(factories.concept_value(), "meas0111", f"Stand {step}.")
        version = factories.version(parent=version, value=text)
        Publication.objects.create(version=version)
    return version


def test_an_empty_workshop_shows_one_thing(authority: Authority) -> None:
    shown = page(office(authority), authority)
    assert "Konzept hochladen" in shown
    assert shown.count("kern-btn--primary") == 1
    assert "Sobald die Redaktion" in page(office(authority, Role.READER), authority)


def test_a_new_version_is_published_from_here(authority: Authority) -> None:
    version, client = factories.version(authority), office(authority)
    shown = page(client, authority)
    assert "Fassung 0 veröffentlichen" in shown
    assert shown.count("kern-btn--primary") == 1
    client.post(reverse("concepts:publish", args=[authority.slug, 0]))
    assert Publication.objects.get().version == version
    assert "Fassung 0 ist veröffentlicht." in page(client, authority)
    assert client.post(reverse("concepts:publish", args=[authority.slug, 9])).status_code == 404


def test_whoever_only_reads_changes_nothing(authority: Authority) -> None:
    factories.version(authority)
    client = office(authority, Role.READER)
    assert "veröffentlichen</span>" not in page(client, authority)
    assert client.post(reverse("concepts:publish", args=[authority.slug, 0])).status_code == 404
    assert not Publication.objects.exists()


@pytest.mark.parametrize("name", ["versions", "upload", "edit"])
def test_strangers_learn_nothing_and_nobody_is_asked_to_sign_in(
    name: str, authority: Authority, client: Client
) -> None:
    factories.version(authority)
    address = reverse(f"concepts:{name}", args=[authority.slug])
    assert client.get(address).status_code == 302
    assert office(factories.authority()).get(address).status_code == 404


def test_the_chain_says_who_when_and_why(authority: Authority) -> None:
    chain(authority, 2)
    shown = page(office(authority), authority)
    assert shown.index("Fassung 1") < shown.index("eingelesen")
    assert "überarbeitet" in shown
    assert "(1 Änderung)" in shown
    assert reverse("web:edition", args=[authority.slug, "fassung-1"]) in shown
    assert reverse("web:synopsis", args=[authority.slug, "fassung-0", "fassung-1"]) in shown


def test_what_is_pending_is_told(authority: Authority) -> None:
    version = factories.published(authority)
    text = factories.concept_value()
    for change in factories.diff(text, factories.reworded(text, "meas0111", "Neu.")):
        propose(version.concept, None, change)
    assert "1 vorgemerkte Änderung" in page(office(authority), authority)


def test_the_rules_speak_quietly_and_lead_to_the_element(authority: Authority) -> None:
    factories.published(authority)
    shown = page(office(authority), authority)
    assert "Nichts davon hält Sie auf." in shown
    assert reverse("concepts:edit_element", args=[authority.slug, "meas0221"]) in shown


def test_many_versions_cost_no_more_than_one(authority: Authority) -> None:
    few, many = factories.authority(), factories.authority()
    chain(few, 1)
    chain(many, 3)
    counts = []
    for each in (few, many):
        client = office(each)
        page(client, each)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page(client, each)
        counts.append(len(captured))
    assert counts[0] == counts[1]
