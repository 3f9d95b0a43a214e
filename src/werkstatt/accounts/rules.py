"""What a role allows. Every other app's rules are built from these."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from werkstatt.accounts.models import Membership, Role, User
from werkstatt.authorities.models import Authority

Person = User | AnonymousUser

OFFICE = frozenset(Role)
REVIEW = frozenset({Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER})
EDIT = frozenset({Role.COMMISSIONER, Role.EDITOR})
LEAD = frozenset({Role.COMMISSIONER})


def has_role(person: Person, authority: Authority, roles: frozenset[Role]) -> bool:
    """Is the person one of these in this authority? A role in another authority says nothing."""
    if not isinstance(person, User) or not person.is_active:
        return False
    return Membership.objects.filter(user=person, authority=authority, role__in=roles).exists()


def may_enter(person: Person, authority: Authority) -> bool:
    """See the office's pages."""
    return has_role(person, authority, OFFICE)


def may_manage(person: Person, authority: Authority) -> bool:
    """Manage people and the authority itself."""
    return has_role(person, authority, LEAD)


def may_change_password(person: Person) -> bool:
    """Whoever is signed in, their own."""
    return isinstance(person, User) and person.is_active
