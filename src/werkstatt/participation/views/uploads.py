"""Filled matrices: given in by anybody, taken in by the office."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.lib import doors
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import DeliverForm, HandInForm, PreviewForm
from werkstatt.participation.models import Round, Upload, UploadState, Way
from werkstatt.participation.rules import may_take_in
from werkstatt.participation.tasks import confirm_delivery, read_delivery, read_matrix
from werkstatt.participation.views.public import find_round
from werkstatt.work.actions import start_once

AT_ONCE = 40  # clear files that are taken over while somebody waits; more are taken by a task


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
    round_ = find_round(slug, name, Way.MATRIX)
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
        messages.success(request, _("„%(name)s“ ist verworfen. Nichts davon zählt.") % {"name": upload.name})
    return redirect("participation:hand_in", slug, name)


@office(may_take_in)
def inbox(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Filled matrices: what came, and a place to drop one or hundreds."""
    round_ = get_object_or_404(queries.rounds_of(authority).select_related("authority"), slug=name)
    form = DeliverForm(request.POST, request.FILES) if request.method == "POST" else DeliverForm()
    if request.method == "POST" and form.is_valid():
        handed = [(file.name, file.read()) for file in form.cleaned_data["matrices"]]
        delivery = actions.deliver(
            round_,
            request.user,
            handed,
            then=read_delivery,
            goes_to="participation:delivery",
            alone="participation:check",
        )
        return redirect("work:job", delivery.job_id)
    context = {
        "authority": authority,
        "round": round_,
        "form": form,
        "uploads": queries.uploads(round_).filter(delivery=None).defer("found"),
        "deliveries": queries.deliveries(round_).annotate(files=Count("uploads")),
    }
    return render(request, "participation/inbox.html", context)


@office(may_take_in)
def delivery(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """What came together: file by file what was found; all that is clear is taken over with one press."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    found = get_object_or_404(queries.deliveries(round_), key=key)
    rows = [(upload, queries.sorts(upload)) for upload in queries.uploads_in(found)]
    clear = queries.clear_among(found, rows)
    there = reverse("participation:delivery", args=[authority.slug, name, key])
    if request.method == "POST" and len(clear) > AT_ONCE:
        job = start_once(
            confirm_delivery,
            key=f"confirm {found.key}",
            authority=authority,
            person=request.user,
            title=f"{len(clear)} Dateien werden übernommen",
            goes_to=there,
            delivery_id=found.pk,
            person_id=request.user.pk,
        )
        return redirect("work:job", job.pk)
    if request.method == "POST":
        taken = actions.confirm_clear(found, request.user)
        many = "Datei" if len(taken) == 1 else "Dateien"
        messages.success(request, f"{len(taken)} {many} übernommen.")
        return redirect(there)
    context = {
        "authority": authority,
        "round": round_,
        "delivery": found,
        "rows": rows,
        "clear": {upload.pk for upload in clear},
        "waiting": sum(upload.state == UploadState.PREVIEW for upload, _ in rows),
        "reading": sum(upload.state == UploadState.READING for upload, _ in rows),
        "taken": sum(upload.state == UploadState.TAKEN for upload, _ in rows),
    }
    return render(request, "participation/delivery.html", context)


@office(may_take_in)
@require_POST
def take_back(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """Undo a whole delivery."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    found = get_object_or_404(queries.deliveries(round_), key=key)
    try:
        many = actions.take_back(found, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request, f"{many} {'Datei ist' if many == 1 else 'Dateien sind'} zurückgenommen und zählen nicht mehr."
        )
    return redirect("participation:delivery", authority.slug, name, key)


@office(may_take_in)
def check(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """What was found in a matrix; nothing counts before „Übernehmen“."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    upload = get_object_or_404(queries.uploads(round_), key=key)
    elements = queries.elements_in_scope(round_)
    form = PreviewForm(
        upload.found,
        elements,
        request.POST or None,
        earlier=upload.updates,
        sorts=[sort for _, sort in queries.rows_of(upload)],
    )
    if request.method == "POST" and form.is_valid():
        instead = form.cleaned_data.get("instead", True)
        try:
            submission, _ = actions.confirm(upload, chosen=form.chosen(), person=request.user, instead=instead)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            count = submission.contributions.count()
            many = "Rückmeldung" if count == 1 else "Rückmeldungen"
            messages.success(request, f"{count} {many} aus „{upload.name}“ übernommen.")
            return _back_to_list(authority, name, upload)
    context = {
        "authority": authority,
        "round": round_,
        "upload": upload,
        "form": form,
        "sorts": queries.sorts(upload),
    }
    return render(request, "participation/check.html", context)


@office(may_take_in)
@require_POST
def discard_checked(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """Throw a file away before anything of it counts."""
    round_ = get_object_or_404(queries.rounds_of(authority), slug=name)
    upload = get_object_or_404(queries.uploads(round_), key=key)
    try:
        actions.discard(upload, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"„{upload.name}“ ist verworfen.")
    return _back_to_list(authority, name, upload)


def _back_to_list(authority: Authority, name: str, upload: Upload) -> HttpResponse:
    if upload.delivery:
        return redirect("participation:delivery", authority.slug, name, upload.delivery.key)
    return redirect("participation:inbox", authority.slug, name)
