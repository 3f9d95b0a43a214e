"""Minutes are made once; whatever is taken back, redacted or held back shows at once; big ones are made by a task."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from docx import Document
from pytest_django import Settings

from konzept.minutes import Arrangement, loads
from konzept.suggestion import Suggestion, Verdict
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.conferences import actions, tasks
from werkstatt.conferences.actions.minutes import publish_minutes, retract_minutes
from werkstatt.conferences.models import Conference, Minutes, TopicTable
from werkstatt.conferences.queries.kept_minutes import (
    AT_ONCE,
    FULL,
    WRITERS,
    draft_shelf,
    published_shelf,
    state_of,
    told_now,
)
from werkstatt.conferences.queries.minutes import Subject, draft_of
from werkstatt.lib import pages
from werkstatt.participation.actions import change_round, moderate, put_beside, receive, redact, withdraw
from werkstatt.participation.models import Channel, Contribution, Submission, Visibility
from werkstatt.work.actions import finish
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db
BY = Arrangement.QUESTIONS


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A folder for kept pages of each test's own."""
    settings.PAGES = tmp_path
    yield tmp_path
    pages._read.cache_clear()


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


@pytest.fixture
def table(nord: Conference) -> TopicTable:
    made = actions.add_table(nord, None, topic="Sprache", seats=8, area_uid="area0001")
    made.conference = nord
    return made


@pytest.fixture
def lead(nord: Conference) -> User:
    return factories.person(nord.authority)


@pytest.fixture
def subject(nord: Conference) -> Subject:
    return Subject(nord.round, nord)


@pytest.fixture
def many(nord: Conference) -> Subject:
    """A whole round in which more was said than is made while somebody waits."""
    change_round(nord.round, None, visibility=Visibility.OPEN)
    nord.round.refresh_from_db()
    envelope = Submission.objects.create(
        round=nord.round, channel=Channel.WEB, form_key=uuid4(), receipt_digest=uuid4().hex
    )
    uids = ["meas0111", "meas0121", "meas0211", ""]
    Contribution.objects.bulk_create(
        Contribution(
            submission=envelope, position=number, uid=uids[number % 4], verdict="adjust", comment=f"Aussage {number}."
        )
        for number in range(AT_ONCE + 100)
    )
    return Subject(nord.round)


def texts(subject: Subject) -> list[str]:
    return [each.text for each in loads(told_now(subject).content)]


def desk(subject: Subject) -> str:
    authority = subject.authority.slug
    if subject.conference:
        return reverse("conferences:minutes", args=[authority, subject.conference.slug])
    return reverse("conferences:round_minutes", args=[authority, subject.round.slug])


def outside(subject: Subject) -> str:
    authority = subject.authority.slug
    if subject.conference:
        return reverse("conferences:public_minutes", args=[authority, subject.conference.slug])
    return reverse("conferences:public_round_minutes", args=[authority, subject.round.slug])


def lying(folder: Path) -> bytes:
    """Everything that is kept."""
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def asked(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def run(job: Job) -> None:
    """As the worker does, with what the job was lined up with."""
    row = DBTaskResult.objects.get(pk=job.pk)
    task = {"make_minutes": tasks.make_minutes, "make_draft": tasks.make_draft}[row.task_path.rpartition(".")[2]]
    task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    row.claim("worker")
    assert finish(DBTaskResult.objects.get(pk=job.pk))


# --- drafts: right at once, and cheap where nothing changed ---


def test_a_draft_says_what_the_statements_say(table: TopicTable, subject: Subject) -> None:
    factories.remark(table, "Frau Lind hilft.")
    factories.remark(table, "Mehr Kurse.")
    told, draft = told_now(subject), draft_of(subject)
    assert loads(told.content) == draft.statements
    assert (told.count, told.kept_back, told.traces) == (2, draft.kept_back, draft.traces)
    assert told_now(subject) == told


CHANGES: dict[str, Callable[[Contribution], Any]] = {
    "redacted": lambda said: redact(said, None, {"comment": "[Name] hilft."}),
    "withdrawn": lambda said: withdraw(said.submission),
    "held back": lambda said: moderate(said.submission.round, [said], None, published=False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_must_not_be_read_is_gone_at_once(
    table: TopicTable, subject: Subject, lead: User, folder: Path, change: str
) -> None:
    said = factories.remark(table, "Frau Lind hilft.")
    factories.remark(table, "Mehr Kurse.")
    client = factories.signed_in(lead)
    page = client.get(desk(subject))
    files = [client.get(f"{desk(subject)}entwurf.docx").getvalue() for _ in range(2)]
    assert "Frau Lind hilft." in page.content.decode()
    assert files[0] == files[1]
    CHANGES[change](said)
    after = client.get(desk(subject)).content.decode()
    assert "Frau Lind" not in after
    assert "Mehr Kurse." in after
    paper = Document(BytesIO(client.get(f"{desk(subject)}entwurf.docx").getvalue()))
    assert "Frau Lind" not in "\n".join(each.text for each in paper.paragraphs)
    assert "Frau Lind" not in " ".join(texts(subject))
    assert b"Frau Lind" not in lying(folder)


def test_what_is_let_out_again_comes_back(table: TopicTable, subject: Subject) -> None:
    said = factories.remark(table, "Mehr Kurse.")
    moderate(subject.round, [said], None, published=False)
    assert texts(subject) == []
    moderate(subject.round, [said], None, published=True)
    assert texts(subject) == ["Mehr Kurse."]


def test_a_second_redaction_counts_instead_of_the_first(table: TopicTable, subject: Subject) -> None:
    said = factories.remark(table, "Frau Lind hilft.")
    for words in ("[Name] hilft.", "[…]"):
        redact(said, None, {"comment": words})
        assert texts(subject) == [words]


def test_what_is_said_anew_takes_the_place_of_what_was_said(nord: Conference) -> None:
    change_round(nord.round, None, visibility=Visibility.OPEN)
    nord.round.refresh_from_db()
    first = factories.said(nord.round, comment="Alt.")
    assert texts(Subject(nord.round)) == ["Alt."]
    again = Suggestion(uid="meas0111", verdict=Verdict.ADJUST, comment="Neu.")
    receive(nord.round, [again], channel=Channel.WEB, form_key=uuid4(), replaces=first.submission)
    assert texts(Subject(nord.round)) == ["Neu."]


def test_a_round_that_keeps_things_inside_from_now_on_tells_nothing(nord: Conference) -> None:
    change_round(nord.round, None, visibility=Visibility.OPEN)
    nord.round.refresh_from_db()
    factories.said(nord.round, comment="Geschrieben.")
    assert texts(Subject(nord.round)) == ["Geschrieben."]
    change_round(nord.round, None, visibility=Visibility.INTERNAL)
    nord.round.refresh_from_db()
    assert texts(Subject(nord.round)) == []


def test_a_topic_that_changes_changes_the_draft(nord: Conference) -> None:
    own = actions.add_table(nord, None, topic="Ehrenamt", seats=8)
    own.conference = nord
    factories.remark(own, "Ein Fest.")
    shelf = draft_shelf(Subject(nord.round, nord), BY)
    assert "Ehrenamt" in shelf.page(1)
    actions.change_table(own, None, topic="Engagement", seats=8)
    again = draft_shelf(Subject(nord.round, nord), BY)
    assert "Engagement" in again.page(1)
    assert "Ehrenamt" not in again.page(1)


def test_another_title_of_the_conference_stands_on_the_page_at_once(table: TopicTable, subject: Subject) -> None:
    factories.remark(table, "Mehr Kurse.")
    assert "Regionalkonferenz Nord" in draft_shelf(subject, BY).page(1)
    assert subject.conference
    subject.conference.place = "Neue Halle"
    assert "Neue Halle" in draft_shelf(subject, BY).page(1)


def test_conference_and_round_and_arrangements_do_not_disturb_each_other(table: TopicTable, nord: Conference) -> None:
    factories.remark(table, "Mehr Kurse.")
    of_both = [Subject(nord.round, nord), Subject(nord.round)]
    pages_ = [draft_shelf(subject, by).page(1) for subject in of_both for by in Arrangement]
    assert len(set(pages_)) == 4
    assert [draft_shelf(subject, by).page(1) for subject in of_both for by in Arrangement] == pages_


def test_every_deed_gives_another_state_and_looking_gives_none(table: TopicTable, subject: Subject) -> None:
    said = factories.remark(table, "Mehr Kurse.")
    states = [state_of(subject), state_of(subject)]
    redact(said, None, {"comment": "Mehr."})
    states.append(state_of(subject))
    put_beside(said, None, {"comment": "Auf Deutsch."})
    states.append(state_of(subject))
    moderate(subject.round, [said], None, published=True)
    states.append(state_of(subject))
    withdraw(said.submission)
    states.append(state_of(subject))
    assert states[0] == states[1]
    assert len(set(states)) == 5


def test_the_state_of_a_draft_costs_the_same_for_one_and_for_three(table: TopicTable, subject: Subject) -> None:
    factories.remark(table, "Eins.")
    once = asked(lambda: state_of(subject))
    for word in ("Zwei.", "Drei."):
        redact(factories.remark(table, word), None, {"comment": "[…]"})
    assert asked(lambda: state_of(subject)) == once <= 8


def test_a_draft_that_is_known_reads_no_statement(table: TopicTable, subject: Subject) -> None:
    factories.remark(table, "Eins.")
    told_now(subject)
    with CaptureQueriesContext(connection) as seen:
        told_now(subject)
    assert not [query for query in seen if '"comment"' in query["sql"]]


def test_a_draft_that_was_tampered_with_is_not_published(table: TopicTable, subject: Subject, folder: Path) -> None:
    factories.remark(table, "Mehr Kurse.")
    told = told_now(subject)
    for path in (folder / "drafts").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"Mehr Kurse.", b"Weg damit. "))
    made = publish_minutes(subject, None, arrangement=BY, seal=told.seal)
    assert [each.text for each in loads(made.content)] == ["Mehr Kurse."]


# --- published: made once, found by the seal ---


def test_what_is_published_is_made_once_and_read_without_its_statements(table: TopicTable, subject: Subject) -> None:
    factories.remark(table, "Mehr Kurse.")
    publish_minutes(subject, None, arrangement=BY)
    first = Client().get(outside(subject)).content
    with CaptureQueriesContext(connection) as seen:
        assert Client().get(outside(subject)).content == first
    assert not [query for query in seen if '"content"' in query["sql"]]


def test_pages_that_are_lost_are_made_again(table: TopicTable, subject: Subject, folder: Path) -> None:
    factories.remark(table, "Mehr Kurse.")
    made = publish_minutes(subject, None, arrangement=BY)
    first = published_shelf(subject, made).page(1)
    for path in [*folder.rglob("*")]:
        if path.is_file():
            path.unlink()
    pages._read.cache_clear()
    assert published_shelf(subject, made).page(1) == first


def test_minutes_that_are_retracted_are_read_by_nobody_however_much_is_kept(
    table: TopicTable, subject: Subject
) -> None:
    factories.remark(table, "Mehr Kurse.")
    publish_minutes(subject, None, arrangement=BY)
    addresses = [outside(subject), *(f"{outside(subject)}protokoll.{ending}" for ending in WRITERS)]
    assert [Client().get(address).status_code for address in addresses] == [200] * 4
    retract_minutes(subject, None)
    assert [Client().get(address).status_code for address in addresses] == [410] * 4


# --- many: page by page, files by a task ---


def numbers(page: str) -> set[int]:
    return {int(found) for found in re.findall(r"Aussage (\d+)\.", page)}


def test_many_statements_are_read_area_by_area(many: Subject) -> None:
    publish_minutes(many, None, arrangement=BY)
    first = Client().get(outside(many))
    text = first.content.decode()
    assert "Handlungsfelder" in text
    count = published_shelf(many, Minutes.objects.get()).contents().pages
    assert count == 3
    assert f"Seite 1 von {count}" in text
    found = [numbers(Client().get(outside(many), {"seite": page}).content.decode()) for page in range(1, count + 1)]
    assert set.union(*found) == set(range(AT_ONCE + 100))
    assert sum(map(len, found)) == AT_ONCE + 100
    assert all(len(page) <= FULL for page in found)
    for area, said in [("Sprache und Bildung", 300), ("Arbeit und Beruf", 150), ("Ohne Handlungsfeld", 150)]:
        assert re.search(rf"{area}</a> <span class=\"wk-quiet\"[^>]*>{said} Aussagen</span>", text)


@pytest.mark.parametrize("page", ["0", "4", "-1", "x", "", "9" * 30, "²"])
def test_a_page_that_is_none_is_not_found(many: Subject, page: str) -> None:
    publish_minutes(many, None, arrangement=BY)
    assert Client().get(outside(many), {"seite": page}).status_code == 404


def test_few_statements_stand_on_one_page_without_contents(table: TopicTable, subject: Subject) -> None:
    factories.remark(table, "Mehr Kurse.")
    publish_minutes(subject, None, arrangement=BY)
    text = Client().get(outside(subject)).content.decode()
    assert "Handlungsfelder</h2>" not in text
    assert "Seite 1" not in text
    assert not Job.objects.exists()


def test_files_of_many_statements_are_made_by_one_task_whoever_asks(many: Subject, lead: User) -> None:
    client = factories.signed_in(lead)
    seal = re.findall(r'name="siegel" value="(\w+)"', client.get(desk(many)).content.decode())[0]
    client.post(desk(many), {"siegel": seal, "gliederung": "fragen"})
    job = Job.objects.get()
    for ending in ("docx", "odt", "pdf", "docx"):
        answer = Client().get(f"{outside(many)}protokoll.{ending}")
        assert answer.headers["Location"] == reverse("work:job", args=[job.pk])
    waiting = Client().get(reverse("work:job", args=[job.pk]))
    assert waiting.headers["Refresh"] == "1"
    assert "Ergebnisprotokoll" in waiting.content.decode()
    run(job)
    job.refresh_from_db()
    assert (job.done, job.total, job.problem) == (4, 4, "")
    arrived = Client().get(reverse("work:job", args=[job.pk]))
    assert arrived.headers["Location"] == f"{outside(many)}#dateien"
    assert 'id="dateien"' in Client().get(outside(many)).content.decode()
    paper = Document(BytesIO(Client().get(f"{outside(many)}protokoll.docx").getvalue()))
    assert numbers("\n".join(each.text for each in paper.paragraphs)) == set(range(AT_ONCE + 100))
    assert Client().get(f"{outside(many)}protokoll.pdf").getvalue().startswith(b"%PDF")


def test_the_task_goes_on_where_it_was_broken_off(many: Subject) -> None:
    made = publish_minutes(many, None, arrangement=BY)
    job = Job.objects.create(authority=many.authority, title="Protokoll")
    published_shelf(many, made).keep("pdf", b"%PDF schon da")
    for _ in range(2):
        tasks.make_minutes.call(str(job.pk), minutes_id=made.pk)
    assert published_shelf(many, made).file("pdf") == b"%PDF schon da"
    assert Document(BytesIO(published_shelf(many, made).file("docx")))


def test_a_draft_of_many_statements_is_made_by_a_task_and_read_by_the_office_alone(many: Subject, lead: User) -> None:
    client = factories.signed_in(lead)
    answer = client.get(f"{desk(many)}entwurf.odt?gliederung=tabellen")
    job = Job.objects.get()
    assert answer.headers["Location"] == reverse("work:job", args=[job.pk])
    assert Client().get(reverse("work:job", args=[job.pk])).status_code == 302
    run(job)
    assert client.get(reverse("work:job", args=[job.pk])).headers["Location"].endswith("?gliederung=tabellen#dateien")
    assert client.get(f"{desk(many)}entwurf.odt?gliederung=tabellen").getvalue().startswith(b"PK")
    assert Job.objects.count() == 1


def test_a_redaction_after_the_draft_was_made_has_it_made_anew(many: Subject, lead: User) -> None:
    client = factories.signed_in(lead)
    client.get(f"{desk(many)}entwurf.docx")
    run(Job.objects.get())
    assert client.get(f"{desk(many)}entwurf.docx").status_code == 200
    redact(Contribution.objects.all()[7], None, {"comment": "[…]"})
    assert client.get(f"{desk(many)}entwurf.docx").status_code == 302
    run(Job.objects.latest("created_at"))
    paper = Document(BytesIO(client.get(f"{desk(many)}entwurf.docx").getvalue()))
    assert numbers("\n".join(each.text for each in paper.paragraphs)) == set(range(AT_ONCE + 100)) - {7}


def test_the_desk_shows_the_first_hundred_places_that_may_name_a_person(many: Subject, lead: User) -> None:
    envelope = Submission.objects.get()
    Contribution.objects.bulk_create(
        Contribution(
            submission=envelope, position=900 + number, verdict="new", comment=f"Frau Lind{'a' * number} hilft."
        )
        for number in range(101)
    )
    text = factories.signed_in(lead).get(desk(many)).content.decode()
    assert "101 Stellen könnten" in text
    assert "Hier stehen die ersten 100." in text
