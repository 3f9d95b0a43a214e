"""Footnotes: typed stars, and marks that begin anew on each page."""

from __future__ import annotations

from konzept.model import Note
from konzept.read.blocks import Cell, Document, Footnote, Heading, Paragraph, Row, Table, words_of
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


def test_the_same_mark_on_every_page_finds_the_note_of_its_page() -> None:
    notes = Notes(tuple(Footnote(Note("1", f"Seite {page}"), 10 * page) for page in range(1, 60)))
    found = [notes.find("1", 10 * page - 3) for page in range(1, 60)]
    assert [note and note.text for note in found] == [f"Seite {page}" for page in range(1, 60)]
    assert notes.left() == ()


def test_notes_are_found_by_place_whatever_order_they_were_met_in() -> None:
    notes = Notes((Footnote(Note("*", "hinten"), 9), Footnote(Note("*", "vorn"), 2)))
    assert notes.find("*", 1) == Note("*", "vorn")
    assert notes.find("*", 3) == Note("*", "hinten")


def test_a_note_is_left_until_somebody_asks() -> None:
    notes = Notes((Footnote(Note("1", "a"), 1),))
    assert notes.find("9", 0) is None
    assert notes.left() == (Note("1", "a"),)


def test_a_second_bearer_takes_the_star() -> None:
    document = starred(r"Ein Budget \*", r"Ein Plan \*", r"\* siehe Feld 5")
    assert [words_of(block) for block in document.blocks] == [r"Ein Budget \*", "Ein Plan[^*]", ""]


def test_stars_in_headings_and_lists_bear_notes_too() -> None:
    document = star_notes(
        Document((Heading(r"Wohnen \*", "h", 1), Paragraph(r"\*  nur im Kreis", "p"), Paragraph("Text", "q")), "x")
    )
    assert words_of(document.blocks[0]) == "Wohnen[^*]"
    assert document.notes == (Footnote(Note("*", "nur im Kreis"), 1),)
