"""Decides what a phrase of time means as a whole; the first clause leads, what comes "danach" is kept only verbatim."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from konzept.model import Milestone, Timing, TimingKind
from konzept.timing import days, mentions, rhythm, words
from konzept.timing.mentions import Clause, Mention, Part
from konzept.timing.rhythm import Rhythm

SPELLINGS = (
    ("\u00ad", ""), ("\u00a0", " "), ("\u202f", " "), ("\u200b", ""), ("jaehr", "jähr"), ("Jaehr", "Jähr"), ("Maerz", "März"), ("Fruehj", "Frühj"),
    ("fruehest", "frühest"), ("spaetest", "spätest"), ("regelmaess", "regelmäß"), ("<br>", "\n"), ("<br/>", "\n"), ("<br />", "\n"), ("*", ""), ("_", " "),
)  # fmt: skip
YEARLY = "P1Y"
LONGEST_PHRASE = 2_000  # letters; what stands behind them is no term any more
LONGEST = 50 * 12  # months; no plan runs longer


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase taken apart: its text, clauses, dates with a year, months without one, repetitions, and where it goes on."""

    text: str
    clauses: list[Clause]
    dated: list[Mention]
    loose: list[Mention]
    rhythms: list[Rhythm]
    ongoing: int | None

    def clause_at(self, place: int) -> int:
        return sum(clause.begin <= place for clause in self.clauses) - 1


def parse(verbatim: str, *, inherited: bool = False) -> Timing:
    """The meaning of a term; never raises, what is not understood has the kind `unclear`, of a whole page only the beginning counts.

    Where only a year, quarter or school year is given, `start` is its first and `due` its last day.
    """
    found = meaning(taken_apart(tidy(verbatim[:LONGEST_PHRASE])))
    return replace(found, verbatim=verbatim, inherited=inherited)


def tidy(verbatim: str) -> str:
    """One line, composed letters, without soft hyphens and marks; a line break behind a date cuts like a semicolon."""
    text = unicodedata.normalize("NFC", verbatim).replace(days.TAKEN, " ")
    for spelling, plain in SPELLINGS:
        text = text.replace(spelling, plain)
    text = re.sub(r"(?<=[a-zäöüß])-\n(?=[a-zäöüß])(?!und |oder |bis )", "", text)
    text = re.sub(r"(?<=[\d).])[ \t]*\n\s*(?=[A-ZÄÖÜ•–-])", "; ", text)
    return re.sub(r"\s+", " ", text).strip()


def taken_apart(text: str) -> Phrase:
    rest = text
    for match in [*words.POINTER.finditer(text)]:
        rest = days.masked(rest, *match.span())
    rhythms = rhythm.find(rest)
    for found in rhythms:
        rest = days.masked(rest, found.begin, found.end)
    code = words.CODE.match(text)
    if code:
        rest = days.masked(rest, *code.span())
    spans = days.find(rest)
    parts = mentions.clauses(rest, spans)
    found_mentions = [mention for mention in mentions.find(rest, spans, parts) if mention.part is not Part.ASIDE]
    return Phrase(
        text,
        parts,
        [mention for mention in found_mentions if mention.span.first],
        [mention for mention in found_mentions if mention.span.unit],
        rhythms,
        goes_on(text, code),
    )


def goes_on(text: str, code: re.Match[str] | None) -> int | None:
    """Where the phrase says that it goes on, None where it does not."""
    if code and "D" in code.groups():
        return 0
    match, later = words.ONGOING.search(text), words.LATER_CODE.search(text)
    return match.start() if match else later.end() - 1 if later else None


def meaning(phrase: Phrase) -> Timing:
    """The first reading that fits, from the most to the least telling."""
    for reading in (recurring, often, several, single, by_month, in_words):
        found = reading(phrase)
        if found:
            return found
    return Timing("")


def timing(
    kind: TimingKind,
    start: date | None = None,
    due: date | None = None,
    every: str | None = None,
    months: tuple[int, ...] = (),
    milestones: tuple[Milestone, ...] = (),
) -> Timing:
    return Timing("", False, kind, iso(start), iso(due), every, months, milestones)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def steps(found: list[Mention]) -> tuple[Milestone, ...]:
    return tuple(Milestone(mention.label, iso(mention.day)) for mention in found if mention.label)


def months(phrase: Phrase) -> tuple[int, ...]:
    """The months named without a year; the days of holidays differ from state to state and give none."""
    named = {
        month
        for mention in phrase.loose
        if mention.span.unit and "ferien" not in phrase.text[mention.span.begin : mention.span.end].lower()
        for month in mention.span.unit.months()
    }
    return tuple(sorted(named)) if len(named) < 12 else ()


def recurring(phrase: Phrase) -> Timing | None:
    """Something comes back: from the first clause on, or after a start; not where it only follows a deadline."""
    if not phrase.rhythms or (only_follows(phrase) and not words.FIRST.match(phrase.dated[0].label)):
        return None
    every = {found.every for found in phrase.rhythms}
    return repeated(phrase, every.pop() if len(every) == 1 else None)


def repeated(phrase: Phrase, every: str | None) -> Timing:
    first = [mention for mention in phrase.dated if words.FIRST.match(mention.label)]
    own = [mention for mention in phrase.dated if not mention.label or mention.part is Part.START]
    starts = [mention.start for mention in own + first if mention.part is not Part.DUE and mention.start]
    dues = [mention.due for mention in own if mention.part is not Part.START and mention.due]
    named = steps([mention for mention in phrase.dated if mention not in own])
    return timing(
        TimingKind.RECURRING, min(starts, default=None), max(dues, default=None), every, months(phrase), named
    )


def only_follows(phrase: Phrase) -> bool:
    """As in "bis Ende 2026, Aktualisierung im 2-Jahres-Turnus": the repetition stands in a later clause with words of its own."""
    first = phrase.rhythms[0]
    index = phrase.clause_at(first.begin)
    if not phrase.dated or phrase.dated[0].clause >= index or phrase.dated[0].part is Part.START:
        return False
    clause = phrase.clauses[index]
    own_words = mentions.label_of(phrase.text[clause.begin : first.begin] + " " + phrase.text[first.end : clause.end])
    return clause.later or bool(own_words)


def open_ended(phrase: Phrase) -> bool:
    return phrase.ongoing is not None or bool(phrase.rhythms)


def several(phrase: Phrase) -> Timing | None:
    """Dates with names of their own; or from … to … in two places."""
    dated = phrase.dated
    if len(dated) < 2:
        return None
    between = period_of(dated)
    if between:
        return between
    if dated[0].label or (dated[0].part is not Part.START and not any(mention.label for mention in dated)):
        return milestones(
            phrase,
            [mention if mention.label else replace(mention, label=words_of(phrase, mention)) for mention in dated],
        )
    head = single(replace(phrase, dated=[mention for mention in dated if not mention.label][:1]))
    return replace(head, milestones=steps(dated)) if head else None


def words_of(phrase: Phrase, mention: Mention) -> str:
    return mention.opening or phrase.text[mention.span.begin : mention.span.end]


def period_of(dated: list[Mention]) -> Timing | None:
    """A start and a last day in two places: "Beginn: 2024, Ende: 2026"."""
    start, due = dated[0], dated[1]
    plain = all(not mention.label or words.ALL_GENERIC.fullmatch(mention.label) for mention in dated[:2])
    if not plain or start.part is not Part.START or due.part is Part.START or not (start.start and due.due):
        return None
    if start.start > due.due:
        return None
    return timing(TimingKind.PERIOD, start.start, due.due, milestones=steps(dated[2:]))


def milestones(phrase: Phrase, dated: list[Mention]) -> Timing:
    starts = [mention.start for mention in dated if mention.part is Part.START and mention.start]
    dues = [mention.due for mention in dated if mention.part is not Part.START and mention.due]
    due = None if open_ended(phrase) else max(dues, default=None)
    return timing(TimingKind.MILESTONES, min(starts, default=None), due, milestones=steps(dated))


def single(phrase: Phrase) -> Timing | None:
    """One date, and what its words make of it."""
    if not phrase.dated:
        return None
    mention = phrase.dated[0]
    named = mention.label and not words.ALL_GENERIC.fullmatch(mention.label)
    if mention.part is Part.START:
        end = end_of(phrase, mention.start)
        return timing(TimingKind.PERIOD if end else TimingKind.ONGOING, mention.start, end)
    if named and phrase.ongoing is not None and phrase.clause_at(phrase.ongoing) < mention.clause:
        return timing(TimingKind.ONGOING, milestones=steps([mention]))
    if mention.part is Part.DUE:
        return timing(TimingKind.ONGOING if ongoing_until(phrase, mention) else TimingKind.DEADLINE, due=mention.due)
    if named and not mention.span.lasting:
        return milestones(phrase, [mention])
    return bare(phrase, mention)


def end_of(phrase: Phrase, start: date | None) -> date | None:
    """The last day where a phrase says how long something takes from its start: "36 Monate ab 01.01.2025"."""
    length = words.DURATION.search(phrase.text)
    if not length or start is None or phrase.ongoing is not None:
        return None
    months = start.month - 1 + rhythm.number(length["count"]) * (12 if length["unit"].lower() == "jahr" else 1)
    if months > LONGEST:
        return None
    return days.clamped(start.year + months // 12, (months % 12 + 1, start.day)) - timedelta(days=1)


def bare(phrase: Phrase, mention: Mention) -> Timing:
    """A date without a word like "bis" or "ab": a time that lasts, or its last day."""
    if words.ALL_YEAR.search(phrase.text):
        return timing(TimingKind.PERIOD, mention.start, mention.due)
    if phrase.ongoing is not None and not phrase.clauses[phrase.clause_at(phrase.ongoing)].later:
        plain = phrase.text[mention.span.end : phrase.ongoing]
        if not mention.span.lasting or words.ALSO_SEPARATE.match(plain):
            return timing(TimingKind.ONGOING, mention.start)
    if mention.span.lasting:
        return timing(TimingKind.PERIOD, mention.start, mention.due)
    end = end_of(phrase, mention.start) if mention.start == mention.due and words.FOR.search(phrase.text) else None
    if end:
        return timing(TimingKind.PERIOD, mention.start, end)
    return timing(TimingKind.DEADLINE, due=mention.due)


def ongoing_until(phrase: Phrase, mention: Mention) -> bool:
    """True for "fortlaufend bis 2026", not for "bis 2026, danach fortlaufend"."""
    if phrase.ongoing is None:
        return False
    return phrase.ongoing < mention.span.begin or not phrase.text[mention.span.end : phrase.ongoing].strip()


def by_month(phrase: Phrase) -> Timing | None:
    """Months without a year come back every year, unless they are a last day or a start."""
    telling = [mention for mention in phrase.loose if len(mention.span.unit.months() if mention.span.unit else ()) < 12]
    if not telling or phrase.ongoing is not None:
        return None
    again = rhythm.EACH_TIME.search(phrase.text) or rhythm.WEAK.search(phrase.text)
    before = phrase.text[: telling[0].span.begin].lower()
    if telling[0].part is Part.DUE and not again and "bis" in before:
        return timing(TimingKind.DEADLINE)
    if telling[0].part is Part.START and not again:
        return timing(TimingKind.ONGOING)
    return timing(TimingKind.RECURRING, every=YEARLY, months=months(phrase))


def often(phrase: Phrase) -> Timing | None:
    """A plain "regelmäßig" without a rhythm, unless it goes on anyway or a last day is named."""
    begins = not phrase.dated or phrase.dated[0].part is Part.START
    if begins and phrase.ongoing is None and not months(phrase) and rhythm.WEAK.search(phrase.text):
        return repeated(phrase, None)
    return None


IN_WORDS = (
    (words.ON_DEMAND, TimingKind.ON_DEMAND),
    (words.HORIZON, TimingKind.HORIZON),
    (words.CONDITIONAL, TimingKind.CONDITIONAL),
    (words.REFERENCE, TimingKind.REFERENCE),
    (words.FROM, TimingKind.ONGOING),
    (words.LASTING, TimingKind.PERIOD),
    (words.UNDATED, TimingKind.DEADLINE),
    (words.GOES_ON, TimingKind.ONGOING),
    (words.EVENT, TimingKind.CONDITIONAL),
)


def in_words(phrase: Phrase) -> Timing | None:
    """A term without any date."""
    code = words.CODE.match(phrase.text)
    if phrase.ongoing is not None:
        later = phrase.clauses[phrase.clause_at(phrase.ongoing)].later
        horizon = later and (code or words.HORIZON.search(phrase.text[: phrase.ongoing]))
        return timing(TimingKind.HORIZON if horizon else TimingKind.ONGOING)
    if code:
        return timing(TimingKind.HORIZON)
    return next((timing(kind) for pattern, kind in IN_WORDS if pattern.search(phrase.text)), None)
