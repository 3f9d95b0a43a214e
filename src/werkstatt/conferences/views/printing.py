"""What is printed for a conference, as PDF, Word or LibreOffice file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from konzept.write import handout
from konzept.write.handout import Handout
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.conferences import queries
from werkstatt.conferences.queries import handouts
from werkstatt.conferences.rules import may_see_conferences, may_see_people
from werkstatt.conferences.views.office import find
from werkstatt.lib.words import address

WRITERS: dict[str, tuple[str, str, Callable[[Handout], bytes]]] = {
    "pdf": ("PDF", "application/pdf", handout.pdf),
    "docx": (
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        handout.docx,
    ),
    "odt": ("LibreOffice", "application/vnd.oasis.opendocument.text", handout.odt),
}
FORMATS = [(ending, name) for ending, (name, _, _) in WRITERS.items()]


def as_file(made: Handout, name: str, ending: str) -> HttpResponse:
    """The handout in this format."""
    return sent(WRITERS[ending][2](made), name, ending)


def sent(content: bytes, name: str, ending: str, *, kept: bool = False) -> HttpResponse:
    """The file; PDF opens in the browser. `kept`: the browser may keep it."""
    response = HttpResponse(content, content_type=WRITERS[ending][1])
    disposition = "inline" if ending == "pdf" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}.{ending}"'
    if not kept:
        response["Cache-Control"] = "no-store"
    return response


@office(may_see_conferences)
def papers(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """Everything to print."""
    found = find(authority, name)
    context = {
        "authority": authority,
        "conference": found,
        "tables": queries.tables_of(found),
        "papers": [(key, words) for key, (words, _) in handouts.PAPERS.items()],
        "formats": FORMATS,
        "may_see_people": may_see_people(request.user, authority),
    }
    return render(request, "conferences/papers.html", context)


@office(may_see_people)
def paper(request: OfficeRequest, authority: Authority, name: str, paper: str, ending: str) -> HttpResponse:
    """One that names people."""
    found = find(authority, name)
    if paper not in handouts.PAPERS or ending not in WRITERS:
        raise Http404
    return as_file(handouts.PAPERS[paper][1](found), f"{paper}-{found.slug}", ending)


@office(may_see_conferences)
def dossier(request: OfficeRequest, authority: Authority, name: str, ordinal: int, ending: str) -> HttpResponse:
    """What a table talks about."""
    found = find(authority, name)
    table = get_object_or_404(queries.tables_of(found), ordinal=ordinal)
    if ending not in WRITERS:
        raise Http404
    table.conference = found
    return as_file(handouts.dossier(table), f"dossier-{ordinal}-{address(table.topic, 40)}", ending)
