"""Finds the days a German phrase names: dates, months, quarters, school years, years, and ranges of all of them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from konzept.timing.units import DASH, DASHES, RULES, Unit, stretch

TAKEN = "\0"
FULL = r"(?:19|20)\d\d(?!\d)"
YEAR = rf"(?<![\d.]){FULL}(?!\.\d|\s*(?:€|euro|eur\b|personen|teilnehm|plätze|stück))"
PAIR = re.compile(rf"(?P<one>(?:20)?\d\d)\s?(?:/|{DASHES})\s?(?P<two>(?:20)?\d\d)(?!\d|\.)")
TAIL = re.compile(
    r"\s*(?:(?:des|vom|im|in|von)\s+)?(?:(?:schul|kalender|haushalts)?jahr(?:e?s)?\s+)?(?P<mark>/|\(|(?<!\s)-|)\s*['’]?"
    rf"(?P<year>{FULL}(?!\.\d)|\d\d(?![\d%:]|\.\d)(?P<ends>(?=\s*(?:$|[,;)/–-]|bis\b|und\b)))?)",
    re.IGNORECASE,
)
LEAD = re.compile(
    rf"(?P<year>{YEAR})\s*[/,(:–-]?\s*(?:(?:im|in|zum)\s+)?(?:(?:der|den|dem)\s+)?$",
    re.IGNORECASE,
)
PAIR_AHEAD = re.compile(rf"{PAIR.pattern}\s*\(?$")
EDGE = re.compile(
    r"\b(?:(?P<from>anfang|mitte)\s*(?:-|–|bis)\s*|(?:anfang|mitte)\s*/\s*)?(?P<edge>anfang|mitte|ende)\s*(?:(?:des|der|vom|von)\s*)?"
    r"(?:(?:kalender|haushalts)?jahr(?:e?s)?\s*)?$",
    re.IGNORECASE,
)
BRIDGE = r"(?:zum|zur|zu|spätestens|voraussichtlich|einschließlich|einschl\.|inkl\.|ca\.|etwa|den|dem|jahre?s?|(?:schul|kita)jahr)"
OPENED = re.compile(r"\b(?:beginn|start)[\s:]*$", re.IGNORECASE)
RANGE = re.compile(rf"\s*\)?\s*(?:{DASHES}|bis)(?:\s+{BRIDGE})*\s*", re.IGNORECASE)
LIST = re.compile(r"\s*(?:/|und|u\.|&|oder|bzw\.)\s*(?:im\s+)?", re.IGNORECASE)
SCHOOLING = re.compile(r"schul|\bkita|\bklasse|unterricht|\bsj\b", re.IGNORECASE)
NUMERIC = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d)(?P<y>{FULL})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<![\w./])(?P<m>0?[1-9]|1[0-2])\s?(?:{DASHES})\s?(?P<n>0?[1-9]|1[0-2])\s?[/.]\s?(?P<y>{FULL})",
        rf"(?<![\w./])(?<!\d\.\s)(?P<m>0?[1-9]|1[0-2])\s?[/.]\s?(?P<y>{FULL})",
        r"(?<![\w./])(?P<m>0?[1-9]|1[0-2])/(?P<y>[2-4]\d)(?![\d/.])",
        rf"(?<![\d./])(?P<y>{FULL})[-/](?P<m>0[1-9]|1[0-2])(?!\d)",
    )
)
WEEK = re.compile(
    rf"\bKW\s?(?P<a>\d\d?)\s?[/ ,.]?\s?(?P<y>{FULL})|(?P<b>\d\d?)\.\s?KW\s?[/,]?\s?(?P<z>{FULL})", re.IGNORECASE
)
YEARS = re.compile(
    rf"{YEAR}(?:(?:\s*,\s*{YEAR})*\s*(?:und|u\.|&|\+|sowie|oder|bzw\.)\s*{YEAR}|(?:\s*,\s*{YEAR}){{2,}})", re.IGNORECASE
)
TWO_YEARS = re.compile(
    rf"(?P<one>{YEAR})(?:\s?/\s?(?P<two>{FULL}|\d\d(?!\d))|{DASH}(?P<short>\d\d)(?!\d|\.))", re.IGNORECASE
)
ONE_YEAR = re.compile(
    rf"(?P<year>{YEAR})(?P<open>\s?f{{1,2}}\b\.?|\s+(?:und|u\.)\s+(?:(?:(?:fort)?folgende(?:\s+jahre)?|folgejahre)\b|danach\W*$))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Some days named at text[begin:end]. Without a year `first` and `last` are None and `unit` says which part of one.

    `lasting` marks what goes on for a while (a school year, a range) against what is a last day ("2026");
    `through` marks a range with both ends named ("2024 bis 2026"), `open` marks "2026 ff.", `edged` "Ende 2026".
    """

    begin: int
    end: int
    first: date | None = None
    last: date | None = None
    unit: Unit | None = None
    lasting: bool = False
    through: bool = False
    open: bool = False
    edged: bool = False


def find(text: str) -> list[Span]:
    """All spans of a phrase in their order, ranges joined ("Januar bis März 2025" is one)."""
    spans: list[Span] = []
    schooling = bool(SCHOOLING.search(text))
    for finder in (numeric, units, lambda rest: years(rest, schooling=schooling)):
        found = list(finder(text))
        spans += found
        for span in found:
            text = masked(text, span.begin, span.end)
    joined: list[Span] = []
    for span in (edged(span, text) for span in sorted(spans, key=lambda span: span.begin)):
        both = ranged(joined[-1], span, text) if joined else None
        joined[-1:] = [both] if both else [*joined[-1:], span]
    return joined


def masked(text: str, begin: int, end: int) -> str:
    return text[:begin] + TAKEN * (end - begin) + text[end:]


def whole(year: str) -> int:
    """A year of two or four digits."""
    return int(year) + (2000 if len(year) == 2 else 0)


def clamped(year: int, place: tuple[int, int]) -> date:
    return date(year, place[0], min(place[1], monthrange(year, place[0])[1]))


def dated(begin: int, end: int, unit: Unit, year: int) -> Span:
    crosses = unit.last[0] < unit.first[0] - (not unit.lasting)
    return Span(begin, end, clamped(year, unit.first), clamped(year + crosses, unit.last), lasting=unit.lasting)


def numeric(text: str) -> Iterator[Span]:
    """2025-11-02, 11/2025, 03–05/2025, 11/25, KW 12/2025; but 2011/12 are two years."""
    for pattern in NUMERIC:
        for match in pattern.finditer(text):
            found, year, month = match.groupdict(), whole(match["y"]), int(match["m"])
            if match.end("y") < match.start("m") and "d" not in found and year % 100 + 1 == month:
                continue
            day = int(found.get("d") or 0)
            unit = (
                Unit((month, day), (month, day))
                if day
                else stretch(month, int(found.get("n") or month), lasting="n" in found)
            )
            yield dated(*match.span(), unit, year)
            text = masked(text, *match.span())
    for match in WEEK.finditer(text):
        number = int(match["a"] or match["b"])
        if 1 <= number <= 52:
            monday = date.fromisocalendar(int(match["y"] or match["z"]), number, 1)
            yield Span(*match.span(), monday, monday + timedelta(days=6))


def units(text: str) -> Iterator[Span]:
    """Parts of a year, with the year behind or before them where there is one."""
    for pattern, build in RULES:
        for match in pattern.finditer(text):
            unit = build(match)
            if unit is not None and TAKEN not in text[slice(*match.span())]:
                span = placed(text, match, unit)
                yield span
                text = masked(text, span.begin, span.end)


def placed(text: str, match: re.Match[str], unit: Unit) -> Span:
    tail = TAIL.match(text, match.end())
    if tail and (len(tail["year"]) == 4 or unit.close or tail["mark"] == "/" or tail["ends"] is not None):
        pair = PAIR.match(text, tail.start("year"))
        if pair and whole(pair["two"]) > whole(pair["one"]) and (unit.lasting or unit.first[0] >= 7):
            return paired(match.start(), pair, unit)
        return dated(match.start(), tail.end("year"), unit, whole(tail["year"]))
    ahead = PAIR_AHEAD.search(text, 0, match.start()) if unit.lasting else None
    if ahead:
        return replace(paired(ahead.start(), ahead, unit), end=match.end())
    lead = LEAD.search(text, 0, match.start())
    if lead:
        return dated(lead.start(), match.end(), unit, int(lead["year"]))
    return Span(*match.span(), unit=unit)


def paired(begin: int, pair: re.Match[str], unit: Unit) -> Span:
    """What runs over the turn of a year: school year, winter, "Schuljahresende 2025/26"; or several school years."""
    one, two = whole(pair["one"]), whole(pair["two"])
    if unit.first in {(7, 31), (2, 1)}:
        return dated(begin, pair.end(), unit, two)
    span = dated(begin, pair.end(), unit, one)
    return replace(span, last=clamped(two, unit.last)) if unit.lasting else span


def years(text: str, *, schooling: bool) -> Iterator[Span]:
    """2025/26, 2025-27, "2025, 2026 und 2027", 2026 ff., 2026; where the phrase speaks of schools, 2025/26 is a school year."""
    for match in YEARS.finditer(text):
        named = [int(year) for year in re.findall(FULL, match[0])]
        if named == list(range(named[0], named[-1] + 1)):
            yield Span(*match.span(), date(named[0], 1, 1), date(named[-1], 12, 31), lasting=True)
            text = masked(text, *match.span())
    for match in TWO_YEARS.finditer(text):
        one, two = int(match["one"]), whole(match["two"] or match["short"])
        if two > one:
            months = (8, 7) if schooling and two == one + 1 else (1, 12)
            yield Span(*match.span(), date(one, months[0], 1), clamped(two, (months[1], 31)), lasting=True)
            text = masked(text, *match.span())
    for match in ONE_YEAR.finditer(text):
        yield replace(dated(*match.span(), stretch(1, 12), int(match["year"])), open=bool(match["open"]))


def shifted(day: date, months: int) -> date:
    """The first day of the month so many months on."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def edged(span: Span, text: str) -> Span:
    """Anfang, Mitte, Ende: the first, middle and last quarter of a year, month of a quarter or half, or third of a month."""
    match = EDGE.search(text, 0, span.begin)
    if match is None:
        return span
    span = replace(span, begin=match.start(), lasting=False, edged=True)
    if span.first is None or span.last is None or span.first >= span.last:
        return span
    first, last = edge(match["edge"].lower(), span.first, span.last)
    if match["from"]:
        return replace(span, first=edge(match["from"].lower(), span.first, span.last)[0], last=last, lasting=True)
    return replace(span, first=first, last=last)


def edge(word: str, first: date, last: date) -> tuple[date, date]:
    size = (last.year - first.year) * 12 + last.month - first.month + 1
    if size == 1:
        third = {"anfang": (1, 10), "mitte": (15, 15), "ende": (21, last.day)}[word]
        return first.replace(day=third[0]), first.replace(day=third[1])
    if word == "mitte":
        middle = shifted(first, size // 2)
        return middle, (shifted(middle, 1) if size < 6 else middle) - timedelta(days=1)
    part = 3 if size >= 12 else 1
    if word == "anfang":
        return first, shifted(first, part) - timedelta(days=1)
    return shifted(last, 1 - part), last


def one_after_the_other(one: Span, two: Span) -> bool:
    """As in "Schuljahre 2026/27 und 2027/28"."""
    return one.lasting and two.lasting and one.last is not None and one.last + timedelta(days=1) == two.first


def ranged(one: Span, two: Span, text: str) -> Span | None:
    """Both as one range where the words between them say so."""
    gap = text[one.end : two.begin]
    listed = LIST.fullmatch(gap) and (
        one.first is None or "/" in gap or "zwischen" in text[: one.begin].lower() or one_after_the_other(one, two)
    )
    if one.unit and two.unit:
        return (
            Span(one.begin, two.end, unit=Unit(one.unit.first, two.unit.last), lasting=True, through=True)
            if RANGE.fullmatch(gap)
            else None
        )
    if not (RANGE.fullmatch(gap) or listed) or (two.edged and OPENED.search(text, 0, one.begin)):
        return None
    first, last = one.first, two.last
    if one.unit and two.first and last:
        first = clamped(two.first.year, one.unit.first)
        first = first if first <= last else clamped(two.first.year - 1, one.unit.first)
    if two.unit and first:
        last = clamped(first.year, two.unit.last)
        last = last if first <= last else clamped(first.year + 1, two.unit.last)
    return (
        Span(one.begin, two.end, first, last, lasting=True, through=not listed)
        if first and last and first <= last
        else None
    )
