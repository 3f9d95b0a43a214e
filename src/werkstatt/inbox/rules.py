"""Who works on the post, who sets up the mailbox."""

from __future__ import annotations

from werkstatt.accounts.rules import LEAD, REVIEW, Person, has_role
from werkstatt.authorities.models import Authority


def may_open_post(person: Person, authority: Authority) -> bool:
    """Read letters, cut them into points, take them over; enter for somebody, take in exports."""
    return has_role(person, authority, REVIEW)


def may_set_mailbox(person: Person, authority: Authority) -> bool:
    """Say which mailbox is fetched, and with which password."""
    return has_role(person, authority, LEAD)
