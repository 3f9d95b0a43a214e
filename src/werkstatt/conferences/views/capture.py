"""Writing down at a table, with the table's link instead of an account; and the wall that shows it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office, site_of
from werkstatt.authorities.models import Authority
from werkstatt.conferences import queries
from werkstatt.conferences.actions import capture as actions
from werkstatt.conferences.forms.capture import STRIKE, CaptureForm, entries_of, uuid_of
from werkstatt.conferences.models import TableLink
from werkstatt.conferences.queries import capture as remarks
from werkstatt.conferences.rules import may_run_conferences
from werkstatt.conferences.views.office import find
from werkstatt.lib import doors
from werkstatt.lib.languages import SOURCE
from werkstatt.participation.queries import question_for
from werkstatt.ui.templatetags.ui import plural


def opened(slug: str, name: str, token: str) -> TableLink:
    """The link, with its table and conference; whoever does not have one learns nothing."""
    authority = get_object_or_404(Authority, slug=slug)
    conference = get_object_or_404(queries.conferences_of(authority), slug=name)
    link = remarks.link_of(conference, token)
    if link is None:
        raise Http404
    link.table.conference = conference
    return link


def _form(link: TableLink, typed: Any = None, *, initial: dict[str, Any] | None = None) -> CaptureForm:
    return CaptureForm(remarks.places_at(link.table), remarks.asked_at(link.table), typed, initial=initial)


def _write(link: TableLink, form: CaptureForm) -> None:
    """What was typed, in the language of the page it was typed on."""
    given = form.cleaned_data
    language = get_language() or SOURCE
    actions.write_down(link, form.note(), key=given["key"], replaces=given["replaces"], language=language)


def _initial(request: HttpRequest, written: list[remarks.Written]) -> dict[str, Any]:
    """What the form begins with: the wording to correct, or the place and question of the remark before."""
    wanted = uuid_of(request.GET.get("aendern"))
    for each in written:
        if each.key == wanted:
            known = asdict(each)
            return {name: known[name] for name in ("uid", "choice", "text", "proposal", "responsible")} | {
                "replaces": wanted
            }
    asked = {"uid": request.GET.get("stelle", ""), "choice": request.GET.get("frage", "")}
    return {name: value for name, value in asked.items() if value}


@doors.public
@csrf_exempt  # nobody is signed in here: the link is what one must know, no cookie counts (ADR 0008)
@never_cache
def table(request: HttpRequest, slug: str, name: str, token: str) -> HttpResponse:
    """Write down, correct, strike; without scripts too."""
    link = opened(slug, name, token)
    here = reverse("conferences:capture", args=[slug, name, token])
    form = _form(link, request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        given = form.cleaned_data
        try:
            _write(link, form)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(f"{here}?{urlencode({'stelle': given['uid'], 'frage': given['choice']})}#wort")
    written = remarks.remarks_of(link.table, remarks.at_table(link.table))
    initial = _initial(request, written)
    context = {
        "authority": link.table.conference.authority,
        "conference": link.table.conference,
        "table": link.table,
        "token": token,
        "written": written,
        "correcting": "replaces" in initial,
        "form": form or _form(link, initial=initial),
    }
    return render(request, "conferences/capture.html", context)


@doors.public
@csrf_exempt  # as above
@require_POST
def strike(request: HttpRequest, slug: str, name: str, token: str) -> HttpResponse:
    """A remark counts no more."""
    link = opened(slug, name, token)
    key = uuid_of(request.POST.get("key"))
    try:
        struck = key is not None and actions.strike(link, key)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        if struck:
            messages.success(request, _("Die Wortmeldung ist gestrichen."))
    return redirect("conferences:capture", slug, name, token)


@doors.public
@csrf_exempt  # as above: after hours without network no session or form's stamp would still hold
@require_POST
def send(request: HttpRequest, slug: str, name: str, token: str) -> HttpResponse:
    """What a tablet kept while it had no network, in the order in which it was typed; each entry for itself.

    Answers {"taken": [keys], "refused": {key: why}}; an entry that is sent again is taken again and kept once.
    """
    link = opened(slug, name, token)
    try:
        entries = entries_of(request.body)
    except Problem as problem:
        return JsonResponse({"problem": str(problem)}, status=HTTPStatus.BAD_REQUEST)
    places, asked = remarks.places_at(link.table), remarks.asked_at(link.table)
    taken: list[str] = []
    refused: dict[str, str] = {}
    for entry in entries:
        try:
            _take(link, entry, CaptureForm(places, asked, entry))
        except Problem as problem:
            refused[str(entry.get("key"))] = str(problem)
        else:
            taken.append(str(entry.get("key")))
    return JsonResponse({"taken": taken, "refused": refused})


def _take(link: TableLink, entry: dict[str, Any], form: CaptureForm) -> None:
    if entry.get("kind") == STRIKE:
        key = uuid_of(entry.get("replaces"))
        if key:
            actions.strike(link, key)
        return
    if not form.is_valid():
        raise Problem(form.reason)
    _write(link, form)


@doors.public
@never_cache
def listed(request: HttpRequest, slug: str, name: str, token: str) -> HttpResponse:
    """The list of what was written down, for the page that stays open."""
    link = opened(slug, name, token)
    context = {
        "authority": link.table.conference.authority,
        "conference": link.table.conference,
        "token": token,
        "written": remarks.remarks_of(link.table, remarks.at_table(link.table)),
    }
    return render(request, "conferences/_written.html", context)


@lru_cache(maxsize=1)
def _worker() -> bytes:
    found = finders.find("ui/capture-worker.js")
    assert isinstance(found, str)
    return Path(found).read_bytes()


@doors.public
def worker(request: HttpRequest, slug: str, name: str, token: str) -> HttpResponse:
    """The script that keeps the page without network. It is served from here, so that it reaches this page and no other."""
    opened(slug, name, token)
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _wall(link: TableLink) -> dict[str, Any]:
    """Columns by question, the newest remark on top."""
    told = remarks.remarks_of(link.table, remarks.on_the_wall(link.table))
    questions = [question_for(choice) for choice in remarks.asked_at(link.table)]
    return {
        "columns": [(question, [each for each in told if each.question == question]) for question in questions],
        "newest": told[0].pk if told else None,
        "count": len(told),
    }


@doors.public
@never_cache
def wall(request: HttpRequest, slug: str, name: str, token: str) -> HttpResponse:
    """What was said, large, for everybody in the room."""
    link = opened(slug, name, token)
    context = {
        "authority": link.table.conference.authority,
        "conference": link.table.conference,
        "table": link.table,
        "token": token,
    }
    return render(request, "conferences/wall.html", {**context, **_wall(link)})


@doors.public
def wall_now(request: HttpRequest, slug: str, name: str, token: str) -> HttpResponse:
    """The wall as it is now; nothing where the browser has it already."""
    content = render_to_string("conferences/_wall.html", _wall(opened(slug, name, token)))
    tag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    same = request.headers.get("If-None-Match", "").removeprefix("W/") == tag
    response = HttpResponseNotModified() if same else HttpResponse(content)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@office(may_run_conferences)
def links(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """The links of the tables; a button makes those that are missing."""
    found = find(authority, name)
    if request.method == "POST":
        made = actions.issue_links(found, request.user)
        messages.success(request, f"{plural(made, 'Link ist,Links sind')} ausgestellt.")
        return redirect("conferences:links", authority.slug, name)
    rows = [
        (table, token, count, f"{site_of(request)}{reverse('conferences:capture', args=[authority.slug, name, token])}")
        if token
        else (table, "", count, "")
        for table, token, count in remarks.tables_with_links(found)
    ]
    context = {
        "authority": authority,
        "conference": found,
        "rows": rows,
        "days": settings.CAPTURE_DAYS,
        "missing": sum(not token for _, token, _, _ in rows),
    }
    return render(request, "conferences/links.html", context)


@office(may_run_conferences)
@require_POST
def close(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """A link opens nothing any more."""
    found = find(authority, name)
    table = get_object_or_404(queries.tables_of(found).select_related("conference"), pk=number)
    actions.close_link(table, request.user)
    messages.success(request, f"Der Link zu „{table}“ gilt nicht mehr.")
    return redirect("conferences:links", authority.slug, name)
