"""Pages for when something is not as it should be."""

from __future__ import annotations

import pytest
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
