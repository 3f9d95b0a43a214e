"""The grammar of OpenDocument files, and the package around them; odfdo reads them as a stranger would."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from odfdo import Document

from konzept.write import opendocument as odf
from konzept.write.opendocument import Paper
from konzept.write.opendocument_styles import named, painted, styles, table_styles
from tests.konzept.strategies import few

T, B = f"{{{odf.SPACES['text']}}}", f"{{{odf.SPACES['table']}}}"


def parsed(fragment: str) -> etree._Element:
    return etree.fromstring(f"<x {odf.NAMESPACES}>{fragment}</x>".encode())


def paper(body: str, **parts: object) -> bytes:
    given_ = {
        "kind": odf.TEXT,
        "automatic": table_styles((50.0, 100.0)),
        "styles": styles("de-DE", 40, odf.paragraph()),
    }
    return odf.package(Paper(body=body, title="Ein Titel", **{**given_, **parts}))  # type: ignore[arg-type]  # keyword arguments of a dataclass


def seen(element: etree._Element) -> str:
    """The words of a paragraph as a reader sees them."""
    found = element.text or ""
    for child in element:
        marks = {f"{T}tab": "\t", f"{T}line-break": "\n", f"{T}s": " " * int(child.get(f"{T}c", "1"))}
        found += marks.get(str(child.tag), seen(child)) + (child.tail or "")
    return found


@few
@given(st.text())
def test_any_text_is_well_formed_and_keeps_what_xml_can_hold(text: str) -> None:
    kept = odf.ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    assert seen(parsed(odf.paragraph(odf.words(text)))[0]) == kept


def test_rows_of_spaces_stay_rows_of_spaces() -> None:
    assert odf.words("a   b") == 'a <text:s text:c="2"/>b'
    assert odf.words("  a b") == '<text:s text:c="2"/>a b'


def test_text_is_in_a_style_only_where_one_is_named() -> None:
    assert odf.span("a") == "a"
    assert odf.span("", "Strong") == ""
    assert odf.span("a", "Strong") == '<text:span text:style-name="Strong">a</text:span>'


def test_a_place_and_the_way_to_it() -> None:
    found = parsed(odf.anchor("m_a", odf.jump("m_a", "1.1")))
    assert [each.get(f"{T}name") for each in found if "bookmark" in str(each.tag)] == ["m_a", "m_a"]
    assert found[1].get("{http://www.w3.org/1999/xlink}href") == "#m_a"
    assert found[1].text == "1.1"


@pytest.mark.parametrize(("chosen", "shown"), [("", "bitte wählen"), ("neu", "neu")])
def test_a_choice_shows_its_hint_until_something_is_chosen(chosen: str, shown: str) -> None:
    found = parsed(odf.choice("m_a", ["alt", "neu"], "bitte wählen", chosen))[0]
    labels = [each.get(f"{T}value") for each in found]
    assert labels == ["bitte wählen", "alt", "neu"]
    assert [each.get(f"{T}value") for each in found if each.get(f"{T}current-selected")] == [shown]
    assert "".join(found.itertext()) == shown


def test_a_list_is_of_one_kind() -> None:
    found = parsed(odf.items(["a", "b"], "Bullets", "Item"))[0]
    assert found.get(f"{T}style-name") == "Bullets"
    assert [seen(each[0]) for each in found] == ["a", "b"]


def test_a_table_can_be_heard() -> None:
    head, body = odf.row(odf.cell("", "CellTop"), "Row"), odf.row(odf.cell(odf.paragraph("x"), "CellPlain"), "Row")
    found = parsed(odf.table("Matrix1", "Antworten <hier>", ["Column1"], head, body))[0]
    assert [each.tag for each in found] == [
        f"{B}title",
        f"{B}table-column",
        f"{B}table-header-rows",
        f"{B}table-row",
    ]
    assert found[0].text == "Antworten <hier>"
    assert found[2][0][0][0].tag == f"{T}p"


def test_a_style_with_a_space_in_its_name_is_written_as_the_standard_asks() -> None:
    assert named("paragraph", "Heading 1", "", "Heading 2") == (
        '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
        'style:parent-style-name="Heading_20_2"></style:style>'
    )
    assert painted("") == ""
    assert painted("FFFFFF") == ' fo:background-color="#FFFFFF"'


def test_the_kind_comes_first_and_unpacked() -> None:
    archive = zipfile.ZipFile(io.BytesIO(paper("")))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype") == odf.TEXT.encode()


def test_the_manifest_names_every_part() -> None:
    archive = zipfile.ZipFile(io.BytesIO(paper("")))
    manifest = etree.fromstring(archive.read("META-INF/manifest.xml"))
    named_ = {each.get(f"{{{odf.MANIFEST}}}full-path") for each in manifest}
    assert named_ == {"/", "content.xml", "styles.xml", "meta.xml", "settings.xml"}


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert paper(odf.paragraph("a")) == paper(odf.paragraph("a"))
    assert paper(odf.paragraph("a")) != paper(odf.paragraph("b"))


def test_a_stranger_reads_what_we_write() -> None:
    made = paper(
        odf.heading("Überschrift", 1) + odf.paragraph("Text"), properties={"name": "wert & mehr"}, author="Amt"
    )
    document = Document(io.BytesIO(made))
    assert document.get_type() == "text"
    assert [each.text for each in document.body.headers] == ["Überschrift"]
    assert document.meta.title == "Ein Titel"
    assert document.meta.user_defined_metadata == {"name": "wert & mehr"}
    assert document.meta.creator == "Amt"


@few
@given(st.text(), st.text())
def test_any_title_and_any_property_make_a_whole_file(title: str, value: str) -> None:
    made = odf.package(Paper(odf.TEXT, "", "", styles("de-DE", 40, ""), title, title, properties={"a": value}))
    for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"):
        assert etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read(name)) is not None


def test_a_link_to_somewhere_else_is_escaped() -> None:
    link = parsed(odf.link('https://a.example/?b="c"&d', "hier"))[0]
    assert link.get(f"{{{odf.SPACES['xlink']}}}href") == 'https://a.example/?b="c"&d'
    assert link.text == "hier"


def test_a_picture_is_in_the_package_and_has_its_words() -> None:
    made = paper(odf.paragraph(odf.picture(3, 0, (30, 15.5), "Ein <Code>")), pictures=(b"png",))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.read("Pictures/picture0.png") == b"png"
        assert package.namelist()[0] == "mimetype"
        frame = next(etree.fromstring(package.read("content.xml")).iter(f"{{{odf.SPACES['draw']}}}frame"))
    svg = f"{{{odf.SPACES['svg']}}}"
    assert (frame.get(f"{svg}width"), frame.get(f"{svg}height")) == ("30.00mm", "15.50mm")
    assert frame.findtext(f"{svg}desc") == "Ein <Code>"
    assert "Pictures/picture0.png" in Document(io.BytesIO(made)).get_parts()


def test_lists_are_indented_level_by_level() -> None:
    found = parsed(styles("de-DE", 40, ""))
    bullets = next(
        each for each in found.iter(f"{T}list-style") if each.get(f"{{{odf.SPACES['style']}}}name") == "Bullets"
    )
    assert [each.get(f"{T}level") for each in bullets] == [str(level) for level in range(1, 10)]
    lefts = [
        each.get(f"{{{odf.SPACES['fo']}}}margin-left")
        for each in bullets.iter(f"{{{odf.SPACES['style']}}}list-level-label-alignment")
    ]
    assert lefts[:3] == ["17pt", "34pt", "51pt"]
