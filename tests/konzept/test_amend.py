"""Changes made to a concept: each for itself, in any order where they do not touch, and refused by name where they do."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.amend import Collision, Workpiece, amend, drop
from konzept.canonical import dumps, loads
from konzept.change import Added, Change, Dropped, Edited, Framed, Moved, Reordered
from konzept.diff import diff
from konzept.model import Abbreviation, Concept, DroppedMeasure, Element, Kind, Problem, Source
from tests.konzept.strategies import concepts, few, pairs, revised

M1, M2, M3 = (
    Element(str(n) * 8, Kind.MEASURE, number=f"1.{n}", text=f"Satz {n}", fields={"Kosten": "10 €", "Status": "läuft"})
    for n in (1, 2, 3)
)
GOAL = Element("gggggggg", Kind.GOAL, number="1", title="Sprache", children=(M1, M2, M3))
OTHER = Element("hhhhhhhh", Kind.GOAL, number="2", title="Arbeit")
CONCEPT = Concept("Konzept", (GOAL, OTHER))


def text_edit(uid: str, old: str, new: str) -> Edited:
    return Edited(uid, "text", old, new)


def order(concept: Concept, uid: str = GOAL.uid) -> list[str]:
    goal = concept.find(uid)
    assert goal
    return [child.uid[0] for child in goal.children]


# --- laws ---


@given(pairs(), st.data())
def test_changes_may_come_in_two_helpings(pair: tuple[Concept, Concept], data: st.DataObject) -> None:
    changes = diff(*pair)
    cut = data.draw(st.integers(0, len(changes)))
    assert amend(amend(pair[0], changes[:cut]), changes[cut:]) == pair[1]


@given(pairs(), st.randoms(use_true_random=False))
@few
def test_edits_apply_in_any_order(pair: tuple[Concept, Concept], random: Any) -> None:
    changes = diff(*pair)
    edits: list[Change] = [change for change in changes if isinstance(change, Edited | Framed)]
    rest: list[Change] = [change for change in changes if not isinstance(change, Edited | Framed)]
    random.shuffle(edits)
    assert amend(pair[0], [*edits, *rest]) == pair[1]
    # An edit of what stays does not care whether the others have come and gone.
    assert amend(pair[0], [*rest, *edits]) == pair[1]


@given(concepts(most=5), st.data())
@few
def test_two_persons_edits_of_different_things_both_hold(concept: Concept, data: st.DataObject) -> None:
    one, other = (
        [change for change in diff(concept, data.draw(revised(concept))) if isinstance(change, Edited)] for _ in "12"
    )
    touched = {(change.uid, change.part) for change in one}
    free = [change for change in other if (change.uid, change.part) not in touched]
    assert amend(concept, [*one, *free]) == amend(concept, [*free, *one])


@given(pairs())
@few
def test_amending_leaves_the_concept_itself_alone(pair: tuple[Concept, Concept]) -> None:
    before = replace(pair[0])
    amend(pair[0], diff(*pair))
    assert pair[0] == before


@given(concepts())
@few
def test_no_changes_change_nothing(concept: Concept) -> None:
    assert amend(concept, ()) == concept


@given(concepts(most=5), st.data())
@few
def test_a_dropped_element_is_in_the_appendix(concept: Concept, data: st.DataObject) -> None:
    elements = list(concept.walk())
    if not elements:
        return
    gone = data.draw(st.sampled_from(elements))
    after = amend(concept, drop(concept, gone.uid, "erledigt"))
    assert after.find(gone.uid) is None
    entries = after.dropped[len(concept.dropped) :]
    measures = [each.uid for each in gone.walk() if each.kind is Kind.MEASURE and each is not gone]
    assert [entry.uid for entry in entries] == [gone.uid, *measures]
    assert all(entry.reason == "erledigt" for entry in entries)


# --- side by side ---


def test_changes_that_do_not_touch_apply_in_every_order() -> None:
    changes: tuple[Change, ...] = (
        text_edit(M1.uid, "Satz 1", "Satz eins"),
        Edited(M1.uid, "title", None, "Titel"),
        Moved(M2.uid, OTHER.uid, 0, GOAL.uid, 1),
        Framed("title", "Konzept", "Integrationskonzept"),
        Added(None, 2, Element("nnnnnnnn", Kind.GOAL)),
    )
    results = [amend(CONCEPT, order) for order in permutations(changes)]
    assert all(result == results[0] for result in results)


def test_two_labelled_cells_are_two_things() -> None:
    cost = Edited(M1.uid, "fields", M1.fields, {**M1.fields, "Kosten": "20 €"})
    status = Edited(M1.uid, "fields", M1.fields, {"Kosten": "10 €", "Status": "fertig", "Zielgruppe": "alle"})
    after = amend(CONCEPT, (cost, status)).find(M1.uid)
    assert after
    assert after.fields == {"Kosten": "20 €", "Status": "fertig", "Zielgruppe": "alle"}


def test_a_labelled_cell_may_go_while_another_changes() -> None:
    gone = Edited(M1.uid, "fields", M1.fields, {"Status": "läuft"})
    status = Edited(M1.uid, "fields", M1.fields, {**M1.fields, "Status": "fertig"})
    after = amend(CONCEPT, (status, gone)).find(M1.uid)
    assert after
    assert after.fields == {"Status": "fertig"}


def test_two_measures_dropped_by_two_persons_are_both_in_the_appendix() -> None:
    after = amend(CONCEPT, (*drop(CONCEPT, M1.uid, "erledigt"), *drop(CONCEPT, M3.uid, "ohne Erfolg")))
    assert [(entry.uid, entry.reason) for entry in after.dropped] == [(M1.uid, "erledigt"), (M3.uid, "ohne Erfolg")]
    assert order(after) == ["2"]


def test_entries_of_a_list_are_taken_away_one_by_one() -> None:
    kbm, amt, oepnv = (Abbreviation(short, "…") for short in ("KBM", "AfS", "ÖPNV"))
    concept = replace(CONCEPT, abbreviations=(kbm, amt))
    without = Framed("abbreviations", (kbm, amt), (amt,))
    more = Framed("abbreviations", (kbm, amt), (kbm, amt, oepnv))
    assert amend(concept, (without, more)).abbreviations == (amt, oepnv)
    assert amend(concept, (more, without)).abbreviations == (amt, oepnv)


def test_the_same_wish_of_two_persons_is_no_collision() -> None:
    edit = text_edit(M1.uid, "Satz 1", "Satz eins")
    move = Moved(M2.uid, OTHER.uid, 0, GOAL.uid, 1)
    swap = Reordered(GOAL.uid, (M1.uid, M3.uid), (M3.uid, M1.uid))
    once = amend(CONCEPT, (edit, move, swap))
    assert amend(once, (edit, move, swap)) == once


def test_an_order_holds_for_those_it_names() -> None:
    swap = Reordered(GOAL.uid, (M1.uid, M3.uid), (M3.uid, M1.uid))
    assert order(amend(CONCEPT, (swap,))) == ["3", "2", "1"]
    new = Added(GOAL.uid, 0, Element("nnnnnnnn", Kind.MEASURE))
    assert order(amend(CONCEPT, (new, swap))) == ["n", "3", "2", "1"]
    gone = Dropped(M3.uid, M3, GOAL.uid, 2)
    assert order(amend(CONCEPT, (gone, swap))) == ["1", "2"]


def test_a_move_within_the_goal() -> None:
    assert order(amend(CONCEPT, (Moved(M3.uid, GOAL.uid, 0, GOAL.uid, 2),))) == ["3", "1", "2"]


def test_an_index_beyond_the_end_is_the_end() -> None:
    late, early = (Added(GOAL.uid, index, Element("nnnnnnnn", Kind.MEASURE)) for index in (99, -5))
    assert order(amend(CONCEPT, (late,))) == ["1", "2", "3", "n"]
    assert order(amend(CONCEPT, (early,))) == ["n", "1", "2", "3"]


def test_where_an_element_was_read_from_stops_no_change() -> None:
    read_again = replace(CONCEPT, elements=(replace(GOAL, children=(replace(M1, source=Source("S. 9")),)),))
    assert amend(read_again, (Dropped(M1.uid, M1, GOAL.uid, 0),)).find(M1.uid) is None
    edit = Edited(M1.uid, "source", Source("S. 1"), Source("S. 2"))
    assert amend(read_again, (edit,)).find(M1.uid) == replace(M1, source=Source("S. 2"))


def test_a_change_can_be_taken_back() -> None:
    changes: list[tuple[Change, Change]] = [
        (text_edit(M1.uid, "Satz 1", "Satz eins"), text_edit(M1.uid, "Satz eins", "Satz 1")),
        (Moved(M2.uid, OTHER.uid, 0, GOAL.uid, 1), Moved(M2.uid, GOAL.uid, 1, OTHER.uid, 0)),
        (Dropped(M3.uid, M3, GOAL.uid, 2), Added(GOAL.uid, 2, M3)),
        (
            Reordered(GOAL.uid, (M1.uid, M2.uid), (M2.uid, M1.uid)),
            Reordered(GOAL.uid, (M2.uid, M1.uid), (M1.uid, M2.uid)),
        ),
        (Framed("title", "Konzept", "Plan"), Framed("title", "Plan", "Konzept")),
    ]
    for there, back in changes:
        assert amend(CONCEPT, (there,)) != CONCEPT
        assert amend(CONCEPT, (there, back)) == CONCEPT


def test_one_edits_what_another_moves() -> None:
    after = amend(CONCEPT, (Moved(M1.uid, OTHER.uid, 0, GOAL.uid, 0), text_edit(M1.uid, "Satz 1", "Satz eins")))
    assert order(after, OTHER.uid) == ["1"]
    assert after.find(M1.uid) == replace(M1, text="Satz eins")


def test_a_refused_change_leaves_nothing_half_made() -> None:
    workpiece = Workpiece(CONCEPT)
    for change in (
        Added(None, 0, Element("nnnnnnnn", Kind.AREA, children=(Element("ffffffff", Kind.GOAL), M1))),
        Moved(GOAL.uid, M1.uid, 0, None, 0),
        Dropped(GOAL.uid, replace(GOAL, title="Anders"), None, 0),
    ):
        with pytest.raises(Collision):
            workpiece.apply(change)
        assert workpiece.whole() == CONCEPT


# --- dropping ---


def test_dropping_is_two_changes() -> None:
    goal = replace(GOAL, children=(replace(M1, title="Kurse"), M2, M3))
    concept = replace(CONCEPT, elements=(goal,), dropped=(DroppedMeasure("früher entfallen"),))
    entry = DroppedMeasure("Kurse\n\nSatz 1", M1.uid, "1.1", "Handlungsziel 1", "einmalig erledigt")
    assert drop(concept, M1.uid, "einmalig erledigt") == (
        Dropped(M1.uid, goal.children[0], GOAL.uid, 0, "einmalig erledigt"),
        Framed("dropped", concept.dropped, (*concept.dropped, entry)),
    )


def test_an_element_without_words_is_dropped_by_its_name() -> None:
    bare = Concept("K", (Element("aaaaaaaa", Kind.AREA, number="4"),))
    assert amend(bare, drop(bare, "aaaaaaaa", "zusammengelegt")).dropped == (
        DroppedMeasure("Handlungsfeld 4", "aaaaaaaa", "4", None, "zusammengelegt"),
    )


def test_a_concept_with_dropped_measures_is_still_whole() -> None:
    after = amend(CONCEPT, drop(CONCEPT, GOAL.uid, "anderer Weg"))
    assert [entry.number for entry in after.dropped] == ["1", "1.1", "1.2", "1.3"]
    assert [entry.goal for entry in after.dropped] == [None, *["Handlungsziel 1"] * 3]


def test_what_is_not_there_cannot_be_dropped() -> None:
    with pytest.raises(Collision, match="Element zzzzzzzz: Dieses Element gibt es im Konzept nicht mehr"):
        drop(CONCEPT, "zzzzzzzz", "erledigt")


# --- collisions ---

REWORDED = amend(CONCEPT, (text_edit(M1.uid, "Satz 1", "Satz eins"),))
WITHOUT = amend(CONCEPT, (Dropped(M1.uid, M1, GOAL.uid, 0),))
ELSEWHERE = amend(CONCEPT, (Moved(M1.uid, None, 0, GOAL.uid, 0),))
TURNED = amend(CONCEPT, (Reordered(GOAL.uid, (M1.uid, M2.uid), (M2.uid, M1.uid)),))
THREE = (M1.uid, M2.uid, M3.uid)

COLLISIONS: list[tuple[Concept, Change, str, str | None]] = [
    (REWORDED, text_edit(M1.uid, "Satz 1", "Satz I"), "Maßnahme 1.1: Wortlaut lautet inzwischen anders", M1.uid),
    (REWORDED, Dropped(M1.uid, M1, GOAL.uid, 0), "Maßnahme 1.1: Der Wortlaut oder was darunter steht", M1.uid),
    (REWORDED, Dropped(GOAL.uid, GOAL, None, 0), "Handlungsziel 1: Der Wortlaut oder was darunter steht", GOAL.uid),
    (WITHOUT, text_edit(M1.uid, "Satz 1", "Satz I"), f"Element {M1.uid}: Dieses Element gibt es", M1.uid),
    (WITHOUT, Dropped(M1.uid, M1, GOAL.uid, 0), f"Element {M1.uid}: Dieses Element gibt es", M1.uid),
    (WITHOUT, Moved(M1.uid, OTHER.uid, 0, GOAL.uid, 0), f"Element {M1.uid}: Dieses Element gibt es", M1.uid),
    (ELSEWHERE, Moved(M1.uid, OTHER.uid, 0, GOAL.uid, 0), "Maßnahme 1.1: Es steht inzwischen an anderer", M1.uid),
    (CONCEPT, Moved(M1.uid, "zzzzzzzz", 0, GOAL.uid, 0), "Maßnahme 1.1: Die Stelle, an der es stehen soll", M1.uid),
    (CONCEPT, Moved(GOAL.uid, M1.uid, 0, None, 0), "Handlungsziel 1: Es läge unter sich selbst", GOAL.uid),
    (CONCEPT, Moved(GOAL.uid, GOAL.uid, 0, None, 0), "Handlungsziel 1: Es läge unter sich selbst", GOAL.uid),
    (CONCEPT, Added(None, 0, M1), "Maßnahme 1.1: Dieses Element ist schon im Konzept", M1.uid),
    (CONCEPT, Added(None, 0, Element("nnnnnnnn", Kind.AREA, children=(M1,))), "Maßnahme 1.1: Dieses", M1.uid),
    (CONCEPT, Added("zzzzzzzz", 0, Element("nnnnnnnn", Kind.AREA)), "Handlungsfeld: Die Stelle", "nnnnnnnn"),
    (TURNED, Reordered(GOAL.uid, THREE, THREE[::-1]), "Handlungsziel 1: Die Reihenfolge darunter", GOAL.uid),
    (CONCEPT, Reordered(None, (OTHER.uid, GOAL.uid), (OTHER.uid, GOAL.uid)), "Konzept: Die Reihenfolge", None),
    (CONCEPT, Framed("title", "Plan", "Programm"), "Konzept: Titel lautet inzwischen anders", None),
    (CONCEPT, Framed("sources", ("A",), ("B",)), "Konzept: Quellenverzeichnis lautet inzwischen anders", None),
    (
        CONCEPT,
        Edited(M1.uid, "fields", {"Kosten": "5 €"}, {"Kosten": "6 €"}),
        "Maßnahme 1.1: „Kosten“ lautet inzwischen anders",
        M1.uid,
    ),
]


@pytest.mark.parametrize(
    ("concept", "change", "sentence", "uid"),
    COLLISIONS,
    ids=[f"{type(change).__name__}-{sentence[:40]}" for _, change, sentence, _ in COLLISIONS],
)
def test_a_collision_names_the_element(concept: Concept, change: Change, sentence: str, uid: str | None) -> None:
    with pytest.raises(Collision) as caught:
        amend(concept, (change,))
    assert str(caught.value).startswith(sentence)
    assert str(caught.value).endswith("Bitte prüfen Sie diese Änderung neu.")
    assert caught.value.uid == uid


def test_a_collision_is_a_problem_a_person_can_mend() -> None:
    assert issubclass(Collision, Problem)


def test_an_amended_concept_can_be_stored() -> None:
    text = '{"format":"konzept","version":1,"title":"K","elements":[{"uid":"aaaaaaaa","kind":"area"}]}'
    concept = loads(text)
    assert amend(concept, (Edited("aaaaaaaa", "fields", {}, {"Kosten": "1"}),)).elements[0].fields["Kosten"] == "1"


def test_nothing_is_moved_so_deep_that_it_could_not_be_stored() -> None:
    chain = Element("level000", Kind.TEXT)
    for level in range(1, 12):
        chain = Element(f"level{level:03d}", Kind.TEXT, children=(chain,))
    concept = Concept("K", (chain, Element("aaaaaaaa", Kind.MEASURE, number="1")))
    loads(dumps(concept))
    with pytest.raises(Collision, match="Maßnahme 1: Es läge tiefer als 12 Ebenen"):
        amend(concept, (Moved("aaaaaaaa", "level000", 0, None, 1),))
    assert amend(concept, (Moved("aaaaaaaa", "level001", 0, None, 1),)).find("aaaaaaaa")
