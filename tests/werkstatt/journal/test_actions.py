"""The journal is a chain that cannot be rewritten."""

from __future__ import annotations

import pytest

from werkstatt.authorities.models import Authority
from werkstatt.journal.actions import record
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import digest_of

pytestmark = pytest.mark.django_db


def test_each_entry_carries_the_digest_of_the_one_before() -> None:
    authority = Authority.objects.create(name="Landkreis Probe", slug="probe")
    first = record("probe.first", subject=authority, authority=authority)
    second = record("probe.second", subject=authority, authority=authority, count=3)
    assert (first.position, second.position) == (1, 2)
    assert second.previous == first.digest
    assert second.facts == {"count": 3}


def test_the_digest_covers_what_the_database_gives_back() -> None:
    authority = Authority.objects.create(name="Landkreis Probe", slug="probe")
    record("probe.first", subject=authority, authority=authority, kind="x")
    stored = Entry.objects.get()
    assert digest_of(stored) == stored.digest
    stored.deed = "probe.other"
    assert digest_of(stored) != stored.digest
