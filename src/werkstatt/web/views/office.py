"""The office's first page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from werkstatt.accounts.views import office
from werkstatt.authorities.models import Authority
from werkstatt.lib import doors
from werkstatt.web.queries import desk as desks
from werkstatt.web.rules import may_see_desk


@doors.public
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """To the desk of the only authority one works for, or a list of them."""
    mine = list(Authority.objects.filter(memberships__user=request.user.pk))
    if len(mine) == 1:
        return redirect("web:desk", mine[0].slug)
    return render(request, "web/start.html", {"authorities": mine})


@office(may_see_desk)
def desk(request: HttpRequest, authority: Authority) -> HttpResponse:
    """Where the procedure stands, what is to do today, whom it waits for. An empty workshop shows one thing."""
    facts = desks.Desk(authority)
    if facts.is_empty:
        return render(request, "web/empty_desk.html", {"authority": authority})
    context = {
        "authority": authority,
        "steps": desks.steps(facts),
        "tasks": desks.tasks(facts, request.user),
        "waiting": desks.waiting(facts),
        "round": facts.round,
        "answered": desks.answered(facts),
    }
    return render(request, "web/desk.html", context)
