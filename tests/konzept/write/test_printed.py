"""How elements are printed in documents that come back: every head, row and date can be taken apart again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Concept, EditionMark, Element, Kind, Responsibility, Timing
from konzept.write import printed
from konzept.write.printed import CONTESTED, INHERITED, NO_BREAK, NO_TERM, RESPONSIBLE, TERM, Appendix, Form, Head
from tests.konzept.strategies import few, lines, numbers


def element(kind: Kind = Kind.MEASURE, **parts: Any) -> Element:
    return Element("aaaaaaaa", kind, **parts)


@pytest.mark.parametrize(
    ("given_", "head"),
    [
        (element(number="1.2", title="Chor"), Head(Form.KIND, "Maßnahme 1.2", "Chor")),
        (element(), Head(Form.KIND, "Maßnahme", "")),
        (element(label="Maßnahme (n)"), Head(Form.LABEL, "Maßnahme (n)", "")),
        (element(label="M 1.2", number="1.2"), Head(Form.LABEL, "M 1.2", "")),
        (element(label="Projekt", number="7"), Head(Form.LABEL, f"Projekt{NO_BREAK}7", "")),
        (element(Kind.AREA, number="3", title="Wohnen"), Head(Form.KIND, "Handlungsfeld 3", "Wohnen")),
        (element(Kind.GOAL, title="Wohnen"), Head(Form.KIND, "Handlungsziel", "Wohnen")),
        (element(Kind.GUIDING_GOAL, number="2"), Head(Form.KIND, "Leitziel 2", "")),
        (element(Kind.PRINCIPLE), Head(Form.KIND, "Leitsatz", "")),
        (element(Kind.CHAPTER, number="3.1", title="Lage"), Head(Form.NUMBER, "3.1", "Lage")),
        (element(Kind.CHAPTER, title="Lage"), Head(Form.TITLE, "", "Lage")),
        (element(Kind.CHAPTER), Head(Form.KIND, "Kapitel", "")),
        (element(Kind.TEXT, text="Ein Absatz."), Head(Form.NONE, "", "")),
        (element(Kind.TEXT), Head(Form.KIND, "Abschnitt", "")),
        (element(Kind.TEXT, text="   "), Head(Form.KIND, "Abschnitt", "")),
        (element(Kind.MISSION, text="Wir leben gut."), Head(Form.KIND, "Leitbild", "")),
    ],
)
def test_the_head_says_what_an_element_is(given_: Element, head: Head) -> None:
    assert printed.head(given_) == head


@given(st.sampled_from(Kind), st.none() | numbers(), st.none() | st.sampled_from(("Maßnahme (n)", "Projekt", "HF")))
@few
def test_what_stands_before_a_title_can_be_taken_apart_again(kind: Kind, number: str | None, label: str | None) -> None:
    found = printed.head(element(kind, number=number, label=label, title="Titel"))
    assert printed.parts(found.form, kind, found.prefix) == (number, label)


@pytest.mark.parametrize(
    ("form", "kind", "prefix", "number", "label"),
    [
        (Form.KIND, Kind.MEASURE, "Maßnahme 1.3", "1.3", None),
        (Form.KIND, Kind.MEASURE, "Maßnahme", None, None),
        (Form.KIND, Kind.MEASURE, "Teilmaßnahme 1.3", "1.3", "Teilmaßnahme 1.3"),
        (Form.NUMBER, Kind.CHAPTER, "3.1", "3.1", None),
        (Form.NUMBER, Kind.CHAPTER, "IV", "IV", None),
        (Form.LABEL, Kind.MEASURE, "M 1.3", "M 1.3", None),
        (Form.LABEL, Kind.MEASURE, f"Projekt{NO_BREAK}8", "8", "Projekt"),
        (Form.TITLE, Kind.CHAPTER, "", None, None),
    ],
)
def test_words_a_person_changed_are_taken_apart_too(
    form: Form, kind: Kind, prefix: str, number: str | None, label: str | None
) -> None:
    assert printed.parts(form, kind, prefix) == (number, label)


def test_a_number_is_added_only_where_the_label_does_not_say_it() -> None:
    assert printed.labelled("M 1.2", "1.2") == "M 1.2"
    assert printed.labelled("M 11.2", "1.2") == f"M 11.2{NO_BREAK}1.2"
    assert printed.labelled("Maßnahme", "") == "Maßnahme"


# --- rows ---


def test_rows_stand_in_the_order_of_the_concept() -> None:
    full = element(
        responsibility=Responsibility("Amt"),
        timing=Timing("bald"),
        fields={"Kosten": "1", "Status": ""},
        contested=True,
    )
    assert printed.rows(full, None) == [
        (RESPONSIBLE, "Amt"),
        (TERM, "bald"),
        ("Kosten", "1"),
        ("Status", ""),
        (CONTESTED, printed.NO_AGREEMENT),
    ]
    assert printed.rows(element(), None) == []


@pytest.mark.parametrize(
    ("timing", "above", "rows"),
    [
        (Timing("bald"), None, [(TERM, "bald")]),
        (Timing("bald"), "bald", [(TERM, "bald")]),
        (Timing("bald", inherited=True), "bald", []),
        (Timing("bald", inherited=True), "später", [(INHERITED, "bald")]),
        (Timing("bald", inherited=True), None, [(INHERITED, "bald")]),
        (None, "bald", [(TERM, NO_TERM)]),
        (None, None, []),
    ],
)
def test_a_term_that_the_goal_shows_is_not_repeated(
    timing: Timing | None, above: str | None, rows: list[tuple[str, str]]
) -> None:
    assert printed.rows(element(timing=timing), above) == rows


def test_only_measures_take_a_term_from_above() -> None:
    assert printed.rows(element(Kind.GOAL, timing=Timing("bald", inherited=True)), "bald") == [(INHERITED, "bald")]
    assert printed.rows(element(Kind.GOAL), "bald") == []


@pytest.mark.parametrize(
    ("rows", "term"),
    [
        ([(TERM, "bald")], "bald"),
        ([(RESPONSIBLE, "Amt"), (INHERITED, "bald")], "bald"),
        ([(TERM, NO_TERM)], None),
        ([(RESPONSIBLE, "Amt")], None),
        ([], None),
    ],
)
def test_the_term_that_rows_show(rows: list[tuple[str, str]], term: str | None) -> None:
    assert printed.term_of(rows) == term


# --- days and covers ---


@given(st.dates())
@few
def test_a_day_comes_back(day: object) -> None:
    assert printed.iso(printed.day(str(day))) == str(day)


@pytest.mark.parametrize("words", ["Frühjahr 2026", "", "2026-03", "15.3.26"])
def test_what_is_no_day_stays_as_it_is(words: str) -> None:
    assert printed.day(words) == words
    assert printed.iso(words) == words


def test_a_day_typed_short_is_a_day() -> None:
    assert printed.iso(" 1.3.2026 ") == "2026-03-01"


def test_the_cover_shows_what_there_is_in_order() -> None:
    mark = EditionMark("1. Fortschreibung", 1, "2026-03-15", "2026-01-01", "2029-12-31")
    full = Concept("K", subtitle="Gemeinsam", authority="Kreis Talau", edition=mark)
    assert printed.cover(full) == [
        ("subtitle", "Gemeinsam"),
        ("authority", "Kreis Talau"),
        ("label", "1. Fortschreibung"),
        ("date", "Fassung vom 15.03.2026"),
        ("valid_from", "Gültig ab 01.01.2026"),
        ("valid_to", "Gültig bis 31.12.2029"),
    ]
    assert printed.cover(Concept("K")) == []
    assert dict(printed.cover(replace(full, subtitle=None))).keys() == dict(printed.cover(full)).keys() - {"subtitle"}


def test_every_dated_line_begins_as_it_is_recognised() -> None:
    mark = EditionMark(date="2026-03-15", valid_from="2026-01-01", valid_to="2029-12-31")
    for name, words in printed.cover(Concept("K", edition=mark)):
        start = printed.DATED[name]
        assert words.startswith(start)
        assert printed.iso(words.removeprefix(start)) == getattr(mark, name)


@given(lines())
@few
def test_a_text_opens_with_words_where_it_has_some(text: str) -> None:
    assert printed.opens_with_words(text)
    assert printed.opens_with_words(f"- {text}")
    assert not printed.opens_with_words("")
    assert not printed.opens_with_words(None)


def test_every_kind_has_a_letter_and_every_appendix_a_heading() -> None:
    assert {printed.KINDS[code] for code in printed.KIND_CODES.values()} == set(Kind)
    assert {each.german for each in Appendix} == {"Entfallene Maßnahmen", "Abkürzungen", "Quellen", "Anmerkungen"}
