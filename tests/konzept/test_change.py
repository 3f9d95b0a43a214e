"""Changes as values: they travel as JSON and say in German what they do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.canonical import ELEMENT_PARTS, FRAME_PARTS
from konzept.change import (
    FRAME_NAMES,
    KIND_NAMES,
    PART_NAMES,
    Added,
    Change,
    Dropped,
    Edited,
    Framed,
    Moved,
    Reordered,
    describe,
    from_json,
    name_of,
    out_of_order,
    to_json,
)
from konzept.diff import diff
from konzept.model import Abbreviation, Concept, EditionMark, Element, Kind, Problem, Source, Timing
from tests.konzept.strategies import POOL, concepts, few, pairs

MEASURE = Element(
    "mmmmmmmm", Kind.MEASURE, number="2.2", text="Überblick über Sprachkurse", timing=Timing("fortlaufend")
)
OTHER = Element("nnnnnnnn", Kind.MEASURE, number="2.3", text="Lotsen")
GOAL = Element("gggggggg", Kind.GOAL, number="1.2", title="Sprache", children=(MEASURE, OTHER))
CONCEPT = Concept("Konzept", (GOAL, Element("hhhhhhhh", Kind.GOAL, number="1.3", title="Arbeit")))

SENTENCES: list[tuple[Change, str]] = [
    (Edited("mmmmmmmm", "timing", Timing("2021"), Timing("2022")), "Maßnahme 2.2: Termin geändert"),
    (Edited("mmmmmmmm", "timing", None, Timing("2022")), "Maßnahme 2.2: Termin ergänzt"),
    (Edited("mmmmmmmm", "text", "alt", None), "Maßnahme 2.2: Wortlaut gestrichen"),
    (Edited("mmmmmmmm", "contested", False, True), "Maßnahme 2.2: als strittig gekennzeichnet"),
    (Edited("mmmmmmmm", "contested", True, False), "Maßnahme 2.2: nicht mehr strittig"),
    (Edited("mmmmmmmm", "kind", Kind.TEXT, Kind.MEASURE), "Maßnahme 2.2: Art geändert"),
    (Edited("mmmmmmmm", "fields", {"Kosten": "1"}, {"Kosten": "2"}), "Maßnahme 2.2: Kosten geändert"),
    (Edited("mmmmmmmm", "fields", {}, {"Kosten": "2"}), "Maßnahme 2.2: Kosten ergänzt"),
    (
        Edited("mmmmmmmm", "fields", {"Kosten": "1"}, {"Status": "läuft"}),
        "Maßnahme 2.2: Kosten und Status geändert",
    ),
    (Edited("zzzzzzzz", "title", "alt", "neu"), "Element zzzzzzzz: Titel geändert"),
    (Added("gggggggg", 0, MEASURE), "Maßnahme 2.2: neu aufgenommen unter Handlungsziel 1.2"),
    (Added(None, 0, GOAL), "Handlungsziel 1.2: neu aufgenommen auf der obersten Ebene"),
    (Dropped("mmmmmmmm", MEASURE, "gggggggg", 0), "Maßnahme 2.2: entfallen"),
    (Dropped("mmmmmmmm", MEASURE, "gggggggg", 0, "einmalig erledigt"), "Maßnahme 2.2: entfallen (einmalig erledigt)"),
    (
        Moved("mmmmmmmm", "hhhhhhhh", 0, "gggggggg", 0),
        "Maßnahme 2.2: verschoben (vorher unter Handlungsziel 1.2, jetzt unter Handlungsziel 1.3)",
    ),
    (
        Moved("mmmmmmmm", None, 0, "gggggggg", 0),
        "Maßnahme 2.2: verschoben (vorher unter Handlungsziel 1.2, jetzt auf der obersten Ebene)",
    ),
    (Moved("mmmmmmmm", "gggggggg", 1, "gggggggg", 0), "Maßnahme 2.2: an eine andere Stelle gerückt"),
    (
        Reordered("gggggggg", ("mmmmmmmm", "nnnnnnnn"), ("nnnnnnnn", "mmmmmmmm")),
        "Handlungsziel 1.2: Reihenfolge geändert (Maßnahme 2.3)",
    ),
    (
        Reordered(None, ("gggggggg", "hhhhhhhh"), ("hhhhhhhh", "gggggggg")),
        "Konzept: Reihenfolge geändert (Handlungsziel 1.3)",
    ),
    (Framed("title", "alt", "neu"), "Konzept: Titel geändert"),
    (Framed("abbreviations", (), (Abbreviation("KBM", "…"),)), "Konzept: Abkürzungsverzeichnis ergänzt"),
]


@given(pairs())
@settings(max_examples=80)
def test_a_change_travels_as_json(pair: tuple[Concept, Concept]) -> None:
    for change in diff(*pair):
        assert from_json(json.loads(json.dumps(to_json(change)))) == change


@given(pairs())
@few
def test_every_change_has_one_sentence(pair: tuple[Concept, Concept]) -> None:
    for change in diff(*pair):
        sentence = describe(change, pair[1])
        assert ": " in sentence
        assert "\n" not in sentence
        assert "None" not in sentence


@pytest.mark.parametrize(("change", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_the_sentence(change: Change, sentence: str) -> None:
    assert describe(change, CONCEPT) == sentence


def test_what_a_change_looks_like_as_json() -> None:
    assert to_json(Edited("mmmmmmmm", "timing", None, Timing("2022"))) == {
        "change": "edited",
        "uid": "mmmmmmmm",
        "part": "timing",
        "old": None,
        "new": {"verbatim": "2022"},
    }
    assert to_json(Framed("edition", EditionMark(), EditionMark(ordinal=1))) == {
        "change": "framed",
        "part": "edition",
        "old": {},
        "new": {"ordinal": 1},
    }
    assert from_json(to_json(Edited("mmmmmmmm", "source", Source("S. 1"), None))).old == Source("S. 1")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"change": "renamed"}, "Diese Art von Änderung gibt es nicht"),
        ({}, "Diese Art von Änderung gibt es nicht"),
        ({"change": "edited", "uid": "mmmmmmmm", "part": "children", "old": [], "new": []}, "Das Feld „children“"),
        ({"change": "edited", "uid": "mmmmmmmm", "part": "uid", "old": "", "new": ""}, "Das Feld „uid“ gibt es nicht"),
        ({"change": "edited", "uid": "mmmmmmmm", "part": "text", "old": None}, "Hier fehlt „new“"),
        ({"change": "edited", "uid": "mmmmmmmm", "part": "text", "old": None, "new": 7}, "Stelle „new“: Hier steht"),
        ({"change": "edited", "uid": "mmmmmmmm"}, "Stelle „part“"),
        ({"change": "moved", "uid": "Nr. 1"}, "Hier fehlt „index“"),
        ({**to_json(SENTENCES[14][0]), "uid": "Nr. 1"}, "„Nr. 1“ ist keine Kennung"),
        ({**to_json(SENTENCES[14][0]), "farbe": "rot"}, "Stelle „farbe“"),
        ({"change": "framed", "part": "title", "old": "a", "new": ""}, "er ist leer"),
        ({"change": "framed", "part": "elements", "old": [], "new": []}, "Das Feld „elements“ gibt es nicht"),
    ],
)
def test_what_is_no_change_is_refused(value: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        from_json(value)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"number": "2.2"}, "Maßnahme 2.2"),
        ({"number": "2.2", "label": "Teilmaßnahme 2.2"}, "Teilmaßnahme 2.2"),
        ({"number": "2.2", "label": "Maßnahme (n)"}, "Maßnahme 2.2"),
        ({"label": "Maßnahme (n)"}, "Maßnahme (n)"),
        ({"title": "Lotsen"}, "Maßnahme „Lotsen“"),
        ({"text": "Ein Satz,\nder umbricht"}, "Maßnahme „Ein Satz, der umbricht“"),
        ({"text": "- Ein **starkes** [Wort](https://beispiel.example)"}, "Maßnahme „Ein starkes Wort“"),
        ({"text": "Wort " * 30}, "Maßnahme „Wort Wort Wort Wort Wort Wort Wort Wort Wort …“"),
        ({}, "Maßnahme"),
    ],
)
def test_how_a_person_calls_an_element(parts: dict[str, Any], name: str) -> None:
    assert name_of(Element("mmmmmmmm", Kind.MEASURE, **parts)) == name


def test_everything_that_can_change_has_a_german_name() -> None:
    assert set(PART_NAMES) == set(ELEMENT_PARTS)
    assert set(FRAME_NAMES) == set(FRAME_PARTS)
    assert set(KIND_NAMES) == set(Kind)


@given(st.permutations(POOL[:9]))
@few
def test_the_rest_is_in_order(new: list[str]) -> None:
    out = out_of_order(POOL[:9], new)
    rest = [uid for uid in new if uid not in out]
    assert rest == sorted(rest)
    # No fewer would do: with one more of them kept, the rest is no longer in order.
    assert all(sorted([*rest, uid], key=new.index) != sorted([*rest, uid]) for uid in out)


@given(concepts(most=4))
@few
def test_names_are_one_line(concept: Concept) -> None:
    assert all("\n" not in name_of(element) for element in concept.walk())


@pytest.mark.parametrize(
    ("number", "name"),
    [("1", "Maßnahme 1 (Handlungsziel 1.2)"), ("1.2.1", "Maßnahme 1.2.1"), (None, "Maßnahme „Lotsinnen finden“")],
)
def test_a_measure_counted_anew_under_each_goal_is_named_with_it(number: str | None, name: str) -> None:
    measure = Element("aaaaaaaa", Kind.MEASURE, number=number, text="Lotsinnen finden")
    goal = Element("bbbbbbbb", Kind.GOAL, number="1.2", label="Handlungsziel 1.2", children=(measure,))
    concept = Concept(title="Konzept", elements=(goal,))
    assert (
        describe(Edited("aaaaaaaa", "text", "Lotsinnen finden", "Lotsinnen suchen"), concept)
        == f"{name}: Wortlaut geändert"
    )
    assert describe(Dropped("aaaaaaaa", measure, "bbbbbbbb", 0, "erledigt"), concept) == f"{name}: entfallen (erledigt)"


@given(pairs())
@few
def test_the_json_of_a_change_has_every_key_and_no_other(pair: tuple[Concept, Concept]) -> None:
    for change in diff(*pair):
        given_ = to_json(change)
        for key in given_:
            with pytest.raises(Problem):
                from_json({name: value for name, value in given_.items() if name != key})
        with pytest.raises(Problem, match="gibt es hier nicht"):
            from_json({**given_, "farbe": "rot"})


@pytest.mark.parametrize("part", sorted(set(ELEMENT_PARTS) - {"fields", "contested"}))
@pytest.mark.parametrize(
    ("old", "new", "deed"), [(None, "x", "ergänzt"), ("x", None, "gestrichen"), ("x", "y", "geändert")]
)
def test_every_part_of_an_element_has_its_sentence(part: str, old: str | None, new: str | None, deed: str) -> None:
    assert describe(Edited("mmmmmmmm", part, old, new), CONCEPT) == f"Maßnahme 2.2: {PART_NAMES[part]} {deed}"


@pytest.mark.parametrize("part", sorted(FRAME_PARTS))
@pytest.mark.parametrize(
    ("old", "new", "deed"), [("", "x", "ergänzt"), ("x", "", "gestrichen"), ("x", "y", "geändert")]
)
def test_every_part_of_the_frame_has_its_sentence(part: str, old: str, new: str, deed: str) -> None:
    assert describe(Framed(part, old, new), CONCEPT) == f"Konzept: {FRAME_NAMES[part]} {deed}"


def test_nothing_moved_is_nothing_out_of_order() -> None:
    assert out_of_order((), ()) == ()
    assert out_of_order(POOL[:5], POOL[:5]) == ()


def test_one_that_went_to_the_end_is_the_one_that_moved() -> None:
    first, *rest = POOL[:6]
    assert out_of_order(POOL[:6], (*rest, first)) == (first,)


@given(st.permutations(POOL[:7]))
@few
def test_who_moved_is_told_in_the_new_order(new: list[str]) -> None:
    out = out_of_order(POOL[:7], new)
    assert list(out) == [uid for uid in new if uid in out]
    assert (out == ()) == (tuple(new) == tuple(POOL[:7]))
