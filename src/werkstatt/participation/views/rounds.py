"""The office's side of a round."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts.queries import concept_of, newest, text_of
from werkstatt.lib.languages import NAMES
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import AboutForm, ContestedForm, RoundForm
from werkstatt.participation.models import Channel, UploadState
from werkstatt.participation.rules import may_run_rounds, may_see_rounds


@office(may_see_rounds)
def rounds(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """All rounds."""
    concept = concept_of(authority)
    context = {
        "authority": authority,
        "rounds": [(round_, queries.phase(round_)) for round_ in queries.rounds_of(authority)],
        "version": newest(concept) if concept else None,
        "may_run": may_run_rounds(request.user, authority),
    }
    return render(request, "participation/rounds.html", context)


@office(may_run_rounds)
def new_round(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Open a round on the newest version."""
    concept = concept_of(authority)
    version = newest(concept) if concept else None
    if version is None:
        messages.error(request, "Es gibt noch kein Konzept. Laden Sie zuerst ein Dokument hoch.")
        return redirect("concepts:upload", authority.slug)
    form = RoundForm(list(text_of(version).walk()), version.ordinal, request.POST or None)
    if request.method == "POST" and form.is_valid():
        round_ = actions.open_round(authority, request.user, version=version, **form.cleaned_data)
        messages.success(request, f"Die Runde „{round_.title}“ ist eröffnet.")
        return redirect("participation:setup", authority.slug, round_.slug)
    return render(request, "participation/new_round.html", {"authority": authority, "form": form, "version": version})


@office(may_see_rounds)
def setup(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """One round: where it stands, what came in."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    counted = queries.count_by_channel(round_)
    context = {
        "authority": authority,
        "round": round_,
        "phase": queries.phase(round_),
        "channels": [(label, counted[value]) for value, label in Channel.choices if value in counted],
        "total": sum(counted.values()),
        "waiting": queries.uploads(round_).filter(state=UploadState.PREVIEW).count(),
        "to_moderate": queries.to_moderate(round_).count(),
        "points": round_.contested_points.all(),
        "ways": queries.ways_of(round_),
        "formats": queries.FORMATS,
        "tongues": [(code, NAMES[code]) for code in queries.languages_of(round_)],
        "may_run": may_run_rounds(request.user, authority),
    }
    return render(request, "participation/setup.html", context)


@office(may_run_rounds)
def change(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Change what a round says of itself."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    known = {field: getattr(round_, field) for field in AboutForm.base_fields}
    form = AboutForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_round(round_, request.user, **form.cleaned_data)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Die Runde „{round_.title}“ ist geändert.")
            return redirect("participation:setup", authority.slug, name)
    return render(request, "participation/change.html", {"authority": authority, "round": round_, "form": form})


@office(may_run_rounds)
def contested(request: OfficeRequest, authority: Authority, name: str, number: int | None = None) -> HttpResponse:
    """A contested point, a new one (None) or one that is worded anew."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    point = get_object_or_404(round_.contested_points, pk=number) if number is not None else None
    initial = ContestedForm.initial_of(point) if point else None
    form = ContestedForm(queries.elements_in_scope(round_), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        actions.set_contested(
            round_, request.user, title=cleaned["title"], uid=cleaned["uid"], positions=form.positions(), point=point
        )
        messages.success(request, "Der strittige Punkt steht jetzt auf der Seite der Runde.")
        return redirect("participation:setup", authority.slug, name)
    context = {"authority": authority, "round": round_, "form": form, "point": point}
    return render(request, "participation/contested.html", context)


@office(may_run_rounds)
@require_POST
def drop_contested(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """A point is contested no more."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    point = round_.contested_points.filter(pk=number).first()
    if point:
        actions.drop_contested(point, request.user)
        messages.success(request, "Der strittige Punkt ist von der Seite der Runde genommen.")
    return redirect("participation:setup", authority.slug, name)


@office(may_run_rounds)
@require_POST
def close(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """End a round now."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    try:
        actions.close_round(round_, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Die Runde „{round_.title}“ ist beendet.")
    return redirect("participation:setup", authority.slug, name)
