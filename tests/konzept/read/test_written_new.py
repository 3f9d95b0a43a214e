"""What a person adds: kind, number, label, title and depth by words and place."""

from __future__ import annotations

import pytest

from konzept.model import Kind
from konzept.read import written_new as new
from konzept.read.written_new import Neighbours
from konzept.read.written_seen import Seen
from konzept.write.printed import Form

GOAL = Seen(Kind.GOAL, 3, "goal0001", Form.LABEL, "Handlungsziel 1.1")
BARE_GOAL = Seen(Kind.GOAL, 3, "goal0001", Form.KIND, "Handlungsziel 1")
CHAPTER = Seen(Kind.CHAPTER, 1, "chapter1", Form.NUMBER, "1", "Einleitung")


def known(*met: Seen) -> Neighbours:
    """Somebody who has met these."""
    made = Neighbours()
    for seen in met:
        made.meet(seen)
    return made


@pytest.mark.parametrize(
    ("words", "kind", "form", "prefix", "title"),
    [
        ("Handlungsziel 1.3: Wohnen", Kind.GOAL, Form.LABEL, "Handlungsziel 1.3", "Wohnen"),
        ("Handlungsfeld 2 Wohnen", Kind.AREA, Form.LABEL, "Handlungsfeld 2", "Wohnen"),
        ("2 Verfahren", Kind.CHAPTER, Form.NUMBER, "2", "Verfahren"),
        ("Verfahren", Kind.CHAPTER, Form.TITLE, "", "Verfahren"),
        ("2.1. Ablauf", Kind.CHAPTER, Form.NUMBER, "2.1", "Ablauf"),
    ],
)
def test_headings(words: str, kind: Kind, form: Form, prefix: str, title: str) -> None:
    found = known(CHAPTER).headed(words, 1)
    assert (found.kind, found.form, found.prefix, found.title, found.uid) == (kind, form, prefix, title, None)


def test_a_goal_stands_as_deep_as_other_goals_whatever_its_heading() -> None:
    assert known(CHAPTER, GOAL).headed("Handlungsziel 1.2: Wohnen", 5).depth == 3
    assert known(CHAPTER, GOAL).headed("Handlungsfeld 2: Wohnen", 2).depth == 2


def test_a_heading_like_its_neighbours() -> None:
    assert known(CHAPTER, GOAL).headed("Wohnen", 3).kind is Kind.GOAL


def test_a_label_is_printed_where_the_neighbours_have_printed_ones() -> None:
    assert known(GOAL).headed("Handlungsziel 1.2", 3).form is Form.LABEL
    assert known(BARE_GOAL).headed("Handlungsziel 1.2", 3).form is Form.KIND
    assert known(BARE_GOAL).headed("Teilziel 1.2", 3).form is Form.LABEL


@pytest.mark.parametrize("label", ["Maßnahme", "Maßnahme 1.1.9", "Maßnahme (n)", "Projekt", "Maßnahme neu"])
def test_labels_that_open_a_measure(label: str) -> None:
    found = known().measure(label, 4)
    assert found is not None
    assert (found.kind, found.depth) == (Kind.MEASURE, 4)
    assert new.opens_measure(label)


@pytest.mark.parametrize("label", ["Kosten", "Zuständig", "Termin", "", "Handlungsziel 1.1", "Stand der Maßnahme 1.1"])
def test_labels_that_open_none(label: str) -> None:
    assert not new.opens_measure(label)


@pytest.mark.parametrize(
    ("label", "ours"),
    [
        ("Zuständigkeiten", "Zuständig"),
        ("Wer", "Zuständig"),
        ("Zeitraum", "Termin"),
        ("Kosten", "Kosten"),
        ("Farbe", "Farbe"),
    ],
)
def test_labels_of_rows(label: str, ours: str) -> None:
    assert new.row_label(label) == ours


@pytest.mark.parametrize(
    ("form", "words", "parts"),
    [
        (Form.TITLE, "Wohnen: ja", ("", "Wohnen: ja")),
        (Form.LABEL, "Handlungsziel 1.1 Wohnen", ("Handlungsziel 1.1", "Wohnen")),
        (Form.LABEL, "Handlungsziel 1.1", ("Handlungsziel 1.1", "")),
        (Form.NUMBER, "2 Verfahren", ("2", "Verfahren")),
        (Form.NUMBER, "2.1", ("2.1", "")),
        (Form.LABEL, "Etwas anderes", None),
    ],
)
def test_heads_without_a_divider(form: Form, words: str, parts: tuple[str, str] | None) -> None:
    assert new.split(form, words) == parts
