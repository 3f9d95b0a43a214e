"""Saying something about an element."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from konzept.model import Problem
from werkstatt.lib import doors
from werkstatt.lib.languages import SOURCE
from werkstatt.lib.senders import sender_of
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import SayForm, wording_of
from werkstatt.participation.models import Way
from werkstatt.participation.views.public import element_and_area, find_round
from werkstatt.ui.templatetags.speech import SWITCH

ORGANISATION = "organisation"


def remembered(request: HttpRequest) -> str:
    """For whom this browser spoke before; a browser without our cookie is not given one by reading."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES
    return str(request.session.get(ORGANISATION, "")) if known else ""


def remember(request: HttpRequest, organisation: str) -> None:
    """So that it is asked once. Nothing is stored where nothing was said."""
    if organisation != remembered(request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            request.session.set_expiry(0)
        request.session[ORGANISATION] = organisation


def switches(request: HttpRequest) -> bool:
    """Was the language changed with words in the form? They are shown again, not sent."""
    return SWITCH in request.POST


def status_of(problem: Problem | None) -> int:
    """Of a page that says what is in the way."""
    return HTTPStatus.TOO_MANY_REQUESTS if isinstance(problem, actions.TooMany) else HTTPStatus.OK


@csrf_exempt  # nobody is signed in here: the form needs no cookie, and its own signed stamp (ADR 0008)
@doors.public
def say(request: HttpRequest, slug: str, name: str, uid: str) -> HttpResponse:
    """Say something about one element."""
    round_ = find_round(slug, name, Way.WEB)
    element, area = element_and_area(round_, uid)
    offered = queries.choices_of(round_, get_language() or SOURCE)
    posted, trouble = request.method == "POST" and not switches(request), None
    initial = {ORGANISATION: remembered(request), **request.POST.dict()}
    form = SayForm(offered, request.POST if posted else None, request.FILES if posted else None, initial=initial)
    if posted and form.is_valid():
        cleaned = form.cleaned_data
        try:
            _, code = actions.say(
                round_,
                [form.suggestion(uid, area.uid if area else None, wording_of(element))],
                form_key=form.sent_as(round_.key, uid),
                sender=sender_of(request),
                organisation=cleaned[ORGANISATION],
                email=cleaned["email"],
                attached=cleaned["attached"],
                language=get_language() or "de",
            )
        except Problem as problem:
            trouble = problem
            form.add_error(None, str(problem))
        else:
            remember(request, cleaned[ORGANISATION])
            return redirect("web:receipt", slug, code)
    context = {
        "authority": round_.authority,
        "section": "take_part",
        "round": round_,
        "is_open": queries.phase(round_) == "open",
        "element": element,
        "area": area,
        "form": form,
        "positions": queries.contested(round_, uid),
        "keeps": "sagen",
        "goes_on": switches(request),
    }
    return render(request, "participation/say.html", context, status=status_of(trouble))
