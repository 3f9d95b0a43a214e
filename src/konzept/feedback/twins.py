"""Twins (Dubletten): what several people said in the same or nearly the same words, in three grades.

Identical: the same letters and digits; a machine may group them. Near: likeness of runs of letters; a person decides. Candidate:
neighbours in meaning among what means one target; a person reads both. Likeness alone never merges: where numbers, names,
negations or opposites differ, two near texts are a variant, which says what differs. The same statements give the same groups.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from konzept.comparison import Segment, compared
from konzept.feedback.alike import LIKENESS, alike, likeness, plain, runs


class Grade(StrEnum):
    """How much alike the members of a group are."""

    IDENTICAL = "identical"
    NEAR = "near"
    CANDIDATE = "candidate"

    @property
    def german(self) -> str:
        """The word on the page."""
        return {"identical": "gleichlautend", "near": "fast gleich", "candidate": "vielleicht dasselbe"}[self.value]


class Guard(StrEnum):
    """Why two texts that are alike do not say the same."""

    NUMBER = "number"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    NAME = "name"

    @property
    def german(self) -> str:
        """What differs."""
        return {
            "number": "andere Zahl",
            "negation": "Verneinung",
            "opposite": "Gegenteil",
            "name": "anderes Hauptwort",
        }[self.value]


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


_NEGATIONS = frozenset(
    [
        "nicht",
        "nichts",
        "kein",
        "keine",
        "keinen",
        "keinem",
        "keiner",
        "keines",
        "nie",
        "niemals",
        "ohne",
        "weder",
        "nirgends",
        "niemand",
    ]
)
_OPPOSITES = tuple(
    (one, frozenset(others.split()))
    for one, others in (
        ("mehr", "weniger"), ("ja", "nein"), ("dafür", "dagegen"), ("gut", "schlecht"), ("bewährt", "überholt"),
        ("innen", "außen"), ("innerhalb", "außerhalb"), ("innerorts", "außerorts"), ("intensiv", "extensiv"),
        ("intensive", "extensive"), ("erlauben", "verbieten"), ("erlaubt", "verboten"), ("öffnen", "schließen"),
        ("offen", "geschlossen"), ("erhöhen", "senken verringern kürzen"), ("ausbauen", "abbauen"), ("einführen", "abschaffen"),
        ("stärken", "schwächen"), ("verlängern", "verkürzen"), ("früher", "später"), ("vorher", "nachher"), ("vor", "nach"),
        ("links", "rechts"), ("oben", "unten"), ("nördlich", "südlich"), ("östlich", "westlich"), ("öffentlich", "privat"),
        ("freiwillig", "verpflichtend"), ("immer", "nie selten"), ("alle", "wenige niemand"), ("zentral", "dezentral"),
        ("jung", "alt"), ("junge", "alte"), ("große", "kleine"), ("teuer", "billig günstig"), ("schnell", "langsam"),
        ("beibehalten", "abschaffen streichen"), ("aufnehmen", "streichen"), ("mit", "ohne"), ("morgens", "abends"),
    )
)  # fmt: skip
_SMALL = frozenset(  # words that stand at the beginning of a sentence without being nouns
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "wir",
        "ich",
        "sie",
        "ihr",
        "man",
        "für",
        "mit",
        "ohne",
        "bei",
        "von",
        "vor",
        "nach",
        "auf",
        "aus",
        "bitte",
        "auch",
        "und",
        "oder",
        "aber",
        "wenn",
        "weil",
        "dass",
        "hier",
        "dort",
        "diese",
        "dieser",
        "dieses",
        "mehr",
        "weniger",
        "alle",
        "viele",
        "keine",
        "kein",
        "nicht",
    ]
)
_WORD = re.compile(r"[^\W_]+")


def twins(statements: Sequence[str], least: float = LIKENESS) -> list[Twins]:
    """The groups of identical and near statements, in order of their first member; empty statements are in none.

    Near groups are made of pairs that no guard keeps apart; a pair with a guard, whose sides no group holds together, stands alone.
    """
    return sorted(_twins(statements, least), key=lambda each: (each.places, each.grade))


def _twins(statements: Sequence[str], least: float) -> Iterator[Twins]:
    same: dict[str, list[int]] = defaultdict(list)
    for place, statement in enumerate(statements):
        same[plain(statement)].append(place)
    same.pop("", None)
    texts = list(same)
    near, apart = _Sets(len(texts)), []
    for one, other, value in alike(texts, least):
        found = guards(*(min(statements[place] for place in same[texts[each]]) for each in (one, other)))
        if found:
            apart.append((one, other, value, found))
        else:
            near.join(one, other)
    groups = near.groups()
    for group in groups:
        yield _group(statements, [same[texts[each]] for each in group])
    alone = set(range(len(texts))).difference(*groups)
    yield from (_group(statements, [same[texts[each]]]) for each in sorted(alone) if len(same[texts[each]]) > 1)
    for one, other, value, found in apart:
        if near.root(one) != near.root(other):
            first, second = sorted((same[texts[one]][0], same[texts[other]][0]))
            twin = Twin(second, round(value, 4), statements[first], statements[second], found)
            yield Twins(Grade.NEAR, (Twin(first, 1.0), twin))


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


def guards(one: str, other: str) -> tuple[Guard, ...]:
    """What keeps two alike texts apart, by the words that only one of them has."""
    (mine, denied), (theirs, denied_there) = _words(one), _words(other)
    left = [word for small, word in mine.items() if small not in theirs]
    right = [word for small, word in theirs.items() if small not in mine]
    found = []
    if {word for word in left if word[0].isdigit()} != {word for word in right if word[0].isdigit()}:
        found.append(Guard.NUMBER)
    if denied != denied_there:
        found.append(Guard.NEGATION)
    if _opposed({word.casefold() for word in left}, {word.casefold() for word in right}):
        found.append(Guard.OPPOSITE)
    if _renamed(left, right):
        found.append(Guard.NAME)
    return tuple(found)


@lru_cache(maxsize=10_000)
def _words(text: str) -> tuple[dict[str, str], int]:
    """Its words in small letters -> as they are written, and how many of them deny."""
    found = _WORD.findall(text)
    return {word.casefold(): word for word in found}, sum(word.casefold() in _NEGATIONS for word in found)


def _opposed(left: set[str], right: set[str]) -> bool:
    return any((one in left and others & right) or (one in right and others & left) for one, others in _OPPOSITES)


def _renamed(left: Sequence[str], right: Sequence[str]) -> bool:
    """A noun stands where the other has another one: "Osten" for "Westen", not "Kursen" for "Kurse"."""
    mine, theirs = (
        [word for word in words if word[0].isupper() and word.casefold() not in _SMALL and len(word) > 2]
        for words in (left, right)
    )
    return bool(mine and theirs) and not all(any(_inflected(word, each) for each in theirs) for word in mine)


def _inflected(one: str, other: str) -> bool:
    """Two forms of a word, or a slip in it: the same beginning and as many letters but for two."""
    one, other = one.casefold(), other.casefold()
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= 4 and max(len(one), len(other)) - common <= 3


class _Sets:
    """Which texts belong together."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, each: int) -> int:
        while self._above[each] != each:
            self._above[each] = self._above[self._above[each]]
            each = self._above[each]
        return each

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first

    def groups(self) -> list[list[int]]:
        """Those with more than one member."""
        found: dict[int, list[int]] = defaultdict(list)
        for each in range(len(self._above)):
            found[self.root(each)].append(each)
        return [members for members in found.values() if len(members) > 1]
