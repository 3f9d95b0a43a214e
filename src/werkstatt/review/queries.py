"""What was said, what is answered, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from konzept.model import Concept, Element, Kind
from konzept.suggestion import Verdict
from werkstatt.concepts.models import Change, Version
from werkstatt.concepts.queries import text_of
from werkstatt.participation.models import Channel, Contribution, Round, Submission
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


def ledger(round_: Round, marked: Sequence[Mark] | None = None) -> Ledger:
    """The sums of a round, counted anew each time."""
    rows = marks(round_) if marked is None else marked
    placed = sum(row.means != "" for row in rows)
    answered = sum(row.outcome is not None for row in rows)
    return Ledger(len(rows), placed, len(rows) - placed, answered)


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


def shelves(round_: Round, marked: Sequence[Mark] | None = None) -> list[Shelf]:
    """The areas of the round in order, then „ohne Platz“."""
    places = area_of(round_.version)
    total: Counter[str] = Counter()
    still: Counter[str] = Counter()
    for row in marks(round_) if marked is None else marked:
        uid = shelf_of(places, row.means, row.area_uid)
        total[uid] += 1
        still[uid] += row.outcome is None
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
    """One element with what was said about it and what it stands under; None = new proposals and what has no place.

    `contributions`: those on this page; `open`, `contested`: of all. Contested = some call it proven and others outdated.
    """

    element: Element | None
    contributions: list[Reviewed]
    above: Element | None = None
    open: int = 0
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a shelf: its stacks, which page of how many."""

    stacks: list[Stack]
    number: int
    pages: int


A_LEAF = 60  # contributions on a page of the desk


def leaf(
    round_: Round, shelf: str, marked: Sequence[Mark], *, only_open: bool = False, number: int = 1, size: int = A_LEAF
) -> Leaf:
    """The contributions of a shelf beside the elements they mean, in document order, `size` at a time. Two queries."""
    text, places = text_of(round_.version), area_of(round_.version)
    piles = _piles(text, places, shelf, marked)
    order = [element.uid for element in text.walk() if element.uid in piles] + [""] * ("" in piles)
    wanted = [(uid, row.pk) for uid in order for row in piles[uid] if not only_open or row.outcome is None]
    pages = max(-(-len(wanted) // size), 1)
    number = min(max(number, 1), pages)
    shown = wanted[(number - 1) * size : number * size]
    rows = {row.pk: row for row in desk(round_).filter(pk__in=[pk for _, pk in shown]).prefetch_related("translations")}
    parents = text.parents()
    stacks = [
        _stack(
            text, uid, [rows[pk] for found, pk in shown if found == uid and pk in rows], piles[uid], parents.get(uid)
        )
        for uid in dict.fromkeys(uid for uid, _ in shown)
    ]
    return Leaf(stacks, number, pages)


def _piles(text: Concept, places: dict[str, Element], shelf: str, marked: Sequence[Mark]) -> dict[str, list[Mark]]:
    """Uid of an element, "" for none -> what was said about it."""
    piles: dict[str, list[Mark]] = {}
    for row in marked:
        if shelf_of(places, row.means, row.area_uid) == shelf:
            piles.setdefault(row.means if row.means in places or text.find(row.means) else "", []).append(row)
    return piles


def _stack(text: Concept, uid: str, rows: list[Reviewed], pile: Sequence[Mark], above: Element | None) -> Stack:
    verdicts = {row.verdict for row in pile}
    return Stack(
        text.find(uid) if uid else None,
        rows,
        above,
        sum(row.outcome is None for row in pile),
        bool(uid) and {Verdict.PROVEN, Verdict.OUTDATED} <= verdicts,
    )


def said_about(round_: Round, uid: str) -> QuerySet[Reviewed]:
    """Everything said about one element."""
    return desk(round_).filter(means=uid).prefetch_related("translations")


def new_proposals(round_: Round) -> QuerySet[Reviewed]:
    """What means no element or calls itself new: grounds for a new measure."""
    return desk(round_).filter(Q(means="") | Q(verdict="new")).prefetch_related("translations")


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


def to_tell(now: datetime) -> QuerySet[Submission]:
    """Online submissions of rounds that are over, answered whole, whose holder wants to be told and was not yet."""
    waiting = Contribution.objects.filter(submission=OuterRef("pk"), answers=None)
    wanted = Submission.objects.filter(channel=Channel.WEB, contact__isnull=False, withdrawal=None)
    over = wanted.filter(round__closes_at__lte=now).exclude(Exists(waiting))
    return over.select_related("round__authority")
