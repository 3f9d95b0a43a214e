"""Long work: pages and files of a published version are made once."""

from __future__ import annotations

from contextlib import ExitStack

from django.utils.translation import override
from django_tasks import task

from werkstatt.lib import pages
from werkstatt.web.queries import compare, files, issues, kept

KEPT_IN = ("de", "en")


@task()
def keep_pages(version_id: int) -> None:
    """A version has become public."""
    keep(version_id)


@task()
def keep_missing(job_id: str) -> None:
    """After an update everything is set anew, and what failed once is tried again: newest first, that is what is read most."""
    for number in issues.visible().order_by("-ordinal").values_list("pk", flat=True):
        keep(number)


def keep(version_id: int) -> None:
    """Render, compress and keep what everybody may read of this version: its page, the Synopsen it is part of, its files.

    What is kept already is left alone, so a second run does nothing. A version that is not public keeps nothing.
    """
    slug = issues.visible().filter(pk=version_id).values_list("concept__authority__slug", flat=True).first()
    listed = issues.issues(slug) if slug else []
    own = [issue for issue in listed if issue.pk == version_id]
    pairs = [(old, new) for old, new in kept.neighbours(listed, version_id) if own]
    # Last in, first out, and each is tried whatever became of the others: pages come before files, and one file that
    # cannot be made stands in nobody's way.
    with ExitStack() as work:
        for old, new in pairs:
            work.callback(keep_changes_file, old, new)
            work.callback(keep_synopsis_file, old, new)
        for issue in own:
            for ending in files.WRITERS:
                work.callback(keep_file, issue, ending)
        for old, new in pairs:
            work.callback(keep_synopsis, old, new)
        for issue in own:
            work.callback(keep_reading, issue)


def keep_reading(issue: issues.Issue) -> None:
    """The reading page, in every language in which all pages are there."""
    for language in KEPT_IN:
        with override(language):
            name = kept.name_of_reading(issue)
            if not pages.kept(name):
                pages.keep(name, kept.reading(issue).encode())


def keep_synopsis(old: issues.Issue, new: issues.Issue) -> None:
    """The Synopse as page."""
    name = kept.name_of_synopsis(old, new)
    if not pages.kept(name):
        pages.keep(name, kept.synopsis(compare.comparison(old, new)).encode())


def keep_file(issue: issues.Issue, ending: str) -> None:
    """The concept as a file."""
    name = files.name_of_file(issue, ending)
    if not pages.kept(name):
        pages.keep(name, files.file(issue, ending), compress=False)


def keep_synopsis_file(old: issues.Issue, new: issues.Issue) -> None:
    """The Synopse as PDF."""
    name = files.name_of_synopsis_file(old, new)
    if not pages.kept(name):
        pages.keep(name, files.synopsis_file(compare.comparison(old, new)), compress=False)


def keep_changes_file(old: issues.Issue, new: issues.Issue) -> None:
    """What changed, as a Word document with tracked changes."""
    name = files.name_of_changes_file(old, new)
    if not pages.kept(name):
        pages.keep(name, files.changes_file(old, new), compress=False)
