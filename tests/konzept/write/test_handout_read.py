"""What our own readers find in a handout is what was written, the same from Word, LibreOffice and a page."""

from __future__ import annotations

import string
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.read import docx, html_page, odt
from konzept.read.blocks import Block, Document, Heading, Paragraph, Table, words_of
from konzept.write import handout as written
from konzept.write.handout import Handout, Items, Room, Sheet, Words
from tests.konzept.strategies import few
from tests.konzept.write.handouts import BADGES, DOSSIER, MIXED, NAMES, QR, by_office

Reader = Callable[[Handout], Document]
READERS: dict[str, Reader] = {
    "docx": lambda handout: docx.read(written.docx(handout), "unterlage.docx"),
    "odt": lambda handout: odt.read(written.odt(handout), "unterlage.odt"),
    "html": lambda handout: html_page.read(written.html(handout).encode(), "unterlage.html"),
}
plain = st.text(string.ascii_letters + "äöüß", min_size=1, max_size=12)
by_reader = pytest.mark.parametrize("form", READERS)


def shape(block: Block) -> tuple[object, ...]:
    """What a block is and says."""
    match block:
        case Heading(text=text):
            return "heading", text
        case Table(rows=rows):
            return "table", tuple(tuple(cell.text for cell in row.cells) for row in rows)
        case Paragraph(text=text, list_level=level):
            return "paragraph" if level is None else "item", text
    return (block,)


def shapes(document: Document) -> list[tuple[object, ...]]:
    return [shape(block) for block in document.blocks]


@by_reader
def test_headings_words_lists_and_tables_come_back(form: str) -> None:
    found = shapes(READERS[form](DOSSIER))
    assert found[:13] == [
        ("paragraph", "Landkreis Erlenau"),
        ("heading", "Dossier für Tisch 3"),
        ("paragraph", "Regionalkonferenz am 14. März 2026"),
        ("heading", "Worum es geht"),
        ("paragraph", "Alle **Ziele** des Feldes, mehr unter [erlenau.example](https://erlenau.example)."),
        ("item", "eins"),
        ("item", "zwei"),
        ("paragraph", "Stand: 14. März 2026."),
        ("heading", "Die Fragen der Runde"),
        ("item", "1. Was hat sich bewährt?"),
        ("item", "2. Was fehlt?"),
        ("item", "Stifte"),
        ("item", "Karten"),
    ]
    tables = [rows for kind, rows in found if kind == "table"]
    assert isinstance(tables[0], tuple)
    assert len(tables[0]) == 41
    assert tables[0][1] == ("1.1", "Übersicht 1 führen", "- bewährt\n- strittig")
    assert tables[1] == (("Name", "Unterschrift"), ("Anna Berg", ""), ("Bo Li", ""))


@by_reader
def test_headings_lie_as_deep_as_they_were_written(form: str) -> None:
    levels = {block.text: block.level for block in READERS[form](DOSSIER).blocks if isinstance(block, Heading)}
    assert levels["Die Fragen der Runde"] == levels["Worum es geht"] + 1
    assert levels["Notizen"] == levels["Die Fragen der Runde"]
    assert levels["Anwesenheit"] == levels["Worum es geht"]


@by_reader
def test_only_the_head_of_a_table_is_a_header_row(form: str) -> None:
    tables = [block for block in READERS[form](DOSSIER).blocks if isinstance(block, Table)]
    assert [[row.header for row in table.rows].count(True) for table in tables] == [1, 1]
    assert all(table.rows[0].header for table in tables)


@by_reader
def test_the_words_of_a_picture_are_told(form: str) -> None:
    doubts = [doubt.sentence for doubt in READERS[form](DOSSIER).doubts]
    assert any(QR.words in sentence for sentence in doubts)


@by_reader
def test_names_on_badges_are_there_in_order(form: str) -> None:
    said = "\n".join(words_of(block) for block in READERS[form](BADGES).blocks)
    places = [said.index(name) for name in NAMES if len(name) > 1]
    assert places == sorted(places)


@by_reader
def test_what_stands_before_and_behind_cards_stays_there(form: str) -> None:
    said = str(shapes(READERS[form](MIXED)))
    places = [said.index(words) for words in ("Zuerst Worte.", "Tisch 1", "Tisch 2", "Zuletzt Worte.")]
    assert places == sorted(places)


@by_reader
@few
@given(st.lists(plain, min_size=1, max_size=4), st.lists(plain, min_size=2, max_size=3))
def test_any_list_and_any_row_comes_back(form: str, items: list[str], cells: list[str]) -> None:
    blocks = (Items(tuple(items)), Sheet(tuple(cells), (tuple(reversed(cells)),)), Room(2), Words("Ende."))
    found = shapes(READERS[form](Handout("Titel", blocks)))
    assert [text for kind, text in found if kind == "item"] == items
    assert ("table", (tuple(cells), tuple(reversed(cells)))) in found
    assert found[-1] == ("paragraph", "Ende.")


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60))
def test_the_three_say_the_same_of_any_text(text: str) -> None:
    """But for spaces and signs of direction, which each format keeps in its own way."""
    said = {
        name: letters(str(shapes(reader(Handout("Titel", (Words(f"a{text}b"),)))))) for name, reader in READERS.items()
    }
    assert said["docx"] == said["odt"] == said["html"]


def letters(text: str) -> str:
    """The letters and figures alone."""
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize(("ending", "target"), [("docx", "odt"), ("odt", "docx")])
def test_libreoffice_carries_one_into_the_other(ending: str, target: str, tmp_path: Path) -> None:
    content = {"docx": written.docx, "odt": written.odt}[ending](DOSSIER)
    carried = by_office(content, ending, target, tmp_path)
    read = {"docx": docx.read, "odt": odt.read}[target]
    before, after = shapes(READERS[ending](DOSSIER)), shapes(read(carried, f"unterlage.{target}"))
    assert [each for each in after if each[0] in {"heading", "table"}] == [
        each for each in before if each[0] in {"heading", "table"}
    ]
    assert [each[1] for each in after if each[0] == "item"] == [each[1] for each in before if each[0] == "item"]
