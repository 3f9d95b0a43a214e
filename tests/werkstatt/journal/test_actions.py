"""The journal is a chain that cannot be rewritten."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.authorities.models import Authority
from werkstatt.journal.actions import record
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import digest_of, first_break
from werkstatt.lib import clock

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


def test_nothing_is_recorded_of_a_deed_that_is_undone() -> None:
    where = factories.authority()

    @transaction.atomic
    def deed() -> None:
        record("probe.first", subject=where)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        deed()
    assert not Entry.objects.exists()
    assert record("probe.second", subject=where).position == 1
    assert first_break() is None


def test_whatever_kind_of_fact_the_chain_holds() -> None:
    where = factories.authority()
    record(
        "probe.deed", subject=where, role=Role.EDITOR, count=3, checked=True, none=None, text="Ä\U0001f600", share=0.5
    )
    record("probe.deed", subject=where, listed=[1, "zwei"], nested={"b": 1, "a": 2})
    assert first_break() is None
    assert Entry.objects.get(position=1).facts["role"] == "editor"


def test_a_fact_that_is_none_is_refused_at_once() -> None:
    where = factories.authority()
    with pytest.raises(TypeError), transaction.atomic():
        record("probe.deed", subject=where, when=clock.now())
    assert first_break() is None


def test_an_entry_names_numbers_never_people() -> None:
    where = factories.authority()
    who = factories.person(where, name="Alma Brandt")
    entry = record("accounts.invite", subject=who, authority=where, actor=who)
    said = json.dumps([entry.subject, entry.facts, entry.deed, str(entry)], ensure_ascii=False)
    assert "Alma" not in said
    assert who.email not in said
    assert (entry.actor_id, entry.subject) == (who.pk, f"accounts.user:{who.pk}")


def test_nobody_signed_in_is_nobody() -> None:
    assert record("probe.deed", subject=factories.authority(), actor=AnonymousUser()).actor_id is None


@pytest.mark.parametrize("deed", ["update", "delete", "cascade", "bulk", "raw update", "raw delete", "upsert"])
def test_an_entry_is_changed_on_no_way(deed: str) -> None:
    entry = record("probe.deed", subject=factories.authority())
    entry.deed = "probe.other"
    ways: dict[str, Callable[[], object]] = {
        "update": lambda: Entry.objects.update(deed="probe.other"),
        "delete": entry.delete,
        "cascade": lambda: Entry.objects.all().delete(),
        "bulk": lambda: Entry.objects.bulk_update([entry], ["deed"]),
        "raw update": lambda: sql("UPDATE journal_entry SET deed = 'probe.other'"),
        "raw delete": lambda: sql("DELETE FROM journal_entry"),
        "upsert": lambda: Entry.objects.bulk_create(
            [entry], update_conflicts=True, unique_fields=["position"], update_fields=["deed"]
        ),
    }
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        ways[deed]()
    assert Entry.objects.get().deed == "probe.deed"
    assert first_break() is None


def sql(words: str) -> None:
    """Past Django."""
    with connection.cursor() as cursor:
        cursor.execute(words)
