"""Organisations and bodies enter the list, once."""

from __future__ import annotations

import pytest

from konzept.model import Problem
from tests import factories
from werkstatt.authorities.models import Authority
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import DEEDS, first_break
from werkstatt.network import actions, queries
from werkstatt.network.models import Body, Organisation, Spelling

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


# --- organisations with their spellings ---


def house(county: Authority, name: str = "Jobcenter Erlenau", *spellings: str, short: str = "") -> Organisation:
    return actions.add_organisation(county, None, name=name, short=short, spellings=spellings)


def texts(organisation: Organisation) -> list[str]:
    return sorted(organisation.spellings.values_list("text", flat=True))


def test_name_short_name_and_spellings_are_all_spellings(county: Authority) -> None:
    made = house(county, "Jobcenter Erlenau", "ARGE", "arge", "Job-Center Erlenau", short="JC")
    assert texts(made) == ["ARGE", "JC", "Jobcenter Erlenau"], "one of each key"
    assert [each.text for each in made.variants] == ["ARGE"]


@pytest.mark.parametrize("taken", ["jobcenter erlenau", "ARGE", "JC", "Job-Center-Erlenau"])
def test_a_spelling_means_one_organisation(county: Authority, taken: str) -> None:
    house(county, "Jobcenter Erlenau", "ARGE", short="JC")
    other = house(county, "Sozialamt")
    with pytest.raises(Problem, match="steht schon in der Liste"):
        actions.add_organisation(county, None, name=taken)
    with pytest.raises(Problem, match="steht schon in der Liste"):
        actions.add_organisation(county, None, name="Neu", short=taken)
    with pytest.raises(Problem, match="steht schon in der Liste"):
        actions.add_spellings(other, None, ["Amt", taken])
    with pytest.raises(Problem, match="steht schon in der Liste"):
        actions.rename(other, None, name=taken)
    assert texts(other) == ["Sozialamt"]
    assert Organisation.objects.count() == 2
    assert house(factories.authority(), taken)


def test_more_spellings_come_once(county: Authority) -> None:
    made, person = house(county), factories.person(county)
    assert actions.add_spellings(made, person, ["ARGE", "Arge", "Jobcenter Erlenau"]) == ["ARGE"]
    assert actions.add_spellings(made, person, ["ARGE"]) == []
    entry = Entry.objects.get(deed="network.add_spellings")
    assert (entry.facts, entry.actor_id) == ({"count": 1}, person.pk)
    assert Spelling.objects.get(text="ARGE").added_by == person


def test_another_name_leaves_the_old_one_as_a_spelling(county: Authority) -> None:
    made = house(county, "Arbeitsgemeinschaft Erlenau", short="ARGE")
    renamed = actions.rename(made, None, name="Jobcenter Erlenau", short="JC")
    assert (renamed.name, renamed.short) == ("Jobcenter Erlenau", "JC")
    assert [each.text for each in renamed.variants] == ["ARGE", "Arbeitsgemeinschaft Erlenau"]
    actions.rename(renamed, None, name="Jobcenter Erlenau", short="JC")
    assert Entry.objects.filter(deed="network.rename").count() == 1


def test_the_same_letters_written_otherwise_are_a_new_name(county: Authority) -> None:
    made = actions.rename(house(county, "job center erlenau"), None, name="Jobcenter Erlenau")
    assert texts(made) == ["Jobcenter Erlenau"]


def test_two_become_one(county: Authority) -> None:
    kept, gone = house(county), house(county, "ARGE Erlenau", "ARGE")
    actions.merge(gone, kept, None)
    actions.merge(gone, kept, None)
    assert texts(kept) == ["ARGE", "ARGE Erlenau", "Jobcenter Erlenau"]
    assert list(queries.organisations(county)) == [kept]
    assert queries.meant(county, "arge") == kept
    gone.refresh_from_db()
    assert gone.merged_into == kept, "the row stays"
    assert Entry.objects.filter(deed="network.merge").count() == 1
    with pytest.raises(Problem, match="nicht mehr in der Liste"):
        actions.rename(gone, None, name="Neu")
    with pytest.raises(Problem, match="nicht mehr in der Liste"):
        actions.merge(kept, gone, None)


def test_nothing_is_merged_with_itself(county: Authority) -> None:
    made = house(county)
    with pytest.raises(Problem, match="mit sich selbst"):
        actions.merge(made, made, None)


def test_a_spelling_goes_again(county: Authority) -> None:
    made = house(county, "Jobcenter Erlenau", "ARGE")
    actions.drop_spellings(made, None, ["arge"])
    actions.drop_spellings(made, None, ["arge"])
    assert texts(made) == ["Jobcenter Erlenau"]
    assert Entry.objects.filter(deed="network.drop_spellings").count() == 1


def test_the_name_goes_with_all_others_or_not_at_all(county: Authority) -> None:
    made = house(county, "Jobcenter Erlenau", "ARGE", short="JC")
    for name in ("Jobcenter Erlenau", "JC"):
        with pytest.raises(Problem, match="zuerst einen anderen Namen"):
            actions.drop_spellings(made, None, [name])
    actions.drop_spellings(made, None, ["Jobcenter Erlenau", "JC", "ARGE"])
    assert not Organisation.objects.exists()
    assert first_break() is None


def test_an_authority_goes_with_what_was_merged(county: Authority) -> None:
    actions.merge(house(county, "ARGE"), house(county), None)
    county.delete()
    assert not Organisation.objects.exists()


def test_the_journal_tells_every_deed(county: Authority) -> None:
    made, other = house(county), house(county, "Sozialamt")
    actions.add_spellings(made, None, ["ARGE"])
    actions.rename(made, None, name="Jobcenter")
    actions.merge(other, made, None)
    actions.drop_spellings(made, None, ["ARGE"])
    told = list(Entry.objects.order_by("position").values_list("deed", flat=True))
    assert told == ["network.add_organisation"] * 2 + [
        f"network.{deed}" for deed in ("add_spellings", "rename", "merge", "drop_spellings")
    ]
    assert all(deed in DEEDS for deed in told)
