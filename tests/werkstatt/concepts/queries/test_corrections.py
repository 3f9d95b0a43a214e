"""Corrections in one go."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.amend import amend
from konzept.change import Dropped
from konzept.model import Concept, DroppedMeasure, Element, Kind, Milestone, Responsibility, Timing
from tests import factories
from werkstatt.concepts.queries import dropped, portions, swapped
from werkstatt.concepts.queries.corrections import split_up

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
    after = amend(text, split_up(text, "meas0111", lambda: f"fresh{next(numbers):04}")).find("goal0011")
    assert after is not None
    assert [child.text for child in after.children[:3]] == ["Eins.", "Zwei.", "Drei."]
    assert [child.uid for child in after.children] == ["meas0111", "fresh0001", "fresh0002", "meas0112"]
    assert len({child.responsibility for child in after.children[:3]}) == 1
    assert [child.number for child in after.children[:3]] == ["1.1.1", None, None]


@pytest.mark.parametrize("uid", ["meas0111", "goal0011", "nosuchuid"])
def test_where_there_is_one_there_is_nothing_to_split(uid: str) -> None:
    assert split_up(TEXT, uid, lambda: "fresh0001") == ()


def test_what_is_dropped_says_where_it_stood() -> None:
    (change,) = factories.dropped_out(TEXT, "meas0112")
    assert isinstance(change, Dropped)
    assert (change.parent, change.index) == ("goal0011", 1)
    assert amend(TEXT, [change]).find("meas0112") is None
    assert factories.dropped_out(TEXT, "nosuchuid") == ()
    assert amend(TEXT, factories.dropped_out(TEXT, "area0001")).elements[0].uid == "area0002"


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


PARAGRAPHS = st.lists(st.text("abcdefg äöüß,.", min_size=1).filter(str.strip), min_size=1, max_size=5)


@given(paragraphs=PARAGRAPHS, joint=st.sampled_from(["\n\n", "\n- ", "\n1. ", "\n\n* "]))
def test_splitting_loses_no_word(paragraphs: list[str], joint: str) -> None:
    text, numbers = with_text(joint.join(paragraphs)), count(1)
    changes = split_up(text, "meas0111", lambda: f"fresh{next(numbers):04}")
    goal = amend(text, changes).find("goal0011")
    assert goal is not None
    made = [child.text or "" for child in goal.children[:-1]]
    if changes:
        assert made == [paragraph.strip() for paragraph in paragraphs]
    else:
        assert len(paragraphs) == 1


@given(wrong=st.sampled_from(["Erlenau", "Sprach", "Jobcenter", "fortlaufend", "e"]), right=st.text("ωψξ", min_size=1))
def test_after_a_swap_the_wrong_word_is_gone_and_comes_back_the_same_way(wrong: str, right: str) -> None:
    after = amend(TEXT, swapped(TEXT, wrong, right))
    assert swapped(after, wrong, right) == ()
    assert amend(after, swapped(after, right, wrong)) == TEXT


@given(uids=st.sets(st.sampled_from([element.uid for element in TEXT.walk()]), max_size=5))
def test_what_is_dropped_is_what_is_missing(uids: set[str]) -> None:
    after = TEXT
    for uid in sorted(uids):
        after = amend(after, factories.dropped_out(after, uid))
    missing = {element.uid for element in TEXT.walk()} - {element.uid for element in after.walk()}
    gone = dropped(TEXT, after)
    assert {each.element.uid for each in gone} == missing
    assert uids <= missing
    assert all(set(each.above) <= missing for each in gone)
    assert {each.element.uid for each in gone if not each.above} <= uids
