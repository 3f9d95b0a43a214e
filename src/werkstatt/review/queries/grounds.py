"""Which contributions caused which changes, and how a review ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from werkstatt.concepts.models import Change
from werkstatt.participation.models import Round
from werkstatt.review.models import Conclusion, Ground


def conclusion_of(round_: Round) -> Conclusion | None:
    """The end of the review, if it has one."""
    return Conclusion.objects.filter(round=round_).select_related("version").first()


def grounds_of(changes: Iterable[Change]) -> dict[int, int]:
    """Change -> how many contributions caused it."""
    rows = Ground.objects.filter(change__in=[change.pk for change in changes])
    return dict(rows.order_by().values_list("change").annotate(Count("pk")))


def grounds_between(slug: str, above: int, up_to: int) -> set[tuple[str, int, int]]:
    """(uid, version's ordinal, contribution) of every change of an authority's versions after `above`, up to `up_to`."""
    found = Ground.objects.filter(
        change__version__concept__authority__slug=slug,
        change__version__ordinal__gt=above,
        change__version__ordinal__lte=up_to,
    )
    return set(found.values_list("change__uid", "change__version__ordinal", "contribution_id"))


def causes(slug: str, above: int, up_to: int) -> dict[str, int]:
    """Uid of each changed element -> how many contributions caused its changes between two versions."""
    return dict(Counter(uid for uid, _ in {(uid, who) for uid, _, who in grounds_between(slug, above, up_to)}))


def caused(contribution_ids: Iterable[int]) -> dict[int, list[Change]]:
    """Contribution -> the changes of sealed versions that it caused, for the receipt page."""
    rows = Ground.objects.filter(contribution__in=list(contribution_ids), change__version__isnull=False)
    found: dict[int, list[Change]] = {}
    for ground in rows.select_related("change__version"):
        found.setdefault(ground.contribution_id, []).append(ground.change)
    return found
