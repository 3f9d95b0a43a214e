"""Upload a document, check what was understood, apply it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from konzept.canonical import loads
from konzept.change import Change
from konzept.model import Concept as Text
from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions, queries, tasks
from werkstatt.concepts.forms import ApplyForm, ElementForm, FrameForm, SwapForm, UploadForm, fresh_uid
from werkstatt.concepts.models import Import, ImportState
from werkstatt.concepts.rules import may_import
from werkstatt.ui.templatetags.ui import plural


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


@office(may_import)
def check(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """The document on the left, what was understood on the right."""
    return _check_page(request, _import(authority, pk))


def _check_page(request: OfficeRequest, import_: Import, form: ApplyForm | None = None) -> HttpResponse:
    authority = import_.authority
    context: dict[str, Any] = {"authority": authority, "import": import_}
    if import_.state != ImportState.CHECKING:
        return render(request, "concepts/import_over.html", context)
    understood = queries.understood(import_)
    base = queries.text_of(import_.base) if import_.base else None
    concept = queries.concept_of(authority)
    context |= {
        "understood": understood,
        "document": queries.document(import_, understood.marked),
        "difference": queries.difference(base, understood.text) if base else None,
        "outdated": concept is not None and queries.newest(concept) != import_.base,
        "form": form or _apply_form(import_, understood.text),
    }
    return render(request, "concepts/check.html", context)


def _apply_form(import_: Import, text: Text, posted: object = None) -> ApplyForm:
    base = queries.text_of(import_.base) if import_.base else None
    return ApplyForm(posted, dropped=queries.dropped(base, text) if base else ())


@office(may_import)
def element(request: OfficeRequest, authority: Authority, pk: int, uid: str) -> HttpResponse:
    """One element as it was understood, to correct."""
    import_ = _open_import(authority, pk)
    understood = queries.understood(import_)
    line = next((line for line in understood.lines if line.element.uid == uid), None)
    if line is None:
        raise Http404
    form = ElementForm(request.POST or None, text=understood.text, element=line.element)
    if request.method == "POST" and form.is_valid() and _revised(request, import_, form, form.changes()):
        return _back(import_, _after(line, uid))
    context = {
        "authority": authority,
        "import": import_,
        "form": form,
        "line": line,
        "document": queries.passage(import_, line.element),
        "portions": len(queries.portions(line.element)),
    }
    return render(request, "concepts/check_element.html", context)


def _after(line: queries.Line, uid: str) -> str:
    still = next((place for place in line.places if not place.checked), None)
    return f"stelle-{still.following}" if still and still.following else f"e-{uid}"


def _revised(request: OfficeRequest, import_: Import, form: Form, changes: Sequence[Change]) -> bool:
    try:
        actions.revise(import_, request.user, changes)
    except Problem as problem:
        form.add_error(None, str(problem))
        return False
    return True


@office(may_import)
def add(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Add an element that the reading missed."""
    import_ = _open_import(authority, pk)
    text = loads(import_.proposal)
    form = ElementForm(request.POST or None, text=text, under=request.GET.get("unter"))
    if request.method == "POST" and form.is_valid() and _revised(request, import_, form, form.changes()):
        return _back(import_, f"e-{form.cleaned_data['uid']}")
    return render(request, "concepts/check_element.html", {"authority": authority, "import": import_, "form": form})


Deed = Callable[[OfficeRequest, Import], str]


def _deed(request: OfficeRequest, authority: Authority, pk: int, deed: Deed) -> HttpResponseRedirect:
    """Do it and return to the place on the check page that the deed names; a problem is shown there."""
    import_ = _import(authority, pk)
    try:
        place = deed(request, import_)
    except Problem as problem:
        messages.error(request, str(problem))
        place = "pruefen"
    return _back(import_, place)


@require_POST
@office(may_import)
def drop(request: OfficeRequest, authority: Authority, pk: int, uid: str) -> HttpResponse:
    """What was read is no part of the concept."""

    def deed(request: OfficeRequest, import_: Import) -> str:
        text = loads(import_.proposal)
        changes = queries.dropped_out(text, uid)
        actions.revise(import_, request.user, changes)
        if changes:
            messages.success(request, "Gestrichen. Mit „Letzten Schritt zurücknehmen“ kommt es wieder.")
        parent = text.parents().get(uid)
        return f"e-{parent.uid}" if parent else "pruefen"

    return _deed(request, authority, pk, deed)


@require_POST
@office(may_import)
def split(request: OfficeRequest, authority: Authority, pk: int, uid: str) -> HttpResponse:
    """Several things stand in one element: each paragraph becomes an element of its own."""

    def deed(request: OfficeRequest, import_: Import) -> str:
        changes = queries.split(loads(import_.proposal), uid, fresh_uid)
        actions.revise(import_, request.user, changes)
        if changes:
            messages.success(request, f"Aus einem Teil sind {len(changes)} geworden.")
        return f"e-{uid}"

    return _deed(request, authority, pk, deed)


@office(may_import)
def frame(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Title, edition and who issues it."""
    import_ = _open_import(authority, pk)
    form = FrameForm(request.POST or None, text=loads(import_.proposal))
    if request.method == "POST" and form.is_valid() and _revised(request, import_, form, form.changes()):
        return _back(import_, "pruefen")
    context = {"authority": authority, "import": import_, "form": form, "heading": "Titel und Ausgabe"}
    return render(request, "concepts/check_form.html", context)


@office(may_import)
def swap(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """One word for another, everywhere."""
    import_ = _open_import(authority, pk)
    form = SwapForm(
        request.POST or None, initial={"wrong": request.GET.get("falsch"), "right": request.GET.get("richtig")}
    )
    if request.method == "POST" and form.is_valid():
        changes = queries.swapped(loads(import_.proposal), form.cleaned_data["wrong"], form.cleaned_data["right"])
        if not changes:
            form.add_error("wrong", "Das kommt im Eingelesenen nicht vor; bitte prüfen Sie die Schreibweise.")
        elif _revised(request, import_, form, changes):
            messages.success(request, f"An {plural(len(changes), 'Stelle,Stellen')} ersetzt.")
            return _back(import_, "pruefen")
    context = {"authority": authority, "import": import_, "form": form, "heading": "Überall ersetzen"}
    return render(request, "concepts/check_form.html", context)


@require_POST
@office(may_import)
def checked(request: OfficeRequest, authority: Authority, pk: int, index: int) -> HttpResponse:
    """The place is right as it stands."""

    def deed(request: OfficeRequest, import_: Import) -> str:
        actions.check(import_, request.user, index)
        return _next_place(request)

    return _deed(request, authority, pk, deed)


def _next_place(request: OfficeRequest) -> str:
    following = request.POST.get("weiter", "")
    return f"stelle-{following}" if following.isdecimal() else "pruefen"


@require_POST
@office(may_import)
def confirmed(request: OfficeRequest, authority: Authority, pk: int, index: int) -> HttpResponse:
    """It is the earlier element, reworded."""

    def deed(request: OfficeRequest, import_: Import) -> str:
        actions.confirm(import_, request.user, index)
        return _next_place(request)

    return _deed(request, authority, pk, deed)


@require_POST
@office(may_import)
def undo(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Take the last step back."""

    def deed(request: OfficeRequest, import_: Import) -> str:
        actions.undo(import_, request.user)
        messages.success(request, "Der letzte Schritt ist zurückgenommen.")
        return "pruefen"

    return _deed(request, authority, pk, deed)


@require_POST
@office(may_import)
def compare(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Compare with the version that came in between."""

    def deed(request: OfficeRequest, import_: Import) -> str:
        actions.compare(import_, request.user)
        return "pruefen"

    return _deed(request, authority, pk, deed)


@require_POST
@office(may_import)
def discard(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Nothing of it is wanted."""

    def deed(request: OfficeRequest, import_: Import) -> str:
        actions.discard(import_, request.user)
        return "pruefen"

    return _deed(request, authority, pk, deed)


@require_POST
@office(may_import)
def apply(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Übernehmen. Whoever comes second is told which version it became."""
    import_ = _import(authority, pk)
    if import_.state != ImportState.CHECKING:
        return _back(import_, "pruefen")
    form = _apply_form(import_, loads(import_.proposal), request.POST)
    if not form.is_valid():
        return _check_page(request, import_, form)
    try:
        with transaction.atomic():
            version = actions.apply(import_, request.user, publish=form.cleaned_data["publish"], reasons=form.reasons())
    except Problem as problem:
        form.add_error(None, str(problem))
        return _check_page(request, _import(authority, pk), form)
    messages.success(request, f"Übernommen: {version} „{version.title}“.")
    return redirect("concepts:versions", authority.slug)


def _import(authority: Authority, pk: int) -> Import:
    found = queries.find_import(authority, pk)
    if found is None:
        raise Http404
    return found


def _open_import(authority: Authority, pk: int) -> Import:
    """Only while it is checked there is something to correct."""
    found = _import(authority, pk)
    if found.state != ImportState.CHECKING:
        raise Http404
    return found


def _back(import_: Import, place: str) -> HttpResponseRedirect:
    address = reverse("concepts:check", args=[import_.authority.slug, import_.pk])
    return HttpResponseRedirect(f"{address}#{place}")
