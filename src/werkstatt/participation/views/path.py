"""The guided path: choose a topic, say what you think of a few measures, done.

The draft lies in the browser's session; it stands in every form as well, so that nothing is lost where the browser keeps
no cookie or the session has ended. With a cookie each step leads to an address of its own, so that "back" works; without
one the next screen is the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from konzept.model import Element, Kind, Problem
from konzept.suggestion import Choice
from werkstatt.lib import doors
from werkstatt.lib.languages import SOURCE
from werkstatt.lib.senders import sender_of
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import Draft, SendForm, StepForm, draft_from, suggestion_of, wording_of
from werkstatt.participation.forms.saying import word_for
from werkstatt.participation.models import Round, Submission, Way
from werkstatt.participation.views.public import element_and_area, find_round
from werkstatt.participation.views.saying import remember, remembered, status_of, switches

DONE = "fertig"  # the last screen's address


@dataclass
class Walk:
    """One person's way along the path of one round."""

    request: HttpRequest
    round: Round
    areas: list[Element]
    draft: Draft
    has_cookie: bool

    @property
    def name(self) -> str:
        """Where the session keeps the draft."""
        return f"path-{self.round.pk}"

    @cached_property
    def offered(self) -> tuple[Choice, ...]:
        """The round's answers."""
        return queries.choices_of(self.round, get_language() or SOURCE)

    @property
    def area(self) -> Element | None:
        """The topic that was chosen."""
        return queries.area_of(self.areas, self.draft.area)

    def keep(self) -> None:
        """Put the draft into the session, which ends with the browser."""
        if not self.has_cookie:
            self.request.session.set_expiry(0)
        self.request.session[self.name] = self.draft.plain()

    def begin(self, uid: str) -> None:
        """Choose a topic, or a topic by one thing in it: what is asked comes first, the topic itself last."""
        area = queries.area_of(self.areas, uid)
        if area is None:
            raise Http404
        self.draft.area = area.uid
        self.draft.asked = [*queries.turn(self.round, area, first=uid), area.uid]

    def beside(self, uid: str, step: int) -> str:
        """The uid before or after this one; "" before the first, DONE after the last."""
        place = self.draft.asked.index(uid) + step
        return "" if place < 0 else [*self.draft.asked, DONE][place]


def walk_of(request: HttpRequest, slug: str, name: str) -> Walk:
    """Where somebody is; 404 where the round offers no path."""
    round_ = find_round(slug, name, Way.WEB)
    areas = queries.areas_in_scope(round_)
    if not areas:
        raise Http404
    has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
    kept = draft_from(request.session.get(f"path-{round_.pk}")) if has_cookie else None
    carried = draft_from(request.POST.get("draft", ""))
    return Walk(request, round_, areas, kept.joined(carried) if kept else carried or Draft(), has_cookie)


def screen(
    walk: Walk, template: str, status: int = 200, element: Element | None = None, **context: Any
) -> HttpResponse:
    """A page of the path."""
    here = ("path_step", element.uid) if element else (template,)
    place = reverse(f"participation:{here[0]}", args=[walk.round.authority.slug, walk.round.slug, *here[1:]])
    shared = {
        "keeps": "pfad",
        "place": place,
        "element": element,
        "authority": walk.round.authority,
        "section": "take_part",
        "round": walk.round,
        "is_open": queries.phase(walk.round) == "open",
        "draft": walk.draft.dumps(),
    }
    response = render(walk.request, f"participation/{template}.html", {**shared, **context}, status=status)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def onward(walk: Walk, target: str) -> HttpResponse:
    """To the next screen: by its address where the browser keeps our cookie, else at once."""
    walk.keep()
    place = (walk.round.authority.slug, walk.round.slug)
    if walk.has_cookie:
        if target == DONE:
            return redirect("participation:path_end", *place)
        return redirect("participation:path_step", *place, target) if target else redirect("participation:path", *place)
    if target == DONE:
        return ending(walk)
    return step(walk, target) if target else beginning(walk)


def beginning(walk: Walk) -> HttpResponse:
    """The first screen: which topic?"""
    words = walk.request.GET.get("q", "").strip()[:200]
    found = queries.found(walk.round, words) if words else []
    results = [(each, queries.area_of(walk.areas, each.uid)) for each in found]
    return screen(walk, "path", areas=walk.areas, words=words, results=results)


def step(walk: Walk, uid: str, form: StepForm | None = None) -> HttpResponse:
    """One question."""
    element, area = element_and_area(walk.round, uid)
    asked = walk.draft.asked
    return screen(
        walk,
        "path_step",
        element=element,
        area=area,
        is_topic=element.kind == Kind.AREA,
        form=form or StepForm(answers_to(walk, element), initial=walk.draft.said.get(uid)),
        positions=queries.contested(walk.round, uid),
        here=asked.index(uid) + 1,
        many=len(asked),
    )


def answers_to(walk: Walk, element: Element) -> tuple[Choice, ...]:
    """A topic as a whole is asked in words alone: what is missing?"""
    return () if element.kind == Kind.AREA else walk.offered


def ending(walk: Walk, form: SendForm | None = None, problem: Problem | None = None) -> HttpResponse:
    """The last screen: all that was said, to look at and to send off."""
    initial = {"organisation": walk.draft.organisation or remembered(walk.request), "email": walk.draft.email}
    words = {choice.key: word_for(choice) for choice in walk.offered}
    elements = {element.uid: element for element in queries.elements_in_scope(walk.round)}
    said = [
        (elements[uid], words.get(entry.get("verdict", ""), ""), entry.get("comment", ""))
        for uid, entry in walk.draft.counted().items()
        if uid in elements
    ]
    more = bool(walk.area and queries.turn(walk.round, walk.area, begun=walk.draft.asked))
    return screen(
        walk,
        "path_end",
        status_of(problem),
        said=said,
        form=form or SendForm(initial=initial),
        more=more,
        last=walk.draft.asked[-1:],
    )


@csrf_exempt  # nobody is signed in here: the form needs no cookie, and its own signed stamp (ADR 0008)
@doors.public
def path(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Choose a topic, or look for one with a word."""
    walk = walk_of(request, slug, name)
    if switches(request):
        walk.keep()
    if request.method != "POST" or switches(request):
        return beginning(walk)
    walk.begin(request.POST.get("start", ""))
    first = walk.draft.asked[0]
    if walk.draft.said:
        return onward(walk, first)
    walk.keep()
    return redirect("participation:path_step", slug, name, first)


@csrf_exempt  # as above
@doors.public
def path_step(request: HttpRequest, slug: str, name: str, uid: str) -> HttpResponse:
    """Say what you think of one thing, or nothing; "back" and "skip" keep what was typed."""
    walk = walk_of(request, slug, name)
    element, _area = element_and_area(walk.round, uid)
    if uid not in walk.draft.asked:
        walk.begin(uid)
    if request.method != "POST":
        return step(walk, uid)
    form = StepForm(answers_to(walk, element), request.POST)
    if switches(request):
        walk.keep()
        return step(walk, uid, StepForm(answers_to(walk, element), initial=request.POST.dict()))
    if not form.is_valid():
        return step(walk, uid, form)
    walk.draft.said[uid] = form.entry(skipped="skip" in request.POST)
    return onward(walk, walk.beside(uid, -1 if "back" in request.POST else 1))


@csrf_exempt  # as above
@doors.public
def path_end(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Look at all of it and send it off as one; or go back to one of them, or on to more."""
    walk = walk_of(request, slug, name)
    if not walk.draft.asked:
        return redirect("participation:path", slug, name)
    if request.method != "POST":
        return ending(walk)
    walk.draft.organisation = request.POST.get("organisation", "").strip()[:200]
    walk.draft.email = request.POST.get("email", "").strip()[:254]
    if switches(request):
        walk.keep()
        return ending(walk)
    if {"to", "more", "other"} & request.POST.keys():
        return onward(walk, further(walk))
    form, trouble = SendForm(request.POST), None
    if form.is_valid():
        try:
            return sent(walk, form)
        except Problem as problem:
            trouble = problem
            form.add_error(None, str(problem))
    return ending(walk, form, trouble)


def further(walk: Walk) -> str:
    """From the last screen to one that was asked about, to the first of a few more, or to another topic."""
    if "other" in walk.request.POST:
        return ""
    wanted = walk.request.POST.get("to", "")
    if wanted:
        element_and_area(walk.round, wanted)
        walk.draft.asked = walk.draft.asked if wanted in walk.draft.asked else [wanted, *walk.draft.asked]
        return wanted
    more = queries.turn(walk.round, walk.area, begun=walk.draft.asked) if walk.area else []
    walk.draft.asked = [*walk.draft.asked, *more]
    return more[0] if more else DONE


def sent(walk: Walk, form: SendForm) -> HttpResponse:
    """Everything goes off as one; what the same draft sent before is replaced by it."""
    said = []
    for uid, entry in walk.draft.counted().items():
        element, area = element_and_area(walk.round, uid)
        about = suggestion_of(answers_to(walk, element), entry, uid, area.uid if area else "", wording_of(element))
        said += [about] if about else []
    if not said:
        raise Problem(_("Sie haben noch nichts gesagt. Gehen Sie zurück zu einer Frage und sagen Sie, was Sie denken."))
    key, session = form.sent_as(walk.draft), walk.request.session
    before = session.get(f"sent-{walk.draft.key}") if walk.has_cookie else None
    earlier = Submission.objects.filter(form_key=before).first() if before and before != str(key) else None
    _submission, code = actions.say(
        walk.round,
        said,
        form_key=key,
        sender=sender_of(walk.request),
        organisation=form.cleaned_data["organisation"],
        email=form.cleaned_data["email"],
        replaces=earlier if earlier and queries.counts(earlier) else None,
        language=get_language() or "de",
    )
    if walk.has_cookie:
        session.pop(walk.name, None)
        session[f"sent-{walk.draft.key}"] = str(key)
    remember(walk.request, form.cleaned_data["organisation"])
    return redirect("web:receipt", walk.round.authority.slug, code)
