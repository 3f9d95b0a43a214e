"""The document beside what was understood: its sheets, the pictures of its pages, and a person's word on a block."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET

from konzept import picture
from konzept.model import Problem
from konzept.read import Says
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions, queries, tasks
from werkstatt.concepts.forms import HintForm
from werkstatt.concepts.rules import may_import
from werkstatt.concepts.views.imports import find, find_open, page
from werkstatt.lib import files

WIDTH = 1100  # pixels: twice what a page is wide beside the text
KEPT = "private, max-age=2592000, immutable"  # the same file has the same pages


@office(may_import)
def sheet(request: OfficeRequest, authority: Authority, pk: int, number: int) -> HttpResponse:
    """One sheet whole, to be put into the check page; by itself it leads there."""
    import_ = find_open(authority, pk)
    if request.headers.get("HX-Request") != "true":
        address = reverse("concepts:check", args=[authority.slug, pk])
        return redirect(f"{address}?blatt={number}#blatt-{number}")
    understood = queries.understood(import_)
    found = queries.sheet(import_, number, understood.marked, understood.made)
    if found is None:
        raise Http404
    return render(request, "concepts/_sheet.html", page(import_, understood) | {"sheet": found})


@require_GET
@office(may_import)
def picture_of(request: OfficeRequest, authority: Authority, pk: int, number: int) -> HttpResponseBase:
    """A page of a PDF as a picture; the browser keeps it."""
    import_ = find(authority, pk)
    if not 1 <= number <= len(import_.sheets) or "size" not in import_.sheets[number - 1]:
        raise Http404
    etag = f'"{import_.sha256[:32]}-{number}-{WIDTH}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            drawn = picture.page_png(files.load(import_.sha256), number, WIDTH)
        except Problem as problem:
            raise Http404(str(problem)) from problem
        response = HttpResponse(drawn, content_type="image/png")
    response["ETag"], response["Cache-Control"] = etag, KEPT
    return response


@office(may_import)
def hint(request: OfficeRequest, authority: Authority, pk: int, block: int) -> HttpResponse:
    """A person says what a block is; the document is read again with that."""
    import_ = find_open(authority, pk)
    piece = queries.piece(import_, block)
    if piece is None:
        raise Http404
    given = next((each["says"] for each in import_.hints if each["block"] == block), "")
    form = HintForm(request.POST or None, block=block, table=bool(piece.rows), initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            started = actions.hint(import_, request.user, block, Says(form.cleaned_data["says"]), then=tasks.reread)
        except Problem as problem:
            messages.error(request, str(problem))
            return redirect("concepts:check", authority.slug, pk)
        return redirect("work:job", started.job_id)
    context = {
        "authority": authority,
        "import": import_,
        "form": form,
        "piece": piece,
        "steps": import_.steps.exists(),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "concepts/_hint.html" if part else "concepts/hint.html", context)
