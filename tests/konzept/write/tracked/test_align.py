"""What is taken for the same, and what for gone and come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.write.tracked.align import Aligner
from konzept.write.tracked.sheet import Anchor, Atom, Block, Cell, Paragraph, Row, Table


def paragraph(words: str, *names: str, sort: str = "", number: int = 0) -> Paragraph:
    """A paragraph of words; `names`: what it is the head of."""
    atoms = tuple(Atom("t", token) for word in words.split() for token in (word, " "))
    return Paragraph("", sort, sort, atoms, tuple(Anchor(name, 0, len(atoms)) for name in names), number)


def row(*cells: str) -> Row:
    return Row("", tuple(Cell("", (paragraph(words),)) for words in cells))


def told(pairs: list[tuple[Block | None, Block | None]]) -> list[tuple[str | None, str | None]]:
    """The pairs by their words."""
    return [tuple(each.text.strip() if isinstance(each, Paragraph) else None for each in pair) for pair in pairs]  # type: ignore[misc]  # two each


def aligned(old: list[str], new: list[str]) -> list[tuple[str | None, str | None]]:
    return told(Aligner().blocks([paragraph(each) for each in old], [paragraph(each) for each in new]))


def test_what_stays_stands_beside_itself() -> None:
    assert aligned(["eins", "zwei"], ["eins", "zwei"]) == [("eins", "eins"), ("zwei", "zwei")]


def test_a_reworded_paragraph_is_the_same_and_another_one_is_not() -> None:
    assert aligned(["der Kurs am Abend"], ["der Kurs am Morgen"]) == [("der Kurs am Abend", "der Kurs am Morgen")]
    assert aligned(["der Kurs am Abend"], ["neue Busse braucht es"]) == [
        ("der Kurs am Abend", None),
        (None, "neue Busse braucht es"),
    ]


def test_what_moved_goes_and_comes() -> None:
    assert aligned(["a a a", "b b b", "c c c"], ["c c c", "a a a", "b b b"]) == [
        (None, "c c c"),
        ("a a a", "a a a"),
        ("b b b", "b b b"),
        ("c c c", None),
    ]


def test_the_likest_are_paired_in_order() -> None:
    old = ["Kurse am Abend für alle Frauen", "Beratung im Rathaus jeden Montag"]
    new = ["etwas Neues dazwischen gesetzt", "Kurse am Abend für alle Männer", "Beratung im Rathaus jeden Dienstag"]
    assert aligned(old, new) == [(None, new[0]), (old[0], new[1]), (old[1], new[2])]


def test_a_head_is_known_by_its_name_whatever_it_says() -> None:
    old, new = paragraph("Ziel 1.1 Sprache", "kgl2_g1"), paragraph("Ziel 2.3 Ganz anders genannt", "kgl2_g1")
    assert told(Aligner().blocks([old], [new])) == [("Ziel 1.1 Sprache", "Ziel 2.3 Ganz anders genannt")]


def test_paragraphs_of_another_sort_are_never_one() -> None:
    old, new = paragraph("ein Satz hier", sort="<a/>"), paragraph("ein Satz hier", sort="<b/>")
    assert len(Aligner().blocks([old], [new])) == 2


def test_items_of_two_lists_are_not_mixed() -> None:
    old = [paragraph("erster Punkt", number=1), paragraph("zweiter Punkt", number=1)]
    new = [paragraph("erster Punkt", number=1), paragraph("zweiter Punkt", number=2)]
    assert told(Aligner().blocks(old, new)) == [
        ("erster Punkt", "erster Punkt"),
        ("zweiter Punkt", None),
        (None, "zweiter Punkt"),
    ]


def test_a_row_is_known_by_what_its_first_cell_says() -> None:
    old = Table("", (row("Angabe", "Wert"), row("Termin", "2025"), row("Stelle", "Amt")))
    new = Table("", (row("Angabe", "Wert"), row("Stelle", "Verein"), row("Termin", "2025")))
    pairs = Aligner().rows(old, new)
    both = [(one.cells[0].paragraphs[0].text, two.cells[1].paragraphs[0].text) for one, two in pairs if one and two]
    assert len(pairs) == 4
    assert both[0] == ("Angabe ", "Wert ")
    assert len(both) == 2


@pytest.mark.parametrize("count", [0, 1, 250])
def test_however_much_was_replaced_it_comes_to_an_end(count: int) -> None:
    old, new = [f"alt Nummer {n} von vielen" for n in range(count)], [f"neu {n} {n} anderes" for n in range(count)]
    pairs = aligned(old, new)
    assert [one for one, _ in pairs if one] == old
    assert [two for _, two in pairs if two] == new


LINES = st.lists(st.sampled_from(["a b c", "a b d", "x y z", "x y", "ganz anders hier"]), max_size=8)


@given(LINES, LINES)
def test_nothing_is_lost_and_nothing_changes_its_order(old: list[str], new: list[str]) -> None:
    pairs = aligned(old, new)
    assert [one for one, _ in pairs if one is not None] == old
    assert [two for _, two in pairs if two is not None] == new
