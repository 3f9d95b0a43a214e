"""Word files become blocks: their own grid, their numbers, their changes."""

from __future__ import annotations

import time

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from konzept.read.blocks import Block, Document, Heading, Paragraph, Table, words_of
from konzept.read.docx import read
from tests.konzept.read.builders import NAMES, body, saved, table, with_parts, word

P = "<w:p>{}</w:p>"
R = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def parse(*parts: str) -> Document:
    return read(saved(body(word(), *parts)), "x.docx")


def texts(*parts: str) -> list[str]:
    return [words_of(block) for block in parse(*parts).blocks]


def paragraph(inner: str) -> str:
    blocks = parse(P.format(inner)).blocks
    assert len(blocks) == 1
    return words_of(blocks[0])


def grid(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text for cell in row.cells] for row in block.rows]


def run(text: str, look: str) -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


# --- runs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        (R.format("Ein Satz."), "Ein Satz."),
        (R.format("Ein ") + R.format("Satz."), "Ein Satz."),
        (run("fett", "<w:b/>") + R.format(" und mager"), "**fett** und mager"),
        (run("fett", "<w:b/>") + run(" weiter", "<w:b/>") + R.format(" mager"), "**fett weiter** mager"),
        (run("nicht", '<w:b w:val="0"/>') + R.format(" fett"), "nicht fett"),
        (R.format("so ") + run("schräg ", "<w:i/>") + R.format("hier"), "so *schräg* hier"),
        (R.format("a ") + run("beides", "<w:b/><w:i/>"), "a ***beides***"),
        (run("alles", "<w:b/>") + run(" fett", "<w:b/>"), "alles fett"),
        (R.format("Bürger*innen"), r"Bürger\*innen"),
        (R.format("a_b [c] &lt;d&gt;"), r"a_b \[c\] \<d\>"),
        (R.format("eins") + "<w:r><w:tab/></w:r>" + R.format("zwei"), "eins\tzwei"),
        (R.format("eins") + "<w:r><w:br/></w:r>" + R.format("zwei"), "eins\n\nzwei"),
        (R.format("Maß-") + "<w:r><w:br/></w:r>" + R.format("nahme"), "Maßnahme"),
        (R.format("Ilm") + "<w:r><w:noBreakHyphen/></w:r>" + R.format("Kreis"), "Ilm\u2011Kreis"),
        (R.format("Inte") + "<w:r><w:softHyphen/></w:r>" + R.format("gration"), "Integration"),
        (R.format("eins") + '<w:r><w:br w:type="page"/></w:r>' + R.format("zwei"), "eins zwei"),
        ('<w:ins w:id="1" w:author="A">' + R.format("neu") + "</w:ins>" + R.format(" alt"), "neu alt"),
        (R.format("neu") + '<w:del w:id="1" w:author="A"><w:r><w:delText>weg</w:delText></w:r></w:del>', "neu"),
        (
            '<w:moveTo w:id="1">'
            + R.format("hier")
            + '</w:moveTo><w:moveFrom w:id="2">'
            + R.format("da")
            + "</w:moveFrom>",
            "hier",
        ),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + R.format("im Feld") + "</w:sdtContent></w:sdt>", "im Feld"),
        ('<w:fldSimple w:instr="PAGE">' + R.format("7") + "</w:fldSimple>" + R.format(" Seiten"), "7 Seiten"),
        ("<w:r><w:instrText>HYPERLINK</w:instrText></w:r>" + R.format("Verweis"), "Verweis"),
        ("<w:smartTag>" + R.format("klug") + "</w:smartTag>", "klug"),
        (R.format("100 m") + run("2", '<w:vertAlign w:val="superscript"/>'), "100 m²"),
    ],
)
def test_runs(inner: str, wanted: str) -> None:
    assert paragraph(inner) == wanted


def test_links() -> None:
    document = word()
    made = document.add_paragraph("Siehe ")
    address = document.part.relate_to(
        "https://example.org/a(b)",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), address)
    link.append(made.add_run("die Seite")._r)
    made._p.append(link)
    assert words_of(read(saved(document), "x.docx").blocks[0]) == "Siehe [die Seite](https://example.org/a%28b%29)"


def test_changes_are_read_as_accepted_and_said() -> None:
    document = parse(
        P.format(
            R.format("Wir bauen ")
            + '<w:del w:id="1"><w:r><w:delText>ein Haus</w:delText></w:r></w:del><w:ins w:id="2">'
            + R.format("zwei Häuser")
            + "</w:ins>"
        )
    )
    assert words_of(document.blocks[0]) == "Wir bauen zwei Häuser"
    assert [(doubt.kind, doubt.place) for doubt in document.doubts] == [("repaired", "Absatz 1")]
    assert "gelöscht „ein Haus“, eingefügt „zwei Häuser“" in document.doubts[0].sentence


def test_a_deleted_paragraph_mark_joins_what_follows() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>" + R.format("eins ") + "</w:p>"
    assert texts(first, P.format(R.format("zwei"))) == ["eins zwei"]


def test_struck_words_are_left_out_and_said() -> None:
    document = parse(P.format(R.format("bleibt ") + run("fällt weg", "<w:strike/>")))
    assert words_of(document.blocks[0]) == "bleibt"
    assert document.doubts[0].sentence == "Nicht übernommen (durchgestrichen): „fällt weg“."


def test_a_paragraph_struck_whole_is_marked() -> None:
    block = parse(P.format(run("fällt weg", "<w:dstrike/>"))).blocks[0]
    assert isinstance(block, Paragraph)
    assert block.struck


def test_hidden_words_and_pictures_are_said() -> None:
    picture = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:x" descr="Karte des Kreises"/></w:drawing></w:r>'
    document = parse(P.format(R.format("offen") + run("geheim", "<w:vanish/>") + picture))
    assert words_of(document.blocks[0]) == "offen"
    assert [doubt.sentence for doubt in document.doubts] == [
        "Nicht übernommen (ausgeblendeter Text): „geheim“.",
        "Nicht übernommen (Bild): „Karte des Kreises“.",
    ]


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent>" + P.format(R.format("im Kasten")) + "</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(P.format(R.format("davor") + both)) == ["davor", "im Kasten"]


# --- paragraphs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("style", "level"), [("Heading 1", 1), ("Heading 3", 3), ("Title", 1)])
def test_headings_by_style(style: str, level: int) -> None:
    document = word()
    document.add_paragraph("Ein Titel", style)
    assert read(saved(document), "x.docx").blocks == (Heading("Ein Titel", "Absatz 1", level),)


def test_headings_by_outline_level() -> None:
    block = parse('<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>' + R.format("Titel") + "</w:p>").blocks[0]
    assert block == Heading("Titel", "Absatz 1", 2)


def test_bold_and_size_are_kept() -> None:
    document = word()
    made = document.add_paragraph().add_run("Groß und fett")
    made.bold, made.font.size = True, Pt(14)
    block = read(saved(document), "x.docx").blocks[0]
    assert isinstance(block, Paragraph)
    assert (block.bold, block.size, block.italic) == (True, 14, False)


@pytest.mark.parametrize(
    ("style", "typed", "level", "wanted"),
    [
        ("List Bullet", "Punkt", 0, "Punkt"),
        ("List Number", "Punkt", 0, "1. Punkt"),
        (None, "➤ Punkt", 0, "Punkt"),
        (None, "• Punkt", 0, "Punkt"),
        (None, "- Punkt", 0, "Punkt"),
        (None, "Punkt", None, "Punkt"),
    ],
)
def test_lists(style: str | None, typed: str, level: int | None, wanted: str) -> None:
    document = word()
    document.add_paragraph(typed, style)
    block = read(saved(document), "x.docx").blocks[0]
    assert isinstance(block, Paragraph)
    assert (block.text, block.list_level) == (wanted, level)


NUMBERING = f"""<w:numbering {NAMES}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%4."/></w:lvl>
</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def test_automatic_numbers_are_as_printed() -> None:
    parts = [
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="9"/></w:numPr></w:pPr>{R.format("x")}</w:p>'
        for level in (0, 1, 1, 2, 2, 0, 1, 3)
    ]
    data = with_parts(saved(body(word(), *parts)), {"word/numbering.xml": NUMBERING})
    assert [words_of(block) for block in read(data, "x.docx").blocks] == [
        "1 x",
        "1.1 x",
        "1.2 x",
        "c) x",
        "d) x",
        "2 x",
        "2.1 x",
        "IV. x",
    ]


def test_empty_paragraphs_are_not_counted() -> None:
    assert [
        block.place
        for block in parse(P.format(""), P.format(R.format("a")), P.format(""), P.format(R.format("b"))).blocks
    ] == ["Absatz 1", "Absatz 2"]


# --- tables ---------------------------------------------------------------------------------------------------


def test_tables_and_places() -> None:
    document = word()
    document.add_paragraph("davor")
    table(document, [["Maßnahme 1", "Chor\nTanz"], ["Termin", "bald"]])
    block = read(saved(document), "x.docx").blocks[1]
    assert grid(block) == [["Maßnahme 1", "Chor\n\nTanz"], ["Termin", "bald"]]
    assert isinstance(block, Table)
    assert [row.place for row in block.rows] == ["Tabelle 1, Zeile 1", "Tabelle 1, Zeile 2"]


def test_cells_merged_downwards_repeat_their_text() -> None:
    document = word()
    made = document.add_table(rows=3, cols=3)
    for at, cell in enumerate(made._cells):
        cell.text = f"z{at}"
    made.cell(0, 1).merge(made.cell(1, 1))
    made.cell(0, 1).text = "FD Soziales"
    block = read(saved(document), "x.docx").blocks[0]
    assert grid(block) == [["z0", "FD Soziales", "z2"], ["z3", "FD Soziales", "z5"], ["z6", "z7", "z8"]]
    assert isinstance(block, Table)
    assert [cell.merged for cell in block.rows[1].cells] == [False, True, False]


def test_cells_merged_sideways_are_one() -> None:
    document = word()
    made = document.add_table(rows=2, cols=3)
    made.cell(0, 0).merge(made.cell(0, 2)).text = "Ziel 1"
    for at, cell in enumerate(made.rows[1].cells):
        cell.text = str(at)
    block = read(saved(document), "x.docx").blocks[0]
    assert grid(block) == [["Ziel 1"], ["0", "1", "2"]]
    assert isinstance(block, Table)
    assert block.rows[0].cells[0].columns == 3


TBL = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>"
TC = "<w:tc><w:tcPr>{}</w:tcPr><w:p>{}</w:p></w:tc>"


def test_a_merge_goes_on_in_its_column_beside_wide_cells() -> None:
    rows = (
        "<w:tr>"
        + TC.format('<w:gridSpan w:val="2"/>', R.format("breit"))
        + TC.format('<w:vMerge w:val="restart"/>', R.format("fest"))
        + "</w:tr>",
        "<w:tr>"
        + TC.format("", R.format("a"))
        + TC.format("", R.format("b"))
        + TC.format("<w:vMerge/>", "")
        + "</w:tr>",
        "<w:tr>"
        + TC.format("", R.format("c"))
        + TC.format("", R.format("d"))
        + TC.format("", R.format("e"))
        + "</w:tr>",
    )
    assert grid(parse(TBL.format("".join(rows))).blocks[0]) == [["breit", "fest"], ["a", "b", "fest"], ["c", "d", "e"]]


def test_rows_and_cells_in_content_controls() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = control.format(TC.format("", R.format("innen")))
    row = control.format("<w:tr>" + cell + TC.format("", R.format("b")) + "</w:tr>")
    assert grid(parse(TBL.format(row)).blocks[0]) == [["innen", "b"]]


def test_deleted_rows_are_gone_and_inserted_ones_there() -> None:
    kept = "<w:tr><w:trPr><w:ins w:id='1'/></w:trPr>" + TC.format("", R.format("neu")) + "</w:tr>"
    gone = "<w:tr><w:trPr><w:del w:id='2'/></w:trPr>" + TC.format("", R.format("alt")) + "</w:tr>"
    assert grid(parse(TBL.format(kept + gone)).blocks[0]) == [["neu"]]


def test_looks_of_cells() -> None:
    row = (
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + TC.format('<w:shd w:val="clear" w:fill="A9D08E"/>', run("Kopf", "<w:b/>"))
        + TC.format("", run("weg", "<w:strike/>"))
        + "</w:tr>"
    )
    block = parse(TBL.format(row)).blocks[0]
    assert isinstance(block, Table)
    head, struck = block.rows[0].cells
    assert (head.bold, head.fill, head.struck) == (True, "A9D08E", False)
    assert (struck.text, struck.struck) == ("weg", True)
    assert block.rows[0].header


def test_tables_within_cells_stay_apart() -> None:
    inner = TBL.format("<w:tr>" + TC.format("", R.format("innen")) + "</w:tr>")
    outer = "<w:tr><w:tc><w:tcPr/><w:p>" + R.format("außen") + "</w:p>" + inner + "<w:p/></w:tc></w:tr>"
    block = parse(TBL.format(outer)).blocks[0]
    assert isinstance(block, Table)
    cell = block.rows[0].cells[0]
    assert cell.text == "außen"
    assert grid(cell.tables[0]) == [["innen"]]


def test_lists_in_cells() -> None:
    document = word()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Durch:"
    cell.add_paragraph("Rat", "List Bullet")
    cell.add_paragraph("➤ Tat")
    assert grid(read(saved(document), "x.docx").blocks[0]) == [["Durch:\n\n- Rat\n- Tat"]]


def test_tables_nested_too_deep_end_quietly() -> None:
    inner = P.format(R.format("ganz innen"))
    for _ in range(40):
        inner = TBL.format("<w:tr><w:tc><w:tcPr/>" + inner + "<w:p/></w:tc></w:tr>")
    assert parse(P.format(R.format("oben")), inner).blocks


# --- notes and margins ----------------------------------------------------------------------------------------

NOTES = (
    f"<w:footnotes {NAMES}><w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
    "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>" + R.format(" Siehe Feld 6") + "</w:p></w:footnote>"
    "<w:footnote w:id='3'><w:p>" + R.format("Niemandes Note") + "</w:p></w:footnote></w:footnotes>"
)


def test_footnotes_of_word() -> None:
    data = with_parts(
        saved(body(word(), P.format(R.format("Tag der Vereine") + "<w:r><w:footnoteReference w:id='2'/></w:r>"))),
        {"word/footnotes.xml": NOTES},
    )
    document = read(data, "x.docx")
    assert words_of(document.blocks[0]) == "Tag der Vereine[^1]"
    assert [(footnote.note.mark, footnote.note.text) for footnote in document.notes] == [("1", "Siehe Feld 6")]
    assert [doubt.sentence for doubt in document.doubts] == ["Fußnote ohne Bezug im Text: „Niemandes Note“."]


def test_typed_footnotes() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    document = parse(
        P.format(R.format("Tag der Vereine ") + run("1", raised)),
        P.format(run("1", raised) + R.format(" Siehe Feld 6")),
    )
    assert [words_of(block) for block in document.blocks] == ["Tag der Vereine [^1]"]
    assert [(footnote.note.mark, footnote.note.text, footnote.block) for footnote in document.notes] == [
        ("1", "Siehe Feld 6", 1)
    ]


def test_headers_and_comments_are_reported_once() -> None:
    header = f"<w:hdr {NAMES}>{P.format(R.format('Kreis Auenland'))}</w:hdr>"
    comments = f"<w:comments {NAMES}><w:comment w:id='1'>{P.format(R.format('Bitte kürzen'))}</w:comment></w:comments>"
    data = with_parts(
        saved(body(word(), P.format(R.format("Text")))),
        {"word/header1.xml": header, "word/header2.xml": header, "word/comments.xml": comments},
    )
    assert [doubt.sentence for doubt in read(data, "x.docx").doubts] == [
        "Nicht übernommen (Kommentar): „Bitte kürzen“.",
        "Nicht übernommen (Kopf- oder Fußzeile): „Kreis Auenland“.",
    ]


def test_thirty_pages_take_less_than_a_second() -> None:
    document = word()
    for _ in range(30):
        document.add_paragraph("Ein langer Satz über das Zusammenleben. " * 40)
    parts = [
        TBL.format("".join("<w:tr>" + TC.format("", R.format("Wort " * 20)) * 6 + "</w:tr>" for _ in range(20)))
    ] * 20
    data = saved(body(document, *parts))
    start = time.process_time()
    read(data, "x.docx")
    assert time.process_time() - start < 1


DELETED_MARK = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{}</w:p>"


def test_a_deleted_mark_at_the_very_end_loses_no_word() -> None:
    assert texts(P.format(R.format("eins")), DELETED_MARK.format(R.format("letzter"))) == ["eins", "letzter"]


def test_a_deleted_mark_before_a_table_loses_no_word() -> None:
    row = TBL.format("<w:tr>" + TC.format("", R.format("Zelle")) + "</w:tr>")
    document = parse(DELETED_MARK.format(R.format("davor")), row, P.format(R.format("danach")))
    assert [words_of(block) for block in document.blocks] == ["davor", "Zelle", "danach"]


def test_a_deleted_mark_at_the_end_of_a_cell_loses_no_word() -> None:
    cell = f"<w:tc><w:tcPr/>{DELETED_MARK.format(R.format('in der Zelle'))}</w:tc>"
    assert grid(parse(TBL.format(f"<w:tr>{cell}</w:tr>")).blocks[0]) == [["in der Zelle"]]


def test_three_paragraphs_become_one_and_every_change_is_told() -> None:
    gone = '<w:del w:id="7"><w:r><w:delText>weg</w:delText></w:r></w:del>'
    document = parse(
        DELETED_MARK.format(R.format("eins ") + gone),
        DELETED_MARK.format(R.format("zwei ")),
        P.format(R.format("drei")),
    )
    assert [(words_of(block), block.place) for block in document.blocks] == [("eins zwei drei", "Absatz 1")]
    assert [doubt.sentence for doubt in document.doubts] == [
        "Nachverfolgte Änderung als angenommen gelesen: gelöscht „weg“."
    ]


def test_a_paragraph_deleted_whole_leaves_no_gap() -> None:
    gone = '<w:del w:id="7"><w:r><w:delText>ganz weg</w:delText></w:r></w:del>'
    document = parse(P.format(R.format("davor")), DELETED_MARK.format(gone), P.format(R.format("danach")))
    assert [words_of(block) for block in document.blocks] == ["davor", "danach"]
    assert "„ganz weg“" in document.doubts[0].sentence


def test_raised_figures_in_tables_within_tables_are_figures_again() -> None:
    raised = run("2", '<w:vertAlign w:val="superscript"/>')
    inner = TBL.format("<w:tr>" + TC.format("", R.format("100 m") + raised) + "</w:tr>")
    outer = "<w:tr><w:tc><w:tcPr/>" + inner + "<w:p>" + R.format("10 m") + raised + "</w:p></w:tc></w:tr>"
    block = parse(TBL.format(outer)).blocks[0]
    assert isinstance(block, Table)
    assert block.rows[0].cells[0].text == "10 m²"
    assert grid(block.rows[0].cells[0].tables[0]) == [["100 m²"]]
