"""What holds for any phrase at all."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from konzept.model import TimingKind
from konzept.timing import parse

WORDS = (
    "fortlaufend ab bis seit 2025 2026 2027 2025/26 30.06.2026 31.02.2026 Schuljahr Q4 IV. Quartal Mai im jährlich alle zwei Jahre danach , ; ( ) "
    "– / und K D Prüfung Konzept Ende Mitte Anfang Beginn s. o. siehe 2.1 bei Bedarf nach vor über hinaus KW 99 0 1. 2. ff. Sommerferien"
)
PIECES = st.sampled_from([*WORDS.split(), "\n", " "])
PHRASES = st.text(max_size=60) | st.lists(PIECES, max_size=12).map(" ".join)
DURATION = re.compile(r"P[1-9]\d*[YMWD]")


@given(PHRASES)
def test_any_phrase_has_a_meaning_in_the_form_of_the_schema(phrase: str) -> None:
    found = parse(phrase)
    assert found.verbatim == phrase
    for day in (found.start, found.due, *(milestone.date for milestone in found.milestones)):
        assert day is None or date.fromisoformat(day).isoformat() == day
    assert found.every is None or DURATION.fullmatch(found.every)
    assert all(1 <= month <= 12 for month in found.months)
    assert list(found.months) == sorted(set(found.months))
    assert all(milestone.label for milestone in found.milestones)


@given(PHRASES)
def test_what_is_unclear_has_no_values(phrase: str) -> None:
    found = parse(phrase)
    if found.kind in {
        TimingKind.UNCLEAR,
        TimingKind.HORIZON,
        TimingKind.ON_DEMAND,
        TimingKind.CONDITIONAL,
        TimingKind.REFERENCE,
    }:
        assert (found.start, found.due, found.every, found.months, found.milestones) == (None, None, None, (), ())


@given(PHRASES)
def test_a_period_ends_after_it_begins(phrase: str) -> None:
    found = parse(phrase)
    if found.kind is TimingKind.PERIOD and found.start and found.due:
        assert found.start <= found.due


def test_long_phrases_are_quick_enough_to_type_by_mistake() -> None:
    for piece in ("(", "1.", "bis ", "2025 ", "alle ", "1 x ", "und 2025 ", " "):
        assert parse(piece * 3000).verbatim
