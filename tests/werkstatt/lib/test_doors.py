from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from werkstatt.lib import doors


def page(request: HttpRequest) -> HttpResponse:
    """Any."""
    return HttpResponse("offen")


def may(person: object) -> bool:
    """Any rule."""
    return True


def test_a_view_says_nothing_until_it_is_declared() -> None:
    def fresh(request: HttpRequest) -> HttpResponse:
        return page(request)

    assert doors.rule_of(fresh) == (False, None)
    assert doors.rule_of(doors.public(fresh)) == (True, None)
    assert doors.rule_of(doors.named(fresh, may)) == (True, may)


def test_a_declared_view_is_the_view_itself() -> None:
    assert doors.public(page) is page
    assert page(HttpRequest()).content == b"offen"
