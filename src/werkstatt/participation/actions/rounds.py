"""Rounds open and close."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from django.db import transaction

from konzept.model import Problem
from konzept.suggestion import QUESTIONS
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts.actions import publish
from werkstatt.concepts.models import Concept, Version
from werkstatt.journal.actions import record
from werkstatt.lib import clock
from werkstatt.lib.words import address
from werkstatt.participation.models import Round
from werkstatt.participation.queries import phase

RESERVED = {"neu", "beleg"}  # addresses beside those of rounds


@transaction.atomic
def open_round(
    authority: Authority,
    person: User | None,
    *,
    version: Version,
    title: str,
    introduction: str,
    opens_at: datetime,
    closes_at: datetime,
    afterwards: str = "",
    questions: Iterable[str] = QUESTIONS,
    areas: Iterable[str] = (),
) -> Round:
    """Ask people about a version from a day to a day; the version becomes public with it. The same twice is one round."""
    Concept.objects.select_for_update().get(pk=version.concept_id)
    same = Round.objects.filter(authority=authority, version=version, title=title)
    known = same.filter(opens_at=opens_at, closes_at=closes_at).first()
    if known:
        return known
    round_ = Round.objects.create(
        authority=authority,
        version=version,
        slug=_free_slug(authority, title),
        title=title,
        introduction=introduction,
        afterwards=afterwards,
        questions=list(questions),
        areas=list(areas),
        opens_at=opens_at,
        closes_at=closes_at,
        opened_by=person,
    )
    publish(version, person)
    record("participation.open_round", subject=round_, authority=authority, actor=person, version=version.ordinal)
    return round_


def _free_slug(authority: Authority, title: str) -> str:
    wanted = address(title, 50) or "runde"
    rounds = Round.objects.filter(authority=authority, slug__startswith=wanted)
    taken = RESERVED.union(rounds.values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for number in count(2) if (slug := f"{wanted}-{number}") not in taken)


def locked(round_: Round) -> Round:
    """The round as it is now; whoever else writes in it waits for us."""
    # journal: the deed that locks it leaves the entry
    return Round.objects.select_for_update().get(pk=round_.pk)


@transaction.atomic
def close_round(round_: Round, person: User | None) -> None:
    """End the round now, before its day."""
    if phase(locked(round_)) != "open":
        raise Problem("Diese Beteiligungsrunde läuft nicht; beendet werden kann nur eine, die läuft.")
    round_.closes_at = clock.now()
    round_.save(update_fields=["closes_at"])
    record("participation.close_round", subject=round_, authority=round_.authority, actor=person)
