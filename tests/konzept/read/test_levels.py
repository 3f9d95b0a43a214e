"""How deep a heading stands."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Block, Heading, Paragraph
from konzept.read.levels import Levels, levels, stands_out


def head(text: str, level: int) -> Heading:
    return Heading(text, "x", level)


def bold(text: str, size: float | None = None) -> Paragraph:
    return Paragraph(text, "x", bold=True, size=size)


@pytest.mark.parametrize(
    ("number", "level", "depth"),
    [("3", 7, 1), ("3.1", 1, 2), ("3.1.2", 1, 3), (None, 2, 1), (None, 3, 2), (None, 4, 3), ("A", 2, 1)],
)
def test_numbers_count_first(number: str | None, level: int, depth: int) -> None:
    found = levels((head("1 Eins", 2), head("2 Zwei", 2), head("3 Drei", 3), head("3.1 Vier", 3), head("3.2 Fünf", 3)))
    assert found.depth(level, number) == depth


def test_the_number_of_an_area_is_not_its_chapter() -> None:
    found = levels((head("3.1 Handlungsfeld 1: Wohnen", 3), head("Handlungsfeld 2: Arbeit", 5)))
    assert found.depths == {3: 2}


def test_without_numbers_levels_count() -> None:
    found = levels((head("Eins", 1), head("Zwei", 2)))
    assert found.depth(1, None) == 1


def test_bold_lines_stand_below_headings_by_size() -> None:
    blocks: tuple[Block, ...] = (head("Titel", 2), bold("1. Groß", 14), bold("Mittel", 12), bold("Klein"))
    found = levels(blocks)
    assert [found.of(block) for block in blocks if isinstance(block, Heading | Paragraph)] == [2, 3, 4, 5]


def test_nothing() -> None:
    assert levels(()) == Levels({}, (), 0)


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        (head("x", 1), True),
        (bold("x"), True),
        (bold("x" * 201), False),
        (Paragraph("x", "p"), False),
        (Paragraph("x", "p", bold=True, list_level=0), False),
    ],
)
def test_stands_out(block: Block, wanted: bool) -> None:  # noqa: FBT001 - a table of cases
    assert stands_out(block) is wanted
