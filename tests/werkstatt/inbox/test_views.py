"""The office's pages: the post, and one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from konzept.feedback.passages import open_points
from tests import factories
from tests.factories import mail_of
from werkstatt.inbox.models import Letter, LetterState
from werkstatt.inbox.queries import passages_of
from werkstatt.participation.actions import confirm
from werkstatt.participation.models import Contribution, Round, Submission, Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(running: Round) -> Letter:
    return factories.letter(running.authority)


@pytest.fixture
def alma(running: Round) -> Iterator[Client]:
    return factories.signed_in(factories.person(running.authority))


def at(letter: Letter, name: str = "letter", *more: object) -> str:
    return reverse(f"inbox:{name}", args=[letter.authority.slug, letter.key, *more])


def page(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return " ".join(re.sub(r"<(style|script).*?</\1>", "", response.content.decode(), flags=re.DOTALL).split())


def step(client: Client, letter: Letter, do: str, index: int, **more: str) -> str:
    seen = Letter.objects.get(pk=letter.pk).edits
    response = client.post(at(letter, "step"), {"do": do, "index": index, "seen": seen, **more}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def now(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


# --- the post -----------------------------------------------------------------------------------------------------


def test_the_list_shows_what_waits(alma: Client, letter: Letter) -> None:
    said = page(alma, reverse("inbox:letters", args=[letter.authority.slug]))
    assert "1 Schreiben wartet" in said
    assert "Stellungnahme" in said
    assert "Frauenhaus Erlenau e. V." in said
    assert "0 erledigt" in said


def test_the_list_names_whoever_is_known(alma: Client, running: Round) -> None:
    factories.letter(running.authority, b"Mehr Kurse am Abend, bitte.", name="brief.txt")
    assert '"Von">unbekannt<' in page(alma, reverse("inbox:letters", args=[running.authority.slug]))
    factories.letter(running.authority, mail_of("Mehr Busse.", sender="<ida@verein.example>").as_bytes())
    factories.letter(running.authority, mail_of("Mehr Räume.", "zwei", sender="I <b> <i@verein.example>").as_bytes())
    shown = page(alma, reverse("inbox:letters", args=[running.authority.slug]))
    assert '"Von">ida@verein.example<' in shown
    assert "<b>" not in shown


def test_the_empty_list_says_what_to_do(alma: Client, running: Round) -> None:
    for asked in ("", "?zeigen=erledigt", "?zeigen=quatsch"):
        said = page(alma, reverse("inbox:letters", args=[running.authority.slug]) + asked)
        assert "Post aufnehmen" in said


def test_the_list_costs_the_same_with_one_and_three(alma: Client, running: Round) -> None:
    counts = []
    for many in (1, 3):
        for number in range(many):
            mail = mail_of(number=f"{many}-{number}@x.example")
            mail.add_attachment(b"zip", maintype="application", subtype="zip", filename="x.zip")
            factories.letter(running.authority, mail.as_bytes())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(alma, reverse("inbox:letters", args=[running.authority.slug]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_files_are_taken_in(alma: Client, running: Round) -> None:
    address = reverse("inbox:take_in", args=[running.authority.slug])
    assert "Aufnehmen und lesen" in page(alma, address)
    files = [SimpleUploadedFile("a.eml", mail_of().as_bytes()), SimpleUploadedFile("b.txt", b"Mehr Kurse.")]
    response = alma.post(address, {"post": files, "round": running.pk})
    assert response.headers["Location"].startswith("/auftrag/")


def test_a_form_without_file_says_so(alma: Client, running: Round) -> None:
    response = alma.post(reverse("inbox:take_in", args=[running.authority.slug]), {"round": ""})
    assert "Bitte prüfen Sie Ihre Angaben" in response.content.decode()


# --- one letter ---------------------------------------------------------------------------------------------------


def test_every_word_is_shown_and_counted(alma: Client, letter: Letter) -> None:
    said = page(alma, at(letter))
    for word in letter.text.split():
        assert word in said
    assert f"<dt>Wörter zusammen</dt><dd>{len(letter.text.split())}</dd>" in said
    assert "2 Anregungen brauchen noch einen Platz" in said
    assert "Ida Sommer &lt;ida@verein.example&gt;" in said
    assert "genannt: Maßnahme 1.1.2" in said


def test_placing_leads_to_the_next(alma: Client, letter: Letter) -> None:
    said = step(alma, letter, "place:meas0112", 1)
    assert "1 Anregung braucht noch einen Platz" in said
    assert 'id="stelle-2"' in said
    said = step(alma, letter, "place:", 2, place="2.1.2")
    assert "Alle Anregungen haben einen Platz" in said
    assert [passage.uid for passage in passages_of(now(letter))] == ["", "meas0112", "meas0212", ""]


def test_what_the_letter_names_is_placed_at_once(alma: Client, letter: Letter) -> None:
    assert "1 genannten Platz bestätigen" in page(alma, at(letter))
    alma.post(at(letter, "settle_named"), {"seen": 0})
    assert open_points(passages_of(now(letter))) == [2]


def test_what_only_stands_below_a_heading_waits_for_a_person(alma: Client, running: Round) -> None:
    body = "Guten Tag,\n\nZu Maßnahme 1.1.2:\n\nMehr davon.\n\nAuch die Ämter sollten mitziehen.\n\nViele Grüße\nIda"
    below = factories.letter(running.authority, mail_of(body).as_bytes())
    assert "1 genannten Platz bestätigen" in page(alma, at(below))
    alma.post(at(below, "settle_named"), {"seen": 0})
    shown = page(alma, at(below))
    assert "genannten Platz bestätigen" not in shown
    assert "steht unter „Zu Maßnahme 1.1.2“" in shown
    left = passages_of(now(below))
    assert [left[index].guesses[0].uid for index in open_points(left)] == ["meas0112"]
    assert [passage.settled for passage in left if passage.uid] == [True]


def test_a_pasted_matrix_is_offered_to_be_looked_at(alma: Client, running: Round) -> None:
    mail = factories.mail_with_matrix(running, {"meas0111": "Bitte mehr."})
    letter = factories.letter(running.authority, mail, factories.person(running.authority))
    shown = page(alma, at(letter))
    assert "uns fehlt ein Angebot am Abend." in shown
    assert "Bitte mehr." not in shown
    check = re.search(r'href="([^"]+)">Matrix prüfen', shown)
    assert check
    assert "Bitte mehr." in page(alma, check[1])
    assert "die noch nicht zählt" in shown
    confirm(Upload.objects.get(), chosen={0: "meas0111"}, person=factories.person(running.authority))
    assert "die noch nicht zählt" not in page(alma, at(letter))


def test_all_steps_by_their_buttons(alma: Client, letter: Letter) -> None:
    step(alma, letter, "cut", 2, words="auf Ukrainisch")
    assert len(passages_of(now(letter))) == 5
    said = step(alma, letter, "join:next", 2)
    assert 'wk-more" open' in said.replace("'", '"')
    step(alma, letter, "begin:word-earlier", 2)
    step(alma, letter, "end:sentence-later", 2)
    step(alma, letter, "mark:left_out", 1, reason="gehört nicht hierher")
    said = page(alma, at(letter) + "?stelle=1")
    assert "gehört nicht hierher" in said
    assert "ausgelassen" in said
    response = alma.post(at(letter, "undo"), {"seen": now(letter).edits}, follow=True)
    assert "Zurückgenommen." in response.content.decode()


def test_what_cannot_be_done_is_said(alma: Client, letter: Letter) -> None:
    assert "stehen nicht in der Textstelle" in step(alma, letter, "cut", 1, words="gibt es nicht")
    assert "warum die Textstelle" in step(alma, letter, "mark:left_out", 1)
    assert "unvollständig" in step(alma, letter, "cut", -1)
    response = alma.post(at(letter, "undo"), {"seen": 0}, follow=True)
    assert "keinen Schritt mehr" in response.content.decode()


def test_the_back_button_does_no_harm(alma: Client, letter: Letter) -> None:
    fields = {"do": "join:next", "index": 1, "seen": 0}
    alma.post(at(letter, "step"), fields)
    response = alma.post(at(letter, "step"), fields, follow=True)
    assert "Inzwischen hat jemand anders" in response.content.decode()
    assert len(passages_of(now(letter))) == 3
    for name in ("undo", "take_over", "settle_named"):
        response = alma.post(at(letter, name), {"seen": "x"}, follow=True)
        assert response.status_code == 200
    assert now(letter).edits == 1


def test_taken_over_twice_is_once(alma: Client, letter: Letter) -> None:
    factories.placed(letter)
    for _ in range(2):
        response = alma.post(at(letter, "take_over"), {"seen": 1}, follow=True)
        assert "2 Rückmeldungen übernommen" in response.content.decode()
    assert (Submission.objects.count(), Contribution.objects.count()) == (1, 2)
    assert "Übernahme zurücknehmen" in page(alma, at(letter))
    response = alma.post(at(letter, "take_back"), follow=True)
    assert "wieder zu bearbeiten" in response.content.decode()
    assert "ist nicht übernommen" not in response.content.decode()


def test_too_early_is_said(alma: Client, letter: Letter) -> None:
    response = alma.post(at(letter, "take_over"), {"seen": 0}, follow=True)
    assert "noch keinen Platz" in response.content.decode()
    response = alma.post(at(letter, "take_back"), follow=True)
    assert "ist nicht übernommen" in response.content.decode()


def test_where_it_belongs(alma: Client, letter: Letter, running: Round) -> None:
    fields = {"round": running.pk, "organisation": "Kreisjugendring", "received_on": "2026-02-28"}
    said = alma.post(at(letter, "address"), fields, follow=True).content.decode()
    assert "Kreisjugendring" in said
    assert "28. Februar 2026" in said
    said = alma.post(at(letter, "address"), {**fields, "received_on": "x"}, follow=True).content.decode()
    assert "Bitte prüfen Sie Ihre Angaben" in said


def test_the_same_day_keeps_the_hour(alma: Client, letter: Letter, running: Round) -> None:
    fields = {"round": running.pk, "organisation": "", "received_on": "2026-03-03"}
    alma.post(at(letter, "address"), fields)
    assert now(letter).received_at == letter.received_at


def test_put_away_and_taken_out(alma: Client, letter: Letter) -> None:
    said = alma.post(at(letter, "discard"), follow=True).content.decode()
    assert "ist weggelegt" in said
    assert "1 erledigt" in said
    said = alma.post(at(letter, "discard"), {"wieder": "1"}, follow=True).content.decode()
    assert "wieder zu bearbeiten" in said
    factories.placed(letter)
    alma.post(at(letter, "take_over"), {"seen": now(letter).edits})
    assert "schon übernommen" in alma.post(at(letter, "discard"), follow=True).content.decode()


def test_a_letter_that_cannot_be_read(alma: Client, running: Round) -> None:
    letter = factories.letter(running.authority, b"\x89PNG\r\n", name="scan.png")
    assert letter.state == LetterState.FAILED
    assert "ist ein Bild" in page(alma, at(letter))


def test_a_letter_that_is_being_read(alma: Client, letter: Letter) -> None:
    Letter.objects.update(state=LetterState.READING)
    assert "wird noch gelesen" in page(alma, at(letter))


def test_a_letter_without_round_asks_for_it(alma: Client, running: Round) -> None:
    factories.round_(running.version, "Noch eine")
    letter = factories.letter(running.authority)
    assert "zu welcher Runde" in page(alma, at(letter))
    assert "Bitte wählen" in step(alma, letter, "place:meas0112", 1)


def test_files_come_as_they_came(alma: Client, running: Round) -> None:
    mail = mail_of()
    mail.add_attachment(b"<script>x</script>", maintype="application", subtype="zip", filename="Über „uns“.zip")
    letter = factories.letter(running.authority, mail.as_bytes())
    whole = alma.get(at(letter, "file", 0))
    assert whole.content == mail.as_bytes()
    assert whole.headers["Content-Type"] == "application/octet-stream"
    one = alma.get(at(letter, "file", letter.enclosures.get().pk))
    assert one.content == b"<script>x</script>"
    assert "filename*=utf-8''%C3%9Cber" in one.headers["Content-Disposition"]
    assert alma.get(at(letter, "file", 99_999)).status_code == 404


def test_html_in_a_letter_stays_text(alma: Client, running: Round) -> None:
    letter = factories.letter(running.authority, b"Guten Tag,\n\n<script>alert(1)</script> & mehr.", name="x.txt")
    assert "&lt;script&gt;alert(1)" in page(alma, at(letter))


def test_strangers_find_nothing(letter: Letter) -> None:
    stranger = factories.signed_in(factories.person(factories.authority()))
    assert stranger.get(at(letter)).status_code == 404
    mine = factories.person(factories.authority("nebenan"))
    address = reverse("inbox:letter", args=["nebenan", letter.key])
    assert factories.signed_in(mine).get(address).status_code == 404
    assert stranger.post(at(letter, "take_over"), {"seen": 0}).status_code == 404


def test_the_letter_costs_the_same_with_one_and_three_enclosures(alma: Client, running: Round) -> None:
    counts = []
    for many in (1, 3):
        mail = mail_of(number=f"{many}@x.example")
        for number in range(many):
            mail.add_attachment(b"zip", maintype="application", subtype="zip", filename=f"{number}.zip")
        letter = factories.letter(running.authority, mail.as_bytes())
        with CaptureQueriesContext(connection) as asked:
            page(alma, at(letter))
        counts.append(len(asked))
    assert counts[0] == counts[1]
