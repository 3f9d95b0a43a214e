"""What is asked, clear, in general, known; and what an organisation is named for."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.concepts.actions import namings as actions
from werkstatt.concepts.models import Naming, Version
from werkstatt.concepts.queries.namings import meant_in, measures_of, namings_of, open_names
from werkstatt.network import actions as network
from werkstatt.network.models import Organisation

pytestmark = pytest.mark.django_db

CELLS = (
    "Jobcenter Erlenau in Zusammenarbeit mit Volkshochschule",
    "Jobcenter",
    "weitere Träger",
    "VHS mit Unterstützung durch das Job-Center Erlenau",
    "Schulamt",
)


@pytest.fixture
def version() -> Version:
    return factories.version(factories.authority(name="Landkreis Erlenau"), factories.held_by(*CELLS))


def test_before_anything_is_said(version: Version) -> None:
    found = meant_in(version)
    (question,) = found.questions
    assert (question.group.name, question.name, [way.name for way in question.group.ways]) == (
        "Jobcenter Erlenau",
        "Jobcenter",
        ["Jobcenter Erlenau", "Job-Center Erlenau"],
    )
    assert [(each.name, each.short, len(each.ways)) for each in found.clear] == [
        ("Volkshochschule", "VHS", 2),
        ("Schulamt", "", 1),
    ]
    assert [each.name for each in found.generic] == ["weitere Träger"]
    assert (found.known, found.acts, found.open) == ((), (), True)
    assert len(open_names(version)) == 7


def test_where_each_name_stands(version: Version) -> None:
    group = next(each for each in meant_in(version).clear if each.name == "Schulamt")
    assert group.ways[0].places == (("meas0212", "Maßnahme 2.1.2"),)


def test_what_is_said_is_known(version: Version) -> None:
    act = actions.name(version.concept, None, ["Jobcenter Erlenau", "Job-Center Erlenau"], called="Jobcenter Erlenau")
    assert act
    actions.name_nobody(version.concept, None, ["weitere Träger"])
    found = meant_in(version)
    (question,) = found.questions
    assert question.group.row == act.organisation
    assert question.group.ways == ()
    assert found.generic == ()
    assert len(found.acts) == 2
    actions.name(version.concept, None, ["Jobcenter"], called="Jobcenter Erlenau")
    found = meant_in(version)
    assert found.questions == ()
    assert [(each.name, each.uses) for each in found.known] == [("Jobcenter Erlenau", 3)]
    assert len(open_names(version)) == 3


def test_another_spelling_of_a_known_house_is_clear(version: Version) -> None:
    known = network.add_organisation(version.concept.authority, None, name="Volkshochschule")
    group = next(each for each in meant_in(version).clear if each.row)
    assert (group.row, [way.name for way in group.ways]) == (known, ["VHS"])


def test_two_questions_about_one_house(version: Version) -> None:
    value = factories.held_by(*["Sozialamt Erlenau"] * 3, "Sozialamt", "Sozialamd Erlenau")
    other = factories.version(factories.authority(name="Landkreis Erlenau"), value)
    questions = meant_in(other).questions
    assert [each.name for each in questions] == ["Sozialamd Erlenau", "Sozialamt"]


def test_when_all_is_said(version: Version) -> None:
    for name in open_names(version):
        actions.name_nobody(version.concept, None, [name])
    assert not meant_in(version).open
    assert open_names(version) == frozenset()


def test_what_the_network_forgot_is_open_again(version: Version) -> None:
    naming = actions.name(version.concept, None, ["Schulamt"], called="Staatliches Schulamt")
    assert naming
    assert naming.organisation
    network.drop_spellings(naming.organisation, None, ["Schulamt"])
    assert "Schulamt" in open_names(version)
    assert meant_in(version).acts == ()


def test_another_authority_knows_nothing_of_it(version: Version) -> None:
    actions.name(version.concept, None, ["Schulamt"], called="Schulamt")
    other = factories.version(factories.authority(), factories.held_by("Schulamt"))
    assert open_names(other) == {"Schulamt"}
    assert not namings_of(other.concept.authority).exists()


def test_a_new_version_asks_only_for_what_is_new(version: Version) -> None:
    actions.name(version.concept, None, ["Schulamt"], called="Schulamt")
    factories.version(parent=version, value=factories.held_by(*CELLS, "Wohnungsamt"))
    newest = version.concept.versions.get(ordinal=1)
    assert "Wohnungsamt" in open_names(newest)
    assert "Schulamt" not in open_names(newest)


def test_all_measures_of_an_organisation_in_whatever_spelling(version: Version) -> None:
    naming = actions.name(
        version.concept, None, ["Jobcenter Erlenau", "Job-Center Erlenau", "Jobcenter"], called="Jobcenter Erlenau"
    )
    assert naming
    assert naming.organisation
    found = measures_of(naming.organisation)
    assert [(each.entry.uid, each.role, each.spelling) for each in found] == [
        ("meas0111", "Federführung", "Jobcenter Erlenau"),
        ("meas0112", "Federführung", "Jobcenter"),
        ("meas0211", "mit Unterstützung", "Job-Center Erlenau"),
    ]
    assert found[0].above
    assert found[0].above.uid == "goal0011"


def test_an_organisation_nobody_names(version: Version) -> None:
    there = network.add_organisation(version.concept.authority, None, name="Feuerwehr")
    nowhere = network.add_organisation(factories.authority(), None, name="Feuerwehr")
    assert measures_of(there) == measures_of(nowhere) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_constant_queries(version: Version, django_assert_num_queries: DjangoAssertNumQueries, rows: int) -> None:
    names = sorted(open_names(version))[:rows]
    for number, name in enumerate(names):
        actions.name(version.concept, None, [name], called=f"Haus {number}")
    organisation = Organisation.objects.all()[0]
    with django_assert_num_queries(2):
        meant_in(version)
    with django_assert_num_queries(2):
        open_names(version)
    with django_assert_num_queries(5):
        measures_of(organisation)


def test_a_naming_is_told_shortly() -> None:
    assert str(Naming(names=["A"])) == "„A“"
    assert str(Naming(names=["A", "B"])) == "„A“ und „B“"
    assert str(Naming(names=["A", "B", "C", "D", "E"])) == "„A“, „B“, „C“ und 2 weitere"
