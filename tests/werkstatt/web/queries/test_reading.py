"""A concept as leaves of a book."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from konzept.model import Concept, Element, Kind, Timing
from tests import factories
from werkstatt.web.queries import reading

VALUE = factories.concept_value()


def leaf(uid: str, text: Concept = VALUE) -> reading.Leaf:
    return next(each for each in reading.leaves(text.elements) if each.element.uid == uid)


def test_leaves_are_all_elements_in_reading_order() -> None:
    assert [each.element.uid for each in reading.leaves(VALUE.elements)] == [each.uid for each in VALUE.walk()]


def test_headings_never_skip_a_level() -> None:
    levels = [each.level for each in reading.leaves(VALUE.elements) if each.level]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_an_area_says_its_name_over_its_title() -> None:
    area = leaf("area0001")
    assert (area.over, area.heading, area.number, area.is_area) == ("Handlungsfeld 1", "Sprache und Bildung", "", True)


def test_a_goal_has_its_number_beside_its_title() -> None:
    goal = leaf("goal0011")
    assert (goal.number, goal.over) == ("1.1", "")


def test_a_measure_without_title_is_headed_by_its_name() -> None:
    measure = leaf("meas0112")
    assert (measure.heading, measure.level) == ("Maßnahme 1.1.2", 4)
    assert (measure.who, measure.when) == ("Volkshochschule Erlenau", "bis Ende 2027")


def test_a_text_has_no_heading_and_no_address_of_its_own() -> None:
    text = leaf("area0001txt")
    assert (text.level, text.has_address, text.who, text.when) == (0, False, "", "")


def test_a_term_taken_over_from_above_is_not_said_again() -> None:
    element = Element("m1", Kind.MEASURE, text="…", timing=Timing("fortlaufend", inherited=True))
    assert reading.leaf_of(element, 0).when == ""


@pytest.mark.parametrize(
    ("element", "name"),
    [
        (Element("a", Kind.MEASURE, number="2.2.1"), "Maßnahme 2.2.1"),
        (Element("a", Kind.MEASURE, label="Maßnahme 1", number="1"), "Maßnahme 1"),
        (Element("a", Kind.GOAL, label="Teilziel", number="3.4"), "Teilziel 3.4"),
        (Element("a", Kind.GOAL, label="Ziel 3.4.1", number="4"), "Ziel 3.4.1 4"),
        (Element("a", Kind.MISSION), "Leitbild"),
    ],
)
def test_names_say_the_number_once(element: Element, name: str) -> None:
    assert reading.name_of(element) == name


def test_long_texts_may_break_across_printed_pages() -> None:
    assert not leaf("meas0112").is_long
    assert reading.leaf_of(Element("t", Kind.TEXT, text="Wort " * 400), 0).is_long


def test_contents_lead_to_areas_and_what_is_in_them() -> None:
    items = reading.contents(VALUE.elements)
    assert [(item.number, item.title) for item in items] == [("1", "Sprache und Bildung"), ("2", "Arbeit und Beruf")]
    assert [item.uid for item in items[0].items] == ["goal0011", "goal0012"]


def test_areas_within_a_chapter_stand_in_the_contents_themselves() -> None:
    chapter = Element("chap", Kind.CHAPTER, number="3", title="Handlungsfelder", children=VALUE.elements)
    items = reading.contents((chapter,))
    assert [item.uid for item in items] == ["chap", "area0001", "area0002"]
    assert items[0].items == ()
    assert items[1].items


def test_around_says_where_an_element_stands() -> None:
    found = reading.around(VALUE, "meas0121")
    assert [each.uid for each in found.above] == ["area0001", "goal0012"]
    assert found.before is not None
    assert found.after is not None
    assert (found.before.uid, found.after.uid) == ("goal0012", "area0002")


def test_the_first_has_nothing_before_and_the_last_nothing_after() -> None:
    assert reading.around(VALUE, "area0001").before is None
    assert reading.around(VALUE, "meas0221").after is None


def test_areas_are_counted() -> None:
    assert [(each.title, each.goals, each.measures) for each in reading.areas(VALUE)] == [
        ("Sprache und Bildung", 2, 3),
        ("Arbeit und Beruf", 2, 3),
    ]


def test_an_area_without_title_has_its_name() -> None:
    bare = replace(VALUE, elements=(Element("a", Kind.AREA, number="7"),))
    assert reading.areas(bare)[0].title == "Handlungsfeld 7"
