"""From tables and text to rows of a matrix: nothing typed is left out, whatever the table looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.read.matrix_rows import PARTS, Raw, unsaid
from konzept.read.matrix_sheets import Page, sheets
from konzept.read.matrix_tables import Row, Table, Text, asked_fields, form_id, headed, raws
from konzept.write.matrix_form import CODES, HEADINGS, ORGANISATION, PROPERTY, SENDER
from konzept.write.matrix_grid import HEADINGS as SHEET_HEADINGS
from tests.konzept.strategies import few

BOOK = {"K7F3": "k7f3aaaa", "M2X9": "m2x9bbbb"}
HEAD = Row(HEADINGS)


def answer(number: str = "1.1\n[K7F3]", comment: str = "gut", *names: str) -> Row:
    return Row((number, "Maßnahme", "", comment, "", ""), names)


def found(*parts: Table | Text) -> list[Raw]:
    return list(raws(parts, BOOK))


def told(rows: list[Raw]) -> list[tuple[str, str]]:
    return [(row.place, row.typed["comment"]) for row in rows]


# --- where a row belongs --------------------------------------------------------------------------------------


def test_a_row_has_the_area_of_the_heading_above_its_table() -> None:
    rows = found(
        Text("Sprache", ("ma_area0001",)),
        Table([HEAD, answer()]),
        Text("Alltag", ("ma_area0002",)),
        Table([HEAD, answer()]),
    )
    assert [(row.area, row.place) for row in rows] == [
        ("area0001", "Tabelle 1, Zeile 2"),
        ("area0002", "Tabelle 2, Zeile 2"),
    ]


def test_rows_of_tables_that_ran_together_belong_where_the_row_above_belongs() -> None:
    new, other = answer("", "neu hier"), answer("2.1\n[M2X9]")
    rows = found(Text("Sprache", ("ma_area0001",)), Table([HEAD, answer(), new, HEAD, new, other, new]))
    assert [row.area for row in rows] == ["area0001", "area0001", None, None, "m2x9bbbb"]


def test_a_free_row_knows_its_area_itself() -> None:
    rows = found(Table([HEAD, answer("neu", "x", "mn_area0003:01"), answer("", "y")]))
    assert [(row.area, row.new) for row in rows] == [("area0003", True), ("area0003", False)]


@pytest.mark.parametrize(
    ("names", "claims"),
    [
        (("m_k7f3aaaa", "m_k7f3aaaa:comment"), ("k7f3aaaa", "k7f3aaaa", "k7f3aaaa")),
        (("m_k7f3aaaa_w", "m_k7f3aaaa_verdict"), ("k7f3aaaa", "k7f3aaaa", "k7f3aaaa")),
        (("m_k7f3aaaa Copy 1", "m_k7f3aaaa_Copy_1"), ("k7f3aaaa", "k7f3aaaa", "k7f3aaaa")),
        (("m_k7f3aaaa1",), ("k7f3aaaa",)),
        (("m_", "x", "ma_area0001"), ("k7f3aaaa",)),
        (("m_m2x9bbbb",), ("m2x9bbbb", "k7f3aaaa")),
    ],
)
def test_names_claim_uids_however_programs_changed_them(names: tuple[str, ...], claims: tuple[str, ...]) -> None:
    assert [row.claims for row in found(Table([HEAD, answer("1.1 [K7F3]", "gut", *names)]))] == [claims]


def test_without_a_codebook_the_name_of_a_copy_is_known_by_its_number() -> None:
    (row,) = raws([Table([HEAD, answer("1.1 [K7F3]", "gut", "m_k7f3aaaa1", "m_k7f3aaaa")])], {})
    assert row.claims == ("k7f3aaaa", "k7f3")


def test_a_name_nobody_knows_claims_where_no_other_does() -> None:
    assert [row.claims for row in found(Table([HEAD, answer("1.1", "gut", "m_zzzz9999")]))] == [("zzzz9999",)]


# --- columns --------------------------------------------------------------------------------------------------


def test_headings_are_known_however_their_lines_break() -> None:
    assert headed(("Vorschlag zum\n Wortlaut", "WER SOLLTE\tzuständig sein?", "x", "")) == {
        0: "proposal",
        1: "responsible",
    }
    assert set(headed(SHEET_HEADINGS).values()) == set(PARTS.values())


def test_what_stands_in_a_column_of_ones_own_follows_the_remark() -> None:
    rows = found(Table([Row((*HEADINGS, "Notiz")), Row(("[K7F3]", "x", "neu", "gut", "", "", "noch was"))]))
    assert rows[0].typed["comment"] == "gut\nnoch was"


def test_two_columns_of_one_heading_are_both_kept() -> None:
    rows = found(Table([Row((*HEADINGS, "Anmerkung")), Row(("[K7F3]", "x", "", "eins", "", "", "zwei"))]))
    assert rows[0].typed["comment"] == "eins\nzwei"


def test_rows_longer_than_their_heading_lose_nothing() -> None:
    rows = found(Table([HEAD, Row(("[K7F3]", "x", "", "eins", "", "", "zwei", "drei"))]))
    assert rows[0].typed["comment"] == "eins\nzwei\ndrei"


def test_without_heading_columns_are_known_by_their_count() -> None:
    (row,) = found(Table([answer()]))
    assert (row.typed["comment"], row.unclear) == ("gut", False)


def test_columns_that_nothing_tells_are_a_remark_with_a_doubt() -> None:
    (row,) = found(Table([Row(("1.1", "Maßnahme", "gut"), ("m_k7f3aaaa",))]))
    assert (row.claims, row.typed, row.unclear) == (("k7f3aaaa",), {"number": "1.1", "comment": "Maßnahme\ngut"}, True)


def test_comments_follow_the_remark_and_those_on_headings_are_loose() -> None:
    head = Row(HEADINGS, (), ("Schöne Tabelle",))
    rows = found(Table([head, Row(answer().cells, (), ("Zum Wortlaut",))]))
    assert [(row.typed["comment"], row.loose) for row in rows] == [
        ("Schöne Tabelle", True),
        ("gut\nZum Wortlaut", False),
    ]


# --- what stands elsewhere ------------------------------------------------------------------------------------


def test_foreign_tables_and_rows_above_the_heading_are_loose() -> None:
    rows = found(Table([Row(("Montag", "", "Chor")), Row(("", "")), HEAD, answer()]))
    assert [(row.typed["comment"], row.loose) for row in rows] == [("Montag | Chor", True), ("gut", False)]


def test_text_says_between_which_tables_it_stands() -> None:
    rows = found(Text("Vorher."), Text("S", ("ma_area0001",)), Table([HEAD]), Text("Nachher.", (), ("Ein Kommentar.",)))
    assert told(rows) == [
        ("Text vor der ersten Tabelle", "Vorher."),
        ("Text nach Tabelle 1", "Nachher."),
        ("Text nach Tabelle 1", "Ein Kommentar."),
    ]
    assert [row.area for row in rows] == [None, "area0001", "area0001"]


def test_the_fields_of_the_head_are_no_remark_but_comments_on_them_are() -> None:
    rows = found(Text(f"{ORGANISATION}: Erle", (), ("Stimmt.",)), Text(f"{SENDER}:"), Text("Titel", own=True))
    assert [row.typed["comment"] for row in rows] == ["Stimmt."]


def test_the_fields_of_the_head_are_read() -> None:
    lines = ["Guten Tag", f"{ORGANISATION}: Erle e. V.", f"{SENDER}: bitte eintragen"]
    assert asked_fields(lines) == {ORGANISATION: "Erle e. V.", SENDER: ""}
    assert form_id(["x", "Kennung der Matrix: runde-7f · Seite 1"]) == "runde-7f"
    assert form_id(["Kennung der Matrix:", "runde"]) is None


words = st.sampled_from(["", "gut", "Maßnahme", "[K7F3]", "neu", "Anmerkung", "Nr.", "Einschätzung"])
rows_ = st.builds(
    Row,
    st.lists(words | st.just("einzig"), max_size=9).map(tuple),
    st.lists(st.sampled_from(["m_k7f3aaaa", "mn_area0001", "ma_area0001", "x"]), max_size=2).map(tuple),
    st.lists(st.just("kommentar"), max_size=1).map(tuple),
)
parts_ = st.lists(
    st.builds(Table, st.lists(rows_, max_size=5))
    | st.builds(Text, st.just("einzig"), st.just(()), st.just(("kommentar",)))
)


@few
@given(parts_)
def test_whatever_the_tables_look_like_every_word_is_told_once(parts: list[Table | Text]) -> None:
    told_ = " ".join(text for row in raws(parts, BOOK) for text in row.typed.values())
    put = [text for part in parts for text in _words(part)]
    for word in ("einzig", "kommentar"):
        assert told_.count(word) == put.count(word)


def _words(part: Table | Text) -> list[str]:
    if isinstance(part, Text):
        return [part.text, *part.notes]
    return [text for row in part.rows if len(headed(row.cells)) < 3 for text in row.cells] + [
        note for row in part.rows for note in row.notes
    ]


# --- sheets ---------------------------------------------------------------------------------------------------

KNOWN = {PROPERTY: "runde-7", CODES: "K7F3=k7f3aaaa"}


def test_sheets_are_as_wide_as_their_widest_row() -> None:
    rows = [Row(SHEET_HEADINGS), Row(("K7F3", "A", "1.1", "x", "neu", "gut"), (), (), 7)]
    (row,) = sheets([Page("Matrix", rows)], KNOWN).rows
    assert (row.claims, row.typed["comment"], row.place, row.area) == (
        ("k7f3aaaa",),
        "gut",
        "Blatt „Matrix“, Zeile 7",
        "A",
    )


def test_a_sheet_without_heading_needs_all_columns() -> None:
    short, whole = ("K7F3", "A", "1.1", "x", "neu", "gut"), ("K7F3", "A", "1.1", "x", "neu", "gut", "", "")
    assert [row.loose for row in sheets([Page("M", [Row(short)])], KNOWN).rows] == [True]
    assert [row.typed.get("verdict") for row in sheets([Page("M", [Row(whole)])], KNOWN).rows] == ["neu"]


def test_the_guide_tells_the_round_where_properties_are_lost() -> None:
    guide = Page("Hinweise", [Row(("Kennung der Matrix:", "runde-7")), Row((f"{ORGANISATION}:", "Erle"))])
    result = sheets([guide], {})
    assert (result.form_id, result.organisation, result.sender) == ("runde-7", "Erle", "")
    assert all(said.doubt for said in unsaid(result.rows))
