"""Who may do what."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.concepts import rules

pytestmark = pytest.mark.django_db
EDITING = (rules.may_import, rules.may_edit, rules.may_publish, rules.may_name)


@pytest.mark.parametrize("role", list(Role))
def test_editors_change_and_the_office_reads(role: Role) -> None:
    authority = factories.authority()
    person = factories.person(authority, role)
    assert rules.may_read_versions(person, authority)
    assert {rule(person, authority) for rule in EDITING} == {role in (Role.COMMISSIONER, Role.EDITOR)}


def test_strangers_and_nobody_may_nothing() -> None:
    authority = factories.authority()
    for who in (factories.person(factories.authority()), AnonymousUser()):
        assert not any(rule(who, authority) for rule in (*EDITING, rules.may_read_versions))
