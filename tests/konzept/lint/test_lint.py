"""All rules together."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from konzept.lint import RULES, lint
from konzept.lint.finding import SHORT, Ground, called
from konzept.model import Abbreviation, Kind, Source
from konzept.read import read
from tests.konzept.lint.ground import area, concept, element, goal, measure


def test_at_least_ten_rules_each_with_a_word_of_its_own() -> None:
    assert len(RULES) >= 10
    for name, rule in RULES.items():
        assert rule.__name__ == name
        assert inspect.getdoc(rule)


def test_an_empty_concept_has_no_findings() -> None:
    assert lint(concept()) == ()


def test_findings_come_in_document_order_the_whole_last() -> None:
    first, second = measure("1.1", timing=None), measure("1.2", responsibility=None)
    findings = lint(
        concept(area("1", goal("1.1", first, second)), abbreviations=(Abbreviation("XYZ", "nie gebraucht"),))
    )
    assert [finding.uid for finding in findings] == [first.uid, second.uid, None]


def test_every_finding_is_one_calm_german_sentence() -> None:
    lacking = measure(
        "1.3", "Sprachcafé", timing=None, responsibility=None, fields={}, text="Siehe Maßnahme 9.9, laut BAMF."
    )
    endless = measure("1.1", "Sprachcafé", timing="fortlaufend", text="Siehe Maßnahme 9.9, laut BAMF.")
    findings = lint(
        concept(
            area("1", goal("1.1", endless, lacking), goal("1.1")), abbreviations=(Abbreviation("XYZ", "nie gebraucht"),)
        )
    )
    assert len({finding.rule for finding in findings}) >= 8
    for finding in findings:
        assert finding.sentence.endswith(".")
        assert ";" in finding.sentence
        assert "!" not in finding.sentence
        assert "\n" not in finding.sentence
        assert finding.place


def test_the_place_in_the_document_is_named_where_it_is_known() -> None:
    (finding,) = (found for found in lint(concept(measure("1", timing=None, source=Source("S. 12")))))
    assert finding.place == "S. 12"


def test_what_an_element_is_called() -> None:
    assert called(element(Kind.MEASURE, "2.1")) == "Maßnahme 2.1"
    assert called(element(Kind.MEASURE, None, "Sprachcafé")) == "Maßnahme „Sprachcafé“"
    long = called(element(Kind.MEASURE, "2.1", "Wort " * 30))
    assert long.endswith(" …“")
    assert len(long) < SHORT + 20


def test_texts_leave_out_an_inherited_term() -> None:
    ground = Ground(concept(measure("1", "Kurse", timing="bis 2027", text="*Alle* Orte")))
    assert ground.texts[0][1] == "Kurse\nAlle Orte\nSozialamt\nbis 2027\n40 Plätze"


@pytest.mark.parametrize(
    ("name", "rule", "part"),
    [
        ("ilm-kreis.docx", "scanned_letters", "„IIm-Kreis“"),
        ("ilm-kreis.docx", "said_twice", "fast wortgleich"),
        ("weissenbrueck-schlecht.docx", "doubled_number", "Die Nummer 3.3 ist doppelt vergeben"),
        ("weissenbrueck-schlecht.docx", "missing_number", "fehlt die Nummer 2.4"),
    ],
)
def test_what_is_known_of_the_specimens(shared: Path, name: str, rule: str, part: str) -> None:
    reading = read((shared / "specimens" / name).read_bytes(), name)
    findings = [finding for finding in lint(reading.concept) if finding.rule == rule]
    assert any(part in finding.sentence for finding in findings)


def test_a_tidy_specimen_lacks_little(shared: Path) -> None:
    name = "talau-brueck.docx"
    reading = read((shared / "specimens" / name).read_bytes(), name)
    assert {finding.rule for finding in lint(reading.concept)} <= {"ongoing_without_milestone", "unclear_term"}
