"""The phrases of real concepts (shared/gold/terms.json) and what they mean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from konzept.model import Timing
from konzept.timing import parse

SEASON = "Prüfung 2022, Kurse ab Frühjahr 2023"
"""The gold keeps the season verbatim as a milestone's date; a milestone of ours always has a day."""


def values(timing: Timing) -> dict[str, Any]:
    return {
        "kind": timing.kind.value,
        "start": timing.start,
        "due": timing.due,
        "every": timing.every,
        "months": list(timing.months),
        "milestones": [[milestone.label, milestone.date] for milestone in timing.milestones],
    }


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    terms: list[dict[str, Any]] = json.loads((shared / "gold" / "terms.json").read_text("utf-8"))
    return terms


def test_kinds_and_dates_are_those_of_the_gold(gold: list[dict[str, Any]]) -> None:
    for term in gold:
        found = values(parse(term["verbatim"]))
        for key in ("kind", "start", "due", "every"):
            assert found[key] == term.get(key), (term["verbatim"], key)


def test_months_are_those_of_the_gold(gold: list[dict[str, Any]]) -> None:
    for term in gold:
        assert values(parse(term["verbatim"]))["months"] == term.get("months", []), term["verbatim"]


def test_milestones_are_those_of_the_gold(gold: list[dict[str, Any]]) -> None:
    for term in gold:
        wanted = term.get("milestones", [])
        if term["verbatim"] == SEASON:
            wanted = [wanted[0], [wanted[1][0], "2023-03-01"]]
        assert values(parse(term["verbatim"]))["milestones"] == wanted, term["verbatim"]


def test_the_words_stay_as_they_are(gold: list[dict[str, Any]]) -> None:
    for term in gold:
        assert parse(term["verbatim"], inherited=True).verbatim == term["verbatim"]
        assert parse(term["verbatim"], inherited=True).inherited
