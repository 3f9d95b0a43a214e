from __future__ import annotations

import uuid
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.authorities.models import Authority
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Authority:
    return factories.authority()


def of_office(where: Authority, **rest: object) -> Job:
    """Somebody in the office waits for it."""
    return Job.objects.create(authority=where, started_by=factories.person(where), title="Einlesen", **rest)


def page(job: Job) -> str:
    """Its address."""
    return f"/auftrag/{job.pk}/"


def test_a_participant_sees_step_and_bar_and_the_page_loads_again(client: Client, where: Authority) -> None:
    job = Job.objects.create(authority=where, title="Matrix lesen", step="Zeile 12", done=12, total=150)
    response = client.get(page(job))
    assert response["Refresh"] == "1"
    assert "no-store" in response["Cache-Control"]
    text = response.content.decode()
    assert "Zeile 12" in text
    assert 'value="12" max="150"' in text


def test_before_the_first_step_the_page_says_so(client: Client, where: Authority) -> None:
    assert "Gleich geht es los" in client.get(page(Job.objects.create(authority=where, title="x"))).content.decode()


def test_the_office_polls_with_htmx_and_without_script_loads_again(where: Authority) -> None:
    job = of_office(where, step="Seite 3")
    client = factories.signed_in(factories.person(where, "reader"))
    response = client.get(page(job))
    text = response.content.decode()
    assert "Refresh" not in response
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in text
    assert 'hx-trigger="every 1s"' in text


def test_htmx_gets_the_part_that_changes(where: Authority) -> None:
    job = of_office(where, step="Seite 3")
    client = factories.signed_in(factories.person(where))
    text = client.get(page(job), headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<div id="auftrag"')
    assert "<html" not in text


def test_finished_work_leads_on(where: Authority) -> None:
    job = of_office(where, finished_at=timezone.now(), goes_to="/dort/")
    client = factories.signed_in(factories.person(where))
    assert client.get(page(job))["Location"] == "/dort/"
    part = client.get(page(job), headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Redirect"]) == (HTTPStatus.OK, "/dort/")


def test_finished_work_that_leads_nowhere_says_so(client: Client, where: Authority) -> None:
    job = Job.objects.create(authority=where, title="x", finished_at=timezone.now())
    response = client.get(page(job))
    assert "Fertig." in response.content.decode()
    assert "Refresh" not in response


def test_failed_work_says_what_to_do_and_stands_still(where: Authority) -> None:
    job = of_office(where, finished_at=timezone.now(), goes_to="/dort/", problem="Die Datei ist leer.")
    text = factories.signed_in(factories.person(where)).get(page(job)).content.decode()
    assert "Die Datei ist leer." in text
    assert 'href="/dort/"' in text
    assert "hx-get" not in text
    assert "refresh" not in text


def test_strangers_learn_nothing_and_nobody_is_asked_to_sign_in(client: Client, where: Authority) -> None:
    job = of_office(where)
    assert client.get(page(job))["Location"] == f"/konto/anmelden/?next={page(job)}"
    stranger = factories.signed_in(factories.person(factories.authority()))
    assert stranger.get(page(job)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"/auftrag/{uuid.uuid4()}/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("role", Role.values)
def test_the_whole_office_may_watch(where: Authority, role: str) -> None:
    job = of_office(where, step="Seite 3")
    assert "Seite 3" in factories.signed_in(factories.person(where, role)).get(page(job)).content.decode()


def test_without_script_the_page_goes_on_by_itself(where: Authority) -> None:
    """From waiting to the place it leads to, with nothing but what a plain browser does."""
    job = of_office(where, goes_to="/dort/")
    browser = factories.signed_in(factories.person(where))
    assert '<meta http-equiv="refresh" content="1">' in browser.get(page(job)).content.decode()
    Job.objects.filter(pk=job.pk).update(step="Seite 3", done=3, total=4)
    text = browser.get(page(job)).content.decode()
    assert "<bdi>3</bdi> von <bdi>4</bdi>" in text
    assert "Es geht auch ohne Sie weiter" in text
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now())
    assert browser.get(page(job))["Location"] == "/dort/"


def test_the_page_says_what_was_typed_as_words(client: Client, where: Authority) -> None:
    bad = '"><script>alert(1)</script>'
    job = Job.objects.create(authority=where, title=bad, step=bad, problem=bad, finished_at=timezone.now(), goes_to=bad)
    assert "<script>alert" not in client.get(page(job)).content.decode()


@pytest.mark.parametrize("number", ["1", "abc", "00000000-0000-0000-0000-00000000000g"])
def test_what_is_no_number_of_a_job_is_no_page(client: Client, number: str) -> None:
    assert client.get(f"/auftrag/{number}/").status_code == HTTPStatus.NOT_FOUND


def test_who_left_the_office_watches_no_more(where: Authority) -> None:
    who = factories.person(where)
    job = Job.objects.create(authority=where, started_by=who, title="Einlesen")
    browser = factories.signed_in(who)
    assert browser.get(page(job)).status_code == HTTPStatus.OK
    who.memberships.all().delete()
    assert browser.get(page(job)).status_code == HTTPStatus.NOT_FOUND


def test_a_participant_is_not_led_by_htmx(client: Client, where: Authority) -> None:
    job = Job.objects.create(authority=where, title="Matrix lesen")
    text = client.get(page(job)).content.decode()
    assert "<script" not in text
    assert "werkstatt/" not in text.partition("<main")[2].partition("</main>")[0]
