"""What was said, and what of it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from werkstatt.participation.models import (
    PARTS,
    Contribution,
    ContributionTranslation,
    Moderation,
    Redaction,
    Round,
    Submission,
    Visibility,
)


def received(round_: Round) -> QuerySet[Contribution]:
    """Everything that ever came in, in the order in which it came."""
    return Contribution.objects.filter(submission__round=round_).select_related("submission")


def replacing(submission: str) -> QuerySet[Submission]:
    """What replaces the submission at this path: newer wordings, but for those that the office took back."""
    return Submission.objects.filter(replaces=OuterRef(submission)).exclude(withdrawal__withdrawn_by__isnull=False)


def contributions(round_: Round) -> QuerySet[Contribution]:
    """What counts of it: neither withdrawn nor replaced by a newer wording."""
    return received(round_).filter(~Exists(replacing("submission")), submission__withdrawal=None)


def counting(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """The envelopes that count."""
    return submissions.filter(~Exists(replacing("pk")), withdrawal=None)


def counts(submission: Submission) -> bool:
    """Does it still count?"""
    return counting(Submission.objects.filter(pk=submission.pk)).exists()


NEWEST_WORD = Subquery(Moderation.objects.filter(contribution=OuterRef("pk")).order_by("-pk").values("published")[:1])


def public(round_: Round) -> QuerySet[Contribution]:
    """What may be read outside now: in an open round all that counts but what was held back, in a moderated one what was let out."""
    counting = contributions(round_).annotate(published=NEWEST_WORD)
    if round_.visibility == Visibility.OPEN:
        return counting.filter(Q(published=None) | Q(published=True))
    if round_.visibility == Visibility.MODERATED:
        return counting.filter(published=True)
    return counting.none()


def to_moderate(round_: Round) -> QuerySet[Contribution]:
    """What waits for a person before it is read outside."""
    if round_.visibility != Visibility.MODERATED:
        return Contribution.objects.none()
    return contributions(round_).annotate(published=NEWEST_WORD).filter(published=None)


def words_on(listed: Sequence[Contribution]) -> dict[int, bool]:
    """What was last decided on each: may it be read outside? Without an entry nobody has looked."""
    rows = Moderation.objects.filter(contribution__in=listed).order_by("pk")
    return dict(rows.values_list("contribution_id", "published"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A contribution as it may be read outside: each part with its newest redaction instead of what was said.

    `translated`: part -> the same in German, only where exactly what may be read was translated.
    """

    contribution: Contribution
    comment: str
    proposal: str
    responsible: str
    redacted: bool
    translated: Mapping[str, str] = field(default_factory=dict)

    def said(self, part: str) -> str:
        """A part with its translation below it, for paper."""
        words, german = getattr(self, part), self.translated.get(part, "")
        return f"{words}\n\n[Übersetzung: {german}]" if german else words


def shown(listed: Iterable[Contribution]) -> list[Shown]:
    """Contributions as they may be read outside; whatever leaves the house goes through here. Two queries."""
    rows = list(listed)
    masks: dict[int, dict[str, str]] = {}
    for redaction in Redaction.objects.filter(contribution__in=rows):
        masks.setdefault(redaction.contribution_id, {})[redaction.part] = redaction.text
    beside = translations_of(rows)
    return [_shown(row, masks.get(row.pk, {}), beside.get(row.pk, {})) for row in rows]


def _shown(row: Contribution, masks: dict[str, str], beside: Mapping[str, ContributionTranslation]) -> Shown:
    read = {part: masks.get(part, getattr(row, part)) for part, _ in PARTS}
    german = {part: each.words for part, each in beside.items() if each.words and each.source == read[part]}
    return Shown(row, read["comment"], read["proposal"], read["responsible"], bool(masks), german)


def translations_of(rows: Iterable[Contribution]) -> dict[int, dict[str, ContributionTranslation]]:
    """Contribution -> part -> the translation that counts. One query."""
    found: dict[int, dict[str, ContributionTranslation]] = {}
    for each in ContributionTranslation.objects.filter(contribution__in=list(rows)):
        found.setdefault(each.contribution_id, {})[each.part] = each
    return found


def count_by_channel(round_: Round) -> dict[str, int]:
    """How many contributions came which way."""
    counted = contributions(round_).order_by().values_list("submission__channel").annotate(Count("pk"))
    return dict(counted)
