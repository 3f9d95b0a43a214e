"""The public site around the concept: who issues one, what runs, what was decided, declarations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from werkstatt.authorities.models import Authority
from werkstatt.conferences import queries as conferences
from werkstatt.lib import clock, doors
from werkstatt.participation import queries as participation
from werkstatt.web.queries import issues, reading


@doors.public
def front(request: HttpRequest) -> HttpResponse:
    """All authorities; the only one's home; or what to do first."""
    authorities = list(Authority.objects.all())
    if len(authorities) == 1:
        return redirect("web:home", authorities[0].slug)
    return render(request, "web/front.html", {"authorities": authorities})


@doors.public
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """An authority's home: the concept, what runs now, what was decided."""
    authority = get_object_or_404(Authority, slug=slug)
    listed = issues.issues(slug)
    current = issues.chosen(listed)
    rounds = list(participation.open_rounds(authority))
    areas = reading.areas(issues.text_of(current)) if current else []
    context = {
        "authority": authority,
        "issue": current,
        "rounds": rounds,
        "spoken": [code for each in rounds for code in each.languages],
        "conferences": conferences.public_conferences(authority).filter(ends_at__gt=clock.now(), called_off_at=None),
        "areas": areas,
        "measures": sum(area.measures for area in areas),
        "listed": [
            {"issue": issue, "before": before} for issue, before in zip(listed, [*listed[1:], None], strict=False)
        ],
    }
    return render(request, "web/home.html", context)


def declaration(request: HttpRequest, template: str, slug: str) -> HttpResponse:
    """A page about the product, with the authority's own contact where one is named."""
    authority = get_object_or_404(Authority, slug=slug) if slug else None
    others = [] if authority else list(Authority.objects.all())
    return render(request, template, {"authority": authority, "authorities": others})


@doors.public
def accessibility(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Erklärung zur Barrierefreiheit."""
    return declaration(request, "web/accessibility.html", slug)


@doors.public
def privacy(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Datenschutz."""
    return declaration(request, "web/privacy.html", slug)
