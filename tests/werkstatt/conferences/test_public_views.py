"""Coming to a conference, as everybody sees it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client, override_settings
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.conferences import actions, queries
from werkstatt.conferences.models import Conference, Registration, RegistrationState
from werkstatt.lib import clock
from werkstatt.lib.logs import masked
from werkstatt.participation.forms.guarding import stamp
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


def base(to: Conference) -> str:
    return f"/{to.authority.slug}/konferenz/{to.slug}/"


def page(path: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def told(**fields: str) -> dict[str, str]:
    """What the form sends."""
    return {"form_key": str(uuid4()), "stamp": stamp(), **fields}


def register(to: Conference, **fields: str) -> tuple[str, Registration]:
    """Through the form; the person's own page and the row."""
    answer = Client().post(f"{base(to)}anmelden/", told(**fields))
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], Registration.objects.latest("pk")


def test_the_list_shows_what_is_announced_alone(nord: Conference) -> None:
    factories.conference(nord.round, "Nur geplant", announced=False)
    with clock.at(nord.ends_at):
        factories.conference(nord.round, "Danach")
        shown = page(f"/{nord.authority.slug}/konferenz/")
    assert "Nur geplant" not in shown
    assert shown.index("Danach") < shown.index("Vorbei") < shown.index("Regionalkonferenz Nord")


def test_nothing_planned_is_said(nord: Conference) -> None:
    assert "Zurzeit ist keine Konferenz geplant" in page(f"/{factories.authority('leer').slug}/konferenz/")


def test_what_is_only_planned_does_not_exist_for_the_public(nord: Conference) -> None:
    planned = factories.conference(nord.round, "Nur geplant", announced=False)
    for path in ("", "anmelden/", "termin.ics", f"anmeldung/{'a' * 20}/", f"anmeldung/{'a' * 20}/termin.ics"):
        assert Client().get(base(planned) + path).status_code == 404, path
    assert Client().post(f"{base(planned)}anmelden/", told()).status_code == 404
    assert not Registration.objects.exists()


def test_the_page_says_when_where_and_how(nord: Conference) -> None:
    factories.topic_tables(nord, 2)
    Conference.objects.update(
        programme="- 10:00 Begrüßung\n- 10:30 Tische", accessibility="Stufenlos", interpreters="Ukrainisch, Gebärden"
    )
    shown = page(base(nord))
    for words in ("Bürgerhaus Erlenstadt", "10:00 Uhr", "16:00 Uhr", "Stufenlos", "Ukrainisch, Gebärden", "Thema 2"):
        assert words in shown
    assert "<li>10:00 Begrüßung</li>" in shown
    assert "Es sind noch 40 Plätze frei." in shown
    assert f'href="{base(nord)}anmelden/"' in shown


def test_the_page_follows_the_phase(nord: Conference) -> None:
    small = factories.conference(nord.round, "Klein", capacity=1)
    assert "Es ist noch ein Platz frei." in page(base(small))
    factories.coming(small)
    assert "Auf die Warteliste" in page(base(small))
    with clock.at(nord.registration_closes_at):
        assert "Die Anmeldung ist geschlossen." in page(base(nord))
        assert "Die Anmeldung ist geschlossen." in page(f"{base(nord)}anmelden/")
        answer = Client().post(f"{base(nord)}anmelden/", told()).content.decode()
        assert "<form" not in answer
    with clock.at(nord.ends_at):
        assert "ist vorbei" in page(base(nord))
    actions.call_off(nord, None)
    assert "ist abgesagt" in page(base(nord))
    assert "ist abgesagt" in page(f"{base(nord)}anmelden/")
    assert "ist abgesagt" in page(f"/{nord.authority.slug}/konferenz/")
    assert not Registration.objects.filter(conference=nord).exists()


def test_somebody_registers_without_a_word_and_keeps_the_page(nord: Conference) -> None:
    there, row = register(nord)
    shown = page(there)
    assert there == f"{base(nord)}anmeldung/{queries.token_of(row)}/"
    assert "Sie sind angemeldet" in shown
    assert "Bitte merken Sie sich die Adresse dieser Seite" in shown
    assert row.state == RegistrationState.REGISTERED


def test_somebody_tells_everything_and_sees_it_again(nord: Conference) -> None:
    first, second = factories.topic_tables(nord, 2)
    there, row = register(
        nord,
        name="Rosa  Beispiel",
        organisation="Verein Erle",
        email="rosa@erlenau.example",
        needs="Platz für den Rollstuhl",
        wish_1=str(second.pk),
        wish_2=str(first.pk),
    )
    shown = page(there)
    for words in ("Rosa Beispiel", "Verein Erle", "rosa@erlenau.example", "Platz für den Rollstuhl", "unterwegs"):
        assert words in shown
    assert row.wishes == [second.pk, first.pk]
    assert shown.index("Thema 2") < shown.index("Thema 1")
    assert there in Mail.objects.get().body


def test_after_seating_one_sees_the_tables(nord: Conference) -> None:
    factories.topic_tables(nord, 2)
    there, _ = register(nord)
    actions.assign(nord)
    shown = page(there)
    assert "Ihre Tische" in shown
    assert "1. Gesprächsrunde, 10:30–12:00 Uhr: Tisch" in shown


def test_a_double_click_registers_once_and_leads_to_the_same_page(nord: Conference) -> None:
    form = told(name="Rosa", email="rosa@erlenau.example")
    first, second = (Client().post(f"{base(nord)}anmelden/", form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Registration.objects.count() == Mail.objects.count() == 1


def test_back_and_other_words_are_another_registration(nord: Conference) -> None:
    form = told(name="Rosa")
    for name in ("Rosa", "Rita"):
        Client().post(f"{base(nord)}anmelden/", form | {"name": name})
    assert Registration.objects.count() == 2


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(nord: Conference) -> None:
    first, *_ = factories.topic_tables(nord, 2)
    wrong = told(email="rosa@", needs="Rollstuhl", wish_1=str(first.pk), wish_2=str(first.pk))
    shown = Client().post(f"{base(nord)}anmelden/", wrong).content.decode()
    assert "Bitte prüfen Sie Ihre Angaben" in shown
    assert 'href="#id_email"' in shown
    assert "Dieser Tisch steht schon weiter oben." in shown
    assert ">\nRollstuhl</textarea>" in shown
    assert not Registration.objects.exists()


@pytest.mark.parametrize("strange", ["0", "99999999999999999999", "x", "-1", "٣"])
def test_a_wish_for_no_table_is_refused(nord: Conference, strange: str) -> None:
    factories.topic_tables(nord, 2)
    shown = Client().post(f"{base(nord)}anmelden/", told(wish_1=strange)).content.decode()
    assert 'aria-invalid="true"' in shown
    assert not Registration.objects.exists()


def test_a_machine_is_asked_once_more_and_a_person_loses_nothing(nord: Conference) -> None:
    for trap in ({"stamp": "x"}, {"subject": "Angebot"}, {"stamp": ""}):
        shown = Client().post(f"{base(nord)}anmelden/", told(name="Rosa", **trap)).content.decode()
        assert "Bitte drücken Sie noch einmal auf „Anmelden“" in shown
        assert 'value="Rosa"' in shown
        assert "Angebot" not in shown
    assert not Registration.objects.exists()


def test_the_hidden_field_is_out_of_reach(nord: Conference) -> None:
    shown = page(f"{base(nord)}anmelden/")
    trap = shown[shown.index('class="wk-apart"') :]
    assert 'aria-hidden="true"' in trap
    assert 'tabindex="-1"' in trap


def test_one_connection_registers_so_often_and_no_more(nord: Conference) -> None:
    with override_settings(SAY_MOST=2):
        answers = [Client().post(f"{base(nord)}anmelden/", told(name="Rosa")) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "in kurzer Zeit sehr viel" in answers[-1].content.decode()
    assert Registration.objects.count() == 2


def test_forms_work_in_a_browser_that_refuses_cookies(nord: Conference) -> None:
    visitor = Client(enforce_csrf_checks=True)
    there = visitor.post(f"{base(nord)}anmelden/", told(name="Rosa")).headers["Location"]
    assert visitor.post(there).status_code == 302
    assert Registration.objects.get().state == RegistrationState.CANCELLED


def test_a_form_without_its_key_is_asked_again(nord: Conference) -> None:
    assert Client().post(f"{base(nord)}anmelden/", {"name": "Rosa"}).status_code == 200
    assert not Registration.objects.exists()


def test_hostile_words_are_words(nord: Conference) -> None:
    hostile = '<script>alert("x")</script>'
    there, _ = register(nord, name=hostile, organisation=hostile, needs=hostile)
    assert "<script>alert" not in page(there)
    assert "alert(" in page(there)


def test_cancelling_by_link_forgets_and_twice_is_once(nord: Conference) -> None:
    there, row = register(nord, name="Rosa Beispiel", email="rosa@erlenau.example")
    visitor = Client()
    answer = visitor.post(there, follow=True).content.decode()
    assert "Sie sind abgemeldet" in answer
    assert "Rosa Beispiel" not in answer
    visitor.post(there)
    row.refresh_from_db()
    assert row.state == RegistrationState.CANCELLED
    assert Mail.objects.count() == 2
    again = page(there)
    assert "Doch wieder anmelden" in again
    assert "Absagen" not in again


def test_after_the_end_cancelling_is_refused_with_a_sentence(nord: Conference) -> None:
    there, row = register(nord)
    with clock.at(nord.ends_at):
        assert "Eine Abmeldung ist nicht mehr nötig." in Client().post(there, follow=True).content.decode()
    row.refresh_from_db()
    assert row.state == RegistrationState.REGISTERED


def test_who_waits_is_told_so() -> None:
    small = factories.conference(capacity=1)
    register(small)
    there, row = register(small)
    shown = page(there)
    assert row.state == RegistrationState.WAITING
    assert "Sie stehen auf der Warteliste" in shown
    assert "Termin für den Kalender" not in shown
    with_mail, _ = register(small, email="rosa@erlenau.example")
    assert "schreiben wir Ihnen sofort" in page(with_mail)


def test_calendars_are_files_with_a_stable_uid(nord: Conference) -> None:
    there, row = register(nord)
    for path, uid in ((f"{base(nord)}termin.ics", nord.key), (f"{there}termin.ics", row.key)):
        answers = [Client().get(path) for _ in range(2)]
        assert answers[0].headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert 'filename="regionalkonferenz-nord.ics"' in answers[0].headers["Content-Disposition"]
        for answer in answers:
            [event] = Calendar.from_ical(answer.content).walk("VEVENT")
            assert str(event["UID"]) == str(uid)
    actions.call_off(nord, None)
    [event] = Calendar.from_ical(Client().get(f"{base(nord)}termin.ics").content).walk("VEVENT")
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 1)


def test_a_guessed_link_opens_nothing(nord: Conference) -> None:
    register(nord)
    for token in ("a" * 20, "x", "ä" * 20):
        assert Client().get(f"{base(nord)}anmeldung/{token}/").status_code == 404
        assert Client().post(f"{base(nord)}anmeldung/{token}/").status_code == 404


def test_no_page_sets_a_cookie(nord: Conference) -> None:
    there, _ = register(nord)
    for path in (base(nord), f"{base(nord)}anmelden/", there):
        visitor = Client()
        visitor.get(path)
        assert not visitor.cookies


def test_own_pages_are_kept_by_nobody_and_masked_in_logs(nord: Conference) -> None:
    there, row = register(nord)
    assert "no-store" in Client().get(there).headers["Cache-Control"]
    assert queries.token_of(row) not in masked(f"GET {there} 200")


@pytest.mark.parametrize("rows", [1, 3])
def test_constant_queries(nord: Conference, django_assert_num_queries: DjangoAssertNumQueries, rows: int) -> None:
    tables = factories.topic_tables(nord, rows + 1)
    for number in range(rows):
        factories.conference(nord.round, f"Weitere {number}")
        there, _ = register(nord, name=f"Gast {number}", wish_1=str(tables[0].pk))
    actions.assign(nord)
    for path, many in ((f"/{nord.authority.slug}/konferenz/", 3), (base(nord), 7), (f"{base(nord)}anmelden/", 5)):
        with django_assert_num_queries(many):
            Client().get(path)
    with django_assert_num_queries(6):
        Client().get(there)
