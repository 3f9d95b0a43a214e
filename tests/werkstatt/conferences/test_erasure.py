"""What people told a conference leaves the columns themselves; mails go to those who gave an address, and say what they must."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from konzept.model import Problem
from tests import factories
from werkstatt.conferences import actions, queries, tasks
from werkstatt.conferences.models import Conference, Registration, RegistrationState, Seat
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.lib.ciphers import decipher
from werkstatt.participation.models import Contact
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db
NAME, EMAIL, NEEDS = "Rosa Beispiel", "rosa@erlenau.example", "Platz für den Rollstuhl"


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


def rosa(nord: Conference) -> Registration:
    return factories.coming(nord, NAME, email=EMAIL, needs=NEEDS, organisation="Verein Erle")


def stored() -> list[str]:
    """Every name, address and need in the database, read past the models with the installation's own secret."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM participation_contact ORDER BY id")
        cells = [cell for row in cursor.fetchall() for cell in row]
        cursor.execute("SELECT needs FROM conferences_registration ORDER BY id")
        cells += [cell for row in cursor.fetchall() for cell in row]
    return [decipher(cell) for cell in cells if cell]


def everything() -> str:
    """The whole database as text, but for the outbox."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            if table != Mail._meta.db_table:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows += cursor.fetchall()
    return str(rows)


def by_hand(nord: Conference) -> None:
    with clock.at(nord.ends_at + timedelta(hours=1)):
        actions.erase(nord, factories.person(nord.authority))


def by_the_task(nord: Conference) -> None:
    with clock.at(nord.ends_at + timedelta(days=400)):
        tasks.erase.func("")


def by_calling_off(nord: Conference) -> None:
    actions.call_off(nord, None)
    actions.erase(nord, None)


def by_the_person(nord: Conference) -> None:
    for row in nord.registrations.all():
        token = queries.token_of(row)
        Client().post(f"/{nord.authority.slug}/konferenz/{nord.slug}/anmeldung/{token}/")


def by_the_office(nord: Conference) -> None:
    client = factories.signed_in(factories.person(nord.authority, "reviewer"))
    for row in nord.registrations.all():
        client.post(f"/werkstatt/{nord.authority.slug}/konferenzen/{nord.slug}/personen/{row.pk}/abmelden/")


WAYS = pytest.mark.parametrize("way", [by_hand, by_the_task, by_calling_off, by_the_person, by_the_office])


def test_what_is_told_lies_enciphered_in_two_places_and_nowhere_else(nord: Conference) -> None:
    rosa(nord)
    assert stored() == [NAME, EMAIL, NEEDS]
    text = everything()
    for told in (NAME, EMAIL, NEEDS, "Rollstuhl", "rosa@"):
        assert told not in text


@WAYS
def test_each_way_of_forgetting_empties_the_columns(nord: Conference, way: Callable[[Conference], None]) -> None:
    row = rosa(nord)
    way(nord)
    assert stored() == []
    row.refresh_from_db()
    assert (row.contact, row.needs) == (None, "")
    assert not Contact.objects.exists()


@WAYS
def test_each_way_twice_is_once(nord: Conference, way: Callable[[Conference], None]) -> None:
    rosa(nord)
    way(nord)
    deeds = ["conferences.erase", "conferences.cancel"]
    before = (Entry.objects.filter(deed__in=deeds).count(), Mail.objects.count())
    way(nord)
    assert (Entry.objects.filter(deed__in=deeds).count(), Mail.objects.count()) == before


@WAYS
def test_other_conferences_keep_what_they_know(nord: Conference, way: Callable[[Conference], None]) -> None:
    late = nord.starts_at + timedelta(days=600)
    south = factories.conference(
        nord.round, "Süd", starts_at=late, ends_at=late + timedelta(hours=6), registration_closes_at=late
    )
    factories.coming(south, "Ibrahim Test", email="ibrahim@erlenau.example")
    rosa(nord)
    way(nord)
    assert stored() == ["Ibrahim Test", "ibrahim@erlenau.example"]


def test_who_only_waited_is_forgotten_too(nord: Conference) -> None:
    small = factories.conference(nord.round, "Klein", capacity=1)
    factories.coming(small)
    assert rosa(small).state == RegistrationState.WAITING
    by_hand(small)
    assert stored() == []


def test_forgetting_waits_for_the_end(nord: Conference, settings: LazySettings) -> None:
    rosa(nord)
    with pytest.raises(Problem, match="noch nicht vorbei"):
        actions.erase(nord, None)
    with clock.at(nord.ends_at + timedelta(days=settings.CONFERENCE_KEEPS)):
        tasks.erase.func("")
        assert stored() == [NAME, EMAIL, NEEDS], "the last day belongs to it"
    with clock.at(nord.ends_at + timedelta(days=settings.CONFERENCE_KEEPS, minutes=1)):
        tasks.erase.func("")
    assert stored() == []


def test_the_papers_of_a_conference_that_forgot_name_nobody(nord: Conference) -> None:
    rosa(nord)
    by_hand(nord)
    client = factories.signed_in(factories.person(nord.authority))
    base = f"/werkstatt/{nord.authority.slug}/konferenzen/{nord.slug}/"
    for place in ("personen/", "plaetze/"):
        page = client.get(base + place).content.decode()
        for told in (NAME, EMAIL, NEEDS):
            assert told not in page, place


# --- mails ---


def test_who_gave_no_address_gets_no_mail_whatever_happens(nord: Conference) -> None:
    silent = factories.coming(nord, NAME, needs=NEEDS)
    actions.change(nord, None, sittings=[], place="Rathaus Erlenstadt")
    actions.remind(silent, 7)
    actions.call_off(nord, None)
    assert not Mail.objects.exists()


def test_each_mail_goes_to_one_person_and_names_no_other(nord: Conference) -> None:
    rosa(nord)
    factories.coming(nord, "Ibrahim Test", email="ibrahim@erlenau.example")
    actions.change(nord, None, sittings=[], place="Rathaus Erlenstadt")
    actions.call_off(nord, None)
    mails = list(Mail.objects.all())
    assert sorted(mail.recipient for mail in mails) == ["ibrahim@erlenau.example"] * 3 + [EMAIL] * 3
    for mail in mails:
        other = "Ibrahim" if mail.recipient == EMAIL else "Rosa"
        assert other not in mail.subject + mail.body + mail.calendar


def test_what_somebody_needs_stands_in_no_mail(nord: Conference) -> None:
    row = rosa(nord)
    actions.remind(row, 7)
    actions.cancel(row)
    assert Mail.objects.count() == 3
    assert all("Rollstuhl" not in mail.subject + mail.body + mail.calendar for mail in Mail.objects.all())


def test_after_cancelling_no_reminder_and_no_change_is_written(nord: Conference) -> None:
    row = rosa(nord)
    actions.cancel(row)
    before = Mail.objects.count()
    assert not actions.remind(row, 7)
    actions.change(nord, None, sittings=[], place="Rathaus Erlenstadt")
    actions.call_off(nord, None)
    assert Mail.objects.count() == before


def test_a_plan_that_is_changed_before_it_is_announced_writes_to_nobody(nord: Conference) -> None:
    plan = factories.conference(nord.round, "Nur geplant", announced=False)
    factories.coming(plan, NAME, email=EMAIL, person=factories.person(nord.authority))
    Mail.objects.all().delete()
    changed = actions.change(plan, None, sittings=[], place="Rathaus Erlenstadt")
    assert changed.sequence == 0
    assert not Mail.objects.exists()


# --- the journal ---


def test_the_journal_counts_people_and_names_none(nord: Conference) -> None:
    row = rosa(nord)
    factories.topic_tables(nord, 2)
    actions.assign(nord)
    actions.remind(row, 7)
    actions.cancel(row)
    by_hand(nord)
    facts = json.dumps(list(Entry.objects.values_list("deed", "subject", "facts")), ensure_ascii=False)
    for told in ("Rosa", "rosa@", "Rollstuhl", "Verein Erle"):
        assert told not in facts
    assert '"people": 1' in facts


# --- doing things twice, and in the wrong order ---


@pytest.mark.parametrize("capacity", [1, 2])
def test_seats_that_become_free_go_to_who_waited_longest(nord: Conference, capacity: int) -> None:
    small = factories.conference(nord.round, "Klein", capacity=capacity)
    rows = [factories.coming(small, f"Person {number}") for number in range(4)]
    actions.cancel(rows[0])
    states = [Registration.objects.get(pk=row.pk).state for row in rows]
    assert states == ["cancelled", *["registered"] * capacity, *["waiting"] * (3 - capacity)]


def test_who_cancelled_and_comes_again_stands_at_the_end(nord: Conference) -> None:
    small = factories.conference(nord.round, "Klein", capacity=1)
    first, second = factories.coming(small, "Eins"), factories.coming(small, "Zwei")
    actions.cancel(first)
    again = factories.coming(small, "Eins")
    second.refresh_from_db()
    assert (second.state, again.state) == ("registered", "waiting")


def test_the_same_form_after_cancelling_registers_nobody_anew(nord: Conference) -> None:
    key = uuid4()
    row = factories.coming(nord, NAME, form_key=key)
    actions.cancel(row)
    same = factories.coming(nord, NAME, form_key=key)
    assert (same.pk, same.state, same.contact) == (row.pk, "cancelled", None)
    assert stored() == []


def test_laying_tables_twice_leaves_one_set_and_a_table_dropped_is_laid_again(nord: Conference) -> None:
    assert len(actions.lay_tables(nord, None)) == 2
    assert actions.lay_tables(nord, None) == []
    assert Entry.objects.filter(deed="conferences.lay_tables").count() == 1
    actions.drop_table(nord.tables.get(area_uid="area0001"), None)
    [again] = actions.lay_tables(nord, None)
    assert (again.area_uid, again.ordinal) == ("area0001", 3)


def test_a_table_that_goes_leaves_wishes_for_it_without_effect(nord: Conference) -> None:
    first, second = factories.topic_tables(nord, 2)
    factories.coming(nord, NAME, first, second)
    actions.drop_table(first, None)
    third = factories.topic_tables(nord, 2)[1]
    actions.assign(nord)
    assert set(Seat.objects.values_list("table", flat=True)) <= {
        second.pk,
        third.pk,
        *nord.tables.values_list("pk", flat=True),
    }
    plan = queries.plan_of(nord)
    assert (plan.wishing, plan.pleased, plan.unseated) == (1, 1, [])
