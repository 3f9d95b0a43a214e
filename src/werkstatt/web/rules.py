"""Who may open the desk."""

from __future__ import annotations

from werkstatt.accounts.rules import Person, may_enter
from werkstatt.authorities.models import Authority


def may_see_desk(person: Person, authority: Authority) -> bool:
    """Everybody of the office."""
    return may_enter(person, authority)
