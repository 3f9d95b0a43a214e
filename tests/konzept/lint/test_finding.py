"""The ground the rules stand on."""

from __future__ import annotations

from konzept.lint.finding import Finding, Ground, called, texts_of
from konzept.model import Kind, Note, Source
from konzept.timing import parse
from tests.konzept.lint.ground import area, concept, element, goal, measure

MEASURE = measure("1.1.1", "Sprachcafé", text="Für *alle*", notes=(Note("1", "Seit 2020."),))
GOAL = goal("1.1", MEASURE)
GROUND = Ground(concept(area("1", GOAL), notes=(Note("2", "Stand Mai."),), subtitle="Erste Fassung"))


def test_elements_and_what_stands_above_them() -> None:
    assert [each.kind for each in GROUND.elements] == [Kind.AREA, Kind.GOAL, Kind.MEASURE]
    assert GROUND.measures == (MEASURE,)
    assert GROUND.of(Kind.GOAL) == (GOAL,)
    assert [each.number for each in GROUND.lineage(MEASURE)] == ["1.1.1", "1.1", "1"]


def test_all_texts_of_an_element() -> None:
    assert list(texts_of(MEASURE)) == [
        "Sprachcafé",
        "Für *alle*",
        "Sozialamt",
        "bis 31.12.2027",
        "40 Plätze",
        "Seit 2020.",
    ]
    assert list(texts_of(element(Kind.MEASURE, timing=parse("fortlaufend", inherited=True)))) == []


def test_texts_lose_their_marks_and_end_with_the_frame() -> None:
    assert GROUND.texts[2][1].splitlines()[1] == "Für alle"
    assert GROUND.texts[-1] == (None, "Integrationskonzept Auental\nErste Fassung\nStand Mai.")


def test_where_a_finding_stands() -> None:
    assert GROUND.finding("r", MEASURE, "S.") == Finding(
        "r", MEASURE.uid, "Handlungsfeld 1, Handlungsziel 1.1, Maßnahme 1.1.1", "S."
    )
    assert GROUND.finding("r", None, "S.") == Finding("r", None, "Konzept", "S.")
    read = measure("1", source=Source("Tabelle 2, Zeile 3"))
    assert Ground(concept(read)).place(read) == "Tabelle 2, Zeile 3"


def test_what_a_scanner_garbled() -> None:
    text = "Im Ilm-Kreis, für den Ilm-Kreis, vom IIm-Kreis"
    assert Ground(concept(measure("1", text=text))).garbled == (("IIm-Kreis", "Ilm-Kreis"),)
    assert GROUND.garbled == ()


def test_names_are_short() -> None:
    assert called(MEASURE) == "Maßnahme 1.1.1 „Sprachcafé“"
    assert called(element(Kind.GOAL, "2")) == "Handlungsziel 2"
