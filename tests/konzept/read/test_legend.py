"""What the codes of a plan mean, in the document's own words."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Block, Cell, Paragraph, Row, Table
from konzept.read.legend import fitting, legends, resolved
from tests.konzept.read.builders import measures, read_word, table, word


def text(words: str) -> Block:
    return Paragraph(words, "Absatz 1")


def rows(*texts: tuple[str, ...]) -> Block:
    made = tuple(Row(tuple(map(Cell, row)), f"Tabelle 1, Zeile {at}") for at, row in enumerate(texts, 1))
    return Table(made, "Tabelle 1")


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("K = kurzfristig, M = mittelfristig und L = langfristig.", {"K": "kurzfristig", "M": "mittelfristig", "L": "langfristig"}),
        ("Es steht ● für begonnen, ◐ für vorbereitet, ○ für offen.", {"●": "begonnen", "◐": "vorbereitet", "○": "offen"}),
        ("€ = bis 5.000 Euro; €€ = mehr als 5.000 Euro im Jahr", {"€": "bis 5.000 Euro", "€€": "mehr als 5.000 Euro im Jahr"}),
        ("€€ = teuer; „o. M.“ bedeutet ohne zusätzliche Mittel.", {"€€": "teuer", "o. M.": "ohne zusätzliche Mittel"}),
        ("1 = hoch, 2 = mittel", {"1": "hoch", "2": "mittel"}),
        ("K = kurzfristig (Beginn innerhalb von 12 Monaten), D = Daueraufgabe", {"K": "kurzfristig (Beginn innerhalb von 12 Monaten)", "D": "Daueraufgabe"}),
    ],
)  # fmt: skip
def test_codes_explained_side_by_side_are_a_legend(words: str, known: dict[str, str]) -> None:
    assert legends([text(words)]) == [known]


@pytest.mark.parametrize(
    "words", ["K = kurzfristig.", "Das Amt für Soziales für alle", "A und B: das ist alles", "", "2 = 3"]
)
def test_other_texts_are_none(words: str) -> None:
    assert legends([text(words)]) == []


def test_a_table_may_be_a_legend() -> None:
    assert legends([rows(("Zeichen", "Bedeutung"), ("●", "läuft"), ("○", "offen"))]) == [{"●": "läuft", "○": "offen"}]


def test_numbered_rows_are_no_legend() -> None:
    assert legends([rows(("1", "Kurse"), ("2", "Bücher"))]) == []


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("K", "kurz"),
        ("K/D", "kurz; dauernd"),
        ("K + D", "kurz; dauernd"),
        ("K (bis 2027)", None),
        ("X", None),
        ("K/X", None),
        ("", None),
    ],
)
def test_only_codes_are_resolved(value: str, meant: str | None) -> None:
    assert resolved(value, {"K": "kurz", "D": "dauernd"}) == meant


def test_the_legend_of_something_else_does_not_count() -> None:
    smart, terms = {"S": "spezifisch", "M": "messbar"}, {"K": "kurz", "M": "mittel", "L": "lang"}
    assert fitting(["K", "M", "L"], [smart, terms]) == terms
    assert fitting(["K", "M", "L"], [smart]) == {}
    assert fitting(["2026", "2027"], [terms]) == {}


def test_a_code_stays_as_printed_and_its_meaning_stands_beside() -> None:
    document = word()
    document.add_heading("Integrationskonzept Auenland", 0)
    document.add_paragraph("A = bis Ende 2026, B = bis Ende 2028; ● = läuft, ○ = offen")
    document.add_heading("Handlungsfeld 1: Sprache", 1)
    table(document, [["Nr.", "Maßnahme", "Zeit", "Stand"], ["1", "Kurse", "A", "●"], ["2", "Chor", "B", "○"]])
    one, two = measures(read_word(document).concept)
    assert one.timing is not None
    assert (one.timing.verbatim, one.timing.due) == ("A", "2026-12-31")
    assert one.fields == {"Stand": "●", "Stand (laut Legende)": "läuft", "Termin (laut Legende)": "bis Ende 2026"}
    assert two.fields["Stand (laut Legende)"] == "offen"
