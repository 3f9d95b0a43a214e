"""The grammar of Word files, and the package around them."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from konzept.write import ooxml, ooxml_styles
from konzept.write.ooxml import Paper
from tests.konzept.strategies import few

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SECTION = ooxml.section(landscape=False, margin=1000)


def parsed(fragment: str) -> etree._Element:
    return etree.fromstring(f'<x xmlns:w="{ooxml.W}" xmlns:r="{ooxml.R}">{fragment}</x>'.encode())


def package(body: str, **parts: object) -> zipfile.ZipFile:
    paper = Paper(body=body + SECTION, footer="", title="T", **parts)  # type: ignore[arg-type]  # keyword arguments of a dataclass
    return zipfile.ZipFile(io.BytesIO(ooxml.package(paper)))


@few
@given(st.text())
def test_any_text_is_well_formed_and_keeps_what_xml_can_hold(text: str) -> None:
    found = parsed(ooxml.run(text) + f'<w:y w:a="{ooxml.escape(text)}"/>')
    kept = ooxml.ILLEGAL.sub("", text)
    seen = "".join(
        {f"{W}t": each.text or "", f"{W}tab": "\t", f"{W}br": "\n"}.get(str(each.tag), "")
        for each in found[:-1] and found[0].iter()
    )
    assert seen == kept.replace("\r\n", "\n").replace("\r", "\n")


def test_a_run_is_as_bold_as_it_was_told_to_be() -> None:
    assert ooxml.run("") == ""
    assert ooxml.run("a") == '<w:r><w:t xml:space="preserve">a</w:t></w:r>'
    properties = parsed(ooxml.run("a", bold=True, italic=True, style="Quiet"))[0][0]
    assert [each.tag for each in properties] == [f"{W}rStyle", f"{W}b", f"{W}i"]


def test_a_paragraph_without_style_has_no_properties() -> None:
    assert ooxml.paragraph() == "<w:p></w:p>"
    assert parsed(ooxml.paragraph(style="Cell", properties="<w:keepNext/>"))[0][0][0].get(f"{W}val") == "Cell"


def test_an_empty_cell_holds_a_paragraph_as_word_demands() -> None:
    cell = parsed(ooxml.cell("", 100, shade="FFFFFF", span=2))[0]
    assert [each.tag for each in cell] == [f"{W}tcPr", f"{W}p"]
    assert [each.tag for each in cell[0]] == [f"{W}tcW", f"{W}gridSpan", f"{W}shd"]


def test_a_table_is_as_wide_as_its_columns() -> None:
    table = parsed(
        ooxml.table(ooxml.row(ooxml.cell("", 100) + ooxml.cell("", 250), header=True), (100, 250), "Titel & mehr")
    )[0]
    assert table.find(f"{W}tblPr/{W}tblW").get(f"{W}w") == "350"  # type: ignore[union-attr]  # it is there
    assert [each.get(f"{W}w") for each in table.iter(f"{W}gridCol")] == ["100", "250"]
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Titel & mehr"  # type: ignore[union-attr]  # it is there


def test_a_choice_shows_its_hint_until_something_is_chosen() -> None:
    open_, made = (parsed(ooxml.choice("t", "T", ("ja", "nein"), "bitte wählen", chosen))[0] for chosen in ("", "ja"))
    assert open_.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    assert made.find(f"{W}sdtPr/{W}showingPlcHdr") is None
    assert "".join(str(text) for text in made.itertext()) == "ja"


def test_anchors_are_numbered_by_the_package_alone() -> None:
    body = ooxml.paragraph(ooxml.anchor("m_b", ooxml.jump("m_b", ooxml.run("x")))) + ooxml.paragraph(
        ooxml.anchor("m_a", "")
    )
    document = etree.fromstring(package(body).read("word/document.xml"))
    pairs = [(each.get(f"{W}name"), each.get(f"{W}id")) for each in document.iter(f"{W}bookmarkStart")]
    assert pairs == [("m_b", "1"), ("m_a", "2")]
    assert [each.get(f"{W}id") for each in document.iter(f"{W}bookmarkEnd")] == ["1", "2"]


@pytest.mark.parametrize("companion", ["", '{"a": "<&>"}'])
def test_every_part_is_named_and_every_name_is_a_part(companion: str) -> None:
    found = package(
        ooxml.paragraph(), companion=companion, links=("https://example.org/?a=1&b=2",), properties={"k": "<v>"}
    )
    names = {name for name in found.namelist() if not name.endswith(".rels") and name != "[Content_Types].xml"}
    types = etree.fromstring(found.read("[Content_Types].xml"))
    assert {str(each.get("PartName")).lstrip("/") for each in types if each.get("PartName")} == names
    relations = etree.fromstring(found.read("word/_rels/document.xml.rels"))
    outside = [each.get("Target") for each in relations if each.get("TargetMode") == "External"]
    assert outside == ["https://example.org/?a=1&b=2"]
    inside = {str(each.get("Target")) for each in relations if each.get("TargetMode") is None}
    assert {name.removeprefix("../") if name.startswith("..") else f"word/{name}" for name in inside} <= names
    for name in found.namelist():
        etree.fromstring(found.read(name))


def test_the_companion_comes_back_as_it_was() -> None:
    found = package("", companion='{"a": "<&>"}')
    assert etree.fromstring(found.read("customXml/item1.xml")).text == '{"a": "<&>"}'


def test_same_paper_same_bytes() -> None:
    paper = Paper(body=SECTION, footer="", title="T")
    assert ooxml.package(paper) == ooxml.package(paper)


def test_the_page_lies_or_stands() -> None:
    for landscape, size in ((True, (297, 210)), (False, (210, 297))):
        paper = Paper(body=ooxml.section(landscape=landscape, margin=567, title_page=True), footer="", title="T")
        section = Document(io.BytesIO(ooxml.package(paper))).sections[0]
        assert (round((section.page_width or 0) / 36000), round((section.page_height or 0) / 36000)) == size
        assert section.different_first_page_header_footer


def test_a_counter_is_a_field() -> None:
    assert [each.get(f"{W}fldCharType") for each in parsed(ooxml.counter("PAGE")).iter(f"{W}fldChar")] == [
        "begin",
        "separate",
        "end",
    ]


# --- styles ---


def test_every_style_stands_once_and_is_based_on_one_that_exists() -> None:
    root = etree.fromstring(ooxml_styles.styles("de-DE").encode())
    names = [str(each.get(f"{W}styleId")) for each in root.iter(f"{W}style")]
    assert len(names) == len(set(names))
    assert {str(each.get(f"{W}val")) for each in root.iter(f"{W}basedOn")} <= set(names)
    assert {f"Heading{level}" for level in range(1, 10)} <= set(names)


def test_headings_are_headings_for_the_outline() -> None:
    root = etree.fromstring(ooxml_styles.styles("de-DE").encode())
    levels = [str(each.get(f"{W}val")) for each in root.iter(f"{W}outlineLvl")]
    assert levels == [str(level) for level in range(9)]


def test_lists_have_nine_levels_and_the_settings_hyphenate() -> None:
    numbering = etree.fromstring(ooxml_styles.NUMBERING.encode())
    assert [len(list(each.iter(f"{W}lvl"))) for each in numbering.iter(f"{W}abstractNum")] == [9, 9]
    assert etree.fromstring(ooxml_styles.SETTINGS.encode()).find(f"{W}autoHyphenation") is not None


def test_the_language_is_the_documents() -> None:
    assert 'w:lang w:val="en-GB"' in ooxml_styles.styles("en-GB")


# --- the order Word insists on (ECMA-376, part 1, 17.3.1.26, 17.3.2.28, 17.4.60, 17.4.66) ---

ORDER = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "suppressAutoHyphens"),
        *("tabs", "spacing", "ind", "jc", "outlineLvl", "rPr"),
    ),
    "rPr": ("rStyle", "rFonts", "b", "i", "color", "sz", "szCs", "u", "vertAlign", "lang"),
    "tcPr": ("tcW", "gridSpan", "vMerge", "shd"),
    "tblPr": ("tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"),
    "trPr": ("cantSplit", "tblHeader"),
    "sdtPr": ("alias", "tag", "showingPlcHdr", "dropDownList", "text"),
}


def disordered(root: etree._Element) -> list[str]:
    """The properties whose children stand in another order than the standard's."""
    wrong = []
    for name, order in ORDER.items():
        for node in root.iter(f"{W}{name}"):
            met = [str(child.tag).removeprefix(W) for child in node]
            known = [child for child in met if child in order]
            wrong += [f"{name}: {met}"] if known != sorted(known, key=order.index) else []
    return wrong


def test_every_property_stands_in_the_order_word_insists_on() -> None:
    body = (
        ooxml.paragraph(ooxml.run("a", bold=True, italic=True, style="Quiet"), "Heading1", "<w:pageBreakBefore/>")
        + ooxml.paragraph(ooxml.choice("t", "T", ("ja",), "bitte wählen"))
        + ooxml.table(ooxml.row(ooxml.cell("", 9, shade="FFFFFF", span=2), header=True), (9, 9), "T", first_column=True)
    )
    assert disordered(parsed(body)) == []
    assert disordered(etree.fromstring(ooxml_styles.styles("de-DE").encode())) == []


def test_a_wrong_order_is_seen() -> None:
    assert disordered(parsed('<w:tcPr><w:shd/><w:tcW w:w="1"/></w:tcPr>')) == ["tcPr: ['shd', 'tcW']"]


@pytest.mark.parametrize(
    ("header", "keep", "properties"),
    [(True, True, ["cantSplit", "tblHeader"]), (False, True, ["cantSplit"]), (True, False, ["tblHeader"])],
)
def test_a_row_keeps_together_and_a_header_comes_again(*, header: bool, keep: bool, properties: list[str]) -> None:
    row = parsed(ooxml.row(ooxml.cell("", 9), header=header, keep=keep))[0]
    assert [str(each.tag).removeprefix(W) for each in row[0]] == properties


def test_a_plain_row_has_no_properties() -> None:
    assert [str(each.tag) for each in parsed(ooxml.row(ooxml.cell("", 9), keep=False))[0]] == [f"{W}tc"]


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_a_letter_that_xml_cannot_hold_is_left_out(letter: str) -> None:
    assert ooxml.escape(f"a{letter}b") == "ab"
    assert letter not in ooxml.run(f"a{letter}b")


def test_attributes_cannot_be_broken_out_of() -> None:
    control = parsed(ooxml.control('t"/><w:evil', "T'\"<>&", ooxml.run("x")))[0]
    assert control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == 't"/><w:evil'  # type: ignore[union-attr]  # it is there
    assert control.find(f"{W}sdtPr/{W}alias").get(f"{W}val") == "T'\"<>&"  # type: ignore[union-attr]  # it is there


def test_properties_are_numbered_as_word_counts_them() -> None:
    root = etree.fromstring(package("", properties={"a": "1", "b": "2"}).read("docProps/custom.xml"))
    assert [(each.get("pid"), each.get("name"), "".join(str(t) for t in each.itertext())) for each in root] == [
        ("2", "a", "1"),
        ("3", "b", "2"),
    ]


def test_a_picture_says_its_words_twice_and_stands_in_the_package() -> None:
    body = ooxml.paragraph(ooxml.picture(7, 0, (30, 20.5), 'Ein "Code" & mehr'))
    with package(body, pictures=(b"png",)) as made:
        found = etree.fromstring(made.read("word/document.xml"))
        assert made.read("word/media/picture0.png") == b"png"
        assert b'Extension="png" ContentType="image/png"' in made.read("[Content_Types].xml")
        assert b'Id="rIdPicture0"' in made.read("word/_rels/document.xml.rels")
    told = [each for each in found.iter() if etree.QName(each).localname in {"docPr", "cNvPr"}]
    assert [(each.get("id"), each.get("descr")) for each in told] == [("7", 'Ein "Code" & mehr')] * 2
    extents = [each for each in found.iter() if etree.QName(each).localname in {"extent", "ext"}]
    assert [(each.get("cx"), each.get("cy")) for each in extents] == [("1080000", "738000")] * 2


def test_without_pictures_nothing_speaks_of_them() -> None:
    with package(ooxml.paragraph()) as made:
        assert b"png" not in made.read("[Content_Types].xml")
        assert b"footer2" not in made.read("word/_rels/document.xml.rels")
        assert "word/footer2.xml" not in made.namelist()


def test_a_bare_footer_is_there_for_those_who_ask() -> None:
    with package(ooxml.paragraph(), bare=True) as made:
        assert b'Id="rIdBare"' in made.read("word/_rels/document.xml.rels")
        assert b"/word/footer2.xml" in made.read("[Content_Types].xml")
        assert "".join(etree.fromstring(made.read("word/footer2.xml")).itertext()) == ""


def test_more_looks_and_lists_come_behind_ours() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Own"/>'
    with package(ooxml.paragraph(), looks=style, numbers='<w:num w:numId="99"/>') as made:
        assert etree.fromstring(made.read("word/styles.xml"))[-1].get(f"{W}styleId") == "Own"
        assert etree.fromstring(made.read("word/numbering.xml"))[-1].get(f"{W}numId") == "99"


def test_a_document_may_run_from_right_to_left() -> None:
    assert "<w:bidi/>" in ooxml_styles.styles("ar", rtl=True)
    assert 'w:bidi="ar"' in ooxml_styles.styles("ar", rtl=True)
    assert "<w:bidi/>" not in ooxml_styles.styles("de-DE")


def test_a_row_has_the_height_it_was_told() -> None:
    least = parsed(ooxml.row("", height=500))[0][0]
    assert [each.tag for each in least] == [f"{W}cantSplit", f"{W}trHeight"]
    assert (least[1].get(f"{W}val"), least[1].get(f"{W}hRule")) == ("500", "atLeast")
    exact = parsed(ooxml.row("", height=5, rule="exact", keep=False))[0][0]
    assert [each.get(f"{W}hRule") for each in exact] == ["exact"]


def test_an_archive_depends_on_its_files_alone() -> None:
    files = {"a.xml": b"<a/>", "b/c.png": b"\x89"}
    assert ooxml.archive(files) == ooxml.archive(files)
    with zipfile.ZipFile(io.BytesIO(ooxml.archive(files))) as made:
        assert {name: made.read(name) for name in made.namelist()} == files
        assert {entry.date_time for entry in made.infolist()} == {ooxml.EPOCH}
