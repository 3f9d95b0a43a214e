"""What people are written: what it is about, when and where, what they can do; nothing to those without an address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation

from tests import factories
from werkstatt.conferences.models import Conference, Registration, RegistrationState
from werkstatt.conferences.queries import letters, token_of
from werkstatt.conferences.queries.letters import Letter

pytestmark = pytest.mark.django_db

Write = Callable[[Registration], Letter | None]
ALL: list[tuple[Write, str, str]] = [
    (letters.confirmation, "Angemeldet", "Sie sind angemeldet:"),
    (letters.moved_up, "Ein Platz ist frei", "ein Platz ist frei geworden."),
    (letters.reminder, "Erinnerung", "wir freuen uns auf Sie:"),
    (letters.changed, "Geändert", "Zeit oder Ort haben sich geändert."),
    (letters.called_off, "Abgesagt", "findet leider nicht statt"),
    (letters.cancellation, "Abgemeldet", "Sie sind abgemeldet:"),
]
FINAL = {letters.called_off, letters.cancellation}


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


def rosa(to: Conference, **more: str) -> Registration:
    made = factories.coming(to, more.pop("name", "Rosa Beispiel"), email="rosa@erlenau.example", **more)
    return Registration.objects.select_related("contact", "conference__authority").get(pk=made.pk)


@pytest.mark.parametrize(("write", "subject", "opening"), ALL)
def test_each_says_what_when_where_and_who_writes(nord: Conference, write: Write, subject: str, opening: str) -> None:
    letter = write(rosa(nord))
    assert letter is not None
    assert letter.recipient == "rosa@erlenau.example"
    assert letter.subject == f"{subject}: Regionalkonferenz Nord"
    assert letter.body.startswith("Guten Tag Rosa Beispiel,\n\n")
    assert opening in letter.body
    for words in ("Regionalkonferenz Nord", "10:00 Uhr", "Bürgerhaus Erlenstadt", "Marktplatz 1, 99999 Erlenstadt"):
        assert words in letter.body
    assert letter.body.endswith("\n\nLandkreis Erlenau\n")


@pytest.mark.parametrize(("write", "_subject", "_opening"), ALL)
def test_the_own_page_is_linked_as_long_as_it_is_of_use(
    nord: Conference,
    write: Write,
    _subject: str,
    _opening: str,  # columns of the table
) -> None:
    who = rosa(nord)
    letter = write(who)
    assert letter is not None
    assert (token_of(who) in letter.body) is (write not in FINAL)


@pytest.mark.parametrize(("write", "_subject", "_opening"), ALL)
def test_whoever_gave_no_address_gets_nothing(
    nord: Conference,
    write: Write,
    _subject: str,
    _opening: str,  # columns of the table
) -> None:
    assert write(factories.coming(nord, "Nur ein Name")) is None
    assert write(factories.coming(nord)) is None


@pytest.mark.parametrize(
    ("write", "status"),
    [
        (letters.confirmation, "CONFIRMED"),
        (letters.moved_up, "CONFIRMED"),
        (letters.changed, "CONFIRMED"),
        (letters.cancellation, "CANCELLED"),
        (letters.reminder, ""),
    ],
)
def test_the_calendar_follows(nord: Conference, write: Write, status: str) -> None:
    letter = write(rosa(nord))
    assert letter is not None
    assert (f"STATUS:{status}" in letter.calendar) if status else not letter.calendar


def test_who_waits_gets_no_entry_in_the_calendar() -> None:
    full = factories.conference(capacity=1)
    factories.coming(full)
    waits = rosa(full)
    assert waits.state == RegistrationState.WAITING
    for write in (letters.confirmation, letters.changed, letters.called_off):
        letter = write(waits)
        assert letter is not None
        assert letter.calendar == ""


def test_somebody_without_a_name_is_greeted_all_the_same(nord: Conference) -> None:
    letter = letters.confirmation(rosa(nord, name=""))
    assert letter is not None
    assert letter.body.startswith("Guten Tag,\n\n")


def test_names_and_titles_open_no_line_of_their_own_in_the_subject(nord: Conference) -> None:
    Conference.objects.update(title="Nord\nBcc: alle@erlenau.example")
    letter = letters.confirmation(rosa(Conference.objects.select_related("authority").get()))
    assert letter is not None
    sent = factories.coming(nord, "x")
    assert sent
    assert "\n" not in " ".join(letter.subject.split())


def test_a_letter_is_written_in_the_language_of_the_registration(nord: Conference) -> None:
    who = rosa(nord, language="de")
    with translation.override("en"):
        letter = letters.reminder(who)
        assert letter is not None
        assert "wir freuen uns auf Sie" in letter.body
        assert translation.get_language() == "en"
