"""What is pressed on the check page: one deed, on one element or many. Beside the whole page, only what changed is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from konzept.model import Concept as Text
from konzept.model import Kind, Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions, queries
from werkstatt.concepts.forms import DeedForm, ParentForm, fresh_uid
from werkstatt.concepts.models import Import, ImportState
from werkstatt.concepts.queries import Plan, Understood
from werkstatt.concepts.rules import may_import
from werkstatt.concepts.views.imports import asked_for_unsure, back, find, page

MANY_LINES = 150  # that are to be drawn anew: then the whole page comes faster
OVER = "Dieses Einlesen ist abgeschlossen ({}); hier lässt sich nichts mehr ändern."
UNKNOWN = "Das lässt sich hier nicht tun; bitte laden Sie die Seite neu."
IN_BETWEEN = "Inzwischen hat noch jemand anders hier gearbeitet; die Seite zeigt jetzt beides."
QUESTIONS = {
    **{kind.value: "Das geschieht dann:" for kind in Kind},
    "under": "Wohin damit?",
    "drop": "Das wird gestrichen:",
}

Planner = Callable[[Text, list[str]], Plan]
PLANS: dict[str, Planner] = {
    "deeper": queries.deeper,
    "higher": queries.higher,
    "number": queries.renumber,
    "join": queries.join,
    "drop": queries.drop,
    "split": lambda text, uids: queries.split(text, uids, fresh_uid),
    **{kind.value: lambda text, uids, kind=kind: queries.become(text, uids, kind) for kind in Kind},  # type: ignore[misc]  # bound now
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it in words, and the place to look at then; `ask` is a deed whose effect is said before it is done."""

    said: str
    place: str
    failed: bool = False
    ask: Plan | None = None


@require_POST
@office(may_import)
def deed(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """Do it, and say what happened; many at once are asked for first."""
    import_, form = find(authority, pk), DeedForm(request.POST)
    if import_.state != ImportState.CHECKING:
        messages.error(request, OVER.format(import_.get_state_display()))
        return HttpResponse(headers={"HX-Refresh": "true"}) if _by_htmx(request) else back(import_, "pruefen")
    before = queries.understood(import_)
    try:
        outcome = _done(request, import_, form, before) if form.is_valid() else Outcome(UNKNOWN, "pruefen", failed=True)
    except Problem as problem:
        first = next(iter(form.seen), "")
        outcome = Outcome(str(problem), f"e-{first}" if before.find(first) else "pruefen", failed=True)
    if _by_htmx(request):
        return _part(request, import_, form, before, outcome)
    if outcome.ask:
        return render(request, "concepts/selection.html", _question(import_, form, before, outcome.ask))
    _tell(request, outcome)
    return back(find(authority, pk), outcome.place)


def _by_htmx(request: OfficeRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _done(request: OfficeRequest, import_: Import, form: DeedForm, before: Understood) -> Outcome:
    match form.name:
        case "checked":
            actions.check(import_, request.user, form.index, seen=form.mark)
            return _following(before, form.index, "Geprüft.")
        case "same":
            actions.confirm(import_, request.user, form.index, seen=form.mark)
            return _following(before, form.index, "Verbunden: Es ist derselbe Teil wie bisher.")
        case "undo":
            step = actions.undo(import_, request.user, turn=form.cleaned_data["turn"])
            return Outcome(f"Zurückgenommen: {step.said}", "pruefen")
        case "" | "show":
            raise Problem("Bitte wählen Sie, was mit den ausgewählten Teilen geschehen soll.")
    return _arranged(request, import_, form, before.text)


def _following(before: Understood, index: int, said: str) -> Outcome:
    following = before.after(index)
    left = before.open - 1
    if following is None or following == index or left < 1:
        return Outcome(f"{said} Keine Stelle ist mehr zu prüfen.", "pruefen")
    return Outcome(f"{said} Noch {left} zu prüfen.", f"stelle-{following}")


def _arranged(request: OfficeRequest, import_: Import, form: DeedForm, text: Text) -> Outcome:
    seen, sure = form.seen, bool(form.cleaned_data["sure"])
    if form.name == "under" and not sure:
        plan = queries.chosen(text, list(seen))
    elif form.name == "under":
        plan = queries.under(text, list(seen), form.cleaned_data["parent"] or None)
    elif form.name in PLANS:
        plan = PLANS[form.name](text, list(seen))
    else:
        raise Problem(UNKNOWN)
    many = len(plan.beforehand) > 1 or not plan.changes or (form.name == "drop" and "darunter" in plan.beforehand[0])
    if many and not sure:
        return Outcome("Bitte bestätigen Sie, was geschehen soll.", f"e-{plan.focus}", ask=plan)
    actions.revise(import_, request.user, plan.changes, said=plan.said, seen=seen)
    return Outcome(plan.said, f"e-{plan.focus}" if plan.focus else "pruefen")


def _tell(request: OfficeRequest, outcome: Outcome) -> None:
    (messages.error if outcome.failed else messages.success)(request, outcome.said)


def _question(import_: Import, form: DeedForm, before: Understood, plan: Plan) -> dict[str, Any]:
    return {
        "authority": import_.authority,
        "import": import_,
        "plan": plan,
        "form": form,
        "question": QUESTIONS.get(form.name, "Das geschieht dann:"),
        "parents": ParentForm(before) if form.name == "under" else None,
        "seen": [f"{uid}.{state}" for uid, state in form.seen.items()],
    }


def _part(
    request: OfficeRequest, import_: Import, form: DeedForm, before: Understood, outcome: Outcome
) -> HttpResponse:
    """What of the page is another now. The whole page comes where somebody else worked on it, or where most of it changed."""
    if outcome.ask:
        return render(request, "concepts/_question.html", _question(import_, form, before, outcome.ask))
    now = find(import_.authority, import_.pk)
    after = queries.understood(now)
    only = asked_for_unsure(request.POST)
    swaps = queries.swaps(before.shown(only=only), after.shown(only=only))
    overtaken = form.is_valid() and form.cleaned_data["turn"] not in (None, import_.turn)
    whole = overtaken or now.hints != import_.hints or sum(len(each.lines) for each in swaps) > MANY_LINES
    if whole:
        _tell(request, outcome)
        if overtaken and not outcome.failed and queries.others_went_on(now, form.cleaned_data["turn"], request.user):
            messages.info(request, IN_BETWEEN)
        return HttpResponse(headers={"HX-Refresh": "true"})
    drawn = next((f"e-{line.uid}" for each in swaps for line in each.lines), "pruefen")
    place = drawn if outcome.place == "pruefen" else outcome.place
    context = page(now, after) | {"swaps": swaps, "outcome": replace(outcome, place=place)}
    return render(request, "concepts/_answer.html", context)
