"""A round as everybody sees it: no account, no JavaScript needed."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.module_loading import import_string

from konzept.model import Element, Kind
from konzept.write import matrix
from werkstatt.authorities.models import Authority
from werkstatt.concepts.queries import text_of
from werkstatt.lib import doors, languages
from werkstatt.participation import queries
from werkstatt.participation.models import Round, Visibility, Way

WRITERS = {"docx": matrix.docx, "odt": matrix.odt, "xlsx": matrix.xlsx, "ods": matrix.ods}
A_PAGE = 50


def find_round(slug: str, name: str, way: Way | None = None) -> Round:
    """A round that has begun; one that is ahead does not exist for the public, nor does a way that the round does not offer."""
    round_ = get_object_or_404(queries.public_round(slug, name))
    if way is not None and way not in queries.ways_of(round_):
        raise Http404
    return round_


@doors.public
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """What runs now and what has been."""
    authority = get_object_or_404(Authority, slug=slug)
    listed = list(queries.public_rounds(authority))
    context = {
        "authority": authority,
        "section": "take_part",
        "running": [round_ for round_ in listed if queries.phase(round_) == "open"],
        "spoken": [code for round_ in listed for code in round_.languages],
        "past": [round_ for round_ in listed if queries.phase(round_) == "closed"],
    }
    return render(request, "participation/list.html", context)


@doors.public
def round_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """What a round is about, and every way to take part in it."""
    round_ = find_round(slug, name)
    elements = queries.elements_in_scope(round_)
    context = {
        "authority": round_.authority,
        "section": "take_part",
        "round": round_,
        "phase": queries.phase(round_),
        "areas": [(area, list(area.walk())[1:]) for area in elements if area.kind == Kind.AREA],
        "others": [element for element in elements if element.kind in {Kind.GUIDING_GOAL, Kind.PRINCIPLE}],
        "points": queries.named_points(round_, elements),
        "ways": {way.value for way in queries.ways_of(round_)},
        "formats": queries.FORMATS,
        "languages": [languages.NAMES[code] for code in round_.languages if code in languages.NAMES],
        "readable": queries.public(round_).count(),
        "is_told": import_string(settings.TOLD)(round_),
    }
    return render(request, "participation/round.html", context)


def element_and_area(round_: Round, uid: str) -> tuple[Element, Element | None]:
    """The element and its Handlungsfeld; 404 for one that the round does not ask about."""
    element = next((found for found in queries.elements_in_scope(round_) if found.uid == uid), None)
    if element is None:
        raise Http404
    areas = (area for area in text_of(round_.version).walk() if area.kind == Kind.AREA)
    return element, next((area for area in areas if element in area.walk()), None)


@doors.public
def matrix_file(request: HttpRequest, slug: str, name: str, form: str = "") -> HttpResponse:
    """The empty matrix of a round, to fill in at home: of one area, several (`bereich`) or all, with the organisation filled in."""
    round_ = find_round(slug, name, Way.MATRIX)
    ending = form or request.GET.get("format", "docx")
    if ending not in WRITERS:
        raise Http404
    organisation = request.GET.get("organisation", "").strip()[:200]
    content = WRITERS[ending](queries.form_of(round_, organisation, request.GET.getlist("bereich")))
    response = HttpResponse(content, content_type=queries.FORMATS[ending].media_type)
    response["Content-Disposition"] = f'attachment; filename="matrix-{round_.slug}.{ending}"'
    return response


@doors.public
def said(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """What others said, as far as it may be read outside."""
    round_ = find_round(slug, name)
    if round_.visibility == Visibility.INTERNAL:
        raise Http404
    elements = queries.elements_in_scope(round_)
    names = queries.labels(elements)
    uid = request.GET.get("zu", "")
    listed = queries.public(round_).order_by("-pk")
    listed = listed.filter(uid=uid) if uid in names else listed
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("seite"))
    context = {
        "authority": round_.authority,
        "section": "take_part",
        "round": round_,
        "about": names.get(uid, ""),
        "uid": uid if uid in names else "",
        "names": names,
        "page": page,
        "entries": queries.entries(round_, list(page.object_list), inside=False),
    }
    return render(request, "participation/said.html", context)
