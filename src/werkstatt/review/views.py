"""The review desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from konzept.amend import drop as dropped
from konzept.change import Change, name_of
from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts.forms import DropForm, ElementForm
from werkstatt.concepts.queries import Draft, draft_of, text_of
from werkstatt.participation.models import Round
from werkstatt.participation.queries import phase, rounds_of
from werkstatt.review import actions, queries
from werkstatt.review.forms import AnswerForm, GroundsForm, PlaceForm
from werkstatt.review.models import Outcome
from werkstatt.review.rules import may_answer, may_draft, may_see_review


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


def find_draft(round_: Round) -> Draft:
    """The newest wording with what is pending, on which the editor works."""
    drafted = draft_of(round_.version.concept)
    if drafted is None or queries.conclusion_of(round_):
        raise Http404
    return drafted


def gone(request: OfficeRequest, round_: Round, uid: str) -> HttpResponse:
    """What to show for an element of the round that the draft has no more; 404 for one that never was."""
    if text_of(round_.version).find(uid) is None:
        raise Http404
    messages.info(request, "Dieses Element entfällt schon mit der nächsten Fassung oder steht dort nicht mehr.")
    return redirect("review:draft", round_.authority.slug, round_.slug)


if TYPE_CHECKING:
    from werkstatt.review.queries import Reviewed

F = TypeVar("F", ElementForm, DropForm)


def _amended(
    request: OfficeRequest, round_: Round, form: F, grounds: GroundsForm, changes_of: Callable[[F], tuple[Change, ...]]
) -> bool:
    """Propose what a valid form changes, with its grounds; a problem becomes the form's error."""
    if not (form.is_valid() and grounds.is_valid()):
        return False
    try:
        changes = changes_of(form)
        actions.amend(round_, request.user, changes=changes, contributions=list(grounds.cleaned_data["grounds"]))
    except Problem as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, "Vorgemerkt für die nächste Fassung." if changes else "Es hat sich nichts geändert.")
    return True


@office(may_draft)
def edit(request: OfficeRequest, authority: Authority, name: str, uid: str) -> HttpResponse:
    """The wording of one element, with everything said about it beside; ticked contributions are the grounds."""
    round_ = find_round(authority, name)
    drafted = find_draft(round_)
    element = drafted.text.find(uid)
    if element is None:
        return gone(request, round_, uid)
    said = queries.said_about(round_, uid)
    form = ElementForm(request.POST or None, text=drafted.text, element=element)
    grounds = GroundsForm(said, request.POST or None)
    if request.method == "POST" and _amended(request, round_, form, grounds, ElementForm.changes):
        return redirect(f"{reverse('review:desk', args=[authority.slug, name])}#e-{uid}")
    context = {"element": element, "name": name_of(element), "drop": True}
    return render(request, "review/edit.html", editor(authority, round_, form, grounds, said) | context)


@office(may_draft)
def drop(request: OfficeRequest, authority: Authority, name: str, uid: str) -> HttpResponse:
    """An element goes with a reason, because of the ticked contributions."""
    round_ = find_round(authority, name)
    drafted = find_draft(round_)
    element = drafted.text.find(uid)
    if element is None:
        return gone(request, round_, uid)

    def drops(filled: DropForm) -> tuple[Change, ...]:
        return dropped(drafted.text, uid, filled.cleaned_data["reason"])

    said = queries.said_about(round_, uid)
    form = DropForm(request.POST or None)
    grounds = GroundsForm(said, request.POST or None)
    if request.method == "POST" and _amended(request, round_, form, grounds, drops):
        return redirect("review:desk", authority.slug, name)
    context = {"element": element, "name": name_of(element), "dropping": True}
    return render(request, "review/edit.html", editor(authority, round_, form, grounds, said) | context)


@office(may_draft)
def add(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """A new element, because of new proposals."""
    round_ = find_round(authority, name)
    drafted = find_draft(round_)
    said = queries.new_proposals(round_)
    form = ElementForm(request.POST or None, text=drafted.text, under=request.GET.get("unter"))
    grounds = GroundsForm(said, request.POST or None)
    if request.method == "POST" and _amended(request, round_, form, grounds, ElementForm.changes):
        return redirect("review:desk", authority.slug, name)
    return render(request, "review/edit.html", editor(authority, round_, form, grounds, said))


def editor(
    authority: Authority, round_: Round, form: ElementForm | DropForm, grounds: GroundsForm, said: object
) -> dict[str, object]:
    """What the editor's template shows."""
    ticked = {str(number) for number in grounds["grounds"].value() or ()}
    return {
        "authority": authority,
        "round": round_,
        "form": form,
        "grounds": grounds,
        "said": said,
        "ticked": ticked,
        "outcomes": dict(Outcome.choices),
    }
