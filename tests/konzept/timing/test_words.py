"""The words around dates, each list on its own."""

from __future__ import annotations

import re

import pytest

from konzept.timing import words


@pytest.mark.parametrize(
    "text",
    [
        "fortlaufend",
        "laufende Aufgabe",
        "dauerhaft",
        "kontinuierlicher Prozess",
        "stetig",
        "ständige Aufgabe",
        "unbefristet",
        "permanent",
        "auf Dauer",
        "Daueraufgabe",
        "lfd.",
    ],
)
def test_what_goes_on(text: str) -> None:
    assert words.ONGOING.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "zuständig",
        "selbständig",
        "vollständig",
        "im laufenden Jahr",
        "in der laufenden Legislaturperiode",
        "Laufzeit",
        "lfd. Nr.",
        "verlaufend",
    ],
)
def test_what_only_sounds_so(text: str) -> None:
    assert not words.ONGOING.search(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (words.ON_DEMAND, "bei konkretem Bedarf"),
        (words.ON_DEMAND, "anlassbezogen"),
        (words.ON_DEMAND, "anlaßbezogen"),
        (words.ON_DEMAND, "wenn nötig"),
        (words.HORIZON, "kurz- bis mittelfristig"),
        (words.HORIZON, "mittelfr."),
        (words.HORIZON, "in den nächsten zwei Jahren"),
        (words.HORIZON, "3–5 Jahre"),
        (words.CONDITIONAL, "unter Haushaltsvorbehalt"),
        (words.CONDITIONAL, "nach Bewilligung"),
        (words.CONDITIONAL, "im Rahmen der verfügbaren Mittel"),
        (words.CONDITIONAL, "bei entsprechender Förderung"),
        (words.REFERENCE, "s. o."),
        (words.REFERENCE, "s.u."),
        (words.REFERENCE, "wie oben"),
        (words.REFERENCE, "–„–"),
        (words.UNDATED, "im kommenden Jahr"),
        (words.UNDATED, "bis zum Ende der Legislatur"),
        (words.LASTING, "Projektlaufzeit"),
        (words.GOES_ON, "läuft bereits"),
    ],
)
def test_words_and_their_lists(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (words.ON_DEMAND, "Bedarfserhebung"),
        (words.HORIZON, "kurz nach Ostern"),
        (words.CONDITIONAL, "nach Ostern"),
        (words.REFERENCE, "Sommer"),
        (words.REFERENCE, "Umweltsiegel"),
        (words.GOES_ON, "besteht aus zwei Teilen"),
    ],
)
def test_words_outside_their_lists(pattern: re.Pattern[str], text: str) -> None:
    assert not pattern.search(text)


@pytest.mark.parametrize("text", ["K", "K (bis 2025)", "(M)", "L – später", "D, jährlich", "K/M", "M bis 2027"])
def test_codes_of_a_legend(text: str) -> None:
    assert words.CODE.match(text)


@pytest.mark.parametrize("text", ["Kurse", "M 2.1", "D-Kurs", "Kreis", "L1", "Mai"])
def test_what_is_no_code(text: str) -> None:
    assert not words.CODE.match(text)


def test_pointers_hide_their_numbers() -> None:
    assert words.POINTER.search("siehe Maßnahme 2.1 und 2.2, ab 2026")
    for text in ("wie im Jahr 2025", "bis 2025", "am 2.1."):
        assert not words.POINTER.search(text), text
