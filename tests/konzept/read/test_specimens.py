"""The specimens of the field, scored against their hand-checked truth; tests read them where they lie."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from konzept import canonical
from konzept.model import Kind
from konzept.read import Reading, read
from tests.konzept.read.builders import everything, measures, of_kind, sentences

SPECIMENS = ("ilm-kreis.txt", "ilm-kreis.docx", "talau-brueck.docx", "weissenbrueck-schlecht.docx")


def reading_of(shared: Path, name: str) -> Reading:
    return read((shared / "specimens" / name).read_bytes(), name)


def score(shared: Path, name: str, tmp_path: Path) -> dict[str, float]:
    """The F1 of each kind of fact, and of all."""
    got = tmp_path / "got.json"
    got.write_text(json.dumps(canonical.to_json(reading_of(shared, name).concept)), "utf-8")
    truth = shared / "specimens" / f"{name.rsplit('.', 1)[0]}.truth.json"
    command = [sys.executable, str(shared / "tools" / "score_reading.py"), str(truth), str(got), "--json"]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("ilm-kreis.txt", 1.0),
        ("ilm-kreis.docx", 0.99),
        ("talau-brueck.docx", 0.99),
        ("weissenbrueck-schlecht.docx", 0.98),
    ],
)
def test_score(shared: Path, tmp_path: Path, name: str, least: float) -> None:
    assert score(shared, name, tmp_path)["all"] >= least


@pytest.mark.parametrize("name", SPECIMENS)
def test_parts_are_all_found(shared: Path, tmp_path: Path, name: str) -> None:
    found = score(shared, name, tmp_path)
    assert [found[kind] for kind in ("areas", "goals", "timing")] == [1, 1, 1]


@pytest.mark.parametrize("name", SPECIMENS)
def test_read_twice_is_read_the_same(shared: Path, name: str) -> None:
    assert reading_of(shared, name) == reading_of(shared, name)


@pytest.mark.parametrize("name", SPECIMENS)
def test_half_a_second_is_enough(shared: Path, name: str) -> None:
    reading_of(shared, name)
    start = time.process_time()
    reading_of(shared, name)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("name", SPECIMENS)
def test_no_word_is_lost(shared: Path, name: str) -> None:
    reading = reading_of(shared, name)
    words = {word for block in reading.blocks for word in str(getattr(block, "text", "")).split() if word.isalpha()}
    told = everything(reading).casefold()
    assert [word for word in words if len(word) > 3 and word.casefold() not in told] == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_element_has_place_and_source(shared: Path, name: str) -> None:
    reading = reading_of(shared, name)
    for element in reading.concept.walk():
        assert element.source is not None
        assert element.source.place
        assert reading.sources[element.uid]


@pytest.mark.parametrize("name", ["ilm-kreis.txt", "ilm-kreis.docx"])
def test_what_frames_it_is_told(shared: Path, name: str) -> None:
    told = " ".join(sentences(reading_of(shared, name), "left_out"))
    assert all(what in told for what in ("(Titelseite)", "(Impressum)", "(Inhaltsverzeichnis)"))


def test_both_formats_give_the_same_elements(shared: Path) -> None:
    text, office = (reading_of(shared, f"ilm-kreis.{kind}").concept for kind in ("txt", "docx"))
    assert [(e.kind, e.number, e.label) for e in text.walk()] == [(e.kind, e.number, e.label) for e in office.walk()]
    assert (text.title, text.edition, text.authority) == (office.title, office.edition, office.authority)


def test_scanned_letters_are_reported_and_kept(shared: Path) -> None:
    reading = reading_of(shared, "ilm-kreis.txt")
    assert any("94-mal" in sentence and "Ilm-Kreis" in sentence for sentence in sentences(reading, "unsure"))


def test_cells_with_two_measures_are_doubted_not_split(shared: Path) -> None:
    reading = reading_of(shared, "weissenbrueck-schlecht.docx")
    cells = [m for m in measures(reading.concept) if m.label == "Maßnahme (n)"]
    doubted = {doubt.uid for doubt in reading.doubts if "mehrere Maßnahmen" in doubt.sentence}
    assert len(doubted) == len([m for m in cells if "\n\n" in (m.text or "")])


def test_numbers_are_kept_and_reported(shared: Path) -> None:
    reading = reading_of(shared, "weissenbrueck-schlecht.docx")
    numbers = [goal.number for goal in of_kind(reading.concept, Kind.GOAL)]
    assert numbers.count("3.3") == 2
    told = sentences(reading, "unsure")
    assert any("3.3 kommt zweimal vor" in sentence for sentence in told)
    assert any("fehlt die Nummer 2.4" in sentence for sentence in told)


def test_merged_cells_count_for_each_row(shared: Path) -> None:
    found = {m.number: m.responsibility for m in measures(reading_of(shared, "talau-brueck.docx").concept)}
    first, second = found["1.1.1"], found["1.1.2"]
    assert first is not None
    assert second is not None
    assert first.verbatim.split(";")[0] == second.verbatim.split(";")[0]
