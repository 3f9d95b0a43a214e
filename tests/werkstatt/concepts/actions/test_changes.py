"""Pending changes: each fits the ones before it."""

from __future__ import annotations

import pytest

from konzept import change
from konzept.amend import Collision, drop
from konzept.model import Problem
from tests import factories
from werkstatt.concepts import queries
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
