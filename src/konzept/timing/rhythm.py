"""Finds how often something comes back in a German phrase: "alle zwei Jahre", "1-2x im Jahr", "im 2-Jahres-Turnus"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

NUMBERS = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "zwölf": 12, "vierzehn": 14, "achtzehn": 18, "vierundzwanzig": 24, "ander": 2, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5,
}  # fmt: skip
NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?:e[mnrs]?)?)"
UNIT = r"(?P<unit>(?:schul|kalender|kita|haushalts)?jahr|monat|woche|kalenderwoche|tag|quartal|(?:schul)?halbjahr|vierteljahr|semester|trimester)(?:e[nsr]?|s|n)?\b"
CYCLE = r"(?:turnus|rhythmus|takt|zyklus|intervall\w*|abst[aä]nd\w*|wechsel)"
WEEKDAY = r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)"
TIMES = rf"(?:(?<!\d)\d{{1,3}}\s?(?:x|×|mal\b|-mal\b)|{NUMBER}mal\b|mehrmals\b|mehrfach\b|mehrere male\b|ein[- ]bis\s|{NUMBER}\s+\w{{4,}}\s)"
PERIOD = r"(?:legislatur\w*|wahlperiode|amtszeit|förderperiode|förderphase|fortschreibung\w*)"
EDGE = "(?:ende|anfang|beginn)"
MONTHS_OF = {
    "jahr": 12,
    "halbjahr": 6,
    "schulhalbjahr": 6,
    "semester": 6,
    "trimester": 4,
    "quartal": 3,
    "vierteljahr": 3,
    "monat": 1,
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A repetition at text[begin:end]; `every` is an ISO 8601 duration, None where the phrase leaves it open."""

    begin: int
    end: int
    every: str | None


def number(word: str) -> int:
    if word.isdigit():
        return int(word)
    stem = re.sub(r"e[mnrs]?$", "", word.lower())
    return NUMBERS.get(word.lower(), NUMBERS.get(stem, 1))


def duration(count: int, unit: str) -> str:
    """An ISO 8601 duration in its largest whole unit: 24 months are P2Y, 14 days are P2W."""
    unit = unit.lower()
    unit = "jahr" if unit.endswith("jahr") and unit not in MONTHS_OF else unit
    if unit in MONTHS_OF:
        months = count * MONTHS_OF[unit]
        return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    days = count * (7 if "woche" in unit else 1)
    return f"P{days // 7}W" if days % 7 == 0 else f"P{days}D"


def counted(match: re.Match[str]) -> str | None:
    """Two years of "alle zwei Jahre"; "alle 2 bis 3 Jahre" is left open."""
    return None if match["most"] else duration(number(match["count"]), match["unit"])


def each(match: re.Match[str]) -> str:
    return duration(number(match["count"] or "1"), match["unit"])


def adverb(match: re.Match[str]) -> str:
    """Six months of "halbjährlich", two weeks of "14-tägig"."""
    unit = {"j": "jahr", "q": "quartal", "m": "monat", "w": "woche", "t": "tag", "s": "semester"}[
        match["unit"][0].lower()
    ]
    part = (match["part"] or "").lower().rstrip("-– ")
    if part in {"halb", "viertel"}:
        return {"halb": "P6M", "viertel": "P3M"}[part]
    return duration(number(part) if part else 1, unit)


def cycle(match: re.Match[str]) -> str:
    part = (match["part"] or "1").lower()
    return {"halb": "P6M", "viertel": "P3M"}.get(part) or duration(
        number(part), re.sub(r"e?[sn]$", "", match["unit"].lower())
    )


RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (rf"\balle\s+(?P<count>{NUMBER})(?P<most>\s?(?:-|–|/|bis|oder)\s?{NUMBER})?\s+{UNIT}", counted),
        (
            rf"\b(?:am|jede[nr]|an jedem)\s[^,;()]{{0,30}}?{WEEKDAY}s?\s+(?:im|des|eines|jedes|pro|in jedem|je)\s*(?:jeden?s?\s+)?(?P<count>)(?P<unit>monat|quartal|halbjahr)e?s?\b",
            each,
        ),
        (rf"\bjede[nr]?\s+(?:zweite[nr]?|2\.)\s+{WEEKDAY}\b", lambda _: "P2W"),
        (rf"\bjede[nr]?\s+{WEEKDAY}\b|\b{WEEKDAY}s\b", lambda _: "P1W"),
        (
            rf"(?<!beginn )(?<!anfang )(?<!ende )\bjede[snmr]?\s+(?:(?P<count>{NUMBER})e?[snmr]?\.?\s+)?{UNIT}(?!\s+(?:19|20)\d\d)",
            each,
        ),
        (
            rf"\b(?!jahreswechsel)(?P<part>{NUMBER}|halb|viertel)?[-–\s]?(?P<unit>jahre?s?|monats?|wochen?|quartals?|tages?|semesters?)[-–\s]?{CYCLE}\b",
            cycle,
        ),
        (
            rf"\b{CYCLE}\s+von\s+(?:je(?:weils)?\s+|ca\.\s*|etwa\s+)?(?P<count>{NUMBER})(?P<most>\s?(?:-|–|/|bis|oder)\s?{NUMBER})?\s+{UNIT}",
            counted,
        ),
        (
            rf"\b(?P<part>{NUMBER}|halb|viertel)?-?(?P<unit>jähr|monat|monät|wöch|woch|täg)(?:ig|lich)\w*\s+{CYCLE}\b",
            adverb,
        ),
        (
            rf"\b(?:all|schul|arbeits|werk|tag)?(?P<part>(?:{NUMBER}|halb|viertel)-?)?(?P<unit>jähr|monat|wöchent|täg)(?:lich\w*|l\.)",
            adverb,
        ),
        (r"\b(?P<part>(?:14|vierzehn|halb)-?)(?P<unit>tägig|jährig)\w*", adverb),
        (r"\b(?P<part>halb)?(?P<unit>jahr|quartal|monat|woche|semester)(?:e?s|n)?(?:weise|mäßig)\w*", adverb),
        (r"\b(?P<part>halb|viertel)(?P<unit>j)\.", adverb),
        (r"\b(?P<part>)(?P<unit>mtl|wtl|tgl)\.", adverb),
        (
            rf"{TIMES}[^,;()]{{0,40}}?(?:\b(?:im|in der|in einem|in jedem|innerhalb eines|am|pro|je)\s+|/\s?)(?P<count>){UNIT}(?!\s+(?:19|20)\d\d)",
            each,
        ),
        (rf"(?:\b(?:pro|je|per)\s+|(?<=[\dx])\s?/\s?)(?P<count>){UNIT}", each),
        (r"\bjede[sn]\s+(?P<count>)(?P<unit>monat|quartal|halbjahr|semester)e?s?\b", each),
        (
            rf"\bjeweils\s+(?:zum|im|am)\s+(?:{EDGE}\s+(?:des|eines|jedes)\s+)?(?P<count>)(?P<unit>halbjahr|quartal|monat|semester)(?:e?s?{EDGE})?(?:e?s)?\b(?!\s+(?:19|20)\d\d)",
            each,
        ),
        (r"\bp\.\s?a\.|\bper annum\b|\bsaisonal\w*", lambda _: "P1Y"),
        (r"\b(?:werk|arbeits)tags\b", lambda _: "P1D"),
        (rf"\b(?:pro|je|jede[rn]?|{TIMES}\s*(?:pro|je|in der|in jeder))\s+{PERIOD}", lambda _: None),
    )
)
WEAK = re.compile(
    r"\b(?:(?:un)?regelmä(?:ß|ss)ig\w*|turnus(?:mä(?:ß|ss)ig|gemä(?:ß|ss))\w*|periodisch\w*|zyklisch\w*|wiederkehrend\w*|mehrmals|mehrfach|wiederholt|im turnus|immer wieder|(?:schul)?ferien)\b",
    re.IGNORECASE,
)
EACH_TIME = re.compile(r"\b(?:jeweils|immer (?:im|zum|zu|am|in))\b", re.IGNORECASE)


def find(text: str) -> list[Rhythm]:
    """All repetitions the phrase names, in its order."""
    return sorted(named(text), key=lambda rhythm: rhythm.begin)


def named(text: str) -> Iterator[Rhythm]:
    for pattern, build in RULES:
        for match in pattern.finditer(text):
            if "\0" not in text[slice(*match.span())]:
                yield Rhythm(*match.span(), build(match))
                text = text[: match.start()] + "\0" * len(match[0]) + text[match.end() :]
