"""The tree of a document, its uids, and a companion that counts only while its words stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given

from konzept.model import Concept, Element, Holder, Kind, Note, Responsibility, Role, Source
from konzept.read.written_seen import Seen, Whole, hashed, visible
from konzept.read.written_tree import companion_of, concept_of, parsed
from konzept.write.printed import Form
from tests.konzept.strategies import concepts, few

OFFICE = Responsibility("Amt und Verein", (Holder("Verein", Role.LEAD, "Vorstand"),))


def seen(uid: str | None, depth: int, **parts: Any) -> Seen:
    return Seen(Kind.CHAPTER, depth, uid, Form.TITLE, **parts)


def grown(*elements: Seen, companion: dict[str, Any] | None = None) -> Concept:
    return concept_of(Whole(cover={"title": "K"}, elements=list(elements)), companion or {})


def shape(elements: tuple[Element, ...]) -> list[Any]:
    return [[element.uid, *shape(element.children)] for element in elements]


def test_each_stands_below_the_nearest_that_is_less_deep() -> None:
    found = grown(*(seen(f"element{i}", depth) for i, depth in enumerate((2, 3, 1, 3, 2, 5))))
    assert shape(found.elements) == [["element0", ["element1"]], ["element2", ["element3"], ["element4", ["element5"]]]]


def test_no_tree_is_deeper_than_a_concept_may_be() -> None:
    found = grown(*(seen(f"element{i:02}", i + 1) for i in range(40)))
    deepest, line = 0, list(found.elements)
    while line:
        deepest, line = deepest + 1, [child for element in line for child in element.children]
    assert deepest == 13
    assert len(list(found.walk())) == 40


def test_new_elements_get_uids_of_their_own_that_do_not_change() -> None:
    twins = [seen(None, 1, title="Neu"), seen(None, 1, title="Neu"), seen("element1", 1)]
    one, other = grown(*twins), grown(*twins)
    assert one == other
    assert len({element.uid for element in one.walk()}) == 3


def test_a_uid_that_comes_twice_stays_with_the_first() -> None:
    found = grown(seen("element1", 1, title="eins"), seen("element1", 1, title="zwei"))
    assert [element.uid == "element1" for element in found.elements] == [True, False]


def test_known_words_bring_back_the_uid() -> None:
    lost = seen(None, 1, title="Bekannt")
    companion = {"words": {"element1": lost.words()}}
    assert grown(lost, companion=companion).elements[0].uid == "element1"
    present = grown(lost, seen("element1", 1, title="Anders"), companion=companion)
    assert present.elements[1].uid == "element1"
    assert present.elements[0].uid != "element1"


def told(text: str, rows: list[tuple[str, str]], notes: tuple[Note, ...] = ()) -> Seen:
    return Seen(Kind.MEASURE, 1, "measure1", Form.LABEL, "Maßnahme 1", "", [text], rows, list(notes))


ROWS = [("Zuständig", "Amt und Verein")]
TRUE = Element(
    "measure1",
    Kind.MEASURE,
    number="1",
    label="Maßnahme 1",
    text="Lesen",
    responsibility=OFFICE,
    source=Source("S. 1", 0.5),
)


def companion() -> dict[str, Any]:
    return companion_of(Concept("K", (TRUE,)), Whole(cover={"title": "K"}, elements=[told("Lesen", ROWS)]))


def test_the_companion_holds_what_words_do_not_say() -> None:
    assert companion()["parts"].keys() == {"measure1"}
    assert companion()["parts"]["measure1"].keys() == {"responsibility", "source"}
    assert grown(told("Lesen", ROWS), companion=companion()).elements == (TRUE,)


def test_other_words_end_it_for_their_part_alone() -> None:
    text = grown(told("Lesen und schreiben", ROWS), companion=companion()).elements[0]
    assert text == replace(TRUE, text="Lesen und schreiben")
    row = grown(told("Lesen", [("Zuständig", "Amt")]), companion=companion()).elements[0]
    assert row.responsibility == Responsibility("Amt", (Holder("Amt", Role.LEAD),))
    assert row.source == TRUE.source


def test_other_spacing_does_not_end_it() -> None:
    assert grown(told("Lesen", [("Zuständig", "Amt  und Verein ")]), companion=companion()).elements == (TRUE,)


def test_a_companion_that_lies_about_types_is_not_believed() -> None:
    beside = companion()
    for value in ({"verbatim": 7}, {"fremd": "x"}, [], "Amt", {"verbatim": "x\x00"}):
        beside["parts"]["measure1"]["responsibility"][1] = value
        assert grown(told("Lesen", ROWS), companion=beside).elements[0].responsibility is not None
    for broken in (7, ["x"], {"a": 1}, None):
        assert (
            grown(told("Lesen", ROWS), companion={"parts": {"measure1": {"text": broken}}}).elements[0].text == "Lesen"
        )


def test_marks_of_notes_come_back_into_the_text() -> None:
    true = Element("measure1", Kind.MEASURE, label="Maßnahme 1", number="1", text="a[^*] b", notes=(Note("*", "N"),))
    paper = told("a[^7] b", [], (Note("7", "N"),))
    beside = companion_of(Concept("K", (true,)), Whole(cover={"title": "K"}, elements=[paper]))
    assert beside["parts"]["measure1"].keys() == {"notes"}
    assert grown(told("a[^9] b", [], (Note("9", "N"),)), companion=beside).elements == (true,)
    assert grown(told("a[^9] c", [], (Note("9", "N"),)), companion=beside).elements[0].text == "a[^*] c"


def test_a_document_without_title_still_has_one() -> None:
    assert concept_of(Whole(), {}).title == "Ohne Titel"


def test_json_that_is_none_is_an_empty_companion() -> None:
    assert [parsed(text) for text in ("", "{", "7", "null", "[[" * 3000)] == [{}] * 5
    assert parsed('{"parts": {}}') == {"parts": {}}


def test_hashes_do_not_see_spacing_and_stay_for_ever() -> None:
    assert hashed(" a  b\n") == hashed("a b")
    assert hashed("Maßnahme") == "afa6a0efcc77"


@given(concepts(most=4))
@few
def test_every_part_has_words_to_stand_or_fall_with(concept: Concept) -> None:
    for element in concept.walk():
        paper = Seen(element.kind, 1, element.uid, title=element.title or "", texts=[element.text or ""])
        assert all(isinstance(visible(paper, part), str) for part in ("title", "text", "timing", "fields", "notes"))
