"""The canonical form: exactly the schema, one serialisation per text, a sentence for everything else."""

from __future__ import annotations

import json
import unicodedata
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from konzept.canonical import DEEPEST, dumps, from_json, loads, pretty, seal, to_json
from konzept.model import (
    Concept,
    DroppedMeasure,
    EditionMark,
    Element,
    Kind,
    Milestone,
    Problem,
    Responsibility,
    Source,
    Timing,
)
from tests.konzept.strategies import concepts, few

SMALL = Concept("Konzept", (Element("aaaaaaaa", Kind.AREA, number="1", title="Sprache"),))


@pytest.fixture(scope="session")
def schema(shared: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads((shared / "design" / "concept.schema.json").read_text()))


def changed(**parts: Any) -> dict[str, Any]:
    """The small concept's JSON with other parts in its one element."""
    value = to_json(SMALL)
    value["elements"][0].update(parts)
    return value


def nested(depth: int) -> dict[str, Any]:
    below: list[dict[str, Any]] = []
    for level in range(depth):
        below = [{"uid": f"level{level:03d}", "kind": "text", "children": below}]
    return {**to_json(SMALL), "elements": below}


# --- laws ---


@given(concepts(wild=True))
def test_what_is_written_reads_back(concept: Concept) -> None:
    assert from_json(to_json(concept)) == concept
    assert loads(dumps(concept)) == concept
    assert loads(pretty(concept).encode()) == concept


@given(concept=concepts(wild=True))
@settings(max_examples=50)
def test_what_is_written_fits_the_schema(schema: Draft202012Validator, concept: Concept) -> None:
    assert list(schema.iter_errors(to_json(concept))) == []


@given(concepts(most=3), concepts(most=3))
def test_a_seal_changes_exactly_where_the_text_does(one: Concept, other: Concept) -> None:
    assert (seal(one) == seal(other)) == (one == other)


@given(concepts(most=3), st.sampled_from(("title", "language", "subtitle", "authority")))
@few
def test_a_seal_sees_every_part_of_the_frame(concept: Concept, part: str) -> None:
    new: Any = {part: f"{getattr(concept, part)} neu"}
    assert seal(replace(concept, **new)) != seal(concept)


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in pairs for place in _places(item, (*path, key)))]


@given(concept=concepts(most=3), choice=st.data())
@settings(max_examples=80)
def test_exactly_what_the_schema_refuses_is_refused(
    schema: Draft202012Validator, concept: Concept, choice: st.DataObject
) -> None:
    value = to_json(concept)
    place = choice.draw(st.sampled_from(_places(value)[1:]))
    holder: Any = value
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = choice.draw(st.sampled_from((None, True, 7, 0.5, "Wort", [], {}, ["Wort"], {"fremd": "Wort"})))
    try:
        from_json(value)
        refused = False
    except Problem as problem:
        refused = "Kennung tragen zwei" not in str(problem)
    assert refused == (not schema.is_valid(value))


# --- the form ---


def test_the_canonical_text_is_sorted_and_bare() -> None:
    assert dumps(SMALL) == (
        '{"elements":[{"kind":"area","number":"1","title":"Sprache","uid":"aaaaaaaa"}],'
        '"format":"konzept","title":"Konzept","version":1}'
    )


def test_the_seal_is_stable_for_ever() -> None:
    # Editions are stored under this value: if this test fails, every stored seal is broken.
    assert seal(SMALL) == "2fb439ff44ec1c6d5dd517f475c358c9c91d19ef7d397539d7a8c60e201f0ec4"


def test_umlauts_stay_letters() -> None:
    assert '"title":"Übergänge"' in dumps(Concept("Übergänge"))


def test_decomposed_umlauts_are_composed() -> None:
    assert loads(dumps(SMALL).replace("Sprache", "U\u0308bergang")).elements[0].title == "Übergang"
    assert seal(Concept("U\u0308bergang")) == seal(Concept("Übergang"))


def test_the_order_of_labelled_cells_is_no_difference() -> None:
    one, other = ({"Kosten": "1", "Status": "2"}, {"Status": "2", "Kosten": "1"})
    assert seal(from_json(changed(fields=one))) == seal(from_json(changed(fields=other)))


def test_minus_nothing_is_nothing() -> None:
    uncertain = Element("aaaaaaaa", Kind.TEXT, source=Source(certainty=-0.0))
    assert '"certainty":0.0' in dumps(Concept("K", (uncertain,)))


def test_what_says_nothing_is_left_out() -> None:
    bare = Element("aaaaaaaa", Kind.TEXT, title="", fields={}, source=Source(), notes=())
    assert to_json(Concept("K", (bare,), edition=EditionMark(), subtitle="")) == {
        "format": "konzept",
        "version": 1,
        "title": "K",
        "elements": [{"uid": "aaaaaaaa", "kind": "text"}],
    }


def test_empty_and_null_read_as_absent() -> None:
    given = changed(text="", label=None, source={}, notes=[], fields={}, timing=None)
    given["edition"] = {"label": None, "date": ""}
    assert from_json(given) == SMALL


def test_the_first_edition_keeps_its_nought() -> None:
    assert to_json(Concept("K", edition=EditionMark(ordinal=0)))["edition"] == {"ordinal": 0}


def test_a_milestone_without_a_day_still_names_the_key() -> None:
    timing = Timing("in drei Schritten", milestones=(Milestone("Prüfung"),))
    assert to_json(Concept("K", (Element("aaaaaaaa", Kind.MEASURE, timing=timing),)))["elements"][0]["timing"] == {
        "verbatim": "in drei Schritten",
        "milestones": [{"label": "Prüfung", "date": None}],
    }


def test_an_empty_cell_that_was_printed_stays() -> None:
    element = Element("aaaaaaaa", Kind.MEASURE, responsibility=Responsibility(""), fields={"Kosten": ""})
    assert loads(dumps(Concept("K", (element,)))).elements[0] == element


def test_a_dropped_measure_needs_no_uid() -> None:
    concept = Concept("K", dropped=(DroppedMeasure("Aushang im Amt", reason="erledigt"),))
    assert loads(dumps(concept)) == concept


def test_pretty_is_for_people() -> None:
    assert pretty(SMALL).startswith('{\n  "format": "konzept",\n  "version": 1,\n  "title": "Konzept",\n')
    assert pretty(SMALL).endswith("}\n")


def test_reading_leaves_the_given_json_alone() -> None:
    value = changed(fields={"Kosten": "keine"})
    before = deepcopy(value)
    from_json(value)
    assert value == before


def test_twelve_levels_are_allowed() -> None:
    assert len(list(from_json(nested(DEEPEST)).walk())) == DEEPEST


# --- what is refused, by name ---

REFUSED = [
    (changed(farbe="rot"), "elements[0].farbe", "Diesen Schlüssel gibt es hier nicht"),
    (changed(title=7), "elements[0].title", "Hier steht eine Zahl, erwartet wird ein Text"),
    (changed(contested="ja"), "elements[0].contested", "erwartet wird wahr oder falsch"),
    (changed(children={}), "elements[0].children", "Hier steht ein Objekt, erwartet wird eine Liste"),
    (changed(fields=[]), "elements[0].fields", "Hier steht eine Liste, erwartet wird ein Objekt"),
    (changed(fields=None), "elements[0].fields", "Hier steht nichts (null)"),
    (changed(kind="ziel"), "elements[0].kind", "„ziel“ gibt es hier nicht; möglich sind „chapter“, „text“"),
    (changed(uid="Groß-1"), "elements[0].uid", "„Groß-1“ ist keine Kennung"),
    (changed(uid="kurz"), "elements[0].uid", "„kurz“ ist keine Kennung"),
    (changed(uid="a" * 33), "elements[0].uid", "ist keine Kennung"),
    (changed(uid="aaaaaaaa\n"), "elements[0].uid", "ist keine Kennung"),
    (changed(timing={}), "elements[0].timing", "Hier fehlt „verbatim“"),
    (changed(timing={"verbatim": "2021", "months": [13]}), "elements[0].timing.months[0]", "13 ist kein Monat"),
    (changed(source={"certainty": 1.5}), "elements[0].source.certainty", "1.5 liegt nicht zwischen 0 und 1"),
    (changed(source={"certainty": True}), "elements[0].source.certainty", "eine Zahl von 0 bis 1"),
    (changed(notes=[{"mark": "1"}]), "elements[0].notes[0]", "Hier fehlt „text“"),
    (changed(text="Glocke\x07"), "elements[0].text", "Steuerzeichen"),
    (changed(text="halb\ud800"), "elements[0].text", "Steuerzeichen"),
    (changed(fields={"Ü": "1", "U\u0308": "2"}), "elements[0].fields", "Zwei Bezeichnungen sind gleich"),
    (changed(children=[{"uid": "aaaaaaaa", "kind": "text"}]), "uid aaaaaaaa", "tragen zwei Elemente"),
    (nested(DEEPEST + 1), "elements[0]" + ".children[0]" * DEEPEST, "tiefer als 12 Ebenen"),
    ({**to_json(SMALL), "title": ""}, "title", "er ist leer"),
    ({**to_json(SMALL), "format": "plan"}, "format", "Hier muss „konzept“ stehen"),
    ({**to_json(SMALL), "version": True}, "version", "Hier muss „1“ stehen"),
    ({**to_json(SMALL), "edition": {"ordinal": True}}, "edition.ordinal", "eine ganze Zahl"),
    ({"format": "konzept", "version": 1, "title": "K"}, "ganz oben", "Hier fehlt „elements“"),
    ([], "ganz oben", "Hier steht eine Liste, erwartet wird ein Objekt"),
]


@pytest.mark.parametrize(("value", "path", "sentence"), REFUSED, ids=[f"{case[1]}-{case[2][:20]}" for case in REFUSED])
def test_a_refusal_names_the_place(value: Any, path: str, sentence: str) -> None:
    with pytest.raises(Problem) as caught:
        from_json(value)
    assert str(caught.value).startswith(f"Konzept-JSON, Stelle „{path}“: ")
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Zeile 1, Spalte 1"),
        ('{"format":\n"konzept",}', "Zeile 2, Spalte"),
        (b"\xff\xfe\x00", "in UTF-8"),
        ("[" * 100_000, "in UTF-8"),
        ("1" * 5_000, "in UTF-8"),
        ('{"title":"A","title":"B"}', "Stelle „title“: Dieser Schlüssel steht zweimal"),
        ('{"title":NaN}', "Stelle „NaN“"),
    ],
    ids=["empty", "comma", "binary", "deep", "long number", "twice", "nan"],
)
def test_broken_files_get_a_sentence(text: str | bytes, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence.replace("(", "\\(")):
        loads(text)


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert loads(b"\xef\xbb\xbf" + dumps(SMALL).encode()) == SMALL
    assert loads("\ufeff" + dumps(SMALL)) == SMALL


# --- whatever else stands there ---

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2000) | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3),
    max_leaves=6,
)


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """The JSON of a concept with one value somewhere in it replaced, removed, or a foreign key added."""
    value: Any = to_json(draw(concepts(most=4)))
    node, steps = value, draw(st.integers(0, 8))
    for _ in range(steps):
        inside = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
        holders = [each for each in inside if isinstance(each, dict | list) and each]
        if not holders:
            break
        node = draw(st.sampled_from(holders))
    key = draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
    deed = draw(st.sampled_from(("replace", "remove", "add")))
    if deed == "remove":
        del node[key]
    elif deed == "add" and isinstance(node, dict):
        node[draw(st.text(max_size=5))] = draw(JSON)
    else:
        node[key] = draw(JSON)
    return value


def taken(value: Any) -> Concept | str:
    """The concept, or the sentence that refuses it."""
    try:
        return from_json(value)
    except Problem as problem:
        return str(problem)


@given(spoiled())
@settings(max_examples=80)
def test_spoiled_json_is_read_exactly_or_refused_by_its_place(value: Any) -> None:
    found = taken(value)
    if isinstance(found, str):
        assert found.startswith("Konzept-JSON, Stelle „")
        assert found.endswith(".")
    else:
        assert from_json(to_json(found)) == found


@given(spoiled())
@settings(max_examples=40)
def test_what_the_schema_refuses_is_refused_or_says_nothing(schema: Draft202012Validator, value: Any) -> None:
    found = taken(value)
    if isinstance(found, Concept):
        assert list(schema.iter_errors(to_json(found))) == []


@given(st.binary(max_size=60) | st.text(max_size=60))
@settings(max_examples=60)
def test_any_file_is_a_concept_or_a_sentence(text: str | bytes) -> None:
    with pytest.raises(Problem, match=r"\.$"):
        loads(text)


@given(concepts(most=4))
@few
def test_the_order_of_keys_does_not_touch_the_seal(concept: Concept) -> None:
    backwards = json.dumps(dict(reversed(to_json(concept).items())), ensure_ascii=True, indent=7)
    assert seal(loads(backwards)) == seal(concept)


@given(concepts(most=4))
@few
def test_one_letter_more_is_another_seal(concept: Concept) -> None:
    assert seal(replace(concept, title=f"{concept.title}.")) != seal(concept)
    assert seal(replace(concept, sources=(*concept.sources, "x"))) != seal(concept)


def test_a_seal_is_64_hexadecimal_digits_that_anybody_can_compute() -> None:
    plain = '{"elements":[],"format":"konzept","title":"K","version":1}'
    assert dumps(Concept("K")) == plain
    assert seal(Concept("K")) == sha256(plain.encode()).hexdigest()


@pytest.mark.parametrize("letter", ["é", "Å", "ﬁ", "ß", "Ǆ"])
def test_composed_and_decomposed_letters_are_one_text(letter: str) -> None:
    one, other = (Concept(unicodedata.normalize(form, f"K{letter}")) for form in ("NFC", "NFD"))
    assert seal(one) == seal(other)
    assert loads(dumps(other)).title == unicodedata.normalize("NFC", f"K{letter}")
