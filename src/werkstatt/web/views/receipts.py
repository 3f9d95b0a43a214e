"""The receipt: what somebody said, where it stands, what became of it. Whoever knows its code opens it; nobody keeps it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from konzept.write import handout
from werkstatt.authorities.models import Authority
from werkstatt.lib import doors
from werkstatt.participation import queries as participation
from werkstatt.participation.models import Submission
from werkstatt.web.queries import receipts


def unkept(response: HttpResponse) -> HttpResponse:
    """No cache keeps it, and no other page learns its address."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@doors.public
def receipt_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Where one types the code of a receipt. A code sent with the form leads to its page: no cookie is needed for that."""
    authority = get_object_or_404(Authority, slug=slug)
    code = request.GET.get("code", "").strip()
    if code:
        plain = "".join(letter for letter in code if letter.isalnum() or letter == "-")[:40] or "-"
        return redirect("web:receipt", slug, plain)
    return render(request, "web/receipt_form.html", {"authority": authority, "section": "take_part"})


def address_of(request: HttpRequest, slug: str, submission: Submission) -> str:
    """The receipt's whole address, for the QR code and the paper."""
    code = participation.receipt_code(submission.form_key)
    return request.build_absolute_uri(reverse("web:receipt", args=[slug, code]))


@doors.public
def receipt(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What I said, and what became of it. An unknown code says nothing about known ones and offers to type it again."""
    authority = get_object_or_404(Authority, slug=slug)
    submission = receipts.submission_of(slug, code)
    context = {"authority": authority, "submission": submission, "code": code, "section": "take_part"}
    if submission is None:
        return unkept(render(request, "web/receipt_form.html", {**context, "unknown": True}, status=404))
    said = receipts.answered(submission)
    known = {
        "code": participation.receipt_code(submission.form_key),
        "round": submission.round,
        "said": said,
        "files": list(submission.attachments.all()),
        "standing": receipts.standing(submission, said),
        "is_open": participation.phase(submission.round) == "open",
        "qr": receipts.picture_of(address_of(request, slug, submission)),
    }
    return unkept(render(request, "web/receipt.html", {**context, **known}))


@doors.public
def paper(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The receipt as a PDF, to print or to keep."""
    submission = receipts.submission_of(slug, code)
    if submission is None:
        raise Http404
    sheet = receipts.paper(submission, receipts.answered(submission), address_of(request, slug, submission))
    response = HttpResponse(handout.pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="beleg.pdf"'
    return unkept(response)
