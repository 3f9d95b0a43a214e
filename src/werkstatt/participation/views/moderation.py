"""A person reads what came in before everybody does; black marks."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import BesideForm, ModerateForm, RedactForm
from werkstatt.participation.models import Visibility
from werkstatt.participation.rules import may_take_in

A_PAGE = 25


@office(may_take_in)
def moderation(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """What waits, what is published, what is held back."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    state = request.GET.get("stand", "offen")
    state = state if state in queries.STATES else "offen"
    form = ModerateForm(queries.contributions(round_), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.moderate(
                round_,
                list(form.cleaned_data["said"]),
                request.user,
                published=form.cleaned_data["published"],
                reason=form.cleaned_data["reason"],
            )
        except Problem as problem:
            messages.error(request, str(problem))
        else:
            done = "veröffentlicht" if form.cleaned_data["published"] else "zurückgehalten"
            messages.success(request, f"{count} {'Rückmeldung' if count == 1 else 'Rückmeldungen'} {done}.")
        return redirect(f"{request.path}?stand={state}")
    page = Paginator(queries.in_state(round_, state), A_PAGE).get_page(request.GET.get("seite"))
    context = {
        "authority": authority,
        "round": round_,
        "state": state,
        "states": [(key, label, key == state) for key, (label, _) in queries.STATES.items()],
        "page": page,
        "entries": queries.entries(round_, list(page.object_list), inside=True),
        "form": form,
        "at_once": round_.visibility == Visibility.OPEN,
        "internal": round_.visibility == Visibility.INTERNAL,
    }
    return render(request, "participation/moderation.html", context)


@office(may_take_in)
def redact(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """How one contribution is read outside."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    contribution = get_object_or_404(queries.contributions(round_), pk=number)
    [entry] = queries.entries(round_, [contribution], inside=True)
    form = RedactForm(entry.shown, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = actions.redact(contribution, request.user, form.wording())
        messages.success(
            request,
            "So wird die Rückmeldung jetzt außen gelesen." if changed else "Es hat sich nichts geändert.",
        )
        return redirect(reverse("participation:moderation", args=[authority.slug, name]))
    context = {"authority": authority, "round": round_, "entry": entry, "form": form}
    return render(request, "participation/redact.html", context)


@office(may_take_in)
def put_beside(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """What a contribution in another language says in German, beside the original."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    contribution = get_object_or_404(queries.contributions(round_), pk=number)
    [entry] = queries.entries(round_, [contribution], inside=True)
    beside = queries.translations_of([contribution]).get(contribution.pk, {})
    form = BesideForm(contribution, {part: each.words for part, each in beside.items()}, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = actions.put_beside(contribution, request.user, form.cleaned_data)
        messages.success(
            request,
            "Die Übersetzung steht jetzt neben der Rückmeldung." if changed else "Es hat sich nichts geändert.",
        )
        return redirect(reverse("participation:put_beside", args=[authority.slug, name, number]))
    context = {"authority": authority, "round": round_, "entry": entry, "form": form, "beside": beside}
    return render(request, "participation/beside.html", context)
