"""Wer ist gemeint? A person says which organisations the names of the responsibilities mean."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from konzept.model import Problem
from konzept.organisations import uses
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts import queries
from werkstatt.concepts.actions import namings as actions
from werkstatt.concepts.models import Naming, Version
from werkstatt.concepts.queries.namings import meant_in, measures_of, namings_of
from werkstatt.concepts.rules import may_edit, may_name, may_read_versions
from werkstatt.network.forms import NamingForm
from werkstatt.network.queries import find_organisation, organisations
from werkstatt.ui.templatetags.ui import plural

NEWER = "Inzwischen gibt es {}; bitte sehen Sie sich die Namen darin noch einmal an."
NOTHING = "Bitte wählen Sie mindestens eine Schreibweise aus."
SAID = "Darüber ist schon entschieden; geändert hat sich nichts."


def _newest(authority: Authority) -> Version:
    concept = queries.concept_of(authority)
    version = queries.newest(concept) if concept else None
    if version is None:
        raise Http404
    return version


@office(may_name)
def meant(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """All names of the newest version: what is asked, what is clear, what means nobody in particular, what was said."""
    return _page(request, _newest(authority), None)


def _page(request: OfficeRequest, version: Version, faulty: NamingForm | None) -> HttpResponse:
    authority = version.concept.authority
    context = {
        "authority": authority,
        "version": version,
        "meant": meant_in(version),
        "organisations": organisations(authority),
        "faulty": faulty,
        "chosen": request.POST.getlist("names"),
    }
    return render(request, "concepts/naming/meant.html", context)


@require_POST
@office(may_name)
def name(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """What a person says of some names. `answer` is `same` or `own` to a question, else `nobody` or nothing: the chosen names alone."""
    version = _newest(authority)
    there = uses(queries.text_of(version))
    names, asked = ([each for each in request.POST.getlist(key) if each in there] for key in ("names", "asked"))
    answer, form = request.POST.get("answer", ""), NamingForm(request.POST)
    if not names and not asked:
        messages.error(request, NOTHING)
        return redirect("concepts:meant", authority.slug)
    if answer != "nobody" and not form.is_valid():
        return _page(request, version, form)
    try:
        said = _said(request, version, answer, (names, asked), form)
    except Problem as problem:
        form.add_error("short" if form.cleaned_data.get("short") else "name", str(problem))
        return _page(request, version, form)
    _tell(request, said)
    return redirect("concepts:meant", authority.slug)


@transaction.atomic
def _said(
    request: OfficeRequest, version: Version, answer: str, names: tuple[list[str], list[str]], form: NamingForm
) -> list[Naming | None]:
    """All of one answer, or nothing."""
    (sure, asked), concept, act = names, version.concept, uuid4()
    if answer == "nobody":
        return [actions.name_nobody(concept, request.user, sure, act=act)]
    called, short = form.cleaned_data["name"], form.cleaned_data["short"]
    meant = [*sure, *asked] if answer == "same" else sure
    made = [actions.name(concept, request.user, meant, called=called, short=short, act=act)]
    if answer == "own" and asked:
        made.append(actions.name(concept, request.user, asked, called=asked[0], act=act))
    return made


def _tell(request: OfficeRequest, said: Iterable[Naming | None]) -> None:
    made = [each for each in said if each]
    for each in made:
        whom = f"„{each.organisation}“" if each.organisation else "keine bestimmte Organisation"
        messages.success(request, f"{each} {'meint' if len(each.names) == 1 else 'meinen'} {whom}.")
    if not made:
        messages.info(request, SAID)


@require_POST
@office(may_name)
def name_all(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """All that is clear becomes organisations, or (`what` is `generic`) all that means nobody in particular is said to."""
    version = _newest(authority)
    if request.POST.get("ordinal") != str(version.ordinal):
        messages.error(request, NEWER.format(version))
        return redirect("concepts:meant", authority.slug)
    try:
        made = _said_of_all(request, version, generic=request.POST.get("what") == "generic")
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        count = sum(len(each.names) for each in made)
        words = f"{plural(count, 'Name ist,Namen sind')} zugeordnet." if made else SAID
        messages.add_message(request, messages.SUCCESS if made else messages.INFO, words)
    return redirect("concepts:meant", authority.slug)


@transaction.atomic
def _said_of_all(request: OfficeRequest, version: Version, *, generic: bool) -> list[Naming]:
    found, concept, act = meant_in(version), version.concept, uuid4()
    if generic:
        names = [way.name for group in found.generic for way in group.ways]
        return [each for each in (actions.name_nobody(concept, request.user, names, act=act),) if each]
    said = (
        actions.name(
            concept,
            request.user,
            [way.name for way in group.ways],
            called=group.name,
            short=group.short,
            act=act,
        )
        for group in found.clear
    )
    return [each for each in said if each]


@require_POST
@office(may_name)
def unname(request: OfficeRequest, authority: Authority, act: UUID) -> HttpResponse:
    """All that was said at once was not so; or, with `only`, one part of it."""
    rows = [
        each for each in namings_of(authority).filter(act=act) if request.POST.get("only", str(each.pk)) == str(each.pk)
    ]
    try:
        with transaction.atomic():
            for row in rows:
                actions.unname(row, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        count = sum(len(row.names) for row in rows)
        words = (
            f"Zurückgenommen: {plural(count, 'Name ist,Namen sind')} wieder offen."
            if rows
            else "Das war schon zurückgenommen."
        )
        messages.add_message(request, messages.SUCCESS if rows else messages.INFO, words)
    return redirect("concepts:meant", authority.slug)


@office(may_read_versions)
def organisation(request: OfficeRequest, authority: Authority, number: int) -> HttpResponse:
    """What the newest version names an organisation for, in whatever spelling."""
    found = find_organisation(authority, number)
    if found is None:
        raise Http404
    context = {
        "authority": authority,
        "organisation": found,
        "tasks": measures_of(found),
        "may_edit": may_edit(request.user, authority),
    }
    return render(request, "concepts/naming/organisation.html", context)
