"""Twins (Dubletten): what several people said in the same or nearly the same words, in three grades.

Identical: the same letters and digits; a machine may group them. Near: likeness of runs of letters; a person decides. Candidate:
neighbours in meaning among what means one target; a person reads both. Likeness alone never merges: where numbers, names,
negations or opposites differ, two near texts are a variant, which says what differs. The same statements give the same groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from konzept.comparison import Segment, compared
from konzept.feedback.alike import LIKENESS, Alike, alike, likeness, plain, runs
from konzept.feedback.guards import Guard, guards


class Grade(StrEnum):
    """How much alike the members of a group are."""

    IDENTICAL = "identical"
    NEAR = "near"
    CANDIDATE = "candidate"

    @property
    def german(self) -> str:
        """The word on the page."""
        return {"identical": "gleichlautend", "near": "fast gleich", "candidate": "vielleicht dasselbe"}[self.value]


@dataclass(frozen=True, slots=True)
class Twin:
    """A member of a group by its place: its words beside the first member's, and what speaks against saying the same."""

    place: int
    likeness: float
    first: str = ""
    text: str = ""
    guards: tuple[Guard, ...] = ()

    @property
    def difference(self) -> tuple[Segment, ...]:
        """How its words differ from the first member's; () where they are the same but for signs and case."""
        return () if plain(self.first) == plain(self.text) else compared(self.first, self.text)


@dataclass(frozen=True, slots=True)
class Twins:
    """A group: its grade is that of its least certain member. All members stay what they are."""

    grade: Grade
    members: tuple[Twin, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """Which statements they are."""
        return tuple(each.place for each in self.members)


def twins(statements: Sequence[str], least: float = LIKENESS) -> list[Twins]:
    """The groups of identical and near statements, in order of their first member; empty statements are in none.

    A near group holds no two statements that a guard keeps apart, not even through a third one. What is alike and kept apart
    stands in groups of its own, whose members say what they differ in.
    """
    return sorted(_twins(statements, least), key=lambda each: (each.places, each.grade))


def _twins(statements: Sequence[str], least: float) -> Iterator[Twins]:
    same: dict[str, list[int]] = defaultdict(list)
    for place, statement in enumerate(statements):
        same[plain(statement)].append(place)
    same.pop("", None)
    texts = sorted(same)  # so that the order of the statements changes nothing
    told = [min(statements[place] for place in same[text]) for text in texts]
    pairs = [(pair, guards(told[pair.one], told[pair.other])) for pair in alike(texts, least)]
    near = _Sets(len(texts), ((one, other) for (one, other, _), found in pairs if found))
    for one, other, _ in sorted((pair for pair, found in pairs if not found), key=lambda pair: (-pair.likeness, pair)):
        near.join(one, other)
    groups = near.groups()
    for group in groups:
        yield _group(statements, [same[texts[each]] for each in group])
    alone = set(range(len(texts))).difference(*groups)
    yield from (_group(statements, [same[texts[each]]]) for each in sorted(alone) if len(same[texts[each]]) > 1)
    yield from _variants(statements, [same[text] for text in texts], pairs)


def _variants(
    statements: Sequence[str], places: Sequence[Sequence[int]], pairs: Iterable[tuple[Alike, tuple[Guard, ...]]]
) -> Iterator[Twins]:
    """Texts that are alike and kept apart, all that hang together in one group: its members say what they differ in."""
    apart = {(one, other): found for (one, other, _), found in pairs if found}
    together = _Sets(len(places), ())
    brought: dict[int, tuple[Guard, ...]] = {}
    for (one, other), found in apart.items():
        together.join(one, other)
        for text in (one, other):
            brought.update(dict.fromkeys(places[text], brought.get(places[text][0], found)))
    for group in together.groups():
        first, *others = sorted(place for text in group for place in places[text])
        members = (_twin(statements, first, place) for place in others)
        told = (replace(each, guards=each.guards or brought[each.place] * bool(each.text)) for each in members)
        yield Twins(Grade.NEAR, (Twin(first, 1.0), *told))


def _group(statements: Sequence[str], places: Iterable[Sequence[int]]) -> Twins:
    """Identical ones, several times: the first of all leads."""
    parts = list(places)
    members = sorted(place for part in parts for place in part)
    first = members[0]
    grade = Grade.IDENTICAL if len(parts) == 1 else Grade.NEAR
    return Twins(grade, (Twin(first, 1.0), *(_twin(statements, first, place) for place in members[1:])))


def _twin(statements: Sequence[str], first: int, place: int) -> Twin:
    from_, to = statements[first], statements[place]
    if plain(from_) == plain(to):
        return Twin(place, 1.0)
    return Twin(place, round(_likeness(from_, to), 4), from_, to, guards(from_, to))


def _likeness(one: str, other: str) -> float:
    return likeness(runs(plain(one)), runs(plain(other)))


class _Sets:
    """Which texts belong together; those that are `apart` never come into one set."""

    def __init__(self, count: int, apart: Iterable[tuple[int, int]]) -> None:
        self._above = list(range(count))
        self._foes: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._foes[one].add(other)
            self._foes[other].add(one)

    def root(self, each: int) -> int:
        while self._above[each] != each:
            self._above[each] = self._above[self._above[each]]
            each = self._above[each]
        return each

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        fewer, root = min((len(self._foes[each]), each) for each in (first, second))
        if first == second or (fewer and any(self.root(foe) == first + second - root for foe in self._foes[root])):
            return
        self._above[second] = first
        self._foes[first] |= self._foes.pop(second, set())

    def groups(self) -> list[list[int]]:
        """Those with more than one member."""
        found: dict[int, list[int]] = defaultdict(list)
        for each in range(len(self._above)):
            found[self.root(each)].append(each)
        return [members for members in found.values() if len(members) > 1]
