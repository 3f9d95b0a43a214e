"""Doors of the post: nothing of another authority by key or number, nothing for strangers, nonsense ends in a sentence."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.factories import mail_of
from werkstatt.inbox.models import Letter, Mailbox
from werkstatt.participation.models import Contribution, Round, Submission
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db
HUGE = ["0", "9223372036854775808", "1" + "0" * 300]
READ = ["letter"]
DEEDS = ["step", "settle_named", "undo", "address", "take_over", "take_back", "discard"]


@pytest.fixture
def running() -> Round:
    return factories.round_(factories.published(factories.authority("erlenau")))


@pytest.fixture
def letter(running: Round) -> Letter:
    return factories.letter(running.authority)


@pytest.fixture
def alma(running: Round) -> Client:
    return factories.signed_in(factories.person(running.authority))


def at(letter: Letter, name: str, *more: object) -> str:
    return reverse(f"inbox:{name}", args=["erlenau", letter.key, *more])


def state() -> object:
    """All that somebody could have changed."""
    rows = Letter.objects.order_by("pk").values("state", "passages", "edits", "round", "organisation", "submission")
    return list(rows), Submission.objects.count(), Mailbox.objects.count(), Job.objects.count()


def strangers() -> list[Client]:
    """Nobody, somebody without a role, the head of another authority's office."""
    other = factories.person(factories.authority("talau"))
    return [Client(), factories.signed_in(factories.person(None)), factories.signed_in(other)]


def sent(letter: Letter, **more: Any) -> dict[str, Any]:
    """What any of the buttons needs."""
    return {
        "do": "nowhere",
        "index": "0",
        "seen": str(letter.edits),
        "round": str(letter.round_id),
        "organisation": "Fremd",
        "received_on": str(timezone.localdate()),
    } | more


@pytest.mark.parametrize("name", ["letter", "file"])
def test_who_has_no_role_here_reads_no_letter(letter: Letter, name: str) -> None:
    for client in strangers():
        answer = client.get(at(letter, name, *([0] if name == "file" else [])))
        assert answer.status_code in {302, 404}
        assert b"Frauenhaus" not in answer.content


@pytest.mark.parametrize("name", DEEDS)
def test_who_has_no_role_here_changes_no_letter(letter: Letter, name: str) -> None:
    before = state()
    for client in strangers():
        assert client.post(at(letter, name), sent(letter)).status_code in {302, 404}
    assert state() == before


@pytest.mark.parametrize("name", DEEDS)
def test_a_reader_changes_no_letter(letter: Letter, name: str) -> None:
    before = state()
    reader = factories.signed_in(factories.person(letter.authority, "reader"))
    assert reader.post(at(letter, name), sent(letter)).status_code == 404
    assert state() == before


@pytest.mark.parametrize("name", DEEDS)
def test_a_letter_is_found_in_its_own_authority_alone(letter: Letter, name: str) -> None:
    other = factories.authority("talau")
    client = factories.signed_in(factories.person(other))
    before = state()
    there = reverse(f"inbox:{name}", args=["talau", letter.key])
    assert client.post(there, sent(letter)).status_code == 404
    assert state() == before


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_are_done_by_a_post_alone(letter: Letter, alma: Client, name: str) -> None:
    before = state()
    assert alma.get(at(letter, name)).status_code == 405
    assert state() == before


def test_an_unknown_key_is_not_found(alma: Client, letter: Letter) -> None:
    for name in ("letter", "step", "take_over"):
        address = reverse(f"inbox:{name}", args=["erlenau", uuid.uuid4()])
        assert alma.post(address, sent(letter)).status_code == 404


@pytest.mark.parametrize("number", HUGE[1:])
def test_an_enclosure_that_is_not_there_is_not_found(alma: Client, letter: Letter, number: str) -> None:
    assert alma.get(at(letter, "file", number)).status_code == 404


def test_an_enclosure_of_another_letter_is_not_found(alma: Client, letter: Letter) -> None:
    mail = mail_of("Siehe Anlage.", "zwei@verein.example")
    mail.add_attachment(b"geheim", maintype="application", subtype="octet-stream", filename="anlage.bin")
    other = factories.letter(letter.authority, mail.as_bytes(), name="zwei.eml")
    number = other.enclosures.get().pk
    assert alma.get(at(other, "file", number)).content == b"geheim"
    assert alma.get(at(letter, "file", number)).status_code == 404


@pytest.mark.parametrize(
    "more",
    [
        {"do": ""},
        {"do": "x" * 61},
        {"do": "fliegen"},
        {"do": "mark:nichts"},
        {"do": "join:aside"},
        {"do": "begin:page-later"},
        {"do": "place:meas9999"},
        {"do": "place:meas0111", "index": "-1"},
        {"do": "place:meas0111", "index": "999999"},
        {"do": "place:meas0111", "index": "1" + "0" * 300},
        {"do": "place:meas0111", "seen": "1" + "0" * 300},
        {"do": "place:meas0111", "seen": "x"},
        {"do": "place:meas0111", "seen": "7"},
        {"do": "cut", "words": "was nirgends steht"},
        {"do": "cut", "words": "\x00"},
        {"do": "join:before", "index": "0"},
        {"do": "begin:word-earlier", "index": "0"},
        {"do": "nowhere", "place": "x" * 100_000},
        {"index": ""},
        {"seen": ""},
    ],
)
def test_a_step_that_cannot_be_is_said_and_changes_nothing(alma: Client, letter: Letter, more: dict[str, str]) -> None:
    before = state()
    answer = alma.post(at(letter, "step"), sent(letter, do="place:meas0111") | more, follow=True)
    assert answer.status_code == 200
    assert [str(each) for each in answer.context["messages"]], "one sentence says what is in the way"
    assert state() == before


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"round": ""}, "round"),
        ({"round": "x"}, "round"),
        ({"round": "1" + "0" * 30}, "round"),
        ({"received_on": ""}, "received_on"),
        ({"received_on": "morgen"}, "received_on"),
        ({"received_on": "2999-01-01"}, "received_on"),
        ({"received_on": "0001-01-01"}, "received_on"),
        ({"received_on": "99999-01-01"}, "received_on"),
        ({"organisation": "x" * 201}, "organisation"),
        ({"organisation": "\x00"}, "organisation"),
    ],
)
def test_an_address_that_cannot_be_is_said_at_its_field(
    alma: Client, letter: Letter, more: dict[str, str], wrong: str
) -> None:
    before = state()
    page = alma.post(at(letter, "address"), sent(letter) | more)
    assert page.status_code == 200
    assert wrong in page.context["form"].errors
    assert state() == before


def test_a_round_of_another_authority_is_no_choice(alma: Client, letter: Letter) -> None:
    other = factories.round_(factories.published(factories.authority("talau")))
    page = alma.post(at(letter, "address"), sent(letter, round=str(other.pk)))
    assert "round" in page.context["form"].errors
    assert Letter.objects.get(pk=letter.pk).round == letter.round


@pytest.mark.parametrize("seen", ["", "x", "-1", "1" + "0" * 300, "\u0663"])
def test_taking_over_what_nobody_saw_is_refused(alma: Client, letter: Letter, seen: str) -> None:
    factories.placed(letter)
    answer = alma.post(at(letter, "take_over"), {"seen": seen}, follow=True)
    assert "Inzwischen hat jemand anders" in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("place", ["999999", "x", "-1", "1" + "0" * 300, "\x00"])
def test_a_place_in_the_letter_that_is_none_is_the_first_open_one(alma: Client, letter: Letter, place: str) -> None:
    assert alma.get(at(letter, "letter"), {"stelle": place}).status_code == 200


def test_a_list_that_there_is_not_is_the_open_one(alma: Client, letter: Letter) -> None:
    page = alma.get(reverse("inbox:letters", args=["erlenau"]), {"zeigen": "geheim\x00"})
    assert (page.status_code, page.context["which"]) == (200, "offen")


# --- entering ---


def entry(**more: str) -> dict[str, str]:
    return {
        "channel": "phone",
        "received_on": str(timezone.localdate()),
        "organisation": "Seniorenkreis",
        "many": "1",
        "form_key": str(uuid.uuid4()),
        "e0-place": "1.1.2",
        "e0-comment": "Auch am Abend.",
    } | more


@pytest.mark.parametrize(
    "more",
    [
        {"channel": "web"},
        {"channel": "conference"},
        {"many": "0"},
        {"many": "31"},
        {"many": "1" + "0" * 300},
        {"many": "zwei"},
        {"form_key": "x"},
        {"received_on": "2999-01-01"},
        {"organisation": "x" * 201},
        {"e0-place": "9.9.9"},
        {"e0-place": "x" * 301},
        {"e0-comment": "x" * 100_000},
        {"e0-comment": "a\x00b"},
        {"e0-verdict": "gelogen"},
    ],
)
def test_what_cannot_be_entered_comes_back_and_nothing_is_kept(
    alma: Client, running: Round, more: dict[str, str]
) -> None:
    page = alma.post(reverse("inbox:enter", args=["erlenau", running.slug]), entry(**more))
    assert page.status_code == 200
    assert not Submission.objects.exists()
    assert "Seniorenkreis" in page.content.decode() or "organisation" in more


@pytest.mark.parametrize("number", HUGE)
def test_what_was_never_entered_is_not_taken_back(alma: Client, running: Round, number: str) -> None:
    assert alma.post(reverse("inbox:take_entry_back", args=["erlenau", running.slug, number])).status_code == 404


def test_who_has_no_role_here_enters_nothing_and_takes_nothing_back(alma: Client, running: Round) -> None:
    address = reverse("inbox:enter", args=["erlenau", running.slug])
    alma.post(address, entry())
    number = Submission.objects.get().pk
    back = reverse("inbox:take_entry_back", args=["erlenau", running.slug, number])
    reader = factories.signed_in(factories.person(running.authority, "reader"))
    for client in [*strangers(), reader]:
        assert client.get(address).status_code in {302, 404}
        assert client.post(address, entry()).status_code in {302, 404}
        assert client.post(back).status_code in {302, 404}
    assert Contribution.objects.filter(submission__withdrawal=None).count() == 1


def test_forged_fields_of_an_entry_change_nothing(alma: Client, running: Round) -> None:
    sent = entry(**{"e0-uid": "meas0211", "person": "1", "e5-place": "1.1.1", "e5-comment": "Untergeschoben."})
    alma.post(reverse("inbox:enter", args=["erlenau", running.slug]), sent)
    said = Contribution.objects.get()
    assert (said.uid, said.comment) == ("meas0112", "Auch am Abend.")


# --- taking in ---


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 2_000,
        b"\xff\xfe" * 900,
        b"PK\x03\x04" + b"\xff" * 400,
        b"%PDF-1.7\n%%EOF",
        b"From: \nSubject: \n\n",
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x\n",
        b"From: a@b.example\nSubject: =?utf-8?b?AAAA?=\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"Von\x00 hier\x0b\x1b[31m bis dort",
        b"{\\rtf1 " + b"{" * 3_000,
    ],
)
@pytest.mark.parametrize("name", ["brief.eml", "brief.txt", "brief.docx", "brief"])
def test_whatever_file_comes_is_read_or_says_why_not(running: Round, name: str, content: bytes) -> None:
    made = factories.letter(running.authority, content or b" ", name=name)
    assert made.state in {"open", "failed"}
    assert bool(made.problem) == (made.state == "failed")
    assert "\x00" not in made.text + made.subject + made.organisation


@pytest.mark.parametrize("subject", ["x" * 5_000, "a\tb", "=?utf-8?q?=00=01?=", "=?unknown?q?=ff?="])
def test_a_strange_subject_is_a_subject(running: Round, alma: Client, subject: str) -> None:
    raw = f"From: Ida <ida@verein.example>\nSubject: {subject}\nMessage-ID: <x@y>\n\nBitte auch abends.\n"
    made = factories.letter(running.authority, raw.encode())
    assert made.state == "open"
    assert len(made.subject) <= 300
    assert not {"\x00", "\n", "\r"} & set(made.subject)
    assert alma.get(at(made, "letter")).status_code == 200


def test_a_file_name_of_any_length_and_shape_is_a_name(running: Round, alma: Client) -> None:
    mail = mail_of("Siehe Anlage.")
    for name in ("a" * 400 + ".bin", "../../etc/passwd", "x\ty.bin", ""):
        mail.add_attachment(b"x" + name.encode(), maintype="application", subtype="octet-stream", filename=name)
    made = factories.letter(running.authority, mail.as_bytes())
    for enclosure in made.enclosures.all():
        assert len(enclosure.name) <= 255
        answer = alma.get(at(made, "file", enclosure.pk))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("day", ["2999-01-01", "1999-12-31", "x"])
def test_a_day_that_was_not_takes_nothing_in(alma: Client, running: Round, day: str) -> None:
    sent = {"post": SimpleUploadedFile("brief.txt", b"Guten Tag"), "received_on": day}
    page = alma.post(reverse("inbox:take_in", args=["erlenau"]), sent)
    assert "received_on" in page.context["form"].errors
    assert not Job.objects.exists()
