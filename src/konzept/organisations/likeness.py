"""Houses that may be the same: where a name is only like another, a person is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from konzept.organisations.names import FIELD, bare

ADMINISTRATIONS: Mapping[str, str] = FIELD["administrations"]
LONG, LONG_WORD = 10, 6  # letters from which a name, a word in it, is long enough for one wrong letter
ADJECTIVES = ("isch", "tsch", "lich", "isches", "tsches", "liches")
MORE = 3  # words by which a name may be longer
PLACES = frozenset({"kreis", "landkreis", "stadt", "gemeinde", "land"})
MISSING_PLACE = "Hier fehlt der Ort, sonst ist der Name gleich."
SHORTER = "Der Name ist kürzer, sonst gleich."
ORDER = "Dieselben Wörter stehen in anderer Reihenfolge."
ADMINISTRATION = "Ort und Verwaltung meinen oft dasselbe Haus, aber nicht immer."
LETTER = "Ein Buchstabe ist anders; vielleicht ist es ein Tippfehler."
FORM = "Nur Einzahl und Mehrzahl oder die weibliche und männliche Form sind anders."


@dataclass(frozen=True, slots=True)
class Shape:
    """A house by the words that are left of its name; a known one is asked for first, then the one that is named more often.

    `initials` says that the text only has a short form for it.
    """

    words: tuple[str, ...]
    known: bool = False
    count: int = 0
    initials: bool = False

    @property
    def joined(self) -> str:
        """Its letters in one run."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Question:
    """Is the house `small` the same as `big` (places in the list), and why that may be: a German sentence."""

    small: int
    big: int
    reason: str


def questions(shapes: Sequence[Shape], place: Sequence[str]) -> list[Question]:
    """At most one question for each house, the likeliest; a known house is never asked to be another one."""
    found: dict[int, Question] = {}

    def root(index: int) -> int:
        return root(found[index].big) if index in found else index

    for question in _asked(shapes, tuple(place)):
        small, big = question.small, question.big
        if small not in found and not shapes[small].known and root(big) != small:
            found[small] = Question(small, root(big), question.reason)
    return [Question(each.small, root(each.big), each.reason) for each in found.values()]


def _asked(shapes: Sequence[Shape], place: tuple[str, ...]) -> Iterator[Question]:
    """All pairs that are like each other, the likeliest first."""
    yield from _alike(shapes, [" ".join(sorted(shape.words)) for shape in shapes], ORDER)
    yield from _shorter(shapes, place)
    yield from _alike(shapes, [" ".join(_administered(shape.words)) for shape in shapes], ADMINISTRATION)
    yield from _alike(shapes, [bare(" ".join(shape.words)) for shape in shapes], FORM)
    yield from _one_letter(shapes)


def _administered(words: tuple[str, ...]) -> tuple[str, ...]:
    return (ADMINISTRATIONS.get(words[0], words[0]), *words[1:]) if len(words) > 1 else words


def _alike(shapes: Sequence[Shape], forms: Sequence[str], reason: str) -> Iterator[Question]:
    same: dict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        same[form].append(index)
    for indexes in same.values():
        big, *smaller = sorted(indexes, key=lambda index: _rank(shapes, index))
        yield from (Question(small, big, reason) for small in smaller)


def _rank(shapes: Sequence[Shape], index: int) -> tuple[bool, int, int]:
    return not shapes[index].known, -shapes[index].count, index


def _shorter(shapes: Sequence[Shape], place: tuple[str, ...]) -> Iterator[Question]:
    """The same name with and without something more; of several longer ones only that of the own place is meant."""
    by_words = {shape.words: index for index, shape in enumerate(shapes) if not shape.initials and shape.words != place}
    longer: dict[int, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for index, shape in enumerate(shapes):
        for part, more in _parts(shape.words):
            if part in by_words:
                longer[by_words[part]].setdefault(index, more)
    for short, found in longer.items():
        indexes = [*found]
        at_home = [each for each, more in found.items() if _is_place(more, place)]
        for big in at_home[:1] or (indexes if len(indexes) == 1 else ()):
            reason = MISSING_PLACE if at_home else SHORTER
            small, target = (big, short) if shapes[short].known and not shapes[big].known else (short, big)
            yield Question(small, target, reason)


def _parts(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What a name begins with, or ends with in two words or more, and the few words that are left."""
    for end in range(len(words) - 1, 0, -1):
        if len(words) - end <= MORE:
            yield words[:end], words[end:]
    if len(words) > 2 and words[0].endswith(ADJECTIVES):
        yield words[1:], words[:1]


def _is_place(words: tuple[str, ...], place: tuple[str, ...]) -> bool:
    return bool(place and set(words) <= {*place, *PLACES})


def _one_letter(shapes: Sequence[Shape]) -> Iterator[Question]:
    """Long names with one letter more, less or another: those that are the same when one is left out."""
    near: dict[str, list[int]] = defaultdict(list)
    for index, shape in enumerate(shapes):
        letters = shape.joined
        if len(letters) >= LONG:
            for short in {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}:
                near[short].append(index)
    pairs = {tuple(sorted(indexes)) for indexes in near.values() if 1 < len(indexes) < 10}
    for indexes in sorted(pairs):
        big, *smaller = sorted(indexes, key=lambda index: _rank(shapes, index))
        yield from (Question(small, big, LETTER) for small in smaller if _mistyped(shapes[small], shapes[big]))


def _mistyped(one: Shape, other: Shape) -> bool:
    """False where what differs tells two houses apart: a number, or a short word."""
    if len(one.words) != len(other.words):
        return True
    unlike = [pair for pair in zip(one.words, other.words, strict=True) if pair[0] != pair[1]]
    return all(min(map(len, pair)) >= LONG_WORD and not re.search(r"\d", "".join(pair)) for pair in unlike)
