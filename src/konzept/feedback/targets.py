"""What a statement can be placed at: the goals and measures of a concept, each with the words that stand for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from konzept.model import Concept, Element, Kind
from konzept.wording import plain

KINDS = (Kind.GOAL, Kind.MEASURE)
KEYWORD = 3  # a keyword that a person has set counts as often as this
NO_KEYWORDS: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Target:
    """A goal or measure, and its text: a goal's with that of all its measures."""

    uid: str
    kind: str
    number: str | None
    text: str


def targets(concept: Concept, keywords: Mapping[str, Sequence[str]] = NO_KEYWORDS) -> tuple[Target, ...]:
    """The goals and measures in document order; who is responsible is no part of what they are about."""
    return tuple(_target(element, keywords) for element in concept.walk() if element.kind in KINDS)


def _target(element: Element, keywords: Mapping[str, Sequence[str]]) -> Target:
    text = "\n".join(_words(element, keywords))
    return Target(element.uid, element.kind.value, element.number, text)


def _words(element: Element, keywords: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for each in element.walk():
        yield from (plain(part) for part in (each.title, each.text, *each.fields.values()) if part)
        yield from list(keywords.get(each.uid, ())) * KEYWORD
