"""Names and addresses lie enciphered, and a secret can be changed."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import Settings

from tests import factories
from werkstatt.lib import ciphers
from werkstatt.participation.models import Contact

OLD, NEW = "a" * 60, "b" * 60


def test_what_is_stored_says_nothing_and_comes_back(settings: Settings) -> None:
    settings.CIPHERS = [OLD]
    stored = ciphers.encipher("Samira Okafor")
    assert "Samira" not in stored
    assert stored != ciphers.encipher("Samira Okafor")
    assert ciphers.decipher(stored) == "Samira Okafor"
    assert ciphers.encipher("") == ciphers.decipher("") == ""


def test_a_secret_is_changed_by_a_new_one_in_front(settings: Settings) -> None:
    settings.CIPHERS = [OLD]
    stored = ciphers.encipher("samira@erlenau.example")
    settings.CIPHERS = [NEW, OLD]
    assert ciphers.decipher(stored) == "samira@erlenau.example"
    fresh = ciphers.encipher("samira@erlenau.example")
    settings.CIPHERS = [OLD]
    assert ciphers.decipher(fresh) == ""


@pytest.mark.parametrize("stored", ["kein Siegel", "gAAAAA==", "ä"])
def test_what_was_never_enciphered_is_read_as_nothing(stored: str) -> None:
    assert ciphers.decipher(stored) == ""


@pytest.mark.django_db
def test_a_field_is_enciphered_in_the_database_alone() -> None:
    contact = Contact.objects.create(authority=factories.authority(), name="Samira Okafor", email="")
    contact.refresh_from_db()
    assert (contact.name, contact.email) == ("Samira Okafor", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM participation_contact")
        assert "Okafor" not in cursor.fetchone()[0]
