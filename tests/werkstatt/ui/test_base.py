"""The frame of every page and its partials."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve

from tests import factories
from werkstatt.authorities.models import Authority

AUTHORITY = Authority(name="Landkreis Erlenau", slug="erlenau")
STEPS = [
    {"name": "Einlesen", "state": "done", "href": "/konzept/"},
    {"name": "Beteiligung", "state": "current", "note": "bis 12. Mai"},
    {"name": "Auswertung", "state": "ahead"},
]


def page(template: str, **context: Any) -> str:
    return render_to_string(template, {"authority": AUTHORITY, **context})


@pytest.mark.parametrize("template", ["ui/public.html", "ui/office.html"])
def test_every_page_has_a_language_a_skip_link_and_one_main(template: str) -> None:
    html = page(template)
    assert '<html lang="de" dir="ltr">' in html
    assert '<a class="wk-skip" href="#inhaltsbereich">' in html
    assert html.count('<main id="inhaltsbereich" tabindex="-1">') == 1
    assert "Landkreis Erlenau</title>" in html


@pytest.mark.parametrize("template", ["ui/public.html", "ui/office.html", "ui/not_found.html", "ui/broken.html"])
def test_every_page_links_both_declarations(template: str) -> None:
    html = page(template)
    assert "/barrierefreiheit/erlenau/" in html
    assert "/datenschutz/erlenau/" in html


def test_a_page_of_nobody_links_the_general_declarations() -> None:
    html = render_to_string("ui/public.html", {})
    assert 'href="/barrierefreiheit/"' in html
    assert "Konzeptwerkstatt" in html


def test_only_the_office_loads_htmx_and_without_what_the_policy_forbids() -> None:
    assert "<script" not in page("ui/public.html")
    office = page("ui/office.html")
    assert re.search(r'<script src="[^"]*htmx[^"]*" defer></script>', office)
    assert '"includeIndicatorCSS": false' in office


def test_the_public_head_marks_its_section() -> None:
    html = page("ui/public.html", section="concept")
    assert re.search(r'href="/erlenau/konzept/" aria-current="true">Konzept', html)
    assert html.count("aria-current") == 1


@pytest.mark.django_db
def test_signing_out_is_a_form_that_posts(rf: RequestFactory) -> None:
    request = rf.get("/werkstatt/erlenau/")
    request.user = factories.person(None, name="Alma Brandt")
    request.resolver_match = resolve(request.path)
    html = render_to_string("ui/office.html", {"authority": AUTHORITY}, request)
    assert 'method="post" action="/konto/abmelden/"' in html
    assert "csrfmiddlewaretoken" in html
    assert "Alma Brandt" in html


@pytest.mark.parametrize(
    ("level", "look"),
    [
        (constants.SUCCESS, "success"),
        (constants.ERROR, "danger"),
        (constants.INFO, "info"),
        (constants.WARNING, "warning"),
        (constants.DEBUG, "info"),
    ],
)
def test_messages_are_said_aloud_in_kerns_colours(level: int, look: str) -> None:
    html = render_to_string("ui/_messages.html", {"messages": [Message(level, "Die Runde ist <eröffnet>.")]})
    assert 'role="status"' in html
    assert f"kern-alert--{look}" in html
    assert "Die Runde ist &lt;eröffnet&gt;." in html


def test_without_messages_nothing_is_said() -> None:
    assert render_to_string("ui/_messages.html", {}).strip() == ""


def test_the_procedure_line_says_where_it_stands_in_words() -> None:
    html = render_to_string("ui/_stepper.html", {"steps": STEPS})
    assert html.count('aria-current="step"') == 1
    for words in ("erledigt", "bis 12. Mai", "steht aus", '<a href="/konzept/">Einlesen</a>'):
        assert words in html


def test_an_empty_list_says_what_to_do_first() -> None:
    html = render_to_string(
        "ui/_empty.html", {"title": "Noch keine Runde", "text": "…", "href": "/neu/", "action": "Runde eröffnen"}
    )
    assert 'class="kern-btn kern-btn--primary" href="/neu/"' in html
    assert "Runde eröffnen" in html
    assert "kern-btn" not in render_to_string("ui/_empty.html", {"title": "Nichts"})


def test_progress_has_a_label_and_counts_only_what_can_be_counted() -> None:
    counted = render_to_string("ui/_progress.html", {"label": "Wird gelesen", "done": 3, "total": 8})
    assert 'value="3" max="8"' in counted
    assert "<bdi>3</bdi> von <bdi>8</bdi>" in counted
    waiting = render_to_string("ui/_progress.html", {"label": "Wird gelesen", "done": 0, "total": 0})
    assert "value=" not in waiting
    assert 'aria-labelledby="stand"' in waiting


def test_crumbs_of_nothing_are_nothing() -> None:
    assert render_to_string("ui/_crumbs.html", {"crumbs": []}).strip() == ""
