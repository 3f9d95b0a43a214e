"""The guided path: three minutes, one question a screen, nothing lost, sent once."""

from __future__ import annotations

import html
import json
import re
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from konzept.suggestion import QUESTIONS, choices
from tests import factories
from werkstatt.lib import clock
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import Draft, StepForm, draft_from, suggestion_of
from werkstatt.participation.forms.path import LONGEST_HERE, MOST_ASKED
from werkstatt.participation.models import Contribution, Round, Submission

OFFERED = choices(QUESTIONS)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def round_(db: None) -> Round:
    return factories.round_(factories.published(factories.authority("erlenau")))


@pytest.fixture
def path(round_: Round) -> str:
    return f"/erlenau/mitmachen/{round_.slug}/pfad/"


def hidden(page: HttpResponse) -> dict[str, str]:
    """What the page's forms carry."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page.content.decode())}


class Refusing(Client):
    """A browser that keeps no cookie."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        self.cookies.clear()
        return response


# --- along the path ---


def test_from_the_topic_to_the_receipt(client: Client, round_: Round, path: str) -> None:
    first = client.get(path)
    assert "Sprache und Bildung" in first.content.decode()
    assert not first.cookies, "whoever only looks gets no cookie"
    page = client.post(path, {"start": "area0001"}, follow=True)
    assert page.redirect_chain[0][0] == f"{path}meas0111/"
    assert "Frage 1 von 4" in page.content.decode()
    page = client.post(f"{path}meas0111/", {"verdict": "proven"}, follow=True)
    page = client.post(f"{path}meas0112/", {"skip": "", "comment": "Doch lieber nicht."}, follow=True)
    page = client.post(f"{path}meas0121/", {"comment": "Auch für Väter."}, follow=True)
    assert "Fehlt etwas zum Thema" in page.content.decode()
    page = client.post(f"{path}area0001/", {"comment": "Ein Sprachcafé."}, follow=True)
    body = page.content.decode()
    assert "Fast geschafft" in body
    assert "Auch für Väter." in body
    sent = client.post(f"{path}fertig/", {**hidden(page), "send": ""})
    assert sent["Location"].startswith("/erlenau/mitmachen/beleg/")
    assert Submission.objects.count() == 1, "all of it is one submission"
    said = [(each.uid, each.verdict, each.comment) for each in Contribution.objects.order_by("position")]
    assert said == [
        ("meas0111", "proven", ""),
        ("meas0121", "", "Auch für Väter."),
        ("area0001", "", "Ein Sprachcafé."),
    ]


def test_the_same_without_any_cookie(round_: Round, path: str) -> None:
    browser = Refusing(enforce_csrf_checks=True)
    browser.post(path, {"start": "area0001"})
    page = browser.get(f"{path}meas0111/")
    page = browser.post(f"{path}meas0111/", {**hidden(page), "verdict": "proven"})
    assert page.status_code == 200
    assert "Frage 2 von 4" in page.content.decode()
    page = browser.post(f"{path}meas0112/", {**hidden(page), "comment": "Öfter."})
    page = browser.post(f"{path}meas0121/", {**hidden(page), "back": "", "comment": "Angefangen"})
    assert "Öfter." in page.content.decode(), "one step back, and all is there"
    page = browser.post(f"{path}meas0112/", hidden(page) | {"comment": "Öfter!"})
    assert "Angefangen" in page.content.decode()
    page = browser.post(f"{path}meas0121/", {**hidden(page), "skip": ""})
    page = browser.post(f"{path}area0001/", hidden(page))
    page = browser.post(f"{path}fertig/", {**hidden(page), "other": ""})
    assert "Welches Thema" in page.content.decode()
    page = browser.post(path, {**hidden(page), "start": "area0002"})
    page = browser.post(f"{path}meas0211/", {**hidden(page), "comment": "Gut."})
    while "Fast geschafft" not in page.content.decode():
        [action] = re.findall(r'<form method="post" action="([^"]+)"', page.content.decode())
        page = browser.post(action, hidden(page))
    browser.post(f"{path}fertig/", {**hidden(page), "email": "a@erlenau.example", "to": "meas0211"})
    sent = browser.post(f"{path}fertig/", {**hidden(page), "send": ""})
    assert sent.status_code == 302
    assert [each.comment for each in Contribution.objects.order_by("uid")] == ["", "Öfter!", "Gut."]


def test_the_browsers_back_button_shows_what_was_said(client: Client, round_: Round, path: str) -> None:
    client.post(path, {"start": "area0001"})
    client.post(f"{path}meas0111/", {"verdict": "proven", "comment": "Sehr gut."})
    page = client.get(f"{path}meas0111/")
    assert "Sehr gut." in page.content.decode()
    assert " checked" in page.content.decode()
    assert page["Cache-Control"] == "private, no-cache"


def test_the_page_s_own_back_keeps_what_was_typed(client: Client, round_: Round, path: str) -> None:
    client.post(path, {"start": "area0001"})
    back = client.post(f"{path}meas0112/", {"back": "", "comment": "Halb getippt"})
    assert back["Location"] == f"{path}meas0111/"
    assert client.post(f"{path}meas0111/", {"back": ""})["Location"] == path
    assert "Halb getippt" in client.get(f"{path}meas0112/").content.decode()


def test_two_windows_add_to_one_draft(client: Client, round_: Round, path: str) -> None:
    client.post(path, {"start": "area0001"})
    one, other = client.get(f"{path}meas0111/"), client.get(f"{path}meas0112/")
    client.post(f"{path}meas0111/", {**hidden(one), "comment": "Aus dem einen."})
    client.post(f"{path}meas0112/", {**hidden(other), "comment": "Aus dem anderen."})
    body = client.get(f"{path}fertig/").content.decode()
    assert "Aus dem einen." in body
    assert "Aus dem anderen." in body


def finished(client: Client, path: str, comment: str = "Öfter.") -> dict[str, str]:
    """Somebody has come to the last screen; what its form carries."""
    client.post(path, {"start": "area0001"})
    client.post(f"{path}meas0112/", {"comment": comment})
    return hidden(client.get(f"{path}fertig/"))


def test_a_double_click_and_a_reload_send_once(client: Client, round_: Round, path: str) -> None:
    form = finished(client, path)
    receipts = {client.post(f"{path}fertig/", form)["Location"] for _ in range(3)}
    assert len(receipts) == Submission.objects.count() == 1


def test_after_sending_a_new_path_begins_empty(client: Client, round_: Round, path: str) -> None:
    client.post(f"{path}fertig/", finished(client, path))
    client.post(path, {"start": "area0001"})
    assert "Öfter." not in client.get(f"{path}meas0112/").content.decode()


def test_a_window_left_behind_that_is_sent_later_replaces_what_its_draft_sent_before(
    client: Client, round_: Round, path: str
) -> None:
    form = finished(client, path)
    client.post(f"{path}fertig/", form)
    page = client.post(f"{path}meas0111/", {**form, "comment": "Noch etwas."}, follow=True)
    client.post(f"{path}fertig/", {**form, **hidden(page), "send": ""})
    assert sorted(each.comment for each in queries.contributions(round_)) == ["Noch etwas.", "Öfter."]


def test_an_ended_session_loses_nothing(client: Client, round_: Round, path: str) -> None:
    form = finished(client, path)
    client.session.flush()
    sent = client.post(f"{path}fertig/", {**form, "send": ""})
    assert sent.status_code == 302
    assert Contribution.objects.get().comment == "Öfter."


def test_too_long_a_remark_comes_back_whole_with_one_sentence(client: Client, round_: Round, path: str) -> None:
    client.post(path, {"start": "area0001"})
    page = client.post(f"{path}meas0111/", {"comment": "Wort " * 700}).content.decode()
    assert page.count("Wort ") == 700
    assert 'role="alert"' in page


def test_nothing_said_is_not_sent(client: Client, round_: Round, path: str) -> None:
    client.post(path, {"start": "area0001"})
    page = client.get(f"{path}fertig/")
    assert "Sie haben noch nichts gesagt" in page.content.decode()
    draft = hidden(page)["draft"]
    form = {"draft": draft, "form_key": str(uuid.uuid4()), "stamp": hidden_stamp(client, path)}
    assert "Sie haben noch nichts gesagt" in client.post(f"{path}fertig/", form).content.decode()
    assert not Submission.objects.exists()


def hidden_stamp(client: Client, path: str) -> str:
    """One of ours, from another form of the round."""
    return hidden(client.get(path.replace("pfad/", "e/meas0111/")))["stamp"]


def test_what_was_typed_on_the_last_screen_stays_on_the_way_to_another(
    client: Client, round_: Round, path: str
) -> None:
    form = finished(client, path)
    back = client.post(f"{path}fertig/", {**form, "organisation": "Verein", "email": "a@b.example", "to": "meas0112"})
    assert back["Location"] == f"{path}meas0112/"
    page = client.get(f"{path}fertig/").content.decode()
    assert 'value="Verein"' in page
    assert 'value="a@b.example"' in page
    assert "a@b.example" not in json.dumps(client.session[f"path-{round_.pk}"]), "enciphered"


def test_the_limit_stops_kindly(client: Client, round_: Round, path: str, settings: LazySettings) -> None:
    settings.SAY_MOST = 0
    page = client.post(f"{path}fertig/", finished(client, path))
    assert page.status_code == 429
    assert "Öfter." in page.content.decode()


def test_a_round_that_ended_on_the_way_keeps_the_words_on_the_page(client: Client, round_: Round, path: str) -> None:
    form = finished(client, path)
    with clock.at(round_.closes_at + timedelta(minutes=1)):
        page = client.post(f"{path}fertig/", form).content.decode()
    assert "Diese Runde ist beendet" in page
    assert "Öfter." in page


# --- what one is asked about ---


def test_a_word_finds_where_to_begin(client: Client, round_: Round, path: str) -> None:
    page = client.get(path, {"q": "anerkennung"}).content.decode()
    assert "Wegweiser zur Anerkennung" in page
    start = client.post(path, {"start": "meas0212"})
    assert start["Location"] == f"{path}meas0212/", "what was looked for comes first"
    assert "finden wir nichts" in client.get(path, {"q": "Raumfahrt"}).content.decode()


def test_what_was_looked_for_is_asked_first_and_nothing_twice(round_: Round) -> None:
    area = queries.areas_in_scope(round_)[0]
    assert queries.turn(round_, area) == ["meas0111", "meas0112", "meas0121"]
    assert queries.turn(round_, area, begun=["meas0111"]) == ["meas0112", "meas0121"]
    assert queries.turn(round_, area, begun=["meas0111", "meas0112", "meas0121"]) == []
    assert queries.turn(round_, area, first="meas0121")[0] == "meas0121"


@pytest.mark.django_db
def test_few_are_asked_what_fewest_spoke_about_and_more_on_demand(client: Client) -> None:
    listed = [factories.measure(f"meas000{number}", f"1.1.{number}", f"Maßnahme {number}.") for number in range(7)]
    value = replace(factories.concept_value(), elements=(factories.area("area0009", "1", "Wohnen", *listed),))
    round_ = factories.round_(factories.published(factories.authority("talau"), value))
    for uid in ("meas0000", "meas0003"):
        factories.said(round_, uid)
    path = f"/talau/mitmachen/{round_.slug}/pfad/"
    client.post(path, {"start": "area0009"})
    assert client.session[f"path-{round_.pk}"]["asked"] == [
        *(f"meas000{number}" for number in (1, 2, 4, 5, 6)),
        "area0009",
    ]
    client.post(f"{path}meas0001/", {"verdict": "proven"})
    page = client.get(f"{path}fertig/")
    assert "Noch mehr Maßnahmen" in page.content.decode()
    more = client.post(f"{path}fertig/", {**hidden(page), "more": ""})
    assert more["Location"] == f"{path}meas0000/"
    assert "Noch mehr Maßnahmen" not in client.get(f"{path}fertig/").content.decode()


@pytest.mark.parametrize("address", ["pfad/meas9999/", "pfad/area0009/"])
def test_what_the_round_does_not_ask_about_is_not_there(client: Client, path: str, address: str) -> None:
    assert client.get(path.replace("pfad/", address)).status_code == 404
    assert client.post(path, {"start": "meas9999"}).status_code == 404


def test_a_round_without_the_form_has_no_path(client: Client, round_: Round, path: str) -> None:
    round_.ways = ["matrix"]
    round_.save()
    assert client.get(path).status_code == 404


def test_an_own_question_is_asked_and_kept(client: Client, round_: Round, path: str) -> None:
    round_.questions = ["Was fehlt Ihnen in Erlenau?"]
    round_.save()
    client.post(path, {"start": "area0001"})
    page = client.post(f"{path}meas0111/", {"verdict": "q1"}, follow=True)
    page = client.get(f"{path}fertig/")
    client.post(f"{path}fertig/", hidden(page))
    assert Contribution.objects.get().question == "Was fehlt Ihnen in Erlenau?"


@pytest.mark.parametrize("voices", [1, 3])
def test_constant_queries(
    client: Client, round_: Round, path: str, django_assert_num_queries: DjangoAssertNumQueries, voices: int
) -> None:
    for number in range(voices):
        factories.said(round_, "meas0111", f"Nummer {number}")
    client.post(path, {"start": "area0001"})
    for page, queries_ in ((path, 2), (f"{path}meas0111/", 3), (f"{path}fertig/", 2)):
        with django_assert_num_queries(queries_):
            client.get(page)


@pytest.mark.parametrize("where", ["pfad/meas0111/", "e/meas0111/"])
def test_what_is_contested_stands_beside_what_is_asked(client: Client, round_: Round, path: str, where: str) -> None:
    positions = [{"who": "Kreiselternrat", "text": "Mehr davon."}, {"who": "", "text": "Weniger davon."}]
    actions.set_contested(round_, None, title="Wie viele Kurse?", positions=positions, uid="meas0111")
    page = client.get(path.replace("pfad/", where)).content.decode()
    for words in ("Dazu gibt es noch kein Einvernehmen", "Wie viele Kurse?", "Kreiselternrat", "Weniger davon."):
        assert words in page
    other = client.get(path.replace("pfad/", where.replace("meas0111", "meas0112"))).content.decode()
    assert "Einvernehmen" not in other


# --- the draft as a value ---

drafts = st.builds(
    Draft,
    key=st.uuids().map(str),
    area=st.text(max_size=8),
    asked=st.lists(st.text(max_size=8), max_size=6),
    said=st.dictionaries(st.text(max_size=8), st.fixed_dictionaries({"verdict": st.text(), "comment": st.text()})),
    organisation=st.text(max_size=20),
    email=st.sampled_from(["", "a@b.example"]),
)


@given(drafts)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    found = draft_from(draft.dumps())
    assert found is not None
    assert found.key == draft.key
    assert found.email == draft.email
    assert set(found.counted()) <= {uid.replace("\x00", "") for uid in draft.said}


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_whatever_a_browser_sends_as_a_draft_does_no_harm(value: Any) -> None:
    assert draft_from(value) is None
    assert draft_from(json.dumps(value)) is None


def test_a_draft_stays_within_bounds() -> None:
    said = {f"u{number}": {"comment": "x" * 9_000} for number in range(100)}
    found = draft_from(json.dumps({**Draft().plain(), "said": said, "asked": ["a"] * 900}))
    assert found is not None
    assert len(found.asked) == len(found.said) == MOST_ASKED
    assert len(found.dumps()) < MOST_ASKED * (LONGEST_HERE + 100)


def test_what_was_left_out_or_emptied_does_not_count() -> None:
    said = {"a": {"comment": "Ja.", "skip": "1"}, "b": {"comment": ""}, "c": {"verdict": "proven"}}
    assert list(Draft(said=said).counted()) == ["c"]


def test_an_answer_that_the_round_does_not_offer_is_not_received() -> None:
    assert suggestion_of(OFFERED, {"verdict": "great"}, "u", "a", "") is None
    assert suggestion_of(OFFERED, {"comment": " "}, "u", "a", "") is None
    assert not StepForm(OFFERED, {"comment": "x" * (LONGEST_HERE + 1)}).is_valid()
