"""The concept and the Synopse as files: made by a task when the version is published, kept under what they were made of."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render

from werkstatt.lib import doors, pages
from werkstatt.web.queries import files, issues, kept

TYPES = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def send(request: HttpRequest, issue: issues.Issue, name: str, filename: str) -> HttpResponse:
    """The kept file; while it is being made, a page that says so and what else there is."""
    found = pages.load(name, "")
    ending = filename.rpartition(".")[2]
    if found is None:
        others = [each for each in files.WRITERS if pages.kept(files.name_of_file(issue, each))]
        context = {**kept.frame(issue), "filename": filename, "format": kept.FORMATS[ending], "others": others}
        response = render(request, "web/in_the_making.html", context, status=202)
        response.headers["Retry-After"] = "30"
        return response
    if name in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=HttpResponseNotModified.status_code)
    else:
        response = HttpResponse(found[0], content_type=TYPES[ending])
        disposition = "inline" if ending == "pdf" else "attachment"
        response.headers["Content-Disposition"] = f'{disposition}; filename="{filename}"'
    response.headers["ETag"] = f'"{name}"'
    response.headers["Cache-Control"] = "public, no-cache"
    return response


@doors.public
def concept(request: HttpRequest, slug: str, edition: str, name: str, ending: str) -> HttpResponse:
    """One issue as a file."""
    issue = issues.issue_of(slug, edition)
    if issue is None or ending not in files.WRITERS or name != "konzept":
        raise Http404
    filename = f"{slug}-{issue.address}.{ending}"
    return send(request, issue, files.name_of_file(issue, ending), filename)


def send_pair(
    request: HttpRequest, issues_: tuple[str, str, str], name_of: Callable[..., str], called: str
) -> HttpResponse:
    """A kept file of two issues (authority, older, newer); 404 where one is not public or no such file is ever made."""
    pair = issues.pair(*issues_)
    if pair is None or not kept.has_files(*pair):
        raise Http404
    return send(request, pair[1], name_of(*pair), called)


@doors.public
def synopsis(request: HttpRequest, slug: str, old: str, new: str) -> HttpResponse:
    """The Synopse of two issues as PDF."""
    return send_pair(request, (slug, old, new), files.name_of_synopsis_file, f"{slug}-synopse-{old}-{new}.pdf")


@doors.public
def changes(request: HttpRequest, slug: str, old: str, new: str) -> HttpResponse:
    """What changed from one issue to another, as a Word document with tracked changes."""
    return send_pair(request, (slug, old, new), files.name_of_changes_file, f"{slug}-aenderungen-{old}-{new}.docx")
