"""What was said, with what it means and its newest answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from werkstatt.participation.models import Contribution, Round
from werkstatt.participation.queries import contributions
from werkstatt.review.models import Answer, Placement


class Review(TypedDict):
    """What the desk knows of a contribution beyond its own fields."""

    means: str
    outcome: str | None
    reason: str | None
    answered_at: datetime | None


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    Reviewed = WithAnnotations[Contribution, Review]


def reviewed(rows: QuerySet[Contribution]) -> QuerySet[Reviewed]:
    """Contributions with `means` (the uid they are about: a person's placement before the form's) and their newest answer."""
    placed = Placement.objects.filter(contribution=OuterRef("pk")).order_by("-pk")
    answered = Answer.objects.filter(contribution=OuterRef("pk")).order_by("-pk")
    return rows.annotate(
        means=Coalesce(Subquery(placed.values("uid")[:1]), F("uid")),
        outcome=Subquery(answered.values("outcome")[:1]),
        reason=Subquery(answered.values("reason")[:1]),
        answered_at=Subquery(answered.values("answered_at")[:1]),
    )


def desk(round_: Round) -> QuerySet[Reviewed]:
    """All contributions of a round as the desk shows them."""
    return reviewed(contributions(round_))


def unanswered(round_: Round) -> QuerySet[Contribution]:
    """Those that nobody has answered; they keep the review open."""
    return contributions(round_).filter(answers=None)


class Mark(NamedTuple):
    """What the desk must know of every contribution to count and sort it; its words are fetched for those on the page alone."""

    pk: int
    means: str
    area_uid: str
    verdict: str
    outcome: str | None


def marks(round_: Round) -> list[Mark]:
    """All contributions of a round, a mark each, as they came. One query."""
    rows = desk(round_).values_list("pk", "means", "area_uid", "verdict", "outcome")
    return [Mark(*row) for row in rows]


def said_about(round_: Round, uid: str) -> QuerySet[Reviewed]:
    """Everything said about one element."""
    return desk(round_).filter(means=uid).prefetch_related("translations")


def new_proposals(round_: Round) -> QuerySet[Reviewed]:
    """What means no element or calls itself new: grounds for a new measure."""
    return desk(round_).filter(Q(means="") | Q(verdict="new")).prefetch_related("translations")
