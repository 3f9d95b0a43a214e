"""Who there is, in one authority."""

from __future__ import annotations

import pytest

from tests import factories
from werkstatt.network import actions, queries

pytestmark = pytest.mark.django_db


def test_each_authority_has_its_own_list() -> None:
    here, there = factories.authority(), factories.authority()
    council = actions.add_body(here, None, name="Kreistag", decides=True)
    advisers = actions.add_body(here, None, name="Beirat")
    club = actions.add_organisation(here, None, name="Sprachtreff")
    actions.add_body(there, None, name="Stadtrat", decides=True)
    assert list(queries.bodies(here)) == [advisers, council]
    assert list(queries.deciding_bodies(here)) == [council]
    assert list(queries.organisations(here)) == [club]
    assert not queries.organisations(there).exists()


def test_an_organisation_is_found_by_any_spelling() -> None:
    here, there = factories.authority(), factories.authority()
    club = actions.add_organisation(
        here, None, name="Sprachtreff Erle e. V.", short="STE", spellings=["Treff an der Erle"]
    )
    actions.add_organisation(there, None, name="Treff")
    for text in ("sprachtreff erle e.V.", "STE", "ste", "Treff  an der Erle", "„Treff an der Erle“"):
        assert queries.meant(here, text) == club
    assert queries.meant(here, "Treff") is None
    assert queries.meant(there, "STE") is None
    assert queries.spelled(here, ["STE", "Treff", "ste"]) == {"ste": club}


def test_a_key_fits_its_column() -> None:
    here = factories.authority()
    long = "Sehr langer Name " * 40
    club = actions.add_organisation(here, None, name="Kurz", spellings=[long])
    assert queries.meant(here, long) == club
    assert len(queries.key_of(long)) == queries.LONGEST_KEY


def test_one_organisation_of_its_own_authority() -> None:
    here = factories.authority()
    club = actions.add_organisation(here, None, name="Sprachtreff")
    assert queries.find_organisation(here, club.pk) == club
    assert queries.find_organisation(factories.authority(), club.pk) is None
    actions.merge(club, actions.add_organisation(here, None, name="Treff"), None)
    assert queries.find_organisation(here, club.pk) is None
