"""What the check page shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from konzept import canonical
from konzept import read as reader
from konzept.model import Source
from konzept.read.blocks import Cell, Heading, Paragraph, Row, Table
from tests import factories
from werkstatt.concepts import queries
from werkstatt.concepts.models import Import

TEXT = factories.concept_value()
BLOCKS = [
    queries.packed(Heading("Sprache", "Absatz 1", 2)),
    queries.packed(Paragraph("Ein Satz.", "Absatz 2", list_level=0)),
    queries.packed(
        Table(
            (
                Row((Cell("Nr."), Cell("Maßnahme", columns=2)), "Tabelle 1, Zeile 1", header=True),
                Row((Cell("1"), Cell("eins", merged=True)), "Tabelle 1, Zeile 2"),
                Row(
                    (Cell("2"), Cell("zwei", tables=(Table((Row((Cell("innen"),), "x"),), "x"),))), "Tabelle 1, Zeile 3"
                ),
            ),
            "Tabelle 1",
        )
    ),
]


def doubt(uid: str | None, place: str = "", kind: str = "unsure", **more: object) -> dict[str, object]:
    return {"uid": uid, "place": place, "kind": kind, "sentence": "Bitte prüfen.", "checked": False, **more}


def read(*doubts: dict[str, object]) -> Import:
    origins = {"meas0111": [2], "area0001": [0]}
    return Import(proposal=canonical.dumps(TEXT), blocks=BLOCKS, doubts=list(doubts), origins=origins)


def test_blocks_are_kept_as_they_look() -> None:
    assert [block["is"] for block in BLOCKS] == ["heading", "paragraph", "table"]
    assert BLOCKS[1]["item"]
    assert BLOCKS[2]["rows"][1]["cells"][1] == {"text": "", "columns": 1, "merged": True}
    assert BLOCKS[2]["rows"][2]["cells"][1]["text"] == "zwei\n\ninnen"


def test_uncertain_places_follow_the_text_and_know_the_next_one() -> None:
    places = queries.understood(
        read(doubt("meas0211"), doubt("meas0111", checked=True), doubt(None), doubt("meas0112"))
    )
    assert places.open == 3
    assert places.first == 1
    by_uid = {line.element.uid: line.places for line in places.lines if line.places}
    assert [(place.order, place.following) for place in places.general] == [(1, 3)]
    assert {uid: (place[0].order, place[0].following) for uid, place in by_uid.items()} == {
        "meas0111": (2, 3),
        "meas0112": (3, 4),
        "meas0211": (4, None),
    }


def test_what_was_left_out_or_mended_is_said_not_asked() -> None:
    shown = queries.understood(read(doubt(None, kind="left_out"), doubt("meas0111", kind="repaired")))
    assert (shown.open, shown.first, len(shown.left_out)) == (0, None, 1)


def test_places_of_dropped_elements_go_with_them() -> None:
    assert queries.understood(read(doubt("gone00000001"))).open == 0


def test_a_place_leads_to_its_row_and_marks_it() -> None:
    import_ = read(doubt("meas0111", "Tabelle 1, Zeile 2"))
    shown = queries.understood(import_)
    assert shown.marked == {"b2r1"}
    marked = {piece.anchor: [mark for _, _, mark in piece.rows] for piece in queries.document(import_, shown.marked)}
    assert marked == {"b0": [], "b1": [], "b2": [False, True, False]}


def test_an_element_leads_to_the_block_it_came_from() -> None:
    lines = {line.element.uid: line for line in queries.understood(read()).lines}
    assert (lines["area0001"].anchor, lines["meas0111"].anchor, lines["goal0011"].anchor) == ("b0", "b2", "")
    assert (lines["area0001"].depth, lines["goal0011"].depth, lines["meas0111"].depth) == (0, 1, 2)
    assert lines["meas0111"].name == "Maßnahme 1.1.1"


def test_the_passage_of_an_element_is_its_row_with_the_headings() -> None:
    found = TEXT.find("meas0111")
    assert found is not None
    placed = replace(found, source=Source("Tabelle 1, Zeile 3"))
    (piece,) = queries.passage(read(), placed)
    assert [row["place"] for _, row, _ in piece.rows] == ["Tabelle 1, Zeile 1", "Tabelle 1, Zeile 3"]
    (whole,) = queries.passage(read(), found)
    assert len(whole.rows) == 3


def test_a_garbled_word_offers_its_correction() -> None:
    content = factories.document(
        "Worum es bei der Sprache geht.", "Im IIm-Kreis, vom Ilm-Kreis, für den Ilm-Kreis und im Ilm-Kreis."
    )
    doubts = [each.sentence for each in reader.read(content, "konzept.md").doubts]
    swaps = [
        place.swap for place in queries.understood(read(*(doubt(None) | {"sentence": each} for each in doubts))).general
    ]
    assert ("IIm-Kreis", "Ilm-Kreis") in swaps


@pytest.mark.parametrize(("was", "same"), [("old000000001", True), ("meas0112", False)])
def test_only_an_element_that_is_not_there_yet_can_be_the_same(was: str, same: bool) -> None:  # noqa: FBT001  # a table of cases
    lines = queries.understood(read(doubt("meas0111", was=was))).lines
    assert next(line.places[0] for line in lines if line.places).same is same


def test_counts_say_one_and_many() -> None:
    assert queries.counts(TEXT) == "2 Handlungsfelder · 4 Ziele · 6 Maßnahmen"
    assert queries.counts(replace(TEXT, elements=TEXT.elements[:1])) == "1 Handlungsfeld · 2 Ziele · 3 Maßnahmen"
