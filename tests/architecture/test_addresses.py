"""Law 7: every address says who may open it; one that does not is caught."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, include, path

from tests.architecture.laws import addresses
from werkstatt.accounts.rules import may_enter
from werkstatt.lib import doors


def page(request: HttpRequest) -> HttpResponse:
    """Says nothing about who may open it."""
    return HttpResponse()


def test_every_address_is_declared() -> None:
    assert addresses.undeclared(get_resolver().url_patterns) == []


def test_an_undeclared_one_is_caught() -> None:
    inner = [path("a/", page, name="a"), path("b/", doors.public(lambda request: HttpResponse()), name="b")]
    patterns = [path("x/", include((inner, "app"))), path("c/", doors.named(lambda request: HttpResponse(), may_enter))]
    assert addresses.undeclared(patterns) == ["/x/a/: weder Regel noch öffentlich"]
    assert [each.name for each in addresses.addresses(patterns)] == ["app:a", "app:b", "None"]
