"""Passages are the whole letter, whatever a person does to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.feedback.passages import (
    Guess,
    Passage,
    PassageKind,
    Passages,
    counted,
    cut,
    find,
    is_whole,
    join,
    mark,
    open_points,
    points,
    settle,
    shift,
    starts,
    words_in,
)
from konzept.feedback.segment import segment
from konzept.model import Problem

TEXT = "Mehr Kurse bitte. Auch am Abend.\n\nDie Lotsinnen helfen z. B. sehr.\n- erstens\n- zweitens"
WHOLE: Passages = (Passage(0, 34), Passage(34, len(TEXT)))
WORDS = st.lists(st.sampled_from(["Mehr", "Kurse.", "z.", "B.", "-", "1.", "\n", "\n\n", "2.2.1", "Ende!"]), min_size=1)
TEXTS = WORDS.map(" ".join).filter(lambda text: bool(text.strip()))


def said(passages: Passages) -> list[str]:
    return [words_in(TEXT, passage) for passage in passages]


def test_a_passage_is_cut_at_a_word() -> None:
    found = cut(TEXT, WHOLE, 0, 18)
    assert said(found)[:2] == ["Mehr Kurse bitte.", "Auch am Abend."]
    assert is_whole(TEXT, found)


@pytest.mark.parametrize("at", [-1, 0, 1, 17, 34, 40, 999])
def test_elsewhere_it_is_not(at: int) -> None:
    with pytest.raises(Problem, match="teilen"):
        cut(TEXT, WHOLE, 0, at)


def test_it_is_cut_by_the_words_with_which_the_new_one_begins() -> None:
    assert find(TEXT, WHOLE, 0, "auch  am") == 18
    assert find(TEXT, WHOLE, 1, "- zweitens") == TEXT.index("- zweitens")


@pytest.mark.parametrize("words", ["", "  ", "Abends", "Mehr", "(", "Lotsinnen"])
def test_words_that_do_not_stand_there_are_said(words: str) -> None:
    with pytest.raises(Problem, match="stehen nicht"):
        find(TEXT, WHOLE, 0, words)


def test_two_become_one_with_what_was_guessed_of_both() -> None:
    first, second = Passage(0, 34, guesses=(Guess("a", "x"),)), Passage(34, len(TEXT), guesses=(Guess("b", "y"),))
    (one,) = join((first, second), 0)
    assert (one.start, one.end, one.settled) == (0, len(TEXT), False)
    assert {guess.uid for guess in one.guesses} == {"a", "b"}


def test_the_last_one_has_no_next() -> None:
    with pytest.raises(Problem, match="gibt es nicht mehr"):
        join(WHOLE, 1)


def test_borders_move_by_words_and_sentences() -> None:
    assert said(shift(TEXT, WHOLE, 1, "word", later=True)) == [f"{TEXT[:34]}Die", TEXT[38:]]
    assert said(shift(TEXT, WHOLE, 1, "word", later=False))[1].startswith("Abend.\n\nDie")
    assert said(shift(TEXT, WHOLE, 1, "sentence", later=False))[1].startswith("Auch am Abend.")
    assert said(shift(TEXT, WHOLE, 1, "sentence", later=True))[1] == "- erstens\n- zweitens"


def test_a_border_does_not_swallow_a_passage() -> None:
    found = shift(TEXT, WHOLE, 1, "sentence", later=False)
    with pytest.raises(Problem, match="nicht weiter"):
        shift(TEXT, found, 1, "sentence", later=False)
    with pytest.raises(Problem, match="gibt es nicht mehr"):
        shift(TEXT, WHOLE, 0, "word", later=True)


def test_sentences_know_abbreviations_lists_and_paragraphs() -> None:
    found = starts(TEXT, "sentence")
    assert [TEXT[at : at + 4] for at in found] == ["Mehr", "Auch", "Die ", "- er", "- zw"]
    assert starts("Am 3. März kam Dr. A. Berg. Ja", "sentence") == [0, 28]
    assert starts("Er sagte: „Mehr.“ Gut", "sentence") == [0, 18]


def test_a_passage_that_is_left_out_has_a_reason() -> None:
    with pytest.raises(Problem, match="warum"):
        mark(WHOLE, 0, PassageKind.LEFT_OUT, "  ")
    found = mark(WHOLE, 0, PassageKind.LEFT_OUT, " betrifft   Dritte ")
    assert (found[0].kind, found[0].reason) == (PassageKind.LEFT_OUT, "betrifft Dritte")
    again = mark(found, 0, PassageKind.POINT)
    assert (again[0].kind, again[0].reason) == (PassageKind.POINT, "")


def test_only_points_get_a_place() -> None:
    found = settle(WHOLE, 0, "meas0111")
    assert (found[0].settled, found[0].uid) == (True, "meas0111")
    assert (open_points(WHOLE), open_points(found), points(found)) == ([0, 1], [1], [0, 1])
    with pytest.raises(Problem, match="Nur Anregungen"):
        settle(mark(WHOLE, 0, PassageKind.QUOTED), 0, "meas0111")


def test_who_changes_a_settled_one_looks_again() -> None:
    found = settle(settle(WHOLE, 0, "a"), 1, "b")
    for changed in (join(found, 0), cut(TEXT, found, 0, 18), shift(TEXT, found, 1, "word", later=True)):
        assert open_points(changed)


def test_words_are_counted_by_kind() -> None:
    found = counted(TEXT, mark(WHOLE, 0, PassageKind.GREETING))
    assert (found[PassageKind.GREETING], found[PassageKind.POINT]) == (6, 10)
    assert sum(found.values()) == len(TEXT.split())


def test_each_kind_has_a_german_word() -> None:
    assert len({kind.german for kind in PassageKind}) == len(PassageKind)


def test_what_is_not_whole_is_known() -> None:
    assert not is_whole(TEXT, (Passage(0, 33), Passage(34, len(TEXT))))
    assert not is_whole(TEXT, (Passage(0, 34),))
    assert not is_whole(TEXT, ())
    assert not is_whole("a  ", (Passage(0, 1), Passage(1, 3)))


def done(text: str, passages: Passages, deed: int, index: int, at: int) -> Passages:
    """One of all deeds."""
    later = bool(at % 2)
    if deed == 0:
        return cut(text, passages, index, at)
    if deed == 1:
        return join(passages, index)
    if deed in {2, 3}:
        return shift(text, passages, index, "word" if deed == 2 else "sentence", later=later)
    return mark(passages, index, PassageKind.QUOTED) if deed == 4 else settle(passages, index, "x")


@given(TEXTS, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 8), st.integers(0, 60)), max_size=8))
def test_the_passages_stay_the_whole_text_whatever_is_done(text: str, deeds: list[tuple[int, int, int]]) -> None:
    passages = segment(text)
    for deed in deeds:
        try:
            passages = done(text, passages, *deed)
        except Problem:
            continue
        assert is_whole(text, passages)
        assert sum(counted(text, passages).values()) == len(text.split())
