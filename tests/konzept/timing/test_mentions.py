"""What a date is to its phrase."""

from __future__ import annotations

from datetime import date

import pytest

from konzept.timing import days
from konzept.timing.mentions import Mention, Part, clauses, find, label_of, stripped


def mentions(text: str) -> list[Mention]:
    spans = days.find(text)
    return find(text, spans, clauses(text, spans))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ab 2026", Part.START),
        ("seit 2026", Part.START),
        ("frühestens 2026", Part.START),
        ("spätestens ab 2026", Part.START),
        ("Beginn 2026", Part.START),
        ("Projektstart 2026", Part.START),
        ("erstmals 2026", Part.START),
        ("2026 (Beginn)", Part.START),
        ("2026 ff.", Part.START),
        ("bis 2026", Part.DUE),
        ("bis spätestens Ende 2026", Part.DUE),
        ("zum 1. Mai 2026", Part.DUE),
        ("vor 2026", Part.DUE),
        ("bis Beginn des Schuljahres 2026/27", Part.DUE),
        ("2026", Part.BARE),
        ("im Jahr 2026", Part.BARE),
        ("von 2026 bis 2028", Part.BARE),
        ("über 2026 hinaus", Part.ASIDE),
        ("Stand: 2026", Part.ASIDE),
        ("Konzept vom 1. Mai 2026", Part.ASIDE),
        ("nach Verabschiedung des Haushalts 2026", Part.ASIDE),
    ],
)
def test_the_part_of_a_date(text: str, part: Part) -> None:
    assert [mention.part for mention in mentions(text)] == [part]


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("ab 2026", date(2026, 1, 1), None),
        ("spätestens ab 2026", date(2026, 12, 31), None),
        ("nach 2026", date(2027, 1, 1), None),
        ("vor 2026", None, date(2025, 12, 31)),
        ("vor dem 1. August 2026", None, date(2026, 7, 31)),
        ("zum Schuljahr 2026/27", None, date(2026, 8, 1)),
        ("bis Schuljahr 2026/27", date(2026, 8, 1), date(2027, 7, 31)),
    ],
)
def test_words_turn_the_days(text: str, start: date | None, due: date | None) -> None:
    (mention,) = mentions(text)
    assert (mention.start, mention.due) == (start, due)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Prüfung 2026, Kurse ab 2027", ["Prüfung", "Kurse ab"]),
        ("2026: Planung; 2027: Bau", ["Planung", "Bau"]),
        ("2026 Planung, 2027 Bau", ["Planung", "Bau"]),
        ("Pilot 2026 und Ausbau 2027", ["Pilot", "Ausbau"]),
        ("Satzung bis 30.06.2026", ["Satzung"]),
        ("bis 2026", [""]),
        ("voraussichtlich im Jahr 2026", [""]),
        ("fortlaufend ab 2026", [""]),
        ("Die Stelle soll bis 2026 besetzt sein", [""]),
    ],
)
def test_labels(text: str, labels: list[str]) -> None:
    assert [mention.label for mention in mentions(text)] == labels


def test_a_milestone_has_the_first_day_of_a_start_and_else_the_last() -> None:
    assert [mention.day for mention in mentions("Bau bis 2026, Betrieb ab 2027")] == [
        date(2026, 12, 31),
        date(2027, 1, 1),
    ]


def test_clauses_are_cut_at_commas_and_what_comes_later() -> None:
    text = "bis 2025, 2026 und 2027, danach laufend; Ende"
    parts = clauses(text, days.find(text))
    assert [text[part.begin : part.end].strip() for part in parts] == ["bis 2025, 2026 und 2027", "laufend", "Ende"]
    assert [part.later for part in parts] == [False, True, False]


def test_words_that_only_belong_to_the_date_leave_the_label() -> None:
    assert stripped("und Bericht bis spätestens ") == "Bericht"
    assert label_of("• Fertigstellung Konzept (") == "Fertigstellung Konzept"
    assert label_of("vorbehaltlich der Mittel, ") == ""
