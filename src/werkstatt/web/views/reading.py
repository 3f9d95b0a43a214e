"""The concept as it is read: whole, one element, two issues side by side. Pages of sealed versions are served as they are kept."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from werkstatt.authorities.models import Authority
from werkstatt.lib import doors, pages
from werkstatt.participation import queries as participation
from werkstatt.participation.models import Round
from werkstatt.web.queries import compare, issues, kept, reading


def serve(request: HttpRequest, name: str, render_it: Callable[[], str]) -> HttpResponse:
    """The kept page of this name, or the page rendered now and sent as it is: never compressed while somebody waits.

    The name says everything the page was made of, so it is its ETag; browsers ask each time and mostly get 304.
    """
    if name in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=HttpResponseNotModified.status_code)
        encoding = pages.accepted(request.headers.get("Accept-Encoding", ""))[0]
    else:
        content, encoding = pages.load(name, request.headers.get("Accept-Encoding", "")) or (render_it().encode(), "")
        response = HttpResponse(content)
        if encoding:
            response.headers["Content-Encoding"] = encoding
    response.headers["ETag"] = f'"{name}{encoding}"'
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@doors.public
def concept(request: HttpRequest, slug: str) -> HttpResponse:
    """The edition in force, or what was published last."""
    issue = issues.current(slug)
    if issue is None:
        authority = get_object_or_404(Authority, slug=slug)
        return render(request, "web/unpublished.html", {"authority": authority, "section": "concept"})
    return serve(request, kept.name_of_reading(issue), lambda: kept.reading(issue))


@doors.public
def edition(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """One issue, unchanged for ever."""
    issue = issues.issue_of(slug, edition)
    if issue is None:
        raise Http404
    if issue.address != edition:
        return HttpResponseRedirect(f"../{issue.address}/")
    return serve(request, kept.name_of_reading(issue), lambda: kept.reading(issue))


@doors.public
def synopsis(request: HttpRequest, slug: str, old: str, new: str) -> HttpResponse:
    """Two issues side by side. `?nur=geaendert` leaves out what stayed."""
    pair = issues.pair(slug, old, new)
    if pair is None:
        raise Http404
    if request.GET.get("nur") == "geaendert":
        return HttpResponse(kept.synopsis(compare.comparison(*pair), changed_only=True))
    return serve(request, kept.name_of_synopsis(*pair), lambda: kept.synopsis(compare.comparison(*pair)))


@doors.public
def element(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One element: how it stands, where, who, when, what became of it, and where to say something about it."""
    authority = get_object_or_404(Authority, slug=slug)
    listed = issues.issues(slug)
    current = issues.chosen(listed)
    found = compare.history(uid, listed, current) if current else None
    if found is None:
        raise Http404
    around = reading.around(found.text, uid)
    context = {
        "authority": authority,
        "history": found,
        "element": found.element,
        "name": reading.name_of(found.element),
        "leaf": reading.leaf_of(found.element, 0),
        "around": around,
        "below": list(reading.leaves(found.element.children)),
        "rounds": rounds_about(authority, uid) if found.in_force else [],
        # whose languages the page offers, whose translations it shows; one that is ahead says nothing yet
        "round": participation.public_rounds(authority).first(),
        "section": "concept",
    }
    return render(request, "web/element.html", context)


def rounds_about(authority: Authority, uid: str) -> list[Round]:
    """The open rounds that ask about this element."""
    rounds = participation.open_rounds(authority).select_related("authority")
    return [each for each in rounds if any(uid == asked.uid for asked in participation.elements_in_scope(each))]
