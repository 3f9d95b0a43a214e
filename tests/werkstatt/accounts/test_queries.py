from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from werkstatt.accounts import queries
from werkstatt.accounts.models import Membership, Role
from werkstatt.journal.actions import record
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import entries_of

pytestmark = pytest.mark.django_db


def test_people_by_name_and_of_this_authority_only() -> None:
    where = factories.authority()
    zora, alma = factories.person(where, name="Zora"), factories.person(where, name="Alma")
    factories.person(factories.authority())
    assert [membership.user for membership in queries.people_of(where)] == [alma, zora]


def test_an_address_is_the_same_whatever_its_case() -> None:
    alma = factories.person(None)
    assert queries.person_with(f" {alma.email.upper()} ") == alma
    assert queries.person_with("wer@erlenau.example") is None


def test_the_last_commissioner() -> None:
    where = factories.authority()
    factories.person(where)
    factories.person(where, Role.EDITOR)
    first, editor = where.memberships.order_by("pk")
    assert queries.is_last_commissioner(first)
    assert not queries.is_last_commissioner(editor)
    factories.person(where)
    assert not queries.is_last_commissioner(first)


def test_a_link_goes_to_the_site_it_was_asked_for() -> None:
    link = queries.one_time_link(factories.person(None), "https://konzept.example/")
    assert link.startswith("https://konzept.example/konto/passwort/")


def test_lines_name_people_and_say_it_in_german() -> None:
    where = factories.authority()
    alma = factories.person(where)
    record("accounts.invite", subject=alma, authority=where, actor=alma)
    record("network.add_body", subject=where, authority=where)
    gone = factories.person(None)
    record("accounts.remove", subject=alma, authority=where, actor=gone)
    gone.delete()
    assert [(line.who, line.did, line.subject) for line in queries.lines(Entry.objects.order_by("position"))] == [
        ("Alma Brandt", "lud eine Person ein", f"Person {alma.pk}"),
        ("Die Werkstatt", "nahm ein Gremium auf", f"Gebietskörperschaft {where.pk}"),
        ("Eine frühere Person", "entließ eine Person aus der Werkstatt", f"Person {alma.pk}"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_two_queries_however_many_lines(rows: int) -> None:
    where = factories.authority()
    for _ in range(rows):
        record("probe.deed", subject=where, authority=where, actor=factories.person(where))
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.lines(entries_of(where.pk))) == rows
    assert len(asked) == 2


def test_membership_reads_as_name_and_role() -> None:
    where = factories.authority()
    factories.person(where, Role.REVIEWER)
    assert str(Membership.objects.get()) == "Alma Brandt: Auswertung"
