"""The receipt through its whole life: fresh, corrected, taken back, answered, over; the page and the paper tell the same."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from konzept.suggestion import Suggestion, Verdict
from konzept.write import handout
from tests import factories
from werkstatt.lib import clock
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Round, Submission
from werkstatt.review.actions import answer
from werkstatt.review.models import Outcome
from werkstatt.web.queries import receipts
from werkstatt.web.queries.receipts import Standing, standing, submission_of, verbatim

pytestmark = pytest.mark.django_db
WORDS = "Bitte auch abends."


@pytest.fixture
def round_() -> Round:
    return factories.round_(factories.published(factories.authority("erlenau")))


def speak(round_: Round, words: str = WORDS, **more: Any) -> Submission:
    said = [Suggestion("meas0111", Verdict.ADJUST, comment=words, area="area0001")]
    return actions.say(round_, said, form_key=uuid.uuid4(), sender="", **more)[0]


def code_of(submission: Submission) -> str:
    return queries.receipt_code(submission.form_key)


def address(submission: Submission, rest: str = "") -> str:
    return f"/erlenau/mitmachen/beleg/{code_of(submission)}/{rest}"


def page(submission: Submission) -> str:
    answer = Client().get(address(submission))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def stands(submission: Submission) -> Standing:
    found = submission_of("erlenau", code_of(submission))
    assert found is not None
    return standing(found, receipts.answered(found))


def offers(submission: Submission) -> set[str]:
    """What its holder may do there."""
    shown = page(submission)
    return {deed for deed in ("aendern/", "zuruecknehmen/", "adresse-loeschen/") if address(submission, deed) in shown}


def test_while_the_round_runs_its_holder_may_change_and_take_back(round_: Round) -> None:
    submission = speak(round_)
    assert offers(submission) == {"aendern/", "zuruecknehmen/"}
    assert stands(submission).may_change


def test_only_who_gave_an_address_may_have_it_erased(round_: Round) -> None:
    submission = speak(round_, email="aisha@erlenau.example")
    assert "adresse-loeschen/" in offers(submission)
    assert stands(submission).is_written_to
    assert "aisha" not in page(submission), "whoever finds the receipt learns no address"
    actions.forget(submission)
    assert "adresse-loeschen/" not in offers(submission)
    assert not stands(submission).is_written_to


def test_when_the_round_is_over_nothing_is_offered_but_erasing(round_: Round) -> None:
    submission = speak(round_, email="aisha@erlenau.example")
    with clock.at(round_.closes_at + timedelta(minutes=1)):
        assert offers(submission) == {"adresse-loeschen/"}
        assert stands(submission).counts
        assert not stands(submission).may_change


def test_what_was_taken_back_says_so_and_offers_nothing(round_: Round) -> None:
    submission = speak(round_)
    actions.withdraw(submission)
    assert offers(submission) == set()
    now = stands(submission)
    assert (now.counts, now.may_change, now.newer) == (False, False, "")
    assert now.withdrawn_at is not None
    assert "zurückgenommen" in page(submission)


def test_an_older_wording_leads_to_the_newest(round_: Round) -> None:
    first = speak(round_)
    second = speak(round_, "Lieber vormittags.", replaces=first)
    third = speak(round_, "Doch abends.", replaces=second)
    assert offers(first) == set()
    assert stands(first).newer == code_of(second)
    assert address(second) in page(first)
    assert stands(second).newer == code_of(third)
    assert stands(third).may_change


def test_what_the_office_took_back_lets_the_older_wording_stand_again(round_: Round) -> None:
    first = speak(round_)
    second = speak(round_, "Lieber vormittags.", replaces=first)
    actions.withdraw(second, factories.person(round_.authority))
    assert stands(first).may_change
    assert stands(first).newer == ""
    assert not stands(second).counts


def test_the_answer_stands_on_the_page_and_on_the_paper(round_: Round) -> None:
    submission = speak(round_)
    assert not stands(submission).answered
    answer(round_, [submission.contributions.get()], None, outcome=Outcome.NOTED, reason="Das *prüfen* wir im Mai.")
    assert stands(submission).answered
    assert "Das *prüfen* wir im Mai." in page(submission)
    found = submission_of("erlenau", code_of(submission))
    assert found is not None
    html = handout.html(receipts.paper(found, receipts.answered(found), "https://erlenau.example/beleg"))
    assert "Das *prüfen* wir im Mai." in html
    assert WORDS in html
    assert code_of(submission) in html


@pytest.mark.parametrize(
    "words",
    [
        "# Überschrift",
        "**fett** _kursiv_ `code`",
        "[Link](https://fremd.example)",
        "- Liste\n- Liste",
        "1. Liste",
        "| a | b |\n|---|---|",
        "<script>alert(1)</script>",
        "a\\b",
        "~~weg~~ ^hoch^",
        "![Bild](x)",
        "---",
        "> Zitat",
        "https://fremd.example",
    ],
)
def test_peoples_own_words_are_no_marks_on_the_paper(round_: Round, words: str) -> None:
    submission = speak(round_, words)
    sheet = receipts.paper(submission, receipts.answered(submission), "https://erlenau.example/beleg")
    html = handout.html(sheet)
    for tag in (
        "<h1>#",
        "<strong>fett",
        "<em>kursiv",
        "<code>code",
        'fremd.example"',
        "<script",
        '<img src="x',
        "<blockquote",
        "<hr",
    ):
        assert tag not in html
    assert verbatim(words).replace("\\", "") == " ".join(words.split()).replace("\\", "")


@pytest.mark.parametrize(
    "words",
    ["Steuer\x01\x0b\x1bzeichen", "\ufffe\uffff", "x" * 10_000, "👩‍👩‍👧‍👦 \u202e אבג", "\\" * 50, "#let x = 1", "$x$"],
)
def test_a_paper_can_be_made_of_any_words(round_: Round, words: str) -> None:
    submission = speak(round_, words)
    sheet = Client().get(address(submission, "beleg.pdf"))
    assert sheet.content.startswith(b"%PDF-")
    assert sheet["Referrer-Policy"] == "no-referrer"


def test_every_page_of_a_receipt_is_kept_by_nobody(round_: Round) -> None:
    submission = speak(round_)
    for rest in ("", "beleg.pdf", "aendern/"):
        answer = Client().get(address(submission, rest))
        assert answer["Cache-Control"] == "no-store", rest
        assert answer["Referrer-Policy"] == "no-referrer", rest
        assert not answer.cookies, rest


@pytest.mark.parametrize("code", ["%00", "x" * 2_000, "a b", "<b>", "ÄÖÜ", "-", "..", "\u202e"])
def test_whatever_is_asked_for_as_a_code_is_kindly_unknown(round_: Round, code: str) -> None:
    shown = Client().get(f"/erlenau/mitmachen/beleg/{code}/")
    assert shown.status_code == 404
    assert "<b>" not in shown.content.decode()
    assert Client().get(f"/erlenau/mitmachen/beleg/{code}/beleg.pdf").status_code == 404


@pytest.mark.parametrize(
    "typed", ["x" * 100_000, "\x00", "<b>", "//fremd.example", "\r\nSet-Cookie: a=b", "%2F%2Ffremd", ""]
)
def test_the_form_leads_nowhere_else(round_: Round, typed: str) -> None:
    answer = Client().get("/erlenau/beleg/", {"code": typed})
    if answer.status_code == 302:
        assert answer["Location"].startswith("/erlenau/mitmachen/beleg/")
        assert len(answer["Location"]) < 100
    else:
        assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_codes_that_look_alike_are_one(round_: Round) -> None:
    submission = speak(round_)
    code = code_of(submission)
    for typed in (code.lower(), code.replace("-", ""), f" {code} ", code.replace("0", "O"), code.replace("1", "l")):
        found = submission_of("erlenau", typed)
        assert found == submission, typed


def test_one_letter_less_or_another_opens_nothing(round_: Round) -> None:
    code = code_of(speak(round_))
    last = "3" if code[-1] != "3" else "4"
    for wrong in (code[:-1], code[1:], code[:-1] + last, code[::-1], code + code):
        assert submission_of("erlenau", wrong) is None, wrong


def test_the_picture_leads_to_this_house(round_: Round, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["erlenau.example"]
    shown = Client().get(address(speak(round_)), headers={"host": "erlenau.example"})
    assert shown.status_code == 200
    assert Client().get("/erlenau/beleg/", headers={"host": "fremd.example"}).status_code == 400
