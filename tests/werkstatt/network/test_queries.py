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
