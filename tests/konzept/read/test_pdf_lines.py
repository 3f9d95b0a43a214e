"""Words become lines: on one base, raised marks beside their word, tabs where a gap is wide, letters set apart closed up."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Paragraph
from konzept.read.pdf_lines import align_tabs, gap, lines, make, segments
from konzept.read.pdf_sheet import Word
from tests.konzept.read.pdf_ground import LONG, document_of, pages, set_and_read, shown, texts


def word(text: str, left: float, base: float = 100.0, size: float = 10.0, *, spaced: bool = True) -> Word:
    right = left + 0.5 * size * len(text)
    return Word(left, base - 0.8 * size, right, base + 0.2 * size, text=text, base=base, size=size, spaced=spaced)


def test_words_on_one_base_are_a_line() -> None:
    found = lines([word("Abend", 41), word("am", 28), word("Kurse", 0), word("Tag", 0, 112)], 3)
    assert [line.text for line in found] == ["Kurse am Abend", "Tag"]
    assert {line.page for line in found} == {3}


def test_a_raised_mark_stands_in_its_line() -> None:
    (line,) = lines([word("Beirat", 0), word("1", 30.5, 96, 6, spaced=False), word("tagt", 40)], 1)
    assert [each.raised for each in line.words] == [False, True, False]
    assert line.text == "Beirat1 tagt"


def test_small_letters_below_are_not_raised() -> None:
    (line,) = lines([word("CO", 0), word("2", 10.5, 102, 6, spaced=False)], 1)
    assert not line.words[1].raised


def test_a_line_of_small_letters_stays_its_own() -> None:
    found = lines([word("Überschrift", 0, 100, 14), word("Kleingedrucktes", 0, 116, 7)], 1)
    assert [line.text for line in found] == ["Überschrift", "Kleingedrucktes"]


@pytest.mark.parametrize(
    ("left", "spaced", "between"),
    [(21, False, ""), (23, True, " "), (23, False, " "), (31, False, "\t"), (26, True, " ")],
)
def test_what_is_between_two_words(left: float, *, spaced: bool, between: str) -> None:
    line = make([word("Kurs", 0), word("Amt", left, spaced=spaced)], 1)
    assert gap(*line.words) == between


def test_wide_gaps_of_a_justified_line_are_spaces() -> None:
    line = make([word("Kurs", 0), word("am", 28), word("Tag", 46), word("und", 69)], 1)
    assert "\t" not in line.text


def test_a_narrow_tab_is_known_by_the_lines_around() -> None:
    found = [
        make([word("AWO", 0), word("Arbeiter", 36)], 1),
        make([word("BAMF", 0, 112), word("Bundesamt", 36, 112)], 1),
    ]
    found.append(make([word("BAMFS", 0, 124), word("Amt", 30, 124)], 1))
    found[1].words[0].right = 31
    found[1].words[1].tab = False
    align_tabs(found)
    assert [line.text for line in found] == ["AWO\tArbeiter", "BAMF\tBundesamt", "BAMFS Amt"]


def test_segments_part_at_wide_gaps() -> None:
    line = make([word("Kurse", 0), word("am", 28), word("Amt", 80), word("West", 98)], 1)
    assert [part.text for part in segments(line)] == ["Kurse am", "Amt West"]


def test_letters_set_apart_are_a_word() -> None:
    assert texts(f"#text(tracking: 3pt)[Integration im Kreis]\n\n{LONG}")[0] == "Integration im Kreis"


def test_the_rest_of_a_line_of_letters_set_apart_is_a_word_with_its_ligature() -> None:
    source = "#text(size: 13pt, tracking: 3pt, ligatures: false)[Teilhabe steht allen Menschen im Kreis\\ o]"
    source += f"#text(size: 13pt)[#h(3pt)ff#h(3pt)]#text(size: 13pt, tracking: 3pt)[en]\n\n{LONG}"
    assert texts(source)[0] == "Teilhabe steht allen Menschen im Kreis offen"


def test_short_words_of_a_line_are_no_letters_set_apart() -> None:
    assert texts(f"So ist es\n\n{LONG}")[0] == "So ist es"


def test_a_narrow_tab_is_known_below_columns() -> None:
    entries = ("AWO", "Arbeiterhilfe"), ("BAMFS", "Bundesamt"), ("DaZ", "Deutsch"), ("GU", "Unterkunft"), ("MBE", "Rat")
    drawn = [(40 + 38 * at, 250 - 14 * row, text) for row, entry in enumerate(entries) for at, text in enumerate(entry)]
    found = document_of(pages(shown(*drawn)))
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)][1] == "BAMFS\tBundesamt"


def test_letters_printed_twice_are_bold() -> None:
    twice = shown(
        (40, 200, "Handlungsziel"), (40.2, 200, "Handlungsziel"), (40, 180, "Text unter dem Ziel, lang genug")
    )
    (head, _) = document_of(pages(twice)).blocks
    assert (getattr(head, "text", ""), getattr(head, "bold", False)) == ("Handlungsziel", True)


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    one = "Der erste Absatz handelt von Kindern und ihren Familien in der Stadt. " * 4
    other = "Ein zweiter Absatz handelt von Arbeit und von Ausbildung im Kreis. " * 4
    document = set_and_read(f"= Vorwort\n#columns(2)[{one}#colbreak(){other}]")
    assert [getattr(block, "text", "") for block in document.blocks] == ["Vorwort", one.strip(), other.strip()]


def test_a_paragraph_over_a_pages_end_is_one() -> None:
    assert texts(LONG * 8) == [(LONG * 8).strip()]


def test_paragraphs_with_an_indented_first_line() -> None:
    source = f"#set par(first-line-indent: (amount: 2em, all: true), spacing: 0.65em)\n{LONG}\n\n{LONG}\n\n{LONG}"
    assert texts(source) == [LONG.strip()] * 3
