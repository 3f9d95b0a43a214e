"""Old and new side by side: every element once, what changed word by word, dropped ones where they stood."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from konzept.amend import amend, drop
from konzept.model import (
    Concept,
    DroppedMeasure,
    Element,
    Holder,
    Kind,
    Note,
    Responsibility,
    Role,
    Source,
    Timing,
    TimingKind,
)
from konzept.synopsis import Fold, Row, Status, folded, only_changed, synopsis
from konzept.wording import words
from tests.konzept.strategies import concepts, few, pairs


def measure(number: str, text: str, **parts: Any) -> Element:
    return Element(f"measure{number.replace('.', '')}", Kind.MEASURE, number=number, text=text, **parts)


M11 = measure("1.1", "Überblick über Sprachkurse", timing=Timing("fortlaufend"))
M12 = measure("1.2", "Lotsinnen begleiten zu Ämtern")
M13 = measure("1.3", "Wegweiser in einfacher Sprache")
M21 = measure("2.1", "Beratung im Jobcenter")
GOAL1 = Element("goalgoal1", Kind.GOAL, number="1", title="Sprache", children=(M11, M12, M13))
GOAL2 = Element("goalgoal2", Kind.GOAL, number="2", title="Arbeit", children=(M21,))
AREA = Element("areaarea1", Kind.AREA, number="A", title="Teilhabe", children=(GOAL1, GOAL2))
OLD = Concept("Konzept", (AREA,))


def concept(*goals: Element, **frame: Any) -> Concept:
    return replace(OLD, elements=(replace(AREA, children=goals),), **frame)


def table(rows: tuple[Row, ...]) -> list[str]:
    """Status and number of each row, indented."""
    signs = {Status.KEPT: "=", Status.CHANGED: "~", Status.MOVED: ">", Status.NEW: "+", Status.DROPPED: "-"}
    return ["  " * row.depth + signs[row.status] + str((row.new or row.old).number) for row in rows]  # type: ignore[union-attr]


def row_of(rows: tuple[Row, ...], uid: str) -> Row:
    return next(row for row in rows if row.uid == uid)


def told(row: Row) -> dict[str, tuple[str, str]]:
    """Label -> old and new wording, of each part that differs."""
    return {part.label: (part.old, part.new) for part in row.changes}


# --- laws ---


@given(pairs())
@settings(max_examples=80)
def test_every_element_has_one_row(pair: tuple[Concept, Concept]) -> None:
    old, new = ([element.uid for element in each.walk()] for each in pair)
    rows = synopsis(*pair)
    assert sorted(row.uid for row in rows) == sorted({*old, *new})
    assert [row.uid for row in rows if row.status is not Status.DROPPED] == new
    assert {row.uid for row in rows if row.status is Status.NEW} == set(new) - set(old)
    assert {row.uid for row in rows if row.status is Status.DROPPED} == set(old) - set(new)


@given(pairs())
@few
def test_both_sides_are_whole_elements(pair: tuple[Concept, Concept]) -> None:
    old, new = pair
    for row in synopsis(old, new):
        assert row.old == old.find(row.uid)
        assert row.new == new.find(row.uid)


@given(concepts())
@few
def test_nothing_differs_from_itself(one: Concept) -> None:
    rows = synopsis(one, one)
    assert all(row.status is Status.KEPT and not row.changes for row in rows)
    assert only_changed(rows) == ()
    assert sum(len(fold.rows) for fold in folded(rows) if isinstance(fold, Fold)) == len(rows)


@given(pairs())
@few
def test_a_row_tells_exactly_whether_words_changed(pair: tuple[Concept, Concept]) -> None:
    for row in synopsis(*pair):
        if row.status in (Status.KEPT, Status.CHANGED):
            assert bool(row.changes) == (row.status is Status.CHANGED)
        assert (row.moved_from is not None) == (row.status is Status.MOVED)


@given(pairs())
@few
def test_folding_loses_no_row(pair: tuple[Concept, Concept]) -> None:
    rows = synopsis(*pair)
    shown = folded(rows)
    assert tuple(row for each in shown for row in (each.rows if isinstance(each, Fold) else (each,))) == rows
    assert all(row.status is Status.KEPT for each in shown if isinstance(each, Fold) for row in each.rows)
    assert not any(isinstance(one, Fold) and isinstance(other, Fold) for one, other in pairwise(shown))


@given(pairs())
@few
def test_each_change_keeps_its_headings(pair: tuple[Concept, Concept]) -> None:
    above: list[tuple[int, bool]] = []
    hidden = {row.uid for each in folded(synopsis(*pair)) if isinstance(each, Fold) for row in each.rows}
    for row in synopsis(*pair):
        above = [entry for entry in above if entry[0] < row.depth]
        if row.status is not Status.KEPT:
            assert not any(was_hidden for _, was_hidden in above)
        above.append((row.depth, row.uid in hidden))


# --- what became of an element ---


def test_a_kept_element() -> None:
    row = synopsis(OLD, OLD)[2]
    assert (row.status, row.uid, row.kind, row.depth) == (Status.KEPT, M11.uid, Kind.MEASURE, 2)
    assert [(part.name, part.label, part.new) for part in row.parts] == [
        ("text", "Wortlaut", "Überblick über Sprachkurse"),
        ("timing", "Termin", "fortlaufend"),
    ]
    assert row.name == "Maßnahme 1.1"


def test_a_reworded_element() -> None:
    new = replace(M11, text="Überblick über regionale Sprachkurse")
    row = row_of(synopsis(OLD, concept(replace(GOAL1, children=(new, M12, M13)), GOAL2)), M11.uid)
    assert row.status is Status.CHANGED
    assert [(segment.op, segment.text) for segment in row.changes[0].segments] == [
        ("=", "Überblick über "),
        ("+", "regionale "),
        ("=", "Sprachkurse"),
    ]


def test_a_new_element_is_all_plus() -> None:
    new = measure("1.4", "Sprachcafé", fields={"Kosten": "500 €"})
    rows = synopsis(OLD, concept(replace(GOAL1, children=(M11, new, M12, M13)), GOAL2))
    assert table(rows) == ["=A", "  =1", "    =1.1", "    +1.4", "    =1.2", "    =1.3", "  =2", "    =2.1"]
    assert told(row_of(rows, new.uid)) == {"Wortlaut": ("", "Sprachcafé"), "Kosten": ("", "500 €")}


def test_a_dropped_element_stands_where_it_stood() -> None:
    rows = synopsis(OLD, concept(replace(GOAL1, children=(M11, M13)), GOAL2))
    assert table(rows) == ["=A", "  =1", "    =1.1", "    -1.2", "    =1.3", "  =2", "    =2.1"]
    row = row_of(rows, M12.uid)
    assert (row.old, row.new, row.reason) == (M12, None, None)
    assert told(row) == {"Wortlaut": ("Lotsinnen begleiten zu Ämtern", "")}


def test_several_dropped_ones_keep_their_order() -> None:
    rows = synopsis(OLD, concept(replace(GOAL1, children=(M13,)), GOAL2))
    assert table(rows)[2:5] == ["    -1.1", "    -1.2", "    =1.3"]


def test_a_dropped_goal_takes_its_measures_along() -> None:
    rows = synopsis(OLD, concept(GOAL2))
    assert table(rows) == ["=A", "  -1", "    -1.1", "    -1.2", "    -1.3", "  =2", "    =2.1"]


def test_a_measure_saved_from_a_dropped_goal_stands_in_its_new_place() -> None:
    rows = synopsis(OLD, concept(replace(GOAL2, children=(M21, M12))))
    assert table(rows) == ["=A", "  -1", "    -1.1", "    -1.3", "  =2", "    =2.1", "    >1.2"]
    assert row_of(rows, M12.uid).moved_from == "vorher unter Handlungsziel 1"


def test_a_dropped_one_does_not_follow_a_neighbour_that_moved_away() -> None:
    rows = synopsis(OLD, concept(replace(GOAL1, children=(M13,)), replace(GOAL2, children=(M21, M11))))
    assert table(rows) == ["=A", "  =1", "    -1.2", "    =1.3", "  =2", "    =2.1", "    >1.1"]


@pytest.mark.parametrize(
    ("children", "uid", "sentence"),
    [
        ((M12, M13, M11), M11.uid, "vorher an erster Stelle"),
        ((M13, M11, M12), M13.uid, "vorher hinter Maßnahme 1.2"),
    ],
)
def test_one_in_another_order_says_behind_whom_it_stood(children: tuple[Element, ...], uid: str, sentence: str) -> None:
    rows = synopsis(OLD, concept(replace(GOAL1, children=children), GOAL2))
    assert [row.uid for row in only_changed(rows)] == [uid]
    assert row_of(rows, uid).moved_from == sentence


def test_moved_and_reworded_is_moved_with_its_words() -> None:
    rows = synopsis(OLD, concept(GOAL2, replace(GOAL1, children=(M12, M13)), replace(M11, text="Überblick")))
    row = row_of(rows, M11.uid)
    assert row.status is Status.MOVED
    assert row.moved_from == "vorher unter Handlungsziel 1"
    assert told(row) == {"Wortlaut": ("Überblick über Sprachkurse", "Überblick")}


def test_what_moves_along_with_its_goal_is_kept() -> None:
    rows = synopsis(OLD, replace(OLD, elements=(replace(AREA, children=(GOAL2,)), GOAL1)))
    assert table(rows) == ["=A", "  =2", "    =2.1", ">1", "  =1.1", "  =1.2", "  =1.3"]
    back = synopsis(replace(OLD, elements=(replace(AREA, children=(GOAL2,)), GOAL1)), OLD)
    assert row_of(back, GOAL1.uid).moved_from == "vorher auf der obersten Ebene"


# --- reasons ---


def test_the_reason_is_the_appendix_one() -> None:
    new = amend(OLD, drop(OLD, M12.uid, "einmalig erledigt"))
    assert row_of(synopsis(OLD, new), M12.uid).reason == "einmalig erledigt"


def test_a_reason_given_goes_before_the_appendix() -> None:
    new = amend(OLD, drop(OLD, M12.uid, "einmalig erledigt"))
    assert row_of(synopsis(OLD, new, {M12.uid: "ohne Erfolg"}), M12.uid).reason == "ohne Erfolg"


def test_what_goes_with_its_goal_goes_for_the_same_reason() -> None:
    rows = synopsis(OLD, concept(GOAL2), {GOAL1.uid: "anderer Weg", M13.uid: "erledigt"})
    assert [row.reason for row in only_changed(rows)] == ["anderer Weg", "anderer Weg", "anderer Weg", "erledigt"]


def test_an_entry_without_uid_or_reason_gives_none() -> None:
    new = concept(
        replace(GOAL1, children=(M11, M13)), GOAL2, dropped=(DroppedMeasure("Lotsinnen"), DroppedMeasure("x", M12.uid))
    )
    assert row_of(synopsis(OLD, new), M12.uid).reason is None


def test_who_stayed_has_no_reason() -> None:
    assert row_of(synopsis(OLD, OLD, {M11.uid: "erledigt"}), M11.uid).reason is None


# --- the parts ---


def parts_between(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[str, str]]:
    old, new = (Concept("K", (Element("mmmmmmmm", Kind.MEASURE, **parts),)) for parts in (before, after))
    return told(synopsis(old, new)[0])


LEAD = Responsibility("Jobcenter und AWO", (Holder("Jobcenter", Role.LEAD),))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"source": Source("S. 1", 0.5)}, {"source": Source("S. 9", 1.0)}),
        ({"source": Source("S. 1")}, {}),
        ({"timing": Timing("2021")}, {"timing": Timing("2021", kind=TimingKind.DEADLINE, due="2021-12-31")}),
        ({"responsibility": LEAD}, {"responsibility": Responsibility("Jobcenter und AWO")}),
        ({"text": "Ein **starkes** Wort"}, {"text": "Ein starkes *Wort*"}),
        ({"text": "- eins\n- zwei"}, {"text": "* eins\n* zwei"}),
        ({"text": "Ein Satz.\n\nNoch einer."}, {"text": "Ein Satz.\nNoch einer."}),
    ],
    ids=["certainty", "source", "understood term", "understood holders", "emphasis", "bullets", "line breaks"],
)
def test_what_a_reader_does_not_see_is_no_change(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert parts_between(before, after) == {}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"title": "alt"}, {"title": "neu"}, {"Titel": ("alt", "neu")}),
        ({"timing": Timing("2021")}, {"timing": Timing("2022")}, {"Termin": ("2021", "2022")}),
        ({"responsibility": LEAD}, {}, {"Zuständigkeit": ("Jobcenter und AWO", "")}),
        ({"fields": {"Kosten": "1"}}, {"fields": {"Kosten": "2"}}, {"Kosten": ("1", "2")}),
        ({"fields": {"Kosten": "1"}}, {"fields": {"Status": "1"}}, {"Status": ("", "1"), "Kosten": ("1", "")}),
        ({"contested": True}, {}, {"Strittig": ("ja", "")}),
        ({}, {"notes": (Note("1", "Siehe Anhang"),)}, {"Fußnoten": ("", "1. Siehe Anhang")}),
        ({"number": "2.2"}, {"number": "2.3"}, {"Nummer": ("2.2", "2.3")}),
        ({"label": "Ziel 1", "number": "1"}, {"label": "Ziel 2", "number": "2"}, {"Bezeichnung": ("Ziel 1", "Ziel 2")}),
        (
            {"text": "Siehe [hier](https://alt.example)"},
            {"text": "Siehe [hier](https://neu.example)"},
            {"Wortlaut": ("Siehe hier (https://alt.example)", "Siehe hier (https://neu.example)")},
        ),
    ],
)
def test_what_a_reader_sees_is_told(
    before: dict[str, Any], after: dict[str, Any], expected: dict[str, tuple[str, str]]
) -> None:
    assert parts_between(before, after) == expected


def test_another_kind_is_told() -> None:
    old, new = (Concept("K", (Element("mmmmmmmm", kind, number="1"),)) for kind in (Kind.GOAL, Kind.MEASURE))
    assert told(synopsis(old, new)[0]) == {"Art": ("Handlungsziel", "Maßnahme")}
    assert synopsis(old, new)[0].kind is Kind.MEASURE


def test_list_items_are_told_one_by_one() -> None:
    old, new = (
        Concept("K", (Element("mmmmmmmm", Kind.MEASURE, text=text),))
        for text in ("- Kurse am Abend\n- Beratung", "- Kurse am Abend\n- Beratung und Hilfe\n- Lotsen")
    )
    segments = synopsis(old, new)[0].parts[0].segments
    assert [(segment.op, segment.text) for segment in segments] == [
        ("=", "• Kurse am Abend\n• Beratung"),
        ("+", " und Hilfe\n• Lotsen"),
    ]


def test_each_status_has_its_german_word() -> None:
    assert [status.german for status in Status] == ["unverändert", "geändert", "verschoben", "neu", "entfallen"]


# --- folding ---


def test_runs_of_kept_rows_fold_to_one_line() -> None:
    rows = synopsis(OLD, concept(replace(GOAL1, children=(M11, M12)), GOAL2))
    shown = folded(rows)
    assert [each.sentence if isinstance(each, Fold) else each.name for each in shown] == [
        "Handlungsfeld A",
        "Handlungsziel 1",
        "Maßnahme 1.1 bis Maßnahme 1.2: 2 Elemente unverändert",
        "Maßnahme 1.3",
        "Handlungsziel 2 bis Maßnahme 2.1: 2 Elemente unverändert",
    ]


def test_a_run_of_one_is_called_by_its_name() -> None:
    rows = synopsis(OLD, concept(replace(GOAL1, children=(M11, M13)), GOAL2))
    assert isinstance(fold := folded(rows)[2], Fold)
    assert fold.sentence == "Maßnahme 1.1: unverändert"


def test_nothing_folds_to_nothing() -> None:
    assert folded(()) == ()


# --- a whole revision, counted ---


def _sentence(n: int) -> str:
    return " ".join(f"wort{n}x{place}" for place in range(30)) + "."


def _plan(count: int) -> Concept:
    measures = [measure(f"{n // 10}.{n:03d}", _sentence(n)) for n in range(count)]
    goals = tuple(
        Element(f"goalgoal{n}", Kind.GOAL, number=str(n), children=tuple(measures[n * 10 : n * 10 + 10]))
        for n in range(count // 10)
    )
    return Concept("Konzept", goals)


def _words(rows: tuple[Row, ...], op: str) -> int:
    segments = (segment for row in rows for part in row.parts for segment in part.segments if segment.op == op)
    return sum(token[0].isalnum() for segment in segments for token in words(segment.text))


def test_exactly_the_words_that_changed_are_marked() -> None:
    # FIELD: whole-text comparison marks a moved measure twice and everything between; by uid, only the truth is left.
    old = _plan(50)
    first, second, *others = old.elements
    shuffled = first.children[5:] + first.children[:5]
    reworded = tuple(
        replace(each, text=(each.text or "").replace("x7 ", "y7 ").replace("x20 ", "y20 neu "))
        for each in second.children[:4]
    )
    dropped = second.children[4]
    moved = second.children[5]
    third = replace(others[0], children=(moved, *others[0].children, measure("9.999", "Ganz neu und kurz.")))
    new = replace(
        old,
        elements=(
            replace(first, children=shuffled),
            replace(second, children=(*reworded, *second.children[6:])),
            third,
            *others[1:],
        ),
    )
    rows = synopsis(old, new)
    assert _words(rows, "-") == 4 * 2 + 30
    assert _words(rows, "+") == 4 * 3 + 4
    assert [row.uid for row in rows if row.status is Status.DROPPED] == [dropped.uid]
    assert sum(row.status is Status.MOVED for row in rows) == 5 + 1
    assert sum(row.status is Status.CHANGED for row in rows) == 4


def test_the_same_revision_read_backwards() -> None:
    old = _plan(20)
    new = replace(old, elements=old.elements[1:])
    assert table(synopsis(new, old))[0] == "+0"
    assert _words(synopsis(new, old), "+") == _words(synopsis(old, new), "-")


@given(pairs())
@few
def test_backwards_new_and_dropped_change_places(pair: tuple[Concept, Concept]) -> None:
    forth, back = synopsis(*pair), synopsis(pair[1], pair[0])
    for one, other in ((Status.NEW, Status.DROPPED), (Status.DROPPED, Status.NEW)):
        assert {row.uid for row in forth if row.status is one} == {row.uid for row in back if row.status is other}
    assert {row.uid for row in forth if row.changes} == {row.uid for row in back if row.changes}


def test_a_term_that_its_measures_repeat_is_told_there_alone() -> None:
    def goal(term: str) -> Concept:
        said = Timing(term)
        measure = Element("measure1", Kind.MEASURE, text="Kurse anbieten.", timing=replace(said, inherited=True))
        return Concept("K", (Element("goal0001", Kind.GOAL, title="Sprache", timing=said, children=(measure,)),))

    rows = {row.uid: row for row in synopsis(goal("2026"), goal("2027"))}
    assert rows["goal0001"].status is Status.KEPT
    assert [part.name for part in rows["measure1"].changes] == ["timing"]


def test_a_term_that_only_the_goal_has_is_told_there() -> None:
    def goal(term: str) -> Concept:
        return Concept("K", (Element("goal0001", Kind.GOAL, title="Sprache", timing=Timing(term)),))

    (row,) = synopsis(goal("2026"), goal("2027"))
    assert [part.name for part in row.changes] == ["timing"]


def test_measures_counted_anew_under_each_goal_are_named_with_it() -> None:
    measure = Element("measure1", Kind.MEASURE, number="1", label="Maßnahme 1", text="Kurse anbieten.")
    goal = Element("goal0001", Kind.GOAL, number="2.1", label="Handlungsziel 2.1", title="Sprache", children=(measure,))
    names = [row.name for row in synopsis(Concept("K", (goal,)), Concept("K", (replace(goal, children=()),)))]
    assert names == ["Handlungsziel 2.1", "Maßnahme 1 (Handlungsziel 2.1)"]
