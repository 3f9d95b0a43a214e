"""A mailbox is read from a real server (Dovecot); it stays as it was, and what is in the way is said."""

from __future__ import annotations

import imaplib
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Problem
from tests.factories import mail_of
from tests.imap import Server
from werkstatt.lib import imap
from werkstatt.lib.imap import Login, modified_utf7, opened


@pytest.mark.parametrize("security", ["plain", "starttls", "tls"])
def test_mails_come_as_they_lie_there(server: Server, security: str) -> None:
    mail = mail_of().as_bytes().replace(b"\n", b"\r\n")
    server.deliver(mail)
    with opened(server.login(security)) as folder:
        ((number, size),) = folder.newer(0)
        content, moment = folder.load(number)
    assert content == mail
    assert size == len(mail)
    assert moment is not None
    assert abs(moment - datetime.now(tz=UTC)) < timedelta(minutes=5)


def test_only_newer_ones_and_in_order(server: Server) -> None:
    server.deliver(*(mail_of(number=f"{n}@x.example").as_bytes() for n in range(3)))
    with opened(server.login()) as folder:
        numbers = [number for number, _ in folder.newer(0)]
        assert numbers == sorted(numbers)
        assert [number for number, _ in folder.newer(numbers[0])] == numbers[1:]
        assert folder.newer(numbers[-1]) == []
        assert folder.newer(numbers[-1] + 100) == []
        assert folder.next == numbers[-1] + 1


def test_nothing_changes_on_the_server(server: Server) -> None:
    server.deliver(mail_of().as_bytes())
    before = server.flags()
    with opened(server.login()) as folder:
        for number, _ in folder.newer(0):
            folder.load(number)
    assert server.flags() == before
    assert b"Seen" not in before[0]


def test_a_mail_that_is_gone_meanwhile(server: Server) -> None:
    server.deliver(mail_of().as_bytes())
    with opened(server.login()) as folder:
        ((number, _),) = folder.newer(0)
        assert folder.load(number + 5) == (b"", None)


def test_a_large_mail(server: Server) -> None:
    mail = mail_of("x" * 70 + "\n").as_bytes() + b"y" * 70 + b"\r\n" * 100_000
    server.deliver(mail)
    with opened(server.login()) as folder:
        ((number, size),) = folder.newer(0)
        assert len(folder.load(number)[0]) == size


@pytest.mark.parametrize("name", ["Beteiligung", "Entwürfe & Post", "Позиція", "a b"])
def test_folders_of_any_name(server: Server, name: str) -> None:
    server.make(name)
    server.deliver(mail_of().as_bytes(), folder=name)
    with opened(server.login(folder=name)) as folder:
        assert len(folder.newer(0)) == 1


def test_a_folder_made_anew_has_other_numbers(server: Server) -> None:
    seen = []
    for _ in range(2):
        server.make("Neu")
        with opened(server.login(folder="Neu")) as folder:
            seen.append(folder.validity)
    assert 0 not in seen


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"password": "falsch"}, "hat die Anmeldung als „post@erlenau.example“ abgelehnt"),
        ({"user": "niemand"}, "hat die Anmeldung als „niemand“ abgelehnt"),
        ({"folder": "Gibt es nicht"}, "Den Ordner „Gibt es nicht“ gibt es im Postfach nicht"),
        ({"host": "gibt-es-nicht.invalid"}, "ist nicht zu finden"),
        ({"port": "1"}, "antwortet auf Port 1 nicht"),
    ],
)
def test_what_is_in_the_way_is_said(server: Server, more: dict[str, str], why: str) -> None:
    with pytest.raises(Problem, match=why), opened(server.login(**more)):
        pass


def test_a_certificate_nobody_knows_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    for security in ("tls", "starttls"):
        with pytest.raises(Problem, match="kein gültiges Zertifikat"), opened(server.login(security)):
            pass


def test_tls_where_there_is_none(server: Server) -> None:
    with pytest.raises(Problem, match="kein TLS"), opened(server.login("tls", port=str(server.plain))):
        pass


@pytest.mark.parametrize("said", [b"", b"* BYE zu viele\r\n", b"Guten Tag\r\n"])
def test_a_server_that_breaks_off(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)

        def once() -> None:
            connection, _ = listening.accept()
            connection.sendall(said)
            connection.close()

        thread = threading.Thread(target=once)
        thread.start()
        port = listening.getsockname()[1]
        with pytest.raises(Problem, match="Mailserver"), opened(Login("127.0.0.1", port, "plain", "x", "y")):
            pass
        thread.join(10)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("INBOX", "INBOX"), ("Entwürfe", "Entw&APw-rfe"), ("A&B", "A&-B"), ("~peter/台北", "~peter/&U,BTFw-"), ("", "")],
)
def test_folder_names_as_imap_writes_them(name: str, wanted: str) -> None:
    assert modified_utf7(name) == wanted


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_every_name_is_plain_ascii(name: str) -> None:
    assert modified_utf7(name).isascii()


def test_answers_other_than_ok_are_errors() -> None:
    with pytest.raises(imaplib.IMAP4.error):
        imap._answer(("NO", [b"x"]))
    assert imap._answer(("OK", [None])) == []
    assert imap._moment(b"1 (UID 5)") is None
