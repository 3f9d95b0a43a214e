"""Who may do what with a concept."""

from __future__ import annotations

from werkstatt.accounts.rules import EDIT, OFFICE, Person, has_role
from werkstatt.authorities.models import Authority


def may_read_versions(person: Person, authority: Authority) -> bool:
    """See all versions, also those that are not public."""
    return has_role(person, authority, OFFICE)


def may_import(person: Person, authority: Authority) -> bool:
    """Upload a document and make a version of it."""
    return has_role(person, authority, EDIT)


def may_edit(person: Person, authority: Authority) -> bool:
    """Change the wording, and make a version of the changes."""
    return has_role(person, authority, EDIT)


def may_publish(person: Person, authority: Authority) -> bool:
    """Let everybody read a version."""
    return has_role(person, authority, EDIT)


def may_name(person: Person, authority: Authority) -> bool:
    """Say which organisation a name means."""
    return has_role(person, authority, EDIT)
