"""Answers: the newest, the earlier ones, who waits for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from werkstatt.participation.models import Channel, Contribution, Submission
from werkstatt.review.models import Answer
from werkstatt.review.queries.desk import reviewed

if TYPE_CHECKING:
    from werkstatt.review.queries.desk import Reviewed


def answers_of(submission: Submission) -> QuerySet[Reviewed]:
    """What somebody said with the newest answer to each, for the receipt page."""
    return reviewed(submission.contributions.select_related("submission"))


def newest_answers(rows: Iterable[Contribution]) -> QuerySet[Answer]:
    """The answer that counts, for each contribution that has one."""
    numbers = [row.pk for row in rows]
    newest = Answer.objects.filter(contribution__in=numbers).order_by().values("contribution")
    return Answer.objects.filter(pk__in=newest.annotate(last=Max("pk")).values("last"))


def history_of(contribution: Contribution) -> QuerySet[Answer]:
    """All answers a contribution ever got, newest first."""
    return contribution.answers.select_related("answered_by").order_by("-pk")


def answered_of(submissions: Sequence[Submission]) -> int:
    """How many contributions of these submissions have an answer, or were the ground of a change."""
    said = Contribution.objects.filter(submission__in=submissions)
    return said.filter(Q(answers__isnull=False) | Q(grounds__isnull=False)).distinct().count()


def to_tell(now: datetime) -> QuerySet[Submission]:
    """Online submissions of rounds that are over, answered whole, whose holder wants to be told and was not yet."""
    waiting = Contribution.objects.filter(submission=OuterRef("pk"), answers=None)
    wanted = Submission.objects.filter(channel=Channel.WEB, contact__isnull=False, withdrawal=None)
    over = wanted.filter(round__closes_at__lte=now).exclude(Exists(waiting))
    return over.select_related("round__authority")
