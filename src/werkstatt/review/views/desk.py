"""The review desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.participation.models import Round
from werkstatt.participation.queries import phase
from werkstatt.review import actions, queries
from werkstatt.review.forms import AnswerForm
from werkstatt.review.models import Outcome
from werkstatt.review.rules import may_answer, may_draft, may_see_review
from werkstatt.review.views.rounds import find_round


def desk_context(request: OfficeRequest, authority: Authority, round_: Round) -> dict[str, Any]:
    """Everything the desk shows: shelves, the chosen one's stacks, the ledger."""
    marked = queries.marks(round_)
    shelves = queries.shelves(round_, marked)
    wanted = request.GET.get("feld") or request.POST.get("feld") or ""
    first_open = next((shelf.uid for shelf in shelves if shelf.open), shelves[0].uid if shelves else "")
    shelf = wanted if any(found.uid == wanted for found in shelves) else first_open
    only_open = "1" in {request.GET.get("offen"), request.POST.get("offen")}
    return {
        "authority": authority,
        "round": round_,
        "phase": phase(round_),
        "shelves": shelves,
        "shelf": shelf,
        "only_open": only_open,
        "leaf": queries.leaf(round_, shelf, marked, only_open=only_open, number=_number(request)),
        "ledger": queries.ledger(round_, marked),
        "outcomes": dict(Outcome.choices),
        "conclusion": queries.conclusion_of(round_),
        "may_answer": may_answer(request.user, authority),
        "may_draft": may_draft(request.user, authority),
    }


def _number(request: OfficeRequest) -> int:
    """Which page of the shelf; what is no number is the first."""
    wanted = request.GET.get("seite") or request.POST.get("seite") or "1"
    return int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 9 else 1


@office(may_see_review)
def desk(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Contributions beside the elements they mean."""
    round_ = find_round(authority, name)
    context = desk_context(request, authority, round_)
    return render(request, "review/desk.html", context | {"form": AnswerForm(round_), "ticked": set()})


@office(may_answer)
@require_POST
def answer(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Answer the contributions that are ticked; with a fault the desk comes back as it was filled in."""
    round_ = find_round(authority, name)
    form = AnswerForm(round_, request.POST)
    if not form.is_valid():
        context = desk_context(request, authority, round_)
        posted = set(request.POST.getlist("contribution"))
        ticked = {said.pk for stack in context["leaf"].stacks for said in stack.contributions if str(said.pk) in posted}
        return render(request, "review/desk.html", context | {"form": form, "ticked": ticked}, status=422)
    said = list(form.cleaned_data["contribution"])
    outcome = Outcome(form.cleaned_data["outcome"])
    actions.answer(round_, said, request.user, outcome=outcome, reason=form.cleaned_data["reason"])
    many = "Rückmeldung" if len(said) == 1 else "Rückmeldungen"
    messages.success(request, f"{len(said)} {many} beantwortet: {outcome.label}.")
    shelf = urlencode({name: request.POST[name] for name in ("feld", "offen", "seite") if request.POST.get(name)})
    return redirect(f"{reverse('review:desk', args=[authority.slug, name])}?{shelf}")
