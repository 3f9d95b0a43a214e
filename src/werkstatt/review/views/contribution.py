"""One contribution and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts.queries import text_of
from werkstatt.participation.models import Round
from werkstatt.review import actions, queries
from werkstatt.review.forms import PlaceForm
from werkstatt.review.rules import may_answer, may_see_review
from werkstatt.review.views.rounds import find_round

if TYPE_CHECKING:
    from werkstatt.review.queries.desk import Reviewed


def find_said(round_: Round, number: int) -> Reviewed:
    """The contribution of this number in this round."""
    said = queries.desk(round_).filter(pk=number).first()
    if said is None:
        raise Http404
    return said


@office(may_see_review)
def contribution(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """One contribution: its place, its answers, the changes it caused."""
    round_ = find_round(authority, name)
    said = find_said(round_, number)
    text = text_of(round_.version)
    form = PlaceForm(text, initial={"uid": said.means})
    context = {
        "authority": authority,
        "round": round_,
        "said": said,
        "element": text.find(said.means),
        "history": queries.history_of(said),
        "form": form,
        "may_answer": may_answer(request.user, authority),
    }
    return render(request, "review/contribution.html", context)


@office(may_answer)
@require_POST
def place(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """Say which element a contribution means."""
    round_ = find_round(authority, name)
    said = find_said(round_, number)
    form = PlaceForm(text_of(round_.version), request.POST)
    if form.is_valid():
        actions.place(said, request.user, form.cleaned_data["uid"])
        messages.success(request, "Die Rückmeldung steht jetzt beim gewählten Element.")
    else:
        messages.error(request, "Bitte wählen Sie ein Element aus der Liste.")
    return redirect("review:contribution", authority.slug, name, number)
