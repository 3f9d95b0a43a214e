"""Long work: pages and files of a published version are made once."""

from __future__ import annotations

from django_tasks import task

from werkstatt.lib import pages
from werkstatt.web.queries import compare, files, issues, kept


@task()
def keep_pages(version_id: int) -> None:
    """Render, compress and keep what everybody may read of this version: its page, the Synopsen it is part of, its files.

    What is kept already is left alone, so a second run does nothing. A version that is not public keeps nothing.
    """
    version = issues.visible().filter(pk=version_id).values_list("concept__authority__slug", flat=True).first()
    listed = issues.issues(version) if version else []
    for issue in listed:
        if issue.pk == version_id:
            keep_issue(issue)
    for old, new in kept.neighbours(listed, version_id):
        keep_synopsis(old, new)


def keep_issue(issue: issues.Issue) -> None:
    """The reading page first: it is what people come for."""
    page = kept.name_of_reading(issue)
    if not pages.kept(page):
        pages.keep(page, kept.reading(issue).encode())
    for ending in files.WRITERS:
        name = files.name_of_file(issue, ending)
        if not pages.kept(name):
            pages.keep(name, files.file(issue, ending), compress=False)


def keep_synopsis(old: issues.Issue, new: issues.Issue) -> None:
    """The Synopse as page and as PDF."""
    page, name = kept.name_of_synopsis(old, new), files.name_of_synopsis_file(old, new)
    if pages.kept(page) and pages.kept(name):
        return
    compared = compare.comparison(old, new)
    pages.keep(page, kept.synopsis(compared).encode())
    pages.keep(name, files.synopsis_file(compared), compress=False)
