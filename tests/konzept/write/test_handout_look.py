"""How handouts look in Word and LibreOffice: styles that the programs know, cells that part the sheet to the tenth of a millimetre."""

from __future__ import annotations

import pytest
from lxml import etree

from konzept.write import ooxml
from konzept.write import opendocument as odf
from konzept.write.handout_cards import Layout, layout
from konzept.write.handout_docx_cards import SPARE, card_section, card_table
from konzept.write.handout_docx_look import LOOKS
from konzept.write.handout_odt_cards import SPARE as ODT_SPARE
from konzept.write.handout_odt_cards import card_styles
from konzept.write.handout_odt_cards import card_table as odt_card_table
from konzept.write.handout_odt_look import line_width, points, styles, table_style
from konzept.write.handout_parts import Card, Cards, Handout, Picture
from tests.konzept.write.handouts import QR

W = f"{{{ooxml.W}}}"
B, S, F, T = (f"{{{odf.SPACES[name]}}}" for name in ("table", "style", "fo", "text"))
CARDS = tuple(Card(f"Name {number}", ("Verein", "Tisch"), "Kopf") for number in range(8))


def laid(cards: tuple[Card, ...] = CARDS, columns: int = 2, rows: int = 4) -> Layout:
    return layout(Handout("T"), Cards(cards, columns, rows))


def drawing(picture: Picture, width: float) -> str:
    """In place of a picture: its words and its width."""
    return ooxml.run(f"{picture.words} {width:g}")


def word(fragment: str) -> etree._Element:
    return etree.fromstring(f'<x xmlns:w="{ooxml.W}" xmlns:r="{ooxml.R}">{fragment}</x>')


def office(fragment: str) -> etree._Element:
    return etree.fromstring(f"<x {odf.NAMESPACES}>{fragment}</x>")


def size(element: etree._Element, attribute: str) -> float:
    """Points of a length."""
    value = str(element.get(attribute))
    number = float(value.rstrip("ptm"))
    return number * 72 / 25.4 if value.endswith("mm") else number


def test_word_rows_and_columns_fill_the_sheet_but_for_what_stands_below_them() -> None:
    made = word(card_table(laid(), drawing))[0]
    heights = [int(str(each.get(f"{W}val"))) for each in made.iter(f"{W}trHeight")]
    assert len(heights) == 4
    assert {each.get(f"{W}hRule") for each in made.iter(f"{W}trHeight")} == {"exact"}
    edge = int(str(next(word(card_section(landscape=False)).iter(f"{W}pgMar")).get(f"{W}top")))
    assert 16838 - 2 * edge - sum(heights) == pytest.approx(SPARE, abs=4)
    widths = [int(str(each.get(f"{W}w"))) for each in made.iter(f"{W}gridCol")]
    assert sum(widths) == pytest.approx(11906 - 2 * edge, abs=2)


def test_only_the_lines_between_cards_are_drawn_in_word() -> None:
    made = word(card_table(laid(), drawing))[0]
    borders = made.find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None
    assert [etree.QName(each).localname for each in borders] == ["insideH", "insideV"]
    bare = [[etree.QName(each).localname for each in found] for found in made.iter(f"{W}tcBorders")]
    assert bare == [["top"]] * 2 + [["bottom"]] * 2


def test_word_cards_lie_on_the_paper_that_is_asked_for() -> None:
    lying = next(word(card_section(landscape=True)).iter(f"{W}pgSz"))
    assert (lying.get(f"{W}w"), lying.get(f"{W}orient")) == ("16838", "landscape")
    standing = next(word(card_section(landscape=False)).iter(f"{W}pgSz"))
    assert (standing.get(f"{W}w"), standing.get(f"{W}orient")) == ("11906", None)


def test_a_word_card_says_head_title_and_lines_in_their_styles() -> None:
    made = word(card_table(laid(CARDS[:1]), drawing))[0]
    first = next(made.iter(f"{W}tc"))
    said = [(each.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), "".join(each.itertext())) for each in first.iter(f"{W}p")]  # type: ignore[union-attr]  # each has one
    assert said == [("CardKicker", "Kopf"), ("CardTitle", "Name 0"), ("CardLine", "Verein"), ("CardLine", "Tisch")]


def test_a_picture_stands_beside_the_words_of_a_word_card() -> None:
    made = word(card_table(laid((Card("A", picture=QR),)), drawing))[0]
    inner = next(made.iter(f"{W}tc")).find(f"{W}tbl")
    assert inner is not None
    assert ["".join(each.itertext()) for each in inner.iter(f"{W}tc")] == ["A", f"{QR.words} 30"]


def test_an_empty_place_is_an_empty_cell() -> None:
    made = word(card_table(laid(CARDS[:1]), drawing))[0]
    assert ["".join(each.itertext()) for each in made.iter(f"{W}tc")][1:] == [""] * 7


def test_word_styles_are_named_and_rest_on_normal() -> None:
    found = word(LOOKS)
    names = [each.find(f"{W}name").get(f"{W}val") for each in found]  # type: ignore[union-attr]  # each has one
    assert len(set(names)) == len(names) == 8
    assert {each.find(f"{W}basedOn").get(f"{W}val") for each in found} == {"Normal"}  # type: ignore[union-attr]  # each has one


def test_office_rows_and_columns_fill_the_sheet_but_for_what_stands_below_them() -> None:
    made = office(card_styles(laid(), "K"))
    heights = [size(each, f"{S}row-height") for each in made.iter(f"{S}table-row-properties")]
    assert sum(heights) + ODT_SPARE == pytest.approx(points(297 - 10), abs=0.1)
    widths = [size(each, f"{S}column-width") for each in made.iter(f"{S}table-column-properties")]
    assert sum(widths) == pytest.approx(points(210 - 10), abs=0.1)


def test_only_the_lines_between_cards_are_drawn_in_libreoffice() -> None:
    cells = {
        str(each.get(f"{S}name")): each[0]
        for each in office(card_styles(laid(), "K"))
        if each.get(f"{S}family") == "table-cell"
    }
    drawn = {
        name: [side for side in ("top", "left", "bottom", "right") if "dashed" in str(cell.get(f"{F}border-{side}"))]
        for name, cell in cells.items()
        if name != "KM"
    }
    assert drawn["KY0X0"] == []
    assert drawn["KY0X1"] == ["left"]
    assert drawn["KY3X0"] == ["top"]
    assert drawn["KY3X1"] == ["top", "left"]
    assert len(drawn) == 8


def test_titles_of_one_size_share_a_style_in_libreoffice() -> None:
    cards = (Card("Bo"), Card("Li"), Card("W" * 300))
    names = [str(each.get(f"{S}name")) for each in office(card_styles(laid(cards), "K"))]
    assert [name for name in names if name.startswith("KT")] == ["KT70", "KT300"]
    said = office(odt_card_table(laid(cards), "K", drawing))
    assert [each.get(f"{T}style-name") for each in said.iter(f"{T}p")][:3] == ["KT300", "KT300", "KT70"]


def test_a_picture_stands_beside_the_words_in_libreoffice() -> None:
    cards = (Card("A", picture=QR), Card("B"))
    table = office(odt_card_table(laid(cards), "K", lambda picture, _: odf.words(picture.words)))[0]
    inner = next(table.iter(f"{B}table-cell")).find(f"{B}table")
    assert inner is not None
    assert ["".join(each.itertext()) for each in inner.iter(f"{B}table-cell")] == ["A", QR.words]
    assert "KP30" in {each.get(f"{S}name") for each in office(card_styles(laid(cards), "K"))}


@pytest.mark.parametrize(("landscape", "width"), [(False, 160.0), (True, 257.0)])
def test_a_line_is_as_wide_as_the_page_without_its_margins(landscape: bool, width: float) -> None:  # noqa: FBT001  # pytest gives by name
    assert line_width(Handout("T", landscape=landscape)) == pytest.approx(width * 72 / 25.4, abs=0.01)


def test_pages_stand_or_lie_and_run_as_the_language_does() -> None:
    made = office(styles(Handout("T", landscape=True, language="ar")))
    layouts = list(made.iter(f"{S}page-layout-properties"))
    assert {(each.get(f"{F}page-width"), each.get(f"{S}print-orientation")) for each in layouts} == {
        ("297.0mm", "landscape")
    }
    assert {each.get(f"{S}writing-mode") for each in layouts} == {"rl-tb"}
    assert {
        each.get(f"{S}writing-mode") for each in office(styles(Handout("T"))).iter(f"{S}page-layout-properties")
    } == {"lr-tb"}


def test_a_table_is_as_wide_as_its_columns() -> None:
    made = office(table_style("K", (100.0, 50.5)))
    assert next(made.iter(f"{S}table-properties")).get(f"{S}width") == "150.50pt"
    assert [each.get(f"{S}name") for each in made] == ["K", "KC0", "KC1"]
