"""What the tables themselves refuse."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError

from tests import factories
from werkstatt.conferences import actions
from werkstatt.conferences.models import (
    Conference,
    Registration,
    RegistrationState,
    Reminder,
    Seat,
    Sitting,
    TopicTable,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


def refused(make: object) -> None:
    """The database says no, and the transaction goes on."""
    assert callable(make)
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_an_address_is_taken_once_in_an_authority(nord: Conference) -> None:
    same = {
        "authority": nord.authority,
        "round": nord.round,
        "slug": nord.slug,
        "title": "Noch eine",
        "place": "Halle",
        "starts_at": nord.starts_at,
        "ends_at": nord.ends_at,
        "capacity": 1,
        "registration_closes_at": nord.starts_at,
    }
    refused(lambda: Conference.objects.create(**same))
    elsewhere = factories.round_(factories.published(factories.authority()))
    assert Conference.objects.create(**same | {"authority": elsewhere.authority, "round": elsewhere})


def test_nothing_ends_before_it_begins(nord: Conference) -> None:
    refused(lambda: Conference.objects.filter(pk=nord.pk).update(ends_at=nord.starts_at - timedelta(hours=1)))
    refused(lambda: Sitting.objects.filter(conference=nord).update(ends_at=time(1)))


def test_sittings_and_tables_are_counted_once(nord: Conference) -> None:
    refused(lambda: Sitting.objects.create(conference=nord, ordinal=1, starts_at=time(8), ends_at=time(9)))
    factories.topic_tables(nord, 1)
    refused(lambda: TopicTable.objects.create(conference=nord, ordinal=1, topic="Noch einer", seats=1))


def test_a_person_has_one_seat_in_a_sitting_and_never_the_same_table_twice(nord: Conference) -> None:
    first, second = nord.sittings.all()
    table, other = factories.topic_tables(nord, 2)
    who = factories.coming(nord)
    Seat.objects.create(registration=who, sitting=first, table=table)
    refused(lambda: Seat.objects.create(registration=who, sitting=first, table=other))
    refused(lambda: Seat.objects.create(registration=who, sitting=second, table=table))
    assert str(Seat.objects.create(registration=who, sitting=second, table=other)) == (
        "Tisch 2: Thema 2, 2. Gesprächsrunde"
    )


def test_keys_and_links_are_there_once(nord: Conference) -> None:
    who = factories.coming(nord)
    same = {"conference": nord, "state": RegistrationState.REGISTERED}
    refused(lambda: Registration.objects.create(key=who.key, token_digest="x", **same))
    refused(lambda: Registration.objects.create(key=uuid4(), token_digest=who.token_digest, **same))


def test_somebody_is_reminded_once_for_each_day(nord: Conference) -> None:
    who = factories.coming(nord)
    assert str(Reminder.objects.create(registration=who, days=7)) == f"Anmeldung {who.pk}, 7 Tage vorher"
    refused(lambda: Reminder.objects.create(registration=who, days=7))
    assert Reminder.objects.create(registration=who, days=1)


def test_a_round_with_a_conference_and_a_conference_with_people_stay(nord: Conference) -> None:
    factories.coming(nord)
    for row in (nord.round, nord):
        with pytest.raises(ProtectedError):
            row.delete()


def test_when_a_contact_goes_the_registration_stays(nord: Conference) -> None:
    who = factories.coming(nord, "Rosa")
    assert who.contact is not None
    who.contact.delete()
    who.refresh_from_db()
    assert who.contact is None


def test_a_table_that_goes_takes_its_seats_and_no_people(nord: Conference) -> None:
    factories.topic_tables(nord, 2)
    factories.coming(nord)
    actions.assign(nord)
    nord.tables.all()[0].delete()
    assert Seat.objects.count() == 1
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Conference, "Konferenz"),
        (Sitting, "Gesprächsrunde"),
        (TopicTable, "Thementisch"),
        (Registration, "Anmeldung"),
        (Seat, "Platz"),
        (Reminder, "Erinnerung"),
    ],
)
def test_each_table_has_its_german_name(model: type[Conference], words: str) -> None:
    assert model._meta.verbose_name == words


def test_rows_are_called_as_people_call_them(nord: Conference) -> None:
    [table] = factories.topic_tables(nord, 1)
    assert (str(nord), str(table)) == ("Regionalkonferenz Nord", "Tisch 1: Thema 1")
    assert [str(state.label) for state in RegistrationState] == ["angemeldet", "auf der Warteliste", "abgemeldet"]
