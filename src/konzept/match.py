"""Which element of one document is which of another that shares no uids: the same file corrected, or the next edition.

One assignment for the whole document, by likeness of wording, details, number, kind and kin; deterministic.
"""

from __future__ import annotations

from base64 import b32encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from math import log
from types import MappingProxyType

from konzept.model import Concept, DroppedMeasure, Element
from konzept.wording import fold, words

SURE = 0.6  # a pair at least this like is the same element
POSSIBLE = 0.35  # from here on a person is asked
FAINT = 0.15  # share of common words below which wording is no evidence at all: any two German sentences share some
OTHER_KIND = 0.8  # what a pair of different kinds keeps of its likeness
# How much each kind of evidence says, where there is any.
WORDING, DETAILS, NUMBER, ABOVE, BELOW = 0.7, 0.08, 0.1, 0.15, 0.25
NOTHING_CONFIRMED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new element taken for the same, by the uids they had before; likeness from 0 to 1."""

    old_uid: str
    new_uid: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Carried:
    """The new concept with the uids of the old one where it is the same element. Pairs in `unsure` are not carried.

    Both lists stand in the new document's order.
    """

    concept: Concept
    pairs: tuple[Pair, ...]
    unsure: tuple[Pair, ...]


def carry(old: Concept, new: Concept, confirmed: Mapping[str, str] = NOTHING_CONFIRMED) -> Carried:
    """Give the new concept's elements the uids of the old ones they continue.

    `confirmed` (old uid -> uid in `new`) are pairs a person has decided on. Entries of the appendix of dropped measures
    that carry no uid get the one of the old element they tell of.
    """
    one, other = _traits(old), _traits(new)
    given = [Pair(uid, confirmed[uid], 1.0) for uid in one if confirmed.get(uid) in other]
    likeness = _likeness(one, other)
    first = _assigned(_scored(one, other, likeness, {}), given)
    # Once more, now that it is known who stands above and below whom: it tells apart what is worded alike.
    kin = {pair.old_uid: pair.new_uid for pair in first}
    pairs = sorted(_assigned(_scored(one, other, likeness, kin), given), key=lambda pair: other[pair.new_uid].place)
    sure = tuple(pair for pair in pairs if pair.likeness >= SURE)
    return Carried(_renamed(old, new, sure), sure, tuple(pair for pair in pairs if pair.likeness < SURE))


# --- what an element is known by ---

Bag = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Trait:
    element: Element
    above: str | None
    place: int
    wording: Bag
    details: Bag


def _traits(concept: Concept) -> dict[str, _Trait]:
    parents = concept.parents()
    return {
        element.uid: _Trait(
            element,
            above.uid if (above := parents[element.uid]) else None,
            place,
            _bag(element.title, element.text),
            _bag(*_details(element)),
        )
        for place, element in enumerate(concept.walk())
    }


def _details(element: Element) -> Iterator[str]:
    if element.responsibility:
        yield element.responsibility.verbatim
    if element.timing:
        yield element.timing.verbatim
    yield from element.fields.values()


def _bag(*texts: str | None) -> Bag:
    return Counter(word for word in words(fold("\n".join(filter(None, texts)))) if word[0].isalnum())


# --- likeness ---

Likeness = Mapping[tuple[str, str], float]


def _likeness(one: Mapping[str, _Trait], other: Mapping[str, _Trait]) -> Likeness:
    """Share of common words of each old and new element that have any; the rarer a word, the more it weighs."""
    return _common(
        {uid: trait.wording for uid, trait in one.items()}, {uid: trait.wording for uid, trait in other.items()}
    )


def _common(one: Mapping[str, Bag], other: Mapping[str, Bag]) -> Likeness:
    weights = _weights([*one.values(), *other.values()])
    held: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for uid, bag in one.items():
        for word, times in bag.items():
            held[word].append((uid, times))
    masses = {uid: _mass(bag, weights) for uid, bag in one.items()}
    found: dict[tuple[str, str], float] = {}
    for new_uid, bag in other.items():
        shared: dict[str, float] = defaultdict(float)
        for word, times in bag.items():
            weight = weights[word]
            for old_uid, old_times in held.get(word, ()):
                shared[old_uid] += weight * min(times, old_times)
        mass = _mass(bag, weights)
        likeness = ((uid, 2 * value / (mass + masses[uid])) for uid, value in shared.items())
        found.update({(uid, new_uid): share for uid, share in likeness if share >= FAINT})
    return found


def _weights(bags: Sequence[Bag]) -> Mapping[str, float]:
    """A word that stands everywhere says little about which element it is."""
    seen = Counter(word for bag in bags for word in bag)
    return {word: log(1 + len(bags) / times) for word, times in seen.items()}


def _mass(bag: Bag, weights: Mapping[str, float]) -> float:
    return sum(times * weights[word] for word, times in bag.items())


def _scored(
    one: Mapping[str, _Trait], other: Mapping[str, _Trait], likeness: Likeness, kin: Mapping[str, str]
) -> list[Pair]:
    """Every pair that may be one element: those in the same words first, then the likest; equals in document order."""
    candidates = {*likeness, *_wordless(one, other), *_parents_of(one, other, kin)}
    pairs = []
    for old_uid, new_uid in candidates:
        score = _score(one[old_uid], other[new_uid], likeness.get((old_uid, new_uid)), kin)
        if score >= POSSIBLE:
            pairs.append(Pair(old_uid, new_uid, score))

    def rank(pair: Pair) -> tuple[bool, float, int, int]:
        reworded = one[pair.old_uid].wording != other[pair.new_uid].wording
        return reworded, -pair.likeness, one[pair.old_uid].place, other[pair.new_uid].place

    return sorted(pairs, key=rank)


def _wordless(one: Mapping[str, _Trait], other: Mapping[str, _Trait]) -> Iterator[tuple[str, str]]:
    """Elements without title and text can only be known by their number and place."""
    bare = [uid for uid, trait in other.items() if not trait.wording]
    return ((uid, new_uid) for uid, trait in one.items() if not trait.wording for new_uid in bare)


def _parents_of(
    one: Mapping[str, _Trait], other: Mapping[str, _Trait], kin: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Whose children are the same may be the same, however it is worded now."""
    for old_uid, new_uid in kin.items():
        above, new_above = one[old_uid].above, other[new_uid].above
        if above and new_above:
            yield above, new_above


def _score(old: _Trait, new: _Trait, wording: float | None, kin: Mapping[str, str]) -> float:
    """The evidence there is, weighed; 1 where all of it agrees."""
    bare = not (old.wording or new.wording)
    evidence = [(WORDING, 0.5 if bare else wording or 0.0)]
    if old.details or new.details:
        evidence.append((DETAILS, _overlap(old.details, new.details)))
    if old.element.number or new.element.number:
        evidence.append((NUMBER, float(old.element.number == new.element.number)))
    if kin:
        evidence.append((ABOVE, float(_same_above(old, new, kin))))
        evidence += _below(old.element, new.element, kin)
    score = sum(weight * value for weight, value in evidence) / sum(weight for weight, _ in evidence)
    same_kind = old.element.kind is new.element.kind
    return round(score if same_kind else score * OTHER_KIND, 6)


def _same_above(old: _Trait, new: _Trait, kin: Mapping[str, str]) -> bool:
    return new.above is None if old.above is None else kin.get(old.above, "") == new.above


def _overlap(one: Bag, other: Bag) -> float:
    common = sum(min(times, other.get(word, 0)) for word, times in one.items())
    return 2 * common / (sum(one.values()) + sum(other.values()))


def _below(old: Element, new: Element, kin: Mapping[str, str]) -> Iterable[tuple[float, float]]:
    if not (old.children and new.children):
        return ()
    stay = {kin.get(child.uid) for child in old.children} & {child.uid for child in new.children}
    return ((BELOW, 2 * len(stay) / (len(old.children) + len(new.children))),)


def _assigned(ranked: Iterable[Pair], given: Iterable[Pair]) -> list[Pair]:
    """Each element at most once: what a person decided, then the likest pair of those still free, and so on."""
    pairs: list[Pair] = []
    old_taken: set[str] = set()
    new_taken: set[str] = set()
    for pair in (*given, *ranked):
        if pair.old_uid not in old_taken and pair.new_uid not in new_taken:
            pairs.append(pair)
            old_taken.add(pair.old_uid)
            new_taken.add(pair.new_uid)
    return pairs


# --- the new concept with the old uids ---


def _renamed(old: Concept, new: Concept, pairs: Iterable[Pair]) -> Concept:
    carried = {pair.new_uid: pair.old_uid for pair in pairs}
    uids = _free({element.uid for element in old.walk()}, [element.uid for element in new.walk()], carried)
    gone = [element for element in old.walk() if element.uid not in set(carried.values())]
    return replace(
        new,
        elements=tuple(_with_uids(element, uids) for element in new.elements),
        dropped=_known_dropped(gone, new.dropped),
    )


def _free(taken: set[str], new: Iterable[str], carried: Mapping[str, str]) -> dict[str, str]:
    """The uid each new element gets: the carried one; else its own, unless an old element has it, which it is not."""
    uids: dict[str, str] = dict(carried)
    used = taken | {uid for uid in new if uid not in carried}
    for uid in new:
        if uid not in uids:
            uids[uid] = uid if uid not in taken else next(fresh for fresh in _fresh(uid) if fresh not in used)
            used.add(uids[uid])
    return uids


def _fresh(uid: str) -> Iterator[str]:
    for turn in count(1):
        yield b32encode(sha256(f"{uid} {turn}".encode()).digest())[:12].decode().lower()


def _with_uids(element: Element, uids: Mapping[str, str]) -> Element:
    children = tuple(_with_uids(child, uids) for child in element.children)
    return replace(element, uid=uids[element.uid], children=children)


def _known_dropped(gone: Sequence[Element], dropped: tuple[DroppedMeasure, ...]) -> tuple[DroppedMeasure, ...]:
    told = {str(index): _bag(entry.text) for index, entry in enumerate(dropped) if not entry.uid}
    known = {entry.uid for entry in dropped}
    likeness = _common({each.uid: _bag(each.title, each.text) for each in gone if each.uid not in known}, told)
    places = {each.uid: place for place, each in enumerate(gone)}
    likely = [Pair(uid, index, round(value, 6)) for (uid, index), value in likeness.items() if value >= SURE]
    likely.sort(key=lambda pair: (-pair.likeness, places[pair.old_uid], int(pair.new_uid)))
    found = {int(pair.new_uid): pair.old_uid for pair in _assigned(likely, ())}
    return tuple(replace(entry, uid=found.get(index, entry.uid)) for index, entry in enumerate(dropped))
