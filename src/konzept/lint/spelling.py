"""Rules about letters: one house, one spelling; nothing a scanner garbled."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from konzept.lint.finding import Finding, Ground, called
from konzept.model import Element

SHORTEST = 8
ENDING = re.compile(r"(?<=\w{4})[esnmr]+$")


def holder_in_two_spellings(ground: Ground) -> Iterator[Finding]:
    """One house in two spellings: "Jobcenter Sandau" here and "Job-Center Sandau" there."""
    first: dict[str, Element] = {}
    uses: Counter[str] = Counter()
    for element in ground.elements:
        for holder in element.responsibility.holders if element.responsibility else ():
            first.setdefault(holder.name, element)
            uses[holder.name] += 1
    for one, two in sorted(pairs(uses), key=lambda pair: [*uses].index(pair[1])):
        yield ground.finding(
            "holder_in_two_spellings",
            first[two],
            f"{called(first[two])} nennt „{two}“, sonst steht „{one}“ ({uses[one]}-mal); schreiben Sie beides gleich, wenn dieselbe Stelle gemeint ist.",
        )


def pairs(uses: Counter[str]) -> set[tuple[str, str]]:
    """The usual and the rarer of two names that differ in signs, spaces or one letter."""
    shapes: dict[str, set[str]] = defaultdict(set)
    for name in uses:
        for shape in near_shapes(letters(name)):
            shapes[shape].add(name)
    found: set[tuple[str, str]] = set()
    for names in shapes.values():
        usual, *rarer = sorted(names, key=lambda name: (-uses[name], name))
        found.update((usual, name) for name in rarer if differ(usual, name))
    return found


def letters(name: str) -> str:
    """A name without signs, spaces, capitals and the endings of its cases."""
    return "".join(stems(name))


def stems(name: str) -> list[str]:
    return [ENDING.sub("", re.sub(r"\W", "", word)) for word in name.casefold().split()]


def spelled(name: str) -> list[str]:
    """The words with their signs and inner capitals, without the endings of cases and a first capital."""
    return [ENDING.sub("", word[0].lower() + word[1:]) for word in name.split()]


def near_shapes(shape: str) -> Iterator[str]:
    """The shape, and for longer names each one with a letter left out: two names with one in common are alike."""
    yield shape
    if len(shape) >= SHORTEST:
        yield from (shape[:index] + shape[index + 1 :] for index in range(len(shape)))


def differ(one: str, two: str) -> bool:
    """False where only endings of cases or a first capital differ, or what differs tells two houses apart ("Kita 1", "Kita 2")."""
    left, right = stems(one), stems(two)
    if left == right:
        return spelled(one) != spelled(two)
    if len(left) != len(right):
        return "".join(left) == "".join(right)
    unlike = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
    return all(min(len(a), len(b)) >= SHORTEST - 2 and not re.search(r"\d", a + b) for a, b in unlike)


def scanned_letters(ground: Ground) -> Iterator[Finding]:
    """Words that a scanner garbled."""
    texts = [text for _, text in ground.texts]
    for garbled, proposal in ground.garbled:
        index = next((index for index, text in enumerate(texts) if garbled in text), None)
        if index is None:
            continue
        element = ground.texts[index][0]
        where = called(element) if element else "Das Konzept"
        uses = sum(text.count(garbled) for text in texts)
        yield ground.finding(
            "scanned_letters",
            element,
            f"{where} enthält „{garbled}“ (im Konzept {uses}-mal), vermutlich falsch eingelesen statt „{proposal}“; prüfen Sie die Schreibweise.",
        )
