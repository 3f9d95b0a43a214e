"""The OpenDocument text of a handout, read by odfdo and LibreOffice as strangers would."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx import Document as WordDocument
from lxml import etree
from odfdo import Document

from konzept.write import opendocument as odf
from konzept.write.handout_docx import docx
from konzept.write.handout_odt import odt
from konzept.write.handout_parts import Card, Cards, Handout, Heading, NewPage, Sheet, Words
from tests.konzept.write.handouts import BADGES, DOSSIER, HOSTILE, MIXED, QR, by_office, hostile, pages_of, words_of

T, B, S, F = (f"{{{odf.SPACES[name]}}}" for name in ("text", "table", "style", "fo"))


def part(made: bytes, name: str = "content.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return etree.fromstring(package.read(name))


def styles_of(made: bytes) -> dict[str, etree._Element]:
    found = [
        each for name in ("content.xml", "styles.xml") for each in part(made, name).iter(f"{S}style", f"{T}list-style")
    ]
    return {str(each.get(f"{S}name")): each for each in found}


def test_it_has_real_headings_a_title_and_a_language() -> None:
    document = Document(io.BytesIO(odt(DOSSIER)))
    assert [(int(header.level), str(header.text_recursive)) for header in document.body.headers] == [
        (1, "Worum es geht"),
        (2, "Die Fragen der Runde"),
        (2, "Notizen"),
        (1, "Anwesenheit"),
    ]
    assert document.meta.title == "Dossier für Tisch 3"
    assert document.meta.creator == "Landkreis Erlenau"
    assert document.meta.language == "de-DE"


def test_its_language_is_that_of_its_words() -> None:
    for language, code, country in (("de", "de", "DE"), ("uk", "uk", "none"), ("fa-AF", "fa", "AF")):
        words = next(part(odt(Handout("T", (), language)), "styles.xml").iter(f"{S}text-properties"))
        assert (words.get(f"{F}language"), words.get(f"{F}country")) == (code, country)
    layouts = part(odt(Handout("T", (), "ar")), "styles.xml").iter(f"{S}page-layout-properties")
    assert {each.get(f"{S}writing-mode") for each in layouts} == {"rl-tb"}


def test_the_head_of_a_table_is_repeated_and_low_rows_stay_whole() -> None:
    made = odt(DOSSIER)
    first, second = part(made).iter(f"{B}table")
    assert [len(each.findall(f"{B}table-header-rows/{B}table-row")) for each in (first, second)] == [1, 1]
    rows = [each.get(f"{B}style-name") for each in second.iter(f"{B}table-row")]
    assert rows == ["RowWhole", "RowTall", "RowTall"]
    assert first.findtext(f"{B}title") == "Maßnahmen zu Ziel 1"
    high = part(odt(Handout("T", (Sheet(("a",), (("b" * 3000,),)),))))
    assert [each.get(f"{B}style-name") for each in high.iter(f"{B}table-row")] == ["RowWhole", "RowLong"]


def test_the_foot_of_the_page_has_title_and_number() -> None:
    masters = {str(each.get(f"{S}name")): each for each in part(odt(MIXED), "styles.xml").iter(f"{S}master-page")}
    assert "".join(masters["Standard"].itertext()) == "Gemischt · 1 / 1"
    assert masters["Standard"].find(f".//{T}page-number") is not None
    assert masters["Standard"].find(f".//{T}page-count") is not None
    assert len(masters["Cards"]) == 0


def test_a_picture_has_its_words_and_is_kept_once() -> None:
    made = odt(BADGES)
    frames = list(part(made).iter(f"{{{odf.SPACES['draw']}}}frame"))
    assert len(frames) == 9
    assert {each.findtext(f"{{{odf.SPACES['svg']}}}desc") for each in frames} == {QR.words}
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert [name for name in package.namelist() if name.startswith("Pictures/")] == ["Pictures/picture0.png"]
        assert b'full-path="Pictures/picture0.png" manifest:media-type="image/png"' in package.read(
            "META-INF/manifest.xml"
        )


@pytest.mark.parametrize("handout", [DOSSIER, BADGES, MIXED, hostile("a")], ids=["dossier", "badges", "mixed", "all"])
def test_every_style_that_is_used_is_there(handout: Handout) -> None:
    made = odt(handout)
    named = {"style-name", "visited-style-name"}
    used = {
        value
        for each in part(made).iter()
        for name, value in each.attrib.items()
        if etree.QName(name).localname in named
        and etree.QName(name).namespace in {odf.SPACES["text"], odf.SPACES["table"]}
    }
    assert used <= set(styles_of(made))
    names = [each.get(f"{S}name") for each in part(made).iter(f"{S}style")]
    assert len(names) == len(set(names))


def test_cards_fill_pages_of_their_own_kind() -> None:
    made = odt(MIXED)
    body = part(made).find(f".//{{{odf.SPACES['office']}}}text")
    assert body is not None
    assert [each.get(f"{T}style-name") or each.get(f"{B}name") for each in body] == [
        "Title", "Standard", "Front", "Tabelle1", "Tiny", "Back", "Standard",
    ]  # fmt: skip
    known = styles_of(made)
    assert known["Front"].get(f"{S}master-page-name") == "Cards"
    assert known["Back"].get(f"{S}master-page-name") == "Standard"
    heights = [known[f"Tabelle1R{place}"][0].get(f"{S}row-height") for place in (0, 1)]
    assert [round(float(str(height).removesuffix("pt"))) for height in heights] == [407, 404]


def test_the_same_handout_gives_the_same_bytes() -> None:
    assert odt(DOSSIER) == odt(DOSSIER)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_it(text: str) -> None:
    made = odt(hostile(text, "ti"))
    for name in ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"):
        assert part(made, name) is not None
    assert Document(io.BytesIO(made)).meta.language == "ti"


ALL = Handout("Alles", (*DOSSIER.blocks, Words("سلام und ሰላም"), *BADGES.blocks, Heading(1, "Danach")))


def test_libreoffice_shows_all_of_it(tmp_path: Path) -> None:
    shown = by_office(odt(ALL), "odt", "pdf", tmp_path)
    pages = pages_of(shown)
    for words in ("Worum es geht", "Übersicht 40 führen", "ሰላም", "Наталія", "Ivo Neun", "Danach"):
        assert words in words_of(shown), words
    assert sum("Bisher gesagt" in page for page in pages) >= 2
    badges = [page.count("Regionalkonferenz") for page in pages if "Regionalkonferenz" in page]
    assert badges == [8, 1]
    assert not any(" / " in page for page in pages if "Regionalkonferenz" in page)
    assert "Danach" in pages[-1]


def test_libreoffice_makes_a_word_file_of_it(tmp_path: Path) -> None:
    document = WordDocument(io.BytesIO(by_office(odt(ALL), "odt", "docx", tmp_path)))
    headings = [each.text for each in document.paragraphs if each.style and str(each.style.name).startswith("Heading")]
    assert headings == ["Worum es geht", "Die Fragen der Runde", "Notizen", "Anwesenheit", "Danach"]
    assert document.core_properties.title == "Alles"
    assert [cell.text for cell in document.tables[0].rows[1].cells][:2] == ["1.1", "Übersicht 1 führen"]
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml


@pytest.mark.parametrize("ending", ["odt", "docx"])
def test_libreoffice_bears_what_nobody_wishes_for(ending: str, tmp_path: Path) -> None:
    """Ten thousand letters without a space are borne too, yet take it half a minute."""
    blocks = (*hostile("W" * 500).blocks, *hostile(HOSTILE[2]).blocks)
    write = {"odt": odt, "docx": docx}[ending]
    shown = by_office(write(Handout(HOSTILE[2], blocks)), ending, "pdf", tmp_path)
    assert words_of(shown).count("W") >= 500 * 8


def test_one_card_with_nothing_on_it() -> None:
    assert part(odt(Handout("T", (Cards((Card(""), Card("", picture=QR))),)))) is not None


def test_a_lying_text_lies_in_libreoffice(tmp_path: Path) -> None:
    rows = tuple((f"Zeile {number}", "Worte") for number in range(60))
    made = odt(Handout("Liegend", (Sheet(("Nummer", "Was"), rows), Cards((Card("Karte"),), 2, 2)), landscape=True))
    shown = by_office(made, "odt", "pdf", tmp_path)
    with pikepdf.open(io.BytesIO(shown)) as document:
        assert all(float(page.mediabox[2]) > float(page.mediabox[3]) for page in document.pages)
    pages = pages_of(shown)
    assert all("Nummer" in page for page in pages[:-1])
    assert "Karte" in pages[-1]
    assert "Liegend" not in pages[-1]


def test_a_new_page_and_quiet_words_have_their_styles() -> None:
    body = part(odt(Handout("T", (Words("a"), NewPage(), Words("b", quiet=True)))))
    names = [each.get(f"{T}style-name") for each in body.iter(f"{T}p")]
    assert names == ["Title", "Standard", "Turn", "Aside"]
    assert styles_of(odt(DOSSIER))["Turn"][0].get(f"{F}break-before") == "page"
