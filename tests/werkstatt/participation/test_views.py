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
from werkstatt.concepts.models import Publication
from werkstatt.lib import clock
from werkstatt.lib.logs import JsonLines
from werkstatt.participation import actions, queries
from werkstatt.participation.forms.guarding import stamp
from werkstatt.participation.models import Contribution, Delivery, Round, Submission, Upload, UploadState
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
    return {"form_key": str(uuid.uuid4()), "stamp": stamp(), **said}


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
    assert f'action="{public}matrix/"' in page
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
    with django_assert_num_queries(3):
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
    commissioner.post(f"{office}eingang/", {"matrices": file(content)})
    upload = read_now()
    page = commissioner.post(f"{office}eingang/{upload.key}/", {"take-0": "on"}, follow=True).content.decode()
    assert "1 Rückmeldung aus" in page
    commissioner.post(f"{office}eingang/", {"matrices": file(content)})
    again = Delivery.objects.first()
    assert again is not None
    assert "schon da" in commissioner.get(f"{office}lieferung/{again.key}/").content.decode()
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
    with django_assert_num_queries(9):
        commissioner.get(office)
    with django_assert_num_queries(7):
        commissioner.get(f"{office}eingang/")


# --- everybody at every door ---

EVERYBODY = [*Role, "stranger", "elsewhere", "nobody"]
OFFICE_PAGES = {
    "": set(Role),
    "{round}/": set(Role),
    "neu/": {Role.COMMISSIONER, Role.EDITOR},
    "{round}/eingang/": {Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER},
    "{round}/eingang/{key}/": {Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER},
}
DEEDS = {
    "{round}/beenden/": {Role.COMMISSIONER, Role.EDITOR},
    "{round}/eingang/{key}/verwerfen/": {Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER},
}


def browser(round_: Round, who: str) -> Client:
    if who == "nobody":
        return Client()
    if who == "stranger":
        return factories.signed_in(factories.person(None))
    where = factories.authority() if who == "elsewhere" else round_.authority
    return factories.signed_in(factories.person(where, Role.COMMISSIONER if who == "elsewhere" else who))


def expected(who: str, allowed: set[Role], done: int) -> int:
    if who == "nobody":
        return 302
    return done if who in allowed else 404


def waiting(round_: Round) -> Upload:
    """A participant's matrix that waits for its confirmation."""
    content = factories.filled_matrix(queries.form_of(round_), {"meas0111": "Bitte mehrsprachig."})
    actions.take_in(round_, name="matrix.docx", content=content)
    return read_now()


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_page_of_the_office_opens_for_whom_it_may(round_: Round, who: str) -> None:
    upload, client = waiting(round_), browser(round_, who)
    for page, allowed in OFFICE_PAGES.items():
        address = "/werkstatt/erlenau/beteiligung/" + page.format(round=round_.slug, key=upload.key)
        assert client.get(address).status_code == expected(who, allowed, 200), address


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("page", DEEDS)
def test_each_deed_is_done_by_whom_it_may_and_by_a_post_alone(round_: Round, who: str, page: str) -> None:
    upload, client = waiting(round_), browser(round_, who)
    address = "/werkstatt/erlenau/beteiligung/" + page.format(round=round_.slug, key=upload.key)
    assert client.get(address).status_code == expected(who, DEEDS[page], 405)
    answer = client.post(address)
    assert answer.status_code == expected(who, DEEDS[page], 302)
    done = queries.phase(Round.objects.get()) == "closed" or Upload.objects.get().state == UploadState.DISCARDED
    assert done == (who in DEEDS[page])
    if who == "nobody":
        assert answer["Location"].startswith("/konto/anmelden/")


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_public_pages_open_for_everybody(round_: Round, public: str, who: str) -> None:
    client, upload = browser(round_, who), waiting(round_)
    for page in ("/erlenau/mitmachen/", public, f"{public}e/meas0111/", f"{public}abgeben/", f"{public}matrix.xlsx"):
        assert client.get(page).status_code == 200, page
    assert client.get(f"{public}eingang/{upload.key}/").status_code == 200


@pytest.mark.parametrize("page", ["", "e/meas0111/", "abgeben/", "matrix.docx", "eingang/{key}/"])
def test_what_is_not_there_is_not_found(client: Client, round_: Round, public: str, page: str) -> None:
    address = public + page.format(key=uuid.uuid4())
    assert client.get(address.replace("erlenau", "nirgends")).status_code == 404
    assert client.get(address.replace(round_.slug, "keine-runde")).status_code == 404
    if "{key}" in page:
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["", "eingang/", "eingang/{key}/"])
def test_what_is_not_there_is_not_found_in_the_office(
    round_: Round, office: str, commissioner: Client, page: str
) -> None:
    address = office + page.format(key=uuid.uuid4())
    assert commissioner.get(address.replace(round_.slug, "keine-runde")).status_code == 404
    if "{key}" in page:
        assert commissioner.get(address).status_code == 404
        assert commissioner.post(f"{address}verwerfen/").status_code == 404


def test_a_file_opens_only_in_its_own_round(client: Client, round_: Round, public: str, commissioner: Client) -> None:
    upload = waiting(factories.round_(round_.version, title="Andere Runde"))
    assert client.get(f"{public}eingang/{upload.key}/").status_code == 404
    assert client.post(f"{public}eingang/{upload.key}/verwerfen/").status_code == 404
    address = f"/werkstatt/erlenau/beteiligung/{round_.slug}/eingang/{upload.key}/"
    assert commissioner.get(address).status_code == 404


def test_without_a_concept_the_office_is_led_to_the_upload() -> None:
    client = factories.signed_in(factories.person(factories.authority("neuland")))
    page = client.get("/werkstatt/neuland/beteiligung/").content.decode()
    assert "Konzept hochladen" in page
    answer = client.get("/werkstatt/neuland/beteiligung/neu/", follow=True)
    assert "Es gibt noch kein Konzept" in answer.content.decode()


# --- back, again, too late ---


def test_a_step_back_and_other_words_are_heard_too(client: Client, round_: Round, public: str) -> None:
    once = form(comment="Gut so.")
    first = client.post(f"{public}e/meas0111/", once)
    second = client.post(f"{public}e/meas0111/", {**once, "comment": "Noch etwas."})
    assert first["Location"] != second["Location"]
    assert [said.comment for said in Contribution.objects.all()] == ["Gut so.", "Noch etwas."]


def test_one_form_sent_to_two_rounds_is_heard_in_both(client: Client, round_: Round, public: str) -> None:
    other = factories.round_(round_.version, title="Andere Runde")
    once = form(comment="Gut so.")
    for name in (round_.slug, other.slug):
        client.post(f"/erlenau/mitmachen/{name}/e/meas0111/", once)
    assert {said.submission.round for said in Contribution.objects.select_related("submission")} == {round_, other}


def test_confirmed_the_back_button_leads_to_the_receipt(client: Client, round_: Round, public: str) -> None:
    upload = waiting(round_)
    address = f"{public}eingang/{upload.key}/"
    sent = client.post(address, {"take-0": "on"})
    assert client.post(address, {"take-0": "on"})["Location"] == sent["Location"]
    assert client.get(address)["Location"] == sent["Location"]
    late = client.post(f"{address}verwerfen/", follow=True).content.decode()
    assert "schon übernommen" in late
    assert Contribution.objects.count() == 1


def test_nothing_ticked_comes_back_with_a_sentence(client: Client, round_: Round, public: str) -> None:
    upload = waiting(round_)
    page = client.post(f"{public}eingang/{upload.key}/", {"nichts": "on"}).content.decode()
    assert "keine Zeile ausgewählt" in page
    assert not Contribution.objects.exists()


def test_thrown_away_it_may_be_given_in_again(client: Client, round_: Round, public: str) -> None:
    upload = waiting(round_)
    address = f"{public}eingang/{upload.key}/"
    assert "ist verworfen" in client.post(f"{address}verwerfen/", follow=True).content.decode()
    assert "Andere Datei abgeben" in client.get(address).content.decode()
    assert (
        "wartet nicht" in client.post(address, {"take-0": "on"}).content.decode() or not Contribution.objects.exists()
    )


def test_a_closed_round_takes_no_file_and_no_confirmation(client: Client, round_: Round, public: str) -> None:
    upload = waiting(round_)
    with clock.at(round_.closes_at + timedelta(days=1)):
        page = client.get(f"{public}abgeben/").content.decode()
        assert "ist beendet" in page
        assert "<form" not in page.split("<main", 1)[1].split("</main>", 1)[0]
        client.post(f"{public}abgeben/", {"file": file(b"PK")})
        client.post(f"{public}eingang/{upload.key}/", {"take-0": "on"})
    assert Upload.objects.count() == 1
    assert not Submission.objects.exists()


def test_what_the_office_has_already_is_said_to_whoever_sends_it_again(
    client: Client, round_: Round, public: str
) -> None:
    content = matrix.docx(queries.form_of(round_))
    actions.take_in(round_, name="mail.docx", content=content, person=factories.person(round_.authority))
    page = client.post(f"{public}abgeben/", {"file": file(content)}).content.decode()
    assert "schon aufgenommen" in page


def test_reading_that_broke_down_is_said_and_the_file_may_come_again(
    client: Client, round_: Round, public: str
) -> None:
    content = matrix.docx(queries.form_of(round_))
    client.post(f"{public}abgeben/", {"file": file(content)})
    Job.objects.update(problem="Das hat nicht geklappt.", finished_at=clock.now())
    page = client.get(Job.objects.get().goes_to).content.decode()
    assert "Das hat nicht geklappt." in page
    assert "wird noch gelesen" not in page
    client.post(f"{public}abgeben/", {"file": file(content)})
    assert Upload.objects.count() == Job.objects.count() == 2


@pytest.mark.parametrize(
    "name", ["x" * 300 + ".docx", "../../../etc/passwd.docx", "C:\\Briefe\\matrix.docx", "ä ö.docx"]
)
def test_names_of_files_are_names(client: Client, round_: Round, public: str, name: str) -> None:
    assert client.post(f"{public}abgeben/", {"file": file(b"PK", name)}).status_code == 302
    kept = Upload.objects.get().name
    assert kept.endswith(".docx")
    assert "/" not in kept
    assert len(Job.objects.get().title) <= 200


def test_a_file_of_21_mb_is_refused_with_a_sentence(client: Client, round_: Round, public: str) -> None:
    page = client.post(f"{public}abgeben/", {"file": file(b"P" * 21 * 1024**2)}).content.decode()
    assert "hat 21 MB, erlaubt sind 20 MB" in page
    assert not Upload.objects.exists()


@pytest.mark.parametrize("query", ["organisation=%00%01x", "organisation=" + "x" * 1000, "organisation=%3Cscript%3E"])
def test_any_organisation_makes_a_matrix(client: Client, round_: Round, public: str, query: str) -> None:
    for kind in ("docx", "xlsx"):
        assert client.get(f"{public}matrix.{kind}?{query}").content.startswith(b"PK")


def test_a_matrix_comes_in_two_formats_only(client: Client, round_: Round, public: str) -> None:
    assert client.get(f"{public}matrix.exe").status_code == 404


# --- hostile words ---

HOSTILE = '<script>alert("x")</script>'


def test_hostile_words_are_words(client: Client, round_: Round, public: str, office: str, commissioner: Client) -> None:
    Round.objects.update(title=HOSTILE, introduction=HOSTILE, afterwards=HOSTILE, questions=[HOSTILE])
    found = {"uid": None, "area": None, "verdict": None, "responsible": HOSTILE, "wording": "", "doubt": HOSTILE}
    upload = Upload.objects.create(
        round=round_,
        name=HOSTILE,
        sha256="0" * 64,
        organisation=HOSTILE,
        state=UploadState.PREVIEW,
        found=[{**found, "comment": HOSTILE, "proposal": HOSTILE, "place": HOSTILE}],
    )
    public_pages = [public, "/erlenau/mitmachen/", f"{public}e/meas0111/", f"{public}eingang/{upload.key}/"]
    office_pages = ["/werkstatt/erlenau/beteiligung/", office, f"{office}eingang/", f"{office}eingang/{upload.key}/"]
    for reader, pages in ((client, public_pages), (commissioner, office_pages)):
        for page in pages:
            text = reader.get(page).content.decode()
            assert "alert(" in text or page == public_pages[2], page
            assert "<script>alert" not in text, page
    shown = client.post(f"{public}e/meas0111/", form(organisation=HOSTILE)).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_what_people_say_is_on_no_public_page(client: Client, round_: Round, public: str) -> None:
    factories.said(round_, comment="MARKIERT", proposal="MARKIERT", organisation="MARKIERT")
    waiting(round_)
    for page in ("/erlenau/mitmachen/", public, f"{public}e/meas0111/", f"{public}abgeben/", "/erlenau/", "/"):
        text = client.get(page).content.decode()
        assert "MARKIERT" not in text
        assert "Bitte mehrsprachig." not in text


def test_a_preview_is_kept_by_nobody_on_the_way(client: Client, round_: Round, public: str) -> None:
    assert "no-store" in client.get(f"{public}eingang/{waiting(round_).key}/")["Cache-Control"]


def test_keys_and_codes_stay_out_of_the_log(
    client: Client, round_: Round, public: str, caplog: pytest.LogCaptureFixture
) -> None:
    key = uuid.uuid4()
    client.get(f"{public}eingang/{key}/")
    line = JsonLines().format(caplog.records[-1])
    assert "Not Found" in line
    assert str(key) not in line


# --- the office opens a round ---

NEW_ROUND = "/werkstatt/erlenau/beteiligung/neu/"


def filled_in(**more: object) -> dict[str, object]:
    return {
        "title": "Neue Runde",
        "introduction": "Worum es geht.",
        "questions": "Was fehlt?",
        "opens_at": "2026-05-01T08:00",
        "closes_at": "2098-05-02T08:00",
        **more,
    }


def test_a_round_asks_about_the_version_that_was_shown(round_: Round, commissioner: Client) -> None:
    assert 'name="ordinal" value="0"' in commissioner.get(NEW_ROUND).content.decode()
    changed = factories.reworded(factories.concept_value(), "meas0111", "Ein geheimer Entwurf.")
    draft = factories.version(value=changed, parent=round_.version)
    page = commissioner.post(NEW_ROUND, filled_in(ordinal="0")).content.decode()
    assert "Inzwischen gibt es Fassung 1" in page
    assert 'name="ordinal" value="1"' in page
    assert not Publication.objects.filter(version=draft).exists(), "a draft does not become public unseen"
    commissioner.post(NEW_ROUND, filled_in(ordinal="1"))
    assert Publication.objects.filter(version=draft).exists()


def test_a_double_click_opens_one_round(round_: Round, commissioner: Client) -> None:
    answers = [commissioner.post(NEW_ROUND, filled_in())["Location"] for _ in range(2)]
    assert len(set(answers)) == 1
    assert Round.objects.filter(title="Neue Runde").count() == 1


def test_times_are_shown_as_they_were_typed(round_: Round, commissioner: Client) -> None:
    page = commissioner.post(NEW_ROUND, filled_in(), follow=True).content.decode()
    assert "2. Mai 2098, 08:00 Uhr" in page
    assert Round.objects.get(title="Neue Runde").opens_at.hour == 6, "summer time"


def test_an_ended_round_is_not_ended_again(round_: Round, office: str, commissioner: Client) -> None:
    for words in ("ist beendet", "läuft nicht"):
        assert words in commissioner.post(f"{office}beenden/", follow=True).content.decode()


def test_the_office_throws_a_file_away(round_: Round, office: str, commissioner: Client) -> None:
    upload = waiting(round_)
    assert "auf Ihre Bestätigung" in commissioner.get(office).content.decode()
    page = commissioner.post(f"{office}eingang/{upload.key}/verwerfen/", follow=True).content.decode()
    assert "ist verworfen" in page
    assert "auf Ihre Bestätigung" not in commissioner.get(office).content.decode()
    Upload.objects.update(state=UploadState.TAKEN)
    page = commissioner.post(f"{office}eingang/{upload.key}/verwerfen/", follow=True).content.decode()
    assert "schon übernommen" in page


@pytest.mark.parametrize("count", [1, 3])
def test_constant_queries_in_lists(
    client: Client,
    round_: Round,
    commissioner: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count - 1):
        factories.round_(round_.version, title=f"Runde {number}")
    with django_assert_num_queries(8):
        commissioner.get("/werkstatt/erlenau/beteiligung/")
    upload = waiting(round_)
    Upload.objects.update(found=upload.found * count)
    with django_assert_num_queries(2):
        client.get(f"/erlenau/mitmachen/{round_.slug}/eingang/{upload.key}/")
    with django_assert_num_queries(6):
        commissioner.get(f"/werkstatt/erlenau/beteiligung/{round_.slug}/eingang/{upload.key}/")


def test_a_reader_sees_a_round_and_ends_nothing(round_: Round, office: str) -> None:
    reader = factories.signed_in(factories.person(round_.authority, Role.READER))
    assert "beenden" not in reader.get(office).content.decode()
    assert "neu/" not in reader.get("/werkstatt/erlenau/beteiligung/").content.decode()


@pytest.mark.parametrize(("days", "words"), [(-2, "beginnt am"), (0, "läuft"), (40, "beendet")])
def test_the_office_sees_where_a_round_stands(
    round_: Round, office: str, commissioner: Client, days: int, words: str
) -> None:
    with clock.at(clock.now() + timedelta(days=days)):
        for page in (office, "/werkstatt/erlenau/beteiligung/"):
            assert words in commissioner.get(page).content.decode()


def test_the_office_counts_what_came_which_way(round_: Round, office: str, commissioner: Client) -> None:
    factories.said(round_)
    actions.confirm(waiting(round_), chosen={0: "meas0111"})
    page = commissioner.get(office)
    assert page.context["channels"] == [("Online-Formular", 1), ("Matrix (Word)", 1)]
    assert page.context["total"] == 2


def test_an_empty_matrix_says_what_to_do(
    client: Client, round_: Round, public: str, office: str, commissioner: Client
) -> None:
    actions.take_in(round_, name="leer.docx", content=matrix.docx(queries.form_of(round_)))
    upload = read_now()
    assert "noch nichts ausgefüllt" in client.get(f"{public}eingang/{upload.key}/").content.decode()
    assert "nichts ausgefüllt" in commissioner.get(f"{office}eingang/{upload.key}/").content.decode()


def test_while_it_is_read_one_waits(
    client: Client, round_: Round, public: str, office: str, commissioner: Client
) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=b"PK")
    for reader, page in ((client, public), (commissioner, office)):
        assert "wird noch gelesen" in reader.get(f"{page}eingang/{upload.key}/").content.decode()


def test_a_round_about_one_area_shows_and_takes_that_alone(client: Client, round_: Round, public: str) -> None:
    Round.objects.update(areas=["area0002"])
    page = client.get(public).content.decode()
    assert "Sprechstunde zur Anerkennung" in page
    assert "Übersicht der Sprachkurse" not in page
    assert client.post(f"{public}e/meas0111/", form(comment="Daneben.")).status_code == 404
    assert client.post(f"{public}e/meas0211/", form(comment="Treffer.")).status_code == 302
    assert [said.uid for said in Contribution.objects.all()] == ["meas0211"]


def test_an_idea_for_a_whole_area_is_heard(client: Client, round_: Round, public: str) -> None:
    client.post(f"{public}e/area0002/", form(verdict="new", comment="Ein Praktikumstag."))
    said = Contribution.objects.get()
    assert (said.uid, said.area_uid, said.wording) == ("area0002", "area0002", "Arbeit und Beruf")
