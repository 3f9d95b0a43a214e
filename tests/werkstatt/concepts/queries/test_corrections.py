"""Corrections in one go."""

from __future__ import annotations

from itertools import count

import pytest

from konzept.amend import amend
from konzept.change import Dropped
from konzept.model import Concept, DroppedMeasure, Element, Kind, Milestone, Responsibility, Timing
from tests import factories
from werkstatt.concepts.queries import dropped_out, portions, split, swapped

TEXT = factories.concept_value()


def with_text(text: str) -> Concept:
    return factories.reworded(TEXT, "meas0111", text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nur einer.", ["Nur einer."]),
        ("Eins.\n\nZwei.", ["Eins.", "Zwei."]),
        ("- Eins\n- Zwei\n- Drei", ["Eins", "Zwei", "Drei"]),
        ("1. Eins\n2) Zwei", ["Eins", "Zwei"]),
        ("Zeile eins\nund weiter", ["Zeile eins\nund weiter"]),
    ],
)
def test_portions_are_paragraphs_and_list_items(text: str, parts: list[str]) -> None:
    assert portions(Element("meas0111", Kind.MEASURE, text=text)) == parts


def test_splitting_makes_neighbours_alike() -> None:
    text, numbers = with_text("Eins.\n\nZwei.\n\nDrei."), count(1)
    after = amend(text, split(text, "meas0111", lambda: f"fresh{next(numbers):04}")).find("goal0011")
    assert after is not None
    assert [child.text for child in after.children[:3]] == ["Eins.", "Zwei.", "Drei."]
    assert [child.uid for child in after.children] == ["meas0111", "fresh0001", "fresh0002", "meas0112"]
    assert len({child.responsibility for child in after.children[:3]}) == 1
    assert [child.number for child in after.children[:3]] == ["1.1.1", None, None]


@pytest.mark.parametrize("uid", ["meas0111", "nosuchuid"])
def test_where_there_is_one_there_is_nothing_to_split(uid: str) -> None:
    assert split(TEXT, uid, lambda: "fresh0001") == ()


def test_what_is_dropped_says_where_it_stood() -> None:
    (change,) = dropped_out(TEXT, "meas0112")
    assert isinstance(change, Dropped)
    assert (change.parent, change.index) == ("goal0011", 1)
    assert amend(TEXT, [change]).find("meas0112") is None
    assert dropped_out(TEXT, "nosuchuid") == ()
    assert amend(TEXT, dropped_out(TEXT, "area0001")).elements[0].uid == "area0002"


def test_a_word_is_swapped_everywhere() -> None:
    element = Element(
        "meas9999",
        Kind.MEASURE,
        title="IIm-Kreis",
        text="Im IIm-Kreis.",
        responsibility=Responsibility("Landratsamt IIm-Kreis"),
        timing=Timing("wie der IIm-Kreis", milestones=(Milestone("Start", "2027-01-01"),)),
        fields={"Ort": "IIm-Kreis"},
    )
    text = Concept("Konzept IIm-Kreis", (element,), dropped=(DroppedMeasure("IIm-Kreis"),))
    after = amend(text, swapped(text, "IIm", "Ilm"))
    assert "IIm" not in repr(after)
    assert swapped(after, "IIm", "Ilm") == ()
