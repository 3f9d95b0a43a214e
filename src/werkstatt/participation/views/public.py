"""Taking part: no account, no JavaScript needed."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from konzept.model import Element, Kind, Problem
from konzept.write import matrix
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts.queries import text_of
from werkstatt.lib import doors
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import HandInForm, PreviewForm, SayForm
from werkstatt.participation.models import Channel, Round, Upload, UploadState
from werkstatt.participation.tasks import read_matrix

TYPES = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", matrix.docx),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", matrix.xlsx),
}


def find_round(slug: str, name: str) -> Round:
    """A round that has begun; one that is ahead does not exist for the public."""
    authority = get_object_or_404(Authority, slug=slug)
    return get_object_or_404(queries.public_rounds(authority).select_related("authority"), slug=name)


@doors.public
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """What runs now and what has been."""
    authority = get_object_or_404(Authority, slug=slug)
    listed = list(queries.public_rounds(authority))
    context = {
        "authority": authority,
        "section": "take_part",
        "running": [round_ for round_ in listed if queries.phase(round_) == "open"],
        "past": [round_ for round_ in listed if queries.phase(round_) == "closed"],
    }
    return render(request, "participation/list.html", context)


@doors.public
def round_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """What a round is about, and every way to take part in it."""
    round_ = find_round(slug, name)
    elements = queries.elements_in_scope(round_)
    context = {
        "authority": round_.authority,
        "section": "take_part",
        "round": round_,
        "phase": queries.phase(round_),
        "areas": [(area, list(area.walk())[1:]) for area in elements if area.kind == Kind.AREA],
        "others": [element for element in elements if element.kind in {Kind.GUIDING_GOAL, Kind.PRINCIPLE}],
    }
    return render(request, "participation/round.html", context)


def element_and_area(round_: Round, uid: str) -> tuple[Element, Element | None]:
    """The element and its Handlungsfeld; 404 for one that the round does not ask about."""
    element = next((found for found in queries.elements_in_scope(round_) if found.uid == uid), None)
    if element is None:
        raise Http404
    areas = (area for area in text_of(round_.version).walk() if area.kind == Kind.AREA)
    return element, next((area for area in areas if element in area.walk()), None)


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


@doors.public
def matrix_file(request: HttpRequest, slug: str, name: str, form: str) -> HttpResponse:
    """The empty matrix of a round, to fill in at home."""
    round_ = find_round(slug, name)
    content_type, write = TYPES[form]
    content = write(queries.form_of(round_, request.GET.get("organisation", "")[:200]))
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="matrix-{round_.slug}.{form}"'
    return response


@transaction.atomic
def hand_in_file(round_: Round, form: HandInForm, person: User | None, goes_to: str) -> tuple[Upload, str]:
    """Keep the file and start reading it, both or neither; gives the upload and where to go. Used by both doors."""
    file = form.cleaned_data["file"]
    upload, is_new = actions.take_in(
        round_,
        name=file.name,
        content=file.read(),
        person=person,
        organisation=form.cleaned_data["organisation"],
        then=read_matrix,
        goes_to=goes_to,
    )
    if is_new:
        return upload, reverse("work:job", args=[upload.job_id])
    return upload, reverse(goes_to, args=[round_.authority.slug, round_.slug, upload.key])


@doors.public
def hand_in(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Give in a filled matrix."""
    round_ = find_round(slug, name)
    form = HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _, target = hand_in_file(round_, form, None, "participation:preview")
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(target)
    context = {
        "authority": round_.authority,
        "section": "take_part",
        "round": round_,
        "form": form,
        "is_open": queries.phase(round_) == "open",
    }
    return render(request, "participation/hand_in.html", context)


def find_upload(round_: Round, key: uuid.UUID) -> Upload:
    """A file that somebody without account gave in; those of the office open only there."""
    return get_object_or_404(queries.uploads(round_), key=key, uploaded_by=None)


@doors.public
@never_cache
def preview(request: HttpRequest, slug: str, name: str, key: uuid.UUID) -> HttpResponse:
    """What was found in the matrix; nothing counts before „Absenden“. The key is known only to whoever gave it in."""
    round_ = find_round(slug, name)
    upload = find_upload(round_, key)
    if upload.state == UploadState.TAKEN:
        return redirect("web:receipt", slug, queries.receipt_code(upload.key))
    elements = queries.elements_in_scope(round_)
    form = PreviewForm(upload.found, elements, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _, code = actions.confirm(upload, chosen=form.chosen())
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("web:receipt", slug, code)
    context = {"authority": round_.authority, "section": "take_part", "round": round_, "upload": upload, "form": form}
    return render(request, "participation/preview.html", context)


@doors.public
@require_POST
def discard(request: HttpRequest, slug: str, name: str, key: uuid.UUID) -> HttpResponse:
    """Throw the file away."""
    round_ = find_round(slug, name)
    upload = find_upload(round_, key)
    try:
        actions.discard(upload)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"„{upload.name}“ ist verworfen. Nichts davon zählt.")
    return redirect("participation:hand_in", slug, name)
