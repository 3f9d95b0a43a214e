"""The chain of versions, and their wording."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, QuerySet

from konzept import canonical
from konzept.model import Concept as Text
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Concept, Entry, Version


def concept_of(authority: Authority) -> Concept | None:
    """The authority's concept, None before the first import."""
    return Concept.objects.filter(authority=authority).select_related("authority").first()


def versions_of(concept: Concept) -> QuerySet[Version]:
    """All versions, newest first, with who made them and since when they are public; without their wording."""
    return (
        concept.versions.select_related("publication", "created_by", "parent__publication")
        .annotate(change_count=Count("changes"))
        .defer("canonical", "parent__canonical")
        .order_by("-ordinal")
    )


@dataclass(frozen=True, slots=True)
class Link:
    """One version of the chain; `before` is its parent where everybody may read both, so that a Synopse leads from one to the other."""

    version: Version
    before: Version | None

    @property
    def public(self) -> bool:
        """May everybody read it?"""
        return is_public(self.version)


def chain(concept: Concept) -> list[Link]:
    """The versions as the office lists them."""
    return [Link(version, version.parent if _both_public(version) else None) for version in versions_of(concept)]


def _both_public(version: Version) -> bool:
    return bool(version.parent and is_public(version) and is_public(version.parent))


def is_public(version: Version) -> bool:
    """May everybody read it?"""
    return hasattr(version, "publication")


def newest(concept: Concept) -> Version | None:
    """The last version of the chain."""
    return concept.versions.select_related("concept__authority", "publication").order_by("-ordinal").first()


def published(concept: Concept) -> Version | None:
    """The newest version that everybody may read."""
    return (
        concept.versions.filter(publication__isnull=False)
        .select_related("concept__authority", "publication")
        .order_by("-ordinal")
        .first()
    )


def find_version(authority: Authority, name: str) -> Version | None:
    """The version with this name in addresses (fassung-3), public or not."""
    ordinal = name.removeprefix("fassung-")
    if ordinal == name or not ordinal.isascii() or not ordinal.isdecimal() or len(ordinal) > 6:
        return None
    versions = Version.objects.select_related("concept__authority", "publication")
    return versions.filter(concept__authority=authority, ordinal=int(ordinal)).first()


def text_of(version: Version) -> Text:
    """The wording as a value."""
    return text_in(version.canonical)


@lru_cache(maxsize=32)
def text_in(wording: str) -> Text:
    """A canonical text as a value; the same one is read once."""
    return canonical.loads(wording)


def entries(version: Version) -> QuerySet[Entry]:
    """The index of a version in document order."""
    return version.entries.all()
