"""A conference is planned, announced, changed, called off; calendars follow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar

from konzept.model import Problem
from tests import factories
from werkstatt.conferences import actions, queries
from werkstatt.conferences.models import Conference, RegistrationState
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import DEEDS
from werkstatt.lib import clock
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


def hours(conference: Conference) -> list[tuple[object, object]]:
    return [(each.starts_at, each.ends_at) for each in conference.sittings.all()]


def facts(nord: Conference, **other: object) -> dict[str, object]:
    """What the form gives when nothing but this is changed."""
    names = ("title", "place", "address", "starts_at", "ends_at", "capacity", "registration_closes_at")
    return {name: getattr(nord, name) for name in names} | {"sittings": hours(nord)} | other


def test_the_same_plan_twice_is_one_conference_and_another_has_another_address(nord: Conference) -> None:
    again = factories.conference(nord.round, starts_at=nord.starts_at, ends_at=nord.ends_at)
    assert again == nord
    other = factories.conference(nord.round, place="Turnhalle Tessen")
    assert (nord.slug, other.slug) == ("regionalkonferenz-nord", "regionalkonferenz-nord-2")
    assert factories.conference(nord.round, "Neu").slug == "neu-2"
    assert [str(each) for each in nord.sittings.all()] == ["1. Gesprächsrunde", "2. Gesprächsrunde"]
    assert nord.sittings.all()[0].hours == "10:30–12:00 Uhr"


@pytest.mark.parametrize(
    ("days", "phase"), [(-1, "open"), (13.5, "closed"), (14.6, "over")], ids=["open", "closed", "over"]
)
def test_the_phase_follows_from_the_dates(nord: Conference, days: float, phase: str) -> None:
    assert queries.phase(nord, clock.now() + timedelta(days=days)) == phase


def test_a_plan_is_a_draft_and_one_that_is_off_is_off() -> None:
    planned = factories.conference(announced=False)
    assert queries.phase(planned) == "draft"
    assert not queries.public_conferences(planned.authority).exists()
    actions.call_off(planned, None)
    planned.refresh_from_db()
    assert queries.phase(planned) == "called_off"
    with pytest.raises(Problem):
        actions.announce(planned, None, site="http://testserver")


def test_announcing_twice_is_once_and_every_deed_has_words(nord: Conference) -> None:
    actions.announce(nord, None, site="http://anderswo")
    nord.refresh_from_db()
    assert nord.site == "http://testserver"
    assert Entry.objects.filter(deed="conferences.announce").count() == 1
    assert set(Entry.objects.values_list("deed", flat=True)) <= DEEDS.keys()


def test_another_time_is_written_to_everybody_and_counts_up_the_calendar(nord: Conference) -> None:
    factories.coming(nord, email="rosa@erlenau.example")
    factories.coming(nord, "ohne Adresse")
    Mail.objects.all().delete()
    actions.change(nord, None, **facts(nord, starts_at=nord.starts_at + timedelta(minutes=30)))
    mail = Mail.objects.get()
    assert mail.subject == "Geändert: Regionalkonferenz Nord"
    [event] = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert int(event["SEQUENCE"]) == 1
    assert event["DTSTART"].dt == nord.starts_at + timedelta(minutes=30)


def test_another_programme_is_written_to_nobody(nord: Conference) -> None:
    factories.coming(nord, email="rosa@erlenau.example")
    Mail.objects.all().delete()
    changed = actions.change(nord, None, **facts(nord, programme="10:00 Begrüßung"))
    assert (changed.sequence, changed.programme) == (0, "10:00 Begrüßung")
    assert not Mail.objects.exists()


def test_more_seats_go_to_those_who_wait() -> None:
    small = factories.conference(capacity=1)
    factories.coming(small)
    waiting = [factories.coming(small) for _ in range(2)]
    actions.change(small, None, **facts(small, capacity=2))
    states = [type(each).objects.get(pk=each.pk).state for each in waiting]
    assert states == [RegistrationState.REGISTERED, RegistrationState.WAITING]


def test_fewer_seats_send_nobody_away(nord: Conference) -> None:
    for _ in range(3):
        factories.coming(nord)
    actions.change(nord, None, **facts(nord, capacity=2))
    nord.refresh_from_db()
    assert queries.counts(nord) == queries.Counts(registered=3, waiting=0, free=0)
    assert factories.coming(nord).state == RegistrationState.WAITING


def test_calling_off_writes_to_all_and_takes_it_out_of_the_calendar() -> None:
    small = factories.conference(capacity=1)
    comes, waits = (factories.coming(small, email=f"{name}@erlenau.example") for name in "ab")
    Mail.objects.all().delete()
    assert actions.call_off(small, None) == 2
    assert actions.call_off(small, None) == 0
    first, second = Mail.objects.order_by("pk")
    assert first.subject == second.subject == "Abgesagt: Regionalkonferenz Nord"
    whole = Calendar.from_ical(first.calendar)
    [event] = whole.walk("VEVENT")
    assert (str(whole["METHOD"]), str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCEL", "CANCELLED", 1)
    assert str(event["UID"]) == str(comes.key)
    assert second.calendar == ""
    assert waits.state == RegistrationState.WAITING
    with pytest.raises(Problem, match="abgesagt"):
        actions.change(small, None, **facts(small))


def test_what_is_over_is_not_called_off(nord: Conference) -> None:
    with clock.at(nord.ends_at), pytest.raises(Problem, match="vorbei"):
        actions.call_off(nord, None)


def test_the_calendar_of_the_conference_stands_for_itself(nord: Conference) -> None:
    whole = Calendar.from_ical(queries.calendar(nord))
    [event] = whole.walk("VEVENT")
    assert str(event["UID"]) == str(nord.key)
    assert str(event["SUMMARY"]) == "Regionalkonferenz Nord"
    assert str(event["LOCATION"]) == "Bürgerhaus Erlenstadt, Marktplatz 1, 99999 Erlenstadt"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=6)
    assert str(whole["METHOD"]) == "PUBLISH"


def test_long_and_hostile_words_stay_one_field_of_the_calendar(nord: Conference) -> None:
    nord.title, nord.place = "A;B,C\nEND:VCALENDAR" + "ü" * 300, "Saal\r\nATTENDEE:mailto:x@example.org"
    text = queries.calendar(nord)
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert "ATTENDEE" not in event
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
