"""Upload a document, check what was understood, apply it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from konzept.model import Concept as Text
from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions, queries, tasks
from werkstatt.concepts.forms import ApplyForm, UploadForm
from werkstatt.concepts.models import Import, ImportState
from werkstatt.concepts.rules import may_import

WENT_ON = "Inzwischen hat noch jemand anders etwas geändert. Bitte sehen Sie es durch; dann übernehmen Sie es."


@office(may_import)
def upload(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Choose the file; it is read as a task."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.upload(authority, request.user, file.name, file.read(), then=tasks.understand)
        except actions.AlreadyRead as known:
            messages.info(request, str(known))
            return redirect("concepts:versions", authority.slug)
        return redirect(_waiting(authority, made))
    context = {
        "authority": authority,
        "form": form,
        "waiting": queries.imports_of(authority),
        "concept": queries.concept_of(authority),
    }
    return render(request, "concepts/upload.html", context)


def _waiting(authority: Authority, made: Import) -> str:
    if made.state == ImportState.READING and made.job_id:
        return reverse("work:job", args=[made.job_id])
    return reverse("concepts:check", args=[authority.slug, made.pk])


@never_cache  # „Zurück“ shows the page as it is now, not as it was before the steps taken on it
@office(may_import)
def check(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """The document on the left, what was understood on the right. `?bei=e-UID` begins there, `?blatt=7` with that sheet, `?nur=unsicher` leaves out what is sure."""
    return _check_page(request, find(authority, pk))


def _check_page(request: OfficeRequest, import_: Import, form: ApplyForm | None = None) -> HttpResponse:
    if import_.state != ImportState.CHECKING:
        return render(request, "concepts/import_over.html", {"authority": import_.authority, "import": import_})
    understood = queries.understood(import_)
    concept = queries.concept_of(import_.authority)
    only, at = asked_for_unsure(request.GET), request.GET.get("bei", "")
    shown = _number(request.GET.get("blatt", ""), queries.sheet_at(understood.lines, at) or 1)
    context = page(import_, understood) | {
        "sheets": _sheets(import_, understood, shown),
        "stretches": queries.stretches(understood.shown(only=only), at),
        "only": only,
        "outdated": concept is not None and queries.newest(concept) != import_.base,
        "running": import_.job if import_.job and not import_.job.finished_at else None,
        "form": form or _apply_form(import_, understood.text),
    }
    return render(request, "concepts/check.html", context)


def page(import_: Import, understood: queries.Understood) -> dict[str, Any]:
    """What the check page and each answer to a deed show."""
    return {
        "authority": import_.authority,
        "import": import_,
        "base": reverse("concepts:check", args=[import_.authority.slug, import_.pk]),
        "understood": understood,
        "step": queries.last_step(import_),
    }


def asked_for_unsure(given: QueryDict) -> bool:
    """Shall only what is unsure be shown?"""
    return given.get("nur") == "unsicher"


def _number(given: str, otherwise: int) -> int:
    return int(given) if given.isdecimal() and len(given) < 9 else otherwise


def _sheets(import_: Import, understood: queries.Understood, shown: int) -> list[queries.Sheet]:
    """All sheets, with two of them whole: the browser asks for the others where somebody looks."""
    marked, made = understood.marked, understood.made
    whole = {each: queries.sheet(import_, each, marked, made) for each in (shown, shown + 1)}
    return [whole.get(each.number) or each for each in queries.outlines(import_)]


def _apply_form(import_: Import, text: Text, posted: object = None) -> ApplyForm:
    base = queries.text_of(import_.base) if import_.base else None
    return ApplyForm(posted, dropped=queries.dropped(base, text) if base else ())


@require_GET
@office(may_import)
def lines(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """One stretch (`nr` of `von`) of the lines between two that the page has (`nach`, `vor`); by itself it leads to the page."""
    import_ = find_open(authority, pk)
    if request.headers.get("HX-Request") != "true":
        return back(import_, "pruefen")
    understood = queries.understood(import_)
    shown, given = understood.shown(only=asked_for_unsure(request.GET)), request.GET
    number, of = _number(given.get("nr", ""), 1), _number(given.get("von", ""), 1)
    found = queries.between(shown, given.get("nach", ""), given.get("vor", ""), number, of)
    if found is None:
        return HttpResponse(status=409)  # the page is not that of today any more, and is asked for anew
    return render(request, "concepts/_lines.html", page(import_, understood) | {"lines": found})


@office(may_import)
def left_out(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """All that is not in the concept, and all that was mended, in full."""
    import_ = find_open(authority, pk)
    return render(request, "concepts/left_out.html", page(import_, queries.understood(import_)))


@office(may_import)
def difference(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """What would change, word by word."""
    import_ = find_open(authority, pk)
    if import_.base is None:
        raise Http404
    found = queries.difference(queries.text_of(import_.base), queries.text_in(import_.proposal))
    return render(
        request, "concepts/differences.html", {"authority": authority, "import": import_, "difference": found}
    )


@require_POST
@office(may_import)
def compare(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Compare with the version that came in between."""
    import_ = find(authority, pk)
    try:
        actions.compare(import_, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    return back(import_, "pruefen")


@require_POST
@office(may_import)
def discard(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Nothing of it is wanted."""
    import_ = find(authority, pk)
    try:
        actions.discard(import_, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    return back(import_, "pruefen")


@require_POST
@office(may_import)
def apply(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Übernehmen. Whoever comes second is told which version it became."""
    import_ = find(authority, pk)
    if import_.state != ImportState.CHECKING:
        return back(import_, "pruefen")
    form = _apply_form(import_, queries.text_in(import_.proposal), request.POST)
    if form.is_valid() and _others_went_on(request, import_):
        form.add_error(None, WENT_ON)
    if not form.is_valid():
        return _check_page(request, import_, form)
    try:
        with transaction.atomic():
            version = actions.apply(import_, request.user, publish=form.cleaned_data["publish"], reasons=form.reasons())
    except Problem as problem:
        form.add_error(None, str(problem))
        return _check_page(request, find(authority, pk), form)
    messages.success(request, f"Übernommen: {version} „{version.title}“.")
    return redirect("concepts:versions", authority.slug)


def _others_went_on(request: OfficeRequest, import_: Import) -> bool:
    seen = _number(request.POST.get("turn", ""), import_.turn)
    return queries.others_went_on(import_, seen, request.user)


def find(authority: Authority, pk: int) -> Import:
    """The import of this address."""
    found = queries.find_import(authority, pk)
    if found is None:
        raise Http404
    return found


def find_open(authority: Authority, pk: int) -> Import:
    """The import of this address, while there is something to correct."""
    found = find(authority, pk)
    if found.state != ImportState.CHECKING:
        raise Http404
    return found


def back(import_: Import, place: str) -> HttpResponseRedirect:
    """To this place of the check page."""
    address = reverse("concepts:check", args=[import_.authority.slug, import_.pk])
    around = f"?bei={place}" if place.startswith(queries.AROUND) else ""
    return HttpResponseRedirect(f"{address}{around}#{place}")
