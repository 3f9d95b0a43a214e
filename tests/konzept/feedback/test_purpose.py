"""What a point asks for, and why."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.feedback.purpose import Purpose, purpose_of, stretches


def said(text: str) -> list[tuple[Purpose | None, str]]:
    """The stretches with their words."""
    return [(each.purpose, text[each.start : each.end].strip()) for each in stretches(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Kurse sollten abends stattfinden.",
        "Wir fordern eine zweite Stelle.",
        "Der Verein regt an, die Maßnahme zu streichen.",
        "Wir schlagen deshalb vor, beides zusammenzulegen.",
        "Bitte streichen Sie den zweiten Satz.",
        "Kinderbetreuung ergänzen!",
        "– Beratung in Leichter Sprache anbieten",
        "Die Frist ist zu verlängern.",
        "Es wäre sehr hilfreich, einen Fahrdienst zu haben.",
        "Daher muss das Angebot bleiben.",
        "Es braucht mehr Zeit.",
    ],
)
def test_what_asks_is_a_demand(sentence: str) -> None:
    assert purpose_of(sentence) is Purpose.DEMAND


@pytest.mark.parametrize(
    "sentence",
    [
        "Derzeit fährt abends kein Bus.",
        "Es fehlt eine Anlaufstelle.",
        "Aufgrund der langen Wege kommt niemand.",
        "Das hat sich im Nachbarkreis bewährt.",
        "Denn sonst müssen alle zweimal kommen.",
    ],
)
def test_what_explains_is_a_reason(sentence: str) -> None:
    assert purpose_of(sentence) is Purpose.REASON


@pytest.mark.parametrize("sentence", ["Vielen Dank für das Konzept.", "Warum soll das so bleiben?", "", "  \n "])
def test_what_does_neither_stays_without_a_purpose(sentence: str) -> None:
    assert purpose_of(sentence) is None


def test_a_reason_in_the_sentence_of_its_demand() -> None:
    assert said("Die Kurse sollten abends sein, weil viele tagsüber arbeiten. Das ist alles.") == [
        (Purpose.DEMAND, "Die Kurse sollten abends sein,"),
        (Purpose.REASON, "weil viele tagsüber arbeiten."),
        (None, "Das ist alles."),
    ]
    assert said("Da viele tagsüber arbeiten, müssen die Kurse abends sein.") == [
        (Purpose.REASON, "Da viele tagsüber arbeiten,"),
        (Purpose.DEMAND, "müssen die Kurse abends sein."),
    ]


def test_a_reason_without_a_demand_is_not_cut() -> None:
    assert said("Das Angebot ist beliebt, weil es nichts kostet.") == [
        (Purpose.REASON, "Das Angebot ist beliebt, weil es nichts kostet.")
    ]


def test_a_label_holds_until_the_next_or_a_blank_line() -> None:
    text = "Forderung: Ein Bus am Abend. Auch sonntags.\nBegründung: Zu Fuß ist es weit. Im Winter ist es dunkel.\n\nDas Übrige ist gut."
    assert said(text) == [
        (Purpose.DEMAND, "Forderung: Ein Bus am Abend. Auch sonntags."),
        (Purpose.REASON, "Begründung: Zu Fuß ist es weit. Im Winter ist es dunkel."),
        (None, "Das Übrige ist gut."),
    ]


@given(st.text(alphabet="aä soll weil, .:\n?!–Bitte Begründung 1)", max_size=200) | st.text(max_size=80))
def test_no_letter_is_lost_and_none_stands_twice(text: str) -> None:
    found = stretches(text)
    assert "".join(text[each.start : each.end] for each in found) == (text.lstrip() and text[found[0].start :])
    assert text[: found[0].start if found else len(text)].strip() == ""
    assert all(one.purpose is not two.purpose for one, two in pairwise(found))


def test_long_text_takes_time_in_proportion() -> None:
    """A hundred pages without a full stop come to an end."""
    assert len(stretches("da wir weil " * 20_000)) == 1
