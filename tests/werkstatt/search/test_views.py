"""The search page."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.werkstatt.web import scene

pytestmark = pytest.mark.django_db


def test_results_lead_to_their_elements(client: Client) -> None:
    where = factories.authority()
    scene.first_edition(where)
    page = client.get(f"/{where.slug}/suche/", {"q": "Sprachkurs"}).content.decode()
    assert "3 Stellen zu „Sprachkurs“" in page
    assert f'href="/{where.slug}/konzept/e/meas0112/"' in page
    assert "<mark>Sprachkurse</mark>" in page
    assert "Maßnahme 1.1.2" in page


def test_no_result_says_what_else_to_try(client: Client) -> None:
    where = factories.authority()
    scene.first_edition(where)
    page = client.get(f"/{where.slug}/suche/", {"q": "<script>"}).content.decode()
    assert "Keine Stelle zu „&lt;script&gt;“" in page
    assert "Oder lesen Sie das ganze Konzept." in page


def test_without_a_question_there_is_only_the_form(client: Client) -> None:
    where = factories.authority()
    scene.first_edition(where)
    page = client.get(f"/{where.slug}/suche/").content.decode()
    assert "Wonach suchen Sie?" in page
    assert "Stelle" not in page


def test_before_anything_is_public_there_is_nothing_to_search(client: Client) -> None:
    where = factories.authority()
    factories.version(where)
    assert "nichts zu durchsuchen" in client.get(f"/{where.slug}/suche/", {"q": "Sprache"}).content.decode()


def test_an_unknown_authority_has_no_search(client: Client) -> None:
    assert client.get("/nirgends/suche/").status_code == 404


@pytest.mark.parametrize("question", ["1.1.2", "Sprachkurs"])
def test_one_hit_or_three_cost_the_same(
    client: Client, question: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    where = factories.authority()
    scene.first_edition(where)
    client.get(f"/{where.slug}/suche/", {"q": question})
    with django_assert_num_queries(3):
        client.get(f"/{where.slug}/suche/", {"q": question})


HOSTILE = ['"><script>alert(1)</script>', "{{ 7|add:7 }}", "\x00", "\u202eabc", "' OR 1=1 --", "%", "_", "x" * 10_000]


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_asked_the_page_answers_and_shows_it_as_words(client: Client, question: str) -> None:
    where = factories.authority()
    scene.first_edition(where)
    page = client.get(f"/{where.slug}/suche/", {"q": question})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert len(page.content) < 30_000


def test_hostile_words_of_the_concept_are_only_words(client: Client) -> None:
    where = factories.authority()
    bad = "Kinderbetreuung <script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7|add:7 }}"
    scene.decide(factories.version(where, scene.next_text(text=bad)), 0, "erstfassung", "Erstfassung")
    page = client.get(f"/{where.slug}/suche/", {"q": "Kinderbetreuung"}).content.decode()
    assert "<mark>Kinderbetreuung</mark> &lt;script&gt;" in page
    assert "<img" not in page
    assert "{{ 7|add:7 }}" in page


@pytest.mark.parametrize("question", [scene.SECRET, scene.SECRET.lower(), scene.SECRET[:7], "vorgemerkt"])
def test_nobody_finds_a_draft_not_even_the_office_here(question: str) -> None:
    where = factories.authority()
    scene.next_version(scene.first_edition(where), f"{scene.SECRET} vorgemerkt")
    for browser in (Client(), factories.signed_in(factories.person(where))):
        page = browser.get(f"/{where.slug}/suche/", {"q": question}).content.decode()
        assert "Keine Stelle zu" in page
        assert "meas0112" not in page
