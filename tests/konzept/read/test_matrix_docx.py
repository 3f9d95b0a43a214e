"""A filled Word matrix: all that was typed, whatever wrapped it, and nothing that was deleted."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from lxml import etree

from konzept.model import Concept, Element, Kind, Problem
from konzept.read.matrix_docx import paragraphs, sheet, spoken
from konzept.read.matrix_rows import Raw, Sheet
from konzept.suggestion import Form
from konzept.write.matrix_docx import docx
from tests.konzept.read.builders import NAMES, with_parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
MEASURES = tuple(Element(f"m{at}aa0000", Kind.MEASURE, number=f"1.{at}", text=f"Angebot {at}.") for at in range(1, 4))
AREA = Element("area0001", Kind.AREA, number="1", title="Sprache", children=MEASURES)
FORM = Form("runde-7f3a", "Runde", "Kreis Talau", Concept("K", (AREA,)), organisation="Erle e. V.")
BYTES = docx(FORM)


def opened() -> Any:
    return Document(io.BytesIO(BYTES))


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def found(document: Any) -> Sheet:
    return sheet(saved(document), "m.docx")


def row_of(result: Sheet, uid: str = "m1aa0000") -> Raw:
    return next(row for row in result.rows if uid in row.claims)


def node(inner: str) -> Any:
    return etree.fromstring(f"<w:p {NAMES} {MC}>{inner}</w:p>".encode())


R = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


# --- words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (R.format("ein") + R.format("fach"), "einfach"),
        ('<w:ins w:id="1">' + R.format("neu") + "</w:ins>", "neu"),
        ('<w:moveTo w:id="1">' + R.format("hier") + "</w:moveTo>", "hier"),
        ('<w:del w:id="1"><w:r><w:delText>alt</w:delText></w:r></w:del>' + R.format("da"), "da"),
        ('<w:moveFrom w:id="1">' + R.format("fort") + "</w:moveFrom>", ""),
        ('<w:ins w:id="1"><w:del w:id="2">' + R.format("kurz da") + "</w:del></w:ins>", ""),
        ("<w:hyperlink>" + R.format("Verweis") + "</w:hyperlink>", "Verweis"),
        ("<w:smartTag>" + R.format("klug") + "</w:smartTag>", "klug"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + R.format("im Feld") + "</w:sdtContent></w:sdt>", "im Feld"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + R.format("bitte")
            + "</w:sdtContent></w:sdt>",
            "",
        ),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>Ilm</w:t><w:noBreakHyphen/><w:t>Kreis</w:t></w:r>", "Ilm-Kreis"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", ""),
        ("", ""),
    ],
)
def test_what_a_reader_sees(inner: str, words: str) -> None:
    assert "".join(spoken(node(inner))) == words


def test_paragraphs_are_lines_and_empty_ones_are_none() -> None:
    cell = etree.fromstring(
        f"<w:tc {NAMES}><w:p>{R.format('eins')}</w:p><w:p/><w:p>{R.format(' zwei ')}</w:p></w:tc>".encode()
    )
    assert paragraphs(cell) == "eins\nzwei"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{R.format('im Kasten')}</w:p></w:txbxContent>"
    twice = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    cell = etree.fromstring(f"<w:tc {NAMES} {MC}><w:p>{R.format('davor')}{twice}</w:p></w:tc>".encode())
    assert paragraphs(cell) == "davor\nim Kasten"


# --- rows -----------------------------------------------------------------------------------------------------


def test_all_that_a_form_knows() -> None:
    result = found(opened())
    assert (result.form_id, result.organisation, result.sender) == ("runde-7f3a", "Erle e. V.", "")
    rows = [row for row in result.rows if not row.loose]
    assert [set(row.claims) for row in rows] == [{f"m{at}aa0000"} for at in range(1, 4)] + [set()] * 3
    assert [row.new for row in rows] == [False] * 3 + [True] * 3
    assert rows[0].place == "Tabelle 1, Zeile 2"
    assert {row.area for row in rows} == {"area0001"}


def test_a_row_has_every_carrier_as_a_claim() -> None:
    assert len(row_of(found(opened())).claims) == 4


def replace_answer(document: Any, inner: str) -> None:
    """The answer of the first row, typed with tracked changes or whatever else."""
    cell = document.tables[0].rows[1].cells[3]._tc
    for old in list(cell):
        if old.tag != f"{W}tcPr":
            cell.remove(old)
    cell.append(parse_xml(f"<w:p {NAMES}>{inner}</w:p>"))


def test_an_answer_typed_with_tracked_changes() -> None:
    document = opened()
    replace_answer(
        document,
        '<w:ins w:id="1" w:author="A">'
        + R.format("Bitte öfter")
        + '</w:ins><w:del w:id="2" w:author="B"><w:r><w:delText> und länger</w:delText></w:r></w:del>'
        + R.format("."),
    )
    assert row_of(found(document)).typed["comment"] == "Bitte öfter."


def test_an_answer_deleted_with_tracked_changes_is_none() -> None:
    document = opened()
    replace_answer(document, '<w:del w:id="2" w:author="B"><w:r><w:delText>doch nicht</w:delText></w:r></w:del>')
    assert row_of(found(document)).typed["comment"] == ""


def test_a_row_deleted_with_tracked_changes_is_gone() -> None:
    document = opened()
    row = document.tables[0].rows[1]._tr
    row.get_or_add_trPr().append(parse_xml(f'<w:del {NAMES} w:id="3" w:author="B"/>'))
    assert "m1aa0000" not in {claim for each in found(document).rows for claim in each.claims}


def test_a_row_inserted_with_tracked_changes_is_there() -> None:
    document = opened()
    row = document.tables[0].add_row()
    row.cells[1].text = "Ein Chor."
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:ins {NAMES} w:id="3" w:author="B"/>'))
    last = [each for each in found(document).rows if not each.loose][-1]
    assert (last.claims, last.typed["wording"]) == ((), "Ein Chor.")


def test_comments_of_several_people_stand_behind_the_remark() -> None:
    document = opened()
    row = document.tables[0].rows[1]
    replace_answer(document, R.format("Gut."))
    for words in ("Stimmt.", "Sehr sogar."):
        document.add_comment(row.cells[1].paragraphs[0].runs, text=words, author="x", initials="x")
    assert row_of(found(document)).typed["comment"] == "Gut.\nStimmt.\nSehr sogar."


def test_a_row_wrapped_in_a_content_control_is_a_row() -> None:
    document = opened()
    row = document.tables[0].rows[2]._tr
    control: Any = parse_xml(f"<w:sdt {NAMES}><w:sdtPr/><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control.find(f"{W}sdtContent").append(row)
    assert row_of(found(document), "m2aa0000").place == "Tabelle 1, Zeile 3"


def test_a_column_that_was_moved_is_known_by_its_heading() -> None:
    document = opened()
    for row in document.tables[0].rows:
        cells = row._tr.findall(f"{W}tc")
        row._tr.remove(cells[3])
        row._tr.append(cells[3])
    last = document.tables[0].rows[1]._tr.findall(f"{W}tc")[-1]
    next(last.iter(f"{W}p")).append(parse_xml(R.format("Hinten.").replace("<w:r>", f"<w:r {NAMES}>")))
    assert row_of(found(document)).typed["comment"] == "Hinten."


def test_a_column_that_was_deleted_leaves_the_others() -> None:
    document = opened()
    for row in document.tables[0].rows:
        row._tr.remove(row._tr.findall(f"{W}tc")[4])
    typed = row_of(found(document)).typed
    assert "proposal" not in typed
    assert {"verdict", "comment", "responsible", "wording", "number"} <= typed.keys()


def test_text_and_headings_between_the_tables_are_loose() -> None:
    document = opened()
    document.add_paragraph("Danke für die Mühe.")
    document.add_paragraph("Unser Fazit", "Heading 2")
    loose = [row for row in found(document).rows if row.loose and row.area]
    assert [(row.typed["comment"], row.place, row.area) for row in loose] == [
        ("Danke für die Mühe.", "Text nach Tabelle 1", "area0001"),
        ("Unser Fazit", "Text nach Tabelle 1", "area0001"),
    ]


# --- which form -----------------------------------------------------------------------------------------------


def test_without_its_property_the_form_is_known_by_the_footer() -> None:
    assert sheet(with_parts(BYTES, {"docProps/custom.xml": "<Properties/>"}), "m.docx").form_id == "runde-7f3a"


def test_without_property_and_footer_nobody_knows_the_form() -> None:
    bare = with_parts(BYTES, {"docProps/custom.xml": "<x/>", "word/footer1.xml": f"<w:ftr {NAMES}/>"})
    result = sheet(bare, "m.docx")
    assert result.form_id is None
    assert row_of(result).claims == ("m1aa0000", "m1aa0000", "m1aa0000", "m1aa"), "a code alone is a beginning"


@pytest.mark.parametrize(
    ("typed", "organisation"), [("Ihre Organisation: Verein Brücke", "Verein Brücke"), ("Ihre Organisation:", "")]
)
def test_an_organisation_typed_without_the_control(typed: str, organisation: str) -> None:
    document = opened()
    line = next(each for each in document.paragraphs if each.text.startswith("Ihre Organisation"))
    line._p.getparent().replace(line._p, parse_xml(f"<w:p {NAMES}>{R.format(typed)}</w:p>"))
    assert found(document).organisation == organisation


def test_a_file_without_text_is_one_sentence() -> None:
    with pytest.raises(Problem, match="enthält keinen Text"):
        sheet(with_parts(BYTES, {"word/document.xml": ""}), "m.docx")
