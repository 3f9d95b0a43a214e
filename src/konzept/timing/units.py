"""Parts of a year as German plans name them: days, months, quarters, half-years, school years, semesters, seasons.

A school year runs from 1 August to 31 July, semesters from October and from April. Seasons and school holidays
stand for whole calendar months, because their days differ from state to state.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

NAMES = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
MONTH = (
    r"(?P<month>jan(?:uars?|\.)?|jänner|feb(?:ruars?|r\.|\.)?|märz|mrz\.?|mär\.?|apr(?:ils?|\.)?|mai\.?|jun(?:is?|\.)?|jul(?:is?|\.)?"
    r"|aug(?:usts?|\.)?|sep(?:tembers?|t\.|t|\.)?|okt(?:obers?|\.)?|nov(?:embers?|\.)?|dez(?:embers?|\.)?)(?:wochen?)?(?![a-zäöüß])"
)
ORDINAL = r"(?:[1-4]\.?|i{1,3}\.?|iv\.?|erste[nmrs]?|zweite[nmrs]?|dritte[nmrs]?|vierte[nmrs]?|letzte[nmrs]?)"
DASHES = r"-|–|—|‐|‑|−"
DASH = rf"\s*(?:{DASHES}|\bbis\b)\s*"
JOIN = rf"\s*(?:{DASHES}|\bbis\b|\bund\b|\bu\.|\boder\b|\bbzw\.|/|&|\+)\s*"
DAY = r"(?<![\d.,])(?P<day>0?[1-9]|[12]\d|3[01])"
SCHOOL = (
    r"\b(?:schul|kita|kindergarten|unterrichts|lehr|ausbildungs)-?jahr(?:e[sn]?|s)?(?:beginn|anfang|start|ende)?s?\b"
    r"|\bsj\b|\bschul(?:beginn|anfang|start)s?\b"
)
COUNTS = {"erst": 1, "zwei": 2, "drit": 3, "vier": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
SEASONS = {"frühjahr": (3, 5), "frühling": (3, 5), "sommer": (6, 8), "herbst": (9, 11), "winter": (12, 2)}
HOLIDAYS = {
    "sommer": (7, 8),
    "herbst": (10, 10),
    "winter": (2, 2),
    "oster": (4, 4),
    "pfingst": (5, 6),
    "weihnachts": (12, 12),
    "weihnacht": (12, 12),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """Part of any year, (month, day) to (month, day); day 31 means the last of its month.

    `lasting` marks what goes on for a while (a school year) against what is a last day ("3. Quartal");
    `close` allows a year of two digits right behind it ("30.06.26").
    """

    first: tuple[int, int]
    last: tuple[int, int]
    lasting: bool = False
    close: bool = False

    def months(self) -> tuple[int, ...]:
        """The months it touches, over the turn of the year where need be; the middle of the year is June."""
        if not self.lasting and self.last[0] == self.first[0] - 1:
            return (self.last[0],)
        return around(self.first[0], self.last[0])


def around(first: int, last: int) -> tuple[int, ...]:
    """The months from first to last, over the turn of the year where need be."""
    return tuple((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))


def stretch(first: int, last: int, *, lasting: bool = False) -> Unit:
    """The whole months from first to last."""
    return Unit((first, 1), (last, 31), lasting)


def month_number(word: str) -> int:
    head = word.lower()[:3]
    return {"jän": 1, "mrz": 3}.get(head) or NAMES.index(head) + 1


def count(word: str, most: int) -> int:
    """An ordinal as digit, Roman numeral or word; "letzte" is the most there are."""
    word = word.lower().rstrip(".")
    return int(word) if word.isdigit() else COUNTS.get(word, COUNTS.get(word[:4], most))


def school(match: re.Match[str]) -> Unit:
    word = match[0].lower()
    if re.search(r"beginn|anfang|start", word):
        return Unit((8, 1), (8, 1))
    return Unit((7, 31), (7, 31)) if "ende" in word else Unit((8, 1), (7, 31), lasting=True)


def edge_of_year(match: re.Match[str]) -> Unit:
    edges = {"mitte": Unit((7, 1), (6, 30)), "ende": stretch(12, 12), "wechsel": stretch(12, 12)}
    return edges.get(match["edge"].lower(), stretch(1, 1))


def quarters(match: re.Match[str]) -> Unit | None:
    first = count(match["one"], 4)
    last = count(match["two"], 4) if match["two"] else first
    return stretch(3 * first - 2, 3 * last, lasting=last > first) if first <= last else None


def half(match: re.Match[str]) -> Unit | None:
    number = count(match["half"], 2)
    return stretch(6 * number - 5, 6 * number) if number <= 2 else None


def halves(match: re.Match[str]) -> Unit | None:
    """Both halves of a year: "1. und 2. Halbjahr"."""
    both = (count(match["one"], 2), count(match["two"], 2))
    return stretch(1, 12, lasting=True) if both == (1, 2) else None


def half_of_school_year(match: re.Match[str]) -> Unit:
    return stretch(8, 1, lasting=True) if count(match["half"], 2) == 1 else stretch(2, 7, lasting=True)


def season(match: re.Match[str]) -> Unit:
    return stretch(*SEASONS[match["season"].lower()])


def holidays(match: re.Match[str]) -> Unit:
    return stretch(*HOLIDAYS[match["season"].lower()])


def named_day(match: re.Match[str]) -> Unit:
    place = (month_number(match["month"]), int(match["day"]))
    return Unit(place, place)


def numeric_day(match: re.Match[str]) -> Unit:
    place = (int(match["m"]), int(match["day"]))
    return Unit(place, place, close=True)


def half_of_month(match: re.Match[str]) -> Unit | None:
    number, part = month_number(match["month"]), count(match["half"], 2)
    return Unit((number, 16 * part - 15), (number, 15 if part == 1 else 31)) if part <= 2 else None


def days_of_month(match: re.Match[str]) -> Unit | None:
    named = match.groupdict()
    number = int(named["m"]) if named.get("m") else month_number(match["month"])
    first, last = int(match["day"]), int(match["to"])
    return Unit((number, first), (number, last), lasting=True, close="m" in named) if first < last else None


def named_month(match: re.Match[str]) -> Unit:
    return stretch(month_number(match["month"]), month_number(match["month"]))


RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Unit | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (rf"\b(?P<half>{ORDINAL})\s*(?P<month>(?:{'|'.join(NAMES)})[a-z]*?)hälfte\b", half_of_month),
        (rf"{DAY}\.?{JOIN}(?P<to>[0-3]?\d)\.\s?{MONTH}", days_of_month),
        (rf"{DAY}\.?{JOIN}(?P<to>[0-3]?\d)\.\s?(?P<m>0?[1-9]|1[0-2])\.(?=\s?\d\d)", days_of_month),
        (rf"{DAY}\.\s?{MONTH}", named_day),
        (rf"{DAY}\.\s?(?P<m>0?[1-9]|1[0-2])\.(?!\d(?!\d)|\d\d\.)", numeric_day),
        (rf"\b(?P<one>{ORDINAL}){JOIN}(?P<two>{ORDINAL})\s*quartale?s?\b", quarters),
        (rf"\bq\s?(?P<one>[1-4]){JOIN}q?\s?(?P<two>[1-4])(?!\d)", quarters),
        (
            rf"\b(?P<one>{ORDINAL})(?P<two>)\s*(?:quartale?s?|jahresviertels?|vierteljahre?s?|quart\.|qu\.)(?![a-zäöü])",
            quarters,
        ),
        (r"\bq\s?(?P<one>[1-4])(?P<two>)(?!\d)", quarters),
        (r"\bquartal\s+(?P<one>[1-4]|i{1,3}|iv)(?P<two>)\b(?!\d)", quarters),
        (r"\b(?P<one>i{1,3}|iv)(?P<two>)(?=\s?/\s?(?:20)?\d\d(?!\d))", quarters),
        (
            rf"\b(?P<half>{ORDINAL})\s*(?:schulhalbjahre?s?|(?:halbjahre?s?|hj\.?)\s+(?:des\s+|im\s+|vom\s+)?(?:schuljahre?s?|sj))\b",
            half_of_school_year,
        ),
        (rf"\b(?P<one>{ORDINAL}){JOIN}(?P<two>{ORDINAL})\s*(?:halbjahre?s?|hj\.?)(?![a-zäöü])", halves),
        (rf"\b(?P<half>{ORDINAL})\s*(?:halbjahre?s?|hj\.?|jahreshälfte|hälfte)(?![a-zäöü])", half),
        (r"\bhj?\s?(?P<half>[12])(?!\d)", half),
        (
            r"\b(?:beginn|anfang|start|ende) (?:des|eines|jedes) (?:jeden |neuen |jeweiligen )?(?:schul|kita|kindergarten)jahre?s\b(?!\s*\d)",
            school,
        ),
        (SCHOOL, school),
        (r"\b(?:wintersemesters?|wise|ws)\b", lambda _: stretch(10, 3, lasting=True)),
        (r"\b(?:sommersemesters?|sose|ss)\b", lambda _: stretch(4, 9, lasting=True)),
        (r"\b\w*saison\b", lambda _: stretch(1, 12, lasting=True)),
        (r"\bjahres(?P<edge>beginn|anfang|mitte|ende|wechsel)s?\b", edge_of_year),
        (
            r"\b(?P<edge>beginn|anfang|mitte|ende) (?:des|eines|jedes) (?:jeden |jeweiligen )?(?:kalender)?jahres\b(?!\s*\d)",
            edge_of_year,
        ),
        (r"\b(?P<season>sommer|herbst|winter|oster|pfingst|weihnachts)ferien\b", holidays),
        (r"\b(?:spät|früh|hoch)?(?P<season>frühling|frühjahr|sommer|herbst|winter)s?(?:monate?n?)?\b", season),
        (r"\b(?P<season>oster|pfingst|weihnacht)e?n\b", holidays),
        (rf"\b{MONTH}", named_month),
    )
)
