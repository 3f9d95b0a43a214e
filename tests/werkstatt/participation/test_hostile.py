"""Whatever a browser, a bot or a person in bad mood sends: a sentence or a page that is not there, never an error, never a row."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from konzept.suggestion import QUESTIONS, choices
from tests import factories
from werkstatt.participation import queries
from werkstatt.participation.forms import ContestedForm, PreviewForm, SayForm
from werkstatt.participation.forms.guarding import seconds_since, stamp
from werkstatt.participation.models import (
    LONGEST,
    ContestedPoint,
    Contribution,
    Moderation,
    Round,
    Submission,
    Upload,
    Visibility,
)

pytestmark = pytest.mark.django_db
HUGE = ["0", "9223372036854775807", "9223372036854775808", "1" + "0" * 300]


@pytest.fixture
def round_() -> Round:
    made = factories.round_(factories.published(factories.authority("erlenau")))
    made.visibility = Visibility.OPEN
    made.save()
    return made


@pytest.fixture
def public(round_: Round) -> str:
    return f"/erlenau/mitmachen/{round_.slug}/"


@pytest.fixture
def office(round_: Round) -> str:
    return f"/werkstatt/erlenau/beteiligung/{round_.slug}/"


@pytest.fixture
def alma(round_: Round) -> Client:
    return factories.signed_in(factories.person(round_.authority))


def fields(**said: Any) -> dict[str, Any]:
    return {"form_key": str(uuid.uuid4()), "stamp": stamp(), **said}


# --- addresses ---


@pytest.mark.parametrize("number", HUGE)
@pytest.mark.parametrize("place", ["freigabe/{}/", "strittig/{}/"])
def test_a_number_that_nothing_has_is_not_found(alma: Client, office: str, place: str, number: str) -> None:
    assert alma.get(office + place.format(number)).status_code == 404
    assert alma.post(office + place.format(number), {"title": "x"}).status_code == 404


@pytest.mark.parametrize("number", HUGE)
def test_taking_away_what_is_not_there_takes_nothing_away(
    alma: Client, office: str, round_: Round, number: str
) -> None:
    ContestedPoint.objects.create(round=round_, title="Abendkurse", positions=[{"who": "", "text": "Ja"}] * 2)
    assert alma.post(f"{office}strittig/{number}/entfernen/").status_code == 302
    assert ContestedPoint.objects.count() == 1


@pytest.mark.parametrize("page", ["0", "-1", "9" * 300, "zwei", "1.5", "\u0663", ""])
def test_a_page_that_is_none_is_some_page(
    client: Client, alma: Client, public: str, office: str, page: str, round_: Round
) -> None:
    factories.said(round_, comment="Gut so.")
    assert "Gut so." in client.get(f"{public}rueckmeldungen/", {"seite": page}).content.decode()
    assert "Gut so." in alma.get(f"{office}freigabe/", {"seite": page}).content.decode()


@pytest.mark.parametrize("code", ["x", "-", "0" * 400, "K7F3 92QM", "%00", "..", "<b>", "ÄÖÜ-ß"])
@pytest.mark.parametrize("deed", ["aendern/", "zuruecknehmen/", "adresse-loeschen/"])
def test_a_made_up_code_opens_nothing(client: Client, round_: Round, code: str, deed: str) -> None:
    factories.said(round_)
    assert client.post(f"/erlenau/mitmachen/beleg/{code}/{deed}").status_code == 404
    assert queries.contributions(round_).count() == 1


@pytest.mark.parametrize("state", ["", "geheim", "offen'--", "veroeffentlicht\x00"])
def test_a_list_that_there_is_not_is_the_usual_one(alma: Client, office: str, round_: Round, state: str) -> None:
    factories.said(round_, comment="Gut so.")
    page = alma.get(f"{office}freigabe/", {"stand": state})
    assert (page.status_code, page.context["state"]) == (200, "offen")


# --- what is said ---


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("form_key", ""),
        ("form_key", "1"),
        ("form_key", "0" * 100_000),
        ("verdict", "gelogen"),
        ("verdict", "\x00"),
        ("comment", "a\x00b"),
        ("comment", "x" * (LONGEST + 1)),
        ("proposal", "x" * 100_000),
        ("responsible", "x" * 501),
        ("organisation", "x" * 201),
        ("organisation", "\x00"),
        ("email", "x"),
        ("email", "a@b.example\nBcc: c@d.example"),
        ("email", "x" * 100_000),
        ("stamp", "gestern"),
        ("stamp", "x" * 100_000),
        ("subject", "Gewinn"),
    ],
)
def test_one_wrong_field_comes_back_and_nothing_is_kept(client: Client, public: str, field: str, value: str) -> None:
    answer = client.post(f"{public}e/meas0111/", fields(comment="Gut.") | {field: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Submission.objects.exists()


@pytest.mark.parametrize("missing", ["form_key", "stamp"])
def test_a_form_of_which_a_hidden_field_is_missing_is_handed_out_again(
    client: Client, public: str, missing: str
) -> None:
    sent = fields(comment="Gut.")
    del sent[missing]
    answer = client.post(f"{public}e/meas0111/", sent)
    assert answer.status_code == 200
    assert "Gut." in answer.content.decode()
    assert not Submission.objects.exists()


def test_an_empty_post_is_answered_with_the_form(client: Client, public: str) -> None:
    assert client.post(f"{public}e/meas0111/").status_code == 200
    assert not Submission.objects.exists()


@pytest.mark.parametrize("forged", ["round", "uid", "area", "wording", "person", "channel", "replaces", "received_at"])
def test_fields_that_no_form_has_change_nothing(client: Client, public: str, round_: Round, forged: str) -> None:
    before = factories.said(round_, comment="Von jemand anderem.")
    answer = client.post(f"{public}e/meas0112/", fields(comment="Meins.", **{forged: str(before.submission.pk)}))
    assert answer.status_code == 302
    mine = Contribution.objects.get(comment="Meins.")
    assert (mine.uid, mine.area_uid, mine.submission.channel) == ("meas0112", "area0001", "web")
    assert mine.submission.entered_by is mine.submission.replaces is None
    assert "Sprachkurse mit Kinderbetreuung" in mine.wording
    assert queries.counts(before.submission)


@pytest.mark.parametrize(
    "text", ["\u202ereversed", "Z\u0351a\u0348lgo", "👩‍👩‍👧‍👦", "<script>alert(1)</script>", "a\r\nb", "\x0b\x1b[31m"]
)
def test_strange_letters_are_kept_and_shown_as_letters(client: Client, public: str, text: str) -> None:
    answer = client.post(f"{public}e/meas0111/", fields(comment=f"Vorn {text} hinten"), follow=True)
    page = answer.content.decode()
    assert "Vorn" in page
    assert "<script>alert" not in page
    assert "hinten" in Contribution.objects.get().comment


def test_the_same_form_sent_to_another_authority_is_a_submission_of_its_own(client: Client, public: str) -> None:
    other = factories.round_(factories.published(factories.authority("talau")))
    once = fields(comment="Gut.")
    first = client.post(f"{public}e/meas0111/", once)["Location"]
    second = client.post(f"/talau/mitmachen/{other.slug}/e/meas0111/", once)["Location"]
    assert first.rsplit("/", 2)[1] != second.rsplit("/", 2)[1]
    assert Submission.objects.count() == 2


def test_a_stamp_of_another_house_or_of_tomorrow_is_none(settings: LazySettings) -> None:
    ours = stamp()
    assert seconds_since(ours) >= 0
    settings.SECRET_KEY = "ganz anders" * 9
    assert seconds_since(ours) == -1
    for given in ("", ":", "x:y:z", ours[:-1], ours.upper(), "0"):
        assert seconds_since(given) == -1


def test_an_own_question_is_no_verdict_whatever_the_browser_says() -> None:
    offered = choices(("Was fehlt Ihnen?",))
    form = SayForm(offered, fields(verdict="proven", comment="Gut."))
    assert not form.is_valid()
    form = SayForm(offered, fields(verdict=offered[0].key, comment="Gut."))
    assert form.is_valid()
    said = form.suggestion("meas0111", None, "")
    assert (said.verdict, said.question) == (None, "Was fehlt Ihnen?")


# --- moderation ---


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"published": "ja"},
        {"published": "vielleicht", "said": ["1"]},
        {"published": "ja", "said": ["x"]},
        {"published": "ja", "said": ["-1", "0"]},
        {"published": "ja", "said": ["1" + "0" * 30]},
        {"published": "ja", "said": ["\x00"]},
        {"published": "nein", "said": ["1"], "reason": "x" * 1_001},
        {"published": "nein", "said": ["1"], "reason": "\x00"},
    ],
)
def test_a_choice_that_is_none_moderates_nothing(
    alma: Client, office: str, round_: Round, sent: dict[str, Any]
) -> None:
    factories.said(round_)
    assert alma.post(f"{office}freigabe/", sent).status_code in {200, 302}
    assert not Moderation.objects.exists()


def test_a_mark_longer_than_what_it_covers_comes_back(alma: Client, office: str, round_: Round) -> None:
    said = factories.said(round_, comment="Frau Lind sagt es.")
    page = alma.post(f"{office}freigabe/{said.pk}/", {"comment": "x" * (LONGEST + 501)})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not said.redactions.exists()


def test_only_parts_with_words_can_be_blackened(alma: Client, office: str, round_: Round) -> None:
    said = factories.said(round_, comment="Gut.")
    alma.post(f"{office}freigabe/{said.pk}/", {"comment": "Gut.", "proposal": "Untergeschoben.", "verdict": "proven"})
    assert not said.redactions.exists()
    [shown] = queries.shown([said])
    assert (shown.proposal, shown.redacted) == ("", False)


# --- files ---


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04" + b"\xff" * 400, b"\x00" * 1_000, b"%PDF-1.7", "ß".encode() * 99]
)
@pytest.mark.parametrize(
    "name", ["matrix.docx", "matrix.xlsx", "matrix.ods", "matrix", "../../x.docx", "a" * 300 + ".docx"]
)
def test_what_is_no_matrix_ends_in_a_page(client: Client, public: str, name: str, content: bytes) -> None:
    answer = client.post(f"{public}abgeben/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code in {200, 302}
    for upload in Upload.objects.all():
        assert "/" not in upload.name
        assert len(upload.name) <= 255


FOUND = {"uid": "meas0111", "verdict": None, "question": "", "comment": "Gut.", "doubt": "", "place": "Zeile 3"}


def test_a_preview_takes_only_what_was_found(round_: Round) -> None:
    elements = queries.elements_in_scope(round_)
    clear, unclear = FOUND, FOUND | {"uid": None, "doubt": "unklar", "place": "Zeile 4"}
    for sent, meant in (
        ({"take-0": "on"}, {0: "meas0111"}),
        ({"take-0": "on", "uid-0": "meas0211"}, {0: "meas0111"}),
        ({"take-1": "on", "uid-1": "neu"}, {1: None}),
        ({"take-0": "on", "take-7": "on", "take-x": "on"}, {0: "meas0111"}),
        ({}, {}),
    ):
        form = PreviewForm([clear, unclear], elements, sent | {"form": "x"})
        assert form.is_valid(), form.errors
        assert form.chosen() == meant
    form = PreviewForm([clear, unclear], elements, {"take-1": "on"})
    assert not form.is_valid()
    assert form.errors["uid-1"] == ["Zeile 4: Bitte wählen, was gemeint ist."]


# --- contested points ---


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({}, "title"),
        ({"title": "x" * 301, "text_1": "Ja", "text_2": "Nein"}, "title"),
        ({"title": "Abendkurse", "uid": "meas9999", "text_1": "Ja", "text_2": "Nein"}, "uid"),
        ({"title": "Abendkurse", "text_1": "Ja", "text_2": "x" * (LONGEST + 1)}, "text_2"),
        ({"title": "Abendkurse", "who_1": "x" * 201, "text_1": "Ja", "text_2": "Nein"}, "who_1"),
        ({"title": "Abendkurse", "text_1": "Ja", "text_2": "   "}, "__all__"),
        ({"title": "Abendkurse", "text_1": "Ja", "text_7": "Nein"}, "__all__"),
        ({"title": "Abend\x00kurse", "text_1": "Ja", "text_2": "Nein"}, "title"),
    ],
)
def test_a_contested_point_says_which_field_is_wrong(round_: Round, sent: dict[str, str], wrong: str) -> None:
    form = ContestedForm(queries.elements_in_scope(round_), sent)
    assert not form.is_valid()
    assert wrong in form.errors


def test_positions_with_gaps_close_up_and_come_back_as_they_were(round_: Round) -> None:
    elements = queries.elements_in_scope(round_)
    sent = {"title": " Abendkurse ", "uid": "meas0111", "text_2": "Ja.", "who_2": "Volkshochschule", "text_6": "Nein."}
    form = ContestedForm(elements, sent)
    assert form.is_valid(), form.errors
    held = form.positions()
    assert held == [{"who": "Volkshochschule", "text": "Ja."}, {"who": "", "text": "Nein."}]
    point = ContestedPoint(round=round_, title="Abendkurse", uid="meas0111", positions=held)
    again = ContestedForm(elements, ContestedForm.initial_of(point))
    assert again.is_valid()
    assert again.positions() == held


# --- drafts on the path ---


def _not_json() -> str:
    return "{"


def _deep() -> str:
    return "[" * 5_000


def _too_many() -> str:
    said = {f"meas{number:04}": {"verdict": "proven", "comment": "x"} for number in range(5_000)}
    return json.dumps(
        {"key": str(uuid.uuid4()), "area": "", "asked": [], "said": said, "organisation": "", "email": ""}
    )


@pytest.mark.parametrize("draft", [_not_json, _deep, _too_many])
def test_a_forged_draft_leads_to_the_path_again(client: Client, public: str, draft: Callable[[], str]) -> None:
    answer = client.post(f"{public}pfad/fertig/", fields(draft=draft()))
    assert answer.status_code in {200, 302}
    assert not Submission.objects.exists()


def test_every_answer_offered_is_one_that_is_taken(client: Client, public: str) -> None:
    for choice in choices(QUESTIONS):
        assert client.post(f"{public}e/meas0111/", fields(verdict=choice.key)).status_code == 302
    assert Contribution.objects.count() == len(choices(QUESTIONS))
