"""The office plans conferences."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office, site_of
from werkstatt.authorities.models import Authority
from werkstatt.conferences import actions, queries
from werkstatt.conferences.forms import ConferenceForm
from werkstatt.conferences.models import Conference
from werkstatt.conferences.rules import may_run_conferences, may_see_conferences, may_see_people
from werkstatt.participation.queries import rounds_of
from werkstatt.ui.templatetags.ui import plural


def find(authority: Authority, name: str) -> Conference:
    """One of this authority's."""
    return get_object_or_404(queries.conferences_of(authority), slug=name)


@office(may_see_conferences)
def conferences(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """All conferences."""
    context = {
        "authority": authority,
        "conferences": [(each, queries.phase(each)) for each in queries.conferences_of(authority)],
        "has_round": rounds_of(authority).exists(),
        "may_run": may_run_conferences(request.user, authority),
    }
    return render(request, "conferences/conferences.html", context)


@office(may_run_conferences)
def plan(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Plan one for a round."""
    rounds = list(rounds_of(authority))
    if not rounds:
        messages.error(request, "Eine Konferenz gehört zu einer Beteiligungsrunde. Eröffnen Sie zuerst eine.")
        return redirect("participation:rounds", authority.slug)
    form = ConferenceForm(rounds, request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = dict(form.cleaned_data)
        made = actions.plan(facts.pop("round"), request.user, **facts)
        messages.success(request, f"„{made.title}“ ist geplant. Noch sieht sie nur die Werkstatt.")
        return redirect("conferences:page", authority.slug, made.slug)
    return render(request, "conferences/plan.html", {"authority": authority, "form": form})


@office(may_see_conferences)
def page(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """One conference: where it stands, what is to do next."""
    found = find(authority, name)
    plan_ = queries.plan_of(found)
    context = {
        "authority": authority,
        "conference": found,
        "phase": queries.phase(found),
        "counts": queries.counts(found),
        "plan": plan_,
        "seats": min(
            (
                sum(place.table.seats for place in column if place.seats is not None)
                for column in zip(*(row for _, row in plan_.rows), strict=True)
            ),
            default=0,
        ),
        "may_run": may_run_conferences(request.user, authority),
        "may_see_people": may_see_people(request.user, authority),
    }
    return render(request, "conferences/page.html", context)


@office(may_run_conferences)
def change(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Other facts."""
    found = find(authority, name)
    form = ConferenceForm((), request.POST or None, instance=find(authority, name))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(found, request.user, **form.cleaned_data)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Die Angaben sind gespeichert.")
            return redirect("conferences:page", authority.slug, name)
    context = {"authority": authority, "form": form, "conference": found, "phase": queries.phase(found)}
    return render(request, "conferences/change.html", context)


@office(may_run_conferences)
@require_POST
def announce(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Everybody may see it and register."""
    found = find(authority, name)
    try:
        actions.announce(found, request.user, site=site_of(request))
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"„{found.title}“ ist angekündigt. Ab jetzt kann man sich anmelden.")
    return redirect("conferences:page", authority.slug, name)


@office(may_run_conferences)
def call_off(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Ask first: everybody is written to."""
    found = find(authority, name)
    if request.method == "POST":
        try:
            written = actions.call_off(found, request.user)
        except Problem as problem:
            messages.error(request, str(problem))
        else:
            messages.success(
                request, f"„{found.title}“ ist abgesagt. {plural(written, 'E-Mail geht,E-Mails gehen')} hinaus."
            )
        return redirect("conferences:page", authority.slug, name)
    context = {"authority": authority, "conference": found, "counts": queries.counts(found)}
    return render(request, "conferences/call_off.html", context)
