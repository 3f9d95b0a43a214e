"""Minutes: the office looks through them and publishes, everybody reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

import konzept
from konzept.minutes import Arrangement, dumps, loads
from konzept.model import Problem
from konzept.write import handout
from konzept.write.handout import Handout
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.conferences.actions.minutes import publish_minutes, retract_minutes
from werkstatt.conferences.models import Minutes
from werkstatt.conferences.queries import minutes as queries
from werkstatt.conferences.queries.minutes import ARRANGEMENTS, Subject
from werkstatt.conferences.rules import may_run_conferences, may_see_conferences
from werkstatt.conferences.views.office import find
from werkstatt.conferences.views.printing import FORMATS, WRITERS, as_file
from werkstatt.conferences.views.public import find_conference
from werkstatt.lib import doors, pages
from werkstatt.participation.models import Round
from werkstatt.participation.queries import public_rounds, rounds_of
from werkstatt.ui.templatetags.ui import plural
from werkstatt.ui.views import Gone


def wanted(request: HttpRequest) -> Arrangement:
    """The arrangement that was asked for; by questions where none was."""
    said = request.POST.get("gliederung") or request.GET.get("gliederung") or ""
    return Arrangement(said) if said in set(Arrangement) else Arrangement.QUESTIONS


def as_html(made: Handout) -> str:
    """The handout below a page's title, which says already what it is."""
    return mark_safe(handout.html(replace(made, title=made.subtitle, subtitle="", author=""), top=2))  # noqa: S308  # all escaped there


def desk(request: OfficeRequest, subject: Subject, address: str) -> HttpResponse:
    """Look through the minutes; one click publishes them, one retracts them."""
    arrangement = wanted(request)
    if request.method == "POST":
        if not may_run_conferences(request.user, subject.authority):
            raise Http404
        deed = _retract if "zurueckrufen" in request.POST else _publish
        deed(request, subject, arrangement)
        return redirect(f"{address}?gliederung={arrangement}")
    draft = queries.draft_of(subject)
    seal = queries.seal_of(dumps(draft.statements))
    published = queries.published_minutes(subject)
    context = {
        "authority": subject.authority,
        "subject": subject,
        "conference": subject.conference,
        "draft": draft,
        "seal": seal,
        "published": published,
        "fresh": published is None or (published.seal, published.arrangement) != (seal, arrangement),
        "arrangement": arrangement,
        "arrangements": ARRANGEMENTS.items(),
        "minutes": as_html(queries.handout_of(subject, draft.statements, arrangement)),
        "formats": FORMATS,
        "public": public_address(subject),
        "may_run": may_run_conferences(request.user, subject.authority),
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
        told = plural(len(loads(made.content)), "Aussage,Aussagen")
        messages.success(request, f"Das Protokoll mit {told} ist veröffentlicht.")


def public_address(subject: Subject) -> str:
    """Where everybody reads it."""
    slug = subject.authority.slug
    if subject.conference:
        return reverse("conferences:public_minutes", args=[slug, subject.conference.slug])
    return reverse("conferences:public_round_minutes", args=[slug, subject.round.slug])


def draft_file(request: OfficeRequest, subject: Subject, ending: str) -> HttpResponse:
    """As it would be published now."""
    if ending not in WRITERS:
        raise Http404
    made = queries.handout_of(subject, queries.draft_of(subject).statements, wanted(request))
    return as_file(made, f"ergebnisprotokoll-entwurf-{_slug(subject)}", ending)


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
    return draft_file(request, of_conference(authority, name), ending)


@office(may_see_conferences)
def round_file(request: OfficeRequest, authority: Authority, name: str, ending: str) -> HttpResponse:
    """Of a round."""
    return draft_file(request, of_round(authority, name), ending)


def told(subject: Subject) -> Minutes:
    """What everybody reads; without it there is nothing, and what was retracted says so."""
    found = queries.published_minutes(subject)
    if found is None and queries.was_told(subject):
        raise Gone(_("Dieses Protokoll ist nicht mehr veröffentlicht"))
    if found is None:
        raise Http404
    return found


def handout_of(subject: Subject, minutes: Minutes) -> Handout:
    """As it was published."""
    return queries.handout_of(subject, loads(minutes.content), Arrangement(minutes.arrangement))


def public_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The minutes to read, with files."""
    minutes = told(subject)
    context = {
        "authority": subject.authority,
        "section": "take_part",
        "subject": subject,
        "conference": subject.conference,
        "published": minutes,
        "minutes": as_html(handout_of(subject, minutes)),
        "formats": [(f"{public_address(subject)}protokoll.{ending}", words) for ending, words in FORMATS],
    }
    return render(request, "conferences/public_minutes.html", context)


def public_file(subject: Subject, ending: str) -> HttpResponse:
    """The minutes as a file, made once."""
    minutes = told(subject)
    if ending not in WRITERS:
        raise Http404
    press = pages.fingerprint(Path(konzept.__file__).parent)
    kept = pages.name_of("minutes", press, minutes.pk, minutes.seal, minutes.arrangement, ending)
    found = pages.load(kept, "")
    if found is None:
        pages.keep(kept, WRITERS[ending][2](handout_of(subject, minutes)), compress=False)
        found = pages.load(kept, "")
    assert found
    response = HttpResponse(found[0], content_type=WRITERS[ending][1])
    disposition = "inline" if ending == "pdf" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="ergebnisprotokoll-{_slug(subject)}.{ending}"'
    return response


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
