"""Who may be written to: apart from what was said, enciphered, erasable."""

from __future__ import annotations

import pytest
from django.db import connection

from tests import factories
from werkstatt.participation.actions.contacts import erase_contact, keep_contact, tie_contact
from werkstatt.participation.models import Contact

pytestmark = pytest.mark.django_db


def test_the_database_cannot_be_read() -> None:
    keep_contact(factories.authority(), name="Ida Sommer", email="ida@verein.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM participation_contact")
        row = " ".join(cursor.fetchone())
    assert "Ida" not in row
    assert "ida@" not in row
    assert Contact.objects.get().email == "ida@verein.example"


def test_a_contact_is_tied_to_what_was_said_last() -> None:
    round_ = factories.round_()
    contact = keep_contact(round_.authority, name="Ida Sommer")
    for said in (factories.said(round_, "meas0111", "Eins."), factories.said(round_, "meas0111", "Zwei.")):
        tie_contact(contact, said.submission)
        contact.refresh_from_db()
        assert contact.submission == said.submission


def test_erased_twice_is_gone() -> None:
    contact = keep_contact(factories.authority(), name="Ida Sommer")
    erase_contact(contact)
    erase_contact(contact)
    assert not Contact.objects.exists()
