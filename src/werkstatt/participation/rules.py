"""Who runs rounds, who takes in what comes."""

from __future__ import annotations

from werkstatt.accounts.rules import EDIT, OFFICE, REVIEW, Person, has_role
from werkstatt.authorities.models import Authority


def may_see_rounds(person: Person, authority: Authority) -> bool:
    """Read rounds and what came in."""
    return has_role(person, authority, OFFICE)


def may_run_rounds(person: Person, authority: Authority) -> bool:
    """Open and close rounds."""
    return has_role(person, authority, EDIT)


def may_take_in(person: Person, authority: Authority) -> bool:
    """Take in matrices that came by mail or on paper."""
    return has_role(person, authority, REVIEW)
