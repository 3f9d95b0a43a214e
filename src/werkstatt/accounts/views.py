"""The door of the office."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from werkstatt.accounts.models import User
from werkstatt.accounts.rules import Person
from werkstatt.authorities.models import Authority
from werkstatt.lib import doors


class OfficeRequest(HttpRequest):
    """A request that came through the door: somebody is signed in."""

    user: User


Rule = Callable[[Person, Authority], bool]


def office(rule: Rule) -> Callable[[doors.View], doors.View]:
    """A page of the office: nobody is asked to sign in; a stranger learns nothing, not even that the page exists.

    The view gets the authority in place of the slug: `view(request, authority, **rest)`.
    """

    def door(view: doors.View) -> doors.View:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, **rest: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            authority = get_object_or_404(Authority, slug=slug)
            if not rule(request.user, authority):
                raise Http404
            return view(request, authority, **rest)

        return doors.named(guarded, rule)

    return door
