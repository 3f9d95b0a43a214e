"""Post is taken apart, kept and read in the background; doing it again changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests import factories
from tests.factories import LETTER, mail_of
from werkstatt.inbox.actions import deliver
from werkstatt.inbox.models import Letter, LetterState
from werkstatt.inbox.tasks import open_post
from werkstatt.participation.models import Round
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db
MBOX = b"".join(
    b"From - Tue Mar 03 09:15:00 2026\n" + mail_of(f"Guten Tag,\n\nPunkt {n}.", f"{n}@x.example").as_bytes() + b"\n\n"
    for n in range(3)
)


def work_on(job: Job) -> None:
    """What the worker does."""
    row = DBTaskResult.objects.get(pk=job.pk)
    open_post.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])


def test_a_folder_becomes_letters_once(running: Round) -> None:
    alma = factories.person(running.authority)
    for wanted in ("4 neu, 0 schon da", "0 neu, 4 schon da"):
        job = deliver(running.authority, alma, [("alle.mbox", MBOX), ("brief.txt", LETTER.encode())], then=open_post)
        assert job.goes_to == reverse("inbox:letters", args=[running.authority.slug])
        work_on(job)
        job.refresh_from_db()
        assert job.step == wanted
    letters = list(Letter.objects.all())
    assert len(letters) == 4
    assert {(letter.state, letter.added_by, letter.round) for letter in letters} == {(LetterState.OPEN, alma, running)}


def test_a_second_run_goes_on(running: Round) -> None:
    job = deliver(running.authority, None, [("alle.mbox", MBOX)], then=open_post)
    work_on(job)
    Letter.objects.filter(text__contains="Punkt 1").update(state=LetterState.READING, text="", passages=[])
    work_on(job)
    assert Letter.objects.filter(state=LetterState.OPEN, text__contains="Punkt").count() == 3


def test_the_day_and_the_round_a_person_says_count(running: Round) -> None:
    other = factories.round_(running.version, "Noch eine")
    moment = datetime(2026, 2, 1, 12, tzinfo=UTC)
    work_on(
        deliver(
            running.authority,
            None,
            [("brief.eml", mail_of().as_bytes())],
            then=open_post,
            round_=other,
            received_at=moment,
        )
    )
    letter = Letter.objects.get()
    assert (letter.round, letter.received_at) == (other, moment)


def test_one_broken_file_does_not_stop_the_others(running: Round) -> None:
    too_many = b"From x y\nFrom: a@b.example\nTo: x\n\nText\n\n" * 2_001
    work_on(
        deliver(running.authority, None, [("viele.mbox", too_many), ("brief.txt", LETTER.encode())], then=open_post)
    )
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["failed", "open"]
