"""What only the whole document shows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from konzept.canonical import DEEPEST
from konzept.model import DroppedMeasure, Kind, Role
from konzept.read.appendix import dropped
from konzept.read.blocks import Document, Paragraph
from konzept.read.draft import Draft
from konzept.read.settle import settle
from konzept.read.writing import Writing, begin


def empty() -> Writing:
    return begin(Document(tuple(Paragraph(f"Absatz {at}", f"Absatz {at}") for at in range(9)), "x"))


def measure(text: str, terms: str = "", responsible: str = "", partners: str = "", **values: object) -> Draft:
    draft = Draft(Kind.MEASURE, f"Zeile {text}")
    draft.texts.append(text)
    draft.terms += [terms] if terms else []
    draft.responsible += [responsible] if responsible else []
    draft.partners += [partners] if partners else []
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


def goal(number: str | None, *children: Draft, **values: object) -> Draft:
    draft = Draft(Kind.GOAL, f"Ziel {number}", number, f"Ziel {number or ''}".strip(), f"Titel {number}")
    draft.children = list(children)
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


def area(*children: Draft) -> Draft:
    draft = Draft(Kind.AREA, "Feld", "1", "Handlungsfeld 1", "Kultur")
    draft.children = list(children)
    return draft


def settled(*children: Draft) -> Writing:
    w = empty()
    w.root.children = list(children)
    settle(w)
    return w


def terms(*drafts: Draft) -> list[tuple[str, bool] | None]:
    return [(draft.timing.verbatim, draft.timing.inherited) if draft.timing else None for draft in drafts]


def told(w: Writing) -> list[str]:
    return [remark.sentence for remark in w.remarks]


# --- terms ----------------------------------------------------------------------------------------------------


def test_a_closing_term_holds_for_all() -> None:
    one, two = measure("eins"), measure("zwei", terms="bald")
    above = goal("1", one, two)
    assert told(settled(area(above))) == []
    assert terms(above, one, two) == [("bald", False), ("bald", True), ("bald", True)]


def test_single_measures_follow_the_habit_of_the_document() -> None:
    alone = measure("allein", terms="jährlich")
    settled(area(goal("1", measure("eins"), measure("zwei", terms="bald")), goal("2", alone)))
    assert terms(alone) == [("jährlich", True)]


def test_single_measures_without_such_a_habit_keep_their_own() -> None:
    alone = measure("allein", terms="jährlich")
    above = goal("2", alone)
    settled(area(above))
    assert terms(above, alone) == [None, ("jährlich", False)]


def test_own_terms_stay() -> None:
    one, two = measure("eins", terms="jetzt"), measure("zwei", terms="bald")
    settled(area(goal("1", one, two)))
    assert terms(one, two) == [("jetzt", False), ("bald", False)]


def test_a_goals_own_term_leaves_the_measures_theirs() -> None:
    one, two = measure("eins"), measure("zwei", terms="bald")
    settled(area(goal("1", one, two, terms=["immer"])))
    assert terms(one, two) == [("immer", True), ("bald", False)]


def test_terms_of_goals_below_do_not_climb() -> None:
    inner = goal("1.1", measure("eins"), measure("zwei", terms="bald"))
    outer = goal("1", measure("drei"), inner)
    settled(area(outer))
    assert terms(outer, outer.children[0]) == [None, None]


def test_no_terms_no_doubt() -> None:
    assert told(settled(area(goal("1", measure("eins"), measure("zwei"))))) == []


@pytest.mark.parametrize("given", [("bald", "", ""), ("bald", "", "dann"), ("", "bald", "dann")])
def test_gaps_are_doubted_once_for_each_measure(given: tuple[str, str, str]) -> None:
    drafts = [measure(str(at), terms=term) for at, term in enumerate(given)]
    w = settled(area(goal("1", *drafts)))
    assert [remark.draft for remark in w.remarks] == [draft for draft in drafts if not draft.timing]


# --- responsibilities -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "partners", "verbatim"),
    [("Amt", "", "Amt"), ("Amt", "Verein", "Amt; Verein"), ("", "Verein", "Verein"), ("", "", None)],
)
def test_verbatim(lead: str, partners: str, verbatim: str | None) -> None:
    draft = measure("eins", responsible=lead, partners=partners)
    settled(draft)
    assert (draft.responsibility.verbatim if draft.responsibility else None) == verbatim


def test_roles_by_cell() -> None:
    draft = measure("eins", responsible="Sozialamt", partners="Jobcenter, Verein Brücke")
    settled(draft)
    assert draft.responsibility is not None
    assert [holder.role for holder in draft.responsibility.holders] == [Role.LEAD, Role.PARTNER, Role.PARTNER]


@pytest.mark.parametrize("pointer", ["s. o.", "s.o.", "siehe oben", "dto.", "ditto", "”", "wie oben", "desgl."])
def test_pointers_mean_the_measure_above(pointer: str) -> None:
    first = measure("eins", "bis 2026", "Sozialamt", "Verein Brücke")
    second = measure("zwei", pointer, pointer, pointer)
    settled(first, second)
    assert first.responsibility is not None
    assert second.responsibility is not None
    assert second.responsibility.verbatim == f"{pointer}; {pointer}"
    assert second.responsibility.holders == first.responsibility.holders
    assert second.timing is not None
    assert first.timing is not None
    assert (second.timing.verbatim, second.timing.due) == (pointer, first.timing.due)


def test_a_pointer_in_one_cell_only() -> None:
    first = measure("eins", "", "Sozialamt", "Verein Brücke")
    lead, partner = measure("zwei", "", "s. o.", "Jobcenter"), measure("drei", "", "Bauamt", "s. o.")
    settled(first, lead, partner)
    assert lead.responsibility is not None
    assert partner.responsibility is not None
    assert [(holder.name, holder.role) for holder in lead.responsibility.holders] == [
        ("Sozialamt", Role.LEAD),
        ("Jobcenter", Role.PARTNER),
    ]
    assert [(holder.name, holder.role) for holder in partner.responsibility.holders] == [
        ("Bauamt", Role.LEAD),
        ("Jobcenter", Role.PARTNER),
    ]


def test_a_pointer_with_nothing_above() -> None:
    draft = measure("eins", "s. o.", "s. o.")
    settled(draft)
    assert draft.responsibility is not None
    assert draft.responsibility.verbatim == "s. o."


# --- parts ----------------------------------------------------------------------------------------------------


def test_overall_goals_become_a_field_of_the_area() -> None:
    above = area(goal(None, label="Oberziel"), goal("1.1"), goal("1.2"))
    settled(above)
    assert above.fields == {"Oberziel": ["Titel None"]}
    assert [child.number for child in above.children] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    "children",
    [
        (goal(None), goal(None)),
        (goal(None),),
        (goal(None, measure("eins")), goal("1.1")),
        (goal(None, texts=["Text"]), goal("1.1")),
        (goal(None, fields={"Kosten": ["keine"]}), goal("1.1")),
        (goal(None, terms=["bald"]), goal("1.1")),
    ],
)
def test_goals_that_hold_something_stay(children: tuple[Draft, ...]) -> None:
    above = area(*children)
    settled(above)
    assert len(above.children) == len(children)
    assert above.fields == {}


def chapter(title: str, *children: Draft) -> Draft:
    draft = Draft(Kind.CHAPTER, title, title=title)
    draft.children = list(children)
    return draft


def test_chapters_with_goals_become_areas() -> None:
    one, two, other = chapter("Bildung", goal("1")), chapter("Arbeit", measure("x")), chapter("Vorwort")
    w = settled(one, two, other)
    assert [draft.kind for draft in (one, two, other)] == [Kind.AREA, Kind.AREA, Kind.CHAPTER]
    assert one.certainty < 1
    assert [sentence.split("“")[0] for sentence in told(w)] == ["Das Kapitel „Bildung", "Das Kapitel „Arbeit"]


def test_chapters_stay_where_the_document_names_areas() -> None:
    one, two = chapter("Bildung", goal("1")), chapter("Arbeit", goal("2"))
    settled(one, two, area())
    assert {one.kind, two.kind} == {Kind.CHAPTER}


def test_one_chapter_alone_stays() -> None:
    one = chapter("Ziele", goal("1"))
    settled(one)
    assert one.kind is Kind.CHAPTER


def guiding(number: str, *texts: str) -> Draft:
    return Draft(
        Kind.GUIDING_GOAL,
        "x",
        number,
        f"Leitziel {number}",
        "Titel",
        texts=list(texts),
        blocks={int(number) + at for at in range(len(texts))},
    )


@pytest.mark.parametrize(
    ("texts", "parted"),
    [
        ((("a",), ("b",), ("c", "d")), True),
        ((("a",), ("b",), ("c",)), False),
        (((), (), ("c",)), False),
        ((("a", "b"), ("c",), ("d", "e")), False),
        ((("a",), ("b", "c")), False),
    ],
)
def test_what_follows_the_last_guiding_goal(texts: tuple[tuple[str, ...], ...], parted: bool) -> None:  # noqa: FBT001 - a table of cases
    drafts = [guiding(str(at), *words) for at, words in enumerate(texts, 1)]
    above = chapter("Leitbild", *drafts)
    w = settled(above)
    assert (above.children[-1].kind is Kind.TEXT) is parted
    assert bool(w.remarks) is parted


def test_headings_of_lists_that_moved_are_gone() -> None:
    moved, kept, other = chapter("Abkürzungen"), chapter("Quellen"), chapter("Leer")
    moved.emptied = kept.emptied = True
    kept.texts.append("Ein Satz dazu.")
    w = settled(moved, kept, other)
    assert w.root.children == [kept, other]


# --- doubts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "text", "doubted"),
    [
        ("Maßnahme (n)", "Eins\n\nZwei", True),
        ("Maßnahme (n)", "1. Eins\n\n2. Zwei", True),
        ("Maßnahme(n)", "Eins\n\n- Punkt\n- Punkt\n\nZwei", True),
        ("Maßnahme (n)", "Eins:\n\n- Punkt\n- Punkt", False),
        ("Maßnahme (n)", "Eins", False),
        ("Maßnahme 1", "Eins\n\nZwei", False),
        (None, "Eins\n\nZwei", False),
    ],
)
def test_cells_with_several_measures(label: str | None, text: str, doubted: bool) -> None:  # noqa: FBT001 - a table of cases
    draft = measure(text, label=label)
    w = settled(draft)
    assert bool(w.remarks) is doubted
    assert len(w.root.children) == 1


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (["1.1", "1.2", "1.3"], []),
        (["1.1", "1.3"], ["fehlt die Nummer 1.2"]),
        (["1.1", "1.1", "1.2"], ["1.1 kommt zweimal vor"]),
        (["1", "2", "4"], ["fehlt die Nummer 3"]),
        (["A", "B"], []),
        (["2.2"], []),
        (["1.2", "1.1"], []),
        (["3.4", "3.4.1", "3.5"], []),
    ],
)
def test_numbers(numbers: list[str], words: list[str]) -> None:
    found = told(settled(area(*(goal(number) for number in numbers))))
    assert len(found) == len(words)
    assert all(part in sentence for part, sentence in zip(words, found, strict=True))


@pytest.mark.parametrize("kind", [Kind.GOAL, Kind.AREA, Kind.GUIDING_GOAL])
def test_parts_without_title(kind: Kind) -> None:
    assert told(settled(Draft(kind, "x", "7", "Teil 7"))) == ["„Teil 7“ hat keine Überschrift; bitte ergänzen."]


def test_measures_need_no_title() -> None:
    assert told(settled(measure("Chor"))) == []


# --- dropped measures -----------------------------------------------------------------------------------------


def test_dropped_measures_name_their_goal_and_reason() -> None:
    w = empty()
    above = goal("2.2", reasons=["kein Geld"])
    w.all_goals.append(above)
    w.dropped = [
        (measure("Chor", reasons=["erledigt"]), above),
        (measure("Tanz", number="7"), above),
        (measure("Spiel"), None),
    ]
    settle(w)
    assert dropped(w) == (
        DroppedMeasure("Chor", None, None, "2.2 Titel 2.2", "erledigt"),
        DroppedMeasure("Tanz", None, "7", "2.2 Titel 2.2", "kein Geld"),
        DroppedMeasure("Spiel"),
    )


def test_a_dropped_goal_alone_is_dropped() -> None:
    w = empty()
    w.all_goals.append(goal("2.2", reasons=["kein Geld"]))
    settle(w)
    assert dropped(w) == (DroppedMeasure("Titel 2.2", None, "2.2", "2.2 Titel 2.2", "kein Geld"),)


def test_what_the_appendix_cannot_hold_is_told() -> None:
    w = empty()
    w.dropped = [(measure("Chor", "bald", "Amt", fields={"Kosten": ["keine"]}), None)]
    settle(w)
    assert told(w) == ["Nicht übernommen (zu einer entfallenen Maßnahme): „Amt; bald; Kosten: keine“."]


def test_goals_of_the_body_are_not_dropped() -> None:
    w = empty()
    kept = goal("1.1")
    w.root.children = [area(kept)]
    w.all_goals.append(kept)
    settle(w)
    assert dropped(w) == ()


def test_what_lies_too_deep_follows_the_deepest_part() -> None:
    drafts = [Draft(Kind.GOAL, str(at), str(at), f"Ziel {at}", "Titel") for at in range(DEEPEST + 3)]
    for above, below in pairwise(drafts):
        above.children.append(below)
    w = settled(drafts[0])
    assert w.root.walk()[1:] == drafts
    deepest = drafts[DEEPEST - 2]
    assert deepest.children == drafts[DEEPEST - 1 :]
    assert all(draft.children == [] for draft in drafts[DEEPEST - 1 :])


def test_twelve_levels_stay_as_they_are() -> None:
    drafts = [Draft(Kind.TEXT, str(at), title=str(at)) for at in range(DEEPEST)]
    for above, below in pairwise(drafts):
        above.children.append(below)
    settled(drafts[0])
    assert all(above.children == [below] for above, below in pairwise(drafts))
