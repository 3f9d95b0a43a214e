"""The page of bodies and organisations."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.network import actions, queries
from werkstatt.network.forms import BodyForm, OrganisationForm
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
            "organisations": queries.organisations(authority),
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
