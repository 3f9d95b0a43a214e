"""Where contributions stand on the desk: areas, the elements in them, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from konzept.model import Concept, Element, Kind
from konzept.suggestion import Verdict
from werkstatt.concepts.models import Version
from werkstatt.concepts.queries import text_of
from werkstatt.participation.models import Round
from werkstatt.review.queries.desk import Mark, desk, marks

if TYPE_CHECKING:
    from werkstatt.review.queries.desk import Reviewed


NOWHERE = "ohne"


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
