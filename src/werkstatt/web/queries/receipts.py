"""What somebody said, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from konzept.change import name_of
from konzept.model import Element
from konzept.suggestion import Verdict
from werkstatt.concepts.models import Change
from werkstatt.concepts.queries import text_of
from werkstatt.participation import queries as participation
from werkstatt.participation.models import Contribution, Submission
from werkstatt.review import queries as review
from werkstatt.review.models import Outcome
from werkstatt.web.queries import issues


@dataclass(frozen=True, slots=True)
class Answered:
    """One thing said, with the element it means and its newest answer. `changes`: what it caused, as far as that is public."""

    contribution: Contribution
    element: Element | None
    name: str
    verdict: str
    outcome: str
    reason: str
    answered_at: datetime | None
    changes: tuple[Change, ...]


def submission_of(slug: str, code: str) -> Submission | None:
    """The submission with this code, where it went to this authority."""
    found = participation.receipt(code)
    return found if found and found.round.authority.slug == slug else None


def answered(submission: Submission) -> list[Answered]:
    """Everything that was said in one go, in order."""
    return list(_answered(submission))


def _answered(submission: Submission) -> Iterator[Answered]:
    text = text_of(submission.round.version)
    rows = list(review.answers_of(submission))
    caused = review.caused([row.pk for row in rows])
    public = {issue.ordinal for issue in issues.issues(submission.round.authority.slug)}
    newest = max(public, default=-1)
    for row in rows:
        element = text.find(row.means)
        changes = [each for each in caused.get(row.pk, ()) if each.version and each.version.ordinal <= newest]
        yield Answered(
            contribution=row,
            element=element,
            name=name_of(element) if element else "Neuer Vorschlag",
            verdict=Verdict(row.verdict).german if row.verdict else "",
            outcome=Outcome(row.outcome).label if row.outcome else "",
            reason=row.reason or "",
            answered_at=row.answered_at,
            changes=tuple({each.uid: each for each in changes}.values()),
        )
