"""Several proposals for one text become one: what they change in different places goes together, what collides is named.

Everything is said in letters of the text that lay before everybody. Nothing depends on the order of the proposals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from konzept.comparison import compared


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Letters `start` to `end` of a text shall be `text`; `start == end` inserts, an empty `text` strikes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody's wording of the whole text; `key` is the caller's name for it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to word a place: `text` instead of the place's letters, wanted by the proposals `keys`."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collision:
    """Proposals want different things of the letters `start` to `end`; the choices stand by how many want them, then by their words."""

    start: int
    end: int
    before: str
    choices: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of the text; where a collision is undecided, the text stays as it was.

    `whole`: keys of proposals of which everything went in; `in_part`: of which something did; `open`: of which something is undecided.
    """

    text: str
    collisions: tuple[Collision, ...]
    whole: tuple[str, ...]
    in_part: tuple[str, ...]
    open: tuple[str, ...]


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """What leads from one text to the other, word by word, in order and apart from each other.

    Law: `applied(a, edits(a, b)) == b`.
    """
    found, at = [], 0
    for stays, run in groupby(compared(before, after), key=lambda segment: segment.op == "="):
        segments = list(run)
        gone = sum(len(segment.text) for segment in segments if segment.op != "+")
        if not stays:
            come = "".join(segment.text for segment in segments if segment.op == "+")
            found.append(Edit(at, at + gone, come))
        at += gone
    return tuple(found)


def applied(text: str, changes: Iterable[Edit]) -> str:
    """The text with edits that do not collide."""
    parts, at = [], 0
    for change in sorted(changes):
        parts += [text[at : change.start], change.text]
        at = change.end
    return "".join(parts) + text[at:]


def merged(before: str, proposals: Iterable[Proposal], decided: Mapping[int, str] | None = None) -> Merged:
    """The proposals in one text; `decided`: where a collision starts -> the wording a person chose for its letters."""
    wanted: dict[Edit, set[str]] = {}
    for proposal in proposals:
        for change in edits(before, proposal.text):
            wanted.setdefault(change, set()).add(proposal.key)
    decisions = decided or {}
    taken: list[Edit] = []
    collisions, kept, lost, waiting = [], set[str](), set[str](), set[str]()
    for cluster in _clusters(before, wanted):
        if len(cluster) == 1:
            taken += cluster
            kept |= wanted[cluster[0]]
            continue
        place = _collision(before, cluster, wanted)
        keys = {key for choice in place.choices for key in choice.keys}
        if place.start in decisions:
            words = decisions[place.start]
            taken.append(Edit(place.start, place.end, words))
            agree = {key for choice in place.choices if choice.text == words for key in choice.keys}
            kept, lost = kept | agree, lost | (keys - agree)
        else:
            collisions.append(place)
            waiting |= keys
    return Merged(
        applied(before, taken),
        tuple(collisions),
        tuple(sorted(kept - lost - waiting)),
        tuple(sorted(kept & (lost | waiting))),
        tuple(sorted(waiting)),
    )


def _clusters(before: str, wanted: Mapping[Edit, set[str]]) -> list[list[Edit]]:
    """Edits that collide with each other, directly or through a third, in the text's order; what one proposal wants together goes together."""
    clusters: list[list[Edit]] = []
    for change, keys in wanted.items():
        apart, together = [], [change]
        for cluster in clusters:
            if any(not keys & wanted[held] and _collide(before, change, held) for held in cluster):
                together += cluster
            else:
                apart.append(cluster)
        clusters = [*apart, together]
    return sorted(map(sorted, clusters))


def _collide(before: str, one: Edit, other: Edit) -> bool:
    """Both change the same letters, or one inserts beside what the other changes: nobody could say in which order."""
    if one == other:
        return False
    if one.start == one.end or other.start == other.end:
        (start, end), (low, high) = _reach(before, one), _reach(before, other)
        return start <= high and low <= end
    return one.start < other.end and other.start < one.end


def _reach(before: str, change: Edit) -> tuple[int, int]:
    """An insertion reaches over the space around it: "Frauen| und Männer|" stands beside "Frauen"."""
    if change.start < change.end:
        return change.start, change.end
    return len(before[: change.start].rstrip()), len(before) - len(before[change.end :].lstrip())


def _collision(before: str, cluster: Sequence[Edit], wanted: Mapping[Edit, set[str]]) -> Collision:
    start, end = min(change.start for change in cluster), max(change.end for change in cluster)
    by_key: dict[str, list[Edit]] = {}
    for change in cluster:
        for key in wanted[change]:
            by_key.setdefault(key, []).append(Edit(change.start - start, change.end - start, change.text))
    place = before[start:end]
    texts: dict[str, list[str]] = {}
    for key, changes in by_key.items():
        texts.setdefault(applied(place, changes), []).append(key)
    space = place[len(place.rstrip()) :]  # where it stands behind every wording, it is nobody's
    if not all(text.endswith(space) for text in texts):
        space = ""
    choices = [Alternative(text.removesuffix(space), tuple(sorted(keys))) for text, keys in texts.items()]
    choices.sort(key=lambda choice: (-len(choice.keys), choice.text))
    return Collision(start, end - len(space), place.removesuffix(space), tuple(choices))


def carried(before: str, now: str, proposal: str) -> str | None:
    """A proposal made to `before`, on the text as it is `now`; None where what it changes has become something else.

    Law: where nothing has changed since, the proposal itself; where it was taken over, the text as it is now.
    """
    done, wanted = edits(before, now), edits(before, proposal)
    left = [change for change in wanted if change not in done]
    if any(_collide(before, change, other) for change in left for other in done):
        return None
    return applied(before, [*done, *left])
