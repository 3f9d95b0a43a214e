"""Where a paragraph ends, and how its lines are joined: by the room that was left, spaces written, labels and marks."""

from __future__ import annotations

import pytest

from konzept.read.pdf_lines import Line, make
from konzept.read.pdf_sheet import Word
from konzept.read.pdf_text import (
    Habits,
    Para,
    follows,
    is_cut,
    is_full,
    mark_of,
    paragraphs,
    pieces,
    text_of,
    without_struck,
)

WIDE = 5.0  # points a letter of our font is wide
SPACES = Habits(spaces=True, known=frozenset({"stand", "im", "und", "jahr"}))
PLAIN = Habits()


def line(text: str, base: float = 0.0, left: float = 0.0, **look: object) -> Line:
    """A line of 10 point letters, each 5 points wide; a space at its end was written."""
    words, x = [], left
    for part in text.split():
        right = x + WIDE * len(part)
        words.append(Word(x, base - 8, right, base + 2, text=part, base=base, size=10, spaced=True, after=True))
        x = right + 2.5
    words[-1].after = text.endswith(" ")
    for word in words:
        for name, value in look.items():
            setattr(word, name, value)
    return make(words, 1)


def joined(*texts: str, right: float, habits: Habits = PLAIN) -> list[str]:
    found = paragraphs([line(text, 12.0 * number) for number, text in enumerate(texts)], right, habits)
    return [text_of(pieces(para, habits)) for para in found]


def test_a_full_line_goes_on_and_a_short_one_ends() -> None:
    assert joined("Kurse am Abend", "und am Tag", right=75) == ["Kurse am Abend und am Tag"]
    assert joined("Kurse am Abend", "und am Tag", right=150) == ["Kurse am Abend", "und am Tag"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Integra-", "tion"), "Integration"),
        (("Ilm-", "Kreis"), "Ilm-Kreis"),
        (("Sprach-", "und Kulturverein"), "Sprach- und Kulturverein"),
        (("im 2-", "Jahres-Turnus"), "im 2-Jahres-Turnus"),
        (("2023–", "2026"), "2023–2026"),
        (("Leiterinnen und -", "leiter"), "Leiterinnen und -leiter"),
        (("https://kreis.example/der-", "plan.pdf"), "https://kreis.example/der-plan.pdf"),
        (("siehe dv-11-16-", "lage.pdf"), "siehe dv-11-16-lage.pdf"),
        (("Beauftragte", ", Verein"), "Beauftragte, Verein"),
    ],
)
def test_line_ends(lines: tuple[str, str], text: str) -> None:
    assert joined(*lines, right=WIDE * len(lines[0])) == [text]


def test_a_hyphen_ends_no_paragraph_even_in_a_short_line() -> None:
    assert joined("Maßnah-", "men eingeflossen", right=300) == ["Maßnahmen eingeflossen"]


def test_spaces_at_a_lines_end_tell_that_it_goes_on() -> None:
    assert joined("Kurse am Abend ", "und am Tag", right=92, habits=SPACES) == ["Kurse am Abend und am Tag"]
    assert joined("Kurse am Abend", "Und am Tag", right=92, habits=SPACES) == ["Kurse am Abend", "Und am Tag"]


def test_a_slash_without_a_space_stays_closed() -> None:
    assert joined("Landkreis/", "Stadt", right=51, habits=SPACES) == ["Landkreis/Stadt"]


@pytest.mark.parametrize(
    ("before", "after", "alone", "cut"),
    [
        ("Stan", "d", True, True),
        ("Zuwanderungsge", "schichte", True, True),
        ("202", "4", True, True),
        ("Veranstaltungen", "im", True, False),
        ("Frauenzentrum", "e.", True, False),
        ("Ilm", "Kreis", True, False),
        ("nach", "und", False, False),
        ("12", "34567", True, False),
    ],
)
def test_words_that_a_narrow_column_cut(before: str, after: str, *, alone: bool, cut: bool) -> None:
    (one,), (other,) = line(before).words, line(after).words
    assert is_cut(one, other, one.right + 1, SPACES, alone=alone) is cut


def test_a_word_with_room_behind_it_is_not_cut() -> None:
    (one,), (other,) = line("Wohnhei").words, line("m").words
    assert is_cut(one, other, one.right + 1, SPACES, alone=True)
    assert not is_cut(one, other, one.right + 40, SPACES, alone=True)


def test_a_label_of_the_field_is_whole_whatever_the_room() -> None:
    assert joined("Statu", "s", right=80) == ["Status"]
    assert joined("Umsetzungszeit", "raum", right=80) == ["Umsetzungszeitraum"]
    assert joined("Termin", "jährlich", right=120) == ["Termin", "jährlich"]


def test_a_label_begins_a_paragraph() -> None:
    assert joined("Amt für Soziales", "Frist: 2026", right=82) == ["Amt für Soziales", "Frist: 2026"]
    assert joined("Ein Satz der", "weiter: geht", right=62) == ["Ein Satz der weiter: geht"]


def test_larger_gaps_and_other_looks_begin_a_paragraph() -> None:
    found = paragraphs([line("Kurse am Abend"), line("und am Tag", 20)], 75, PLAIN)
    assert len(found) == 2
    found = paragraphs([line("Kurse am Abend", bold=True), line("und am Tag", 12)], 75, PLAIN)
    assert [para.bold for para in found] == [True, False]
    found = paragraphs([line("Kurse am Abend", size=14.0), line("und am Tag", 12)], 75, PLAIN)
    assert len(found) == 2


def test_entries_of_contents_and_lists_are_apart() -> None:
    assert len(joined("Einleitung ........ 3", "Wohnen ........ 12", right=100)) == 2


def test_bullets_and_numbers() -> None:
    assert mark_of(line("• Kurse")) == "•"
    assert mark_of(line("2. Kurse")) == "2."
    assert mark_of(line("a) Kurse")) == "a)"
    assert mark_of(line("Kurse am Abend")) is None
    assert mark_of(line("•")) is None


def test_a_dash_within_a_full_line_is_no_bullet() -> None:
    assert joined("Kurse am Abend", "– und am Tag", right=72) == ["Kurse am Abend – und am Tag"]
    assert len(joined("Kurse", "– und am Tag", right=200)) == 2


def test_numbers_follow_each_other() -> None:
    assert follows("1.", "2.")
    assert follows("a)", "b)")
    assert not follows("1.", "3.")
    assert not follows(None, "2.")
    assert not follows("•", "2.")


def test_a_bullet_is_no_word_but_a_number_is() -> None:
    assert text_of(pieces(Para([line("• Kurse am Abend")], "•"), PLAIN)) == "Kurse am Abend"
    assert text_of(pieces(Para([line("2. Kurse am Abend")], "2."), PLAIN)) == "2. Kurse am Abend"


def test_a_dash_at_a_lines_start_is_not_escaped() -> None:
    assert joined("Kurse am Abend", "- und am Tag", right=72) == ["Kurse am Abend - und am Tag"]


def test_struck_words_are_taken_out_of_others() -> None:
    words = line("Kurse am Abend").words
    words[1].struck = True
    runs, struck = without_struck(pieces(Para([make(words, 1)]), PLAIN))
    assert (text_of(runs), struck) == ("Kurse Abend", "am")
    runs, struck = without_struck(pieces(Para([line("Kurse", struck=True)]), PLAIN))
    assert (text_of(runs), struck) == ("Kurse", "")


@pytest.mark.parametrize(
    ("below", "apart"),
    [
        ("2.1 Patenschaften", True),
        ("IV.2 Patenschaften", True),
        ("2.1 und 2.2", False),
        ("2026 Patenschaften", False),
        ("Patenschaften 2.1", False),
    ],
)
def test_a_numbered_heading_begins_below_a_full_heading(below: str, *, apart: bool) -> None:
    lines = [line("Ziel 2: Weniger ohne Abschluss", bold=True), line(below, 12.0, bold=True)]
    assert len(paragraphs(lines, lines[0].right, PLAIN)) == 1 + apart


def test_a_number_in_running_text_begins_nothing() -> None:
    lines = [line("Das zeigt ausführlich Kapitel"), line("2.1 Patenschaften", 12.0)]
    assert len(paragraphs(lines, lines[0].right, PLAIN)) == 1


def test_a_line_of_letters_set_apart_is_full_with_less_room() -> None:
    close, wide = line("Eine Chance"), line("Eine Chance")
    for word in wide.words[1:]:
        word.left, word.right = word.left + 6, word.right + 6
    after = line("für uns", 12.0)
    assert not is_full(close, after, close.right + 21)
    assert is_full(wide, after, wide.right + 21)


def test_a_space_that_found_no_room_is_not_missed() -> None:
    close, wide = line("Eine Chance"), line("Eine Chance")
    for word in wide.words[1:]:
        word.left, word.right = word.left + 6, word.right + 6
    after = line("überall", 12.0)
    assert len(paragraphs([close, after], close.right + 7, SPACES)) == 2
    assert len(paragraphs([wide, after], wide.right + 7, SPACES)) == 1
