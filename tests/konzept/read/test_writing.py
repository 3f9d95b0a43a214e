"""What is open while a document is read: what closes what, and where words go."""

from __future__ import annotations

import pytest

from konzept.model import Kind
from konzept.read.blocks import Document, Paragraph
from konzept.read.draft import Draft
from konzept.read.labels import Meaning
from konzept.read.marks import Mark, mark
from konzept.read.writing import (
    BELOW_HEADINGS,
    Open,
    Writing,
    add_text,
    area,
    begin,
    current,
    home,
    labelled,
    open_mark,
    open_measure,
    push,
    put,
    set_title,
    values,
)


def empty() -> Writing:
    return begin(Document(tuple(Paragraph(f"Absatz {at}", f"Absatz {at}") for at in range(20)), "x"))


def opened(w: Writing, text: str, index: int = 0, level: int = 2) -> Draft:
    found = mark(text)
    assert found is not None
    return open_mark(w, found, Open(index, f"Absatz {index}", level), text)


def chapter(title: str) -> Draft:
    return Draft(Kind.CHAPTER, title, title=title)


# --- chapters and areas ---------------------------------------------------------------------------------------


def test_nothing_is_open_at_first() -> None:
    w = empty()
    assert (home(w), current(w), area(w), w.measure) == (w.root, w.root, None, None)


def test_a_chapter_closes_what_stood_as_deep_or_deeper() -> None:
    w = empty()
    one, inner, two = chapter("Eins"), chapter("Innen"), chapter("Zwei")
    for draft, depth in ((one, 1), (inner, 2), (two, 1)):
        push(w, draft, depth)
    assert w.sections == [two]
    assert w.root.children == [one, two]
    assert one.children == [inner]


def test_a_chapter_closes_goals_measures_and_labels() -> None:
    w = empty()
    opened(w, "Handlungsfeld 1: Sprache")
    opened(w, "Ziel 1.1: Lesen")
    open_measure(w, Draft(Kind.MEASURE, "x"))
    w.label, w.bullets, w.guiding, w.special = "Kosten", True, True, "sources"
    push(w, chapter("Schluss"), 1)
    assert not any((w.goals, w.measure, w.label, w.special, w.bullets, w.guiding))


def test_areas_stand_side_by_side() -> None:
    w = empty()
    push(w, chapter("3 Handlungsfelder"), 1)
    one, two = opened(w, "Handlungsfeld 1: Sprache"), opened(w, "Handlungsfeld 2: Arbeit", 1)
    assert one.depth == two.depth == 2
    assert w.root.children[0].children == [one, two]
    assert area(w) is two


def test_the_appendix_ends_with_the_next_chapter_of_its_depth() -> None:
    w = empty()
    push(w, chapter("Anhang"), 1)
    w.dropping = 1
    push(w, chapter("A.1"), 2)
    assert w.dropping == 1
    push(w, chapter("Schluss"), 1)
    assert w.dropping is None


def test_an_area_in_the_appendix_only_sorts_what_was_dropped() -> None:
    w = empty()
    push(w, chapter("Anhang"), 1)
    w.dropping = 1
    sorting = opened(w, "Handlungsfeld 1: Sprache")
    assert sorting.kind is Kind.CHAPTER
    open_measure(w, Draft(Kind.MEASURE, "x", texts=["Chor"]))
    assert [draft.words for draft, _ in w.dropped] == ["Chor"]


# --- goals and measures ---------------------------------------------------------------------------------------


def test_goals_nest_by_their_numbers_alone() -> None:
    w = empty()
    opened(w, "Handlungsfeld 1: Sprache")
    outer, inner, next_ = (opened(w, text) for text in ("Ziel 1.1: A", "Ziel 1.1.1: B", "Ziel 1.10: C"))
    assert outer.children == [inner]
    assert w.goals == [next_]
    assert home(w).children == [outer, next_]


def test_a_guiding_goal_stands_below_its_chapter() -> None:
    w = empty()
    push(w, chapter("Leitbild"), 1)
    opened(w, "Ziel 1: A")
    guiding = opened(w, "Leitziel 1: Frieden")
    assert guiding in home(w).children
    assert w.goals == []


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("Fortsetzung Handlungsziel 1.1", True),
        ("Ziel 1.1: Lesen", True),
        ("Ziel 1.1: LESEN", True),
        ("Ziel 1.1: Schreiben", False),
        ("Ziel 1.1", False),
        ("Ziel 1.2: Lesen", False),
    ],
)
def test_a_goal_goes_on_where_it_is_the_same(line: str, same: bool) -> None:  # noqa: FBT001 - a table of cases
    w = empty()
    opened(w, "Handlungsfeld 1: Sprache")
    goal = opened(w, "Ziel 1.1: Lesen", 1)
    again = opened(w, line, 5)
    assert (again is goal) is same
    assert (5 in goal.blocks) is same


def test_the_last_goal_of_a_number_goes_on() -> None:
    w = empty()
    opened(w, "Handlungsfeld 1: Sprache")
    opened(w, "Ziel 1.1: Lesen")
    second = opened(w, "Ziel 1.1: Schreiben", 3)
    assert opened(w, "Fortsetzung Ziel 1.1", 7) is second


def test_a_measure_stands_below_its_goal_else_below_the_area() -> None:
    w = empty()
    field = opened(w, "Handlungsfeld 1: Sprache")
    loose, held = Draft(Kind.MEASURE, "x"), Draft(Kind.MEASURE, "y")
    open_measure(w, loose)
    goal = opened(w, "Ziel 1.1: Lesen")
    open_measure(w, held)
    assert field.children == [loose, goal]
    assert goal.children == [held]
    assert current(w) is held


def test_a_struck_measure_is_dropped_with_its_goal() -> None:
    w = empty()
    goal = opened(w, "Ziel 1.1: Lesen")
    struck = Draft(Kind.MEASURE, "x", struck=True)
    open_measure(w, struck)
    assert w.dropped == [(struck, goal)]
    assert goal.children == []


def test_a_measure_in_running_text_has_wording_and_no_title() -> None:
    w = empty()
    opened(w, "Ziel 1.1: Lesen")
    prose = opened(w, "Maßnahme 1: Paten finden", level=0)
    assert (prose.title, prose.texts, prose.level) == (None, ["Paten finden"], BELOW_HEADINGS)
    headed = opened(w, "Maßnahme 2: Bücher kaufen", level=3)
    assert (headed.title, headed.texts) == ("Bücher kaufen", [])


# --- titles ---------------------------------------------------------------------------------------------------


def test_a_part_without_title_waits_for_one() -> None:
    w = empty()
    goal = opened(w, "Ziel 1.1")
    assert w.untitled is goal
    set_title(w, "🚩 Alle **lernen** [^1]", 4)
    assert goal.title == "Alle lernen"
    assert not w.untitled
    assert goal.marks == [("1", 4)]


def test_a_title_that_ends_in_a_colon_waits_for_its_rest() -> None:
    w = empty()
    goal = open_mark(w, Mark(Kind.GOAL, "Ziel 1", "1", "Alle:"), Open(0, "x", 2), "Ziel 1 Alle:")
    assert w.untitled is goal
    set_title(w, "lernen lesen", 1)
    assert goal.title == "Alle: lernen lesen"


# --- words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "part"),
    [
        (Meaning.RESPONSIBLE, "responsible"),
        (Meaning.PARTNERS, "partners"),
        (Meaning.TERM, "terms"),
        (Meaning.TEXT, "texts"),
        (Meaning.STEPS, "steps"),
        (Meaning.REASON, "reasons"),
    ],
)
def test_each_meaning_has_its_place(what: Meaning, part: str) -> None:
    draft = Draft(Kind.MEASURE, "x")
    put(draft, what, "egal", "Wort", 3)
    assert getattr(draft, part) == ["Wort"]
    assert draft.blocks == {3}


@pytest.mark.parametrize("what", [Meaning.DETAIL, Meaning.GOAL, None])
def test_everything_else_is_a_field_under_its_printed_label(what: Meaning | None) -> None:
    draft = Draft(Kind.MEASURE, "x")
    values(draft, what, "Kosten (ca.)").append("1 €")
    assert draft.fields == {"Kosten (ca.)": ["1 €"]}


def test_an_empty_value_is_none() -> None:
    draft = Draft(Kind.MEASURE, "x")
    put(draft, None, "Kosten", "", 3)
    assert (draft.fields, draft.blocks) == ({}, set())


def test_words_under_a_label_belong_to_what_is_open() -> None:
    w = empty()
    goal = opened(w, "Ziel 1.1: Lesen")
    labelled(w, "Zuständigkeit").append("Amt")
    open_measure(w, Draft(Kind.MEASURE, "x"))
    labelled(w, "Zuständigkeit").append("Verein")
    assert (goal.responsible, current(w).responsible) == (["Amt"], ["Verein"])


def test_text_behind_the_measures_of_a_goal_is_an_element_of_its_own() -> None:
    w = empty()
    goal = opened(w, "Ziel 1.1: Lesen")
    add_text(w, "Vorspann.", Open(1, "Absatz 1"))
    goal.children.append(Draft(Kind.MEASURE, "x"))
    add_text(w, "Nachwort.", Open(2, "Absatz 2"))
    add_text(w, "Noch eins.", Open(3, "Absatz 3"))
    assert goal.texts == ["Vorspann."]
    assert [(child.kind, child.texts) for child in goal.children[1:]] == [(Kind.TEXT, ["Nachwort.", "Noch eins."])]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Ein langer Satz über das Zusammenleben, der am Ende der Seite mitten", "im Satz abbricht.", True),
        ("Ein langer Satz über das Zusammenleben, der am Ende der Seite endet.", "im Satz abbricht.", False),
        ("Ein langer Satz über das Zusammenleben, der am Ende der Seite mitten", "Im Satz abbricht.", False),
        ("Ein kurzer Satz mitten", "im Satz.", False),
        ("- Ein langer Punkt über das Zusammenleben, der am Ende der Seite mitten", "im Satz abbricht.", False),
    ],
)
def test_a_paragraph_that_the_page_parted_is_whole_again(before: str, after: str, joined: bool) -> None:  # noqa: FBT001 - a table of cases
    w = empty()
    opened(w, "Ziel 1.1: Lesen")
    add_text(w, before, Open(1, "Absatz 1"))
    add_text(w, after, Open(2, "Absatz 2"))
    assert (w.target.texts == [f"{before} {after}"]) is joined
    assert [remark.kind for remark in w.remarks] == ["repaired"] * joined
