"""The concept as a value: walked in document order, found by uid, never changed."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from konzept import model
from konzept.model import (
    Abbreviation,
    Concept,
    DroppedMeasure,
    EditionMark,
    Element,
    Holder,
    Kind,
    Milestone,
    Note,
    Problem,
    Responsibility,
    Role,
    Source,
    Timing,
    TimingKind,
)
from tests.konzept.strategies import concepts, few

MEASURE = Element("mmmmmmmm", Kind.MEASURE, number="1.1.1")
GOAL = Element("gggggggg", Kind.GOAL, number="1.1", children=(MEASURE,))
AREA = Element("aaaaaaaa", Kind.AREA, number="1", children=(GOAL, replace(MEASURE, uid="nnnnnnnn")))
CONCEPT = Concept("Konzept", (Element("vvvvvvvv", Kind.CHAPTER), AREA))


def test_walking_goes_down_before_it_goes_on() -> None:
    assert [element.uid for element in CONCEPT.walk()] == ["vvvvvvvv", "aaaaaaaa", "gggggggg", "mmmmmmmm", "nnnnnnnn"]
    assert [element.uid for element in GOAL.walk()] == ["gggggggg", "mmmmmmmm"]
    assert list(Concept("Leer").walk()) == []


def test_an_element_is_found_wherever_it_stands() -> None:
    assert CONCEPT.find("mmmmmmmm") is MEASURE
    assert CONCEPT.find("vvvvvvvv") is CONCEPT.elements[0]
    assert CONCEPT.find("zzzzzzzz") is None


def test_each_element_knows_its_parent() -> None:
    parents = CONCEPT.parents()
    assert parents["vvvvvvvv"] is None
    assert parents["aaaaaaaa"] is None
    assert parents["gggggggg"] is AREA
    assert parents["mmmmmmmm"] is GOAL
    assert parents["nnnnnnnn"] is AREA


@given(concepts())
@few
def test_parents_and_walk_speak_of_the_same_elements(concept: Concept) -> None:
    parents = concept.parents()
    assert sorted(parents) == sorted(element.uid for element in concept.walk())
    for element in concept.walk():
        above = parents[element.uid]
        assert element in (above.children if above else concept.elements)
        assert concept.find(element.uid) is element


@pytest.mark.parametrize(
    ("value", "part"),
    [(CONCEPT, "title"), (MEASURE, "text"), (Timing("bald"), "kind"), (Note("1", "x"), "text"), (Source(), "place")],
)
def test_nothing_can_be_changed_behind_anybodys_back(value: Any, part: str) -> None:
    with pytest.raises((FrozenInstanceError, AttributeError)):
        setattr(value, part, "anders")


def test_the_fields_of_nobody_belong_to_nobody() -> None:
    one, other = Element("aaaaaaaa", Kind.TEXT), Element("bbbbbbbb", Kind.TEXT)
    with pytest.raises(TypeError):
        one.fields["Kosten"] = "1"  # type: ignore[index]  # that is the point
    assert other.fields == {}


def test_values_with_the_same_content_are_equal() -> None:
    assert replace(GOAL) == GOAL
    assert replace(GOAL, number="1.2") != GOAL
    assert Timing("bald") == Timing("bald", inherited=False, kind=TimingKind.UNCLEAR)


def test_a_problem_is_a_sentence_for_the_user() -> None:
    with pytest.raises(ValueError, match="bitte"):
        raise Problem("Die Datei ist leer; bitte wählen Sie eine andere.")


# --- the schema is the same thing in JSON ---


@pytest.fixture(scope="module")
def schema(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "design" / "concept.schema.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    ("kinds", "where"),
    [
        (Kind, ("element", "kind")),
        (Role, ("holder", "role")),
        (TimingKind, ("timing", "kind")),
    ],
)
def test_every_kind_of_the_schema_is_ours(schema: dict[str, Any], kinds: Any, where: tuple[str, str]) -> None:
    listed = set(_enums(schema))
    assert tuple(kinds) in listed or set(kinds) in [set(each) for each in listed], where


def _enums(node: Any) -> list[tuple[str, ...]]:
    if isinstance(node, dict):
        own = [tuple(node["enum"])] if isinstance(node.get("enum"), list) else []
        return own + [found for value in node.values() for found in _enums(value)]
    return [found for value in node for found in _enums(value)] if isinstance(node, list) else []


def _properties(node: Any) -> list[frozenset[str]]:
    if isinstance(node, dict):
        own = [frozenset(node["properties"])] if isinstance(node.get("properties"), dict) else []
        return own + [found for value in node.values() for found in _properties(value)]
    return [found for value in node for found in _properties(value)] if isinstance(node, list) else []


@pytest.mark.parametrize(
    "kind",
    [
        Element,
        Holder,
        Responsibility,
        Milestone,
        Timing,
        Note,
        Source,
        EditionMark,
        DroppedMeasure,
        Abbreviation,
    ],
)
def test_every_record_has_the_fields_of_the_schema(schema: dict[str, Any], kind: Any) -> None:
    assert frozenset(each.name for each in fields(kind)) in _properties(schema)


def test_the_concept_has_the_fields_of_the_schema(schema: dict[str, Any]) -> None:
    assert frozenset({"format", "version", *(each.name for each in fields(Concept))}) in _properties(schema)


def test_every_class_says_its_german_word() -> None:
    german = {"Kind": "Handlungsfeld", "Role": "Federführung", "Responsibility": "Zuständigkeit", "Timing": "Termin"}
    for name, word in german.items():
        assert word in str(getattr(model, name).__doc__)
