"""The Word file of a handout: real headings, header rows, words for pictures, and a package that Word and LibreOffice take."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from konzept.write import ooxml
from konzept.write.handout_docx import docx
from konzept.write.handout_parts import Card, Cards, Handout, Heading, Items, NewPage, Sheet, Words
from tests.konzept.write.handouts import BADGES, DOSSIER, HOSTILE, MIXED, QR, by_office, hostile, pages_of, words_of

W = f"{{{ooxml.W}}}"
PPR = "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs suppressAutoHyphens bidi spacing ind jc outlineLvl sectPr"
TCPR = "tcW gridSpan tcBorders shd tcMar vAlign"
TBLPR = "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption"


def part(made: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return etree.fromstring(package.read(name))


def names(element: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in element]


def test_headings_are_real_and_the_document_says_who_it_is() -> None:
    document = Document(io.BytesIO(docx(DOSSIER)))
    assert [(each.style.name, each.text) for each in document.paragraphs if each.style and each.text][:5] == [
        ("Herausgeber", "Landkreis Erlenau"),
        ("Title", "Dossier für Tisch 3"),
        ("Subtitle", "Regionalkonferenz am 14. März 2026"),
        ("Heading 1", "Worum es geht"),
        ("Body Text", "Alle Ziele des Feldes, mehr unter erlenau.example."),
    ]
    assert document.core_properties.title == "Dossier für Tisch 3"
    assert document.core_properties.author == "Landkreis Erlenau"
    assert document.core_properties.language == "de-DE"


def test_the_head_of_a_table_is_repeated_and_its_rows_stay_whole() -> None:
    table, sheet = part(docx(DOSSIER)).iter(f"{W}tbl")
    rows = table.findall(f"{W}tr")
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True] + [False] * 40
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)
    assert table.find(f".//{W}tblCaption").get(f"{W}val") == "Maßnahmen zu Ziel 1"  # type: ignore[union-attr]  # it has one
    assert [row.find(f".//{W}trHeight") is not None for row in sheet.findall(f"{W}tr")] == [False, True, True]


def test_numbers_begin_anew_in_each_list() -> None:
    made = part(docx(Handout("T", (Items(("a", "b"), ordered=True), Items(("c",), ordered=True), Items(("d",))))))
    assert [each.get(f"{W}val") for each in made.iter(f"{W}numId")] == ["10", "10", "11", "1"]


def test_a_picture_has_its_words_and_its_size() -> None:
    made = docx(DOSSIER)
    found = [each for each in part(made).iter() if etree.QName(each).localname in {"docPr", "cNvPr"}]
    assert [each.get("descr") for each in found] == [QR.words, QR.words]
    extent = next(each for each in part(made).iter() if etree.QName(each).localname == "extent")
    assert extent.get("cx") == extent.get("cy") == str(30 * ooxml.EMU)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.read("word/media/picture0.png").startswith(b"\x89PNG")


def test_the_same_picture_is_kept_once_and_each_showing_has_a_number() -> None:
    made = docx(BADGES)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert [name for name in package.namelist() if "media" in name] == ["word/media/picture0.png"]
    numbers = [each.get("id") for each in part(made).iter() if etree.QName(each).localname == "docPr"]
    assert numbers == [str(number) for number in range(1, 10)]


def test_room_is_ruled() -> None:
    made = docx(DOSSIER)
    assert sum(each.get(f"{W}val") == "Room" for each in part(made).iter(f"{W}pStyle")) == 5
    style = next(each for each in part(made, "word/styles.xml") if each.get(f"{W}styleId") == "Room")
    assert names(style.find(f"{W}pPr/{W}pBdr")) == ["bottom", "between"]  # type: ignore[arg-type]  # it has one


@pytest.mark.parametrize("handout", [DOSSIER, BADGES, MIXED, hostile("a")], ids=["dossier", "badges", "mixed", "all"])
def test_properties_stand_in_the_order_that_word_demands(handout: Handout) -> None:
    made = docx(handout)
    for document in (part(made), part(made, "word/styles.xml")):
        for tag, order in (("pPr", PPR), ("tcPr", TCPR), ("tblPr", TBLPR)):
            for properties in document.iter(f"{W}{tag}"):
                found = names(properties)
                assert found == sorted(found, key=order.split().index)
    assert all(names(cell)[-1] == "p" for cell in part(made).iter(f"{W}tc"))
    assert names(part(made)[0])[-1] == "sectPr"
    assert names(part(made)[0])[-2] == "p"


def test_every_reference_leads_somewhere() -> None:
    made = docx(Handout("T", (*DOSSIER.blocks, *BADGES.blocks)))
    targets = {each.get("Id") for each in part(made, "word/_rels/document.xml.rels")}
    used = {
        value
        for each in part(made).iter()
        for name, value in each.attrib.items()
        if str(name).startswith(f"{{{ooxml.R}}}")
    }
    assert used <= targets
    styles = {each.get(f"{W}styleId") for each in part(made, "word/styles.xml")}
    assert {each.get(f"{W}val") for each in part(made).iter(f"{W}pStyle", f"{W}tblStyle")} <= styles


def test_what_runs_from_right_to_left_says_so() -> None:
    made = docx(Handout("ملف", (Sheet(("أ",), ()),), "ar"))
    normal = next(each for each in part(made, "word/styles.xml") if each.get(f"{W}styleId") == "Normal")
    assert normal.find(f"{W}pPr/{W}bidi") is not None
    assert part(made).find(f".//{W}bidiVisual") is not None
    assert part(docx(DOSSIER)).find(f".//{W}bidiVisual") is None


def test_the_same_handout_gives_the_same_bytes() -> None:
    assert docx(DOSSIER) == docx(DOSSIER)


def test_cards_are_sections_without_page_number() -> None:
    sections = [
        [each.get(f"{{{ooxml.R}}}id") for each in found.iter(f"{W}footerReference")]
        for found in part(docx(MIXED)).iter(f"{W}sectPr")
    ]
    assert sections == [["rIdFooter"], ["rIdBare"], ["rIdFooter"]]
    assert len(list(part(docx(BADGES)).iter(f"{W}sectPr"))) == 1
    two = Handout("T", (Cards((Card("A"),)), Cards((Card("B"),), 1, 1)))
    assert len(list(part(docx(two)).iter(f"{W}sectPr"))) == 2


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_it(text: str) -> None:
    made = docx(hostile(text, "ar"))
    assert Document(io.BytesIO(made)).core_properties.language == "ar"
    assert part(made, "docProps/core.xml") is not None


def test_libreoffice_shows_all_of_it(tmp_path: Path) -> None:
    blocks = (*DOSSIER.blocks, Words("سلام und ሰላም"), *BADGES.blocks, Heading(1, "Danach"))
    shown = by_office(docx(Handout("Alles", blocks)), "docx", "pdf", tmp_path)
    pages = pages_of(shown)
    for words in ("Worum es geht", "Übersicht 40 führen", "ሰላም", "Наталія", "Ivo Neun", "Danach"):
        assert words in words_of(shown), words
    assert sum("Bisher gesagt" in page for page in pages) >= 2
    badges = [page for page in pages if "Regionalkonferenz" in page]
    assert [page.count("Regionalkonferenz") for page in badges] == [8, 1]
    assert "Danach" in pages[-1]


@pytest.mark.parametrize(("landscape", "width"), [(False, 9070), (True, 14570)])
def test_a_sheet_is_as_wide_as_the_line(landscape: bool, width: int) -> None:  # noqa: FBT001  # pytest gives by name
    made = part(docx(Handout("T", (Sheet(("a", "b", "c"), (("1", "2", "3"),), (1, 1, 1)),), landscape=landscape)))
    assert sum(int(str(each.get(f"{W}w"))) for each in made.iter(f"{W}gridCol")) == pytest.approx(width, abs=3)
    size = next(made.iter(f"{W}pgSz"))
    assert (size.get(f"{W}orient") == "landscape") is landscape


def test_a_head_too_high_to_be_repeated_is_none_to_word() -> None:
    made = part(docx(Handout("T", (Sheet(("a" * 3000,), (("b",),)),))))
    assert made.find(f".//{W}tblHeader") is None
    assert made.find(f".//{W}tr").find(f".//{W}cantSplit") is None  # type: ignore[union-attr]  # it has one


def test_what_is_quiet_stands_in_a_style_of_its_own() -> None:
    made = Document(io.BytesIO(docx(Handout("T", (Words("laut\n\n- a"), Words("leise\n\n- b", quiet=True))))))
    styles = {each.text: each.style.name for each in made.paragraphs if each.style}
    assert styles["laut"] == "Body Text"
    assert styles["a"] == "List Bullet"
    assert styles["leise"] == styles["b"] == "Nebensatz"


def test_a_new_page_begins_where_it_was_asked_for() -> None:
    made = Document(io.BytesIO(docx(Handout("T", (Words("a"), NewPage(), Words("b"))))))
    breaks = [bool(each.paragraph_format.page_break_before) for each in made.paragraphs]
    assert breaks == [False, False, True, False]


def test_the_foot_has_the_title_and_the_pages() -> None:
    foot = part(docx(Handout("Ein Titel " * 20)), "word/footer1.xml")
    assert "".join(each.text or "" for each in foot.iter(f"{W}t")).startswith("Ein Titel Ein Titel")
    assert len("".join(each.text or "" for each in foot.iter(f"{W}t"))) < 100
    assert [(each.text or "").strip() for each in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
