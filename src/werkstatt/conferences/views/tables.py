"""Tables are laid, people are seated at them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from konzept.model import Element, Kind, Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.conferences import actions, queries
from werkstatt.conferences.forms import MoveForm, TableForm
from werkstatt.conferences.models import Conference
from werkstatt.conferences.rules import may_run_conferences, may_see_conferences, may_see_people
from werkstatt.conferences.tasks import seat_people
from werkstatt.conferences.views.office import find
from werkstatt.participation.queries import elements_in_scope
from werkstatt.ui.templatetags.ui import plural
from werkstatt.work.actions import start

TASK_FROM = 60  # people from whom on seating takes long enough to show its progress


def areas_of(found: Conference) -> list[Element]:
    """The areas that the round asks about."""
    return [element for element in elements_in_scope(found.round) if element.kind == Kind.AREA]


@office(may_see_conferences)
def tables(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """All tables."""
    found = find(authority, name)
    context = {
        "authority": authority,
        "conference": found,
        "tables": queries.tables_of(found),
        "missing": queries.areas_without_table(found),
        "may_run": may_run_conferences(request.user, authority),
    }
    return render(request, "conferences/tables.html", context)


@office(may_run_conferences)
@require_POST
def lay(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """One for each area."""
    laid = actions.lay_tables(find(authority, name), request.user)
    messages.success(
        request,
        f"{plural(len(laid), 'Tisch,Tische')} angelegt." if laid else "Es gibt schon einen Tisch je Handlungsfeld.",
    )
    return redirect("conferences:tables", authority.slug, name)


@office(may_run_conferences)
def add(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """One more."""
    found = find(authority, name)
    form = TableForm(found, areas_of(found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        table = actions.add_table(found, request.user, **form.cleaned_data)
        messages.success(request, f"„{table}“ ist angelegt.")
        return redirect("conferences:tables", authority.slug, name)
    context = {"authority": authority, "conference": found, "form": form, "table": None}
    return render(request, "conferences/table.html", context)


@office(may_run_conferences)
def change(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """Another topic, more seats."""
    found = find(authority, name)
    table = get_object_or_404(queries.tables_of(found).select_related("conference"), pk=number)
    form = TableForm(found, areas_of(found), request.POST or None, instance=table)
    if request.method == "POST" and form.is_valid():
        actions.change_table(table, request.user, **form.cleaned_data)
        messages.success(request, f"„{table}“ ist gespeichert.")
        return redirect("conferences:tables", authority.slug, name)
    context = {"authority": authority, "conference": found, "form": form, "table": table}
    return render(request, "conferences/table.html", context)


@office(may_run_conferences)
@require_POST
def drop(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """A table less."""
    found = find(authority, name)
    table = get_object_or_404(queries.tables_of(found).select_related("conference"), pk=number)
    words = str(table)
    try:
        actions.drop_table(table, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"„{words}“ ist entfernt.")
    return redirect("conferences:tables", authority.slug, name)


@office(may_see_people)
def seats(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Who sits where, sitting by sitting."""
    found = find(authority, name)
    context = {
        "authority": authority,
        "conference": found,
        "plan": queries.plan_of(found),
        "counts": queries.counts(found),
        "may_run": may_run_conferences(request.user, authority),
    }
    return render(request, "conferences/seats.html", context)


@office(may_run_conferences)
@require_POST
def assign(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Seat everybody; many people as a task."""
    found = find(authority, name)
    there = reverse("conferences:seats", args=[authority.slug, name])
    if queries.counts(found).registered >= TASK_FROM:
        job = start(
            seat_people,
            authority=authority,
            person=request.user,
            title=f"„{found.title[:100]}“: Plätze werden verteilt",
            goes_to=there,
            conference_id=found.pk,
            person_id=request.user.pk,
        )
        return redirect("work:job", job.pk)
    try:
        count = actions.assign(found, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request, f"{plural(count, 'Person hat,Personen haben')} jetzt einen Platz in jeder Gesprächsrunde."
        )
    return redirect(there)


@office(may_run_conferences)
def move(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """One person to another table; GET asks which."""
    found = find(authority, name)
    who = get_object_or_404(
        queries.people(found).filter(state="registered").select_related("conference", "contact"), pk=number
    )
    form = MoveForm(
        found, request.POST or None, initial={"sitting": request.GET.get("runde"), "table": request.GET.get("tisch")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            table, others = actions.move(
                who, request.user, sitting=form.cleaned_data["sitting"], table=form.cleaned_data["table"]
            )
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            rest = (
                f" {plural(others, 'andere Person hat,andere Personen haben')} dafür einen anderen Platz."
                if others
                else ""
            )
            messages.success(request, f"Der Platz an „{table}“ ist festgelegt.{rest}")
            return redirect("conferences:seats", authority.slug, name)
    context = {
        "authority": authority,
        "conference": found,
        "who": who,
        "form": form,
        "seats": who.seats.select_related("sitting", "table"),
    }
    return render(request, "conferences/move.html", context)


@office(may_run_conferences)
@require_POST
def release(request: OfficeRequest, authority: Authority, name: str, number: int, ordinal: int) -> HttpResponse:
    """A person may be seated elsewhere again."""
    found = find(authority, name)
    who = get_object_or_404(found.registrations.select_related("conference"), pk=number)
    actions.release(who, request.user, sitting=get_object_or_404(found.sittings, ordinal=ordinal))
    messages.success(request, "Die Festlegung ist gelöst. Beim nächsten Verteilen kann sich der Platz ändern.")
    return redirect("conferences:seats", authority.slug, name)
