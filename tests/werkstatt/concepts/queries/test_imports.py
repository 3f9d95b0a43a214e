"""What the check page shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept import canonical
from konzept import read as reader
from konzept.amend import amend
from konzept.model import Concept, Kind, Problem
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


ORIGINS = {"meas0111": [2], "area0001": [0]}


def read(*doubts: dict[str, object]) -> Import:
    """An import of two areas whose document has three blocks."""
    cut = queries.sheets(BLOCKS)
    named = [str(each["place"]) for each in doubts]
    return Import(
        proposal=canonical.dumps(TEXT),
        sheets=cut,
        places=queries.places(BLOCKS, cut, TEXT, ORIGINS, named),
        doubts=list(doubts),
        origins=ORIGINS,
    )


def test_uncertain_places_follow_the_text_and_know_the_next_one() -> None:
    found = queries.understood(read(doubt("meas0211"), doubt("meas0111", checked=True), doubt(None), doubt("meas0112")))
    assert (found.open, found.first) == (3, 2)
    assert [place.index for place in found.every] == [2, 1, 3, 0]
    assert [found.after(index) for index in (2, 1, 3, 0, 99)] == [3, 3, 0, 2, 2]
    assert [line.uid for line in found.lines if line.unsure] == ["meas0112", "meas0211"]


def test_where_all_is_checked_nothing_follows() -> None:
    found = queries.understood(read(doubt("meas0211", checked=True)))
    assert (found.open, found.first, found.after(0)) == (0, None, None)


def test_what_was_left_out_or_mended_is_said_not_asked() -> None:
    shown = queries.understood(read(doubt(None, kind="left_out"), doubt("meas0111", kind="repaired")))
    assert (shown.open, shown.first, len(shown.left_out)) == (0, None, 1)


def test_places_of_dropped_elements_go_with_them() -> None:
    assert queries.understood(read(doubt("gone00000001"))).open == 0


def test_a_place_leads_to_its_row_and_marks_it() -> None:
    found = queries.understood(read(doubt("meas0111", "Tabelle 1, Zeile 2"), doubt("meas0112", "Seite 99")))
    assert found.marked == {"b2r1"}
    assert [(place.anchor, place.sheet) for place in found.every] == [("b2r1", 1), ("", 0)]


def test_an_element_leads_to_the_block_it_came_from() -> None:
    found = queries.understood(read())
    lines = {line.uid: line for line in found.lines}
    assert (lines["area0001"].anchor, lines["meas0111"].anchor, lines["goal0011"].anchor) == ("b0", "b2", "")
    assert (lines["area0001"].depth, lines["goal0011"].depth, lines["meas0111"].depth) == (0, 1, 2)
    assert (lines["meas0111"].name, found.find("meas0111")) == ("Maßnahme 1.1.1", lines["meas0111"])
    assert found.find("nosuchuid") is None
    assert [(anchor, [made.uid for made in each]) for anchor, each in found.made.items()] == [
        ("b0", ["area0001"]),
        ("b2", ["meas0111"]),
    ]


# --- states and swaps ------------------------------------------------------------------------------------------------


def seen(text: Concept) -> queries.Understood:
    """The lines of a wording."""
    return queries.understood(Import(proposal=canonical.dumps(text)))


CHANGES = {
    "wording": queries.become(TEXT, ["meas0111"], Kind.GOAL).changes,
    "place": queries.under(TEXT, ["meas0111"], "goal0012").changes,
}


@pytest.mark.parametrize("name", ["wording", "place"])
def test_a_state_is_another_when_wording_kind_or_parent_is(name: str) -> None:
    before, after = queries.states(TEXT), queries.states(amend(TEXT, CHANGES[name]))
    assert {uid for uid, state in before.items() if after[uid] != state} == {"meas0111"}


def test_a_state_says_nothing_of_what_stands_below() -> None:
    before, after = queries.states(TEXT), queries.states(amend(TEXT, factories.dropped_out(TEXT, "meas0111")))
    assert all(before[uid] == state for uid, state in after.items())


def applied(order: list[str], swaps: list[queries.Swap]) -> list[str]:
    """What the browser makes of a list of lines."""
    page = [(uid, "old") for uid in order]  # what is drawn anew is another node of the same name
    for each in swaps:
        at = page.index((each.at, "old")) if each.at else -1
        drawn = [(line.uid, "new") for line in each.lines]
        if each.how in ("afterend", "afterbegin"):
            page[at + 1 : at + 1] = drawn
        else:
            page[at : at + 1] = drawn
    return [uid for uid, _ in page]


UIDS = [element.uid for element in TEXT.walk()]
PLANS = (queries.deeper, queries.higher, queries.join, queries.drop, queries.renumber)


@given(uids=st.sets(st.sampled_from(UIDS), min_size=1, max_size=4), plan=st.sampled_from(PLANS))
def test_the_lines_that_are_drawn_anew_make_the_page_that_is(uids: set[str], plan: Any) -> None:
    try:
        changed = amend(TEXT, plan(TEXT, uids).changes)
    except Problem:
        return
    before, after = seen(TEXT), seen(changed)
    swaps = queries.swaps(before.lines, after.lines)
    assert applied([line.uid for line in before.lines], swaps) == [line.uid for line in after.lines]
    drawn = {line.uid for each in swaps for line in each.lines}
    old = {line.uid: line for line in before.lines}
    assert drawn >= {line.uid for line in after.lines if line != old.get(line.uid)}


def test_one_edit_draws_one_line() -> None:
    (swap,) = queries.swaps(seen(TEXT).lines, seen(amend(TEXT, CHANGES["wording"])).lines)
    assert (swap.how, swap.at, [line.uid for line in swap.lines]) == ("outerHTML", "meas0111", ["meas0111"])
    assert queries.swaps(seen(TEXT).lines, seen(TEXT).lines) == []


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
