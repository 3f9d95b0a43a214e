"""Who answers, who drafts."""

from __future__ import annotations

from werkstatt.accounts.rules import EDIT, OFFICE, REVIEW, Person, has_role
from werkstatt.authorities.models import Authority


def may_see_review(person: Person, authority: Authority) -> bool:
    """Read contributions and answers."""
    return has_role(person, authority, OFFICE)


def may_answer(person: Person, authority: Authority) -> bool:
    """Answer contributions and say which element they mean."""
    return has_role(person, authority, REVIEW)


def may_draft(person: Person, authority: Authority) -> bool:
    """Change the wording because of contributions, and make the next version."""
    return has_role(person, authority, EDIT)
