"""The office plans, lays tables, sees who comes, seats people."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.accounts.models import Role, User
from werkstatt.authorities.models import Authority
from werkstatt.conferences import actions, queries
from werkstatt.conferences.models import Conference, Registration, RegistrationState, Seat, TopicTable
from werkstatt.conferences.rules import may_run_conferences, may_see_conferences, may_see_people
from werkstatt.conferences.views import tables as table_views
from werkstatt.lib import clock
from werkstatt.work.models import Job, Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


@pytest.fixture
def editor(nord: Conference) -> Client:
    return factories.signed_in(factories.person(nord.authority, Role.EDITOR))


def office(where: Conference | Authority, path: str = "") -> str:
    if isinstance(where, Conference):
        return f"/werkstatt/{where.authority.slug}/konferenzen/{where.slug}/{path}"
    return f"/werkstatt/{where.slug}/konferenzen/{path}"


def seen(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def done(client: Client, path: str, **fields: object) -> str:
    """Post and follow; the page one ends at."""
    return " ".join(client.post(path, fields, follow=True).content.decode().split())


def filled(nord: Conference, **other: str) -> dict[str, str]:
    """What the form of a conference sends."""
    day = timezone.localtime(clock.now() + timedelta(days=20))
    return {
        "round": str(nord.round_id),
        "title": "Regionalkonferenz Süd",
        "place": "Turnhalle Tessen",
        "starts_at": f"{day:%Y-%m-%d}T10:00",
        "ends_at": f"{day:%Y-%m-%d}T16:00",
        "registration_closes_at": f"{day:%Y-%m-%d}T09:00",
        "capacity": "80",
        "sittings": "10:30–12:00\n13.00 bis 14.30 Uhr\n",
        **other,
    }


RUNS, SEES_PEOPLE = {Role.COMMISSIONER, Role.EDITOR}, {Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_what_it_may(nord: Conference, role: Role) -> None:
    person, stranger = factories.person(nord.authority, role), factories.person(factories.authority(), role)
    assert may_see_conferences(person, nord.authority)
    assert may_run_conferences(person, nord.authority) is (role in RUNS)
    assert may_see_people(person, nord.authority) is (role in SEES_PEOPLE)
    for rule in (may_see_conferences, may_run_conferences, may_see_people):
        assert not rule(stranger, nord.authority)


def test_an_empty_office_says_what_to_do_first() -> None:
    where = factories.authority("leer")
    client = factories.signed_in(factories.person(where))
    assert "Eröffnen Sie zuerst eine." in seen(client, office(where))
    assert "Eröffnen Sie zuerst eine." in done(client, office(where, "neu/"))
    round_ = factories.round_(factories.published(where))
    assert "Konferenz planen" in seen(client, office(round_.authority))
    reader = factories.signed_in(factories.person(where, Role.READER))
    assert "Konferenz planen" not in seen(reader, office(where))


def test_a_conference_is_planned_and_announced(nord: Conference, editor: Client) -> None:
    shown = done(editor, office(nord.authority, "neu/"), **filled(nord))
    assert "„Regionalkonferenz Süd“ ist geplant." in shown
    made = Conference.objects.get(title="Regionalkonferenz Süd")
    assert [each.hours for each in made.sittings.all()] == ["10:30–12:00 Uhr", "13:00–14:30 Uhr"]
    assert made.announced_at is None
    assert "Ab jetzt kann man sich anmelden." in done(editor, office(made, "ankuendigen/"))
    made.refresh_from_db()
    assert made.site == "http://testserver"
    assert Client().get(f"/{made.authority.slug}/konferenz/{made.slug}/").status_code == 200


def test_a_double_click_plans_once(nord: Conference, editor: Client) -> None:
    for _ in range(2):
        editor.post(office(nord.authority, "neu/"), filled(nord))
    assert Conference.objects.filter(title="Regionalkonferenz Süd").count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Titel"),
        ({"sittings": "am Vormittag"}, "ist keine Zeit. Bitte schreiben Sie zum Beispiel"),
        ({"sittings": "25:00–26:00"}, "ist keine Zeit"),
        ({"sittings": "12:00–10:00"}, "Das Ende liegt nicht nach dem Beginn."),
        ({"sittings": "10:30–12:00\n11:00–13:00"}, "Jede Gesprächsrunde beginnt erst"),
        ({"sittings": "08:00–09:00"}, "eine Gesprächsrunde liegt außerhalb"),
        ({"ends_at": "2020-01-01T10:00", "starts_at": "2020-01-01T09:00"}, "in der Vergangenheit"),
        ({"ends_at": "2020-01-01T10:00"}, "Das Ende liegt vor dem Beginn."),
        ({"registration_closes_at": "2090-01-01T10:00"}, "endet spätestens mit der Konferenz"),
        ({"starts_at": "0001-01-01T10:00"}, "Bitte ein Jahr ab 2000"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "99999999999999999999"}, "capacity"),
        ({"round": "99999999999999999999"}, "round"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    nord: Conference, editor: Client, fields: dict[str, str], words: str
) -> None:
    shown = done(editor, office(nord.authority, "neu/"), **filled(nord, **fields))
    assert "Bitte prüfen Sie Ihre Angaben" in shown
    assert words in shown
    assert Conference.objects.count() == 1


def test_facts_are_changed_and_shown(nord: Conference, editor: Client) -> None:
    form = seen(editor, office(nord, "aendern/"))
    assert "10:30–12:00 13:00–14:30" in form
    assert 'name="round"' not in form
    shown = done(editor, office(nord, "aendern/"), **filled(nord, title="Nordkonferenz", interpreters="Ukrainisch"))
    assert "Die Angaben sind gespeichert." in shown
    assert "Nordkonferenz" in shown
    assert "Ukrainisch" in shown
    actions.call_off(nord, None)
    assert "lässt sich nicht mehr ändern" in done(editor, office(nord, "aendern/"), **filled(nord))


def test_the_page_says_what_is_next(nord: Conference, editor: Client) -> None:
    planned = factories.conference(nord.round, "Plan", announced=False)
    assert "Ankündigen und Anmeldung öffnen" in seen(editor, office(planned))
    assert "Noch kein Tisch" in seen(editor, office(nord))
    factories.topic_tables(nord, 2, seats=2)
    for number in range(3):
        factories.coming(nord, f"Gast {number}")
    assert "3 Personen haben noch keinen Platz" in seen(editor, office(nord))
    factories.topic_tables(planned, 2, seats=2)
    actions.assign(nord)
    assert "Alle haben einen Platz" in seen(editor, office(nord))
    for _ in range(2):
        factories.coming(nord)
    assert "das reicht nicht für alle Angemeldeten" in seen(editor, office(nord))


def test_calling_off_asks_first_and_then_tells_all(nord: Conference, editor: Client) -> None:
    factories.coming(nord, email="rosa@erlenau.example")
    assert "1 Person ist angemeldet" in seen(editor, office(nord, "absagen/"))
    assert "1 E-Mail geht hinaus." in done(editor, office(nord, "absagen/"))
    nord.refresh_from_db()
    assert nord.called_off_at
    assert Mail.objects.count() == 2
    with clock.at(nord.ends_at):
        other = factories.conference(nord.round, "Süd")
        with clock.at(other.ends_at):
            assert "vorbei" in done(editor, office(other, "absagen/"))


def test_tables_are_laid_for_all_areas_and_changed_one_by_one(nord: Conference, editor: Client) -> None:
    assert "Je Handlungsfeld ein Tisch" in seen(editor, office(nord, "tische/"))
    assert "2 Tische angelegt." in done(editor, office(nord, "tische/anlegen/"))
    assert "Es gibt schon einen Tisch je Handlungsfeld." in done(editor, office(nord, "tische/anlegen/"))
    table = nord.tables.get(ordinal=2)
    later = nord.sittings.get(ordinal=2)
    fields = {"area_uid": "area0002", "topic": "", "seats": "12", "moderator": "Jobcenter", "sittings": [later.pk]}
    assert "Jobcenter" in done(editor, office(nord, f"tische/{table.pk}/"), **fields)
    table.refresh_from_db()
    assert (table.topic, table.seats) == ("Arbeit und Beruf", 12)
    assert list(table.sittings.all()) == [later]
    assert "Tisch 3: Ehrenamt" in done(editor, office(nord, "tische/neu/"), topic="Ehrenamt", seats="8")
    assert "ist entfernt" in done(editor, office(nord, f"tische/{table.pk}/entfernen/"))
    assert [each.ordinal for each in nord.tables.all()] == [1, 3]
    assert "1 Handlungsfeld hat noch keinen Tisch." in seen(editor, office(nord, "tische/"))


def test_a_table_needs_a_topic_and_seats(nord: Conference, editor: Client) -> None:
    shown = done(editor, office(nord, "tische/neu/"), topic="", seats="0", area_uid="fort")
    assert "Bitte ein Thema angeben oder ein Handlungsfeld wählen." in shown
    assert not TopicTable.objects.exists()


def test_people_are_listed_with_what_they_need(nord: Conference, editor: Client) -> None:
    [table] = factories.topic_tables(nord, 1)
    assert "Noch niemand." in seen(editor, office(nord, "personen/"))
    factories.coming(nord, "Rosa Beispiel", table, needs="Rollstuhl", email="rosa@erlenau.example")
    factories.coming(nord, organisation="Verein Erle")
    shown = seen(editor, office(nord, "personen/"))
    for words in ("Rosa Beispiel", "rosa@erlenau.example", "Rollstuhl", "1. Thema 1", "Verein Erle (Nr."):
        assert words in shown


def test_the_office_registers_somebody_who_called_and_cancels_for_them(nord: Conference, editor: Client) -> None:
    small = factories.conference(nord.round, "Klein", capacity=1)
    fields = {"form_key": str(uuid4()), "name": "Anrufer"}
    assert "Eingetragen." in done(editor, office(small, "personen/eintragen/"), **fields)
    row = Registration.objects.get()
    assert isinstance(row.entered_by, User)
    assert "kommt auf die Warteliste" in seen(editor, office(small, "personen/eintragen/"))
    waits = done(editor, office(small, "personen/eintragen/"), form_key=str(uuid4()), name="Zweite")
    assert "Die Person wartet." in waits
    assert "Warteliste" in waits
    assert "Abgemeldet." in done(editor, office(small, f"personen/{row.pk}/abmelden/"))
    states = list(Registration.objects.order_by("pk").values_list("state", flat=True))
    assert states == [RegistrationState.CANCELLED, RegistrationState.REGISTERED]
    assert editor.post(office(nord, f"personen/{row.pk}/abmelden/")).status_code == 404


def test_after_the_end_the_office_forgets_by_hand(nord: Conference, editor: Client) -> None:
    factories.coming(nord, "Rosa Beispiel")
    assert "noch nicht vorbei" in done(editor, office(nord, "personen/loeschen/"))
    with clock.at(nord.ends_at):
        editor_then = factories.signed_in(factories.person(nord.authority, Role.EDITOR))
        assert "Jetzt löschen" in seen(editor_then, office(nord, "personen/"))
        assert "geschieht es 30 Tage nach der Konferenz" in seen(editor_then, office(nord, "personen/"))
        assert "Abmelden" not in seen(editor_then, office(nord, "personen/")).partition("Angemeldet")[2].replace(
            "Abmelden</span></th>", ""
        )
        assert "Die Angaben zu 1 Person sind gelöscht." in done(editor_then, office(nord, "personen/loeschen/"))
        shown = seen(editor_then, office(nord, "personen/"))
    assert "Rosa Beispiel" not in shown
    assert "Namen, Adressen und Angaben sind seit" in shown


def test_seats_say_what_is_missing_first(nord: Conference, editor: Client) -> None:
    assert "Dafür braucht es Tische und Gesprächsrunden." in seen(editor, office(nord, "plaetze/"))
    factories.topic_tables(nord, 2, seats=1)
    assert "Noch ist niemand angemeldet." in seen(editor, office(nord, "plaetze/"))
    for number in range(3):
        factories.coming(nord, f"Gast {number}")
    assert "fehlt 1 Platz: 3 Personen, 2 Plätze" in done(editor, office(nord, "plaetze/verteilen/"))


def test_people_are_seated_moved_and_released(nord: Conference, editor: Client) -> None:
    tables = factories.topic_tables(nord, 3)
    who = factories.coming(nord, "Rosa Beispiel", organisation="Verein Erle")
    factories.coming(nord, "Gast")
    assert "2 Personen haben jetzt einen Platz" in done(editor, office(nord, "plaetze/verteilen/"))
    first = nord.sittings.get(ordinal=1)
    taken = set(who.seats.values_list("table", flat=True))
    free = next(table for table in tables if table.pk not in taken)
    form = seen(editor, office(nord, f"plaetze/{who.pk}/?runde={first.pk}&tisch={free.pk}"))
    assert f'<option value="{free.pk}" selected>' in form
    there = office(nord, f"plaetze/{who.pk}/")
    shown = done(editor, there, sitting=first.pk, table=free.pk)
    assert f"Der Platz an „{free}“ ist festgelegt." in shown
    assert shown.count('class="wk-tag">festgelegt') == 1
    assert "Festlegung lösen" in seen(editor, there)
    assert "Die Festlegung ist gelöst." in done(editor, office(nord, f"plaetze/{who.pk}/1/loesen/"))
    assert not Seat.objects.filter(pinned=True).exists()


def test_a_move_that_cannot_be_says_why(nord: Conference, editor: Client) -> None:
    first, second = nord.sittings.all()
    early = actions.add_table(nord, None, topic="Früh", seats=4, sittings=[first])
    who = factories.coming(nord, "Gast")
    there = office(nord, f"plaetze/{who.pk}/")
    assert "nicht geöffnet" in done(editor, there, sitting=second.pk, table=early.pk)
    assert "Bitte prüfen Sie Ihre Angaben" in done(editor, there, sitting="x", table="99999999999999999999")
    other = factories.topic_tables(factories.conference(nord.round, "Süd"), 1)[0]
    assert "Bitte prüfen Sie Ihre Angaben" in done(editor, there, sitting=first.pk, table=other.pk)
    assert not Seat.objects.exists()


def test_many_people_are_seated_as_a_task(nord: Conference, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_views, "TASK_FROM", 1)
    factories.topic_tables(nord, 2)
    factories.coming(nord)
    answer = editor.post(office(nord, "plaetze/verteilen/"))
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/auftrag/{job.pk}/"
    assert job.goes_to == office(nord, "plaetze/")


def test_a_reader_sees_numbers_and_no_names(nord: Conference) -> None:
    factories.coming(nord, "Rosa Beispiel")
    reader = factories.signed_in(factories.person(nord.authority, Role.READER))
    shown = seen(reader, office(nord))
    assert "1 von 40 Plätzen vergeben" in shown
    assert "Rosa" not in shown
    assert office(nord, "personen/") not in shown
    assert office(nord, "tische/neu/") not in seen(reader, office(nord, "tische/"))
    reviewer = factories.signed_in(factories.person(nord.authority, Role.REVIEWER))
    assert "Rosa Beispiel" in seen(reviewer, office(nord, "personen/"))


def test_another_authority_has_no_part_in_it(nord: Conference, editor: Client) -> None:
    other = factories.conference(factories.round_(factories.published(factories.authority())), "Fremd")
    assert editor.get(office(other)).status_code == 404
    table = factories.topic_tables(other, 1)[0]
    guest = factories.coming(other, "Fremd")
    assert editor.get(office(nord, f"tische/{table.pk}/")).status_code == 404
    assert editor.get(office(nord, f"plaetze/{guest.pk}/")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_constant_queries(
    nord: Conference, editor: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    tables = factories.topic_tables(nord, rows + 1)
    for number in range(rows):
        factories.conference(nord.round, f"Weitere {number}")
        factories.coming(nord, f"Gast {number}", tables[0], organisation="Verein", email=f"g{number}@erlenau.example")
    actions.assign(nord)
    for path, many in (("", 13), ("personen/", 9), ("tische/", 9), ("plaetze/", 12)):
        with django_assert_num_queries(many):
            editor.get(office(nord, path))
    with django_assert_num_queries(7):
        editor.get(office(nord.authority))


def test_who_has_no_name_is_called_by_organisation_and_number(nord: Conference) -> None:
    nameless, house, named = (
        factories.coming(nord),
        factories.coming(nord, organisation="VHS"),
        factories.coming(nord, "A"),
    )
    assert [each.called for each in (nameless, house, named)] == [
        f"Ohne Namen (Nr. {nameless.pk})",
        f"VHS (Nr. {house.pk})",
        "A",
    ]
    assert queries.counts(nord).registered == 3
