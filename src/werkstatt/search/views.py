"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from werkstatt.authorities.models import Authority
from werkstatt.lib import doors
from werkstatt.search import queries


@doors.public
def find(request: HttpRequest, slug: str) -> HttpResponse:
    """What the public version says about `?q=…`."""
    authority = get_object_or_404(Authority, slug=slug)
    question = queries.cut(request.GET.get("q", ""))
    version = queries.searched(slug)
    hits = queries.find(*version, question) if version and question else []
    context = {
        "authority": authority,
        "question": question,
        "hits": hits,
        "is_public": version is not None,
        "section": "find",
    }
    return render(request, "search/find.html", context)
