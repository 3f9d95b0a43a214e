"""Pages between draft and edition."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from konzept.model import EditionMark, Kind, Problem
from konzept.synopsis import Row, only_changed
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.approval import actions, queries
from werkstatt.approval.forms import CoordinationForm, DecisionForm, SignForm
from werkstatt.approval.models import Addressee
from werkstatt.approval.rules import may_coordinate, may_decide, may_see_approval
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Version
from werkstatt.concepts.queries import concept_of, newest, text_of
from werkstatt.lib import doors
from werkstatt.network.queries import bodies, deciding_bodies


@office(may_see_approval)
def approval(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """All coordinations and editions, and what can be done next."""
    concept = concept_of(authority)
    version = newest(concept) if concept else None
    return render(
        request,
        "approval/approval.html",
        {
            "authority": authority,
            "version": version,
            "decided": version is not None and queries.is_decided(version),
            "coordinations": queries.coordinations(authority),
            "editions": queries.editions(concept) if concept else [],
            "may_coordinate": may_coordinate(request.user, authority),
            "may_decide": may_decide(request.user, authority),
        },
    )


@office(may_coordinate)
def new_coordination(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Ask bodies to cosign the newest version."""
    concept = concept_of(authority)
    version = newest(concept) if concept else None
    if version is None or queries.is_decided(version):
        messages.error(
            request, "Es gibt keinen Entwurf, der abgestimmt werden kann. Legen Sie zuerst eine neue Fassung an."
        )
        return redirect("approval:list", authority.slug)
    form = CoordinationForm(authority, request.POST or None, initial={"title": f"{version.title}: Entwurf"})
    if request.method == "POST" and form.is_valid():
        coordination = actions.open_coordination(
            version, request.user, site=request.build_absolute_uri("/").rstrip("/"), **form.cleaned_data
        )
        messages.success(request, f"Die Abstimmung ist eröffnet. Frist ist der {coordination.due_on:%d.%m.%Y}.")
        return redirect("approval:coordination", authority.slug, coordination.pk)
    context = {"authority": authority, "form": form, "version": version, "bodies": bodies(authority)}
    return render(request, "approval/new_coordination.html", context)


@office(may_see_approval)
def coordination(request: OfficeRequest, authority: Authority, number: int) -> HttpResponse:
    """Who has signed, who has not, on what conditions."""
    found = get_object_or_404(queries.coordinations(authority), pk=number)
    names = dict(element_choices(queries.rows_since_edition(found.version)))
    votes = queries.votes(found)
    return render(
        request,
        "approval/coordination.html",
        {
            "authority": authority,
            "coordination": found,
            "votes": [
                (vote, queries.token_of(vote.addressee), names.get(vote.cosignature.uid) if vote.cosignature else None)
                for vote in votes
            ],
            "waiting": sum(vote.cosignature is None for vote in votes),
            "reserved": sum(bool(vote.cosignature and vote.cosignature.reason) for vote in votes),
            "decided": queries.is_decided(found.version),
            "may_coordinate": may_coordinate(request.user, authority),
            "may_decide": may_decide(request.user, authority),
        },
    )


def element_choices(rows: tuple[Row, ...]) -> list[tuple[str, str]]:
    """The changed goals and measures, for the field „Betrifft“."""
    named = [(row.uid, row.new or row.old) for row in rows]
    return [
        (uid, f"{element.number or ''} {(element.title or element.text or '')[:80]}".strip())
        for uid, element in named
        if element and element.kind in {Kind.GOAL, Kind.MEASURE}
    ]


def _sign(request: HttpRequest, addressee: Addressee, form: SignForm, office_request: OfficeRequest | None) -> bool:
    """Try to sign with a valid form; a problem becomes the form's error."""
    person = office_request.user if office_request else None
    try:
        actions.sign(addressee, person=person, **form.cleaned_data)
    except Problem as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, f"Das Votum von „{addressee.body}“ ist eingetragen.")
    return True


@doors.public
@never_cache
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """A body's own page: what changed, and its vote. The link opens it, no account."""
    addressee = queries.addressee_of(token)
    if addressee is None:
        raise Http404
    version = addressee.coordination.version
    rows = only_changed(queries.rows_since_edition(version))
    form = SignForm(element_choices(rows), request.POST or None)
    if request.method == "POST" and form.is_valid() and _sign(request, addressee, form, None):
        return redirect("approval:sign", token)
    return render(
        request,
        "approval/sign.html",
        {
            "authority": version.concept.authority,
            "addressee": addressee,
            "coordination": addressee.coordination,
            "before": queries.edition_before(version),
            "rows": rows,
            "form": form,
            "signed": addressee.cosignatures.last(),
            "decided": queries.is_decided(version),
        },
    )


@office(may_coordinate)
def sign_for(request: OfficeRequest, authority: Authority, number: int, addressee: int) -> HttpResponse:
    """Enter a vote that came by letter or was given in a meeting."""
    found = get_object_or_404(queries.coordinations(authority), pk=number)
    asked = get_object_or_404(found.addressees.select_related("body"), pk=addressee)
    rows = only_changed(queries.rows_since_edition(found.version))
    form = SignForm(element_choices(rows), request.POST or None)
    if request.method == "POST" and form.is_valid() and _sign(request, asked, form, request):
        return redirect("approval:coordination", authority.slug, found.pk)
    context = {"authority": authority, "coordination": found, "addressee": asked, "form": form}
    return render(request, "approval/sign_for.html", context)


def printed(version: Version) -> dict[str, object]:
    """What the cover says about label and date, unless it is still the cover of the edition before."""
    before = queries.edition_before(version)
    mark, old = text_of(version).edition, text_of(before.version).edition if before else EditionMark()
    return {
        "label": mark.label if mark.label != old.label else "",
        "decided_on": mark.date if mark.date != old.date else None,
    }


@office(may_decide)
def decide(request: OfficeRequest, authority: Authority, ordinal: int) -> HttpResponse:
    """Enter the decision on a version; it becomes the next edition."""
    concept = concept_of(authority)
    if concept is None:
        raise Http404
    version = get_object_or_404(concept.versions.select_related("concept__authority"), ordinal=ordinal)
    form = DecisionForm(authority, request.POST or None, initial=printed(version))
    if request.method == "POST" and form.is_valid():
        try:
            edition = actions.decide(version, request.user, **form.cleaned_data)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"„{edition.label}“ ist beschlossen und öffentlich.")
            return redirect("approval:list", authority.slug)
    waiting, reserved = queries.unsettled(version)
    return render(
        request,
        "approval/decide.html",
        {
            "authority": authority,
            "version": version,
            "form": form,
            "missing": queries.dropped_without_reason(version),
            "bodies": deciding_bodies(authority),
            "waiting": waiting,
            "reserved": reserved,
            "decided": queries.is_decided(version),
        },
    )
