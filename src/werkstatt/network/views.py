"""The page of bodies and organisations."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.network import actions, queries
from werkstatt.network.forms import BodyForm, MergeForm, OrganisationForm, SpellingForm
from werkstatt.network.models import Organisation
from werkstatt.network.rules import may_edit_network, may_see_network


@office(may_see_network)
def network(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """All bodies and organisations."""
    return render(
        request,
        "network/network.html",
        {
            "authority": authority,
            "bodies": queries.bodies(authority),
            "organisations": queries.with_spellings(authority),
            "may_edit": may_edit_network(request.user, authority),
        },
    )


@office(may_edit_network)
def add_body(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Add a body."""
    form = BodyForm(authority, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            body = actions.add_body(authority, request.user, **form.cleaned_data)
        except Problem as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, f"„{body.name}“ steht jetzt in der Liste der Gremien.")
            return redirect("network:bodies", authority.slug)
    return render(request, "network/add.html", {"authority": authority, "form": form, "what": "Gremium"})


@office(may_edit_network)
def add_organisation(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Add an organisation."""
    form = OrganisationForm(authority, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            organisation = actions.add_organisation(authority, request.user, **form.cleaned_data)
        except Problem as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, f"„{organisation.name}“ steht jetzt in der Liste der Organisationen.")
            return redirect("network:bodies", authority.slug)
    return render(request, "network/add.html", {"authority": authority, "form": form, "what": "Organisation"})


def _found(authority: Authority, number: int) -> Organisation:
    found = queries.find_organisation(authority, number)
    if found is None:
        raise Http404
    return found


@office(may_see_network)
def organisation(request: OfficeRequest, authority: Authority, number: int) -> HttpResponse:
    """One organisation with all its spellings."""
    context = {
        "authority": authority,
        "organisation": _found(authority, number),
        "may_edit": may_edit_network(request.user, authority),
    }
    return render(request, "network/organisation.html", context)


@office(may_edit_network)
def rename(request: OfficeRequest, authority: Authority, number: int) -> HttpResponse:
    """Another name and short name."""
    found = _found(authority, number)
    form = OrganisationForm(authority, request.POST or None, instance=_found(authority, number))
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename(found, request.user, **form.cleaned_data)
        except Problem as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, f"Die Organisation heißt jetzt „{form.cleaned_data['name']}“.")
            return redirect("network:organisation", authority.slug, number)
    context = {
        "authority": authority,
        "organisation": found,
        "form": form,
        "what": "Umbenennen",
        "lead": "Der bisherige Name bleibt als Schreibweise erhalten: Wo er im Konzept steht, ist weiter diese Organisation gemeint.",
        "action": "Namen übernehmen",
    }
    return render(request, "network/change.html", context)


@office(may_edit_network)
def add_spelling(request: OfficeRequest, authority: Authority, number: int) -> HttpResponse:
    """One more way to write it."""
    found = _found(authority, number)
    form = SpellingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            actions.add_spellings(found, request.user, [text])
        except Problem as problem:
            form.add_error("text", str(problem))
        else:
            messages.success(request, f"„{text}“ meint jetzt „{found.name}“.")
            return redirect("network:organisation", authority.slug, number)
    context = {
        "authority": authority,
        "organisation": found,
        "form": form,
        "what": "Schreibweise aufnehmen",
        "lead": "Steht sie in einer Zuständigkeit, ist diese Organisation gemeint. Groß- und Kleinschreibung, Bindestriche und Leerzeichen zählen nicht.",
        "action": "Schreibweise aufnehmen",
    }
    return render(request, "network/change.html", context)


@require_POST
@office(may_edit_network)
def drop_spelling(request: OfficeRequest, authority: Authority, number: int, spelling: int) -> HttpResponse:
    """A spelling does not mean this organisation."""
    found = _found(authority, number)
    text = next((each.text for each in found.spellings.all() if each.pk == spelling), "")
    try:
        actions.drop_spellings(found, request.user, [text] if text else ())
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"„{text}“ meint nicht mehr „{found.name}“." if text else "Das war schon entfernt.")
    return redirect("network:organisation", authority.slug, number)


@office(may_edit_network)
def merge(request: OfficeRequest, authority: Authority, number: int) -> HttpResponse:
    """It is the same as another."""
    found = _found(authority, number)
    form = MergeForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.merge(found, form.cleaned_data["kept"], request.user)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"„{found.name}“ gehört jetzt zu „{kept.name}“.")
            return redirect("network:organisation", authority.slug, kept.pk)
    context = {
        "authority": authority,
        "organisation": found,
        "form": form,
        "what": "Zusammenlegen",
        "lead": f"„{found.name}“ verschwindet aus der Liste; alle Schreibweisen gehen an die andere Organisation über.",
        "action": "Zusammenlegen",
    }
    return render(request, "network/change.html", context)
