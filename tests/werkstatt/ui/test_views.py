"""Pages for when something is not as it should be."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests import factories
from werkstatt.ui import views


@pytest.mark.django_db
def test_an_unknown_address_is_said_kindly(client: Client) -> None:
    page = client.get("/gibt-es-nicht/")
    assert page.status_code == 404
    assert "Diese Seite gibt es nicht" in page.content.decode()


def test_a_fault_is_said_without_asking_the_database(rf: RequestFactory) -> None:
    page = views.broken(rf.get("/"))
    assert isinstance(page, HttpResponse)
    assert page.status_code == 500
    assert "Was schon bestätigt war, ist gespeichert" in page.content.decode()


@pytest.mark.django_db
def test_an_expired_form_says_what_to_do() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(factories.person(None))
    page = browser.post("/konto/abmelden/")
    assert page.status_code == 403
    assert "laden Sie sie neu" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/<script>alert(1)</script>/", "/%00/", "/\u202eabc/", "/" + "x" * 2_000 + "/", "/werkstatt/../"]
)
def test_a_hostile_address_is_unknown_and_not_repeated(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "<script>alert" not in page.content.decode()
    assert "x" * 200 not in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "words"),
    [({"login": "x" * 600_000}, "Das ist zu groß"), ({f"f{n}": "x" for n in range(2_100)}, "Das ist zu groß")],
)
def test_more_than_a_form_takes_is_said_kindly(client: Client, fields: dict[str, str], words: str) -> None:
    kind = "application/x-www-form-urlencoded"
    page = client.post("/konto/anmelden/", urlencode(fields), content_type=kind)
    assert page.status_code == 413
    assert words in page.content.decode()


@pytest.mark.parametrize(
    ("exception", "status"),
    [(RequestDataTooBig("x"), 413), (TooManyFieldsSent("x"), 413), (BadRequest("geheim"), 400), (None, 400)],
)
def test_a_bad_request_says_what_to_do_and_not_what_was_in_it(
    rf: RequestFactory, exception: Exception | None, status: int
) -> None:
    page = views.bad_request(rf.get("/"), exception)
    assert page.status_code == status
    assert "geheim" not in page.content.decode()
    assert "Gespeichert" in page.content.decode()


@pytest.mark.django_db
def test_every_page_comes_with_its_guards(client: Client) -> None:
    factories.authority("erlenau")
    for path in ("/", "/erlenau/", "/konto/anmelden/", "/gibt-es-nicht/", "/werkstatt/erlenau/"):
        page = client.get(path)
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["X-Frame-Options"] == "DENY"
        assert page.headers["Referrer-Policy"] == "same-origin"
