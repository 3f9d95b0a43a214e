"""Rules about numbers: none twice, none left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from konzept.lint.finding import Finding, Ground, called
from konzept.model import Element, Kind

NUMBERED = (Kind.GUIDING_GOAL, Kind.AREA, Kind.GOAL, Kind.MEASURE)
COUNTED = re.compile(r"(?P<before>.*?)(?P<count>\d+)(?P<letter>[a-z]?)")
ROMAN = re.compile(r"[IVX]+")
FIRST = ("1", "A", "a", "I")


def plain(number: str) -> str:
    return number.strip().rstrip(".:)").strip()


def doubled_number(ground: Ground) -> Iterator[Finding]:
    """Two elements of a kind with the same number where numbers should tell them apart."""
    for group in series(ground):
        seen: dict[str, Element] = {}
        for element in group:
            number = plain(element.number or "")
            if number and number in seen:
                yield ground.finding(
                    "doubled_number",
                    element,
                    f"Die Nummer {number} ist doppelt vergeben: {called(seen[number])} und {called(element)}; nummerieren Sie eines von beiden neu.",
                )
            seen.setdefault(number, element)


def missing_number(ground: Ground) -> Iterator[Finding]:
    """A gap in a row of numbers, or no number where the elements beside it have one."""
    gone = {plain(entry.number) for entry in ground.concept.dropped if entry.number}
    for group in series(ground):
        yield from unnumbered(ground, group)
        there = gone | {plain(element.number) for element in group if element.number}
        for before, after in pairwise(element for element in group if element.number):
            left_out = [
                number
                for number in between(plain(before.number or ""), plain(after.number or ""))
                if number not in there
            ]
            if left_out:
                yield ground.finding(
                    "missing_number",
                    after,
                    f"Vor {called(after)} {missing(left_out)}; ergänzen Sie, was fehlt, oder nummerieren Sie neu.",
                )


def missing(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return f"fehlt die Nummer {numbers[0]}"
    return f"fehlen die Nummern {numbers[0]} {'und' if len(numbers) == 2 else 'bis'} {numbers[-1]}"


def unnumbered(ground: Ground, group: list[Element]) -> Iterator[Finding]:
    numbered = next((element for element in group if element.number), None)
    if numbered is None:
        return
    for element in group:
        if not element.number:
            yield ground.finding(
                "missing_number",
                element,
                f"{called(element)} hat keine Nummer, obwohl andere daneben eine haben (etwa {plain(numbered.number or '')}); vergeben Sie eine.",
            )


def series(ground: Ground) -> Iterator[list[Element]]:
    """The elements whose numbers form one row: children of one parent, or all of a kind that is numbered through."""
    for kind in NUMBERED:
        elements = ground.of(kind)
        families: dict[str, list[Element]] = defaultdict(list)
        for element in elements:
            above = ground.above[element.uid]
            families[above.uid if above else ""].append(element)
        yield from [list(elements)] if numbered_through(list(families.values())) else families.values()


def numbered_through(families: list[list[Element]]) -> bool:
    """True where at most one family begins with the first number: "1, 2 | 3, 4", or "1.1, 1.2 | 2.1"."""
    firsts = [plain(family[0].number) for family in families if family[0].number]
    return sum(number in FIRST for number in firsts) <= 1


def between(one: str, two: str) -> list[str]:
    """The numbers left out between two neighbours: "2.1", "2.4" -> 2.2, 2.3; none where the row starts anew."""
    if ROMAN.fullmatch(one) and ROMAN.fullmatch(two):
        return []
    if re.fullmatch(r"[A-Z]", one) and re.fullmatch(r"[A-Z]", two):
        return [chr(code) for code in range(ord(one) + 1, ord(two))]
    left, right = COUNTED.fullmatch(one), COUNTED.fullmatch(two)
    if not left or not right or left["before"] != right["before"]:
        return missing_first(right) if right else []
    return [f"{left['before']}{count}" for count in range(int(left["count"]) + 1, int(right["count"]))][:9]


def missing_first(found: re.Match[str]) -> list[str]:
    """Right behind "1.4", "2.2" has left out 2.1."""
    return (
        [f"{found['before']}{count}" for count in range(1, int(found["count"]))][:9] if "." in found["before"] else []
    )
