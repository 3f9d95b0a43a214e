"""People register, wait, move up, cancel, are reminded and forgotten."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from icalendar import Calendar

from konzept.model import Problem
from tests import factories
from werkstatt.conferences import actions, queries, tasks
from werkstatt.conferences.models import Conference, Registration, RegistrationState, Reminder, Seat
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.participation.models import Contact
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db
SECRETS = ("Rosa Beispiel", "rosa@erlenau.example", "Rollstuhl")


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


def rosa(to: Conference) -> Registration:
    """Somebody who tells everything."""
    return factories.coming(to, SECRETS[0], email=SECRETS[1], needs=SECRETS[2], organisation="Verein Erle")


def entry_of(mail: Mail) -> dict[str, str]:
    """What a calendar reads from it."""
    whole = Calendar.from_ical(mail.calendar)
    [event] = whole.walk("VEVENT")
    return {
        "method": str(whole["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": str(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "url": str(event["URL"]),
    }


def test_nothing_need_be_told(nord: Conference) -> None:
    registration = factories.coming(nord)
    assert registration.state == RegistrationState.REGISTERED
    assert registration.contact is None
    assert not Mail.objects.exists()


def test_what_is_told_lies_enciphered_and_apart(nord: Conference) -> None:
    registration = rosa(nord)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM conferences_registration")
        stored = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM participation_contact")
        stored += repr(cursor.fetchall())
    assert not any(secret in stored for secret in SECRETS)
    again = Registration.objects.select_related("contact").get(pk=registration.pk)
    assert again.contact is not None
    assert (again.contact.name, again.contact.email, again.needs) == SECRETS


def test_the_journal_names_nobody(nord: Conference) -> None:
    actions.cancel(rosa(nord))
    told = repr(list(Entry.objects.values_list("deed", "subject", "facts")))
    assert "conferences.register" in told
    assert "conferences.cancel" in told
    assert not any(secret in told for secret in (*SECRETS, "Verein Erle"))


def test_the_same_form_twice_is_one_registration(nord: Conference) -> None:
    key = uuid.uuid4()
    first = factories.coming(nord, "Rosa", form_key=key, email="rosa@erlenau.example")
    assert factories.coming(nord, "Rosa", form_key=key, email="rosa@erlenau.example") == first
    assert Registration.objects.count() == Mail.objects.count() == 1


def test_a_link_opens_one_registration_and_is_never_stored(nord: Conference) -> None:
    registration = rosa(nord)
    token = queries.token_of(registration)
    assert queries.registration_of(nord, token) == registration
    assert queries.registration_of(nord, token.upper()) == registration
    assert queries.registration_of(nord, "a" * 20) is None
    assert queries.registration_of(factories.conference(nord.round, "Süd"), token) is None
    assert token not in repr(Registration.objects.values().get())


def test_the_confirmation_brings_the_link_and_the_calendar(nord: Conference) -> None:
    registration = rosa(nord)
    mail = Mail.objects.get()
    assert mail.recipient == SECRETS[1]
    assert mail.subject == "Angemeldet: Regionalkonferenz Nord"
    link = f"http://testserver{nord_page(nord)}anmeldung/{queries.token_of(registration)}/"
    assert link in mail.body
    assert "Guten Tag Rosa Beispiel," in mail.body
    assert entry_of(mail) == {
        "method": "PUBLISH",
        "uid": str(registration.key),
        "sequence": "0",
        "status": "CONFIRMED",
        "url": link,
    }


def nord_page(nord: Conference) -> str:
    return f"/{nord.authority.slug}/konferenz/{nord.slug}/"


def test_who_comes_after_the_last_seat_waits_and_moves_up_in_order() -> None:
    small = factories.conference(capacity=2)
    first, _ = factories.coming(small, "A"), factories.coming(small, "B")
    third, fourth = (factories.coming(small, name, email=f"{name}@erlenau.example") for name in ("c", "d"))
    assert [third.state, fourth.state] == [RegistrationState.WAITING] * 2
    assert [mail.subject.partition(":")[0] for mail in Mail.objects.order_by("pk")] == ["Auf der Warteliste"] * 2
    assert not any(mail.calendar for mail in Mail.objects.all())
    actions.cancel(first)
    third.refresh_from_db()
    fourth.refresh_from_db()
    assert (third.state, fourth.state) == (RegistrationState.REGISTERED, RegistrationState.WAITING)
    last = Mail.objects.latest("pk")
    assert (last.recipient, last.subject) == ("c@erlenau.example", "Ein Platz ist frei: Regionalkonferenz Nord")
    assert entry_of(last)["status"] == "CONFIRMED"
    assert Entry.objects.filter(deed="conferences.move_up").count() == 1


def test_who_waits_and_cancels_takes_nobody_along() -> None:
    small = factories.conference(capacity=1)
    factories.coming(small, "A")
    waiting, next_one = factories.coming(small, "B"), factories.coming(small, "C")
    actions.cancel(waiting)
    next_one.refresh_from_db()
    assert next_one.state == RegistrationState.WAITING


def test_cancelling_forgets_at_once_tells_the_calendar_and_twice_is_once(nord: Conference) -> None:
    registration = rosa(nord)
    actions.cancel(registration)
    actions.cancel(registration)
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED
    assert (registration.contact, registration.needs) == (None, "")
    assert (registration.organisation, registration.wishes) == ("", [])
    assert not Contact.objects.exists()
    assert Entry.objects.filter(deed="conferences.cancel").count() == 1
    confirmation, goodbye = Mail.objects.order_by("pk")
    assert entry_of(goodbye)["uid"] == entry_of(confirmation)["uid"]
    assert entry_of(goodbye) | {"url": ""} == {
        "method": "CANCEL",
        "uid": str(registration.key),
        "sequence": "1",
        "status": "CANCELLED",
        "url": "",
    }


def test_cancelling_frees_the_seats_at_the_tables(nord: Conference) -> None:
    factories.topic_tables(nord, 3)
    registration = rosa(nord)
    actions.assign(nord)
    assert Seat.objects.count() == 2
    actions.cancel(registration)
    assert not Seat.objects.exists()


@pytest.mark.parametrize(
    ("days", "public", "office"),
    [(0, True, True), (13.5, False, True), (15, False, False)],
)
def test_registration_closes_for_the_public_and_ends_for_the_office(days: float, public: bool, office: bool) -> None:  # noqa: FBT001  # a table of cases
    nord = factories.conference()
    person = factories.person(nord.authority)
    with clock.at(clock.now() + timedelta(days=days)):
        for allowed, who in ((public, None), (office, person)):
            if allowed:
                assert factories.coming(nord, person=who).entered_by == who
            else:
                with pytest.raises(Problem):
                    factories.coming(nord, person=who)


def test_before_it_is_announced_only_the_office_registers() -> None:
    planned = factories.conference(announced=False)
    with pytest.raises(Problem, match="geschlossen"):
        factories.coming(planned)
    assert factories.coming(planned, person=factories.person(planned.authority))


def test_after_it_was_called_off_nobody_registers(nord: Conference) -> None:
    actions.call_off(nord, None)
    with pytest.raises(Problem, match="abgesagt"):
        factories.coming(nord, person=factories.person(nord.authority))


def test_after_the_end_nothing_is_left_to_cancel(nord: Conference) -> None:
    registration = rosa(nord)
    with clock.at(nord.ends_at + timedelta(hours=1)), pytest.raises(Problem, match="vorbei"):
        actions.cancel(registration)


def at(nord: Conference, days: float) -> None:
    """The regular task, so many days before."""
    with clock.at(nord.starts_at - timedelta(days=days)):
        tasks.remind.call("job")


def test_reminders_go_seven_days_and_one_day_before_once_each(nord: Conference) -> None:
    rosa(nord)
    factories.coming(nord, "ohne Adresse")
    Mail.objects.all().delete()
    for days, expected in ((8, 0), (6.9, 1), (6.5, 1), (3, 1), (0.9, 2), (0.5, 2), (-0.1, 2)):
        at(nord, days)
        assert Mail.objects.count() == expected, days
    assert {mail.subject for mail in Mail.objects.all()} == {"Erinnerung: Regionalkonferenz Nord"}
    assert not any(mail.calendar for mail in Mail.objects.all())
    assert set(Reminder.objects.values_list("days", flat=True)) == {1, 7}


def test_who_registers_late_is_not_reminded_of_what_they_just_did(nord: Conference) -> None:
    with clock.at(nord.starts_at - timedelta(days=3)):
        rosa(nord)
    Mail.objects.all().delete()
    at(nord, 2.9)
    assert not Mail.objects.exists()
    at(nord, 0.9)
    assert Mail.objects.count() == 1


def test_nobody_who_waits_cancelled_or_whose_conference_is_off_is_reminded(nord: Conference) -> None:
    small = factories.conference(nord.round, "Süd", capacity=1)
    factories.coming(small, "A")
    factories.coming(small, "B", email="b@erlenau.example")
    actions.cancel(rosa(nord))
    off = factories.conference(nord.round, "West")
    rosa(off)
    actions.call_off(off, None)
    Mail.objects.all().delete()
    at(nord, 6.9)
    assert not Mail.objects.exists()


def test_reminding_by_hand_twice_is_once(nord: Conference) -> None:
    registration = rosa(nord)
    assert actions.remind(registration, 7)
    assert not actions.remind(registration, 7)
    actions.cancel(registration)
    assert not actions.remind(registration, 1)


def test_a_month_after_the_conference_nobody_is_known_any_more(nord: Conference) -> None:
    registration = rosa(nord)
    for days, known in ((29, True), (31, False), (32, False)):
        with clock.at(nord.ends_at + timedelta(days=days)):
            tasks.erase.call("job")
        registration.refresh_from_db()
        assert (registration.contact_id is not None, bool(registration.needs)) == (known, known)
    assert registration.state == RegistrationState.REGISTERED
    assert registration.organisation == "Verein Erle"
    assert not Contact.objects.exists()
    assert Entry.objects.get(deed="conferences.erase").facts == {"people": 1}


def test_nobody_is_forgotten_before_it_is_over(nord: Conference) -> None:
    rosa(nord)
    with pytest.raises(Problem, match="noch nicht vorbei"):
        actions.erase(nord)
    with clock.at(nord.ends_at):
        assert actions.erase(nord) == 1
        assert actions.erase(nord) == 0
