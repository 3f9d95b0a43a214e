"""Pending changes: each fits the ones before it."""

from __future__ import annotations

import random

import pytest
from django.db import transaction

from konzept import change
from konzept.amend import Collision, drop
from konzept.model import Concept, Element, Kind, Problem
from tests import factories
from werkstatt.concepts import models, queries
from werkstatt.concepts.actions import append, propose, withdraw
from werkstatt.concepts.models import Change
from werkstatt.journal.models import Entry as Deed

pytestmark = pytest.mark.django_db

TEXT = "Übersicht der Sprachkurse im Landkreis führen."
FIRST = change.Edited("meas0111", "text", TEXT, "Erste Überarbeitung.")
SECOND = change.Edited("meas0111", "text", "Erste Überarbeitung.", "Zweite Überarbeitung.")


def test_a_proposed_change_waits() -> None:
    concept = factories.version().concept
    who = factories.person(concept.authority)
    row = propose(concept, who, FIRST)
    assert (row.version, row.uid, row.made_by, row.position) == (None, "meas0111", who, 0)
    assert list(queries.pending(concept)) == [row]
    deed = Deed.objects.get()
    assert (deed.deed, deed.facts) == ("concepts.propose", {"uid": "meas0111"})


def test_the_draft_is_the_newest_wording_with_what_is_pending() -> None:
    concept = factories.version().concept
    propose(concept, None, FIRST)
    propose(concept, None, SECOND)
    draft = queries.draft_of(concept)
    assert draft is not None
    assert draft.text == factories.reworded(factories.concept_value(), "meas0111", "Zweite Überarbeitung.")
    assert [each.sentence for each in draft.proposed] == ["Maßnahme 1.1.1: Wortlaut geändert"] * 2
    assert draft.uids == {"meas0111"}


def test_a_change_that_fits_neither_newest_nor_pending_is_refused() -> None:
    concept = factories.version().concept
    with pytest.raises(Collision):
        propose(concept, None, SECOND)
    assert not Change.objects.exists()


def test_without_a_version_there_is_nothing_to_change() -> None:
    with pytest.raises(Problem, match="noch kein Konzept"):
        propose(factories.concept(), None, FIRST)


def test_withdrawing_takes_the_change_back() -> None:
    concept = factories.version().concept
    who = factories.person(concept.authority)
    withdraw(propose(concept, who, FIRST), who)
    assert not Change.objects.exists()
    assert list(Deed.objects.values_list("deed", flat=True)) == ["concepts.withdraw", "concepts.propose"]


def test_what_others_build_on_is_withdrawn_last() -> None:
    concept = factories.version().concept
    first, second = propose(concept, None, FIRST), propose(concept, None, SECOND)
    with pytest.raises(Problem, match=r"nehmen Sie zuerst diese zurück: Maßnahme 1\.1\.1"):
        withdraw(first, None)
    withdraw(second, None)
    withdraw(first, None)
    assert not Change.objects.exists()


def test_what_a_version_has_is_not_withdrawn() -> None:
    version = factories.version()
    row = propose(version.concept, None, FIRST)
    append(version.concept, version, [row], person=None, remark="")
    with pytest.raises(Problem, match="gehört schon zu einer Fassung"):
        withdraw(row, None)


def test_a_change_the_newest_version_has_overtaken_is_named_and_may_go() -> None:
    version = factories.version()
    row = propose(version.concept, None, FIRST)
    other = change.Edited("meas0111", "text", TEXT, "Ganz anders.")
    append(version.concept, version, [other], person=None, remark="")
    draft = queries.draft_of(version.concept)
    assert draft is not None
    assert "lautet inzwischen anders" in (draft.proposed[0].problem or "")
    withdraw(row, None)
    assert not queries.pending(version.concept).exists()


def test_dropping_keeps_the_reason_for_the_appendix() -> None:
    concept = factories.version().concept
    for each in drop(factories.concept_value(), "meas0221", "Wird nicht mehr gebraucht."):
        propose(concept, None, each)
    draft = queries.draft_of(concept)
    assert draft is not None
    assert draft.text.find("meas0221") is None
    assert [entry.reason for entry in draft.text.dropped] == ["Wird nicht mehr gebraucht."]


# --- whatever is proposed, in whatever order -------------------------------------------------------------------------


def somehow(chance: random.Random, text: Concept, number: int) -> change.Change:
    """A change that fits this text."""
    element = chance.choice([each for each in text.walk() if each.kind is not Kind.AREA])
    above = text.parents()[element.uid]
    siblings = above.children if above else text.elements
    new = Element(f"fresh{number:07}", Kind.MEASURE, text=f"Neu {number}.")
    goal = chance.choice([each.uid for each in text.walk() if each.kind is Kind.GOAL])
    return chance.choice(
        [
            change.Edited(element.uid, "text", element.text, f"Satz {number}."),
            change.Edited(element.uid, "title", element.title, f"Titel {number}"),
            change.Edited(element.uid, "number", element.number, f"9.{number}"),
            change.Added(goal, 0, new),
            change.Dropped(element.uid, element, above.uid if above else None, siblings.index(element), "Erledigt."),
            change.Framed("subtitle", text.subtitle, f"Untertitel {number}"),
        ]
    )


def proposed_somehow(concept: models.Concept, seed: int, count: int = 8) -> list[Change]:
    """So many changes, each made to the draft as it stood, as long as a goal is left."""
    chance, rows = random.Random(seed), []
    for number in range(count):
        draft = queries.draft_of(concept)
        assert draft is not None
        if any(each.kind is Kind.GOAL for each in draft.text.walk()):
            rows.append(propose(concept, None, somehow(chance, draft.text, number)))
    return rows


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_proposed_fits_and_becomes_the_version_the_draft_showed(seed: int) -> None:
    version = factories.version()
    rows = proposed_somehow(version.concept, seed)
    draft = queries.draft_of(version.concept)
    assert draft is not None
    assert [each.problem for each in draft.proposed] == [None] * len(rows)
    made = append(version.concept, version, rows, person=None, remark="")
    assert queries.text_of(made) == draft.text
    assert list(queries.changes_of(made)) == rows


@pytest.mark.parametrize("seed", range(6))
def test_withdrawn_from_the_last_to_the_first_nothing_is_left(seed: int) -> None:
    version = factories.version()
    for row in reversed(proposed_somehow(version.concept, seed)):
        withdraw(row, None)
    draft = queries.draft_of(version.concept)
    assert draft is not None
    assert (draft.text, draft.proposed) == (factories.concept_value(), ())


@pytest.mark.parametrize("seed", range(6))
def test_in_whatever_order_one_withdraws_no_other_change_is_spoilt(seed: int) -> None:
    """Either it goes and the rest still fits, or it stays and one is told what builds on it."""
    version = factories.version()
    rows = proposed_somehow(version.concept, seed)
    random.Random(seed).shuffle(rows)
    told: list[str] = []
    while rows:
        left = len(rows)
        for row in list(rows):
            try:
                withdraw(Change.objects.get(pk=row.pk), None)
            except Problem as problem:
                told.append(str(problem))
            else:
                rows.remove(row)
            draft = queries.draft_of(version.concept)
            assert draft is not None
            assert [each.problem for each in draft.proposed] == [None] * len(rows)
        assert len(rows) < left
    assert all("nehmen Sie zuerst diese zurück" in each for each in told)


def test_a_change_is_withdrawn_once() -> None:
    concept = factories.version().concept
    row = propose(concept, None, FIRST)
    copy = Change.objects.get()
    withdraw(row, None)
    with pytest.raises(Problem, match="ist zurückgenommen"):
        withdraw(copy, None)
    assert Deed.objects.filter(deed="concepts.withdraw").count() == 1


def test_the_journal_holds_no_word_of_a_change() -> None:
    concept = factories.version().concept
    propose(concept, None, change.Edited("meas0111", "text", TEXT, "GEHEIMER WORTLAUT"))
    assert "GEHEIM" not in repr([(deed.facts, deed.subject) for deed in Deed.objects.all()])


@pytest.mark.parametrize(
    "made",
    [
        change.Edited("nosuchuid", "text", None, "x"),
        change.Moved("meas0111", "meas0111", 0, "goal0011", 0),
        change.Moved("area0001", "goal0011", 0, None, 0),
        change.Moved("meas0111", "nosuchuid", 0, "goal0011", 0),
        change.Added("nosuchuid", 0, Element("fresh000001", Kind.MEASURE, text="x")),
        change.Added(None, 0, Element("meas0111", Kind.MEASURE, text="x")),
        change.Framed("title", "Ein anderer Titel", "Neu"),
        change.Dropped("meas0111", Element("meas0111", Kind.MEASURE, text="anders"), "goal0011", 0),
    ],
    ids=lambda made: type(made).__name__,
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(made: change.Change) -> None:
    concept = factories.version().concept
    with pytest.raises(Problem), transaction.atomic():
        propose(concept, None, made)
    assert not Change.objects.exists()
    assert not Deed.objects.exists()


def test_what_is_pending_is_nobodys_elses() -> None:
    one, other = factories.version().concept, factories.version().concept
    propose(one, None, FIRST)
    propose(other, None, FIRST)
    withdraw(queries.pending(one).get(), None)
    assert queries.pending(other).count() == 1
