"""Exports of the state's Beteiligungsportal."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from konzept.model import Problem
from konzept.read import portal as exports
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.inbox import actions, queries
from werkstatt.inbox.forms import ExportForm, MappingForm
from werkstatt.inbox.models import ExportState, PortalExport
from werkstatt.inbox.rules import may_open_post
from werkstatt.inbox.tasks import count_export, take_export
from werkstatt.inbox.views.entering import find_round
from werkstatt.participation.queries import rounds_of


@office(may_open_post)
def choose(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Which round it is for."""
    running = queries.round_for(authority)
    if running:
        return redirect("inbox:portal", authority.slug, running.slug)
    return render(
        request, "inbox/choose.html", {"authority": authority, "rounds": rounds_of(authority), "door": "portal"}
    )


@office(may_open_post)
def portal(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """The exports of a round, and a form for one more."""
    round_ = find_round(authority, name)
    form = ExportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.take_export(round_, request.user, name=file.name, content=file.read(), then=count_export)
        except Problem as problem:
            form.add_error("file", str(problem))
        else:
            return onward(made)
    context = {
        "authority": authority,
        "round": round_,
        "form": form,
        "exports": queries.exports_of(round_).defer("found"),
    }
    return render(request, "inbox/portal.html", context)


def onward(export: PortalExport) -> HttpResponse:
    """To the progress while something runs, else to the export."""
    if export.state in {ExportState.COUNTING, ExportState.TAKING} and export.job_id:
        return redirect("work:job", export.job_id)
    return redirect("inbox:export", export.round.authority.slug, export.round.slug, export.key)


def find_export(authority: Authority, name: str, key: uuid.UUID) -> PortalExport:
    """An export of this round."""
    return get_object_or_404(queries.exports_of(find_round(authority, name)), key=key)


@office(may_open_post)
def export(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """What is new in it; nothing counts before „Übernehmen“."""
    found = find_export(authority, name, key)
    if found.state == ExportState.MAPPING:
        return redirect("inbox:columns", authority.slug, name, key)
    return render(request, "inbox/export.html", {"authority": authority, "round": found.round, "export": found})


@office(may_open_post)
def columns(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """What the columns mean; guessed, and confirmed by a person once."""
    found = find_export(authority, name, key)
    read = queries.table(found)
    likely = queries.mapping_of(authority, read.header) or exports.guess(read.header)
    form = MappingForm(read, likely, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.map_columns(found, request.user, form.columns(), then=count_export)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            return onward(held)
    context = {
        "authority": authority,
        "round": found.round,
        "export": found,
        "form": form,
        "read": read,
        "rows": read.rows[:3],
    }
    return render(request, "inbox/columns.html", context)


@office(may_open_post)
@require_POST
def take(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """The new rows become contributions."""
    found = find_export(authority, name, key)
    try:
        held = actions.take_rows(found, request.user, then=take_export)
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect("inbox:export", authority.slug, name, key)
    return onward(held)


@office(may_open_post)
@require_POST
def try_again(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """What came to no end goes on."""
    found = find_export(authority, name, key)
    return onward(actions.try_export_again(found, request.user, counting=count_export, taking=take_export))


@office(may_open_post)
@require_POST
def take_back(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """As long as nothing of it is answered."""
    found = find_export(authority, name, key)
    try:
        many = actions.take_export_back(found, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        which = "Beitrag zählt" if many == 1 else "Beiträge zählen"
        messages.success(request, f"Zurückgenommen: {many} {which} nicht mehr.")
    return redirect("inbox:export", authority.slug, name, key)
