"""Who coordinates, who decides: each rule for each role, a stranger, nobody, and a role elsewhere."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.accounts.views import Rule
from werkstatt.approval.rules import may_coordinate, may_decide, may_see_approval

pytestmark = pytest.mark.django_db

ALLOWED = {
    may_see_approval: set(Role),
    may_coordinate: {Role.COMMISSIONER, Role.EDITOR},
    may_decide: {Role.COMMISSIONER},
}
RULES = pytest.mark.parametrize("rule", ALLOWED, ids=lambda rule: rule.__name__)


@RULES
@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_it_may(rule: Rule, role: Role) -> None:
    county = factories.authority()
    assert rule(factories.person(county, role), county) == (role in ALLOWED[rule])
    assert not rule(factories.person(factories.authority(), role), county), "a role elsewhere says nothing"


@RULES
def test_nobody_and_a_stranger_may_nothing(rule: Rule) -> None:
    county = factories.authority()
    assert not rule(AnonymousUser(), county)
    assert not rule(factories.person(None), county)
