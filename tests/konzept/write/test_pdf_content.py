"""What the typst templates get: all of a concept, as plain data, never as markup."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from konzept.model import Abbreviation, Concept, DroppedMeasure, Element, Kind, Note, Responsibility, Timing
from konzept.synopsis import synopsis
from konzept.wording import line
from konzept.write.pdf_content import DEEPEST, LONGEST_WHOLE, concept_content, synopsis_content
from tests.konzept.strategies import concepts, few, pairs


def content(*elements: Element, **frame: Any) -> dict[str, Any]:
    return concept_content(Concept("Konzept", elements, **frame))


def of(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = content(element)["elements"][0]
    return found


def said(nodes: Any) -> str:
    """All words below some nodes."""
    if isinstance(nodes, dict):
        return str(nodes.get("text", "")) + said(nodes.get("content", [])) + said(nodes.get("items", []))
    return "".join(said(node) for node in nodes) if isinstance(nodes, list) else ""


def measure(**parts: Any) -> Element:
    return Element("mmmmmmmm", Kind.MEASURE, **parts)


# --- the concept ----------------------------------------------------------------------------------------------


@given(concepts(wild=True))
@few
def test_it_travels_as_json(concept: Concept) -> None:
    found = concept_content(concept)
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found
    assert len(found["elements"]) == len(list(concept.walk()))


@given(concepts())
@few
def test_no_word_of_a_title_or_term_is_lost(concept: Concept) -> None:
    for element, shown in zip(concept.walk(), concept_content(concept)["elements"], strict=True):
        words = said(shown["heading"]) + said(shown["title"])
        assert line(element.title or "") in line(words) or not element.title
        labels = [label for label, _ in shown["facts"]]
        assert ("Zuständig" in labels) == bool(element.responsibility)
        assert set(element.fields) <= set(labels)


def test_the_frame_is_there_or_empty() -> None:
    empty = content()
    assert [empty[key] for key in ("subtitle", "authority", "edition", "elements", "dropped", "sources")] == [
        *("", "", ""),
        *([], [], []),
    ]
    full = content(
        subtitle="Gemeinsam",
        dropped=(DroppedMeasure("**Chor**", goal="1.1 Musik", reason="erledigt"),),
        abbreviations=(Abbreviation("VHS", "Volkshochschule"),),
        sources=("Sozialatlas *2025*",),
        notes=(Note("1", "Siehe dort"),),
    )
    assert (said(full["dropped"][0]["text"]), full["dropped"][0]["goal"], full["dropped"][0]["reason"]) == (
        "Chor",
        "1.1 Musik",
        "erledigt",
    )
    assert full["abbreviations"] == [["VHS", "Volkshochschule"]]
    assert said(full["sources"]) == "Sozialatlas 2025"
    assert full["notes"] == [["1", "Siehe dort"]]


@pytest.mark.parametrize(
    ("element", "heading", "kicker", "number"),
    [
        (Element("aaaaaaaa", Kind.CHAPTER, number="1", title="Vorwort"), "Vorwort", "1", "1"),
        (Element("aaaaaaaa", Kind.CHAPTER), "Kapitel", "", ""),
        (Element("aaaaaaaa", Kind.AREA, number="2", title="Wohnen"), "Wohnen", "Handlungsfeld 2", "2"),
        (Element("aaaaaaaa", Kind.GOAL, number="2.1", label="Ziel 2.1"), "Ziel 2.1", "Ziel 2.1", "2.1"),
        (Element("aaaaaaaa", Kind.GUIDING_GOAL, number="3", title="Frieden"), "Frieden", "Leitziel 3", ""),
        (Element("aaaaaaaa", Kind.MISSION, title="Leitbild"), "Leitbild", "", ""),
        (measure(number="1.1", title="Chor"), "", "Maßnahme 1.1", ""),
        (measure(label="Maßnahme (n)"), "", "Maßnahme (n)", ""),
        (measure(), "", "Maßnahme", ""),
        (Element("aaaaaaaa", Kind.TEXT, text="Ein Satz."), "", "", ""),
    ],
)
def test_what_stands_above_an_element(element: Element, heading: str, kicker: str, number: str) -> None:
    found = of(element)
    assert (said(found["heading"]), found["kicker"], found["number"]) == (heading, kicker, number)


@pytest.mark.parametrize(
    ("kind", "title", "above"),
    [
        (Kind.AREA, "Wohnen", "Handlungsfeld 1"),
        (Kind.GUIDING_GOAL, "Wohnen", "Leitziel 1"),
        (Kind.PRINCIPLE, "Wohnen", "Leitsatz 1"),
        (Kind.AREA, None, ""),
        (Kind.GOAL, "Wohnen", ""),
        (Kind.CHAPTER, "Wohnen", ""),
    ],
)
def test_the_label_stands_above_a_title_that_does_not_say_it(kind: Kind, title: str | None, above: str) -> None:
    assert of(Element("aaaaaaaa", kind, number="1", title=title))["above"] == above


def test_headings_go_down_with_their_parents_and_stop_at_the_deepest() -> None:
    deep = Element("e0000009", Kind.GOAL, title="9")
    for at in range(8, 0, -1):
        deep = Element(f"e000000{at}", Kind.GOAL, title=str(at), children=(deep,))
    assert [item["level"] for item in content(deep)["elements"]] == [1, 2, 3, 4, 5, 5, 5, 5, 5]
    assert DEEPEST == 5


def test_what_has_no_heading_opens_no_level() -> None:
    goal = Element("gggggggg", Kind.GOAL, title="Ziel")
    outer = Element("tttttttt", Kind.TEXT, text="x", children=(goal,))
    assert [item["level"] for item in content(outer)["elements"]] == [0, 1]


def test_a_term_that_all_measures_carry_stands_there_alone() -> None:
    own = Element("gggggggg", Kind.GOAL, title="Z", timing=Timing("bald"))
    inherits = replace(own, children=(measure(timing=Timing("bald", inherited=True)),))
    assert [label for label, _ in of(own)["facts"]] == ["Termin"]
    assert [[label for label, _ in item["facts"]] for item in content(inherits)["elements"]] == [[], ["Termin"]]


def test_facts_stand_in_their_order_with_their_lists() -> None:
    found = of(
        measure(
            responsibility=Responsibility("Amt; AWO"),
            timing=Timing("2026"),
            fields={"Zielgruppe": "- Frauen\n- Männer", "Kosten": ""},
        )
    )
    assert [label for label, _ in found["facts"]] == ["Zuständig", "Termin", "Zielgruppe", "Kosten"]
    assert found["facts"][2][1][0]["type"] == "list"


# --- footnotes ------------------------------------------------------------------------------------------------


def notes_in(nodes: Any) -> list[tuple[str, str]]:
    if isinstance(nodes, dict):
        own = [(nodes["mark"], nodes["text"])] if nodes.get("type") == "note" else []
        return own + notes_in(nodes.get("content", [])) + notes_in(nodes.get("items", []))
    return [note for node in nodes for note in notes_in(node)] if isinstance(nodes, list) else []


@pytest.mark.parametrize("text", ["Kurse[^1] hier", "- Kurse[^1]\n- Bücher", "**Kurse[^1]**", "Kurse", "- Kurse", None])
def test_a_note_is_printed_once_wherever_its_mark_stands(text: str | None) -> None:
    assert notes_in(of(measure(text=text, notes=(Note("1", "Siehe Feld 6"),)))["body"]) == [("1", "Siehe Feld 6")]


def test_a_mark_without_note_leaves_no_trace() -> None:
    body = of(measure(text="Kurse[^7] hier[^1]", notes=(Note("1", "Siehe"),)))["body"]
    assert notes_in(body) == [("1", "Siehe")]
    assert said(body).replace("Siehe", "") == "Kurse hier"


def test_several_notes_keep_their_marks() -> None:
    notes = (Note("1", "eins"), Note("*", "Stern"), Note("2", "zwei"))
    assert notes_in(of(measure(text="a[^2] b", notes=notes))["body"]) == [("2", "zwei"), ("1", "eins"), ("*", "Stern")]


# --- the Synopse ----------------------------------------------------------------------------------------------


def rows(old: Concept, new: Concept, **reasons: str) -> list[dict[str, Any]]:
    found = synopsis_content("Synopse", "alt", "neu", synopsis(old, new, reasons), "de")
    return list(found["rows"])


def one(text: str, uid: str = "mmmmmmmm") -> Concept:
    return Concept("K", (Element(uid, Kind.MEASURE, number="1", text=text),))


def test_old_and_new_stand_on_their_sides() -> None:
    (row,) = [row for row in rows(one("Kurse führen"), one("Kurse ausbauen")) if row["is"] == "row"]
    old, new = row["old"][0]["segments"], row["new"][0]["segments"]
    assert "".join(text for _, text in old) == "Kurse führen"
    assert "".join(text for _, text in new) == "Kurse ausbauen"
    assert {op for op, _ in old} == {"=", "-"}
    assert {op for op, _ in new} == {"=", "+"}
    assert not row["old"][0]["own"]


def test_what_is_new_or_gone_has_one_side() -> None:
    by_status = {row["status"]: row for row in rows(one("alt"), one("neu", "nnnnnnnn"), mmmmmmmm="erledigt")}
    assert by_status["dropped"]["new"] == []
    assert by_status["dropped"]["reason"] == "erledigt"
    assert by_status["new"]["old"] == []


def test_what_stays_is_folded_into_a_sentence() -> None:
    found = rows(one("gleich"), one("gleich"))
    assert [row["is"] for row in found] == ["fold"]
    assert "unverändert" in found[0]["sentence"]


def test_a_long_row_may_break_over_the_page() -> None:
    long, short = "Wort " * (LONGEST_WHOLE // 4), "Wort"
    assert [row["whole"] for row in rows(one("x"), one(long)) if row["is"] == "row"] == [False]
    assert [row["whole"] for row in rows(one("x"), one(short)) if row["is"] == "row"] == [True]


def test_other_parts_are_told_by_their_label() -> None:
    old = Concept("K", (measure(text="Kurse", timing=Timing("2025")),))
    new = Concept("K", (measure(text="Kurse", timing=Timing("2026")),))
    (row,) = [row for row in rows(old, new) if row["is"] == "row"]
    assert ("Termin", True) in [(side["label"], side["own"]) for side in row["new"]]


@given(pairs())
@few
def test_the_counts_are_of_all_rows(pair: tuple[Concept, Concept]) -> None:
    compared = synopsis(*pair)
    found = synopsis_content("S", "a", "b", compared, "de")
    assert sum(count for _, count in found["counts"]) == len(compared)
    assert json.loads(json.dumps(found)) == found
