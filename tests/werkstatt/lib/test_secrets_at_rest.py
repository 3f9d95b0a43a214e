"""What must not be read by others: in the log, in the database, about where somebody sits."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import RequestFactory

from tests import factories
from werkstatt.inbox.models import Mailbox
from werkstatt.lib import ciphers
from werkstatt.lib.logs import JsonLines, masked
from werkstatt.lib.senders import sender_of
from werkstatt.participation.models import Contact

# --- the log ---


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Not Found: /erlenau/mitmachen/beleg/K7F3 92QM/", "Not Found: /erlenau/mitmachen/beleg/…"),
        ("Not Found: /erlenau/mitmachen/beleg/K7F3 92QM XY/aendern/", "Not Found: /erlenau/mitmachen/beleg/…"),
        ("GET /erlenau/mitmachen/beleg/K7F3-92QM/aendern/ 200", "GET /erlenau/mitmachen/beleg/… 200"),
        ("/erlenau/mitmachen/beleg/K7F3-92QM/beleg.pdf", "/erlenau/mitmachen/beleg/…"),
        ("/erlenau/konferenz/nord/anmeldung/abcdefgh/termin.ics", "/erlenau/konferenz/nord/anmeldung/…"),
        (
            "/werkstatt/erlenau/beteiligung/eins/eingang/0b7e-11/verwerfen/",
            "/werkstatt/erlenau/beteiligung/eins/eingang/…",
        ),
        ("/erlenau/beleg/?code=K7F3-92QM", "/erlenau/beleg/?…"),
        ("/suche/?frage=Lind&seite=2 -> /suche/?frage=Brandt", "/suche/?… -> /suche/?…"),
        ("/erlenau/mitmachen/beleg/", "/erlenau/mitmachen/beleg/"),
        ("/konto/l", "/konto/l"),
    ],
)
def test_whatever_opens_something_is_masked_however_it_is_spelt(line: str, left: str) -> None:
    assert masked(line) == left


def test_a_line_stays_one_line_whatever_is_in_an_address() -> None:
    record = logging.LogRecord(
        "django", logging.WARNING, "", 1, "Not Found: %s", ('/x/\n{"level":"info"}\r\u2028',), None
    )
    line = JsonLines().format(record)
    assert not {"\n", "\r"} & set(line)
    assert json.loads(line)["level"] == "warning"


def test_the_place_of_an_exception_is_the_innermost() -> None:
    def inner(number: int) -> float:
        return 1 / number

    try:
        inner(0)
    except ZeroDivisionError:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "misslungen", (), sys.exc_info())
    told = json.loads(JsonLines().format(record))
    assert told["exception"] == "ZeroDivisionError"
    assert told["where"].endswith(f":{inner.__code__.co_firstlineno + 1}")


# --- where a request comes from ---


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("fe80::1%eth0", "fe80::/64"),
        ("2001:db8::ffff", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("127.0.0.1", "127.0.0.1"),
        ("010.0.0.1", ""),
        ("192.0.2.7:4711", ""),
        ("[2001:db8::1]:443", ""),
        ("x" * 100_000, ""),
        ("192.0.2.7\n", ""),
    ],
)
def test_whatever_stands_where_an_address_should(settings: LazySettings, address: str, meant: str) -> None:
    settings.PROXIES = 0
    assert sender_of(RequestFactory().get("/", REMOTE_ADDR=address)) == meant


def test_nobody_chooses_their_own_address_before_our_proxy(settings: LazySettings) -> None:
    settings.PROXIES = 1
    told = [
        sender_of(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"{made_up}, 203.0.113.9"))
        for made_up in ("1.1.1.1", "2.2.2.2, 3.3.3.3", "unknown", "::1")
    ]
    assert told == ["203.0.113.9"] * 4


# --- what lies in the database ---


@pytest.mark.parametrize("text", ["Zoë Ñandú", "名前", "a" * 100_000, "\n\t \u202e", "0", "gAAAAA=="])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert ciphers.decipher(ciphers.encipher(text)) == text


def test_a_row_moved_to_another_place_is_still_only_a_text(settings: LazySettings) -> None:
    stored = ciphers.encipher("Samira Okafor")
    assert ciphers.decipher(stored[:-4] + "AAAA") == "", "one changed letter opens nothing"
    settings.CIPHERS = ["z" * 60]
    assert ciphers.decipher(stored) == ""


@pytest.mark.django_db
def test_an_unreadable_contact_is_nobody_and_can_still_be_erased(settings: LazySettings) -> None:
    Contact.objects.create(authority=factories.authority(), name="Samira Okafor", email="samira@erlenau.example")
    settings.CIPHERS = ["z" * 60]
    lost = Contact.objects.get()
    assert (lost.name, lost.email) == ("", "")
    lost.delete()
    assert not Contact.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["name", "email"])
def test_nobody_finds_a_person_by_asking_the_database(field: str) -> None:
    Contact.objects.create(authority=factories.authority(), name="Samira Okafor", email="samira@erlenau.example")
    for wanted in ("Samira Okafor", "samira@erlenau.example"):
        assert not Contact.objects.filter(**{field: wanted}).exists()


@pytest.mark.django_db
def test_the_password_of_a_mailbox_and_its_emptiness_lie_as_they_should() -> None:
    one = Mailbox.objects.create(authority=factories.authority(), host="mail.example", user="post", password="geheim")
    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM inbox_mailbox")
        assert "geheim" not in cursor.fetchone()[0]
        one.password = ""
        one.save()
        cursor.execute("SELECT password FROM inbox_mailbox")
        assert cursor.fetchone()[0] == ""
