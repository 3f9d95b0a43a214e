"""Who may open the desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.web.rules import may_see_desk


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_every_role_of_this_office_and_nobody_else(role: str) -> None:
    where, elsewhere = factories.authority(), factories.authority()
    assert may_see_desk(factories.person(where, role), where)
    assert not may_see_desk(factories.person(elsewhere, role), where)
    assert not may_see_desk(factories.person(None), where)
    assert not may_see_desk(AnonymousUser(), where)
