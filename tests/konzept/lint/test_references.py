"""The rule about cross references."""

from __future__ import annotations

import pytest

from konzept.model import DroppedMeasure, Element
from tests.konzept.lint.ground import area, found, goal, measure, sentences


def tree(text: str) -> Element:
    return area("1", goal("1.1", measure("1.1.1", "Sprachcafé", text=text), measure("1.1.2")))


@pytest.mark.parametrize(
    "words",
    [
        "Maßnahme 3.9",
        "Handlungsfeld 7",
        "HF 4",
        "Handlungsziel 2.4",
        "siehe 4.2",
        "vgl. 1.1.7",
        "Maßnahmen 1.1.9",
        "Ziel 8.1",
        "Handlungsfeldes 9",
    ],
)
def test_what_does_not_exist(words: str) -> None:
    (finding,) = found("broken_reference", tree(f"Analog dazu {words} und weiteres."))
    assert finding.sentence == (
        f"Maßnahme 1.1.1 „Sprachcafé“ verweist auf „{words}“, was es im Konzept nicht gibt; "
        "berichtigen Sie die Nummer, oder streichen Sie den Verweis."
    )


@pytest.mark.parametrize(
    "words",
    [
        "siehe Maßnahme 1.1.2",
        "Maßnahme 2",
        "Handlungsfeld 1",
        "siehe 1.1",
        "Ziel 1.1",
        "im Ziel 20 Prozent",
        "Ziel 4 der Agenda 2030",
        "siehe 30.06.2025 und § 9",
        "Maßnahme mit 12 Plätzen",
        "siehe S. 12",
        "Leitziel 4",
    ],
)
def test_what_exists_or_is_no_reference(words: str) -> None:
    assert found("broken_reference", tree(f"Dazu {words}.")) == []


def test_a_dropped_one_is_named_as_such() -> None:
    found_sentences = sentences(
        "broken_reference", tree("Siehe Maßnahme 1.1.8."), dropped=(DroppedMeasure("Altes", number="1.1.8"),)
    )
    assert "was entfallen ist" in found_sentences[0]


def test_a_term_may_refer() -> None:
    assert (
        "„siehe 9.9“" in sentences("broken_reference", area("1", goal("1.1", measure("1.1.1", timing="siehe 9.9"))))[0]
    )


def test_told_once_an_element() -> None:
    assert len(found("broken_reference", tree("Maßnahme 3.9 und noch einmal Maßnahme 3.9"))) == 1


def test_without_numbers_nothing_is_judged() -> None:
    assert not found("broken_reference", goal(None, measure(None, text="siehe Maßnahme 3.9")))
