"""Which rounds there are to review."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.participation.models import Round
from werkstatt.participation.queries import phase, rounds_of
from werkstatt.review import queries
from werkstatt.review.rules import may_see_review


def find_round(authority: Authority, name: str) -> Round:
    """The round of this address."""
    return get_object_or_404(rounds_of(authority).select_related("authority"), slug=name)


@office(may_see_review)
def rounds(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """All rounds with their ledgers."""
    found = list(rounds_of(authority))
    ledgers = queries.ledgers(found)
    listed = [(round_, phase(round_), ledgers[round_.pk]) for round_ in found]
    return render(request, "review/rounds.html", {"authority": authority, "rounds": listed})
