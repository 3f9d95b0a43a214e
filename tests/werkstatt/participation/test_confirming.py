"""Many clear matrices are taken over by a task, some after some, once however often somebody presses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django_tasks_db.models import DBTaskResult

from tests import factories
from tests.machine import machine
from werkstatt.accounts.models import User
from werkstatt.journal.models import Entry
from werkstatt.participation import actions, queries, tasks
from werkstatt.participation.models import Delivery, Round, Upload, UploadState
from werkstatt.participation.views.uploads import AT_ONCE
from werkstatt.work.models import Job

MANY = AT_ONCE + 5


@pytest.fixture
def round_() -> Round:
    return factories.round_()


@pytest.fixture
def who(round_: Round) -> User:
    return factories.person(round_.authority)


def row(comment: str, uid: str = "meas0111") -> dict[str, Any]:
    return {
        "uid": uid, "verdict": "adjust", "comment": comment, "proposal": "", "responsible": "", "area": None,
        "wording": "", "place": "Zeile 1", "doubt": None, "question": "",
    }  # fmt: skip  # as a matrix is read


def delivered(round_: Round, who: User, count: int = MANY, **more: Any) -> Delivery:
    """So many clear files that were read."""
    made = Delivery.objects.create(round=round_, delivered_by=who)
    Upload.objects.bulk_create(
        Upload(
            round=round_, delivery=made, name=f"{number}.docx", sha256=f"{made.pk}-{number}", uploaded_by=who,
            organisation=f"Haus {number}", state=UploadState.PREVIEW, found=[row(f"Wort {number}.")], **more,
        )
        for number in range(count)
    )  # fmt: skip  # one fact beside the other
    return made


def page(of: Delivery) -> str:
    return f"/werkstatt/{of.round.authority.slug}/beteiligung/{of.round.slug}/lieferung/{of.key}/"


def press(of: Delivery, who: User) -> HttpResponse:
    return factories.signed_in(who).post(page(of))


def work(job: Job) -> None:
    """What the worker does with it."""
    row_ = DBTaskResult.objects.get(pk=job.pk)
    tasks.confirm_delivery.call(*row_.args_kwargs["args"], **row_.args_kwargs["kwargs"])
    job.refresh_from_db()


def taken(of: Delivery) -> int:
    return of.uploads.filter(state=UploadState.TAKEN).count()


@pytest.mark.django_db
def test_few_are_taken_while_somebody_waits(round_: Round, who: User) -> None:
    made = delivered(round_, who, AT_ONCE)
    assert press(made, who).headers["Location"] == page(made)
    assert taken(made) == AT_ONCE
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_many_are_taken_by_a_task_that_says_how_far_it_is_and_leads_back(round_: Round, who: User) -> None:
    made = delivered(round_, who)
    answer = press(made, who)
    job = Job.objects.get()
    assert answer.headers["Location"].endswith(f"/auftrag/{job.pk}/")
    assert (job.title, job.goes_to) == (f"{MANY} Dateien werden übernommen", page(made))
    assert taken(made) == 0
    work(job)
    assert (job.done, job.total, job.problem) == (MANY, MANY, "")
    assert taken(made) == queries.contributions(round_).count() == MANY
    assert "0 zu bestätigen" in factories.signed_in(who).get(page(made)).content.decode()


@pytest.mark.django_db
def test_pressed_twice_is_once(round_: Round, who: User) -> None:
    made = delivered(round_, who)
    assert press(made, who).headers["Location"] == press(made, who).headers["Location"]
    assert DBTaskResult.objects.filter(task_path__endswith="confirm_delivery").count() == 1
    work(Job.objects.get())
    work(Job.objects.get())
    assert queries.contributions(round_).count() == MANY
    assert Entry.objects.filter(deed="participation.confirm").count() == MANY


@pytest.mark.django_db
def test_the_person_who_pressed_stands_in_the_journal_and_the_numbers_add_up(round_: Round, who: User) -> None:
    made = delivered(round_, who)
    press(made, who)
    work(Job.objects.get())
    entries = Entry.objects.filter(deed="participation.confirm_clear")
    assert {entry.actor_id for entry in entries} == {who.pk}
    assert sum(entry.facts["files"] for entry in entries) == MANY


@pytest.mark.django_db
def test_broken_off_it_goes_on_with_the_rest(round_: Round, who: User) -> None:
    made = delivered(round_, who)
    press(made, who)
    first = [each.pk for each in queries.clear_in(made)][: tasks.TOGETHER]
    assert len(actions.confirm_clear(made, who, first)) == tasks.TOGETHER
    work(Job.objects.get())
    assert taken(made) == queries.contributions(round_).count() == MANY


@pytest.mark.django_db
def test_what_somebody_threw_away_meanwhile_stays_away_and_holds_nobody_up(round_: Round, who: User) -> None:
    made = delivered(round_, who)
    press(made, who)
    gone = made.uploads.all()[3]
    actions.discard(gone, who)
    work(Job.objects.get())
    gone.refresh_from_db()
    assert gone.state == UploadState.DISCARDED
    assert taken(made) == MANY - 1


@pytest.mark.django_db
def test_what_was_taken_back_meanwhile_is_not_taken_again(round_: Round, who: User) -> None:
    made = delivered(round_, who)
    press(made, who)
    actions.take_back(made, who)
    work(Job.objects.get())
    assert taken(made) == 0
    assert not queries.contributions(round_).exists()


@pytest.mark.django_db
def test_a_file_that_a_newer_one_has_overtaken_is_looked_at_and_holds_nobody_up(round_: Round, who: User) -> None:
    made = delivered(round_, who, 3)
    old = made.uploads.order_by("pk")[0]
    later = delivered(round_, who, 1, updates=old)
    newer = later.uploads.get()
    newer.found = [row("Wort 0."), row("Und mehr.", "meas0112")]
    newer.save()
    actions.confirm(newer, chosen={0: "meas0111", 1: "meas0112"}, person=who)
    assert [each.pk for each in queries.clear_in(made)] == list(
        made.uploads.exclude(pk=old.pk).order_by("pk").values_list("pk", flat=True)
    )
    text = factories.signed_in(who).get(page(made)).content.decode()
    assert "2 klare Dateien übernehmen" in text
    assert "bitte ansehen" in text
    assert press(made, who).status_code == 302
    assert taken(made) == 2
    assert {each.comment for each in queries.contributions(round_)} == {"Wort 0.", "Und mehr.", "Wort 1.", "Wort 2."}


@pytest.mark.django_db
def test_two_files_of_one_sender_are_taken_in_the_order_in_which_they_came(round_: Round, who: User) -> None:
    made = delivered(round_, who)
    first = made.uploads.order_by("pk")[0]
    last = Upload.objects.create(
        round=round_, delivery=made, name="a.docx", sha256="neu", uploaded_by=who, organisation="Haus 0",
        state=UploadState.PREVIEW, updates=first, found=[row("Wort 0."), row("Nachtrag.", "meas0112")],
    )  # fmt: skip  # one fact beside the other
    press(made, who)
    work(Job.objects.get())
    assert taken(made) == MANY + 1
    said = [each.comment for each in queries.contributions(round_)]
    assert len(said) == MANY + 1
    assert said.count("Wort 0.") == said.count("Nachtrag.") == 1
    assert last.pk > first.pk


RACE = """
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from konzept.model import Problem
from tests import factories
from tests.machine import machine
from tests.werkstatt.participation.test_confirming import delivered
from werkstatt.journal.queries import first_break
from werkstatt.participation import actions, queries
from werkstatt.participation.models import UploadState

round_ = factories.round_()
who = factories.person(round_.authority)
said = []
for _ in range(3):
    made = delivered(round_, who, 12)
    numbers = [each.pk for each in queries.clear_in(made)]
    start = Barrier(4)
    def one(number):
        start.wait()
        try:
            if number == 0:
                actions.take_back(made, who)
            elif number == 1:
                for each in reversed(list(made.uploads.order_by("pk"))):
                    actions.confirm(each, chosen={0: "meas0111"}, person=who)
            else:
                for first in range(0, 12, 4):
                    actions.confirm_clear(made, who, numbers[first : first + 4])
            return "done"
        except Problem:
            return "refused"
        except Exception as problem:
            return repr(problem)
        finally:
            connection.close()
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(one, range(4)))
    actions.take_back(made, who)
    said.append([sorted(set(told)), queries.contributions(round_).count(), made.uploads.exclude(state=UploadState.UNDONE).count()])
broken = first_break()
print("SAID" + json.dumps([said, broken and broken.sentence]))
"""


def test_who_takes_a_delivery_back_while_others_take_it_over_waits_and_nobody_is_thrown_out(tmp_path: Path) -> None:
    with machine(tmp_path) as it:
        lines = it.command("shell", "--no-imports", "-c", RACE).splitlines()
    said, broken = json.loads(next(line for line in lines if line.startswith("SAID")).removeprefix("SAID"))
    for told, counting, left in said:
        assert set(told) <= {"done", "refused"}
        assert (counting, left) == (0, 0)
    assert broken is None
