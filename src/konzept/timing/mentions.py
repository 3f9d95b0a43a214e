"""Cuts a phrase of time into its clauses and says of each date what it means there: a start, a last day, a milestone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from konzept.timing import days, words
from konzept.timing.days import Span


class Part(Enum):
    """What a date is to its phrase."""

    START = auto()
    DUE = auto()
    BARE = auto()
    ASIDE = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """A date with its part, the words it belongs to ("Prüfung"), and the clause it stands in.

    `opening` is the word for a beginning that names a milestone only beside others ("Beginn 2025").
    """

    part: Part
    label: str
    span: Span
    clause: int
    start: date | None
    due: date | None
    opening: str = ""

    @property
    def day(self) -> date | None:
        """The day of a milestone: the first of a start, else the last."""
        return self.start if self.part is Part.START else self.due


@dataclass(frozen=True, slots=True)
class Clause:
    """text[begin:end]; `later` marks what comes after the rest ("danach fortlaufend")."""

    begin: int
    end: int
    later: bool


def clauses(text: str, spans: list[Span]) -> list[Clause]:
    """The phrase cut at commas, semicolons and "danach"; a comma inside a span does not cut."""
    covered = {place for span in spans for place in range(span.begin, span.end)}
    found, begin, later = [], 0, False
    for match in words.BREAK.finditer(text):
        if match.start() in covered:
            continue
        found.append(Clause(begin, match.start(), later))
        begin, later = match.end(), bool(match["later"])
    return [*found, Clause(begin, len(text), later)]


def find(text: str, spans: list[Span], parts: list[Clause]) -> list[Mention]:
    """Each span of the phrase with its part and label."""
    return [mention for index, clause in enumerate(parts) for mention in in_clause(text, spans, clause, index)]


def in_clause(text: str, spans: list[Span], clause: Clause, index: int) -> Iterator[Mention]:
    inside = [span for span in spans if clause.begin <= span.begin < clause.end]
    if not inside:
        return
    ends = [*(span.begin for span in inside[1:]), clause.end]
    begin = clause.begin
    # "2025 Konzept, 2026 Bau": where nothing stands before the first date, the names may stand behind the dates.
    behind = not label_of(text[begin : inside[0].begin]) and (
        len(inside) == 1 or bool(label_of(text[inside[-1].end : clause.end]))
    )
    for span, end in zip(inside, ends, strict=True):
        before, after = text[begin : span.begin], text[span.end : end]
        yield mention(before, after if behind or span is inside[-1] else "", span, index, behind=behind)
        begin = end if behind else span.end


def mention(before: str, after: str, span: Span, clause: int, *, behind: bool) -> Mention:
    part, rest = part_of(before, after, span)
    label = label_of(rest)
    begin = words.BEGIN_WORD.search(before) or words.BEGIN_WORD.search(after) if part is Part.START else None
    if not label and behind and not begin and not words.SENTENCE.search(before):
        label = label_of(after.replace("(", " ").replace(")", " "))
    opening = begin[0] if begin else stripped(rest)
    return Mention(part, label, span, clause, *bounds(before, part, span), opening)


def part_of(before: str, after: str, span: Span) -> tuple[Part, str]:
    """The part of a date by the words around it, and the words before it that may be its label."""
    if words.ASIDE.search(before) or (words.BEYOND.search(before) and words.BEYOND_AFTER.match(after)):
        return Part.ASIDE, ""
    if words.BEGINS_AFTER.match(after) or span.open:
        return Part.START, before
    found = [match for match in words.PART.finditer(before) if len(before[match.end() :].split()) <= 4]
    if not found:
        conditional = words.CONDITION.search(before) or (words.OF.search(before) and not span.lasting)
        return (Part.ASIDE if conditional else Part.BARE), before
    return by_word(before, span, found)


def by_word(before: str, span: Span, found: list[re.Match[str]]) -> tuple[Part, str]:
    """The part that the words "ab", "bis", "Beginn", "von" before a date give it."""
    last, rest = found[-1], before[: found[-1].start()]
    dues = [match for match in found if match["due"]]
    if last["begin"]:
        return (Part.DUE, before[: dues[0].start()]) if dues else (Part.START, before)
    if span.through and (last["from"] or last["start"]):
        return Part.BARE, rest
    if last["from"]:
        return Part.BARE if span.lasting else Part.ASIDE if words.OF.search(before) else Part.START, rest
    if last["start"] or last["near"]:
        return Part.START, rest + " ab" if last[0].lower() == "ab" and label_of(rest) else rest
    if any(match["start"] for match in found):
        return Part.START, before[: found[0].start()]
    return Part.DUE, before[: dues[0].start()]


def bounds(before: str, part: Part, span: Span) -> tuple[date | None, date | None]:
    """First and last day as the words before turn them: "spätestens ab", "nach", "vor", "bis Beginn"."""
    if span.first is None or span.last is None:
        return None, None
    if part is Part.START:
        if words.AFTER.search(before):
            return span.last + timedelta(days=1), None
        return (span.last if words.AT_LATEST.search(before) else span.first), span.last if span.lasting else None
    if part is Part.DUE and words.BEFORE.search(before):
        return None, span.first - timedelta(days=1)
    if part is Part.DUE and (words.TO_BEGIN.search(before) or (words.TO.search(before) and span.lasting)):
        return None, span.first
    return span.first, span.last


def stripped(text: str) -> str:
    """The words around a date without what only belongs to it."""
    text = re.sub(r"\s+", " ", text.replace(days.TAKEN, " "))
    label = words.LABEL_HEAD.sub("", without_tail(text)).strip(" :–-/,;.")
    return words.UNBALANCED.sub("", label).strip(" :–-/,;.(")


def without_tail(text: str) -> str:
    """The text without the small words and signs at its end: "Bericht (bis zum" -> "Bericht"."""
    text = text.rstrip(" :(–-")
    while small := words.LABEL_TAIL.search(text, max(len(text) - words.LONGEST_SMALL, 0)):
        text = text[: small.start()].rstrip(" :(–-")
    return text


def label_of(text: str) -> str:
    """The words that name a milestone; "" where nothing is named."""
    label = stripped(text)
    bare = words.EMPTY.sub(" ", label)
    if not re.search(r"[A-Za-zÄÖÜäöüß]{2}", bare) or words.SENTENCE.search(label) or words.CIRCUMSTANCE.match(label):
        return ""
    return label
