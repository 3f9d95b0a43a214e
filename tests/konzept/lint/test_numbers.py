"""Rules about numbers."""

from __future__ import annotations

import pytest

from konzept.lint.numbers import between
from konzept.model import DroppedMeasure
from tests.konzept.lint.ground import area, found, goal, measure, sentences


def numbered(*numbers: str | None) -> list[str]:
    return sentences(
        "missing_number", goal("1", *(measure(number, f"Vorhaben {index}") for index, number in enumerate(numbers)))
    )


def test_a_number_twice() -> None:
    first, second = goal("3.3", measure("1"), title="Wohnen"), goal("3.3", measure("1"), title="Arbeit")
    (finding,) = found("doubled_number", area("3", first, second))
    assert finding.uid == second.uid
    assert finding.sentence == (
        "Die Nummer 3.3 ist doppelt vergeben: Handlungsziel 3.3 „Wohnen“ und Handlungsziel 3.3 „Arbeit“; nummerieren Sie eines von beiden neu."
    )


def test_a_dotted_number_twice_in_two_goals() -> None:
    assert found("doubled_number", goal("1", measure("1.1")), goal("2", measure("2.1"), measure("1.1")))


def test_numbers_that_begin_anew_in_each_goal() -> None:
    assert not found("doubled_number", goal("1", measure("1"), measure("2")), goal("2", measure("1"), measure("2.")))


def test_running_numbers_through_all_goals() -> None:
    assert found("doubled_number", goal("1", measure("1"), measure("2")), goal("2", measure("2"), measure("3")))


def test_an_area_and_a_goal_may_share_a_number() -> None:
    assert not found("doubled_number", area("1", goal("1", measure("1"))))


def test_a_gap() -> None:
    assert numbered("1.1", "1.2", "1.4") == [
        "Vor Maßnahme 1.4 „Vorhaben 2“ fehlt die Nummer 1.3; ergänzen Sie, was fehlt, oder nummerieren Sie neu."
    ]
    assert "fehlen die Nummern 1.2 und 1.3;" in numbered("1.1", "1.4")[0]
    assert "fehlen die Nummern 1.2 bis 1.4;" in numbered("1.1", "1.5")[0]


@pytest.mark.parametrize(
    "row",
    [
        ("1.1", "1.2", "1.3"),
        ("1", "2", "2a", "3"),
        ("A", "B", "C"),
        ("V1", "V2"),
        ("I", "II", "V"),
        ("1.9", "1.10"),
        (None, None),
    ],
)
def test_rows_without_a_gap(row: tuple[str | None, ...]) -> None:
    assert numbered(*row) == []


@pytest.mark.parametrize("row", [("A", "C"), ("V1", "V3"), ("12", "12a", "14")])
def test_rows_with_a_gap(row: tuple[str, ...]) -> None:
    assert len(numbered(*row)) == 1


def test_what_stands_out_of_order_is_not_missing() -> None:
    assert numbered("1.1", "1.3", "1.2") == []


def test_a_dropped_number_is_not_missing() -> None:
    row = goal("1", measure("1.1"), measure("1.3"))
    assert not found("missing_number", row, dropped=(DroppedMeasure("Altes", number="1.2"),))


def test_a_gap_where_a_goal_begins() -> None:
    assert (
        "fehlt die Nummer 2.1" in sentences("missing_number", goal("1", measure("1.1")), goal("2", measure("2.2")))[0]
    )
    assert not found("missing_number", goal("1", measure("1"), measure("2")), goal("2", measure("3"), measure("4")))


def test_none_where_others_have_one() -> None:
    assert numbered("1.1", None) == [
        "Maßnahme „Vorhaben 1“ hat keine Nummer, obwohl andere daneben eine haben (etwa 1.1); vergeben Sie eine."
    ]


@pytest.mark.parametrize(
    ("one", "two", "left_out"),
    [
        ("1", "4", ["2", "3"]),
        ("1.4", "2.1", []),
        ("1.4", "2.3", ["2.1", "2.2"]),
        ("B", "E", ["C", "D"]),
        ("I", "IV", []),
        ("Anhang", "x", []),
        ("3", "1", []),
    ],
)
def test_between(one: str, two: str, left_out: list[str]) -> None:
    assert between(one, two) == left_out
