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
