"""Rounds open and close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count
from typing import Any, TypedDict, Unpack

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
from werkstatt.participation.models import ContestedPoint, Round
from werkstatt.participation.queries import phase

RESERVED = {"neu", "beleg"}  # addresses beside those of rounds


class About(TypedDict, total=False):
    """What a round says of itself beside what it asks."""

    afterwards: str
    ways: list[str]
    languages: list[str]
    visibility: str
    notice: str


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
    questions: Iterable[str] = QUESTIONS,
    areas: Iterable[str] = (),
    **about: Unpack[About],
) -> Round:
    """Ask people about a version from a day to a day; the version becomes public with it. The same twice is one round."""
    Concept.objects.select_for_update(no_key=True).get(pk=version.concept_id)
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
        questions=list(questions),
        areas=list(areas),
        opens_at=opens_at,
        closes_at=closes_at,
        opened_by=person,
        **about,
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
    return Round.objects.select_for_update(no_key=True).get(pk=round_.pk)


@transaction.atomic
def close_round(round_: Round, person: User | None) -> None:
    """End the round now, before its day."""
    if phase(locked(round_)) != "open":
        raise Problem("Diese Beteiligungsrunde läuft nicht; beendet werden kann nur eine, die läuft.")
    round_.closes_at = clock.now()
    round_.save(update_fields=["closes_at"])
    record("participation.close_round", subject=round_, authority=round_.authority, actor=person)


CHANGEABLE = ("introduction", "afterwards", "closes_at", "ways", "languages", "visibility", "notice")


@transaction.atomic
def change_round(round_: Round, person: User | None, **wanted: Any) -> Round:
    """Change what a round says of itself (CHANGEABLE); what it asks about stays, because people have answered. The same twice is once."""
    now = locked(round_)
    if phase(now) == "closed":
        raise Problem("Diese Beteiligungsrunde ist beendet; geändert werden kann nur eine, die läuft oder bevorsteht.")
    changed = [name for name in CHANGEABLE if name in wanted and getattr(now, name) != wanted[name]]
    if changed:
        for name in changed:
            setattr(now, name, wanted[name])
        now.save(update_fields=changed)
        record("participation.change_round", subject=now, authority=now.authority, actor=person, fields=changed)
    return now


@transaction.atomic
def set_contested(
    round_: Round,
    person: User | None,
    *,
    title: str,
    positions: Iterable[Mapping[str, str]],
    uid: str = "",
    point: ContestedPoint | None = None,
) -> ContestedPoint:
    """A contested point of the round's paper, new or as it is worded now; each position: {"who", "text"}."""
    now = locked(round_)
    held = [dict(each) for each in positions]
    if len(held) < 2:
        raise Problem("Strittig ist, wozu es mindestens zwei Positionen gibt. Bitte eine zweite eintragen.")
    point = point or ContestedPoint(round=now, position=now.contested_points.count())
    point.title, point.uid, point.positions = title.strip(), uid, held
    point.save()
    record("participation.set_contested", subject=point, authority=now.authority, actor=person, uid=uid)
    return point


@transaction.atomic
def drop_contested(point: ContestedPoint, person: User | None) -> None:
    """A point is contested no more, or was entered by mistake."""
    record("participation.drop_contested", subject=point, authority=point.round.authority, actor=person, uid=point.uid)
    point.delete()
