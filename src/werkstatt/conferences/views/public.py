"""Coming to a conference: no account, no JavaScript needed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from konzept.model import Problem
from werkstatt.authorities.models import Authority
from werkstatt.conferences import actions, queries
from werkstatt.conferences.forms import RegistrationForm
from werkstatt.conferences.models import Conference, Registration
from werkstatt.conferences.queries.minutes import Subject, published_minutes, rounds_with_minutes
from werkstatt.lib import clock, doors
from werkstatt.lib.senders import sender_of
from werkstatt.participation.actions import TooMany
from werkstatt.participation.actions.limits import count
from werkstatt.ui.templatetags.speech import SWITCH


def find_conference(slug: str, name: str) -> Conference:
    """One that is announced; for the public no other exists."""
    authority = get_object_or_404(Authority, slug=slug)
    return get_object_or_404(queries.public_conferences(authority), slug=name)


def context_of(conference: Conference, **more: Any) -> dict[str, Any]:
    """What every page of a conference shows."""
    return {
        "authority": conference.authority,
        "section": "take_part",
        "conference": conference,
        "spoken": conference.round.languages,
        "phase": queries.phase(conference),
        **more,
    }


@doors.public
def conferences(request: HttpRequest, slug: str) -> HttpResponse:
    """What is ahead, and what has been."""
    authority = get_object_or_404(Authority, slug=slug)
    listed = list(queries.public_conferences(authority))
    now = clock.now()
    context = {
        "authority": authority,
        "section": "take_part",
        "ahead": [(each, queries.phase(each, now)) for each in listed if each.ends_at > now],
        "past": [each for each in reversed(listed) if each.ends_at <= now],
        "told": rounds_with_minutes(authority),
    }
    return render(request, "conferences/list.html", context)


@doors.public
def conference(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """When, where, what about, and how to come."""
    found = find_conference(slug, name)
    context = context_of(
        found,
        counts=queries.counts(found),
        tables=queries.tables_of(found),
        sittings=list(found.sittings.all()),
        minutes=published_minutes(Subject(found.round, found)),
    )
    return render(request, "conferences/conference.html", context)


@csrf_exempt  # nobody is signed in here: the form needs no cookie, and its own signed stamp (ADR 0008)
@doors.public
@never_cache
def register(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Register, or go on the waiting list."""
    found = find_conference(slug, name)
    posted = request.method == "POST" and SWITCH not in request.POST
    form = RegistrationForm(found, request.POST if posted else None, initial=request.POST.dict())
    status = HTTPStatus.OK
    if posted and form.is_valid():
        try:
            count(sender_of(request))
            registration = actions.register(found, language=get_language() or "de", **form.answers())
        except Problem as problem:
            form.add_error(None, str(problem))
            status = HTTPStatus.TOO_MANY_REQUESTS if isinstance(problem, TooMany) else HTTPStatus.OK
        else:
            return redirect("conferences:registration", slug, name, queries.token_of(registration))
    context = context_of(found, form=form, keeps="anmelden", counts=queries.counts(found))
    return render(request, "conferences/register.html", context, status=status)


def find_registration(found: Conference, token: str) -> Registration:
    """Whoever knows the link may see and cancel it."""
    registration = queries.registration_of(found, token)
    if registration is None:
        raise Http404
    return registration


@csrf_exempt  # the link itself is what one must know (ADR 0008)
@doors.public
@never_cache
def registration(request: HttpRequest, slug: str, name: str, token: str) -> HttpResponse:
    """What was entered, where they sit; a button to cancel."""
    found = find_conference(slug, name)
    theirs = find_registration(found, token)
    if request.method == "POST":
        try:
            actions.cancel(theirs)
        except Problem as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Sie sind abgemeldet. Ihre Angaben haben wir gelöscht."))
        return redirect("conferences:registration", slug, name, token)
    topics = {table.pk: table.topic for table in queries.tables_of(found)}
    context = context_of(
        found,
        registration=theirs,
        token=token,
        wishes=[topics[number] for number in theirs.wishes if number in topics],
        seats=theirs.seats.select_related("sitting", "table"),
    )
    return render(request, "conferences/registration.html", context)


def as_file(text: str, name: str) -> HttpResponse:
    """A calendar file."""
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


@doors.public
def calendar(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The conference for one's calendar."""
    return as_file(queries.calendar(find_conference(slug, name)), name)


@doors.public
@never_cache
def own_calendar(request: HttpRequest, slug: str, name: str, token: str) -> HttpResponse:
    """The same for somebody who is registered, with the link to their registration."""
    found = find_conference(slug, name)
    theirs = find_registration(found, token)
    own = queries.link(found, "registration", token)
    gone = theirs.state == "cancelled"
    return as_file(queries.calendar(found, key=theirs.key, own=own, gone=gone), name)
