"""Saying something about an element."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from konzept.model import Problem
from werkstatt.lib import doors
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import SayForm
from werkstatt.participation.models import Channel
from werkstatt.participation.views.public import element_and_area, find_round


@doors.public
def say(request: HttpRequest, slug: str, name: str, uid: str) -> HttpResponse:
    """Say something about one element."""
    round_ = find_round(slug, name)
    element, area = element_and_area(round_, uid)
    is_open = queries.phase(round_) == "open"
    form = SayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _, code = actions.receive(
                round_,
                [form.suggestion(element, area.uid if area else None)],
                channel=Channel.WEB,
                form_key=form.key(round_.key, uid),
                organisation=form.cleaned_data["organisation"],
            )
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("web:receipt", slug, code)
    context = {
        "authority": round_.authority,
        "section": "take_part",
        "round": round_,
        "is_open": is_open,
        "element": element,
        "area": area,
        "form": form,
    }
    return render(request, "participation/say.html", context)
