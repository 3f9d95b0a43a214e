"""Entering for somebody: from paper or from a call."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from konzept.model import Problem
from konzept.suggestion import choices
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.inbox import actions, queries
from werkstatt.inbox.forms import OnBehalfForm
from werkstatt.inbox.rules import may_open_post
from werkstatt.network.queries import organisations
from werkstatt.participation.models import Channel, Round
from werkstatt.participation.queries import elements_in_scope, labels, rounds_of


def find_round(authority: Authority, name: str) -> Round:
    """A round of this authority."""
    return get_object_or_404(rounds_of(authority).select_related("authority"), slug=name)


@office(may_open_post)
def choose(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Which round it is for; the one that runs is not asked about."""
    running = queries.round_for(authority)
    if running and "alle" not in request.GET:
        return redirect("inbox:enter", authority.slug, running.slug)
    return render(
        request, "inbox/choose.html", {"authority": authority, "rounds": rounds_of(authority), "door": "enter"}
    )


@office(may_open_post)
def enter(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """What somebody wrote or said, about one element or several."""
    round_ = find_round(authority, name)
    elements = elements_in_scope(round_)
    names, more = labels(elements), "more" in request.POST
    form = OnBehalfForm(choices(round_.questions), names, request.POST or None, request.FILES or None, more=more)
    if request.method == "POST" and not more and form.is_valid():
        scans = form.scans()
        submission, code = actions.enter(
            round_,
            request.user,
            form.suggestions({element.uid: element for element in elements}),
            channel=Channel(form.cleaned_data["channel"]),
            form_key=form.sent_as(scans),
            organisation=form.cleaned_data["organisation"],
            received_at=form.received_at(),
            attached=scans,
        )
        count = submission.contributions.count()
        many = "Rückmeldung" if count == 1 else "Rückmeldungen"
        messages.success(
            request, f"{count} {many} erfasst. Der Beleg lautet {code}; die Person kann damit die Antwort lesen."
        )
        return redirect("inbox:enter", authority.slug, name)
    context = {
        "authority": authority,
        "round": round_,
        "form": form,
        "names": names,
        "organisations": organisations(authority),
        "entered": queries.entered(round_),
    }
    return render(request, "inbox/enter.html", context)


@office(may_open_post)
@require_POST
def take_back(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """It was entered by mistake."""
    submission = get_object_or_404(queries.on_behalf(find_round(authority, name)), pk=number)
    try:
        actions.take_entry_back(submission, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Zurückgenommen. Es zählt nicht mehr.")
    return redirect("inbox:enter", authority.slug, name)
