"""Rows of a filled matrix: what they claim to be, what was typed, what a person must decide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.read.matrix_rows import (
    ASK,
    CODE,
    COLUMNS,
    PARTS,
    Raw,
    by_position,
    chosen,
    claimed_codes,
    codebook,
    judged,
    quote,
    suggestion,
    suggestions,
    unsaid,
    verdict_of,
)
from konzept.suggestion import Suggestion, Verdict, choices
from konzept.write.matrix_form import HEADINGS, HINT, NEW_ROW, codes
from konzept.write.matrix_xlsx import HEADINGS as SHEET_HEADINGS
from tests.konzept.strategies import concepts, few

BOOK = {"K7F3": "k7f3aaaa", "M2X9": "m2x9bbbb", "K7F3AA": "k7f3aacc"}


def raw(*claims: str, **typed: str) -> Raw:
    return Raw("Tabelle 1, Zeile 2", claims, typed, "area0001")


# --- carriers -------------------------------------------------------------------------------------------------


def test_a_codebook_is_read_as_it_is_written() -> None:
    assert codebook("K7F3=k7f3aaaa M2X9=m2x9bbbb") == {"K7F3": "k7f3aaaa", "M2X9": "m2x9bbbb"}


@pytest.mark.parametrize("text", ["", "   ", "ohne", "K7F3=", "K7F3= M2X9="])
def test_a_codebook_cut_short_names_nobody(text: str) -> None:
    assert codebook(text) == {}


@pytest.mark.parametrize(
    ("cell", "uids"),
    [
        ("1.1 [K7F3]", ["k7f3aaaa"]),
        ("k7f3", ["k7f3aaaa"]),
        ("K7F3 M2X9", ["k7f3aaaa", "m2x9bbbb"]),
        ("[K7F3AA]", ["k7f3aacc"]),
        ("K7F", []),
        ("K7F3X", []),
        ("ZZZZ", []),
        ("2026", []),
        ("", []),
    ],
)
def test_codes_are_known_whole_or_not_at_all(cell: str, uids: list[str]) -> None:
    assert claimed_codes(cell, BOOK) == uids


@given(concepts())
@few
def test_every_code_we_print_is_one_we_find(concept: object) -> None:
    printed = codes(concept)  # type: ignore[arg-type]  # a concept
    book = {code: uid for uid, code in printed.items()}
    for uid, code in printed.items():
        assert CODE.fullmatch(code)
        assert claimed_codes(f"1.1 [{code.lower()}]", book) == [uid]


def test_one_claim_is_no_doubt() -> None:
    assert judged(raw("a", "a", "a")) == ("a", None)
    assert judged(raw()) == (None, None)


@given(st.lists(st.sampled_from("ab"), min_size=2))
@few
def test_most_claims_are_proposed_and_any_other_is_a_doubt(claims: list[str]) -> None:
    uid, doubt = judged(raw(*claims))
    assert claims.count(uid or "") * 2 >= len(claims)
    assert (doubt is None) == (len(set(claims)) == 1)
    assert doubt is None or (doubt.startswith("Tabelle 1, Zeile 2: ") and doubt.endswith(ASK))


# --- verdicts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("bewährt", Verdict.PROVEN),
        ("BEWÄHRT.", Verdict.PROVEN),
        (" überholt ", Verdict.OUTDATED),
        ("ueberholt", Verdict.OUTDATED),
        ("ist nachzujustieren", Verdict.ADJUST),
        ("neu", Verdict.NEW),
        ("haben sich bewährt", Verdict.PROVEN),
        ("x neu x", Verdict.NEW),
        ("(x) bewährt ( ) überholt", Verdict.PROVEN),
        ("[ ] bewährt [X] überholt", Verdict.OUTDATED),
        ("☑ nachjustieren", Verdict.ADJUST),
        (f"{HINT} bewährt", Verdict.PROVEN),
    ],
)
def test_a_clear_word_is_a_verdict(typed: str, verdict: Verdict) -> None:
    assert verdict_of(typed) == (verdict, "")


@pytest.mark.parametrize(
    "typed", ["gut", "nicht überholt", "bewährt, überholt", "[x] bewährt [x] überholt", "eher nachjustieren", "7"]
)
def test_an_unclear_word_stays_as_it_was_typed(typed: str) -> None:
    assert verdict_of(typed) == (None, typed)


@pytest.mark.parametrize("typed", ["", " ", HINT, "x", "–", "…", "☐"])
def test_nothing_is_no_verdict_and_no_remark(typed: str) -> None:
    assert verdict_of(typed) == (None, "")


# --- rows -----------------------------------------------------------------------------------------------------


def test_a_row_says_what_was_typed_in_it() -> None:
    row = raw("a", verdict="bewährt", comment=" gut ", proposal="besser", responsible="Amt", wording="alt")
    assert suggestion(row) == Suggestion(
        "a", Verdict.PROVEN, "gut", "besser", "Amt", "area0001", "alt", "Tabelle 1, Zeile 2", None
    )


@pytest.mark.parametrize("part", ["verdict", "comment", "proposal", "responsible"])
def test_each_answer_alone_is_an_answer(part: str) -> None:
    assert suggestion(raw("a", **{part: "neu"})) is not None


def test_a_row_with_claims_and_no_answer_says_nothing() -> None:
    assert suggestion(raw("a", wording="alt", number="1.1")) is None


def test_what_is_no_verdict_waits_for_the_questions_of_the_round() -> None:
    found = suggestion(raw("a", verdict="gut", comment="weil es hilft"))
    assert found is not None
    assert (found.verdict, found.question, found.comment, found.doubt) == (None, "gut", "weil es hilft", None)


OWN = choices(
    ("Was ist überholt?", "Wer sollte noch mitmachen?", f"Welche Angebote fehlen {'sehr ' * 20}in Ihrem Ort?")
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Wer sollte noch mitmachen?", "q1"),
        ("wer sollte noch mitmachen", "q1"),
        ("bitte wählen Wer sollte noch mitmachen?", "q1"),
        ("☐ überholt ☒ Wer sollte noch mitmachen?", "q1"),
        ("Wer sollte noch", "q1"),
        (OWN[2].word, "q2"),
        (OWN[2].question, "q2"),
        ("Welche Angebote", "q2"),
        ("Was ist überholt?", "outdated"),
        ("Wer", None),
        ("Wer sollte zahlen?", None),
        ("", None),
        ("?", None),
    ],
)
def test_a_question_of_the_round_is_known_by_its_word_its_words_and_their_beginning(
    typed: str, key: str | None
) -> None:
    found = chosen(typed, OWN)
    assert (found.key if found else None) == key


@given(st.lists(st.text(min_size=1, max_size=90), max_size=6))
@few
def test_whatever_a_round_asks_its_words_are_known_again(questions: list[str]) -> None:
    offers = choices(questions)
    assert [chosen(offer.word, offers) for offer in offers] == list(offers)
    assert [chosen(offer.question, offers) for offer in offers] == list(offers)


def test_two_questions_that_only_differ_by_their_mark_are_not_guessed() -> None:
    assert chosen("wer fehlt", choices(("Wer fehlt?", "Wer fehlt!"))) is None
    assert chosen("Welche Angebote", choices(("Welche Angebote fehlen?", "Welche Angebote helfen?"))) is None


def test_a_code_without_its_book_is_the_beginning_of_a_uid() -> None:
    assert claimed_codes("1.1 [K7F3]", {}) == ["k7f3"]
    assert claimed_codes("1.1 K7F3", {}) == []
    assert judged(raw("k7f3aaaa", "k7f3")) == ("k7f3aaaa", None)
    assert judged(raw("k7f3", "k7f3aaaa", "k7f3aaaa")) == ("k7f3aaaa", None)
    assert (judged(raw("m2x9", "k7f3aaaa", "k7f3aaaa"))[1] or "").endswith(ASK)


def test_a_row_whose_columns_nothing_tells_is_doubted() -> None:
    found = suggestion(Raw("Tabelle 1, Zeile 2", ("a",), {"comment": "gut"}, unclear=True))
    assert found is not None
    assert found.doubt == f"Tabelle 1, Zeile 2: {COLUMNS}"


def test_a_verdict_alone_in_a_row_without_uid_is_not_lost_but_the_word_of_a_free_row_says_nothing() -> None:
    assert suggestion(Raw("p", (), {"verdict": "überholt"}, new=True)) is not None
    assert suggestion(Raw("p", (), {"verdict": "neu"}, new=True)) is None


def test_two_claims_are_the_graver_doubt() -> None:
    found = suggestion(raw("a", "b", verdict="gut"))
    assert found is not None
    assert found.doubt == f"Tabelle 1, Zeile 2: In dieser Zeile stehen zwei Kennungen. {ASK}"


def test_a_row_without_claims_proposes_its_wording() -> None:
    found = suggestion(raw(wording=f"{NEW_ROW}: Ein Sprachcafé", comment="samstags"))
    assert found is not None
    assert (found.uid, found.proposal, found.wording) == (None, "Ein Sprachcafé", "Ein Sprachcafé")


def test_a_free_row_that_was_left_alone_says_nothing() -> None:
    row = Raw("p", (), {"wording": f"{NEW_ROW}:", "verdict": "neu", "number": "neu"}, new=True)
    assert suggestion(row) is None


def test_a_free_row_is_new_unless_somebody_chose_otherwise() -> None:
    assert getattr(suggestion(Raw("p", (), {"comment": "x"}, new=True)), "verdict", None) is Verdict.NEW
    chosen = suggestion(Raw("p", (), {"comment": "x", "verdict": "nachjustieren"}, new=True))
    assert getattr(chosen, "verdict", None) is Verdict.ADJUST


def test_proposal_and_wording_of_a_new_row_are_both_kept() -> None:
    found = suggestion(raw(wording="Ein Chor", proposal="mit Noten"))
    assert found is not None
    assert found.proposal == "Ein Chor\nmit Noten"


def test_rows_and_what_remains_part_all_that_was_found() -> None:
    loose = Raw("Text nach Tabelle 1", (), {"comment": "Danke"}, loose=True)
    rows = [raw("a", comment="gut"), raw("b", wording="alt"), raw(), loose]
    assert [said.uid for said in suggestions(rows)] == ["a"]
    assert [(said.uid, said.comment, said.wording) for said in unsaid(rows)] == [("b", "", "alt"), (None, "Danke", "")]


def test_text_outside_the_tables_is_doubted() -> None:
    found = quote(Raw("Text nach Tabelle 1", (), {"comment": "Danke"}, "area0001", loose=True))
    assert (found.area, found.doubt) == (
        "area0001",
        f"Text nach Tabelle 1: Dieser Text steht außerhalb der Tabellen. {ASK}",
    )


# --- columns --------------------------------------------------------------------------------------------------


def test_every_printed_heading_has_a_meaning() -> None:
    assert set(HEADINGS) <= set(PARTS)
    assert set(SHEET_HEADINGS) <= set(PARTS)
    assert len(set(PARTS.values())) == len(PARTS)


def test_columns_by_position_only_where_all_are_there() -> None:
    assert by_position(6, HEADINGS)[3] == "comment"
    assert by_position(5, HEADINGS) == {}
    assert by_position(8, SHEET_HEADINGS)[0] == "code"
