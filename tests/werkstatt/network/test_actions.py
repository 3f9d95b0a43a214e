"""Organisations and bodies enter the list, once."""

from __future__ import annotations

import pytest

from konzept.model import Problem
from tests import factories
from werkstatt.authorities.models import Authority
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import DEEDS, first_break
from werkstatt.network import actions
from werkstatt.network.models import Body, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Authority:
    return factories.authority()


def test_a_body_enters_with_all_that_is_known(county: Authority) -> None:
    body = actions.add_body(county, None, name="Kreistag", decides=True, email="rat@erlenau.example")
    body.refresh_from_db()
    assert (body.authority, body.decides, body.email) == (county, True, "rat@erlenau.example")


def test_two_people_who_add_the_same_at_once_hear_of_each_other(county: Authority) -> None:
    actions.add_body(county, None, name="Kreistag")
    actions.add_organisation(county, None, name="Verein")
    with pytest.raises(Problem, match="„Kreistag“ steht schon in der Liste"):
        actions.add_body(county, None, name="Kreistag")
    with pytest.raises(Problem, match="„Verein“ steht schon in der Liste"):
        actions.add_organisation(county, None, name="Verein")
    assert (Body.objects.count(), Organisation.objects.count()) == (1, 1)
    assert Entry.objects.count() == 2, "what did not happen is not told"


def test_the_journal_knows_who_and_where_but_no_name(county: Authority) -> None:
    person = factories.person(county)
    actions.add_body(county, person, name="Geheimer Rat", decides=True, email="geheim@erlenau.example")
    actions.add_organisation(county, person, name="Geheimer Verein", short="GV")
    entries = list(Entry.objects.order_by("position"))
    assert [entry.deed for entry in entries] == ["network.add_body", "network.add_organisation"]
    assert [entry.facts for entry in entries] == [{"decides": True}, {}]
    assert {(entry.actor_id, entry.authority_id) for entry in entries} == {(person.pk, county.pk)}
    assert all(entry.deed in DEEDS for entry in entries)
    assert first_break() is None
