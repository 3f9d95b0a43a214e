"""Saying something: the form, and the page as everybody meets it."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict

from konzept.model import Element
from konzept.suggestion import QUESTIONS, Verdict, choices
from tests import factories
from werkstatt.lib import clock, files
from werkstatt.participation.forms import SayForm, wording_of
from werkstatt.participation.forms.attaching import BIGGEST_FILE, ending_of, named
from werkstatt.participation.forms.guarding import seconds_since, stamp
from werkstatt.participation.models import LONGEST, Attachment, Contact, Contribution, Round, Submission

ELEMENTS = list(factories.concept_value().walk())
OFFERED = choices(QUESTIONS)
OWN = choices(["Was hat sich bewährt?", "Was fehlt Ihnen in Erlenau?"])


def say_form(offered: Any = OFFERED, attached: Any = None, **said: str) -> SayForm:
    """As it was sent."""
    fields = {"form_key": str(uuid.uuid4()), "stamp": stamp(), **said}
    return SayForm(offered, fields, MultiValueDict({"attached": attached or []}))


# --- saying something ---


@pytest.mark.parametrize("name", ["comment", "proposal", "responsible"])
def test_one_word_is_enough(name: str) -> None:
    assert say_form(**{name: "Gut."}).is_valid()


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_alone_is_enough(verdict: Verdict) -> None:
    form = say_form(verdict=verdict.value)
    assert form.is_valid()
    assert form.suggestion("area0001", None, "").verdict is verdict


@pytest.mark.parametrize("said", [{}, {"comment": "   "}, {"comment": "\n\t"}, {"organisation": "Sprachtreff"}])
def test_nothing_is_not_enough(said: dict[str, str]) -> None:
    assert "Hier steht noch nichts" in str(say_form(**said).errors)


@pytest.mark.parametrize(
    ("name", "longest"), [("comment", LONGEST), ("proposal", LONGEST), ("responsible", 500), ("organisation", 200)]
)
def test_each_field_has_its_length(name: str, longest: int) -> None:
    assert say_form(**{"comment": "Ja.", name: "x" * longest}).is_valid()
    assert name in say_form(**{"comment": "Ja.", name: "x" * (longest + 1)}).errors


@pytest.mark.parametrize(
    "said",
    [
        {"verdict": "great"},
        {"verdict": "<script>"},
        {"comment": "ein\x00Zeichen"},
        {"comment": "Ja.", "form_key": "kein Schlüssel"},
        {"comment": "Ja.", "form_key": ""},
    ],
)
def test_what_no_form_sends_is_refused(said: dict[str, str]) -> None:
    assert not say_form(**said).is_valid()


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "{{ settings.SECRET_KEY }}", "\u202erechts", "مرحبا", "🙂"]
)
def test_words_are_kept_as_they_were_typed(words: str) -> None:
    form = say_form(comment=words)
    assert form.is_valid()
    assert form.suggestion("area0001", None, "").comment == words


def test_a_suggestion_quotes_what_it_is_about() -> None:
    form = say_form(comment="Ja.", proposal="Besser so.", responsible="Schulamt")
    assert form.is_valid()
    measure = next(element for element in ELEMENTS if element.uid == "meas0111")
    said = form.suggestion(measure.uid, "area0001", wording_of(measure))
    assert (said.uid, said.area, said.wording) == ("meas0111", "area0001", measure.text)
    assert (said.verdict, said.proposal, said.responsible) == (None, "Besser so.", "Schulamt")
    assert wording_of(Element("x", measure.kind)) == ""


def keys(*forms: SayForm, uid: str = "meas0111", where: int = 1) -> set[uuid.UUID]:
    assert all(form.is_valid() for form in forms)
    return {form.sent_as(uuid.UUID(int=where), uid) for form in forms}


def test_the_same_words_from_the_same_form_are_one_submission() -> None:
    page = str(uuid.uuid4())
    assert len(keys(*(say_form(form_key=page, comment="Ja.") for _ in range(3)))) == 1


@pytest.mark.parametrize("other", [{"comment": "Nein."}, {"verdict": "proven"}, {"organisation": "Verein"}])
def test_other_words_after_a_step_back_are_another_submission(other: dict[str, str]) -> None:
    page = str(uuid.uuid4())
    assert (
        len(keys(say_form(form_key=page, comment="Ja."), say_form(form_key=page, **{"comment": "Ja.", **other}))) == 2
    )


def test_another_element_or_round_is_another_submission() -> None:
    form = say_form(comment="Ja.")
    assert len(keys(form) | keys(form, uid="meas0112") | keys(form, where=2)) == 3


def test_two_pages_are_two_submissions() -> None:
    assert len(keys(say_form(comment="Ja."), say_form(comment="Ja."))) == 2
    assert SayForm(OFFERED)["form_key"].value() != SayForm(OFFERED)["form_key"].value()


def test_the_form_offers_exactly_what_the_round_asks() -> None:
    assert [choice for choice, _ in say_form(OWN).fields["verdict"].choices] == ["proven", "q1"]  # type: ignore[attr-defined]  # a choice field
    form = say_form(OWN, verdict="q1")
    assert form.is_valid()
    said = form.suggestion("meas0111", None, "")
    assert (said.verdict, said.question) == (None, "Was fehlt Ihnen in Erlenau?")
    assert not say_form(OWN, verdict="outdated").is_valid()


def test_a_round_without_questions_asks_for_words_alone() -> None:
    assert "verdict" not in say_form(()).fields
    assert say_form((), comment="Gut.").is_valid()


def test_each_answer_says_what_it_means_unless_its_word_says_it_all() -> None:
    means = {str(choice.choice_label): words for choice, words in say_form(OWN).answers()}
    assert means == {"bewährt": "Das soll so bleiben.", "Was fehlt Ihnen in Erlenau?": ""}


@pytest.mark.parametrize("name", ["comment", "proposal", "responsible"])
def test_beside_each_free_field_stands_the_hint_against_names(name: str) -> None:
    assert "Bitte keine Namen" in str(say_form().fields[name].help_text)


@pytest.mark.parametrize("typed", ["kein", "a@b", "a@b.example, c@d.example"])
def test_what_is_no_address_comes_back(typed: str) -> None:
    assert "email" in say_form(comment="Ja.", email=typed).errors


# --- files ---


def archive(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return buffer.getvalue()


PDF = b"%PDF-1.7 Stellungnahme"
ODT = archive("content.xml", mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (b"\xff\xd8\xff\xe0...", "jpg"),
        (archive("word/document.xml"), "docx"),
        (ODT, "odt"),
        (archive("word/document.xml", "word/vbaProject.bin"), ""),
        (archive("content.xml", "Basic/script-lc.xml", mimetype="application/vnd.oasis.opendocument.text"), ""),
        (archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), ""),
        (archive("irgendwas.exe"), ""),
        (b"PK\x03\x04kaputt", ""),
        (b"MZ\x90", ""),
        (b"<svg onload='x()'>", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_its_bytes_are(content: bytes, ending: str) -> None:
    assert ending_of(content) == ending


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Brief.pdf", "Brief.pdf"),
        ("Brief.PDF", "Brief.PDF"),
        ("Brief.exe", "Brief.exe.pdf"),
        ("../../etc/Brief", "Brief.pdf"),
        ("C:\\Briefe\\Brief.pdf", "Brief.pdf"),
        ("", "Anlage.pdf"),
    ],
)
def test_a_name_tells_the_truth(name: str, kept: str) -> None:
    assert named(name, "pdf") == kept


def test_a_few_small_files_go_with_it() -> None:
    form = say_form(comment="Ja.", attached=[file(PDF, "a.pdf"), file(ODT, "b.odt")])
    assert form.is_valid()
    assert form.cleaned_data["attached"] == [("a.pdf", PDF), ("b.odt", ODT)]


def test_too_many_too_large_or_strange_files_come_back_with_a_sentence() -> None:
    large = file(b"", "gross.pdf")
    large.size = BIGGEST_FILE + 1
    for attached, words in (
        ([file(PDF)] * 4, "Höchstens drei"),
        ([large], "größer als 5 MB"),
        ([file(b"MZ", "virus.pdf")], "können wir nicht annehmen"),
    ):
        assert words in str(say_form(comment="Ja.", attached=attached).errors["attached"])


def test_who_must_correct_the_form_is_told_to_choose_the_files_again() -> None:
    assert "noch einmal aus" in str(say_form(email="kein", attached=[file(PDF)]).errors["attached"])
    assert "attached" not in say_form(email="kein").errors


def test_another_file_is_another_submission() -> None:
    page = str(uuid.uuid4())
    one, other = (say_form(form_key=page, comment="Ja.", attached=[file(each)]) for each in (PDF, ODT))
    assert len(keys(one, other)) == 2


def file(content: bytes, name: str = "brief.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# --- no machine, and no riddle ---


@pytest.mark.parametrize(("waited", "passes"), [(0, False), (1, False), (2, True), (86_400 * 30, True)])
def test_a_form_takes_a_moment(settings: LazySettings, waited: int, *, passes: bool) -> None:
    settings.SAY_SECONDS = 2
    with clock.at(clock.now().replace(microsecond=0)):
        given, later = stamp(), clock.now() + timedelta(seconds=waited)
    with clock.at(later):
        form = say_form(comment="Ja.", stamp=given)
        assert form.is_valid() is passes
        assert form["stamp"].value() == given, "the same form, sent once more, passes"


@pytest.mark.parametrize("given", ["", "12345", "erfunden:abc:def"])
def test_a_stamp_that_is_none_of_ours_is_replaced_and_the_second_press_passes(given: str) -> None:
    form = say_form(comment="Ja.", stamp=given)
    assert "noch einmal" in str(form.errors)
    assert seconds_since(given) < 0 <= seconds_since(str(form["stamp"].value()))
    assert say_form(comment="Ja.", stamp=str(form["stamp"].value())).is_valid()


def test_the_field_that_stays_empty_is_emptied_and_nothing_typed_is_lost() -> None:
    form = say_form(comment="Sehr gut.", subject="Billige Uhren")
    assert "noch einmal" in str(form.errors)
    assert (form["subject"].value(), form["comment"].value()) == ("", "Sehr gut.")


# --- the page ---


@pytest.fixture
def round_(db: None) -> Round:
    return factories.round_(factories.published(factories.authority("erlenau")))


@pytest.fixture
def page(round_: Round) -> str:
    return f"/erlenau/mitmachen/{round_.slug}/e/meas0111/"


@pytest.fixture
def fewer(settings: LazySettings) -> Iterator[int]:
    """So many are let through in a while."""
    settings.SAY_MOST = 3
    return 3


def fields(**said: Any) -> dict[str, Any]:
    return {"form_key": str(uuid.uuid4()), "stamp": stamp(), "comment": "Gut so.", **said}


def test_it_works_in_a_browser_that_refuses_every_cookie(round_: Round, page: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    shown = browser.get(page)
    assert not shown.cookies
    sent = browser.post(page, fields())
    assert sent["Location"].startswith("/erlenau/mitmachen/beleg/")
    assert not sent.cookies


def test_the_organisation_is_asked_once(client: Client, round_: Round, page: str) -> None:
    client.post(page, fields(organisation="Sprachtreff Erle"))
    assert client.cookies["sessionid"]["expires"] == "", "gone when the browser is closed"
    other = page.replace("meas0111", "meas0112")
    assert 'value="Sprachtreff Erle"' in client.get(other).content.decode()
    client.post(other, fields(organisation=""))
    assert "Sprachtreff Erle" not in client.get(other).content.decode()
    assert [each.organisation for each in Submission.objects.all()] == ["Sprachtreff Erle", ""]


def test_files_are_kept_by_their_content_and_shown_to_nobody_outside(client: Client, round_: Round, page: str) -> None:
    sent = client.post(page, fields(attached=[file(PDF, "Stellungnahme.pdf")]))
    kept = Attachment.objects.get()
    assert (kept.name, kept.size, files.load(kept.sha256)) == ("Stellungnahme.pdf", len(PDF), PDF)
    receipt = client.get(sent["Location"]).content.decode()
    assert kept.sha256 not in receipt


def test_an_address_for_the_answer_lies_apart_and_enciphered(client: Client, round_: Round, page: str) -> None:
    client.post(page, fields(email="aisha@erlenau.example"))
    contact = Contact.objects.get()
    assert contact.email == "aisha@erlenau.example"
    assert contact.erase_after is not None
    assert contact.erase_after > round_.closes_at.date() + timedelta(days=300)
    stored = Contact.objects.extra(select={"raw": "email"}).values_list("raw", flat=True)[0]
    assert "aisha" not in stored


def test_a_double_click_keeps_one_file_and_one_address(client: Client, round_: Round, page: str) -> None:
    once = fields(email="aisha@erlenau.example")
    for _ in range(2):
        client.post(page, {**once, "attached": [file(PDF)]})
    assert (Submission.objects.count(), Attachment.objects.count(), Contact.objects.count()) == (1, 1, 1)


def test_an_address_added_after_a_step_back_goes_to_the_same_submission(
    client: Client, round_: Round, page: str
) -> None:
    once = fields()
    client.post(page, once)
    client.post(page, {**once, "email": "aisha@erlenau.example"})
    assert Submission.objects.get().contact.email == "aisha@erlenau.example"


def test_too_much_from_one_connection_waits_and_nothing_typed_is_lost(
    client: Client, round_: Round, page: str, fewer: int
) -> None:
    for number in range(fewer):
        assert client.post(page, fields(comment=f"Nummer {number}")).status_code == 302
    stopped = client.post(page, fields(comment="Eines zu viel."))
    assert stopped.status_code == 429
    assert "Bitte warten Sie zehn Minuten" in stopped.content.decode()
    assert "Eines zu viel." in stopped.content.decode()
    assert client.post(page, fields(), REMOTE_ADDR="192.0.2.7").status_code == 302, "others may go on"
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert client.post(page, fields(comment="Eines zu viel.")).status_code == 302


def test_a_double_click_counts_once(client: Client, round_: Round, page: str, fewer: int) -> None:
    once = fields()
    assert {client.post(page, once).status_code for _ in range(fewer + 2)} == {302}


def test_a_school_class_behind_one_address_gets_through(round_: Round, page: str) -> None:
    pupils = [Client() for _ in range(16)]
    for turn in range(3):
        for number, pupil in enumerate(pupils):
            assert pupil.post(page, fields(comment=f"Wort {turn} von Kind {number}")).status_code == 302
    assert Contribution.objects.count() == 48


def test_words_typed_while_the_round_ended_are_still_there(client: Client, round_: Round, page: str) -> None:
    with clock.at(round_.closes_at + timedelta(minutes=1)):
        answer = client.post(page, fields(comment="Lange überlegt.")).content.decode()
    assert "Lange überlegt." in answer
    assert "beendet" in answer


def test_own_questions_stand_on_the_page_and_in_the_row(client: Client, round_: Round, page: str) -> None:
    round_.questions = ["Was fehlt Ihnen in Erlenau?"]
    round_.save()
    shown = client.get(page).content.decode()
    assert "Was fehlt Ihnen in Erlenau?" in shown
    assert "bewährt" not in shown.split("<main")[1].split("</form>")[0]
    client.post(page, fields(verdict="q1", comment=""))
    assert Contribution.objects.get().question == "Was fehlt Ihnen in Erlenau?"
