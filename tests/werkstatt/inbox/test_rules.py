"""Who works on the post, who sets up the mailbox."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.inbox.rules import may_open_post, may_set_mailbox

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "opens", "sets"),
    [
        (Role.COMMISSIONER, True, True),
        (Role.EDITOR, True, False),
        (Role.REVIEWER, True, False),
        (Role.READER, False, False),
    ],
)
def test_roles(role: str, *, opens: bool, sets: bool) -> None:
    where = factories.authority()
    person = factories.person(where, role)
    assert (may_open_post(person, where), may_set_mailbox(person, where)) == (opens, sets)
    assert not may_open_post(person, factories.authority())


def test_nobody() -> None:
    assert not may_open_post(AnonymousUser(), factories.authority())
