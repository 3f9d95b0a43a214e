"""Minutes of a conference and of a round: only what counts and may be read outside, published once, read by everybody."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from konzept.minutes import Arrangement, loads
from konzept.model import Problem
from tests import factories
from werkstatt.accounts.models import Role, User
from werkstatt.conferences.actions.minutes import publish_minutes
from werkstatt.conferences.models import Conference, Minutes, TopicTable
from werkstatt.conferences.queries.minutes import Draft, Subject, draft_of, published_minutes, rounds_with_minutes
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.participation.actions import change_round, moderate, redact, withdraw
from werkstatt.participation.models import Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


@pytest.fixture
def table(nord: Conference) -> TopicTable:
    return of_area(nord)


@pytest.fixture
def lead(nord: Conference) -> User:
    return factories.person(nord.authority)


def of_area(conference: Conference, uid: str = "area0001", topic: str = "Sprache") -> TopicTable:
    made = factories.conferences.add_table(conference, None, topic=topic, seats=8, area_uid=uid)
    made.conference = conference
    return made


def texts(draft: Draft) -> list[str]:
    return [each.text for each in draft.statements]


def address(name: str, conference: Conference, *more: str) -> str:
    return reverse(f"conferences:{name}", args=[conference.authority.slug, conference.slug, *more])


def publish(conference: Conference, lead: User | None = None, by: Arrangement = Arrangement.QUESTIONS) -> Minutes:
    return publish_minutes(Subject(conference.round, conference), lead, arrangement=by)


def test_the_minutes_of_a_conference_hold_what_was_said_at_its_tables_alone(
    table: TopicTable, nord: Conference
) -> None:
    factories.remark(table, "An Tisch 1.", uid="meas0111")
    other = factories.conference(nord.round, "Regionalkonferenz Süd", place="Turnhalle")
    factories.remark(of_area(other), "Im Süden.")
    factories.said(nord.round, comment="Online.")
    assert texts(draft_of(Subject(nord.round, nord))) == ["An Tisch 1."]
    assert texts(draft_of(Subject(nord.round, other))) == ["Im Süden."]


def test_what_stays_inside_is_in_no_minutes_and_counted(table: TopicTable, nord: Conference) -> None:
    factories.remark(table, "Am Tisch.")
    factories.said(nord.round, comment="Vertraulich geschrieben.")
    draft = draft_of(Subject(nord.round))
    assert texts(draft) == ["Am Tisch."]
    assert draft.kept_back == 1


def test_in_an_open_round_the_written_words_are_told_too_but_never_what_was_held_back(
    table: TopicTable, nord: Conference
) -> None:
    change_round(nord.round, None, visibility=Visibility.OPEN)
    nord.round.refresh_from_db()
    factories.remark(table, "Am Tisch.")
    factories.said(nord.round, comment="Online.")
    moderate(nord.round, [factories.said(nord.round, comment="Beleidigung.")], None, published=False)
    draft = draft_of(Subject(nord.round))
    assert texts(draft) == ["Am Tisch.", "Online."]
    assert draft.kept_back == 1


def test_where_a_person_checks_first_nothing_unchecked_is_told(table: TopicTable, nord: Conference) -> None:
    change_round(nord.round, None, visibility=Visibility.MODERATED)
    nord.round.refresh_from_db()
    checked, _ = factories.remark(table, "Geprüft."), factories.remark(table, "Ungeprüft.")
    moderate(nord.round, [checked], None, published=True)
    assert texts(draft_of(Subject(nord.round, nord))) == ["Geprüft."]


def test_only_what_counts_and_only_redacted(table: TopicTable, nord: Conference) -> None:
    withdraw(factories.remark(table, "Zurückgenommen.").submission)
    named = factories.remark(table, "Frau Lind vom Amt hilft nie.")
    assert draft_of(Subject(nord.round, nord)).traces == ("Name: Frau Lind",)
    redact(named, None, {"comment": "[Name] vom Amt hilft nie."})
    draft = draft_of(Subject(nord.round, nord))
    assert texts(draft) == ["[Name] vom Amt hilft nie."]
    assert draft.traces == ()


def test_a_table_with_a_topic_of_its_own_stands_under_it(nord: Conference) -> None:
    factories.remark(of_area(nord, "", "Ehrenamt"), "Ein Fest.", choice="new")
    [said] = draft_of(Subject(nord.round, nord)).statements
    assert (said.topic, said.uid, said.verdict) == ("Ehrenamt", "", "new")


@pytest.mark.parametrize("of", ["round", "conference"])
def test_the_draft_takes_the_same_queries_for_one_remark_and_for_three(
    table: TopicTable, nord: Conference, of: str
) -> None:
    subject = Subject(nord.round, nord if of == "conference" else None)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            draft_of(subject)
        return len(seen)

    factories.remark(table, "Eins.")
    once = queries()
    factories.remark(table, "Zwei.")
    factories.remark(of_area(nord, "area0002", "Arbeit"), "Drei.")
    assert queries() == once <= 4


def test_nobody_outside_sees_them_before_they_are_published(table: TopicTable, nord: Conference) -> None:
    factories.remark(table, "Am Tisch.")
    for path in (address("public_minutes", nord), address("public_minutes_file", nord, "pdf")):
        assert Client().get(path).status_code == 404
    assert "Ergebnisprotokoll" not in Client().get(address("conference", nord)).content.decode()
    publish(nord)
    assert "Am Tisch." in Client().get(address("public_minutes", nord)).content.decode()
    assert "Ergebnisprotokoll" in Client().get(address("conference", nord)).content.decode()


def test_what_is_published_stays_until_it_is_published_anew(table: TopicTable, nord: Conference, lead: User) -> None:
    named = factories.remark(table, "Frau Lind hilft.")
    first = publish(nord, lead)
    redact(named, None, {"comment": "[Name] hilft."})
    factories.remark(table, "Später.")
    assert "Frau Lind hilft." in Client().get(address("public_minutes", nord)).content.decode()
    second = publish(nord, lead)
    page = Client().get(address("public_minutes", nord)).content.decode()
    assert "Frau Lind" not in page
    assert second.seal in page
    assert published_minutes(Subject(nord.round, nord)) == second != first
    file = Client().get(address("public_minutes_file", nord, "docx"))
    assert "Frau Lind" not in "\n".join(each.text for each in Document(BytesIO(file.getvalue())).paragraphs)


def test_publishing_twice_is_once_and_a_changed_arrangement_is_anew(table: TopicTable, nord: Conference) -> None:
    factories.remark(table, "Am Tisch.")
    assert publish(nord) == publish(nord)
    publish(nord, by=Arrangement.TABLES)
    assert Minutes.objects.count() == Entry.objects.filter(deed="conferences.publish_minutes").count() == 2


def test_the_journal_says_how_many_and_which_seal_and_no_word_of_it(table: TopicTable, nord: Conference) -> None:
    factories.remark(table, "Ein Satz, den das Journal nicht kennt.")
    made = publish(nord)
    entry = Entry.objects.get(deed="conferences.publish_minutes")
    assert entry.facts == {"statements": 1, "seal": made.seal}
    assert not [each for each in Entry.objects.all() if "kennt" in repr(each.facts)]


def test_nothing_said_is_nothing_to_publish(nord: Conference) -> None:
    with pytest.raises(Problem):
        publish(nord)


def test_what_changed_since_somebody_looked_is_looked_at_again(table: TopicTable, nord: Conference, lead: User) -> None:
    factories.remark(table, "Gesehen.")
    client = factories.signed_in(lead)
    seal = client.get(address("minutes", nord)).context["seal"]
    factories.remark(table, "Nicht gesehen.")
    answer = client.post(address("minutes", nord), {"siegel": seal, "gliederung": "fragen"}, follow=True)
    assert "Inzwischen hat sich etwas geändert" in answer.content.decode()
    assert not Minutes.objects.exists()


def test_the_database_itself_keeps_what_was_published(table: TopicTable, nord: Conference) -> None:
    factories.remark(table, "Am Tisch.")
    made = publish(nord)
    for change in (made.delete, lambda: Minutes.objects.update(content="[]")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert [each.text for each in loads(made.content)] == ["Am Tisch."]


def test_the_office_looks_through_both_arrangements_and_publishes_with_one_click(
    table: TopicTable, nord: Conference, lead: User
) -> None:
    factories.remark(table, "Frau Lind soll bleiben.", uid="meas0111", choice="outdated")
    client = factories.signed_in(lead)
    page = client.get(address("minutes", nord)).content.decode()
    assert "Was ist überholt?" in page
    assert "1 Stelle könnte eine Person nennen" in page
    page = client.get(address("minutes", nord) + "?gliederung=tabellen")
    assert "Streichung/Bedenken" in page.content.decode()
    answer = client.post(
        address("minutes", nord), {"siegel": page.context["seal"], "gliederung": "tabellen"}, follow=True
    )
    text = answer.content.decode()
    assert "Das Protokoll mit 1 Aussage ist veröffentlicht." in text
    assert "Protokoll veröffentlichen" not in text
    assert "Streichung/Bedenken" in Client().get(address("public_minutes", nord)).content.decode()


def test_who_may_only_read_publishes_nothing(table: TopicTable, nord: Conference) -> None:
    factories.remark(table, "Am Tisch.")
    client = factories.signed_in(factories.person(nord.authority, Role.READER))
    assert "Protokoll veröffentlichen" not in client.get(address("minutes", nord)).content.decode()
    assert client.post(address("minutes", nord), {}).status_code == 404
    assert not Minutes.objects.exists()


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("odt", b"PK")])
def test_files_before_and_after(table: TopicTable, nord: Conference, lead: User, ending: str, start: bytes) -> None:
    factories.remark(table, "Am Tisch.")
    draft = factories.signed_in(lead).get(address("minutes_file", nord, ending) + "?gliederung=tabellen")
    assert draft.getvalue().startswith(start)
    publish(nord)
    public = Client().get(address("public_minutes_file", nord, ending))
    assert public.getvalue().startswith(start)
    assert f"ergebnisprotokoll-{nord.slug}.{ending}" in public.headers["Content-Disposition"]
    assert Client().get(address("public_minutes_file", nord, ending)).getvalue() == public.getvalue()


def test_other_endings_are_no_files(table: TopicTable, nord: Conference, lead: User) -> None:
    factories.remark(table, "Am Tisch.")
    publish(nord)
    assert Client().get(address("public_minutes_file", nord, "exe")).status_code == 404
    assert factories.signed_in(lead).get(address("minutes_file", nord, "exe")).status_code == 404


def test_the_minutes_of_a_whole_round_have_pages_of_their_own(table: TopicTable, nord: Conference, lead: User) -> None:
    factories.remark(table, "Am Tisch.")
    round_ = nord.round
    path = reverse("conferences:round_minutes", args=[nord.authority.slug, round_.slug])
    client = factories.signed_in(lead)
    seal = client.get(path).context["seal"]
    facts: dict[str, Any] = {"siegel": seal, "gliederung": "fragen"}
    assert client.post(path, facts).status_code == client.post(path, facts).status_code == 302
    assert client.get(
        reverse("conferences:round_minutes_file", args=[nord.authority.slug, round_.slug, "odt"])
    ).getvalue()
    public = reverse("conferences:public_round_minutes", args=[nord.authority.slug, round_.slug])
    assert "Am Tisch." in Client().get(public).content.decode()
    assert Client().get(f"{public}protokoll.docx").getvalue().startswith(b"PK")
    assert list(rounds_with_minutes(nord.authority)) == [round_]
    assert public in Client().get(reverse("conferences:list", args=[nord.authority.slug])).content.decode()
    assert Client().get(address("public_minutes", nord)).status_code == 404


def test_a_round_ahead_and_a_conference_not_announced_have_no_public_minutes(nord: Conference) -> None:
    planned = factories.conference(nord.round, "Nur geplant", place="Saal", announced=False)
    factories.remark(of_area(planned), "Am Tisch.")
    publish(planned)
    assert Client().get(address("public_minutes", planned)).status_code == 404
    with clock.at(clock.now() - timedelta(days=9)):
        path = reverse("conferences:public_round_minutes", args=[nord.authority.slug, nord.round.slug])
        publish_minutes(Subject(nord.round), None, arrangement=Arrangement.QUESTIONS)
        assert Client().get(path).status_code == 404


def test_a_key_of_another_round_is_no_remark_of_this_table(nord: Conference, table: TopicTable) -> None:
    key = uuid4()
    link = factories.table_link(table)
    first = factories.write_down(link, factories.Note("", "adjust", "Eins."), key=key)
    assert factories.write_down(link, factories.Note("", "adjust", "Zwei."), key=key) == first
    other = factories.table_link(of_area(factories.conference(nord.round, "Süd", place="Saal")))
    with pytest.raises(Problem):
        factories.write_down(other, factories.Note("", "adjust", "Drei."), key=key)
