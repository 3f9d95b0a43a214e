"""Translations: their state, and the table that goes to a translator and comes back."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from konzept.model import Element, Kind, Problem
from konzept.read import translations as reader
from konzept.translation import Rendering, Translatable, TranslationState, pieces_of, state_of
from konzept.write import translations as writer

MISSING, MACHINE, CHECKED, OUTDATED = (
    TranslationState.MISSING,
    TranslationState.MACHINE,
    TranslationState.CHECKED,
    TranslationState.OUTDATED,
)
WORDS = st.text(alphabet="abc=+-@'\";,äß\n\t ", min_size=1, max_size=30).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("rendering", "state"),
    [
        (None, MISSING),
        (Rendering("", "Kurse am Abend", True), MISSING),
        (Rendering("Evening courses", "Kurse am Abend", True), CHECKED),
        (Rendering("Evening courses", " Kurse  am\nAbend ", True), CHECKED),
        (Rendering("Evening courses", "Kurse am Abend", False), MACHINE),
        (Rendering("Morning courses", "Kurse am Morgen", True), OUTDATED),
        (Rendering("Morning courses", "Kurse am Morgen", False), OUTDATED),
    ],
)
def test_the_state_follows_from_the_german_words(rendering: Rendering | None, state: TranslationState) -> None:
    assert state_of("Kurse am Abend", rendering) is state


def test_title_and_text_of_an_element_are_translated_and_nothing_that_is_not_there() -> None:
    elements = [
        Element("g1", Kind.GOAL, title="Kurse", text="Für alle."),
        Element("m1", Kind.MEASURE, text="Abends öffnen."),
        Element("x1", Kind.AREA),
    ]
    found = list(pieces_of(elements, {"g1": "Ziel 1"}))
    assert [(each.key, each.place, each.german) for each in found] == [
        (("g1", "title"), "Ziel 1", "Kurse"),
        (("g1", "text"), "Ziel 1", "Für alle."),
        (("m1", "text"), "m1", "Abends öffnen."),
    ]


def lines(words: str = "Evening") -> list[writer.Line]:
    return [
        (Translatable("m1", "text", "Maßnahme 1", "=Summe(A1)"), words, CHECKED),
        (Translatable("m2", "title", "Maßnahme 2", "Zeile eins\nZeile zwei"), "", MISSING),
    ]


@pytest.mark.parametrize("write", [writer.csv, writer.xlsx])
def test_what_is_filled_in_comes_back(write: object) -> None:
    assert callable(write)
    [found] = reader.read(write(lines()), "zurueck")
    assert (found.key, found.german, found.words) == (("m1", "text"), "=Summe(A1)", "Evening")


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(WORDS, WORDS), min_size=1))
def test_any_words_survive_both_tables(said: dict[str, tuple[str, str]]) -> None:
    rows: list[writer.Line] = [
        (Translatable(uid, "text", uid, german), words, MACHINE) for uid, (german, words) in said.items()
    ]
    for write in (writer.csv, writer.xlsx):
        found = {each.key[0]: (each.german.split(), each.words.split()) for each in reader.read(write(rows), "t")}
        assert found == {uid: (german.split(), words.split()) for uid, (german, words) in said.items()}


def test_no_spreadsheet_reckons_with_it() -> None:
    assert b";'=Summe(A1);" in writer.csv(lines())
    assert b"'-2" in writer.csv(lines("-2"))
    sheet = load_workbook(io.BytesIO(writer.xlsx(lines("=1+1")))).worksheets[0]
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 6
    assert sheet["E2"].value == "=1+1"


def test_of_two_rows_for_one_text_the_later_counts() -> None:
    table = "Kennung;Teil;Deutsch;Übersetzung\nm1;text;Ja;yes\nm1;text;Ja;yes!\n".encode()
    assert [each.words for each in reader.read(table, "t.csv")] == ["yes!"]


def test_columns_may_stand_anywhere() -> None:
    table = "Übersetzung,Stand,Deutsch,Teil,Kennung\nyes,fehlt,Ja,text,m1\n".encode()
    assert [each.key for each in reader.read(table, "t.csv")] == [("m1", "text")]


def test_a_table_without_its_columns_says_which() -> None:
    with pytest.raises(Problem, match=r"In „t.csv“ fehlt die Spalte „Übersetzung“"):
        reader.read(b"Kennung;Teil;Deutsch\nm1;text;Ja\n", "t.csv")


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04kaputt", b"nur eine Spalte\nx\n"])
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Problem):
        reader.read(data, "t.csv")
