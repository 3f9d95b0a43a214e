"""What keeps alike texts apart: another number, a negation, an opposite, another noun. Words that only look alike say something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

REMEMBERED = 10_000  # texts


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


_NEGATIONS = frozenset(
    "nicht nichts kein keine keinen keinem keiner keines nie niemals ohne weder nirgends niemand".split()  # noqa: SIM905  # reads better
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
_SMALL = frozenset(  # words that may stand at the beginning of a sentence without being nouns
    "der die das den dem des ein eine einen einem einer eines wir ich sie ihr man für mit ohne bei von vor nach auf aus bitte auch "  # noqa: SIM905  # reads better
    "und oder aber wenn weil dass hier dort diese dieser dieses mehr weniger alle viele keine kein nicht".split()
)
_COUNTED = frozenset(
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend halb doppelt "  # noqa: SIM905  # reads better
    "einmal zweimal dreimal erste ersten zweite zweiten dritte dritten".split()
)
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<!\w)[-–+]?\d[\d.,:/]*(?:\s*[%€$°])?|[^\W\d_]+")


class _Said(NamedTuple):
    """A text taken apart: words in small letters -> as written; how many deny; its numbers in order."""

    words: dict[str, str]
    denials: int
    numbers: tuple[str, ...]


def guards(one: str, other: str) -> tuple[Guard, ...]:
    """What keeps two alike texts apart, by the words that only one of them has."""
    mine, theirs = _taken_apart(one), _taken_apart(other)
    left = [word for small, word in mine.words.items() if small not in theirs.words]
    right = [word for small, word in theirs.words.items() if small not in mine.words]
    found = []
    if mine.numbers != theirs.numbers:
        found.append(Guard.NUMBER)
    if mine.denials != theirs.denials:
        found.append(Guard.NEGATION)
    if _opposed({word.casefold() for word in left}, {word.casefold() for word in right}):
        found.append(Guard.OPPOSITE)
    if _renamed(left, right):
        found.append(Guard.NAME)
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def _taken_apart(text: str) -> _Said:
    found = _WORD.findall(text)
    told = ("".join(each.split()).casefold() for each in _NUMBER.findall(text))
    numbers = tuple(each.rstrip(".,:/") for each in told if each in _COUNTED or not each[0].isalpha())
    return _Said(
        {word.casefold(): word for word in found}, sum(word.casefold() in _NEGATIONS for word in found), numbers
    )


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
