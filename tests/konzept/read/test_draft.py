"""Drafts on their way into the model."""

from __future__ import annotations

import pytest

from konzept.model import Kind, Note, Responsibility, Source, Timing
from konzept.read.draft import Draft, Passage, printed, uid_for


def passage(notes: dict[str, str] | None = None) -> Passage:
    known = notes or {}
    return Passage(lambda mark, _: Note(mark, known[mark]) if mark in known else None)


def measure(text: str, **values: object) -> Draft:
    draft = Draft(Kind.MEASURE, "Tabelle 1, Zeile 2")
    draft.texts.append(text)
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([], ""),
        (["Amt"], "Amt"),
        (["**Amt** für [Soziales](https://example.org)"], "Amt für Soziales"),
        (["Amt", "Verein"], "Amt\nVerein"),
        (["Amt\n\nVerein"], "Amt\nVerein"),
        (["Träger:\n\n- eins\n- *zwei*"], "Träger:\n- eins\n- zwei"),
        (["MBE[^4] (Verein)"], "MBE (Verein)"),
        ([r"Bürger\*innen"], "Bürger*innen"),
        (["", "  "], ""),
    ],
)
def test_printed(parts: list[str], wanted: str) -> None:
    assert printed(parts) == wanted


def test_taking_words_remembers_blocks_and_notes() -> None:
    draft = Draft(Kind.GOAL, "Zeile 1")
    assert draft.take("Kurse[^1] und mehr[^2]", 4) == "Kurse[^1] und mehr[^2]"
    draft.take("ohne", 6)
    assert draft.blocks == {4, 6}
    assert draft.marks == [("1", 4), ("2", 4)]


def test_walk_goes_down_in_order() -> None:
    goal = Draft(Kind.GOAL, "x", title="Ziel")
    first, second = measure("eins"), measure("zwei")
    goal.children = [first, second]
    first.children = [Draft(Kind.TEXT, "x", title="innen")]
    assert [draft.words for draft in goal.walk()] == ["Ziel", "eins", "innen", "zwei"]


def test_words_are_title_and_text_in_one_line() -> None:
    assert measure("- eins\n- zwei", title="Chor").words == "Chor eins zwei"
    assert Draft(Kind.TEXT, "x").words == ""


def test_an_element_has_all_a_draft_has() -> None:
    draft = measure(
        "Ein Chor.[^1]",
        number="1.1",
        label="M 1.1",
        title="Chor",
        certainty=0.7,
        steps=["- proben"],
        fields={"Kosten": ["keine"], "leer": [""]},
        responsibility=Responsibility("Amt"),
        timing=Timing("bald"),
        marks=[("1", 3), ("1", 3), ("9", 3)],
        blocks={5, 3},
    )
    made = passage({"1": "Siehe dort"})
    element = made.element(draft)
    assert (element.number, element.label, element.title) == ("1.1", "M 1.1", "Chor")
    assert element.text == "Ein Chor.[^1]\n\n- proben"
    assert element.fields == {"Kosten": "keine"}
    assert element.notes == (Note("1", "Siehe dort"),)
    assert element.source == Source("Tabelle 1, Zeile 2", 0.7)
    assert (element.responsibility, element.timing) == (Responsibility("Amt"), Timing("bald"))
    assert made.sources == {element.uid: (3, 5)}
    assert made.uids == {id(draft): element.uid}


def test_an_empty_draft_has_no_text() -> None:
    element = passage().element(Draft(Kind.CHAPTER, "x", title="Leer"))
    assert element.text is None
    assert element.fields == {}
    assert element.notes == ()


def test_equal_drafts_have_different_uids() -> None:
    made = passage()
    uids = [made.element(measure("Chor")).uid for _ in range(4)]
    assert len(set(uids)) == 4
    again = passage()
    assert [again.element(measure("Chor")).uid for _ in range(4)] == uids


def test_the_place_in_the_tree_is_part_of_the_uid() -> None:
    one, other = Draft(Kind.GOAL, "x", number="1"), Draft(Kind.GOAL, "x", number="2")
    one.children, other.children = [measure("Chor")], [measure("Chor")]
    made = passage()
    assert made.element(one).children[0].uid != made.element(other).children[0].uid


def test_places_and_labels_are_no_part_of_the_uid() -> None:
    here, there = measure("Chor"), measure("Chor", label="Maßnahme 1", place="Tabelle 9")
    assert passage().element(here).uid == passage().element(there).uid


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((Kind.GOAL, (), "1", "a"), (Kind.AREA, (), "1", "a")),
        ((Kind.GOAL, (), "1", "a"), (Kind.GOAL, ("area:1",), "1", "a")),
        ((Kind.GOAL, (), "1", "a"), (Kind.GOAL, (), None, "a")),
        ((Kind.GOAL, (), "1", "a"), (Kind.GOAL, (), "1", "b")),
    ],
)
def test_what_makes_a_uid(
    one: tuple[Kind, tuple[str, ...], str | None, str], other: tuple[Kind, tuple[str, ...], str | None, str]
) -> None:
    assert uid_for(*one) != uid_for(*other)
    assert uid_for(*one) == uid_for(*one)
