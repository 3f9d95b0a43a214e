"""Corrections that take a form of their own: one element, the cover, a word everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from konzept.change import Change
from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions, queries
from werkstatt.concepts.forms import ElementForm, FrameForm, SwapForm
from werkstatt.concepts.models import Import
from werkstatt.concepts.rules import may_import
from werkstatt.concepts.views.imports import back, find_open, page
from werkstatt.ui.templatetags.ui import plural


@office(may_import)
def element(request: OfficeRequest, authority: Authority, pk: int, uid: str) -> HttpResponse:
    """One element as it was understood, to correct."""
    import_ = find_open(authority, pk)
    understood = queries.understood(import_)
    line, found = understood.find(uid), understood.text.find(uid)
    if line is None or found is None:
        raise Http404
    form = ElementForm(request.POST or None, text=understood.text, element=found)
    if request.method == "POST" and form.is_valid() and _revised(request, import_, form, form.changes()):
        return back(import_, _after(understood, line))
    context = page(import_, understood) | {
        "form": form,
        "line": line,
        "below": len(list(found.walk())) - 1,
        "document": queries.passage(import_, found),
        "portions": len(queries.portions(found)),
    }
    return render(request, "concepts/check_element.html", context)


def _after(understood: queries.Understood, line: queries.Line) -> str:
    """After what was unsure comes the next place that is."""
    still = next((place.index for place in line.places if not place.checked), None)
    others = [place.index for place in understood.every if not place.checked and place not in line.places]
    following = understood.after(line.places[-1].index) if still is not None and others else None
    return f"stelle-{following}" if following is not None else f"e-{line.uid}"


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
    import_ = find_open(authority, pk)
    text = queries.text_in(import_.proposal)
    form = ElementForm(request.POST or None, text=text, under=request.GET.get("unter"))
    if request.method == "POST" and form.is_valid() and _revised(request, import_, form, form.changes()):
        return back(import_, f"e-{form.cleaned_data['uid']}")
    return render(request, "concepts/check_element.html", {"authority": authority, "import": import_, "form": form})


@office(may_import)
def frame(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Title, edition and who issues it."""
    import_ = find_open(authority, pk)
    form = FrameForm(request.POST or None, text=queries.text_in(import_.proposal))
    if request.method == "POST" and form.is_valid() and _revised(request, import_, form, form.changes()):
        return back(import_, "pruefen")
    context = {"authority": authority, "import": import_, "form": form, "heading": "Titel und Ausgabe"}
    return render(request, "concepts/check_form.html", context)


@office(may_import)
def swap(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """One word for another, everywhere."""
    import_ = find_open(authority, pk)
    form = SwapForm(
        request.POST or None, initial={"wrong": request.GET.get("falsch"), "right": request.GET.get("richtig")}
    )
    if request.method == "POST" and form.is_valid():
        changes = queries.swapped(
            queries.text_in(import_.proposal), form.cleaned_data["wrong"], form.cleaned_data["right"]
        )
        if not changes:
            form.add_error("wrong", "Das kommt im Eingelesenen nicht vor; bitte prüfen Sie die Schreibweise.")
        elif _revised(request, import_, form, changes):
            messages.success(request, f"An {plural(len(changes), 'Stelle,Stellen')} ersetzt.")
            return back(import_, "pruefen")
    context = {"authority": authority, "import": import_, "form": form, "heading": "Überall ersetzen"}
    return render(request, "concepts/check_form.html", context)
