"""Who runs rounds, who takes in what comes: each rule for each role, a stranger, nobody, and a role elsewhere."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.accounts.views import Rule
from werkstatt.participation.rules import may_run_rounds, may_see_rounds, may_take_in

pytestmark = pytest.mark.django_db

ALLOWED = {
    may_see_rounds: {Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER, Role.READER},
    may_run_rounds: {Role.COMMISSIONER, Role.EDITOR},
    may_take_in: {Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER},
}
RULES = pytest.mark.parametrize("rule", ALLOWED, ids=lambda rule: rule.__name__)


@RULES
@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_it_may(rule: Rule, role: Role) -> None:
    county = factories.authority()
    assert rule(factories.person(county, role), county) == (role in ALLOWED[rule])


@RULES
def test_nobody_and_a_stranger_may_nothing(rule: Rule) -> None:
    county = factories.authority()
    assert not rule(AnonymousUser(), county)
    assert not rule(factories.person(None), county)


@RULES
@pytest.mark.parametrize("role", Role)
def test_a_role_elsewhere_says_nothing(rule: Rule, role: Role) -> None:
    assert not rule(factories.person(factories.authority(), role), factories.authority())


@RULES
def test_who_is_switched_off_may_nothing(rule: Rule) -> None:
    county = factories.authority()
    person = factories.person(county, Role.COMMISSIONER)
    person.is_active = False
    assert not rule(person, county)
