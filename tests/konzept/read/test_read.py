"""The one way in: any file, one answer."""

from __future__ import annotations

import pytest

from konzept import canonical
from konzept.model import Kind, Problem
from konzept.read import Doubt, Reading, read
from konzept.read.blocks import Heading
from tests.konzept.read.builders import read_text, read_word, saved, table, word

TEXT = "# Integrationskonzept Auenland\n\n## Handlungsfeld 1: Sprache\n\n### Handlungsziel 1.1: Kurse\n\nMaßnahme\tAbendkurs\nZuständigkeiten\tVHS\nTermin\tjährlich\n"


def as_word() -> bytes:
    document = word()
    document.add_heading("Integrationskonzept Auenland", 1)
    document.add_heading("Handlungsfeld 1: Sprache", 2)
    document.add_heading("Handlungsziel 1.1: Kurse", 3)
    table(document, [["Maßnahme", "Abendkurs"], ["Zuständigkeiten", "VHS"], ["Termin", "jährlich"]])
    return saved(document)


def test_a_reading_holds_concept_blocks_doubts_and_sources() -> None:
    reading = read_text(TEXT)
    assert isinstance(reading, Reading)
    assert reading.concept.title == "Integrationskonzept Auenland"
    assert reading.blocks[0] == Heading("Integrationskonzept Auenland", "Zeile 1", 1)
    assert reading.doubts == ()
    assert set(reading.sources) == {element.uid for element in reading.concept.walk()}


def test_formats_are_known_by_their_bytes() -> None:
    assert read(as_word(), "konzept.txt").concept.title == "Integrationskonzept Auenland"
    assert read(TEXT.encode(), "konzept.docx").concept.title == "Integrationskonzept Auenland"


def test_word_and_text_give_the_same_concept_but_for_places() -> None:
    office, text = read(as_word(), "a.docx").concept, read_text(TEXT).concept
    assert [(e.uid, e.kind, e.number, e.title, e.text) for e in office.walk()] == [
        (e.uid, e.kind, e.number, e.title, e.text) for e in text.walk()
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_change_nothing(encoding: str) -> None:
    assert read(TEXT.encode(encoding), "a.md").concept == read_text(TEXT).concept


def test_line_ends_of_windows_change_nothing() -> None:
    assert read(TEXT.replace("\n", "\r\n").encode(), "a.md").concept == read_text(TEXT).concept


def test_the_concept_is_canonical() -> None:
    concept = read_text(TEXT).concept
    assert canonical.loads(canonical.dumps(concept)) == concept


def test_a_second_reading_is_the_same() -> None:
    data = as_word()
    assert read(data, "a.docx") == read(data, "a.docx")


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Problem, match="ist leer"):
        read(b"", "a.docx")


def test_one_word_is_a_concept() -> None:
    concept = read(b"Hallo", "gruss.txt").concept
    assert [(element.kind, element.text) for element in concept.elements] == [(Kind.TEXT, "Hallo")]
    assert concept.title == "gruss"


def test_a_doubt_says_where_and_why() -> None:
    document = word()
    document.add_paragraph("Ein Satz, der kein Titel ist, sondern Text.")
    reading = read_word(document)
    assert reading.doubts == ()
    assert Doubt(None, "Absatz 1", "unsure", "Bitte prüfen.").place == "Absatz 1"
