"""Pages for when something is not as it should be."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from werkstatt.lib import doors

NOWHERE = {"place": ""}  # such a page has no address: it offers no language and repeats nothing of the request


class Gone(Http404):
    """410: it was public and was taken back. Says what it was, in the language of the page, and nothing of what it said."""


@doors.public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, or 410 for what was taken back."""
    gone = str(exception) if isinstance(exception, Gone) else ""
    return render(request, "ui/not_found.html", {**NOWHERE, "gone": gone}, status=410 if gone else 404)


@doors.public
def broken(request: HttpRequest) -> HttpResponse:
    """500. Rendered without the request: what failed may be the database, and session and person come from there."""
    return HttpResponse(render_to_string("ui/broken.html"), status=500)


@doors.public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long or the browser keeps no cookie."""
    return render(request, "ui/form_expired.html", NOWHERE, status=403)


@doors.public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when more was typed or sent than a form takes; what was typed is still in the browser, one step back."""
    too_big = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return render(request, "ui/bad_request.html", {**NOWHERE, "too_big": too_big}, status=413 if too_big else 400)
