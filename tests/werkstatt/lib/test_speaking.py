"""A page speaks the language of its address, and of nothing else."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests import factories
from werkstatt.lib import languages
from werkstatt.participation.models import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    """An open one whose office also asked for Ukrainian and Arabic."""
    made = factories.round_(factories.version(factories.authority()))
    made.languages = ["uk", "ar"]
    made.save()
    return made


@pytest.fixture
def page(round_: Round) -> str:
    """Its address in German."""
    return reverse("participation:round", args=[round_.authority.slug, round_.slug])


def test_german_has_no_prefix_and_old_addresses_stay(page: str, client: Client) -> None:
    assert page.startswith("/erlenau-")
    assert '<html lang="de" dir="ltr">' in client.get(page).content.decode()
    assert client.get(f"/de{page}").status_code == 404


@pytest.mark.parametrize(
    ("code", "direction"), [("en", "ltr"), ("uk", "ltr"), ("ar", "rtl"), ("prs", "rtl"), ("ti", "ltr")]
)
def test_another_language_is_a_prefix(page: str, client: Client, code: str, direction: str) -> None:
    html = client.get(f"/{code}{page}").content.decode()
    assert f'<html lang="{code}" dir="{direction}">' in html


def test_links_keep_the_language(page: str, client: Client) -> None:
    html = client.get(f"/en{page}").content.decode()
    main = re.search(r"<main.*</main>", html, re.DOTALL)
    assert main
    inner = re.findall(r'(?:href|action)="(/[^"]*)"', main[0])
    assert len(inner) > 5
    assert [each for each in inner if not each.startswith("/en/")] == []


def test_neither_browser_nor_cookie_choose(page: str) -> None:
    client = Client(headers={"accept-language": "uk,en;q=0.8"})
    client.cookies["django_language"] = "ar"
    response = client.get(page)
    assert '<html lang="de"' in response.content.decode()
    assert "Accept-Language" not in response.headers.get("Vary", "")


def test_the_menu_names_each_language_in_itself(page: str, client: Client) -> None:
    html = client.get(f"/en{page}").content.decode()
    menu = re.search(r'<nav class="wk-languages".*?</nav>', html, re.DOTALL)
    assert menu
    assert re.findall(r'lang="(\w+)" dir="\w+"(?: aria-current="true")?>', menu[0]) == ["de", "en", "uk", "ar"]
    assert 'lang="en" dir="ltr" aria-current="true">English<' in menu[0]
    assert f'href="/ar{page}" hreflang="ar" lang="ar" dir="rtl">العربية<' in menu[0]


def test_search_engines_learn_of_the_others(page: str, client: Client) -> None:
    html = client.get(page).content.decode()
    assert f'<link rel="alternate" hreflang="uk" href="http://testserver/uk{page}">' in html
    assert f'<link rel="alternate" hreflang="de" href="http://testserver{page}">' in html


def test_what_was_asked_for_in_the_address_goes_along(round_: Round, page: str, client: Client) -> None:
    html = client.get(f"{page}pfad/", {"q": "Sprache"}).content.decode()
    assert "/en" + page + "pfad/" in html


@pytest.mark.parametrize("path", ["/en/werkstatt/", "/ar/konto/anmelden/?next=/werkstatt/", "/uk/werkstatt/erlenau/"])
def test_the_office_speaks_german(path: str, client: Client) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"] == languages.in_language(path, "de")


def test_the_link_to_the_office_is_german(page: str, client: Client) -> None:
    assert 'href="/werkstatt/" lang="de"' in client.get(f"/en{page}").content.decode()


def test_the_language_ends_with_the_page(page: str, client: Client) -> None:
    before = translation.get_language()
    client.get(f"/ar{page}")
    assert translation.get_language() == before


@pytest.mark.parametrize("path", ["/en/nirgends/", "/ar/nirgends/seite/", "/nirgends/"])
def test_what_is_not_there_offers_no_language(path: str, client: Client) -> None:
    response = client.get(path)
    assert response.status_code == 404
    html = response.content.decode()
    assert "wk-languages" not in html
    assert "nirgends" not in html
    assert f'lang="{languages.of_path(path)}"' in html


def test_a_text_in_german_only_says_so(client: Client, round_: Round) -> None:
    html = client.get("/ar/datenschutz/").content.decode()
    assert '<main id="inhaltsbereich" tabindex="-1" lang="de" dir="ltr">' in html
    assert '<p class="wk-note" lang="ar" dir="rtl">' in html
    assert "wk-note" not in client.get("/datenschutz/").content.decode()
