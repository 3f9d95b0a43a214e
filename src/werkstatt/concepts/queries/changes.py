"""Changes: those of a version, those that wait, and what the next version would be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from konzept import change
from konzept.amend import amend
from konzept.model import Concept as Text
from konzept.model import Problem
from werkstatt.concepts.models import Change, Concept, Version
from werkstatt.concepts.queries.versions import newest, text_of


def changes_of(version: Version) -> QuerySet[Change]:
    """The changes that made this version of its parent, in order."""
    return version.changes.select_related("made_by")


def pending(concept: Concept) -> QuerySet[Change]:
    """The changes that no version has yet, in the order they were made."""
    return concept.changes.filter(version=None).select_related("made_by").order_by("position", "pk")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A pending change: what it does in German, and why it fits no more (None = it does)."""

    row: Change
    change: change.Change
    sentence: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The newest wording with the pending changes that fit in it."""

    version: Version
    text: Text
    proposed: tuple[Proposed, ...]

    @property
    def uids(self) -> frozenset[str]:
        """The elements that a pending change touches."""
        return frozenset(each.row.uid for each in self.proposed)


def draft_of(concept: Concept) -> Draft | None:
    """What the next version would be; None while there is no first one."""
    version = newest(concept)
    return drafted(version, pending(concept)) if version else None


def drafted(version: Version, rows: Iterable[Change]) -> Draft:
    """A version with these changes on top, in their order; one that no longer fits is named and left out."""
    text, proposed = text_of(version), []
    for row in rows:
        made = change.from_json(row.body)
        sentence, problem = change.describe(made, text), None
        try:
            text = amend(text, (made,))
        except Problem as collision:
            problem = str(collision)
        proposed.append(Proposed(row, made, sentence, problem))
    return Draft(version, text, tuple(proposed))
