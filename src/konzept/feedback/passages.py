"""A letter as passages (Textstellen): together they are the whole text, so that no word is ever lost. What a person does to them.

Every function takes the passages as they are and gives them as they become; a passage begins with a word, and the
blanks behind it are its own. Problem says what cannot be done.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from konzept.model import Problem

Unit = Literal["word", "sentence"]
Passages = tuple["Passage", ...]

_WORD = re.compile(r"\S+")
_SHORT = re.compile(
    r"(?:\b(?:[Bb]zw|[Cc]a|Nr|Abs|Art|Dr|Prof|St|z\.\s?B|d\.\s?h|u\.\s?a|i\.\s?d\.\s?R|[Vv]gl|[Gg]gf|[Ii]nkl|max|min|usw|etc)|\b\d{1,2}|\b[A-Za-z])\.$"
)


class PassageKind(StrEnum):
    """What a passage is: something said, greeting with letterhead, close with signature, words of others, left out by a person."""

    POINT = "point"
    GREETING = "greeting"
    SIGNATURE = "signature"
    QUOTED = "quoted"
    LEFT_OUT = "left_out"

    @property
    def german(self) -> str:
        """The word on the page."""
        return {
            "point": "Anregung",
            "greeting": "Kopf und Anrede",
            "signature": "Gruß und Unterschrift",
            "quoted": "Zitat",
            "left_out": "ausgelassen",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Guess:
    """Vorschlag: an element that may be meant, and what speaks for it, in words."""

    uid: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Textstelle: the letters from `start` to before `end`. `settled` = a person has looked: `uid` is the element, "" = none in particular."""

    start: int
    end: int
    kind: PassageKind = PassageKind.POINT
    guesses: tuple[Guess, ...] = ()
    hint: str = ""
    settled: bool = False
    uid: str = ""
    reason: str = ""


def words_in(text: str, passage: Passage) -> str:
    """What a passage says."""
    return text[passage.start : passage.end].strip()


def is_whole(text: str, passages: Sequence[Passage]) -> bool:
    """Whether the passages are the text, each letter once, none empty."""
    borders = [0, *(passage.end for passage in passages)]
    joined = all(passage.start == before for passage, before in zip(passages, borders, strict=False))
    return joined and borders[-1] == len(text) and all(words_in(text, passage) for passage in passages)


def counted(text: str, passages: Sequence[Passage]) -> dict[PassageKind, int]:
    """How many words stand in passages of each kind; the sum is the letter's."""
    found = dict.fromkeys(PassageKind, 0)
    for passage in passages:
        found[passage.kind] += len(text[passage.start : passage.end].split())
    return found


def starts(text: str, unit: Unit) -> list[int]:
    """Where words or sentences begin. A line after a blank one, and an item of a list, begin a sentence too."""
    found = list(_WORD.finditer(text))
    if unit == "word":
        return [word.start() for word in found]
    begins = []
    for before, word in zip([None, *found], found, strict=False):
        if before is None or _ends(text, before, word.start()):
            begins.append(word.start())
    return begins


def _ends(text: str, word: re.Match[str], following: int) -> bool:
    """Whether a sentence ends with this word."""
    gap = text[word.end() : following]
    if gap.count("\n") > 1:
        return True
    if "\n" in gap and re.match(r"(?:[-–•*]|\(?\w{1,2}[.)])\s", text[following:]):
        return True
    said = word[0].rstrip("\"'“”)»")
    return said[-1:] in {".", "!", "?"} and not _SHORT.search(said)


def cut(text: str, passages: Passages, index: int, at: int) -> Passages:
    """Two of one: the second begins at letter `at`, which begins a word within it. Both are open again."""
    passage = _at(passages, index)
    if not passage.start < at < passage.end or not _begins_word(text, at) or not text[passage.start : at].strip():
        raise Problem("Hier lässt sich die Textstelle nicht teilen; bitte wählen Sie ein Wort in ihrer Mitte.")
    first = replace(passage, end=at, settled=False)
    second = replace(passage, start=at, settled=False)
    return (*passages[:index], first, second, *passages[index + 1 :])


def find(text: str, passages: Passages, index: int, words: str) -> int:
    """Where these words begin within a passage, after its first word; spaces and case do not matter. Problem where they do not stand there."""
    passage = _at(passages, index)
    wanted = r"\s+".join(re.escape(word) for word in words.split())
    within = text[passage.start : passage.end]
    found = [each.start() for each in re.finditer(rf"(?<!\S){wanted}", within, re.IGNORECASE)] if wanted else []
    later = [at for at in found if within[:at].strip()]
    if not later:
        raise Problem("Diese Wörter stehen nicht in der Textstelle; bitte schreiben Sie sie so, wie sie dort stehen.")
    return passage.start + later[0]


def join(passages: Passages, index: int) -> Passages:
    """A passage and the next one become one, of the first one's kind; it is open again."""
    first, second = _at(passages, index), _at(passages, index + 1)
    both = {guess.uid: guess for guess in (*first.guesses, *second.guesses)}
    hint = first.hint or second.hint
    one = replace(first, end=second.end, settled=False, guesses=tuple(both.values()), hint=hint)
    return (*passages[:index], one, *passages[index + 2 :])


def shift(text: str, passages: Passages, index: int, unit: Unit, *, later: bool) -> Passages:
    """Where a passage begins moves by a word or a sentence; the one before gets or gives the words."""
    before, passage = _at(passages, index - 1), _at(passages, index)
    borders = starts(text, unit)
    place = bisect_right(borders, passage.start) if later else bisect_left(borders, passage.start) - 1
    at = borders[place] if 0 <= place < len(borders) else -1
    if not before.start < at < passage.end:
        raise Problem("Die Grenze lässt sich nicht weiter verschieben; bitte fügen Sie die Textstellen zusammen.")
    moved = (replace(before, end=at, settled=False), replace(passage, start=at, settled=False))
    return (*passages[: index - 1], *moved, *passages[index + 1 :])


def mark(passages: Passages, index: int, kind: PassageKind, reason: str = "") -> Passages:
    """Say what a passage is. One that is left out needs a reason."""
    passage = _at(passages, index)
    if kind is PassageKind.LEFT_OUT and not reason.strip():
        raise Problem("Bitte sagen Sie, warum die Textstelle ausgelassen wird.")
    marked = replace(passage, kind=kind, settled=False, uid="", reason=" ".join(reason.split()))
    return (*passages[:index], marked, *passages[index + 1 :])


def settle(passages: Passages, index: int, uid: str) -> Passages:
    """A person says which element a point is about; "" = about none in particular."""
    passage = _at(passages, index)
    if passage.kind is not PassageKind.POINT:
        raise Problem("Nur Anregungen bekommen einen Platz; bitte machen Sie die Textstelle zuerst zu einer.")
    return (*passages[:index], replace(passage, settled=True, uid=uid), *passages[index + 1 :])


def open_points(passages: Sequence[Passage]) -> list[int]:
    """The points that no person has placed yet, by index."""
    return [index for index, each in enumerate(passages) if each.kind is PassageKind.POINT and not each.settled]


def points(passages: Sequence[Passage]) -> list[int]:
    """All points, by index."""
    return [index for index, each in enumerate(passages) if each.kind is PassageKind.POINT]


def _at(passages: Passages, index: int) -> Passage:
    if not 0 <= index < len(passages):
        raise Problem("Diese Textstelle gibt es nicht mehr; bitte laden Sie die Seite neu.")
    return passages[index]


def _begins_word(text: str, at: int) -> bool:
    return not text[at].isspace() and text[at - 1].isspace()
