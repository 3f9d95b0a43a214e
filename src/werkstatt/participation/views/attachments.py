"""Files that came with what was said; the office alone reads them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.lib import files
from werkstatt.participation.models import Attachment
from werkstatt.participation.rules import may_see_rounds


@office(may_see_rounds)
def attachment(request: OfficeRequest, authority: Authority, name: str, number: int) -> HttpResponse:
    """One file, as it came; it is saved, never opened in the browser."""
    rows = Attachment.objects.filter(submission__round__authority=authority, submission__round__slug=name)
    found = get_object_or_404(rows, pk=number)
    response = HttpResponse(files.load(found.sha256), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = files.attachment(found.name)
    response.headers["Cache-Control"] = "no-store"
    return response
