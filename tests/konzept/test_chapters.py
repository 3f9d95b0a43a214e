"""Long handouts are cut into chapters: nothing lost, nothing twice, each under its headings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.chapters import Chapter, chapters, entries
from konzept.minutes import Arrangement, Statement, minutes
from konzept.suggestion import QUESTIONS
from konzept.write import handout
from konzept.write.handout import Block, Handout, Heading, Items, Sheet, Words
from tests.factories import concept_value

BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, st.integers(1, 3), st.sampled_from(["A", "B", "C"])),
        st.builds(lambda count: Items(tuple(f"Satz {number}." for number in range(count))), st.integers(1, 5)),
        st.builds(lambda count: Sheet(("eins",), (("x",),) * count, (1.0,)), st.integers(1, 5)),
        st.just(Words("Dazwischen.")),
    ),
    max_size=20,
)


def of(*blocks: Block) -> Handout:
    return Handout("Protokoll", blocks)


def listed(count: int, word: str = "Satz") -> Items:
    return Items(tuple(f"{word} {number}." for number in range(count)))


def told(blocks: tuple[Block, ...]) -> list[Block]:
    return [block for block in blocks if not isinstance(block, Heading)]


def headings(chapter: Chapter) -> list[str]:
    return [block.text for block in chapter.blocks if isinstance(block, Heading)]


@given(BLOCKS, st.integers(1, 12))
def test_nothing_is_lost_told_twice_or_moved(blocks: list[Block], full: int) -> None:
    cut = chapters(of(*blocks), full)
    assert [block for chapter in cut for block in told(chapter.blocks)] == told(tuple(blocks))
    assert [chapter.part for chapter in cut] == sorted(chapter.part for chapter in cut)


@given(BLOCKS, st.integers(1, 12))
def test_a_chapter_is_as_long_as_agreed_or_has_one_list_that_is_longer(blocks: list[Block], full: int) -> None:
    ordered = [block for block in blocks if isinstance(block, Heading)]
    whole = of(*(each for block in blocks if entries(block) for each in (Heading(2, "Frage"), block)), *ordered)
    for chapter in chapters(whole, full):
        lists = [entries(block) for block in chapter.blocks if entries(block)]
        assert sum(lists) <= full or len(lists) == 1


@given(BLOCKS, st.integers(1, 12))
def test_every_list_stands_under_the_headings_it_stood_under(blocks: list[Block], full: int) -> None:
    def above(pieces: tuple[Block, ...]) -> list[tuple[str, ...]]:
        path: list[Heading] = []
        found = []
        for block in pieces:
            if isinstance(block, Heading):
                path = [*(each for each in path if each.level < block.level), block]
            elif entries(block):
                found.append(tuple(heading.text for heading in path))
        return found

    cut = chapters(of(*blocks), full)
    assert [path for chapter in cut for path in above(chapter.blocks)] == above(tuple(blocks))


def test_what_is_short_is_one_chapter_as_it_is() -> None:
    made = of(Words("Vorab."), Heading(1, "Sprache"), listed(2), Heading(1, "Arbeit"), listed(2))
    assert chapters(made, 4) == [Chapter(0, made.blocks)]
    assert chapters(of(Words("Nichts.")), 4) == [Chapter(-1, (Words("Nichts."),))]


def test_what_is_long_has_a_chapter_for_each_area_and_the_preface_stands_before_the_first() -> None:
    made = of(Words("Vorab."), Heading(1, "Sprache"), listed(3), Heading(1, "Arbeit"), listed(2))
    first, second = chapters(made, 4)
    assert (first.part, first.blocks[0], headings(first)) == (0, Words("Vorab."), ["Sprache"])
    assert (second.part, headings(second)) == (1, ["Arbeit"])


def test_a_long_area_goes_on_under_its_name_and_the_question() -> None:
    made = of(
        Heading(1, "Sprache"), Heading(2, "Was fehlt?"),
        Heading(3, "Ziel 1"), listed(3), Heading(3, "Ziel 2"), listed(3),
        Heading(2, "Was ist überholt?"), Heading(3, "Ziel 1"), listed(3),
    )  # fmt: skip  # as it is read
    cut = chapters(made, 4)
    assert [headings(chapter) for chapter in cut] == [
        ["Sprache", "Was fehlt?", "Ziel 1"],
        ["Sprache", "Was fehlt?", "Ziel 2"],
        ["Sprache", "Was ist überholt?", "Ziel 1"],
    ]
    assert {chapter.part for chapter in cut} == {0}


def test_one_list_that_is_too_long_stays_whole() -> None:
    made = of(Heading(1, "Sprache"), Heading(2, "Was fehlt?"), listed(9), Heading(2, "Was ist neu?"), listed(1))
    assert [sum(map(entries, chapter.blocks)) for chapter in chapters(made, 4)] == [9, 1]


@pytest.mark.parametrize("by", list(Arrangement))
def test_minutes_in_chapters_say_every_statement_once(by: Arrangement) -> None:
    said = [
        Statement(text=f"Aussage {number}.", uid=uid, verdict=verdict)
        for number, (uid, verdict) in enumerate(
            [(uid, verdict) for uid in ("meas0111", "meas0112", "area0002", "") for verdict in ("adjust", "new", "")]
            * 5
        )
    ]
    made = minutes(concept_value(), said, QUESTIONS, by, title="Ergebnisprotokoll")
    cut = chapters(made, 7)
    pages = [handout.html(replace(made, blocks=chapter.blocks)) for chapter in cut]
    assert len(pages) >= 4
    for statement in said:
        assert sum(page.count(statement.text) for page in pages) == 1
