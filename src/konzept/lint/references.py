"""A rule about cross references: what they point to exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from konzept.lint.finding import Finding, Ground, called
from konzept.lint.numbers import plain
from konzept.model import Element, Kind

NUMBER = r"(?P<number>[A-Z]?\d{1,3}(?:\.\d{1,3})*(?:[a-z](?![a-z]))?)(?![\d%]|\.\d|,\d|\s*(?:Prozent|Jahre|Euro|€))"
KINDS = {
    "maßnahme": Kind.MEASURE,
    "teilmaßnahme": Kind.MEASURE,
    "handlungsfeld": Kind.AREA,
    "hf": Kind.AREA,
    "handlungsziel": Kind.GOAL,
    "teilziel": Kind.GOAL,
    "ziel": Kind.GOAL,
    "leitziel": Kind.GUIDING_GOAL,
}
NAMED = re.compile(
    rf"(?<![\w-])(?P<word>Teilmaßnahme|Maßnahme|Handlungsfeld|HF|Handlungsziel|Teilziel|Leitziel|Ziel)(?:n|e|en|es|er|ern|s)?\s+(?:Nr\.\s*)?{NUMBER}"
)
POINTED = re.compile(rf"(?<![\w-])(?:[Ss]iehe|[Vv]gl\.|s\.)\s+(?:auch\s+)?{NUMBER.replace('*(', '+(', 1)}")
AGENDA = re.compile(r"\s+(?:der|für)\s+(?:nachhaltige|Agenda|Vereinten|UN)", re.IGNORECASE)


def broken_reference(ground: Ground) -> Iterator[Finding]:
    """A reference to an element that does not exist: "siehe Maßnahme 3.9"."""
    numbers = {kind: {plain(element.number) for element in ground.of(kind) if element.number} for kind in Kind}
    every = set().union(*numbers.values())
    gone = {plain(entry.number) for entry in ground.concept.dropped if entry.number}
    for element, text in ground.texts:
        told: set[str] = set()
        for words, number, known in [*named(text, numbers), *pointed(text, every)]:
            if words in told or number in known or any(other.endswith(f".{number}") for other in known):
                continue
            told.add(words)
            yield ground.finding("broken_reference", element, sentence(element, words, dropped=number in gone))


def named(text: str, numbers: dict[Kind, set[str]]) -> Iterator[tuple[str, str, set[str]]]:
    """References that say the kind; a kind whose elements bear no numbers cannot be judged."""
    for match in NAMED.finditer(text):
        known = numbers[KINDS[match["word"].lower()]]
        if known and not AGENDA.match(text, match.end()):
            yield match[0], match["number"], known


def pointed(text: str, every: set[str]) -> Iterator[tuple[str, str, set[str]]]:
    """References without a kind, which may mean any element: "siehe 2.1"."""
    if every:
        yield from ((match[0], match["number"], every) for match in POINTED.finditer(text))


def sentence(element: Element | None, words: str, *, dropped: bool) -> str:
    where = called(element) if element else "Das Konzept"
    why = "was entfallen ist" if dropped else "was es im Konzept nicht gibt"
    return f"{where} verweist auf „{words}“, {why}; berichtigen Sie die Nummer, oder streichen Sie den Verweis."
