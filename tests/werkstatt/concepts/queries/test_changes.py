"""Changes: those of a version, those that wait, and the draft they make."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from konzept import change
from konzept.model import Element, Kind
from tests import factories
from werkstatt.concepts import queries
from werkstatt.concepts.actions import append, propose
from werkstatt.concepts.models import Change, Version

pytestmark = pytest.mark.django_db

TEXT = "Übersicht der Sprachkurse im Landkreis führen."
EDITED = change.Edited("meas0111", "text", TEXT, "Neu.")
MOVED = change.Moved("meas0112", "goal0012", 0, "goal0011", 1)
ADDED = change.Added("goal0022", 1, Element("added0000001", Kind.MEASURE, text="Ein Mentorat aufbauen."))
FRAMED = change.Framed("subtitle", None, "Gemeinsam")


@pytest.fixture
def version() -> Version:
    return factories.version()


def drafted(version: Version) -> queries.Draft:
    found = queries.draft_of(version.concept)
    assert found is not None
    return found


def test_what_is_pending_stands_in_the_order_it_was_made(version: Version) -> None:
    rows = [propose(version.concept, None, each) for each in (EDITED, MOVED, ADDED, FRAMED)]
    assert list(queries.pending(version.concept)) == rows
    assert [row.position for row in rows] == [0, 1, 2, 3]


def test_pending_is_of_one_concept_alone(version: Version) -> None:
    propose(version.concept, None, EDITED)
    other = factories.version()
    assert not queries.pending(other.concept).exists()
    assert drafted(other).proposed == ()
    assert drafted(other).text == factories.concept_value()


def test_changes_of_a_version_are_no_longer_pending(version: Version) -> None:
    rows = [propose(version.concept, None, each) for each in (FRAMED, EDITED)]
    second = append(version.concept, version, rows, person=None, remark="")
    assert list(queries.changes_of(second)) == rows
    assert not queries.changes_of(version).exists()
    assert not queries.pending(version.concept).exists()


def test_the_draft_describes_each_change_in_german(version: Version) -> None:
    for each in (EDITED, MOVED, ADDED, FRAMED):
        propose(version.concept, None, each)
    sentences = [each.sentence for each in drafted(version).proposed]
    assert sentences[0] == "Maßnahme 1.1.1: Wortlaut geändert"
    assert sentences[1].startswith("Maßnahme 1.1.2: verschoben")
    assert "Ein Mentorat aufbauen" in sentences[2]
    assert sentences[3] == "Konzept: Untertitel ergänzt"


def test_the_draft_knows_what_is_touched(version: Version) -> None:
    for each in (EDITED, MOVED, ADDED):
        propose(version.concept, None, each)
    assert drafted(version).uids == {"meas0111", "meas0112", "added0000001"}


def test_a_change_that_no_longer_fits_does_not_hold_up_the_others(version: Version) -> None:
    for each in (EDITED, ADDED, FRAMED):
        propose(version.concept, None, each)
    other = change.Edited("meas0111", "text", TEXT, "Ganz anders.")
    second = append(version.concept, version, [other], person=None, remark="")
    found = drafted(second)
    assert [bool(each.problem) for each in found.proposed] == [True, False, False]
    assert (found.text.subtitle, found.text.find("added0000001") is not None) == ("Gemeinsam", True)
    touched = found.text.find("meas0111")
    assert touched is not None
    assert touched.text == "Ganz anders."


def test_a_change_somebody_else_made_too_counts_as_done(version: Version) -> None:
    propose(version.concept, None, EDITED)
    second = append(version.concept, version, [EDITED], person=None, remark="")
    assert [each.problem for each in drafted(second).proposed] == [None]
    assert drafted(second).text == queries.text_of(second)


def test_drafts_cost_the_same_for_one_change_and_three(version: Version) -> None:
    who = factories.person(version.concept.authority)
    counts = []
    for each in (EDITED, ADDED, FRAMED):
        propose(version.concept, who, each)
        with CaptureQueriesContext(connection) as captured:
            assert {str(row.row.made_by) for row in drafted(version).proposed} == {"Alma Brandt"}
        counts.append(len(captured))
    assert counts[0] == counts[2] == 2


def test_a_change_is_kept_as_the_library_says_it(version: Version) -> None:
    for each in (EDITED, MOVED, ADDED, FRAMED):
        propose(version.concept, None, each)
    assert [change.from_json(row.body) for row in Change.objects.all()] == [EDITED, MOVED, ADDED, FRAMED]
