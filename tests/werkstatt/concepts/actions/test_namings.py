"""What a name means is said once, found through the network, and taken back."""

from __future__ import annotations

from uuid import uuid4

import pytest

from konzept.model import Problem
from tests import factories
from werkstatt.concepts.actions import namings as actions
from werkstatt.concepts.models import Concept, Naming
from werkstatt.concepts.queries.namings import namings_of, open_names
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import DEEDS, first_break
from werkstatt.network import actions as network
from werkstatt.network.models import Organisation, Spelling
from werkstatt.network.queries import meant

pytestmark = pytest.mark.django_db


@pytest.fixture
def concept() -> Concept:
    return factories.version(value=factories.held_by("Jobcenter Erlenau", "Job-Center", "weitere Träger")).concept


def test_names_become_an_organisation_of_the_network(concept: Concept) -> None:
    person = factories.person(concept.authority)
    naming = actions.name(concept, person, ["Jobcenter Erlenau", "Jobcenter"], called="Jobcenter Erlenau", short="JC")
    assert naming is not None
    assert (naming.named_by, naming.nobody, naming.withdrawn_at) == (person, False, None)
    assert naming.names == ["Jobcenter Erlenau", "Jobcenter"]
    for text in ("JC", "jobcenter", "Job-Center Erlenau"):
        assert meant(concept.authority, text) == naming.organisation


def test_a_name_of_the_network_means_the_organisation_that_is_there(concept: Concept) -> None:
    known = network.add_organisation(concept.authority, None, name="Jobcenter Erlenau", short="JC")
    naming = actions.name(concept, None, ["Job-Center", "ARGE"], called="jc", short="ignored")
    assert naming is not None
    assert (naming.organisation, naming.spellings) == (known, ["Job-Center", "ARGE"])
    assert Organisation.objects.get().short == "JC"


def test_said_twice_is_said_once(concept: Concept) -> None:
    assert actions.name(concept, None, ["Jobcenter Erlenau"], called="Jobcenter Erlenau")
    assert actions.name(concept, None, ["Jobcenter Erlenau"], called="Jobcenter Erlenau") is None
    assert actions.name(concept, None, ["Jobcenter Erlenau"], called="Sozialamt") is None
    assert actions.name_nobody(concept, None, ["Jobcenter Erlenau"]) is None
    assert actions.name_nobody(concept, None, ["weitere Träger"])
    assert actions.name_nobody(concept, None, ["weitere Träger"]) is None
    assert actions.name(concept, None, ["weitere träger"], called="Träger") is None
    assert Naming.objects.count() == 2
    assert [each.name for each in Organisation.objects.all()] == ["Jobcenter Erlenau"]


def test_of_several_names_those_decided_stay(concept: Concept) -> None:
    actions.name_nobody(concept, None, ["Job-Center"])
    naming = actions.name(concept, None, ["Jobcenter Erlenau", "Job-Center", "Jobcenter Erlenau"], called="Jobcenter")
    assert naming is None or "Job-Center" not in naming.names


def test_a_short_name_of_another_organisation_is_refused_and_nothing_happens(concept: Concept) -> None:
    network.add_organisation(concept.authority, None, name="Jugendclub", short="JC")
    with pytest.raises(Problem, match="„JC“ steht schon in der Liste, als Schreibweise von „Jugendclub“"):
        actions.name(concept, None, ["Jobcenter Erlenau"], called="Jobcenter Erlenau", short="JC")
    assert Organisation.objects.count() == 1
    assert not Naming.objects.exists()


def test_what_was_said_is_taken_back_with_the_organisation_it_made(concept: Concept) -> None:
    person = factories.person(concept.authority)
    naming = actions.name(concept, None, ["Jobcenter Erlenau"], called="Jobcenter", short="JC")
    nobody = actions.name_nobody(concept, None, ["weitere Träger"])
    assert naming
    assert nobody
    for each in (naming, nobody, naming):
        actions.unname(each, person)
    assert not Organisation.objects.exists()
    assert not Spelling.objects.exists()
    assert not namings_of(concept.authority).exists()
    assert {each.withdrawn_by for each in Naming.objects.all()} == {person}, "the rows stay"
    assert Entry.objects.filter(deed="concepts.unname").count() == 2
    assert actions.name(concept, None, ["Jobcenter Erlenau"], called="Jobcenter Erlenau")


def test_an_organisation_that_was_there_before_stays(concept: Concept) -> None:
    known = network.add_organisation(concept.authority, None, name="Jobcenter Erlenau")
    naming = actions.name(concept, None, ["ARGE"], called="Jobcenter Erlenau")
    assert naming
    actions.unname(naming, None)
    assert [each.text for each in known.spellings.all()] == ["Jobcenter Erlenau"]


def test_an_organisation_others_speak_of_does_not_lose_its_name(concept: Concept) -> None:
    first = actions.name(concept, None, ["Jobcenter Erlenau"], called="Jobcenter Erlenau")
    second = actions.name(concept, None, ["Job-Center"], called="Jobcenter Erlenau")
    assert first
    assert second
    with pytest.raises(Problem, match="zuerst einen anderen Namen"):
        actions.unname(first, None)
    actions.unname(second, None)
    actions.unname(first, None)
    assert not Organisation.objects.exists()


def test_after_a_merge_it_is_taken_back_where_the_spelling_is_now(concept: Concept) -> None:
    naming = actions.name(concept, None, ["ARGE"], called="ARGE Erlenau")
    assert naming
    assert naming.organisation
    kept = network.add_organisation(concept.authority, None, name="Jobcenter")
    network.merge(naming.organisation, kept, None)
    actions.unname(naming, None)
    assert [each.text for each in kept.spellings.all()] == ["Jobcenter"]


def test_nothing_changes_in_the_sealed_version(concept: Concept) -> None:
    version = concept.versions.get()
    seal, names = version.seal, open_names(version)
    actions.name(concept, None, ["Jobcenter Erlenau"], called="Ganz anders")
    version.refresh_from_db()
    assert version.seal == seal
    assert open_names(version) == names - {"Jobcenter Erlenau"}


def test_each_deed_leaves_one_entry_without_names(concept: Concept) -> None:
    act = uuid4()
    naming = actions.name(concept, None, ["Jobcenter Erlenau"], called="Jobcenter Erlenau", act=act)
    nobody = actions.name_nobody(concept, None, ["weitere Träger"], act=act)
    assert naming
    assert nobody
    assert naming.act == nobody.act == act
    actions.unname(nobody, None)
    told = Entry.objects.filter(deed__startswith="concepts.").order_by("position")
    assert [(each.deed, each.facts) for each in told] == [
        ("concepts.name", {"names": 1}),
        ("concepts.name_nobody", {"names": 1}),
        ("concepts.unname", {"names": 1}),
    ]
    assert all(each.deed in DEEDS for each in told)
    assert first_break() is None
