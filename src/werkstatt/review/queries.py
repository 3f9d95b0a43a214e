"""What was said, what is answered, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from konzept.model import Element, Kind
from konzept.suggestion import Verdict
from werkstatt.concepts.models import Change, Version
from werkstatt.concepts.queries import text_of
from werkstatt.participation.models import Contribution, Round, Submission
from werkstatt.participation.queries import contributions
from werkstatt.review.models import Answer, Conclusion, Ground, Outcome, Placement

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

NOWHERE = "ohne"


class Review(TypedDict):
    """What the desk knows of a contribution beyond its own fields."""

    means: str
    outcome: str | None
    reason: str | None
    answered_at: datetime | None


if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class Ledger:
    """Received = placed + without place, always; and how many of them are answered."""

    received: int
    placed: int
    without_place: int
    answered: int

    @property
    def open(self) -> int:
        """Not answered yet."""
        return self.received - self.answered


def ledger(round_: Round) -> Ledger:
    """The sums of a round, counted anew each time."""
    counted = desk(round_).aggregate(
        received=Count("pk"),
        placed=Count("pk", filter=~Q(means="")),
        answered=Count("pk", filter=Q(outcome__isnull=False)),
    )
    return Ledger(
        received=counted["received"],
        placed=counted["placed"],
        without_place=counted["received"] - counted["placed"],
        answered=counted["answered"],
    )


def ledgers(rounds: Iterable[Round]) -> dict[int, Ledger]:
    """Round -> its sums, for all of them in one question."""
    listed = [round_.pk for round_ in rounds]
    rows = reviewed(Contribution.objects.filter(submission__round__in=listed)).order_by()
    sums = {number: [0, 0, 0] for number in listed}
    for number, means, outcome in rows.values_list("submission__round", "means", "outcome"):
        counted = sums[number]
        counted[0] += 1
        counted[1] += means != ""
        counted[2] += outcome is not None
    return {
        number: Ledger(received, placed, received - placed, answered)
        for number, (received, placed, answered) in sums.items()
    }


@dataclass(frozen=True, slots=True)
class Shelf:
    """One line of the desk's left column: an area (or what has none) with its contributions, all and open."""

    uid: str
    name: str
    total: int
    open: int


def area_of(version: Version) -> dict[str, Element]:
    """Uid of each element -> the Handlungsfeld it stands in."""
    areas = [element for element in text_of(version).walk() if element.kind == Kind.AREA]
    return {element.uid: area for area in areas for element in area.walk()}


def shelves(round_: Round) -> list[Shelf]:
    """The areas of the round in order, then „ohne Platz“."""
    places = area_of(round_.version)
    total: Counter[str] = Counter()
    still: Counter[str] = Counter()
    for means, area_uid, outcome in desk(round_).values_list("means", "area_uid", "outcome"):
        uid = shelf_of(places, means, area_uid)
        total[uid] += 1
        still[uid] += outcome is None
    areas = dict.fromkeys(area.uid for area in places.values())
    names = {area.uid: f"{area.number or ''} {area.title or ''}".strip() for area in places.values()}
    listed = [Shelf(uid, names[uid], total[uid], still[uid]) for uid in areas if total[uid]]
    return [*listed, Shelf(NOWHERE, "ohne Handlungsfeld", total[NOWHERE], still[NOWHERE])] if total[NOWHERE] else listed


def shelf_of(places: dict[str, Element], means: str, area_uid: str) -> str:
    """Where a contribution stands on the desk."""
    area = places.get(means) or places.get(area_uid)
    return area.uid if area else NOWHERE


@dataclass(frozen=True, slots=True)
class Stack:
    """One element with everything said about it and what it stands under; None = new proposals and what has no place."""

    element: Element | None
    contributions: list[Reviewed]
    above: Element | None = None

    @property
    def open(self) -> int:
        """How many wait for an answer."""
        return sum(row.outcome is None for row in self.contributions)

    @property
    def is_contested(self) -> bool:
        """Do some call it proven and others outdated?"""
        return {Verdict.PROVEN, Verdict.OUTDATED} <= {row.verdict for row in self.contributions}


def stacks(round_: Round, shelf: str, *, only_open: bool = False) -> list[Stack]:
    """The contributions of a shelf beside the elements they mean, in document order."""
    places = area_of(round_.version)
    text = text_of(round_.version)
    rows = desk(round_).filter(outcome=None) if only_open else desk(round_)
    piles: dict[str, list[Reviewed]] = {}
    for row in rows:
        if shelf_of(places, row.means, row.area_uid) == shelf:
            piles.setdefault(row.means if row.means in places or text.find(row.means) else "", []).append(row)
    order = [element.uid for element in text.walk() if element.uid in piles]
    parents = text.parents()
    found = [Stack(text.find(uid), piles[uid], parents[uid]) for uid in order]
    return [*found, Stack(None, piles[""])] if "" in piles else found


def said_about(round_: Round, uid: str) -> QuerySet[Reviewed]:
    """Everything said about one element."""
    return desk(round_).filter(means=uid)


def new_proposals(round_: Round) -> QuerySet[Reviewed]:
    """What means no element or calls itself new: grounds for a new measure."""
    return desk(round_).filter(Q(means="") | Q(verdict="new"))


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


def outcomes(round_: Round) -> list[tuple[str, int]]:
    """How many got which answer, in the order of the outcomes."""
    counted = dict(desk(round_).order_by().values_list("outcome").annotate(Count("pk")))
    return [(label, counted.get(value, 0)) for value, label in Outcome.choices]


def answered_of(submissions: Sequence[Submission]) -> int:
    """How many contributions of these submissions have an answer, or were the ground of a change."""
    said = Contribution.objects.filter(submission__in=submissions)
    return said.filter(Q(answers__isnull=False) | Q(grounds__isnull=False)).distinct().count()
