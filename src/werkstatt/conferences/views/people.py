"""Who comes: seen by those in the office who must."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.conferences import actions, queries
from werkstatt.conferences.forms import ComingForm
from werkstatt.conferences.models import RegistrationState
from werkstatt.conferences.rules import may_run_conferences, may_see_people
from werkstatt.conferences.views.office import find
from werkstatt.ui.templatetags.ui import plural


@office(may_see_people)
def people(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Registered, and waiting."""
    found = find(authority, name)
    listed = list(queries.people(found))
    topics = {table.pk: table.topic for table in queries.tables_of(found)}
    rows = [(row, [topics[number] for number in row.wishes if number in topics]) for row in listed]
    context = {
        "authority": authority,
        "conference": found,
        "phase": queries.phase(found),
        "registered": [row for row in rows if row[0].state == RegistrationState.REGISTERED],
        "waiting": [row for row in rows if row[0].state == RegistrationState.WAITING],
        "may_run": may_run_conferences(request.user, authority),
        "keeps": settings.CONFERENCE_KEEPS,
    }
    return render(request, "conferences/people.html", context)


@office(may_see_people)
def register(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Somebody called or wrote."""
    found = find(authority, name)
    form = ComingForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            registration = actions.register(found, person=request.user, **form.answers())
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            waits = registration.state == RegistrationState.WAITING
            messages.success(
                request, "Eingetragen. Alle Plätze sind vergeben: Die Person wartet." if waits else "Eingetragen."
            )
            return redirect("conferences:people", authority.slug, name)
    context = {"authority": authority, "conference": found, "form": form, "counts": queries.counts(found)}
    return render(request, "conferences/on_behalf.html", context)


@office(may_see_people)
@require_POST
def cancel(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """They told the office that they do not come."""
    found = find(authority, name)
    registration = get_object_or_404(found.registrations.select_related("conference"), pk=number)
    try:
        actions.cancel(registration, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Abgemeldet. Name, Adresse und Angaben sind gelöscht.")
    return redirect("conferences:people", authority.slug, name)


@office(may_run_conferences)
@require_POST
def erase(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Forget who came."""
    found = find(authority, name)
    try:
        count = actions.erase(found, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Die Angaben zu {plural(count, 'Person,Personen')} sind gelöscht.")
    return redirect("conferences:people", authority.slug, name)
