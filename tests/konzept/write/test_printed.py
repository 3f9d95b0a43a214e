"""Heads and rows: what is printed can be told apart again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Concept, EditionMark, Element, Kind, Responsibility, Timing
from konzept.write import printed
from konzept.write.printed import Form, head, parts
from tests.konzept.strategies import childless, few, numbers


def element(kind: Kind = Kind.GOAL, **held: str | None) -> Element:
    return Element("element1", kind, **held)  # type: ignore[arg-type]  # only texts are given


@pytest.mark.parametrize(
    ("given_", "form", "prefix", "title"),
    [
        (
            element(label="Handlungsziel 3.4.1", number="3.4.1", title="Wohnen"),
            Form.LABEL,
            "Handlungsziel 3.4.1",
            "Wohnen",
        ),
        (element(label="Maßnahme (n)", number="12a"), Form.LABEL, "Maßnahme (n)\u00a012a", ""),
        (element(number="1", title="Wohnen"), Form.KIND, "Handlungsziel 1", "Wohnen"),
        (element(), Form.KIND, "Handlungsziel", ""),
        (element(Kind.CHAPTER, number="1", title="Einleitung"), Form.NUMBER, "1", "Einleitung"),
        (element(Kind.CHAPTER, title="Einleitung"), Form.TITLE, "", "Einleitung"),
        (element(Kind.MISSION), Form.KIND, "Leitbild", ""),
        (element(Kind.TEXT, text="Worte."), Form.NONE, "", ""),
        (element(Kind.TEXT, text="  "), Form.KIND, "Abschnitt", ""),
        (element(Kind.TEXT), Form.KIND, "Abschnitt", ""),
    ],
)
def test_heads(given_: Element, form: Form, prefix: str, title: str) -> None:
    assert head(given_) == printed.Head(form, prefix, title)


@given(st.sampled_from(Kind), numbers(), st.sampled_from((None, "Maßnahme (n)", "Handlungsziel")))
@few
def test_number_and_label_are_told_apart(kind: Kind, number: str, label: str | None) -> None:
    made = head(element(kind, number=number, label=label))
    assert parts(made.form, kind, made.prefix) == (number, label)


@pytest.mark.parametrize(
    ("form", "prefix", "number", "label"),
    [
        (Form.KIND, "Handlungsziel 7", "7", None),
        (Form.KIND, "Teilziel 7", "7", "Teilziel 7"),
        (Form.LABEL, "Handlungsziel 3.4.2", "3.4.2", "Handlungsziel 3.4.2"),
        (Form.LABEL, "Maßnahme (n)", None, "Maßnahme (n)"),
        (Form.LABEL, "M 1.1", "M 1.1", None),
        (Form.NUMBER, "2.1", "2.1", None),
        (Form.TITLE, "", None, None),
    ],
)
def test_what_a_person_typed_before_the_title(form: Form, prefix: str, number: str | None, label: str | None) -> None:
    assert parts(form, Kind.GOAL, prefix) == (number, label)


@given(childless("element1"))
@few
def test_every_row_has_a_label_and_what_is_contested_comes_last(found: Element) -> None:
    rows = printed.rows(found, None)
    assert len(rows) == bool(found.responsibility) + bool(found.timing) + len(found.fields) + found.contested
    assert (rows[-1:] == [(printed.CONTESTED, printed.NO_AGREEMENT)]) >= found.contested


@pytest.mark.parametrize(
    ("kind", "timing", "above", "shown"),
    [
        (Kind.MEASURE, Timing("2027", inherited=True), "2027", []),
        (Kind.MEASURE, Timing("2027", inherited=True), "2028", [("Termin (des Ziels)", "2027")]),
        (Kind.MEASURE, Timing("2027", inherited=True), None, [("Termin (des Ziels)", "2027")]),
        (Kind.MEASURE, Timing("2027"), "2027", [("Termin", "2027")]),
        (Kind.MEASURE, None, "2027", [("Termin", "–")]),
        (Kind.MEASURE, None, None, []),
        (Kind.GOAL, None, "2027", []),
    ],
)
def test_terms(kind: Kind, timing: Timing | None, above: str | None, shown: printed.Rows) -> None:
    assert printed.rows(Element("element1", kind, timing=timing), above) == shown


def test_the_term_that_rows_show() -> None:
    assert printed.term_of([("Kosten", "1"), ("Termin", "2027")]) == "2027"
    assert printed.term_of([("Termin (des Ziels)", "2027")]) == "2027"
    assert printed.term_of([("Termin", "–")]) is None
    assert printed.term_of([]) is None


def test_responsibility_comes_first() -> None:
    held = Element("element1", Kind.MEASURE, responsibility=Responsibility("Amt"), fields={"Kosten": "1"})
    assert printed.rows(held, None) == [("Zuständig", "Amt"), ("Kosten", "1")]


@given(st.dates().map(str))
@few
def test_days_come_back(day: str) -> None:
    assert printed.iso(printed.day(day)) == day


def test_what_is_no_day_stays_as_it_is() -> None:
    assert (printed.day("Frühjahr"), printed.iso("Frühjahr")) == ("Frühjahr", "Frühjahr")


def test_the_cover_leaves_out_what_nobody_said() -> None:
    assert printed.cover(Concept("K")) == []
    assert printed.cover(Concept("K", edition=EditionMark(valid_to="2030-12-31"))) == [
        ("valid_to", "Gültig bis 31.12.2030")
    ]
