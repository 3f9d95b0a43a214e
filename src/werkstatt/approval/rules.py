"""Who coordinates, who decides."""

from __future__ import annotations

from werkstatt.accounts.rules import EDIT, LEAD, OFFICE, Person, has_role
from werkstatt.authorities.models import Authority


def may_see_approval(person: Person, authority: Authority) -> bool:
    """Read coordinations, cosignatures and decisions."""
    return has_role(person, authority, OFFICE)


def may_coordinate(person: Person, authority: Authority) -> bool:
    """Ask bodies to cosign, and enter a vote on their behalf."""
    return has_role(person, authority, EDIT)


def may_decide(person: Person, authority: Authority) -> bool:
    """Enter a decision: it makes an edition for ever."""
    return has_role(person, authority, LEAD)
