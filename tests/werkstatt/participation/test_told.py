"""The tags that put German words into the language of the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from konzept.model import Element, Kind
from tests import factories
from werkstatt.participation import actions
from werkstatt.participation.models import Round
from werkstatt.participation.queries import pieces

pytestmark = pytest.mark.django_db
TITLE = '{% load told %}{% told round "title" as t %}<h1 {{ t.tongue }}>{{ t.words }}</h1>{{ t.note }}'


@pytest.fixture
def round_() -> Round:
    made = factories.round_(factories.published(factories.authority("erlenau")), title="Wie geht es weiter?")
    Round.objects.filter(pk=made.pk).update(languages=["uk", "ar"])
    return Round.objects.select_related("version__concept", "authority").get(pk=made.pk)


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/")


def rendered(template: str, **context: Any) -> str:
    return Template(template).render(Context(context))


def own(round_: Round, part: str) -> tuple[str, str]:
    return f"round:{round_.pk}", part


def test_a_german_page_needs_no_mark_and_no_query(
    round_: Round, request_: HttpRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actions.translate(round_, None, "uk", [(own(round_, "title"), "Що далі?")])
    with override("de"), django_assert_num_queries(0):
        assert rendered(TITLE, round=round_, request=request_) == "<h1 >Wie geht es weiter?</h1>"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("uk", '<h1 lang="uk" dir="ltr">Що далі?</h1>Переклад'),
        ("ar", '<h1 lang="de" dir="ltr">Wie geht es weiter?</h1>'),
        ("en", '<h1 lang="de" dir="ltr">Wie geht es weiter?</h1>'),
    ],
)
def test_each_language_shows_its_own_or_the_german(round_: Round, request_: HttpRequest, code: str, shown: str) -> None:
    actions.translate(round_, None, "uk", [(own(round_, "title"), "Що далі?")])
    with override(code):
        assert rendered(TITLE, round=round_, request=request_) == shown


def test_a_page_asks_once_however_much_it_shows(
    round_: Round, request_: HttpRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actions.translate(round_, None, "uk", [(own(round_, part), f"Слово {part}") for part in ("title", "introduction")])
    many = TITLE + '{% told round "introduction" as i %}{{ i.words }}{% told round "afterwards" as a %}{{ a.words }}'
    with override("uk"), django_assert_num_queries(1):
        found = rendered(many, round=round_, request=request_)
    assert "Слово title" in found
    assert "Слово introduction" in found


def test_another_request_asks_anew(round_: Round) -> None:
    with override("uk"):
        before = rendered(TITLE, round=round_, request=RequestFactory().get("/"))
        actions.translate(round_, None, "uk", [(own(round_, "title"), "Що далі?")])
        after = rendered(TITLE, round=round_, request=RequestFactory().get("/"))
    assert "Wie geht" in before
    assert "Що далі?" in after


def test_without_a_request_it_works_too(round_: Round) -> None:
    actions.translate(round_, None, "uk", [(own(round_, "title"), "Що далі?")])
    with override("uk"):
        assert "Що далі?" in rendered(TITLE, round=round_)


@pytest.mark.parametrize(
    ("element", "german"),
    [
        (Element("x0000001", Kind.MEASURE, text="Nur ein Text."), "Nur ein Text."),
        (Element("x0000002", Kind.GOAL, title="Titel", text="Text"), "Titel"),
        (Element("x0000003", Kind.AREA), ""),
    ],
)
def test_an_element_is_called_by_its_title_or_its_text(
    round_: Round, request_: HttpRequest, element: Element, german: str
) -> None:
    with override("uk"):
        shown = rendered(
            "{% load told %}{% named element as t %}{{ t.words }}", round=round_, request=request_, element=element
        )
    assert shown == german


def test_what_a_program_made_and_what_is_older_says_so(round_: Round, request_: HttpRequest) -> None:
    actions.translate(round_, None, "en", [(own(round_, "title"), "What next?")], checked=False)
    with override("en"):
        assert rendered(TITLE, round=round_, request=request_).endswith("</h1>Translated by a program")
    Round.objects.filter(pk=round_.pk).update(title="Was nun?")
    round_.refresh_from_db()
    with override("en"):
        shown = rendered(TITLE, round=round_, request=RequestFactory().get("/"))
    assert shown.startswith('<h1 lang="en" dir="ltr">What next?</h1>')
    assert "older than the German text" in shown


def notes(round_: Round, code: str) -> str:
    with override(code):
        return rendered(
            "{% load told %}{% translation_note %}", round=round_, request=RequestFactory().get("/")
        ).strip()


@pytest.fixture
def keys(round_: Round) -> list[tuple[str, str]]:
    return [piece.key for piece in pieces(round_)]


def test_the_note_says_what_one_must_know(round_: Round, keys: list[tuple[str, str]]) -> None:
    assert notes(round_, "de") == ""
    assert "only available in German so far" in notes(round_, "en")
    actions.translate(round_, None, "en", [(keys[0], "words")])
    part = notes(round_, "en")
    assert "You are reading a translation" in part
    assert "Some of it is only available in German." in part
    assert "program" not in part
    actions.translate(round_, None, "en", [(key, "words") for key in keys])
    assert notes(round_, "en") == '<p class="wk-note">You are reading a translation. The German text is binding.</p>'
    actions.translate(round_, None, "en", [(keys[1], "other words")], checked=False)
    assert "Some of it was translated by a program." in notes(round_, "en")


def test_the_questions_of_the_house_need_no_translation(round_: Round, request_: HttpRequest) -> None:
    template = "{% load told %}{% asked question 1 as t %}[{{ t.tongue }}] {{ t.words }}"
    with override("en"):
        house = rendered(template, round=round_, request=request_, question="Was ist überholt?")
        theirs = rendered(template, round=round_, request=request_, question="Wer hilft?")
    assert house == "[] What is outdated?"
    assert theirs == '[lang="de" dir="ltr"] Wer hilft?'


def test_words_of_people_are_escaped(round_: Round, request_: HttpRequest) -> None:
    actions.translate(round_, None, "en", [(own(round_, "title"), '"><script>x</script>')])
    with override("en"):
        assert "<script>" not in rendered(TITLE, round=round_, request=request_)
