"""A mailbox on a real server (Dovecot) is fetched: once, in order, and nothing in it changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests import factories
from tests.factories import mail_of
from tests.imap import PASSWORD, USER, Server
from werkstatt.accounts.models import Role, User
from werkstatt.inbox import actions, tasks
from werkstatt.inbox.actions import mailboxes as deeds
from werkstatt.inbox.actions import set_mailbox
from werkstatt.inbox.forms import MailboxForm
from werkstatt.inbox.models import Letter, LetterState, Mailbox
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.participation.models import Channel, Round
from werkstatt.participation.queries import rounds_of
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


def made(running: Round, alma: User, server: Server, **more: Any) -> Mailbox:
    """The inbox of the test server, with what lies in it already."""
    fields = {
        "host": "127.0.0.1",
        "port": server.tls,
        "security": "tls",
        "user": USER,
        "password": PASSWORD,
        "folder": "INBOX",
        "round": None,
        "from_start": True,
    }
    return set_mailbox(running.authority, alma, **fields | more)


def mails(*numbers: int) -> list[bytes]:
    return [mail_of(f"Guten Tag,\n\nPunkt {n}.", f"{n}@x.example", subject=f"Nr. {n}").as_bytes() for n in numbers]


def fetched(mailbox: Mailbox) -> int:
    """Fetch, and know how it is now."""
    count = actions.fetch(mailbox)
    mailbox.refresh_from_db()
    return count


# --- fetching -----------------------------------------------------------------------------------------------------


def test_what_is_new_becomes_letters(running: Round, alma: User, server: Server) -> None:
    server.deliver(*mails(1, 2))
    mailbox = made(running, alma, server)
    assert fetched(mailbox) == 2
    letters = list(Letter.objects.order_by("pk"))
    assert [letter.subject for letter in letters] == ["Nr. 1", "Nr. 2"]
    assert {(letter.state, letter.channel, letter.round) for letter in letters} == {
        (LetterState.OPEN, Channel.EMAIL, running)
    }
    assert abs(letters[0].received_at - clock.now()) < timedelta(minutes=10)
    assert (mailbox.problem, mailbox.last > 0) == ("", True)
    assert mailbox.checked_at is not None


def test_nothing_is_fetched_twice_and_nothing_changes_there(running: Round, alma: User, server: Server) -> None:
    server.deliver(*mails(1, 2))
    before = server.flags()
    mailbox = made(running, alma, server)
    assert [fetched(mailbox) for _ in range(3)] == [2, 0, 0]
    server.deliver(*mails(3))
    assert fetched(mailbox) == 1
    assert Letter.objects.count() == 3
    assert server.flags()[:2] == before
    assert not any(b"Seen" in flags for flags in server.flags())


def test_the_same_mail_by_another_way_is_once(running: Round, alma: User, server: Server) -> None:
    factories.letter(running.authority, mails(1)[0])
    server.deliver(*mails(1, 1, 2))
    assert fetched(made(running, alma, server)) == 1
    assert Letter.objects.count() == 2


def test_only_what_comes_from_now_on(running: Round, alma: User, server: Server) -> None:
    server.deliver(*mails(1))
    mailbox = made(running, alma, server, from_start=False)
    assert fetched(mailbox) == 0
    server.deliver(*mails(2))
    assert fetched(mailbox) == 1
    assert Letter.objects.get().subject == "Nr. 2"


def test_a_folder_made_anew_is_looked_through_and_known_mails_are_known(
    running: Round, alma: User, server: Server
) -> None:
    server.make("Neu")
    server.deliver(*mails(1), folder="Neu")
    mailbox = made(running, alma, server, folder="Neu")
    assert fetched(mailbox) == 1
    Mailbox.objects.update(validity=1, last=99)
    server.deliver(*mails(2), folder="Neu")
    assert fetched(mailbox) == 1
    assert Letter.objects.count() == 2


def test_many_mails_come_in_portions(
    running: Round, alma: User, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deeds, "AT_ONCE", 2)
    server.deliver(*mails(1, 2, 3, 4, 5))
    mailbox = made(running, alma, server)
    assert [fetched(mailbox) for _ in range(4)] == [2, 2, 1, 0]


def test_a_mail_that_is_too_large_is_noted(
    running: Round, alma: User, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deeds, "MAX_FILE", 2_000)
    server.deliver(*mails(1), mail_of("Wort " * 1_000, "2@x.example").as_bytes(), *mails(3))
    assert fetched(made(running, alma, server)) == 3
    assert "wurde nicht abgerufen" in Letter.objects.get(subject="Zu große E-Mail").text


def test_a_mail_nobody_can_read_stands_in_no_others_way(running: Round, alma: User, server: Server) -> None:
    server.deliver(b"From: a@b.example\r\nSubject: x\r\n" + b"\r\n--" * 30_000, *mails(2))
    assert fetched(made(running, alma, server)) == 2
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.OPEN, LetterState.FAILED}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"password": "falsch"}, "Anmeldung"),
        ({"folder": "Fehlt"}, "gibt es im Postfach nicht"),
        ({"port": 1}, "antwortet auf Port 1 nicht"),
        ({"host": "fehlt.invalid"}, "ist nicht zu finden"),
    ],
)
def test_what_is_in_the_way_is_kept_as_a_sentence(
    running: Round, alma: User, server: Server, more: dict[str, Any], why: str
) -> None:
    mailbox = made(running, alma, server, **more)
    assert fetched(mailbox) == 0
    assert why in mailbox.problem
    assert mailbox.checked_at is not None


def test_who_died_while_reading_is_followed_by_the_next(running: Round, alma: User, server: Server) -> None:
    mailbox = made(running, alma, server)
    letter, _ = actions.take_letter(running.authority, alma, name="x.eml", content=mails(1)[0])
    fetched(mailbox)
    assert Letter.objects.get().state == LetterState.READING
    Letter.objects.filter(pk=letter.pk).update(added_at=clock.now() - timedelta(hours=1))
    fetched(mailbox)
    assert Letter.objects.get().state == LetterState.OPEN


def test_a_mailbox_given_up_meanwhile(running: Round, alma: User, server: Server) -> None:
    server.deliver(*mails(1))
    mailbox = made(running, alma, server)
    stale = Mailbox.objects.get()
    actions.forget_mailbox(running.authority, alma)
    actions.forget_mailbox(running.authority, alma)
    assert actions.fetch(stale) == 0
    assert not Letter.objects.exists()
    assert Entry.objects.filter(deed="inbox.forget_mailbox").count() == 1
    assert mailbox.pk


# --- setting up ---------------------------------------------------------------------------------------------------


def test_the_password_is_enciphered(running: Round, alma: User, server: Server) -> None:
    made(running, alma, server)
    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM inbox_mailbox")
        assert PASSWORD not in cursor.fetchone()[0]
    assert Mailbox.objects.get().password == PASSWORD
    said = " ".join(f"{entry.deed} {entry.facts}" for entry in Entry.objects.all())
    assert USER not in said


def test_an_empty_password_leaves_the_known_one(running: Round, alma: User, server: Server) -> None:
    mailbox = made(running, alma, server)
    fetched(mailbox)
    again = made(running, alma, server, password="")
    assert (again.password, again.validity) == (PASSWORD, mailbox.validity)
    other = made(running, alma, server, folder="Anders")
    assert (other.validity, other.last) == (None, 0)
    assert Mailbox.objects.count() == 1


FIELDS = {
    "host": "imap.erlenau.example",
    "port": "993",
    "security": "tls",
    "user": "post@erlenau.example",
    "password": "geheim",
    "folder": "INBOX",
}


def form(known: Mailbox | None = None, **more: str) -> MailboxForm:
    return MailboxForm(rounds_of(factories.authority()), known, FIELDS | more)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", "https://imap.example"),
        ("host", "a b"),
        ("host", "-x"),
        ("port", "0"),
        ("port", "70000"),
        ("security", "none"),
        ("user", "a\r\nLOGOUT"),
        ("password", "a\x00b"),
        ("folder", "a\tb"),
        ("password", ""),
    ],
)
def test_what_cannot_be_is_refused(field: str, value: str) -> None:
    assert field in form(**{field: value}).errors


def test_a_good_form_and_a_known_password() -> None:
    assert form().is_valid()
    known = Mailbox(host=FIELDS["host"], user=FIELDS["user"], password="geheim")
    assert form(known, password="").is_valid()
    assert "password" in form(known, password="", host="imap.anders.example").errors


# --- pages and tasks ----------------------------------------------------------------------------------------------


def at(name: str, where: Round) -> str:
    return reverse(f"inbox:{name}", args=[where.authority.slug])


def test_set_up_fetched_and_removed(client: Client, running: Round, server: Server) -> None:
    server.deliver(*mails(1))
    fields = FIELDS | {"host": "127.0.0.1", "port": str(server.tls), "user": USER, "password": PASSWORD}
    assert "Ein Postfach (IMAP) abrufen lassen" in client.get(at("letters", running)).content.decode()
    response = client.post(at("mailbox", running), fields | {"from_start": "on"})
    assert response.headers["Location"].startswith("/auftrag/")
    job = Job.objects.get()
    tasks.fetch_mailbox.func(str(job.pk), mailbox_id=Mailbox.objects.get().pk)
    said = client.get(at("letters", running)).content.decode()
    assert "Nr. 1" in said
    assert "wird alle fünf Minuten abgerufen, zuletzt am" in said
    page = client.get(at("mailbox", running)).content.decode()
    assert USER in page
    assert PASSWORD not in page
    assert client.post(at("fetch", running)).headers["Location"].startswith("/auftrag/")
    said = client.post(at("forget_mailbox", running), follow=True).content.decode()
    assert "wird nicht mehr abgerufen" in said
    assert not Mailbox.objects.exists()
    assert client.post(at("fetch", running)).status_code == 404


def test_a_wrong_form_says_so(client: Client, running: Round) -> None:
    assert "Bitte prüfen Sie Ihre Angaben" in client.post(at("mailbox", running), {"host": ""}).content.decode()


def test_what_is_in_the_way_is_shown(client: Client, running: Round, alma: User, server: Server) -> None:
    mailbox = made(running, alma, server, password="falsch")
    job = actions.ask_fetch(mailbox, alma, then=tasks.fetch_mailbox)
    tasks.fetch_mailbox.func(str(job.pk), mailbox_id=mailbox.pk)
    job.refresh_from_db()
    assert "Anmeldung" in job.problem
    for name in ("letters", "mailbox"):
        assert "Anmeldung" in client.get(at(name, running)).content.decode()


def test_reviewers_fetch_but_do_not_set_up(running: Round, alma: User, server: Server) -> None:
    made(running, alma, server)
    reviewer = factories.signed_in(factories.person(running.authority, Role.REVIEWER))
    assert reviewer.get(at("mailbox", running)).status_code == 404
    assert reviewer.post(at("forget_mailbox", running)).status_code == 404
    assert reviewer.post(at("fetch", running)).status_code == 302
    assert "Postfach ändern" not in reviewer.get(at("letters", running)).content.decode()


def test_all_are_fetched_and_one_that_fails_stands_in_no_others_way(running: Round, alma: User, server: Server) -> None:
    other = factories.round_()
    server.deliver(*mails(1))
    made(other, factories.person(other.authority), server, password="falsch")
    made(running, alma, server)
    job = Job.objects.create(title="x")
    tasks.fetch_mailboxes.func(str(job.pk))
    assert Letter.objects.get().authority == running.authority
    assert Mailbox.objects.get(authority=other.authority).problem
    tasks.fetch_mailbox.func(str(job.pk), mailbox_id=999_999)


def test_it_is_regular_work(settings: Settings) -> None:
    assert settings.SCHEDULES["werkstatt.inbox.tasks.fetch_mailboxes"] == 300
