"""Two concepts make the changes from one to the other. Law: `amend(a, diff(a, b)) == b`; elements are known by uid alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from konzept.amend import Workpiece
from konzept.canonical import ELEMENT_PARTS, FRAME_PARTS
from konzept.change import Added, Change, Dropped, Edited, Framed, Moved, Reordered
from konzept.model import Concept, Element


def diff(a: Concept, b: Concept) -> tuple[Change, ...]:
    """The changes that make `b` of `a`, in the order in which `amend` must apply them; () where they are the same.

    First the wording, then the order among those that stay, then what comes and moves (from the top down, so that every
    place is there when it is needed), last what goes.
    """
    if a == b:
        return ()
    old, new = Workpiece(a), Workpiece(b)
    changes = [*_framed(old, new), *_edited(old, new), *_reordered(old, new)]
    workpiece = Workpiece(a)
    for change in changes:
        workpiece.apply(change)
    return (*changes, *_placed(workpiece, new), *_dropped(workpiece, new))


def _framed(old: Workpiece, new: Workpiece) -> Iterator[Change]:
    for part in FRAME_PARTS:
        before, after = getattr(old.frame, part), getattr(new.frame, part)
        if before != after:
            yield Framed(part, before, after)


def _edited(old: Workpiece, new: Workpiece) -> Iterator[Change]:
    for uid, after in new.own.items():
        before = old.own.get(uid, after)
        if before != after:
            yield from _edits(before, after)


def _edits(before: Element, after: Element) -> Iterator[Change]:
    for part in ELEMENT_PARTS:
        one, other = getattr(before, part), getattr(after, part)
        if one != other:
            yield Edited(after.uid, part, one, other)


def _reordered(old: Workpiece, new: Workpiece) -> Iterator[Change]:
    for parent, after in new.below.items():
        before = old.below.get(parent, [])
        stay = set(before) & set(after)
        one, other = (tuple(uid for uid in order if uid in stay) for order in (before, after))
        if one != other:
            yield _narrowed(parent, one, other)


def _narrowed(parent: str | None, old: tuple[str, ...], new: tuple[str, ...]) -> Reordered:
    """Without those at both ends that keep their place."""
    differ = [index for index, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    span = slice(differ[0], differ[-1] + 1)
    return Reordered(parent, old[span], new[span])


def _placed(workpiece: Workpiece, new: Workpiece) -> Iterator[Change]:
    """Additions and moves, each made to the workpiece at once: the next one counts its place after it."""
    for parent, children in _downwards(new, None):
        index = 0
        for uid in children:
            if uid not in workpiece.own:
                change: Change = Added(parent, index, _only_new(new, uid, workpiece))
                workpiece.apply(change)
                yield change
            elif (held := workpiece.above[uid]) != parent:
                change = Moved(uid, parent, index, held, workpiece.below[held].index(uid))
                workpiece.apply(change)
                yield change
            index = workpiece.below[parent].index(uid) + 1


def _downwards(tree: Workpiece, parent: str | None) -> Iterator[tuple[str | None, list[str]]]:
    yield parent, tree.below[parent]
    for uid in tree.below[parent]:
        yield from _downwards(tree, uid)


def _only_new(new: Workpiece, uid: str, workpiece: Workpiece) -> Element:
    """The new element with what is new below it; what is moved there comes by itself."""
    below = tuple(_only_new(new, child, workpiece) for child in new.below[uid] if child not in workpiece.own)
    return replace(new.own[uid], children=below)


def _dropped(workpiece: Workpiece, new: Workpiece) -> Iterator[Change]:
    """Whole branches go: all that stays has left them by now, and who stands above comes first."""
    for uid in list(workpiece.own):
        if uid in workpiece.own and uid not in new.own:
            parent = workpiece.above[uid]
            change = Dropped(uid, workpiece.element(uid), parent, workpiece.below[parent].index(uid))
            workpiece.apply(change)
            yield change
