"""Addresses: web is asked first, so none of its shapes may swallow another app's address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.converters import IntConverter, UUIDConverter

from werkstatt.lib.doors import rule_of
from werkstatt.web.urls import urlpatterns

SAMPLES = {IntConverter: 7, UUIDConverter: "12345678-1234-1234-1234-123456789abc"}


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every address of every app, with the app's name."""
    for each in get_resolver().url_patterns:
        if isinstance(each, URLResolver):
            for pattern in each.url_patterns:
                if isinstance(pattern, URLPattern):
                    yield str(each.app_name), pattern


def sample(pattern: URLPattern) -> dict[str, object]:
    """Arguments as they come: numbers, and words that are nobody's."""
    return {name: SAMPLES.get(type(converter), "beispiel") for name, converter in pattern.pattern.converters.items()}


@pytest.mark.parametrize(("app", "pattern"), [each for each in patterns() if each[1].pattern.converters], ids=str)
def test_every_address_leads_to_its_own_view(app: str, pattern: URLPattern) -> None:
    name = f"{app}:{pattern.name}"
    assert resolve(reverse(name, kwargs=sample(pattern))).view_name == name


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda each: str(each.name))
def test_every_address_says_who_may_open_it(pattern: URLPattern) -> None:
    declared, rule = rule_of(pattern.callback)
    assert declared
    assert (rule is not None) == (pattern.name == "desk")


@pytest.mark.parametrize(
    ("name", "arguments", "path"),
    [
        ("front", [], "/"),
        ("home", ["erlenau"], "/erlenau/"),
        ("concept", ["erlenau"], "/erlenau/konzept/"),
        ("edition", ["erlenau", "erstfassung"], "/erlenau/konzept/erstfassung/"),
        ("element", ["erlenau", "meas0111"], "/erlenau/konzept/e/meas0111/"),
        ("synopsis", ["erlenau", "a", "b"], "/erlenau/konzept/synopse/a..b/"),
        ("synopsis_file", ["erlenau", "a", "b"], "/erlenau/konzept/synopse/a..b.pdf"),
        ("changes_file", ["erlenau", "a", "b"], "/erlenau/konzept/synopse/a..b.docx"),
        ("download", ["erlenau", "a", "konzept", "pdf"], "/erlenau/konzept/a/konzept.pdf"),
        ("receipt", ["erlenau", "K7F3-92QM-4TXA"], "/erlenau/mitmachen/beleg/K7F3-92QM-4TXA/"),
        ("desk", ["erlenau"], "/werkstatt/erlenau/"),
        ("start", [], "/werkstatt/"),
    ],
)
def test_addresses_are_promises(name: str, arguments: list[str], path: str) -> None:
    assert reverse(f"web:{name}", args=arguments) == path
    assert resolve(path).view_name == f"web:{name}"
