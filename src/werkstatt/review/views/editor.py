"""The wording of an element, with what was said about it beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from konzept.amend import drop as dropped
from konzept.change import Change, name_of
from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts.forms import DropForm, ElementForm
from werkstatt.concepts.queries import Draft, draft_of, text_of
from werkstatt.participation.models import Round
from werkstatt.review import actions, queries
from werkstatt.review.forms import GroundsForm
from werkstatt.review.models import Outcome
from werkstatt.review.rules import may_draft
from werkstatt.review.views.rounds import find_round


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
