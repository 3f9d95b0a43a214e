from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from werkstatt.accounts import rules
from werkstatt.accounts.models import Membership, Role

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


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("circle", [rules.OFFICE, rules.REVIEW, rules.EDIT, rules.LEAD])
def test_a_role_counts_where_it_is_and_nowhere_else(role: Role, circle: frozenset[Role]) -> None:
    where, elsewhere = factories.authority(), factories.authority()
    person = factories.person(where, role)
    assert rules.has_role(person, where, circle) is (role in circle)
    assert not rules.has_role(person, elsewhere, circle)


def test_two_offices_two_roles() -> None:
    where, elsewhere = factories.authority(), factories.authority()
    person = factories.person(where, Role.READER)
    Membership.objects.create(user=person, authority=elsewhere, role=Role.COMMISSIONER)
    assert (rules.may_manage(person, where), rules.may_manage(person, elsewhere)) == (False, True)


def test_a_role_that_is_none_opens_nothing() -> None:
    where = factories.authority()
    assert not rules.may_enter(factories.person(where, "chefin"), where)


def test_what_was_taken_away_holds_at_once() -> None:
    where = factories.authority()
    person = factories.person(where)
    assert rules.may_manage(person, where)
    where.memberships.update(role=Role.READER)
    assert not rules.may_manage(person, where)
    where.memberships.all().delete()
    assert not rules.may_enter(person, where)
