"""What stands in the sheets of a matrix, whichever program they are for."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from konzept.suggestion import LIST_LETTERS, QUESTIONS
from konzept.write import matrix_grid as grid
from konzept.write.matrix_form import HEADINGS
from tests.konzept.strategies import few
from tests.konzept.write.test_matrix_form import AREA, ORPHAN, form

FORM = form(AREA, ORPHAN)


def test_every_row_has_every_column_and_free_rows_stand_last() -> None:
    found = list(grid.rows(FORM))
    assert all(len(values) == len(grid.HEADINGS) == len(grid.WIDTHS) for values, _ in found)
    assert [new for _, new in found] == [False] * 3 + [True] * 6
    assert grid.HEADINGS[2:] == HEADINGS


def test_the_guide_says_where_the_answers_stand() -> None:
    first, last = grid.words_at(FORM)
    assert [line.label for line in grid.guide(FORM)[first - 1 : last]] == grid.words(FORM)
    assert grid.words_at(replace(FORM, questions=())) == (1, 1)


def test_the_four_words_fit_into_the_rule() -> None:
    assert grid.fits(FORM)
    assert grid.prompt(FORM) == "Bitte wählen: bewährt, überholt, nachjustieren oder neu."


def test_a_comma_a_quote_or_too_many_letters_do_not_fit() -> None:
    assert not grid.fits(replace(FORM, questions=("Was, bitte?",)))
    assert not grid.fits(replace(FORM, questions=('Was heißt "gut"?',)))
    assert not grid.fits(replace(FORM, questions=tuple(f"Wie geht es weiter mit Punkt {at}?" for at in range(20))))


@few
@given(st.lists(st.text(max_size=120) | st.sampled_from(QUESTIONS), max_size=12))
def test_what_fits_is_what_excel_takes(questions: list[str]) -> None:
    asked = replace(FORM, questions=tuple(questions))
    joined = ",".join(grid.words(asked))
    assert not grid.fits(asked) or (len(joined) <= LIST_LETTERS and joined.split(",") == (grid.words(asked) or [""]))
    assert len(grid.prompt(asked)) <= LIST_LETTERS


def test_long_words_have_room() -> None:
    assert grid.height("kurz") == 33
    assert grid.height("x" * 300) > grid.height("x" * 200) > grid.height("kurz")
    assert grid.guide_height(grid.Guided("x" * 60)) == grid.guide_height(grid.Guided("", "x" * 100)) == 32
    assert grid.guide_height(grid.Guided("Titel", look="title")) == 28
