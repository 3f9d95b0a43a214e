"""What the demo's editions say plainly, the reader understands whole."""

from __future__ import annotations

from collections import Counter

import pytest

from konzept.match import carry
from konzept.model import Concept, Element, Kind
from konzept.read import Reading, read
from konzept.synopsis import Status, synopsis
from tests.werkstatt.config.test_demo_texts import FOLDER, Text, parse, source


@pytest.fixture(scope="module")
def editions() -> list[Text]:
    return [parse(source(0)), parse(source(1))]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    names = ["konzept-0.md", "konzept-1.md"]
    return [read((FOLDER / name).read_bytes(), name) for name in names]


def of_kind(concept: Concept, kind: Kind) -> list[Element]:
    return [element for element in concept.walk() if element.kind is kind]


@pytest.mark.parametrize("ordinal", [0, 1])
def test_the_reader_finds_everything(editions: list[Text], readings: list[Reading], ordinal: int) -> None:
    text, concept = editions[ordinal], readings[ordinal].concept
    assert concept.title == "Integrationskonzept Landkreis Erlenmark"
    assert concept.edition.ordinal == ordinal
    assert [area.title for area in of_kind(concept, Kind.AREA)] == list(text.areas.values())
    found = [(goal.number, goal.title) for goal in of_kind(concept, Kind.GOAL)]
    assert found == [(number, goal.title) for number, goal in text.goals.items()]
    assert len(of_kind(concept, Kind.GUIDING_GOAL)) == 4
    assert {entry.short: entry.long for entry in concept.abbreviations} == text.abbreviations


@pytest.mark.parametrize("ordinal", [0, 1])
def test_the_reader_finds_each_measure_whole(editions: list[Text], readings: list[Reading], ordinal: int) -> None:
    concept, expected = readings[ordinal].concept, list(editions[ordinal].measures().values())
    found = of_kind(concept, Kind.MEASURE)
    assert len(found) == len(expected)
    for element, measure in zip(found, expected, strict=True):
        assert element.responsibility
        assert element.responsibility.verbatim == measure.rows["Zuständigkeiten"]
        assert element.timing
        assert element.timing.verbatim == measure.rows.get(
            "Termin", "fortlaufend" if ordinal else element.timing.verbatim
        )
        assert element.fields.get("Indikator") == measure.rows.get("Indikator")


@pytest.mark.parametrize("ordinal", [0, 1])
def test_a_closing_term_is_its_goals(readings: list[Reading], ordinal: int) -> None:
    """Some measures share a closing term in both editions, so a single one is read alike in both."""
    single = [goal for goal in of_kind(readings[ordinal].concept, Kind.GOAL) if len(goal.children) == 1]
    assert single
    assert all(goal.timing and goal.children[0].timing and goal.children[0].timing.inherited for goal in single)


@pytest.mark.parametrize("ordinal", [0, 1])
def test_only_the_imprint_is_left_out(readings: list[Reading], ordinal: int) -> None:
    doubts = readings[ordinal].doubts
    assert [doubt.kind for doubt in doubts] == ["left_out"]
    assert "Impressum" in doubts[0].sentence


def test_the_reader_finds_what_was_dropped_and_why(editions: list[Text], readings: list[Reading]) -> None:
    assert not readings[0].concept.dropped
    found = {entry.text: entry.reason for entry in readings[1].concept.dropped}
    assert found == {measure.text: measure.rows["Begründung"] for measure in editions[1].dropped.values()}


@pytest.mark.parametrize("ordinal", [0, 1])
def test_footnotes_leave_the_wording(readings: list[Reading], ordinal: int) -> None:
    measures = of_kind(readings[ordinal].concept, Kind.MEASURE)
    assert [note.mark for measure in measures for note in measure.notes] == ["1", "2"]
    assert not [measure for measure in measures if "<" in (measure.text or "")]


def test_the_second_edition_carries_the_uids_of_the_first(readings: list[Reading]) -> None:
    """So the Synopse shows words that changed, not measures that came and went."""
    before, after = (reading.concept for reading in readings)
    carried = carry(before, after)
    assert not carried.unsure
    rows = [row for row in synopsis(before, carried.concept) if row.kind is Kind.MEASURE]
    counts = Counter(row.status for row in rows)
    assert (counts[Status.NEW], counts[Status.DROPPED], counts[Status.MOVED]) == (9, 5, 3)
    assert counts[Status.CHANGED] >= 12
    assert counts[Status.KEPT] >= 15


def test_a_renumbered_goal_stays_the_same_goal(readings: list[Reading]) -> None:
    """Goal 2.5 was dropped, so 2.6 became 2.5; its uid did not change."""
    before, after = (reading.concept for reading in readings)
    carried = carry(before, after).concept
    old = next(goal for goal in of_kind(before, Kind.GOAL) if goal.number == "2.6")
    new = next(goal for goal in of_kind(carried, Kind.GOAL) if goal.number == "2.5")
    assert (old.uid, old.title) == (new.uid, new.title)
