"""Minutes: the office looks through them and publishes, everybody reads."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from konzept.minutes import Arrangement
from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.conferences.actions.minutes import publish_minutes, retract_minutes
from werkstatt.conferences.models import Minutes
from werkstatt.conferences.queries import minutes as queries
from werkstatt.conferences.queries.kept_minutes import AT_ONCE, Shelf, draft_shelf, published_shelf, told_now
from werkstatt.conferences.queries.minutes import ARRANGEMENTS, Subject
from werkstatt.conferences.rules import may_run_conferences, may_see_conferences
from werkstatt.conferences.tasks import make_draft, make_minutes
from werkstatt.conferences.views.office import find
from werkstatt.conferences.views.printing import FORMATS, WRITERS, sent
from werkstatt.conferences.views.public import find_conference
from werkstatt.lib import doors
from werkstatt.participation.models import Round
from werkstatt.participation.queries import public_rounds, rounds_of
from werkstatt.ui.templatetags.ui import plural
from werkstatt.ui.views import Gone
from werkstatt.work.actions import start_once
from werkstatt.work.models import Job

SHOWN = 100  # places that may name a person; more are counted


def wanted(request: HttpRequest) -> Arrangement:
    """The arrangement that was asked for; by questions where none was."""
    said = request.POST.get("gliederung") or request.GET.get("gliederung") or ""
    return Arrangement(said) if said in set(Arrangement) else Arrangement.QUESTIONS


def page_of(request: HttpRequest, shelf: Shelf) -> dict[str, Any]:
    """What a page with minutes shows: the areas, the page that was asked for, its HTML."""
    contents = shelf.contents()
    asked = request.GET.get("seite", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
    if not 1 <= number <= contents.pages:
        raise Http404
    return {
        "areas": contents.areas if contents.pages > 1 else [],
        "page": Paginator(range(contents.pages), 1).page(number),
        "minutes": mark_safe(shelf.page(number)),  # noqa: S308  # all escaped there
    }


def desk(request: OfficeRequest, subject: Subject, address: str) -> HttpResponse:
    """Look through the minutes; one click publishes them, one retracts them."""
    arrangement = wanted(request)
    if request.method == "POST":
        if not may_run_conferences(request.user, subject.authority):
            raise Http404
        deed = _retract if "zurueckrufen" in request.POST else _publish
        deed(request, subject, arrangement)
        return redirect(f"{address}?gliederung={arrangement}")
    draft = told_now(subject)
    published = queries.published_minutes(subject)
    context = {
        "authority": subject.authority,
        "subject": subject,
        "conference": subject.conference,
        "draft": draft,
        "seal": draft.seal,
        "traces": draft.traces[:SHOWN],
        "published": published,
        "fresh": published is None or (published.seal, published.arrangement) != (draft.seal, arrangement),
        "arrangement": arrangement,
        "arrangements": ARRANGEMENTS.items(),
        "formats": FORMATS,
        "public": public_address(subject),
        "may_run": may_run_conferences(request.user, subject.authority),
        **page_of(request, draft_shelf(subject, arrangement, draft)),
    }
    return render(request, "conferences/minutes.html", context)


def _retract(request: OfficeRequest, subject: Subject, _arrangement: Arrangement) -> None:
    retract_minutes(subject, request.user)
    messages.success(request, "Das Protokoll ist zurückgerufen; außen liest es niemand mehr.")


def _publish(request: OfficeRequest, subject: Subject, arrangement: Arrangement) -> None:
    try:
        made = publish_minutes(subject, request.user, arrangement=arrangement, seal=request.POST.get("siegel", ""))
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        contents = published_shelf(subject, made).contents()
        if contents.statements > AT_ONCE:
            files_of(subject, made)
        messages.success(
            request, f"Das Protokoll mit {plural(contents.statements, 'Aussage,Aussagen')} ist veröffentlicht."
        )


def files_of(subject: Subject, minutes: Minutes) -> Job:
    """The job that makes the files everybody may have; there is one, whoever asks."""
    return start_once(
        make_minutes,
        key=f"minutes {published_shelf(subject, minutes).name}",
        authority=subject.authority,
        person=None,
        title=_("Ergebnisprotokoll"),
        goes_to=f"{public_address(subject)}#dateien",
        minutes_id=minutes.pk,
    )


def public_address(subject: Subject) -> str:
    """Where everybody reads it."""
    slug = subject.authority.slug
    if subject.conference:
        return reverse("conferences:public_minutes", args=[slug, subject.conference.slug])
    return reverse("conferences:public_round_minutes", args=[slug, subject.round.slug])


def draft_file(request: OfficeRequest, subject: Subject, address: str, ending: str) -> HttpResponse:
    """As it would be published now; that of a big round is made by a task."""
    if ending not in WRITERS:
        raise Http404
    arrangement, draft = wanted(request), told_now(subject)
    shelf = draft_shelf(subject, arrangement, draft)
    if draft.count > AT_ONCE and shelf.load(ending) is None:
        job = start_once(
            make_draft,
            key=f"draft {shelf.name}",
            authority=subject.authority,
            person=request.user,
            title="Entwurf des Ergebnisprotokolls",
            goes_to=f"{address}?gliederung={arrangement}#dateien",
            round_id=subject.round.pk,
            conference_id=subject.conference and subject.conference.pk,
            arrangement=arrangement.value,
        )
        return redirect("work:job", job.pk)
    return sent(shelf.file(ending), f"ergebnisprotokoll-entwurf-{_slug(subject)}", ending)


def _slug(subject: Subject) -> str:
    return subject.conference.slug if subject.conference else subject.round.slug


def of_conference(authority: Authority, name: str) -> Subject:
    """One of this authority's conferences."""
    found = find(authority, name)
    return Subject(found.round, found)


def of_round(authority: Authority, name: str) -> Subject:
    """One of its rounds, whole."""
    return Subject(get_object_or_404(rounds_of(authority).select_related("authority", "version__concept"), slug=name))


@office(may_see_conferences)
def conference(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Of a conference."""
    return desk(request, of_conference(authority, name), reverse("conferences:minutes", args=[authority.slug, name]))


@office(may_see_conferences)
def whole_round(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Of a whole round, all ways."""
    address = reverse("conferences:round_minutes", args=[authority.slug, name])
    return desk(request, of_round(authority, name), address)


@office(may_see_conferences)
def conference_file(request: OfficeRequest, authority: Authority, name: str, ending: str) -> HttpResponse:
    """Of a conference, to look through on paper."""
    address = reverse("conferences:minutes", args=[authority.slug, name])
    return draft_file(request, of_conference(authority, name), address, ending)


@office(may_see_conferences)
def round_file(request: OfficeRequest, authority: Authority, name: str, ending: str) -> HttpResponse:
    """Of a round."""
    address = reverse("conferences:round_minutes", args=[authority.slug, name])
    return draft_file(request, of_round(authority, name), address, ending)


def told(subject: Subject) -> Minutes:
    """What everybody reads; without it there is nothing, and what was retracted says so."""
    found = queries.published_minutes(subject)
    if found is None and queries.was_told(subject):
        raise Gone(_("Dieses Protokoll ist nicht mehr veröffentlicht"))
    if found is None:
        raise Http404
    return found


def public_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The minutes to read, with files."""
    minutes = told(subject)
    context = {
        "authority": subject.authority,
        "section": "take_part",
        "subject": subject,
        "conference": subject.conference,
        "published": minutes,
        "formats": [(f"{public_address(subject)}protokoll.{ending}", words) for ending, words in FORMATS],
        **page_of(request, published_shelf(subject, minutes)),
    }
    return render(request, "conferences/public_minutes.html", context)


def public_file(subject: Subject, ending: str) -> HttpResponse:
    """The minutes as a file, made once; that of a big round is made by a task, and a page says how far it is."""
    minutes = told(subject)
    if ending not in WRITERS:
        raise Http404
    shelf = published_shelf(subject, minutes)
    if shelf.load(ending) is None and shelf.contents().statements > AT_ONCE:
        return redirect("work:job", files_of(subject, minutes).pk)
    return sent(shelf.file(ending), f"ergebnisprotokoll-{_slug(subject)}", ending, kept=True)


def announced(slug: str, name: str) -> Subject:
    """A conference that everybody knows."""
    found = find_conference(slug, name)
    return Subject(found.round, found)


def begun(slug: str, name: str) -> Subject:
    """A round that everybody knows."""
    authority = get_object_or_404(Authority, slug=slug)
    listed: Round = get_object_or_404(
        public_rounds(authority).select_related("authority", "version__concept"), slug=name
    )
    return Subject(listed)


@doors.public
def public_conference(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """What was said at a conference."""
    return public_page(request, announced(slug, name))


@doors.public
def public_conference_file(request: HttpRequest, slug: str, name: str, ending: str) -> HttpResponse:
    """The same as a file."""
    return public_file(announced(slug, name), ending)


@doors.public
def public_round(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """What was said in a round."""
    return public_page(request, begun(slug, name))


@doors.public
def public_round_file(request: HttpRequest, slug: str, name: str, ending: str) -> HttpResponse:
    """The same as a file."""
    return public_file(begun(slug, name), ending)
