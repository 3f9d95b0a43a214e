"""A PDF becomes the blocks that its Word file would give: headings, paragraphs, lists, tables, with page and box."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Heading, Paragraph, Table
from tests.konzept.read.pdf_ground import LONG, blocks, document_of, notes, pages, pdf, said, set_and_read, shown, texts


def test_headings_rank_by_size() -> None:
    found = blocks(f"= Integration\n{LONG}\n== Ziele\n{LONG}\n= Anhang\n{LONG}")
    heads = [(block.text, block.level) for block in found if isinstance(block, Heading)]
    assert heads == [("Integration", 1), ("Ziele", 2), ("Anhang", 1)]


def test_bookmarks_say_what_is_a_heading() -> None:
    source = f"#set heading(bookmarked: true)\n= Integration\n{LONG}\n== Ziele\n{LONG}\n\n#text(size: 16pt)[Blickfang]\n\n{LONG}"
    found = document_of(pdf(source, tagged=True)).blocks
    assert [(block.text, block.level) for block in found if isinstance(block, Heading)] == [
        ("Integration", 1),
        ("Ziele", 2),
    ]
    assert [block.size for block in found if isinstance(block, Paragraph) and block.text == "Blickfang"] == [16]


def test_tags_say_what_is_a_heading() -> None:
    source = f"#show heading: set text(size: 10pt)\n= Integration\n{LONG}\n== Ziele\n{LONG}"
    found = document_of(pdf(source, tagged=False)).blocks
    assert [(block.text, block.level) for block in found if isinstance(block, Heading)] == [
        ("Integration", 1),
        ("Ziele", 2),
    ]


def test_a_line_of_body_size_is_a_paragraph_with_its_look() -> None:
    bold, italic, plain = blocks(f"*Handlungsziel 1*\n\n_Wir begegnen einander._\n\n{LONG}")
    assert isinstance(bold, Paragraph)
    assert isinstance(italic, Paragraph)
    assert isinstance(plain, Paragraph)
    assert (bold.bold, bold.italic, bold.size) == (True, False, None)
    assert (italic.bold, italic.italic) == (False, True)
    assert (plain.bold, plain.italic) == (False, False)
    assert bold.text == "Handlungsziel 1"


def test_a_look_within_a_paragraph_is_markdown() -> None:
    assert (
        texts(f"*Oberziel:* Alle reden _mit_ und entscheiden.\n\n{LONG}")[0]
        == "**Oberziel:** Alle reden *mit* und entscheiden."
    )


def test_what_markdown_would_take_for_marks_is_escaped() -> None:
    assert texts(f"Bürger\\*innen und [Klammern]\n\n{LONG}")[0] == "Bürger\\*innen und \\[Klammern\\]"


def test_every_block_has_its_page_and_box() -> None:
    found = blocks(f"= Eins\n{LONG}\n#pagebreak()\n{LONG}\n\nZwei\n#table(columns: 2)[A][b][C][d]")
    spots = [block.spot for block in found if isinstance(block, Heading | Paragraph)]
    assert [spot.page for spot in spots if spot] == [1, 1, 2, 2]
    for spot in spots:
        assert spot is not None
        assert 0 < spot.left < spot.right < 1
        assert 0 < spot.top < spot.bottom < 1
    (table,) = [block for block in found if isinstance(block, Table)]
    assert [(row.spot.page, row.place) for row in table.rows if row.spot] == [
        (2, "S. 2, Tabelle 1, Zeile 1"),
        (2, "S. 2, Tabelle 1, Zeile 2"),
    ]


def test_places_count_on_each_page() -> None:
    found = blocks(f"Eins.\n\nZwei.\n#pagebreak()\nDrei.\n\n{LONG}")
    assert [block.place for block in found] == ["S. 1, Absatz 1", "S. 1, Absatz 2", "S. 2, Absatz 1", "S. 2, Absatz 2"]


def test_bullets_are_items_with_their_depth() -> None:
    found = blocks(f"{LONG}\n- eins\n- zwei\n  - innen\n- drei\n\n{LONG}")
    items = [(block.text, block.list_level) for block in found if isinstance(block, Paragraph)]
    assert items[1:-1] == [("eins", 0), ("zwei", 0), ("innen", 1), ("drei", 0)]
    assert items[0][1] is None
    assert items[-1][1] is None


def test_numbers_in_a_row_are_items() -> None:
    found = blocks(f"{LONG}\n+ eins\n+ zwei\n\n{LONG}")
    items = [(block.text, block.list_level) for block in found if isinstance(block, Paragraph)]
    assert [text for text, _ in items[1:3]] == ["1. eins", "2. zwei"]
    assert [level for _, level in items[1:3]] == [0, 0]


def test_a_number_alone_is_no_item() -> None:
    first, _ = blocks(f"1. Fortschreibung, 2. November 2020\n\n{LONG}".replace("1.", "1\\."))
    assert isinstance(first, Paragraph)
    assert first.list_level is None


def test_entries_of_a_table_of_contents_are_marked() -> None:
    dots = "#box(width: 1fr, repeat[.])"
    found = blocks(f"Einleitung {dots} 3\n\nHandlungsfelder {dots} 12\n\n{LONG}")
    assert [block.toc for block in found if isinstance(block, Paragraph)] == [True, True, False]


def test_struck_words_are_left_out_and_said() -> None:
    document = set_and_read(f"Das Amt #strike[und der Verein] berät.\n\n{LONG}")
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].text == "Das Amt berät."
    assert said(document, "left_out") == ["Nicht übernommen (durchgestrichen): „und der Verein“."]


@pytest.mark.parametrize(("wide", "cut"), [(380, True), (330, False)])
def test_a_table_wider_than_the_page_is_said(wide: int, *, cut: bool) -> None:
    cells = "[*Maßnahme*][*Zuständigkeit*][Kurse][Volkshochschule, Sozialamt und das ganze Rathaus]"
    table = f"#block(width: {wide + 60}pt, table(columns: ({wide - 180}pt, 240pt)){cells})"
    assert any("breiter als die Seite" in each for each in said(set_and_read(table), "unsure")) == cut


def test_a_paragraph_struck_out_whole_is_marked() -> None:
    first, second = blocks(f"#strike[Aufbau eines Lernraums]\n\n{LONG}")
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.text, first.struck, second.struck) == ("Aufbau eines Lernraums", True, False)


def test_underlined_words_are_not_struck() -> None:
    first, _ = blocks(f"#underline[Aufbau eines Lernraums]\n\n{LONG}")
    assert isinstance(first, Paragraph)
    assert not first.struck


def test_links_to_the_web_are_kept_and_links_to_files_are_not() -> None:
    source = '#link("https://kreis.example/plan")[Plan] und #link("mailto:amt@kreis.example")[Amt] und #link("file:///etc/passwd")[Datei].'
    found = texts(f"{source}\n\n{LONG}")[0]
    assert found == "[Plan](https://kreis.example/plan) und [Amt](mailto:amt@kreis.example) und Datei."


def test_footnotes_and_their_marks() -> None:
    document = set_and_read(f"Der Beirat#footnote[Gewählt 2011.] tagt öffentlich#footnote[Siehe Anhang.].\n\n{LONG}")
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].text == "Der Beirat[^1] tagt öffentlich[^2]."
    assert notes(document) == [("1", "Gewählt 2011."), ("2", "Siehe Anhang.")]


def test_raised_figures_without_a_note_stay_figures() -> None:
    assert texts(f"Ein Raum mit 100 m#super[2] Fläche.\n\n{LONG}")[0] == "Ein Raum mit 100 m² Fläche."


def test_a_typed_note_below_a_table_is_a_note() -> None:
    source = f"{LONG}\n#table(columns: 2)[Maßnahme seit 2011][Fest#super[1]][Termin][jährlich]\n#super[1] Analog zum Handlungsfeld 6\n\n{LONG}"
    document = set_and_read(source)
    assert notes(document) == [("1", "Analog zum Handlungsfeld 6")]
    assert document.notes[0].block == 1


def test_ligatures_and_symbols() -> None:
    octal = "\\267"
    data = pages(
        shown((40, 200, f"{octal}"), font="F3")
        + shown((52, 200, "Beratung"), (40, 188, "und Text dazu, der lang genug ist"))
    )
    found = document_of(data).blocks
    assert isinstance(found[0], Paragraph)
    assert (found[0].text, found[0].list_level) == ("Beratung", 0)


@pytest.mark.parametrize("turn", [0, 90, 270])
def test_turned_pages_are_read(turn: int) -> None:
    source = f"#set page(flipped: {'true' if turn else 'false'})\n= Integration\n{LONG}"
    if turn:
        source = f"#set page(margin: 20pt)\n#rotate({turn}deg, reflow: true)[#box(width: 300pt)[#text(14pt)[Integration]\n\n{LONG}]]"
    found = texts(source)
    assert found[0] == "Integration"
    assert found[1].startswith("Der Kreis hat in den vergangenen Jahren viele Vorhaben begonnen und einige davon")
