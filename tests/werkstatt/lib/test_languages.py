"""Which language an address speaks."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import translation

from werkstatt.authorities.rules import may_be_slug
from werkstatt.lib import languages


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", "de"),
        ("/erlenau/", "de"),
        ("/en/", "en"),
        ("/uk/erlenau/mitmachen/", "uk"),
        ("/prs/erlenau/", "prs"),
        ("/de/erlenau/", "de"),
        ("/xx/erlenau/", "de"),
        ("/enormous/", "de"),
        ("/erlenau/en/", "de"),
    ],
)
def test_the_first_part_says_it(path: str, code: str) -> None:
    assert languages.of_path(path) == code


@pytest.mark.parametrize("path", ["/", "/erlenau/mitmachen/?q=en", "/erlenau/en/"])
@pytest.mark.parametrize("there", ["de", "en", "ar", "prs"])
@pytest.mark.parametrize("back", ["de", "uk"])
def test_there_and_back_is_the_same_page(path: str, there: str, back: str) -> None:
    moved = languages.in_language(path, there)
    assert languages.in_language(languages.in_language(moved, back), there) == moved
    assert languages.in_language(moved, "de") == path


def test_an_address_can_be_named_to_no_other_place() -> None:
    assert languages.in_language("/en/erlenau/", "uk") == "/uk/erlenau/"
    assert languages.in_language("/en//fremd.example/", "de").startswith("//") is False


def test_german_and_english_are_always_offered_and_none_twice() -> None:
    assert languages.offered([]) == ["de", "en"]
    assert languages.offered(["uk", "en", "xx", "uk", "ar"]) == ["de", "en", "uk", "ar"]


@pytest.mark.parametrize("code", languages.NAMES)
def test_each_can_be_spoken_whether_django_knows_it_or_not(code: str) -> None:
    with translation.override(code):
        assert translation.get_language() == code
        assert translation.gettext("Wessen Konzept möchten Sie lesen?")
    assert code in dict(settings.LANGUAGES)


@pytest.mark.parametrize("code", ["ar", "fa", "prs", "ps"])
def test_from_right_to_left(code: str) -> None:
    assert languages.direction(code) == "rtl"
    assert languages.direction("uk") == "ltr"


@pytest.mark.parametrize("code", [code for code in languages.NAMES if code != "de"])
def test_no_authority_takes_the_address_of_a_language(code: str) -> None:
    assert not may_be_slug(code)
    assert may_be_slug("erlenau")
