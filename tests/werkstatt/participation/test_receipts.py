"""What whoever holds a receipt may do: say it anew, take it back, have the address erased."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from konzept.suggestion import Suggestion, Verdict
from tests import factories
from werkstatt.lib import clock
from werkstatt.lib.logs import JsonLines
from werkstatt.participation import actions, queries
from werkstatt.participation.forms.guarding import stamp
from werkstatt.participation.models import Attachment, Contact, Round, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return factories.round_(factories.published(factories.authority("erlenau")))


def spoken(round_: Round, *comments: str, **more: Any) -> str:
    """Somebody says something about measure after measure; the code."""
    uids = ["meas0111", "meas0112", "meas0211"]
    said = [
        Suggestion(uid, verdict=Verdict.ADJUST, comment=comment, area="area0001", wording="Alter Wortlaut.")
        for uid, comment in zip(uids, comments or ["Zu wenig."], strict=False)
    ]
    return actions.say(round_, said, form_key=uuid.uuid4(), sender="", **more)[1]


def receipt(code: str, deed: str = "") -> str:
    return f"/erlenau/mitmachen/beleg/{code}/{deed}"


def fields(**said: Any) -> dict[str, Any]:
    return {"form_key": str(uuid.uuid4()), "stamp": stamp(), "organisation": "", "email": "", **said}


def counted(round_: Round) -> list[str]:
    return [each.comment for each in queries.contributions(round_)]


def test_what_was_said_stands_in_the_form(client: Client, round_: Round) -> None:
    code = spoken(round_, "Zu wenig.", "Zu spät.", organisation="Sprachtreff")
    page = client.get(receipt(code, "aendern/"))
    body = page.content.decode()
    assert "Zu wenig." in body
    assert "Zu spät." in body
    assert 'value="Sprachtreff"' in body
    assert body.count('value="adjust" id="id_r') == body.count(" checked>") == 2
    assert page["Referrer-Policy"] == "no-referrer"
    assert not page.cookies


def test_the_new_wording_takes_the_place_of_the_old_and_has_a_receipt_of_its_own(client: Client, round_: Round) -> None:
    code = spoken(round_, "Zu wenig.", "Zu spät.")
    said = fields(**{"r0-verdict": "proven", "r0-comment": "Doch genug.", "r1-comment": ""})
    sent = client.post(receipt(code, "aendern/"), said)
    assert sent.status_code == 302
    assert code not in sent["Location"]
    assert counted(round_) == ["Doch genug."]
    newest = Submission.objects.latest("pk")
    assert newest.replaces is not None
    assert newest.contributions.get().wording == "Alter Wortlaut.", "it still means what was read"
    old = client.get(receipt(code)).content.decode()
    assert "Sie haben diese Rückmeldung geändert" in old
    assert sent["Location"] in old
    assert "Rückmeldung zurücknehmen" not in old


def test_the_same_correction_twice_is_one(client: Client, round_: Round) -> None:
    code = spoken(round_)
    said = fields(**{"r0-comment": "Doch genug."})
    first, second = (client.post(receipt(code, "aendern/"), said) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 2


def test_two_tabs_correct_and_the_second_learns_that_there_is_a_newer_wording(client: Client, round_: Round) -> None:
    code = spoken(round_)
    client.post(receipt(code, "aendern/"), fields(**{"r0-comment": "Aus dem ersten Fenster."}))
    second = client.post(receipt(code, "aendern/"), fields(**{"r0-comment": "Aus dem zweiten Fenster."}))
    body = second.content.decode()
    assert "schon ersetzt" in body
    assert "Aus dem zweiten Fenster." in body, "nothing typed is lost"
    assert counted(round_) == ["Aus dem ersten Fenster."]


def test_emptied_fields_lead_to_taking_it_back(client: Client, round_: Round) -> None:
    code = spoken(round_)
    assert "Alle Felder sind leer" in client.post(receipt(code, "aendern/"), fields()).content.decode()
    assert counted(round_) == ["Zu wenig."]


def test_what_does_not_fit_comes_back_beside_its_field(client: Client, round_: Round) -> None:
    code = spoken(round_)
    page = client.post(receipt(code, "aendern/"), fields(**{"r0-responsible": "x" * 501})).content.decode()
    assert 'href="#id_r0-responsible"' in page
    assert "x" * 501 in page


def test_files_and_the_address_go_along_with_the_newer_wording(client: Client, round_: Round) -> None:
    code = spoken(round_, email="aisha@erlenau.example", attached=[("brief.pdf", b"%PDF-1.7")])
    client.post(receipt(code, "aendern/"), fields(**{"r0-comment": "Neu."}))
    newest = Submission.objects.latest("pk")
    assert newest.contact.email == "aisha@erlenau.example"
    assert [each.name for each in newest.attachments.all()] == ["brief.pdf"]
    assert Attachment.objects.count() == 2
    assert Contact.objects.count() == 1


def test_another_address_takes_the_place_of_the_first(client: Client, round_: Round) -> None:
    code = spoken(round_, email="aisha@erlenau.example")
    client.post(receipt(code, "aendern/"), fields(**{"r0-comment": "Neu.", "email": "neu@erlenau.example"}))
    assert Contact.objects.get().email == "neu@erlenau.example"


def test_it_is_taken_back_once_and_by_a_post_alone(client: Client, round_: Round) -> None:
    code = spoken(round_)
    assert client.get(receipt(code, "zuruecknehmen/")).status_code == 405
    browser = Client(enforce_csrf_checks=True)
    for _ in range(2):
        page = browser.post(receipt(code, "zuruecknehmen/"), follow=True).content.decode()
        assert "Sie zählt nicht mehr" in page
    assert "Rückmeldung ändern" not in page
    assert counted(round_) == []
    assert client.get(receipt(code, "aendern/"))["Location"] == receipt(code)


def test_when_the_round_is_over_nothing_can_be_changed_and_the_page_says_so(client: Client, round_: Round) -> None:
    code = spoken(round_)
    with clock.at(round_.closes_at + timedelta(minutes=1)):
        page = client.post(receipt(code, "zuruecknehmen/"), follow=True).content.decode()
        assert "Ändern oder zurücknehmen geht nicht mehr" in page
        late = client.post(receipt(code, "aendern/"), fields(**{"r0-comment": "Zu spät."})).content.decode()
        assert "Zu spät." in late
        assert client.get(receipt(code, "aendern/")).status_code == 302
    assert counted(round_) == ["Zu wenig."]


def test_the_address_is_erased_on_demand(client: Client, round_: Round) -> None:
    code = spoken(round_, email="aisha@erlenau.example")
    assert "Wir schreiben Ihnen" in client.get(receipt(code)).content.decode()
    page = client.post(receipt(code, "adresse-loeschen/"), follow=True).content.decode()
    assert "Wir schreiben Ihnen" not in page
    assert not Contact.objects.exists()


def test_nothing_is_promised_to_who_gave_no_address(client: Client, round_: Round) -> None:
    assert "Wir schreiben Ihnen" not in client.get(receipt(spoken(round_))).content.decode()


@pytest.mark.parametrize("deed", ["aendern/", "zuruecknehmen/", "adresse-loeschen/"])
def test_an_unknown_code_opens_nothing(client: Client, round_: Round, deed: str) -> None:
    assert client.post(receipt("K7F3-92QM-4TXA", deed)).status_code == 404
    elsewhere = factories.authority("anderswo")
    foreign = receipt(spoken(round_), deed).replace("erlenau", elsewhere.slug)
    assert client.post(foreign).status_code == 404


@pytest.mark.parametrize("deed", ["", "aendern/", "zuruecknehmen/", "beleg.pdf"])
def test_no_log_line_holds_a_code(client: Client, round_: Round, caplog: pytest.LogCaptureFixture, deed: str) -> None:
    code = "K7F3-92QM-4TXA"
    with caplog.at_level(logging.DEBUG):
        client.post(receipt(code, deed))
        client.get("/erlenau/beleg/", {"code": code})
    lines = [JsonLines().format(record) for record in caplog.records]
    assert lines
    assert code not in " ".join(lines)


def test_an_own_question_stands_in_the_form_again(client: Client, round_: Round) -> None:
    round_.questions = ["Was hat sich bewährt?", "Was fehlt Ihnen?"]
    round_.save()
    said = [Suggestion("meas0111", question="Was fehlt Ihnen?", comment="Abends.")]
    _, code = actions.say(round_, said, form_key=uuid.uuid4(), sender="")
    assert 'value="q1" id="id_r0-verdict_1" checked' in client.get(receipt(code, "aendern/")).content.decode()
    assert "Was fehlt Ihnen?" in client.get(receipt(code)).content.decode()
