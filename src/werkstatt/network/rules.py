"""Who may keep the list of organisations and bodies."""

from __future__ import annotations

from werkstatt.accounts.rules import EDIT, OFFICE, Person, has_role
from werkstatt.authorities.models import Authority


def may_see_network(person: Person, authority: Authority) -> bool:
    """Read the list."""
    return has_role(person, authority, OFFICE)


def may_edit_network(person: Person, authority: Authority) -> bool:
    """Add to the list."""
    return has_role(person, authority, EDIT)
