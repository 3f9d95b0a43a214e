"""Footnotes: typed stars, and marks that begin anew on each page."""

from __future__ import annotations

from konzept.model import Note
from konzept.read.blocks import Cell, Document, Footnote, Paragraph, Row, Table, words_of
from konzept.read.notes import Notes, star_notes


def starred(*texts: str) -> Document:
    return star_notes(Document(tuple(Paragraph(text, f"Absatz {at}") for at, text in enumerate(texts)), "x"))


def test_a_star_and_its_note() -> None:
    document = starred(r"Ein Budget \*", "Text", r"\* siehe Feld 5")
    assert [words_of(block) for block in document.blocks] == ["Ein Budget[^*]", "Text", ""]
    assert document.notes == (Footnote(Note("*", "siehe Feld 5"), 2),)


def test_stars_are_told_apart() -> None:
    document = starred(r"Eins \* und zwei \*\*", r"\* erste", r"\*\* zweite")
    assert words_of(document.blocks[0]) == "Eins[^*] und zwei[^**]"
    assert [footnote.note for footnote in document.notes] == [Note("*", "erste"), Note("**", "zweite")]


def test_a_star_in_a_cell() -> None:
    table = Table((Row((Cell("Maßnahme"), Cell(r"Budget \*")), "r"),), "t")
    document = star_notes(Document((table, Paragraph(r"\* siehe dort", "p")), "x"))
    assert words_of(document.blocks[0]) == "Maßnahme | Budget[^*]"
    assert len(document.notes) == 1


def test_a_star_without_bearer_stays_text() -> None:
    document = starred("Text", r"\* kein Bezug")
    assert words_of(document.blocks[1]) == r"\* kein Bezug"
    assert not document.notes


def test_gender_stars_bear_nothing() -> None:
    assert not starred(r"Bürger\*innen", r"\* kein Bezug").notes


def test_a_dagger() -> None:
    assert starred("Budget †", "† siehe dort").notes == (Footnote(Note("†", "siehe dort"), 1),)


def test_the_next_note_of_that_mark_is_meant() -> None:
    notes = Notes((Footnote(Note("1", "erste Seite"), 5), Footnote(Note("1", "zweite Seite"), 9)))
    assert notes.find("1", 2) == Note("1", "erste Seite")
    assert notes.find("1", 7) == Note("1", "zweite Seite")
    assert notes.find("1", 20) == Note("1", "zweite Seite")
    assert notes.find("2", 1) is None


def test_notes_nobody_refers_to_are_left() -> None:
    notes = Notes((Footnote(Note("1", "a"), 1), Footnote(Note("2", "b"), 1)))
    notes.find("2", 0)
    assert notes.left() == (Note("1", "a"),)
