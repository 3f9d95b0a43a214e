"""Which element is which: in a document read twice, corrected, renumbered, rearranged, reworded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.canonical import dumps, loads
from konzept.diff import diff
from konzept.match import SURE, Carried, Pair, carry
from konzept.model import Concept, DroppedMeasure, Element, Holder, Kind, Responsibility, Role, Timing
from konzept.read import read
from konzept.synopsis import Status, synopsis
from tests.konzept.strategies import concepts, few

SENTENCES = {
    "sprache": "Das Kommunale Bildungsmanagement gibt zweimal im Jahr einen Überblick über alle Sprachkurse heraus.",
    "lotsen": "Ehrenamtliche Lotsinnen begleiten Zugewanderte zu Ämtern, Schulen und Praxen.",
    "kita": "Kindertagesstätten erhalten Bilderbücher in den Herkunftssprachen der Kinder.",
    "beruf": "Das Jobcenter lädt Betriebe und Bewerber jeden Herbst zu einer Börse ein.",
    "anerkennung": "Eine Beratungsstelle hilft bei der Anerkennung ausländischer Abschlüsse.",
    "wohnen": "Die Wohnungsgesellschaft benennt eine Ansprechperson für Fragen zu Mietverträgen.",
    "verein": "Der Kreissportbund vermittelt Probetrainings in Vereinen ohne Mitgliedsbeitrag.",
}


def element(uid: str, kind: Kind, number: str, **parts: Any) -> Element:
    return Element(uid.ljust(8, "0"), kind, number=number, **parts)


def measure(name: str, number: str, **parts: Any) -> Element:
    return element(name, Kind.MEASURE, number, **{"text": SENTENCES.get(name), **parts})


def goal(name: str, number: str, title: str, *measures: Element) -> Element:
    return element(name, Kind.GOAL, number, title=title, children=measures)


LANGUAGE = goal(
    "zsprache", "1", "Sprache lernen", measure("sprache", "1.1"), measure("lotsen", "1.2"), measure("kita", "1.3")
)
WORK = goal("zarbeit", "2", "Arbeit finden", measure("beruf", "2.1"), measure("anerkennung", "2.2"))
LIFE = goal("zleben", "3", "Hier leben", measure("wohnen", "3.1"), measure("verein", "3.2"))
OLD = Concept("Konzept", (LANGUAGE, WORK, LIFE))


def reread(concept: Concept) -> Concept:
    """The same document with uids of its own, as another reading would give."""

    def anew(each: Element) -> Element:
        return replace(each, uid="n" + each.uid, children=tuple(map(anew, each.children)))

    return replace(concept, elements=tuple(map(anew, concept.elements)))


def with_goals(*goals: Element) -> Concept:
    return reread(replace(OLD, elements=goals))


def with_measures(*measures: Element) -> Concept:
    return with_goals(replace(LANGUAGE, children=measures), WORK, LIFE)


def paired(carried: Carried) -> dict[str, str]:
    return {pair.old_uid: pair.new_uid.removeprefix("n") for pair in carried.pairs}


ALL = {each.uid: each.uid for each in OLD.walk()}


# --- laws ---


@given(concepts(), concepts())
@few
def test_only_uids_change(old: Concept, new: Concept) -> None:
    carried = carry(old, new).concept

    def bare(each: Element) -> Element:
        return replace(each, uid="", children=tuple(map(bare, each.children)))

    assert [bare(each) for each in carried.elements] == [bare(each) for each in new.elements]
    assert replace(carried, elements=(), dropped=()) == replace(new, elements=(), dropped=())
    assert [replace(entry, uid=None) for entry in carried.dropped] == [
        replace(entry, uid=None) for entry in new.dropped
    ]
    assert loads(dumps(carried)) == carried  # no uid twice, none of a wrong form


@given(concepts(), concepts())
@few
def test_who_has_an_old_uid_is_paired(old: Concept, new: Concept) -> None:
    carried = carry(old, new)
    shared = {each.uid for each in old.walk()} & {each.uid for each in carried.concept.walk()}
    assert shared == {pair.old_uid for pair in carried.pairs}


@given(concepts(), concepts())
@few
def test_each_element_is_in_one_pair_at_most(old: Concept, new: Concept) -> None:
    carried = carry(old, new)
    pairs = (*carried.pairs, *carried.unsure)
    assert len({pair.old_uid for pair in pairs}) == len({pair.new_uid for pair in pairs}) == len(pairs)
    assert all(0 < pair.likeness <= 1 for pair in pairs)
    assert all(pair.likeness >= SURE for pair in carried.pairs)
    assert all(pair.likeness < SURE for pair in carried.unsure)


@given(st.permutations(list(SENTENCES)), st.integers(0, 7))
@few
def test_any_new_order_is_found(names: list[str], cut: int) -> None:
    goals = [
        replace(LANGUAGE, children=tuple(measure(name, f"1.{n}") for n, name in enumerate(names[:cut]))),
        replace(WORK, children=tuple(measure(name, f"2.{n}") for n, name in enumerate(names[cut:]))),
        replace(LIFE, children=()),
    ]
    assert paired(carry(OLD, with_goals(*goals))) == ALL


@given(st.sets(st.sampled_from(sorted(SENTENCES))))
@few
def test_whatever_goes_the_rest_is_known(gone: set[str]) -> None:
    goals = [
        replace(each, children=tuple(child for child in each.children if child.uid.rstrip("0") not in gone))
        for each in (LANGUAGE, WORK, LIFE)
    ]
    carried = carry(OLD, with_goals(*goals))
    names = {name.ljust(8, "0") for name in gone}
    assert paired(carried) == {uid: new for uid, new in ALL.items() if uid not in names}


@given(st.sampled_from(sorted(SENTENCES)), st.data())
@few
def test_one_other_word_makes_no_other_measure(name: str, data: st.DataObject) -> None:
    spoken = SENTENCES[name].split(" ")
    index = data.draw(st.integers(0, len(spoken) - 1))
    spoken[index] = data.draw(st.sampled_from(("künftig", "Landkreis", "mehrsprachig", "")))

    def reworded(each: Element) -> Element:
        own = each.uid == name.ljust(8, "0")
        return replace(each, text=" ".join(spoken) if own else each.text, children=tuple(map(reworded, each.children)))

    assert paired(carry(OLD, with_goals(*map(reworded, OLD.elements)))) == ALL


# --- the same file ---


def test_the_same_document_again_changes_nothing() -> None:
    carried = carry(OLD, reread(OLD))
    assert paired(carried) == ALL
    assert {pair.likeness for pair in carried.pairs} == {1.0}
    assert carried.concept == OLD
    assert diff(OLD, carried.concept) == ()


def test_pairs_stand_in_the_new_order() -> None:
    carried = carry(OLD, with_goals(WORK, LANGUAGE, LIFE))
    assert [pair.new_uid for pair in carried.pairs][:3] == ["nzarbeit0", "nberuf000", "nanerkennung"]


def test_twins_keep_their_order() -> None:
    twins = tuple(Element(f"twin000{n}", Kind.MEASURE, text="Ein runder Tisch trifft sich.") for n in range(4))
    old = Concept("K", (goal("zsprache", "1", "Sprache", *twins),))
    assert carry(old, reread(old)).concept == old


def test_elements_without_words_are_known_by_number_and_place() -> None:
    bare = tuple(element(f"bare{n}", Kind.MEASURE, f"1.{n}") for n in range(3))
    old = Concept("K", (goal("zsprache", "1", "Sprache", *bare),))
    new = replace(old, elements=(goal("zsprache", "1", "Sprache", *bare[1:]),))
    assert carry(old, reread(new)).concept == new


# --- a corrected or a later one ---


def test_renumbered() -> None:
    first = measure("neu", "1.1", text="Ein Sprachcafé öffnet jeden Freitag.")
    rest = (measure("sprache", "1.2"), measure("lotsen", "1.3"), measure("kita", "1.4"))
    carried = carry(OLD, with_measures(first, *rest))
    assert paired(carried) == ALL
    new = carried.concept.find("nneu00000")
    assert new is not None
    assert new.number == "1.1"


def test_a_new_measure_with_a_freed_number_is_no_heir() -> None:
    heir = measure("neu", "1.1", text="Ein Chor probt im Gemeindehaus.")
    carried = carry(OLD, with_measures(heir, measure("lotsen", "1.2"), measure("kita", "1.3")))
    assert "sprache0" not in paired(carried)
    assert carried.unsure == ()


def test_moved_under_another_goal() -> None:
    language = replace(LANGUAGE, children=LANGUAGE.children[:2])
    life = replace(LIFE, children=(*LIFE.children, measure("kita", "3.3")))
    carried = carry(OLD, with_goals(language, WORK, life))
    assert paired(carried) == ALL
    assert [row.uid for row in synopsis(OLD, carried.concept) if row.status is Status.MOVED] == ["kita0000"]


@pytest.mark.parametrize(
    "text",
    [
        "Das Bildungsmanagement gibt zweimal im Jahr einen Überblick über alle regionalen Sprachkurse heraus.",
        "Das Kommunale Bildungsmanagement gibt einen Überblick über Sprachkurse heraus, auch in einfacher Sprache.",
        "das KOMMUNALE Bildungsmanagement gibt zwei-\nmal im Jahr einen Überblick über alle Sprachkurse heraus",
        "- **Überblick** über alle Sprachkurse zweimal im Jahr durch das Kommunale Bildungsmanagement",
    ],
)
def test_lightly_reworded(text: str) -> None:
    carried = carry(OLD, with_measures(measure("sprache", "1.1", text=text), *LANGUAGE.children[1:]))
    assert paired(carried) == ALL


def test_half_reworded_and_elsewhere_is_asked() -> None:
    text = "Einen Überblick über alle Sprachkurse gibt das Bildungsmanagement künftig auf einer eigenen Seite im Netz."
    life = replace(LIFE, children=(*LIFE.children, measure("sprache", "3.3", text=text)))
    new = with_goals(replace(LANGUAGE, children=LANGUAGE.children[1:]), WORK, life)
    carried = carry(OLD, new)
    assert [(pair.old_uid, pair.new_uid) for pair in carried.unsure] == [("sprache0", "nsprache0")]
    assert carried.concept.find("sprache0") is None
    assert carried.concept.find("nsprache0") is not None
    decided = carry(OLD, new, {"sprache0": "nsprache0"})
    assert decided.unsure == ()
    assert decided.concept.find("sprache0") is not None


def test_a_decision_about_what_is_not_there_decides_nothing() -> None:
    assert carry(OLD, reread(OLD), {"sprache0": "zzzzzzzz", "zzzzzzzz": "nsprache0"}).concept == OLD


def test_a_person_may_decide_against_all_likeness() -> None:
    carried = carry(OLD, reread(OLD), {"sprache0": "nverein00"})
    assert Pair("sprache0", "nverein00", 1.0) in carried.pairs
    assert paired(carried)["sprache0"] == "verein00"


def test_dropped() -> None:
    carried = carry(OLD, with_measures(*LANGUAGE.children[1:]))
    assert paired(carried) == {uid: new for uid, new in ALL.items() if uid != "sprache0"}
    assert [row.uid for row in synopsis(OLD, carried.concept) if row.status is Status.DROPPED] == ["sprache0"]


@pytest.mark.parametrize("title", ["Sprache lernen und leben", "Sprache fördern"])
def test_a_goal_with_another_title_is_known_by_its_measures(title: str) -> None:
    assert paired(carry(OLD, with_goals(replace(LANGUAGE, title=title), WORK, LIFE))) == ALL


def test_a_goal_with_a_wholly_other_title_over_the_same_measures_is_asked() -> None:
    carried = carry(OLD, with_goals(replace(LANGUAGE, title="Bildung von Anfang an"), WORK, LIFE))
    assert [(pair.old_uid, pair.new_uid) for pair in carried.unsure] == [(LANGUAGE.uid, f"n{LANGUAGE.uid}")]
    assert len(carried.pairs) == len(ALL) - 1


def test_a_corrected_kind_is_the_same_element() -> None:
    chapter = replace(LANGUAGE, kind=Kind.AREA)
    assert paired(carry(OLD, with_goals(chapter, WORK, LIFE))) == ALL


# --- alike ---

FIRST, SECOND = (
    "Der Landkreis fördert Treffpunkte für Frauen in Oberwald mit Mitteln des Haushalts.",
    "Der Landkreis fördert Treffpunkte für Frauen in Unterried mit Mitteln des Haushalts.",
)


def test_two_measures_nearly_alike_are_not_swapped() -> None:
    old = Concept(
        "K", (goal("zleben", "3", "Leben", measure("ost", "3.1", text=FIRST), measure("west", "3.2", text=SECOND)),)
    )
    swapped = (measure("west", "3.1", text=SECOND), measure("ost", "3.2", text=FIRST))
    new = reread(Concept("K", (goal("zleben", "3", "Leben", *swapped),)))
    assert paired(carry(old, new)) == {"zleben00": "zleben00", "ost00000": "ost00000", "west0000": "west0000"}


def test_one_of_two_nearly_alike_goes() -> None:
    old = Concept(
        "K", (goal("zleben", "3", "Leben", measure("ost", "3.1", text=FIRST), measure("west", "3.2", text=SECOND)),)
    )
    new = reread(Concept("K", (goal("zleben", "3", "Leben", measure("west", "3.1", text=SECOND)),)))
    assert paired(carry(old, new)) == {"zleben00": "zleben00", "west0000": "west0000"}


def test_the_same_measure_under_two_goals_stays_with_its_goal() -> None:
    twin = "Ein runder Tisch trifft sich."
    goals = [
        goal(f"ziel{n}", str(n), SENTENCES[name], measure(f"tisch{n}", "", text=twin))
        for n, name in enumerate(SENTENCES)
    ]
    old = Concept("K", tuple(goals))
    assert carry(old, reread(replace(old, elements=tuple(goals[::-1])))).concept.elements == old.elements[::-1]


def test_the_same_words_for_two_houses_stay_with_their_house() -> None:
    old_pair = [
        measure(
            f"haus{n}",
            "",
            text="Ein Lehrgang findet statt.",
            responsibility=Responsibility(name, (Holder(name, Role.LEAD),)),
        )
        for n, name in enumerate(("Gesundheitsamt", "Volkshochschule"))
    ]
    old = Concept("K", (goal("zsprache", "1", "Sprache", *old_pair),))
    new = Concept("K", (goal("zsprache", "1", "Sprache", *old_pair[::-1]),))
    assert carry(old, reread(new)).concept == new


# --- uids and the appendix ---


def test_a_new_element_never_takes_the_uid_of_another() -> None:
    stranger = measure("sprache", "1.9", text="Im Stadtpark wird ein Garten angelegt.")
    new = replace(OLD, elements=(replace(LANGUAGE, children=(stranger, *LANGUAGE.children[1:])), WORK, LIFE))
    carried = carry(OLD, new)
    assert "sprache0" not in {each.uid for each in carried.concept.walk()}
    assert carry(OLD, new) == carried


def test_the_appendix_learns_whom_it_tells_of() -> None:
    entries = (DroppedMeasure(SENTENCES["sprache"], number="1.1", reason="erledigt"), DroppedMeasure("Etwas anderes"))
    new = replace(with_measures(*LANGUAGE.children[1:]), dropped=entries)
    carried = carry(OLD, new)
    assert [entry.uid for entry in carried.concept.dropped] == ["sprache0", None]
    row = next(row for row in synopsis(OLD, carried.concept) if row.uid == "sprache0")
    assert row.reason == "erledigt"


def test_the_appendix_does_not_claim_what_is_still_there() -> None:
    new = replace(reread(OLD), dropped=(DroppedMeasure(SENTENCES["sprache"]),))
    assert carry(OLD, new).concept.dropped[0].uid is None


def test_another_term_is_no_other_measure() -> None:
    later = measure("sprache", "1.1", timing=Timing("bis Ende 2027"))
    assert paired(carry(OLD, with_measures(later, *LANGUAGE.children[1:]))) == ALL


def test_two_empty_concepts_have_nothing_in_common() -> None:
    empty = Concept("K")
    assert carry(empty, empty) == Carried(empty, (), ())
    assert carry(OLD, empty).pairs == carry(empty, OLD).pairs == ()


def test_two_readings_of_one_specimen_are_one_document(shared: Path) -> None:
    word, text = (shared / "specimens" / name for name in ("ilm-kreis.docx", "ilm-kreis.txt"))
    old, new = (read(path.read_bytes(), path.name).concept for path in (word, text))
    carried = carry(old, reread(new))
    assert len(carried.pairs) >= 0.97 * len(list(old.walk()))
    kept = [row for row in synopsis(old, carried.concept) if row.status is Status.KEPT]
    assert len(kept) >= 0.9 * len(list(old.walk()))
