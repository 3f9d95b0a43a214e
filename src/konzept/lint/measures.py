"""Rules about measures: who, until when, how one knows that it worked (SMART)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from konzept import responsibility
from konzept.lint.finding import Finding, Ground, called
from konzept.model import Element, Kind, TimingKind
from konzept.wording import fold

INDICATOR = re.compile(
    r"indikator|kennzahl|messgr|messbar|erfolg|zielwert|zielerreichung|wirkung|auswirkung", re.IGNORECASE
)
EMPTY = re.compile(r"[\W_]*(?:offen|noch offen|k\. ?a\.?|n\. ?n\.?|keine|tbd|folgt)?[\W_]*", re.IGNORECASE)
SAME_AS_ABOVE = re.compile(r"\W*(?:s\. ?o|dto|dito|siehe|ebd|wie oben)\b", re.IGNORECASE)
ALIKE = 0.88
SHARED = 0.7


def without_responsible(ground: Ground) -> Iterator[Finding]:
    """A measure for which nobody is named, neither in itself nor in the goal above it."""
    for measure in ground.measures:
        if not any(names_somebody(element) for element in ground.lineage(measure)):
            yield ground.finding(
                "without_responsible",
                measure,
                f"{called(measure)} nennt niemanden, der zuständig ist; tragen Sie ein, wer die Federführung hat.",
            )


def names_somebody(element: Element) -> bool:
    found = element.responsibility
    if found is None:
        return False
    return bool(found.holders or responsibility.parse(found.verbatim).holders or SAME_AS_ABOVE.match(found.verbatim))


def without_term(ground: Ground) -> Iterator[Finding]:
    """A measure without a term, neither in itself nor in the goal above it."""
    for measure in ground.measures:
        if not any(
            element.timing and not EMPTY.fullmatch(element.timing.verbatim) for element in ground.lineage(measure)
        ):
            yield ground.finding(
                "without_term",
                measure,
                f"{called(measure)} hat keinen Termin; tragen Sie ein, bis wann oder ab wann sie umgesetzt wird.",
            )


def unclear_term(ground: Ground) -> Iterator[Finding]:
    """A term whose words do not say when."""
    for measure in ground.measures:
        timing = measure.timing
        if timing and timing.kind is TimingKind.UNCLEAR and not EMPTY.fullmatch(timing.verbatim):
            yield ground.finding(
                "unclear_term",
                measure,
                f"{called(measure)} hat den Termin „{timing.verbatim}“, aus dem kein Zeitpunkt hervorgeht; nennen Sie ein Datum, "
                "einen Zeitraum oder einen Turnus.",
            )


def term_before_edition(ground: Ground) -> Iterator[Finding]:
    """A last day that lay before the edition began."""
    begins = ground.concept.edition.valid_from or ground.concept.edition.date
    if not begins:
        return
    for measure in ground.measures:
        due = measure.timing.due if measure.timing else None
        if due and due < begins:
            yield ground.finding(
                "term_before_edition",
                measure,
                f"{called(measure)} war schon am {german_date(due)} fällig, bevor diese Fassung am {german_date(begins)} beginnt; "
                "setzen Sie einen neuen Termin oder lassen Sie die Maßnahme entfallen.",
            )


def german_date(day: str) -> str:
    return ".".join(reversed(day.split("-")))


def without_indicator(ground: Ground) -> Iterator[Finding]:
    """A measure without a field for its indicator or success."""
    for measure in ground.measures:
        if not any(INDICATOR.search(label) and not EMPTY.fullmatch(value) for label, value in measure.fields.items()):
            yield ground.finding(
                "without_indicator",
                measure,
                f"{called(measure)} hat keinen Indikator; beschreiben Sie, woran Sie den Erfolg erkennen.",
            )


def ongoing_without_milestone(ground: Ground) -> Iterator[Finding]:
    """A measure that goes on for ever and never comes to a point where one could look."""
    for measure in ground.measures:
        timing = measure.timing
        if timing and timing.kind is TimingKind.ONGOING and not (timing.milestones or timing.due):
            yield ground.finding(
                "ongoing_without_milestone",
                measure,
                f"{called(measure)} läuft „{timing.verbatim}“ ohne Zwischenschritt; ergänzen Sie einen Meilenstein, "
                "an dem Sie den Stand prüfen.",
            )


def goal_without_measure(ground: Ground) -> Iterator[Finding]:
    """A goal below which no measure stands."""
    for goal in ground.of(Kind.GOAL):
        if not any(element.kind is Kind.MEASURE for element in goal.walk()):
            yield ground.finding(
                "goal_without_measure",
                goal,
                f"{called(goal)} hat keine Maßnahme; ergänzen Sie eine, oder sagen Sie im Text, warum es keine gibt.",
            )


def said_twice(ground: Ground) -> Iterator[Finding]:
    """Two measures in nearly the same words."""
    worded = [(measure, fold(f"{measure.title or ''} {measure.text or ''}").split()) for measure in ground.measures]
    seen: list[tuple[Element, list[str], frozenset[str]]] = []
    for measure, words in worded:
        if not words:
            continue
        bag = frozenset(words)
        twin = next((other for other, known, known_bag in seen if near(bag, known_bag) and alike(words, known)), None)
        if twin:
            yield ground.finding(
                "said_twice",
                measure,
                f"{called(measure)} steht fast wortgleich schon als {called(twin)}; führen Sie beide zusammen, oder machen Sie den Unterschied deutlich.",
            )
        seen.append((measure, words, bag))


def near(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) >= SHARED * max(len(one), len(two))


def alike(one: list[str], two: list[str]) -> bool:
    return one == two or (
        min(len(one), len(two)) > 3 and SequenceMatcher(None, one, two, autojunk=False).ratio() >= ALIKE
    )
