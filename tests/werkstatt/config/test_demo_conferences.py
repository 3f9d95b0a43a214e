"""The conferences and the post of the demo: one is over and captured, one full of people with seats, one being planned."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as live
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from konzept.feedback.meant import NAMED
from konzept.feedback.passages import is_whole, open_points
from werkstatt.accounts.models import User
from werkstatt.conferences.models import Conference, Registration, Seat
from werkstatt.conferences.queries import counts, handouts, phase, plan_of
from werkstatt.conferences.queries.capture import remark_counts
from werkstatt.config.demo.tell import load
from werkstatt.inbox.models import Letter, LetterState
from werkstatt.inbox.queries import passages_of
from werkstatt.journal.queries import first_break
from werkstatt.participation.models import Channel, Contribution
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The story told once for all tests, in a folder of its own, and taken back after them."""
    made, before = tmp_path_factory.mktemp("home"), (live.HOME, live.FILES)
    live.HOME, live.FILES = made, made / "files"
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)
    live.HOME, live.FILES = Path(before[0]), Path(before[1])


def announced() -> Conference:
    return of_phase("open")


def of_phase(wanted: str) -> Conference:
    rows = Conference.objects.select_related("round__version__concept", "authority")
    return next(each for each in rows if phase(each) == wanted)


def registered(conference: Conference) -> list[Registration]:
    return list(Registration.objects.filter(conference=conference).select_related("contact"))


def test_one_is_over_one_is_announced_and_one_is_being_planned() -> None:
    assert [phase(each) for each in Conference.objects.all()] == ["over", "open", "draft"]
    assert [each.tables.count() for each in Conference.objects.all()] == [6, 7, 6]


def test_everybody_has_two_seats_and_nearly_all_a_wish() -> None:
    plan, found = plan_of(announced()), counts(announced())
    assert found.registered == len(registered(announced())) >= 35
    assert found.waiting == 0
    assert plan.unseated == []
    assert plan.pleased >= plan.wishing - 1
    assert Seat.objects.filter(registration__conference=announced()).count() == 2 * found.registered


def test_the_people_are_invented_and_some_need_something() -> None:
    rows = registered(announced())
    addresses = [row.contact.email for row in rows if row.contact and row.contact.email]
    assert addresses
    assert all(each.endswith("@erlenmark.example") for each in addresses)
    assert sum(bool(row.needs) for row in rows) == 5
    assert Mail.objects.filter(subject__startswith="Angemeldet").count() == len(addresses)


def test_its_papers_can_be_printed() -> None:
    for _, build in handouts.PAPERS.values():
        assert build(announced()).blocks
    table = announced().tables.get(ordinal=2)
    table.conference = announced()
    assert len(handouts.dossier(table).blocks) > 20


def test_what_was_said_at_the_tables_is_there_once_and_about_something() -> None:
    over = of_phase("over")
    assert counts(over).registered == 6
    counted = remark_counts(over)
    assert sum(counted.values()) == 7
    assert len(counted) == 3
    rows = Contribution.objects.filter(submission__channel=Channel.CONFERENCE).select_related("submission")
    assert len(rows) == 7
    assert all(row.area_uid for row in rows)
    assert all(over.starts_at < row.submission.received_at < over.ends_at for row in rows)


# --- post ---


def letters() -> dict[str, Letter]:
    return {letter.name: letter for letter in Letter.objects.select_related("submission", "contact")}


def test_one_letter_is_untouched_one_begun_and_one_taken_over() -> None:
    found = letters()
    new, begun, taken = (
        found[name]
        for name in ("stellungnahme-kreissportbund.eml", "brief-jugendwerk-kompass.txt", "mail-anwohnerin.eml")
    )
    assert (new.state, new.edits, len(open_points(passages_of(new)))) == (LetterState.OPEN, 0, 3)
    assert (begun.state, begun.edits, len(open_points(passages_of(begun)))) == (LetterState.OPEN, 1, 1)
    assert taken.state == LetterState.TAKEN
    assert taken.submission is not None
    assert taken.submission.contributions.count() == 1


def test_each_letter_is_whole_and_its_sender_is_known() -> None:
    for letter in letters().values():
        assert is_whole(letter.text, passages_of(letter))
        assert not letter.notes
    assert letters()["stellungnahme-kreissportbund.eml"].organisation == "Kreissportbund Erlenmark e. V."
    assert letters()["brief-jugendwerk-kompass.txt"].organisation == "Jugendwerk Kompass e. V."


def test_what_the_letters_name_is_guessed() -> None:
    """Two of three points name their place; a person has placed those of the second letter."""
    new, begun = (letters()[name] for name in ("stellungnahme-kreissportbund.eml", "brief-jugendwerk-kompass.txt"))
    whys = [passage.guesses[0].why for passage in passages_of(new) if passage.guesses]
    assert sum(why.startswith(NAMED) for why in whys) == 2
    assert sum(bool(passage.uid) for passage in passages_of(begun)) == 2


def test_post_came_before_today_and_in_its_order() -> None:
    days = [letter.received_at for letter in Letter.objects.order_by("received_at")]
    assert days == sorted(days)
    assert all(day < timezone.now() for day in days)


def test_the_post_and_a_letter_open_for_the_office(client: Client) -> None:
    client.force_login(User.objects.get(email=load("authority.toml")["accounts"][0]["email"]))
    slug = of_phase("over").authority.slug
    shown = client.get(reverse("inbox:letters", args=[slug])).content.decode()
    assert all(name in shown for name in ("Rückmeldung zur Zwischenbilanz", "brief-jugendwerk-kompass.txt"))
    key = letters()["stellungnahme-kreissportbund.eml"].key
    assert "2 genannte Plätze bestätigen" in client.get(reverse("inbox:letter", args=[slug, key])).content.decode()


def test_the_journal_holds() -> None:
    assert first_break() is None
