"""What the office entered for somebody."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from werkstatt.participation.models import Channel, Round, Submission
from werkstatt.participation.queries import counting

SHOWN = 10


def on_behalf(round_: Round) -> QuerySet[Submission]:
    """Everything that was entered from paper or from a call."""
    return Submission.objects.filter(round=round_, channel__in=[Channel.PAPER, Channel.PHONE])


def entered(round_: Round) -> QuerySet[Submission]:
    """The newest of it that counts, each with `many` contributions."""
    return counting(on_behalf(round_)).annotate(many=Count("contributions")).order_by("-pk")[:SHOWN]
