"""The conferences of the demo: one is announced and full of people with seats, one is being planned."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as live
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from werkstatt.conferences.models import Conference, Registration, Seat
from werkstatt.conferences.queries import counts, handouts, phase, plan_of
from werkstatt.journal.queries import first_break
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The story told once for all tests, in a folder of its own, and taken back after them."""
    made, before = tmp_path_factory.mktemp("home"), (live.HOME, live.FILES)
    live.HOME, live.FILES = made, made / "files"
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)
    live.HOME, live.FILES = Path(before[0]), Path(before[1])


def announced() -> Conference:
    return Conference.objects.exclude(announced_at=None).select_related("round__version__concept", "authority").get()


def test_one_is_announced_and_one_is_being_planned() -> None:
    assert [phase(each) for each in Conference.objects.all()] == ["open", "draft"]
    assert [each.tables.count() for each in Conference.objects.all()] == [7, 6]


def test_everybody_has_two_seats_and_nearly_all_a_wish() -> None:
    plan, found = plan_of(announced()), counts(announced())
    assert found.registered == Registration.objects.count() >= 35
    assert found.waiting == 0
    assert plan.unseated == []
    assert plan.pleased >= plan.wishing - 1
    assert Seat.objects.count() == 2 * found.registered


def test_the_people_are_invented_and_some_need_something() -> None:
    rows = Registration.objects.select_related("contact")
    addresses = [row.contact.email for row in rows if row.contact and row.contact.email]
    assert addresses
    assert all(each.endswith("@erlenmark.example") for each in addresses)
    assert sum(bool(row.needs) for row in rows) == 5
    assert Mail.objects.filter(subject__startswith="Angemeldet").count() == len(addresses)


def test_its_papers_can_be_printed() -> None:
    for _, build in handouts.PAPERS.values():
        assert build(announced()).blocks
    table = announced().tables.get(ordinal=2)
    table.conference = announced()
    assert len(handouts.dossier(table).blocks) > 20


def test_the_journal_holds() -> None:
    assert first_break() is None
