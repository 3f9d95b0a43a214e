"""Who answers, who drafts: each rule for each role, a stranger, nobody, and a role elsewhere."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.accounts.views import Rule
from werkstatt.review.rules import may_answer, may_draft, may_see_review

pytestmark = pytest.mark.django_db

ALLOWED = {
    may_see_review: set(Role),
    may_answer: {Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER},
    may_draft: {Role.COMMISSIONER, Role.EDITOR},
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
