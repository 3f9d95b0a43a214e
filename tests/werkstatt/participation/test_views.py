"""Taking part, and the office's side of it, as each person meets them."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from konzept.write import matrix
from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.lib import clock
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Contribution, Round, Submission, Upload, UploadState
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return factories.round_(factories.published(factories.authority("erlenau")))


@pytest.fixture
def public(round_: Round) -> str:
    return f"/erlenau/mitmachen/{round_.slug}/"


@pytest.fixture
def office(round_: Round) -> str:
    return f"/werkstatt/erlenau/beteiligung/{round_.slug}/"


@pytest.fixture
def commissioner(round_: Round) -> Client:
    return factories.signed_in(factories.person(round_.authority))


def form(**said: str) -> dict[str, str]:
    return {"form_key": str(uuid.uuid4()), **said}


def file(content: bytes, name: str = "matrix.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def read_now(name: str = "") -> Upload:
    """What the worker would do."""
    upload = Upload.objects.latest("pk")
    actions.understand(upload)
    return Upload.objects.get(pk=upload.pk)


# --- nobody in particular ---


def test_the_round_says_what_it_is_about_and_until_when(client: Client, round_: Round, public: str) -> None:
    page = client.get(public).content.decode()
    assert round_.introduction in page
    assert "Sie brauchen kein Konto" in page
    assert f"{public}e/meas0111/" in page
    assert f"{public}matrix.docx" in page
    assert not client.cookies, "reading leaves no cookie"


def test_one_says_something_and_gets_a_receipt(client: Client, round_: Round, public: str) -> None:
    page = client.get(f"{public}e/meas0111/").content.decode()
    assert "Übersicht der Sprachkurse" in page
    answer = client.post(f"{public}e/meas0111/", form(verdict="adjust", comment="Auch auf Ukrainisch."))
    code = queries.receipt_code(Submission.objects.get().form_key)
    assert answer["Location"] == f"/erlenau/mitmachen/beleg/{code}/"
    assert Contribution.objects.get().area_uid == "area0001"


def test_a_double_click_says_it_once(client: Client, round_: Round, public: str) -> None:
    once = form(comment="Gut so.")
    first, second = (client.post(f"{public}e/meas0111/", once) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Contribution.objects.count() == 1


def test_saying_nothing_is_not_enough(client: Client, round_: Round, public: str) -> None:
    page = client.post(f"{public}e/meas0111/", form(organisation="Sprachtreff")).content.decode()
    assert "Hier steht noch nichts" in page
    assert "Sprachtreff" in page, "nothing typed is lost"
    assert not Submission.objects.exists()


def test_too_long_a_text_comes_back_whole(client: Client, round_: Round, public: str) -> None:
    long = "Wort " * 3000
    page = client.post(f"{public}e/meas0111/", form(comment=long)).content.decode()
    assert page.count("Wort ") >= 3000
    assert not Submission.objects.exists()


def test_a_form_of_a_megabyte_is_refused_with_a_sentence(client: Client, round_: Round, public: str) -> None:
    answer = client.post(f"{public}e/meas0111/", form(comment="x" * 1_000_000))
    assert answer.status_code in {400, 413}
    assert "zu groß" in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("uid", ["meas9999", "area0009"])
def test_what_the_round_does_not_ask_about_is_not_there(client: Client, round_: Round, public: str, uid: str) -> None:
    assert client.get(f"{public}e/{uid}/").status_code == 404


def test_a_closed_round_takes_nothing_but_says_so(client: Client, round_: Round, public: str) -> None:
    with clock.at(round_.closes_at + timedelta(days=1)):
        page = client.post(f"{public}e/meas0111/", form(comment="Zu spät.")).content.decode()
    assert "beendet" in page
    assert not Submission.objects.exists()


def test_a_round_ahead_does_not_exist_for_the_public(client: Client, round_: Round, public: str) -> None:
    with clock.at(round_.opens_at - timedelta(days=1)):
        assert client.get(public).status_code == 404
        assert round_.title not in client.get("/erlenau/mitmachen/").content.decode()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_matrix_comes_as_a_file(client: Client, round_: Round, public: str, kind: str) -> None:
    answer = client.get(f"{public}matrix.{kind}")
    assert answer.content.startswith(b"PK")
    assert f"matrix-{round_.slug}.{kind}" in answer["Content-Disposition"]


def test_a_filled_matrix_goes_in_by_preview(client: Client, round_: Round, public: str) -> None:
    content = factories.filled_matrix(queries.form_of(round_), {"meas0111": "Bitte mehrsprachig."})
    answer = client.post(f"{public}abgeben/", {"file": file(content), "organisation": "Sprachtreff Erle"})
    job = Job.objects.get()
    assert answer["Location"] == f"/auftrag/{job.pk}/"
    upload = read_now()
    page = client.get(job.goes_to).content.decode()
    assert "Bitte mehrsprachig." in page
    assert not Submission.objects.exists()
    sent = client.post(job.goes_to, {"take-0": "on"})
    assert sent["Location"].startswith("/erlenau/mitmachen/beleg/")
    assert Submission.objects.get().organisation == "Sprachtreff Erle"
    assert Upload.objects.get().state == UploadState.TAKEN
    assert client.get(job.goes_to)["Location"] == sent["Location"], "the back button leads to the receipt"
    assert upload.uploaded_by is None


def test_the_same_matrix_again_changes_nothing(client: Client, round_: Round, public: str) -> None:
    content = matrix.docx(queries.form_of(round_))
    for _ in range(2):
        client.post(f"{public}abgeben/", {"file": file(content)})
    assert Upload.objects.count() == Job.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "leer.docx"), (b"PK\x03\x04kaputt", "kaputt.docx"), (b"%PDF-1.7", "brief.docx")]
)
def test_a_bad_file_gets_one_sentence(client: Client, round_: Round, public: str, content: bytes, name: str) -> None:
    client.post(f"{public}abgeben/", {"file": file(content, name)})
    upload = read_now()
    assert upload.state == UploadState.FAILED
    page = client.get(Job.objects.get().goes_to).content.decode()
    assert "Andere Datei abgeben" in page
    assert len(upload.problem) > 20
    assert not Contribution.objects.exists()


def test_an_unclear_row_needs_a_choice(client: Client, round_: Round, public: str) -> None:
    client.post(f"{public}abgeben/", {"file": file(matrix.docx(queries.form_of(round_)))})
    found = {"uid": None, "area": None, "verdict": None, "comment": "Hm.", "proposal": "", "responsible": ""}
    unclear = found | {"wording": "", "place": "Tabelle 1, Zeile 4", "doubt": "Zwei Kennungen in einer Zeile."}
    Upload.objects.update(state=UploadState.PREVIEW, found=[unclear])
    address = Job.objects.get().goes_to
    assert "Bitte wählen, was gemeint ist" in client.post(address, {"take-0": "on"}).content.decode()
    assert not Contribution.objects.exists()
    client.post(address, {"take-0": "on", "uid-0": "meas0212"})
    assert Contribution.objects.get().uid == "meas0212"


def test_a_file_of_the_office_is_not_open_to_others(client: Client, round_: Round, public: str) -> None:
    person = factories.person(round_.authority)
    upload, _ = actions.take_in(round_, name="m.docx", content=b"x", person=person)
    assert client.get(f"{public}eingang/{upload.key}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_constant_queries_in_public(
    client: Client, round_: Round, public: str, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count - 1):
        factories.round_(round_.version, title=f"Runde {number}")
    client.get(public)
    with django_assert_num_queries(2):
        client.get(public)
    with django_assert_num_queries(2):
        client.get("/erlenau/mitmachen/")


# --- the office ---


def test_the_office_opens_a_round(round_: Round, commissioner: Client) -> None:
    now = timezone.localtime()
    filled = {
        "title": "Zweite Runde",
        "introduction": "Noch einmal.",
        "opens_at": f"{now:%Y-%m-%dT%H:%M}",
        "closes_at": f"{now + timedelta(days=9):%Y-%m-%dT%H:%M}",
        "questions": "Was fehlt?\n\n Was stört? ",
        "areas": ["area0002"],
    }
    page = commissioner.post("/werkstatt/erlenau/beteiligung/neu/", filled, follow=True).content.decode()
    assert "Zweite Runde" in page
    made = Round.objects.get(title="Zweite Runde")
    assert made.questions == ["Was fehlt?", "Was stört?"]
    assert {element.uid for element in queries.elements_in_scope(made)} >= {"area0002", "meas0211"}
    assert "area0001" not in {element.uid for element in queries.elements_in_scope(made)}


def test_dates_that_make_no_sense_come_back(round_: Round, commissioner: Client) -> None:
    filled = {
        "title": "x",
        "introduction": "y",
        "questions": "z",
        "opens_at": "2026-05-02T08:00",
        "closes_at": "2026-05-01T08:00",
    }
    page = commissioner.post("/werkstatt/erlenau/beteiligung/neu/", filled).content.decode()
    assert "liegt vor dem Beginn" in page
    assert Round.objects.count() == 1


def test_the_office_takes_in_a_matrix(round_: Round, office: str, commissioner: Client) -> None:
    content = factories.filled_matrix(queries.form_of(round_), {"meas0211": "Öfter bitte."})
    commissioner.post(f"{office}eingang/", {"file": file(content)})
    upload = read_now()
    page = commissioner.post(f"{office}eingang/{upload.key}/", {"take-0": "on"}, follow=True).content.decode()
    assert "1 Rückmeldungen aus" in page or "1 Rückmeldung aus" in page
    again = commissioner.post(f"{office}eingang/", {"file": file(content)}, follow=True).content.decode()
    assert "schon übernommen" in again
    assert Contribution.objects.count() == 1


def test_a_round_is_ended_by_a_post_alone(round_: Round, office: str, commissioner: Client) -> None:
    assert commissioner.get(f"{office}beenden/").status_code == 405
    assert "ist beendet" in commissioner.post(f"{office}beenden/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.READER, "", 200),
        (Role.READER, "eingang/", 404),
        (Role.REVIEWER, "eingang/", 200),
        (Role.REVIEWER, "../neu/", 404),
        (Role.EDITOR, "../neu/", 200),
    ],
)
def test_each_role_opens_what_it_may(round_: Round, office: str, role: Role, path: str, status: int) -> None:
    address = office.replace(f"{round_.slug}/", "neu/") if path == "../neu/" else office + path
    assert factories.signed_in(factories.person(round_.authority, role)).get(address).status_code == status


def test_a_stranger_learns_nothing(round_: Round, office: str) -> None:
    stranger = factories.signed_in(factories.person(factories.authority("anderswo")))
    for path in ("", "eingang/"):
        assert stranger.get(office + path).status_code == 404
        assert stranger.get((office + path).replace("erlenau", "anderswo")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_constant_queries_in_the_office(
    round_: Round, office: str, commissioner: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        factories.said(round_, comment=f"Nummer {number}")
        actions.take_in(round_, name=f"{number}.docx", content=str(number).encode(), person=None)
    with django_assert_num_queries(8):
        commissioner.get(office)
    with django_assert_num_queries(6):
        commissioner.get(f"{office}eingang/")
