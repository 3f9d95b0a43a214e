"""One letter: its text on one side, its points on the other."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from konzept.feedback.meant import NAMED
from konzept.feedback.passages import Passages, counted, open_points, settle
from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.inbox import actions, queries
from werkstatt.inbox.forms import AddressForm, DeedForm
from werkstatt.inbox.models import Letter, LetterState
from werkstatt.inbox.rules import may_open_post
from werkstatt.lib import files
from werkstatt.network.queries import organisations
from werkstatt.participation.queries import elements_in_scope, labels, rounds_of


def find_letter(authority: Authority, key: uuid.UUID) -> Letter:
    """A letter of this authority."""
    rows = Letter.objects.filter(authority=authority).select_related(
        "authority", "round__version__concept", "contact", "submission"
    )
    return get_object_or_404(rows, key=key)


def labels_of(letter: Letter) -> dict[str, str]:
    """Uid -> what the list of elements calls it."""
    return labels(elements_in_scope(letter.round)) if letter.round else {}


def wanted_index(asked: str, passages: Passages) -> int | None:
    """The passage one works on: the one asked for, else the first without a place."""
    if asked.isascii() and asked.isdecimal() and len(asked) < 6 and int(asked) < len(passages):
        return int(asked)
    return next(iter(open_points(passages)), None)


@office(may_open_post)
def letter(request: OfficeRequest, authority: Authority, key: uuid.UUID) -> HttpResponse:
    """The letter with its marks, the points beside it."""
    found = find_letter(authority, key)
    return shown(request, authority, found, AddressForm(rounds_of(authority), initial=address_of(found)))


def address_of(found: Letter) -> dict[str, Any]:
    """What is known of where a letter belongs."""
    return {
        "round": found.round_id,
        "organisation": found.organisation,
        "received_on": timezone.localdate(found.received_at),
    }


def shown(request: OfficeRequest, authority: Authority, found: Letter, form: AddressForm) -> HttpResponse:
    """The page of a letter."""
    passages = queries.passages_of(found)
    names = labels_of(found)
    here = wanted_index(request.GET.get("stelle", ""), passages) if found.state == LetterState.OPEN else None
    words = counted(found.text, passages)
    context = {
        "authority": authority,
        "letter": found,
        "form": form,
        "sheets": queries.sheets(found.text, passages, names),
        "here": here,
        "last": len(passages) - 1,
        "left": len(open_points(passages)),
        "named": len(named(passages)),
        "ledger": [(kind, kind.german, count) for kind, count in words.items() if count],
        "words": sum(words.values()),
        "names": names,
        "organisations": organisations(authority) if found.state == LetterState.OPEN else [],
        "enclosures": found.enclosures.select_related("upload__round"),
    }
    return render(request, "inbox/letter.html", context)


def named(passages: Passages) -> list[int]:
    """The open points that themselves name an element. One that only stands below a heading is looked at by a person."""
    return [
        index
        for index in open_points(passages)
        if passages[index].guesses and passages[index].guesses[0].why.startswith(NAMED)
    ]


def back(found: Letter, index: int | None = None, also: str = "") -> str:
    """Where to go after a step."""
    address = reverse("inbox:letter", args=[found.authority.slug, found.key])
    return address if index is None else f"{address}?stelle={index}{also}#stelle-{index}"


@office(may_open_post)
@require_POST
def step(request: OfficeRequest, authority: Authority, key: uuid.UUID) -> HttpResponse:
    """One step on one passage."""
    found = find_letter(authority, key)
    form = DeedForm(labels_of(found), request.POST)
    if not form.is_valid():
        messages.error(request, "Dieser Schritt war unvollständig. Bitte versuchen Sie es noch einmal.")
        return redirect(back(found))
    index = form.cleaned_data["index"]
    try:
        held = actions.revise(found, request.user, seen=form.cleaned_data["seen"], change=form.change)
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect(back(found, index))
    deed = form.cleaned_data["do"]
    also = "&auf=grenzen" if deed.startswith(("begin", "end", "join", "cut")) else ""
    return redirect(back(held, _next(queries.passages_of(held), index, deed), also))


def _next(passages: Passages, index: int, deed: str) -> int | None:
    """After placing the next open point, after everything else the same passage."""
    if not deed.startswith(("place", "nowhere")):
        return min(index - (deed == "join:before"), len(passages) - 1)
    later = [each for each in open_points(passages) if each > index]
    return next(iter([*later, *open_points(passages)]), None)


@office(may_open_post)
@require_POST
def settle_named(request: OfficeRequest, authority: Authority, key: uuid.UUID) -> HttpResponse:
    """Place every point where the letter itself says what it is about."""

    def change(_: str, passages: Passages) -> Passages:
        for index in named(passages):
            passages = settle(passages, index, passages[index].guesses[0].uid)
        return passages

    found = find_letter(authority, key)
    try:
        actions.revise(found, request.user, seen=seen(request), change=change)
    except Problem as problem:
        messages.error(request, str(problem))
    return redirect(back(found))


def seen(request: OfficeRequest) -> int:
    """The state of the letter that the page showed; -1 for nonsense, which no letter has."""
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else -1


@office(may_open_post)
@require_POST
def undo(request: OfficeRequest, authority: Authority, key: uuid.UUID) -> HttpResponse:
    """The last step is taken back."""
    found = find_letter(authority, key)
    try:
        actions.undo(found, request.user, seen=seen(request))
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Zurückgenommen.")
    return redirect(back(found))


@office(may_open_post)
@require_POST
def address(request: OfficeRequest, authority: Authority, key: uuid.UUID) -> HttpResponse:
    """To which round, from whom, when."""
    found = find_letter(authority, key)
    form = AddressForm(rounds_of(authority), request.POST)
    if not form.is_valid():
        return shown(request, authority, found, form)
    day = form.cleaned_data["received_on"]
    try:
        actions.address(
            found,
            request.user,
            round_=form.cleaned_data["round"],
            organisation=form.cleaned_data["organisation"],
            received_at=form.received_at() if day != timezone.localdate(found.received_at) else None,
        )
    except Problem as problem:
        messages.error(request, str(problem))
    return redirect(back(found))


@office(may_open_post)
@require_POST
def take_over(request: OfficeRequest, authority: Authority, key: uuid.UUID) -> HttpResponse:
    """Its points become contributions."""
    found = find_letter(authority, key)
    try:
        submission, code = actions.take_over(found, request.user, seen=seen(request))
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        count = submission.contributions.count()
        many = "Rückmeldung" if count == 1 else "Rückmeldungen"
        messages.success(request, f"{count} {many} übernommen. Der Beleg lautet {code}.")
    return redirect(back(found))


@office(may_open_post)
@require_POST
def take_back(request: OfficeRequest, authority: Authority, key: uuid.UUID) -> HttpResponse:
    """As long as nothing of it is answered."""
    found = find_letter(authority, key)
    try:
        actions.take_back(found, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Zurückgenommen. Das Schreiben ist wieder zu bearbeiten.")
    return redirect(back(found))


@office(may_open_post)
@require_POST
def discard(request: OfficeRequest, authority: Authority, key: uuid.UUID) -> HttpResponse:
    """Put it away, or take it out again."""
    found = find_letter(authority, key)
    again = "wieder" in request.POST
    try:
        (actions.restore if again else actions.discard)(found, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect(back(found))
    messages.success(request, "Das Schreiben ist wieder zu bearbeiten." if again else "Das Schreiben ist weggelegt.")
    return redirect(back(found)) if again else redirect("inbox:letters", authority.slug)


@office(may_open_post)
def file(request: OfficeRequest, authority: Authority, key: uuid.UUID, number: int) -> HttpResponse:
    """The letter (0) or an enclosure as it came, to be saved; never shown in the browser."""
    found = find_letter(authority, key)
    enclosure = found.enclosures.filter(pk=number).first() if number else None
    if number and enclosure is None:
        raise Http404
    name, sha256 = (enclosure.name, enclosure.sha256) if enclosure else (found.name, found.sha256)
    response = HttpResponse(files.load(sha256), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = files.attachment(name)
    return response
