"""Writing down at a table: by the link alone, once whatever happens, corrected and struck; the wall shows it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from konzept.model import Problem
from tests import factories
from werkstatt.accounts.models import Role, User
from werkstatt.conferences.actions.capture import Note, close_link, issue_links, strike, write_down
from werkstatt.conferences.actions.tables import drop_table
from werkstatt.conferences.models import Conference, Remark, TableLink, TopicTable
from werkstatt.conferences.queries import handouts
from werkstatt.conferences.queries.capture import (
    at_table,
    link_of,
    places_at,
    remarks_of,
    tables_with_links,
    token_of_link,
)
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.participation.actions import close_round, moderate, redact
from werkstatt.participation.models import LONGEST, Channel, Contribution, Submission, Withdrawal
from werkstatt.participation.queries import contributions
from werkstatt.review.actions import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


@pytest.fixture
def table(nord: Conference) -> TopicTable:
    made = factories.conferences.add_table(nord, None, topic="Sprache", seats=8, area_uid="area0001")
    made.conference = nord
    return made


@pytest.fixture
def lead(nord: Conference) -> User:
    return factories.person(nord.authority)


@pytest.fixture
def link(table: TopicTable, lead: User) -> TableLink:
    return factories.table_link(table, lead)


def page(link: TableLink, name: str = "capture") -> str:
    conference = link.table.conference
    return reverse(f"conferences:{name}", args=[conference.authority.slug, conference.slug, token_of_link(link)])


def typed(text: str = "Mehr Kurse.", **more: Any) -> dict[str, Any]:
    return {"kind": "say", "key": str(uuid4()), "uid": "", "choice": "adjust", "text": text} | more


def sent(link: TableLink, *entries: dict[str, Any], client: Client | None = None) -> dict[str, Any]:
    body = json.dumps({"entries": entries})
    answer = (client or Client(enforce_csrf_checks=True)).post(
        page(link, "send"), body, content_type="application/json"
    )
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def texts(table: TopicTable) -> list[str]:
    return [each.text for each in remarks_of(table, at_table(table))]


# --- the link ---------------------------------------------------------------------------------------------------------


def test_each_table_gets_one_link_and_only_its_digest_is_stored(
    nord: Conference, table: TopicTable, lead: User
) -> None:
    factories.topic_tables(nord, 2)
    assert (issue_links(nord, lead), issue_links(nord, lead)) == (3, 0)
    link = TableLink.objects.get(table=table)
    token = token_of_link(link)
    assert len(token) == 20
    assert token not in repr(TableLink.objects.values())
    assert link_of(nord, token) == link_of(nord, token.upper()) == link


def test_a_link_opens_its_own_table_and_no_other_conference(nord: Conference, link: TableLink) -> None:
    other = factories.conference(nord.round, "Süd", place="Turnhalle")
    assert link_of(other, token_of_link(link)) is None
    assert link_of(nord, "x" * 20) is None


def test_a_closed_link_opens_nothing_and_a_new_one_is_another(nord: Conference, link: TableLink, lead: User) -> None:
    old = page(link)
    close_link(link.table, lead)
    close_link(link.table, lead)
    assert Entry.objects.filter(deed="conferences.close_link").count() == 1
    assert Client().get(old).status_code == 404
    fresh = factories.table_link(link.table)
    fresh.table.conference = nord
    assert page(fresh) != old
    assert Client().get(page(fresh)).status_code == 200


def test_links_end_some_days_after_the_conference(nord: Conference, link: TableLink) -> None:
    token = token_of_link(link)
    last = nord.ends_at + timedelta(days=settings.CAPTURE_DAYS)
    assert link_of(nord, token, last - timedelta(minutes=1)) == link
    assert link_of(nord, token, last + timedelta(minutes=1)) is None


def test_the_table_card_carries_the_link_once_there_is_one(nord: Conference, table: TopicTable) -> None:
    def picture() -> Any:
        [cards] = handouts.table_cards(nord).blocks
        return cards.cards[0].picture  # type: ignore[union-attr]  # nothing but cards

    assert picture() is None
    factories.table_link(table)
    assert "<svg" in picture().svg


# --- what is written down ---------------------------------------------------------------------------------------------


def test_a_remark_is_a_contribution_by_the_channel_conference(link: TableLink, table: TopicTable, lead: User) -> None:
    key = uuid4()
    submission = write_down(link, Note("meas0111", "proven", " Hilft sehr. ", responsible="VHS"), key=key)
    said = submission.contributions.get()
    assert (submission.channel, submission.form_key, submission.entered_by) == (Channel.CONFERENCE, key, lead)
    assert (said.uid, said.area_uid, said.verdict) == ("meas0111", "area0001", "proven")
    assert (said.comment, said.responsible) == ("Hilft sehr.", "VHS")
    assert Remark.objects.get().table == table


@pytest.mark.parametrize(("choice", "uid"), [("adjust", "area0001"), ("new", "")])
def test_what_is_about_the_whole_topic_is_about_the_area_or_new_in_it(link: TableLink, choice: str, uid: str) -> None:
    said = write_down(link, Note("", choice, "Alles."), key=uuid4()).contributions.get()
    assert (said.uid, said.area_uid) == (uid, "area0001")


def test_a_table_offers_its_areas_elements_and_one_with_its_own_topic_all(nord: Conference, table: TopicTable) -> None:
    assert [uid for uid, _ in places_at(table)] == ["", "goal0011", "meas0111", "meas0112", "goal0012", "meas0121"]
    [own] = factories.topic_tables(nord, 1)
    own.conference = nord
    assert len(places_at(own)) == 11


@pytest.mark.parametrize(
    "note",
    [
        Note("", "adjust", "  "),
        Note("meas0211", "adjust", "Am falschen Tisch."),
        Note("", "adjust", "a" * (LONGEST + 1)),
    ],
    ids=["empty", "another area", "too long"],
)
def test_what_cannot_be_kept_is_said_why(link: TableLink, note: Note) -> None:
    with pytest.raises(Problem):
        write_down(link, note, key=uuid4())
    assert not Submission.objects.exists()


def test_the_same_key_twice_is_once_whatever_it_says(link: TableLink, table: TopicTable) -> None:
    key = uuid4()
    first = write_down(link, Note("", "adjust", "Erst."), key=key)
    assert write_down(link, Note("", "adjust", "Anders."), key=key) == first
    assert texts(table) == ["Erst."]


def test_a_correction_takes_the_place_of_what_it_corrects(link: TableLink, table: TopicTable) -> None:
    first = write_down(link, Note("", "adjust", "Kurs fehlt."), key=uuid4())
    second = write_down(link, Note("", "adjust", "Kurse fehlen."), key=uuid4(), replaces=first.form_key)
    third = write_down(link, Note("", "new", "Abendkurse fehlen."), key=uuid4(), replaces=second.form_key)
    assert texts(table) == ["Abendkurse fehlen."]
    assert third.replaces == second
    assert Contribution.objects.count() == 3


def test_two_corrections_of_the_same_words_both_stay(link: TableLink, table: TopicTable) -> None:
    first = write_down(link, Note("", "adjust", "Kurs fehlt."), key=uuid4())
    for text in ("Kurse fehlen.", "Ein Kurs fehlt."):
        write_down(link, Note("", "adjust", text), key=uuid4(), replaces=first.form_key)
    assert texts(table) == ["Ein Kurs fehlt.", "Kurse fehlen."]


def test_striking_a_corrected_remark_does_not_bring_the_old_words_back(link: TableLink, table: TopicTable) -> None:
    first = write_down(link, Note("", "adjust", "Kurs fehlt."), key=uuid4())
    second = write_down(link, Note("", "adjust", "Kurse fehlen."), key=uuid4(), replaces=first.form_key)
    assert strike(link, second.form_key)
    assert strike(link, second.form_key)
    assert texts(table) == []
    assert Withdrawal.objects.count() == 2
    assert Contribution.objects.count() == 2


def test_a_correction_of_what_was_struck_meanwhile_is_kept(link: TableLink, table: TopicTable) -> None:
    first = write_down(link, Note("", "adjust", "Kurs fehlt."), key=uuid4())
    strike(link, first.form_key)
    write_down(link, Note("", "adjust", "Kurse fehlen."), key=uuid4(), replaces=first.form_key)
    assert texts(table) == ["Kurse fehlen."]


def test_nobody_strikes_or_corrects_at_another_table(nord: Conference, link: TableLink, table: TopicTable) -> None:
    write_down(link, Note("", "adjust", "Hier gesagt."), key=(key := uuid4()))
    [other] = factories.topic_tables(nord, 1)
    other.conference = nord
    elsewhere = factories.table_link(other)
    assert not strike(elsewhere, key)
    write_down(elsewhere, Note("", "adjust", "Dort gesagt."), key=uuid4(), replaces=key)
    assert texts(table) == ["Hier gesagt."]
    assert texts(other) == ["Dort gesagt."]


def test_what_comes_after_the_round_has_ended_still_arrives(
    link: TableLink, table: TopicTable, nord: Conference
) -> None:
    close_round(nord.round, None)
    told = sent(link, first := typed("Spät."), typed("Später.", replaces=first["key"]))
    assert not told["refused"]
    assert texts(table) == ["Später."]


def test_what_is_answered_stays(link: TableLink, table: TopicTable, nord: Conference) -> None:
    first = write_down(link, Note("meas0111", "adjust", "Beantwortet."), key=uuid4())
    close_round(nord.round, None)
    answer(nord.round, list(contributions(nord.round)), None, outcome="noted", reason="Danke.")
    told = sent(link, {"kind": "strike", "key": "s1", "replaces": str(first.form_key)})
    assert "beantwortet" in told["refused"]["s1"]
    write_down(link, Note("", "adjust", "Nachtrag."), key=uuid4(), replaces=first.form_key)
    assert texts(table) == ["Nachtrag.", "Beantwortet."]


def test_a_table_where_something_was_written_down_stays(link: TableLink, table: TopicTable, lead: User) -> None:
    write_down(link, Note("", "adjust", "Gesagt."), key=uuid4())
    with pytest.raises(Problem):
        drop_table(table, lead)
    path = reverse("conferences:drop_table", args=[table.conference.authority.slug, table.conference.slug, table.pk])
    assert "mitgeschrieben" in factories.signed_in(lead).post(path, follow=True).content.decode()
    assert TopicTable.objects.filter(pk=table.pk).exists()


def test_the_journal_knows_that_something_came_and_no_word_of_it(link: TableLink) -> None:
    write_down(link, Note("", "adjust", "Geheimnisvolle Worte."), key=uuid4())
    entry = Entry.objects.get(deed="participation.receive")
    assert entry.facts == {"channel": "conference", "contributions": 1}
    assert "Geheimnisvolle" not in repr(list(Entry.objects.values()))


# --- what a tablet sends ----------------------------------------------------------------------------------------------


def test_sixty_remarks_sent_twice_and_by_two_tablets_arrive_once(link: TableLink, table: TopicTable) -> None:
    entries = [typed(f"Wort {number}") for number in range(60)]
    assert sent(link, *entries)["taken"] == [each["key"] for each in entries]
    assert len(sent(link, *entries[30:])["taken"]) == 30
    sent(link, typed("Vom zweiten Tablet."))
    assert texts(table) == ["Vom zweiten Tablet.", *(f"Wort {number}" for number in reversed(range(60)))]


def test_one_bad_entry_holds_up_no_other(link: TableLink, table: TopicTable) -> None:
    bad = typed("", key=str(uuid4()))
    told = sent(
        link, typed("Vorher."), bad, typed("x" * 20_000), typed("Nachher."), typed("Wo?", uid="meas0211"), {"key": "?"}
    )
    assert texts(table) == ["Nachher.", "Vorher."]
    assert len(told["refused"]) == 4
    assert told["refused"][bad["key"]] == "Bitte schreiben Sie auf, was gesagt wurde."


def test_a_nul_is_refused_with_a_sentence_and_breaks_nothing(link: TableLink, table: TopicTable) -> None:
    told = sent(link, typed("Mit\x00Null."), typed("Ohne."))
    assert len(told["refused"]) == 1
    assert texts(table) == ["Ohne."]


def test_half_a_letter_is_a_sign_and_loses_nothing(link: TableLink, table: TopicTable) -> None:
    parcel = {"entries": [typed("Gut HALB so.")]}
    body = json.dumps(parcel).replace("HALB", "\\ud83d")
    assert Client().post(page(link, "send"), body, content_type="application/json").json()["refused"] == {}
    assert texts(table) == ["Gut \ufffd so."]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"entries": 1}', '{"entries": [1]}', "\xff"])
def test_what_is_no_parcel_is_refused(link: TableLink, body: str) -> None:
    answer = Client().post(page(link, "send"), body, content_type="application/json")
    assert answer.status_code == 400
    assert "problem" in answer.json()


def test_order_is_kept_in_a_parcel_corrections_and_strikes_too(link: TableLink, table: TopicTable) -> None:
    first = typed("Erst.")
    second = typed("Dann.", replaces=first["key"])
    gone = typed("Weg.")
    sent(link, first, second, gone, {"kind": "strike", "key": str(uuid4()), "replaces": gone["key"]})
    assert texts(table) == ["Dann."]


def test_no_cookie_is_set_needed_or_heard(link: TableLink, table: TopicTable) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["sessionid"] = "laengst-abgelaufen"
    sent(link, typed("Ohne Sitzung."), client=client)
    shown = Client().get(page(link))
    assert not shown.cookies
    assert texts(table) == ["Ohne Sitzung."]


def test_a_wrong_link_takes_nothing(link: TableLink) -> None:
    wrong = page(link, "send").replace(token_of_link(link), "a" * 20)
    assert Client().post(wrong, "{}", content_type="application/json").status_code == 404
    assert Client().get(page(link, "send")).status_code == 405


# --- the page without scripts -----------------------------------------------------------------------------------------


def test_the_form_alone_writes_corrects_and_strikes(link: TableLink, table: TopicTable) -> None:
    client = Client(enforce_csrf_checks=True)
    fields = typed("Ohne Skript.", uid="meas0111", proposal="", responsible="")
    answer = client.post(page(link), fields)
    assert answer.headers["Location"] == f"{page(link)}?stelle=meas0111&frage=adjust#wort"
    client.post(page(link), fields)
    assert texts(table) == ["Ohne Skript."]
    again = client.get(answer.headers["Location"]).context["form"]
    assert (again["uid"].value(), again["choice"].value()) == ("meas0111", "adjust")
    key = remarks_of(table, at_table(table))[0].key
    correcting = client.get(f"{page(link)}?aendern={key}")
    assert "Wortmeldung berichtigen" in correcting.content.decode()
    form = correcting.context["form"]
    assert (form["text"].value(), form["replaces"].value()) == ("Ohne Skript.", str(key))
    client.post(page(link), typed("Berichtigt.", replaces=str(key)))
    assert texts(table) == ["Berichtigt."]
    [now] = remarks_of(table, at_table(table))
    gone = client.post(page(link, "strike"), {"key": str(now.key)}, follow=True)
    assert "gestrichen" in gone.content.decode()
    assert texts(table) == []


def test_a_form_without_words_comes_back_with_what_was_chosen(link: TableLink) -> None:
    answer = Client().post(page(link), typed("", uid="meas0111", choice="proven"))
    assert answer.status_code == 200
    assert "Bitte schreiben Sie auf" in answer.content.decode()
    assert answer.context["form"]["uid"].value() == "meas0111"
    assert not Submission.objects.exists()


@pytest.mark.parametrize("key", ["", "quatsch", str(UUID(int=7))])
def test_a_key_nobody_wrote_strikes_nothing(link: TableLink, key: str) -> None:
    assert Client().post(page(link, "strike"), {"key": key}).status_code == 302
    assert Client().get(f"{page(link)}?aendern={key}").context["correcting"] is False
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("name", ["capture", "written", "wall", "wall_now"])
def test_pages_take_the_same_queries_for_one_remark_and_for_three(link: TableLink, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(page(link, name)).status_code == 200
        return len(seen)

    write_down(link, Note("meas0111", "adjust", "Eins."), key=uuid4())
    queries()
    once = queries()
    for text in ("Zwei.", "Drei."):
        write_down(link, Note("meas0112", "proven", text), key=uuid4())
    assert queries() == once <= 12


def test_what_people_say_is_never_markup(link: TableLink) -> None:
    write_down(link, Note("", "adjust", "<script>alert(1)</script>"), key=uuid4())
    for name in ("capture", "written", "wall", "wall_now"):
        text = Client().get(page(link, name)).content.decode()
        assert "&lt;script&gt;alert(1)" in text
        assert "<script>alert" not in text


def test_the_worker_is_served_below_the_page_and_is_a_script(link: TableLink) -> None:
    answer = Client().get(page(link, "worker"))
    assert page(link, "worker").startswith(page(link))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"addEventListener" in answer.content
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


# --- the wall ---------------------------------------------------------------------------------------------------------


def test_the_wall_shows_the_newest_by_questions_redacted_and_nothing_held_back(
    link: TableLink, table: TopicTable, nord: Conference
) -> None:
    write_down(link, Note("meas0111", "proven", "Bewährt."), key=uuid4())
    named = write_down(link, Note("meas0111", "adjust", "Frau Lind muss weg."), key=uuid4()).contributions.get()
    insult = write_down(link, Note("", "adjust", "Beleidigung."), key=uuid4()).contributions.get()
    redact(named, None, {"comment": "[Name] muss weg."})
    moderate(nord.round, [insult], None, published=False)
    answer = Client().get(page(link, "wall"))
    text = answer.content.decode()
    assert "[Name] muss weg." in text
    assert "Frau Lind" not in text
    assert "Beleidigung" not in text
    assert [(question, len(written)) for question, written in answer.context["columns"]] == [
        ("Was hat sich bewährt?", 1),
        ("Was ist überholt?", 0),
        ("Wo muss nachjustiert werden?", 1),
        ("Was ist neu nötig?", 0),
    ]
    assert answer.context["newest"] == named.pk


def test_a_wall_that_has_not_changed_is_not_sent_again(link: TableLink) -> None:
    write_down(link, Note("", "adjust", "Eins."), key=uuid4())
    first = Client().get(page(link, "wall_now"))
    tag = first.headers["ETag"]
    same = Client().get(page(link, "wall_now"), headers={"If-None-Match": f"W/{tag}"})
    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    write_down(link, Note("", "adjust", "Zwei."), key=uuid4())
    fresh = Client().get(page(link, "wall_now"), headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert "Zwei." in fresh.content.decode()


# --- the office -------------------------------------------------------------------------------------------------------


def test_the_office_issues_all_links_with_one_click_and_closes_one(nord: Conference, lead: User) -> None:
    client = factories.signed_in(lead)
    path = reverse("conferences:links", args=[nord.authority.slug, nord.slug])
    assert "Dafür braucht es Thementische" in client.get(path).content.decode()
    first, second = factories.topic_tables(nord, 2)
    assert "2 Links ausstellen" in client.get(path).content.decode()
    assert "2 Links sind ausgestellt." in client.post(path, follow=True).content.decode()
    factories.remark(first)
    [(_, token, count), (_, other, _)] = tables_with_links(nord)
    text = client.get(path).content.decode()
    assert count == 1
    assert f"http://testserver/{nord.authority.slug}/konferenz/{nord.slug}/tisch/{token}/" in text
    closed = reverse("conferences:close_link", args=[nord.authority.slug, nord.slug, second.pk])
    client.post(closed)
    client.post(closed)
    assert other not in client.get(path).content.decode()


def test_who_may_only_look_sees_no_link(nord: Conference, table: TopicTable, link: TableLink) -> None:
    path = reverse("conferences:links", args=[nord.authority.slug, nord.slug])
    for role in (Role.READER, Role.REVIEWER):
        client = factories.signed_in(factories.person(nord.authority, role))
        assert client.get(path).status_code == 404
        overview = client.get(reverse("conferences:page", args=[nord.authority.slug, nord.slug])).content.decode()
        assert path not in overview
    assert clock.now() < nord.ends_at


def test_what_was_typed_on_a_page_in_another_language_is_known_as_such(client: Client, link: TableLink) -> None:
    """So that the office is asked to put German beside it; a parcel of a tablet too."""
    here = f"/uk{page(link)}"
    client.post(here, {"uid": "", "choice": "proven", "text": "Більше курсів.", "key": str(uuid4())})
    parcel = {"entries": [{"kind": "say", "key": str(uuid4()), "uid": "", "choice": "proven", "text": "Ще автобус."}]}
    client.post(f"{here}senden/", parcel, content_type="application/json")
    told = Submission.objects.filter(remark__table=link.table)
    assert list(told.values_list("language", flat=True)) == ["uk", "uk"]
