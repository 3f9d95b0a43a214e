"""The document beside what was understood: kept, cut into sheets, shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from konzept.model import Source
from konzept.read.blocks import Block, Cell, Heading, Paragraph, Row, Spot, Table
from tests import factories
from werkstatt.concepts import queries
from werkstatt.concepts.models import Block as Kept
from werkstatt.concepts.models import Import
from werkstatt.concepts.queries.papers import Made, piece

TEXT = factories.concept_value()
A4 = (595.0, 842.0)


def spot(page: int, top: float = 0.1) -> Spot:
    return Spot(page, 0.1, top, 0.9, top + 0.1)


def table(*rows: Row) -> Table:
    return Table(rows, "Tabelle 1")


TABLE = table(
    Row((Cell("Nr."), Cell("Maßnahme", columns=2)), "Tabelle 1, Zeile 1", header=True, spot=spot(1)),
    Row((Cell("1"), Cell("eins", merged=True)), "Tabelle 1, Zeile 2", spot=spot(2)),
    Row(
        (Cell("2"), Cell("zwei", tables=(Table((Row((Cell("innen"),), "x"),), "x"),))),
        "Tabelle 1, Zeile 3",
        spot=spot(3),
    ),
)
BLOCKS: tuple[Block, ...] = (
    Heading("Sprache", "Absatz 1", 2, spot=spot(1)),
    Paragraph("Ein Satz.", "Absatz 2", list_level=0),
    TABLE,
    Paragraph("Der Schluss.", "Absatz 3", spot=spot(3, 0.5)),
)


def packed(*blocks: Block) -> list[dict[str, object]]:
    return [queries.packed(block) for block in blocks]


def test_blocks_are_kept_as_they_look() -> None:
    kept = packed(*BLOCKS)
    assert [block["is"] for block in kept] == ["heading", "paragraph", "table", "paragraph"]
    assert kept[1]["item"]
    rows = queries.packed(TABLE)["rows"]
    assert rows[1]["cells"][1] == {"text": "", "columns": 1, "merged": True}
    assert rows[2]["cells"][1]["text"] == "zwei\n\ninnen"


def test_spots_are_kept_where_there_are_any() -> None:
    kept = packed(*BLOCKS)
    assert kept[0]["spot"] == [1, 0.1, 0.1, 0.9, 0.2]
    assert "spot" not in kept[1]
    assert [row["spot"][0] for row in queries.packed(TABLE)["rows"]] == [1, 2, 3]


# --- sheets ----------------------------------------------------------------------------------------------------------


def test_each_page_of_a_pdf_is_a_sheet_with_all_that_stands_on_it() -> None:
    cut = queries.sheets(packed(*BLOCKS), [A4] * 4)
    assert [sheet["blocks"] for sheet in cut] == [[0, 1, 2], [2], [2, 3], []]
    assert cut[0]["size"] == list(A4)


def test_blocks_without_pages_are_cut_into_even_sheets() -> None:
    blocks = packed(*(Paragraph(str(n), f"Absatz {n}") for n in range(100)))
    cut = queries.sheets(blocks, [A4])
    assert [len(sheet["blocks"]) for sheet in cut] == [30, 30, 30, 10]
    assert [index for sheet in cut for index in sheet["blocks"]] == list(range(100))
    assert "size" not in cut[0]


def test_a_long_table_weighs_as_much_as_its_rows() -> None:
    long = table(*(Row((Cell("x"),), f"Zeile {n}") for n in range(80)))
    blocks = packed(Paragraph("a", "1"), long, Paragraph("b", "2"), Paragraph("c", "3"))
    assert [sheet["blocks"] for sheet in queries.sheets(blocks)] == [[0, 1], [2, 3]]


def test_an_empty_document_is_one_empty_sheet() -> None:
    assert queries.sheets([]) == [{"blocks": []}]


def test_a_place_is_found_on_its_sheet() -> None:
    placed = replace(TEXT, elements=(replace(TEXT.elements[0], source=Source("Tabelle 1, Zeile 2"), children=()),))
    blocks = packed(*BLOCKS)
    cut = queries.sheets(blocks, [A4] * 3)
    found = queries.places(blocks, cut, placed, {"area0001": [0]}, ["Absatz 3", "Seite 9"])
    assert found == {"Tabelle 1, Zeile 2": ["b2r1", 2], "Absatz 3": ["b3", 3]}
    bare = replace(placed, elements=(replace(placed.elements[0], source=None),))
    assert queries.places(blocks, cut, bare, {"area0001": [2, 3]}, []) == {"area0001": ["b2", 1]}
    assert queries.places(blocks, cut, bare, {}, []) == {}


# --- shown -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pdf() -> Import:
    blocks = packed(*BLOCKS)
    made = Import.objects.create(
        authority=factories.authority(),
        name="konzept.pdf",
        sha256="0" * 64,
        sheets=queries.sheets(blocks, [A4] * 3),
        places={"Tabelle 1, Zeile 2": ["b2r1", 2]},
    )
    Kept.objects.bulk_create(Kept(of=made, index=index, body=body) for index, body in enumerate(blocks))
    return made


@pytest.mark.django_db
def test_a_sheet_shows_its_part_of_a_table_and_where_it_stands(pdf: Import) -> None:
    made = {"b2r1": [Made("meas0111", "Maßnahme 1.1.1")]}
    found = queries.sheet(pdf, 2, frozenset({"b2r1"}), made)
    assert found is not None
    assert (found.number, found.high, found.loaded) == (2, 1415, True)
    (table_,) = found.pieces
    assert [(anchor, marked) for anchor, _, marked in table_.rows] == [("b2r1", True)]
    assert table_.made == (Made("meas0111", "Maßnahme 1.1.1"),)
    around, box = found.boxes
    assert (around.anchor, around.y, around.made) == ("b2", box.y, None)
    assert (box.anchor, box.x, box.y, box.width, box.height) == ("b2r1", "100.0", "141.5", "800.0", "141.5")
    assert (box.marked, box.made) == (True, Made("meas0111", "Maßnahme 1.1.1"))


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 4, -1, 10**9])
def test_there_are_no_other_sheets(number: int, pdf: Import) -> None:
    assert queries.sheet(pdf, number, frozenset(), {}) is None


@pytest.mark.django_db
def test_outlines_are_empty_and_as_high_as_their_pages(pdf: Import) -> None:
    assert [(sheet.number, sheet.high, sheet.loaded) for sheet in queries.outlines(pdf)] == [
        (1, 1415, False),
        (2, 1415, False),
        (3, 1415, False),
    ]
    pdf.sheets = [{"blocks": [0]}]
    assert queries.outlines(pdf)[0].high == 0


@pytest.mark.django_db
def test_the_passage_of_an_element_is_its_row_with_the_headings(pdf: Import) -> None:
    found = TEXT.find("meas0111")
    assert found is not None
    pdf.origins = {"meas0111": [2]}
    placed = replace(found, source=Source("Tabelle 1, Zeile 3"))
    (one,) = queries.passage(pdf, placed)
    assert [row["place"] for _, row, _ in one.rows] == ["Tabelle 1, Zeile 1", "Tabelle 1, Zeile 3"]
    (whole,) = queries.passage(pdf, found)
    assert len(whole.rows) == 3


@pytest.mark.django_db
def test_what_came_of_a_split_stands_where_its_other_half_does(pdf: Import) -> None:
    found = TEXT.find("meas0111")
    assert found is not None
    fresh = replace(found, uid="fresh0001", source=Source("Tabelle 1, Zeile 2"))
    (one,) = queries.passage(pdf, fresh)
    assert [row["place"] for _, row, _ in one.rows] == ["Tabelle 1, Zeile 1", "Tabelle 1, Zeile 2"]
    assert queries.passage(pdf, replace(fresh, source=None)) == []


@pytest.mark.django_db
def test_a_block_alone(pdf: Import) -> None:
    found = piece(pdf, 0)
    assert found is not None
    assert (found.anchor, found.block["text"]) == ("b0", "Sprache")
    assert piece(pdf, 4) is None
