"""Übersetzungen: which words of a concept are translated, and how a translation stands to the German text.

A translation knows the German words it was made of; whether it still fits is derived from them, never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from konzept.model import Element

Key = tuple[str, str]  # subject and part


class TranslationState(StrEnum):
    """How a translation stands to the German text."""

    MISSING = "missing"
    MACHINE = "machine"
    CHECKED = "checked"
    OUTDATED = "outdated"

    @property
    def german(self) -> str:
        """The word on the page and in the file."""
        return {"missing": "fehlt", "machine": "maschinell", "checked": "geprüft", "outdated": "veraltet"}[self.value]


@dataclass(frozen=True, slots=True)
class Translatable:
    """German words to be translated: `subject` is an element's uid or something of a round, `part` what of it, `place` its name."""

    subject: str
    part: str
    place: str
    german: str

    @property
    def key(self) -> Key:
        """By which its translations are found."""
        return self.subject, self.part


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translation: its words, the German ones it was made of, and whether a person vouches for it. No words = taken back."""

    words: str
    source: str
    checked: bool


def pieces_of(elements: Iterable[Element], names: Mapping[str, str]) -> Iterator[Translatable]:
    """Title and text of elements, where they have them. `names`: uid -> what the office calls it."""
    for element in elements:
        for part, words in (("title", element.title), ("text", element.text)):
            if words:
                yield Translatable(element.uid, part, names.get(element.uid, element.uid), words)


def same(one: str, two: str) -> bool:
    """Whether words are the same but for blanks."""
    return one.split() == two.split()


def state_of(german: str, rendering: Rendering | None) -> TranslationState:
    """How the newest translation stands to the words as they are now."""
    if rendering is None or not rendering.words:
        return TranslationState.MISSING
    if not same(rendering.source, german):
        return TranslationState.OUTDATED
    return TranslationState.CHECKED if rendering.checked else TranslationState.MACHINE
