from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from werkstatt.accounts import rules
from werkstatt.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_each_role_enters_and_only_one_manages(role: Role) -> None:
    where = factories.authority()
    person = factories.person(where, role)
    assert rules.may_enter(person, where)
    assert rules.may_manage(person, where) is (role == Role.COMMISSIONER)
    assert rules.may_change_password(person)


def test_a_role_elsewhere_says_nothing() -> None:
    stranger = factories.person(factories.authority())
    assert not rules.may_enter(stranger, factories.authority())


def test_nobody_may_anything() -> None:
    where = factories.authority()
    assert not rules.may_enter(AnonymousUser(), where)
    assert not rules.may_change_password(AnonymousUser())


def test_who_is_locked_out_may_nothing() -> None:
    where = factories.authority()
    person = factories.person(where)
    person.is_active = False
    assert not rules.may_enter(person, where)
    assert not rules.may_change_password(person)


def test_each_circle_holds_the_smaller_one() -> None:
    assert rules.LEAD < rules.EDIT < rules.REVIEW < rules.OFFICE
