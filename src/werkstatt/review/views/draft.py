"""The end of a review."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts.queries import draft_of
from werkstatt.participation.queries import phase
from werkstatt.review import actions, queries
from werkstatt.review.rules import may_draft
from werkstatt.review.views.rounds import find_round


@office(may_draft)
def draft(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """End the review and make the next version; shows what is in the way."""
    round_ = find_round(authority, name)
    if request.method == "POST":
        try:
            conclusion = actions.draft(round_, request.user)
        except Problem as problem:
            messages.error(request, str(problem))
            return redirect("review:draft", authority.slug, name)
        messages.success(
            request, f"Die Auswertung ist abgeschlossen. {conclusion.version or 'Nichts'} ist daraus entstanden."
        )
        return redirect("approval:list", authority.slug)
    drafted = draft_of(round_.version.concept)
    proposed = drafted.proposed if drafted else ()
    grounds = queries.grounds_of(change.row for change in proposed)
    context = {
        "authority": authority,
        "round": round_,
        "phase": phase(round_),
        "ledger": queries.ledger(round_),
        "unanswered": queries.unanswered(round_)[:20],
        "proposed": [(change, grounds.get(change.row.pk, 0)) for change in proposed],
        "conclusion": queries.conclusion_of(round_),
    }
    return render(request, "review/draft.html", context)
