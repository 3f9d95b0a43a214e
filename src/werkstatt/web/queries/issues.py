"""Which versions everybody may read, under which name and address. What is not listed here does not exist for the public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from time import monotonic
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from konzept.model import Concept as Text
from werkstatt.concepts import queries as concepts
from werkstatt.concepts.models import Version
from werkstatt.ui.templatetags.ui import day

PUBLIC = Q(publication__isnull=False) | Q(edition__isnull=False)
COLUMNS: Mapping[str, str] = {
    "pk": "pk",
    "seal": "seal",
    "ordinal": "ordinal",
    "title": "title",
    "published_at": "publication__published_at",
    "edition": "edition__ordinal",
    "slug": "edition__slug",
    "label": "edition__label",
    "decided_on": "decision__decided_on",
    "body": "decision__body__name",
    "reference": "decision__reference",
    "authority_name": "concept__authority__name",
    "authority_slug": "concept__authority__slug",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """Ausgabe: a version everybody may read. `edition` is None while it is not decided; everything here is part of its page."""

    pk: int
    seal: str
    ordinal: int
    title: str
    published_at: datetime | None
    edition: int | None
    slug: str | None
    label: str | None
    decided_on: date | None
    body: str | None
    reference: str | None
    authority_name: str
    authority_slug: str

    @property
    def address(self) -> str:
        """Its part of the address."""
        return self.slug or f"fassung-{self.ordinal}"

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label or f"Fassung {self.ordinal}"

    @property
    def status(self) -> str:
        """Decided, or since when it is being discussed."""
        if self.decided_on:
            return f"beschlossen am {day(self.decided_on)}, {self.body}, {self.reference}"
        return f"veröffentlicht am {day(self.published_at)}, noch nicht beschlossen"

    @property
    def facts(self) -> list[Any]:
        """What a kept page of it depends on."""
        return [getattr(self, each.name) for each in fields(self)]


def visible() -> QuerySet[Version]:
    """All versions everybody may read."""
    return Version.objects.filter(PUBLIC)


def _listed(versions: QuerySet[Version]) -> list[Issue]:
    return [Issue(*row) for row in versions.values_list(*COLUMNS.values())]


def issues(slug: str) -> list[Issue]:
    """An authority's issues, newest first."""
    return _listed(visible().filter(concept__authority__slug=slug).order_by("-ordinal"))


def remembered(slug: str) -> list[Issue]:
    """The same, at most settings.PAGES_FRESH seconds old: a page that many read at once costs one question a second, not one each.

    That nothing is public is never remembered.
    """
    seen, listed = _seen.get(slug, (0.0, []))
    if not listed or monotonic() - seen >= settings.PAGES_FRESH:
        listed = issues(slug)
        if listed:  # else every address that anybody thinks of would be remembered
            _seen[slug] = (monotonic(), listed)
    return listed


_seen: dict[str, tuple[float, list[Issue]]] = {}


def current(slug: str) -> Issue | None:
    """The edition in force; while there is none, what was published last."""
    return chosen(remembered(slug))


def chosen(listed: list[Issue]) -> Issue | None:
    """The same out of a list already at hand."""
    decided = [issue for issue in listed if issue.edition is not None]
    return next(iter(decided or listed), None)


def issue_of(slug: str, address: str) -> Issue | None:
    """The issue at this address of the authority."""
    names = ((issue, (issue.address, f"fassung-{issue.ordinal}")) for issue in _with(slug, address))
    return next((issue for issue, known in names if address in known), None)


def _with(slug: str, *addresses: str) -> list[Issue]:
    """The remembered issues; asked anew where one of the addresses is not among them."""
    listed = remembered(slug)
    return listed if {issue.address for issue in listed}.issuperset(addresses) else issues(slug)


def pair(slug: str, old: str, new: str) -> tuple[Issue, Issue] | None:
    """Two issues of the authority, the older one first; None where one is not public."""
    listed = {name: issue for issue in issues(slug) for name in (f"fassung-{issue.ordinal}", issue.address)}
    found = listed.get(old), listed.get(new)
    return (found[0], found[1]) if found[0] and found[1] and found[0].ordinal < found[1].ordinal else None


def text_of(issue: Issue) -> Text:
    """The sealed wording as a value."""
    return concepts.text_of(Version.objects.only("canonical").get(pk=issue.pk))


def texts_of(listed: list[Issue]) -> dict[int, Text]:
    """The wordings of several issues by version, in one query."""
    versions = Version.objects.only("canonical").filter(pk__in=[issue.pk for issue in listed])
    return {version.pk: concepts.text_of(version) for version in versions}
