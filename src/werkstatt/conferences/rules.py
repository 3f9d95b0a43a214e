"""Who holds conferences, who sees who comes."""

from __future__ import annotations

from werkstatt.accounts.rules import EDIT, OFFICE, REVIEW, Person, has_role
from werkstatt.authorities.models import Authority


def may_see_conferences(person: Person, authority: Authority) -> bool:
    """Read what is planned, and how many come."""
    return has_role(person, authority, OFFICE)


def may_run_conferences(person: Person, authority: Authority) -> bool:
    """Plan, announce and call off conferences, lay tables, seat people."""
    return has_role(person, authority, EDIT)


def may_see_people(person: Person, authority: Authority) -> bool:
    """Read who comes and what they need; register and cancel on their behalf; print."""
    return has_role(person, authority, REVIEW)
