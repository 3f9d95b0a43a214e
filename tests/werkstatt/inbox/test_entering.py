"""What came on paper or by telephone is entered on behalf, with its scan, marked so, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from konzept.model import Problem
from konzept.suggestion import QUESTIONS, Verdict, choices
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.inbox import actions, queries
from werkstatt.inbox.forms import OnBehalfForm
from werkstatt.inbox.forms.places import uid_of
from werkstatt.lib import files
from werkstatt.participation.actions import close_round
from werkstatt.participation.models import Channel, Round, Submission
from werkstatt.participation.queries import contributions
from werkstatt.review.actions import answer

pytestmark = pytest.mark.django_db
LABELS = {"meas0111": "Maßnahme 1.1.1: Übersicht", "meas0112": "Maßnahme 1.1.2: Kinderbetreuung"}
KEY = "6f1f4a52-5f6e-4b1a-9d2c-000000000001"


def fields(**more: str) -> dict[str, str]:
    """One entry on paper, from yesterday."""
    return {
        "channel": "paper",
        "received_on": str(timezone.localdate() - timedelta(days=1)),
        "organisation": "Seniorenkreis",
        "many": "1",
        "form_key": KEY,
        "e0-place": "1.1.2",
        "e0-verdict": "adjust",
        "e0-comment": "Auch am Abend.",
    } | more


def form(*, more: bool = False, scans: list[Any] | None = None, **fields_: str) -> OnBehalfForm:
    given = MultiValueDict({"scan": scans}) if scans else MultiValueDict()
    return OnBehalfForm(choices(QUESTIONS), LABELS, fields(**fields_), given, more=more)


def at(running: Round, name: str = "enter", *more: object) -> str:
    return reverse(f"inbox:{name}", args=[running.authority.slug, running.slug, *more])


# --- the form -----------------------------------------------------------------------------------------------------


def test_one_entry() -> None:
    made = form()
    assert made.is_valid(), made.errors
    (said,) = made.suggestions({})
    assert (said.verdict, said.comment) == (Verdict.ADJUST, "Auch am Abend.")
    assert made.received_at() is not None
    assert made.scans() == []


def test_several_entries_and_empty_blocks() -> None:
    made = form(many="3", **{"e2-place": "zu keinem bestimmten Element", "e2-proposal": "Neu: ein Büro."})
    assert made.is_valid(), [entry.errors for entry in made.entries]
    assert [said.proposal for said in made.suggestions({})] == ["", "Neu: ein Büro."]


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("channel", "web", "channel"),
        ("received_on", "2090-01-01", "received_on"),
        ("received_on", "", "received_on"),
        ("form_key", "x", "form_key"),
        ("many", "99", "many"),
        ("e0-place", "", "place"),
        ("e0-place", "Bus", "place"),
        ("e0-comment", "x" * 10_001, "comment"),
    ],
)
def test_what_is_missing_is_said_where_it_is(field: str, value: str, where: str) -> None:
    made = form(**{field: value})
    assert not made.is_valid()
    assert where in made.errors or where in made.entries[0].errors


def test_a_place_without_words_and_words_of_nothing() -> None:
    made = form(**{"e0-verdict": "", "e0-comment": ""})
    assert not made.is_valid()
    assert "comment" in made.entries[0].errors
    made = form(**{"e0-verdict": "", "e0-comment": "", "e0-place": ""})
    assert not made.is_valid()
    assert "mindestens eine" in str(made.non_field_errors())


def test_one_more_keeps_what_was_typed_and_complains_of_nothing() -> None:
    made = form(more=True, **{"e0-place": "", "received_on": "x"})
    assert len(made.entries) == 2
    assert made.entries[0].initial["comment"] == "Auch am Abend."
    assert made.initial["organisation"] == "Seniorenkreis"
    assert not made.is_bound
    assert len(form(more=True, many="30").entries) == 30
    assert len(form(more=True, many="x").entries) == 2


def test_the_same_form_has_the_same_key_and_another_text_another() -> None:
    keys = []
    for more in ({}, {}, {"e0-comment": "Anders."}, {"organisation": "Andere"}):
        made = form(**more)
        assert made.is_valid()
        keys.append(made.sent_as([]))
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3
    assert made.sent_as([("a.pdf", b"x")]) != made.sent_as([])


def test_elements_are_found_by_what_is_typed() -> None:
    assert uid_of("1.1.1", LABELS) == "meas0111"
    assert uid_of("kinderbetreuung", LABELS) == "meas0112"
    assert uid_of("Zu keinem bestimmten Element", LABELS) == ""
    for typed in ("", "Maßnahme", "9"):
        with pytest.raises(Problem):
            uid_of(typed, LABELS)


# --- the deed and the page ----------------------------------------------------------------------------------------


def test_it_counts_and_is_marked(client: Client, running: Round, alma: User) -> None:
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4 x")
    said = client.post(at(running), fields() | {"scan": scan}, follow=True).content.decode()
    assert "1 Rückmeldung erfasst. Der Beleg lautet" in said
    submission = Submission.objects.get()
    assert (submission.channel, submission.organisation, submission.entered_by) == (
        Channel.PAPER,
        "Seniorenkreis",
        alma,
    )
    assert timezone.localdate(submission.received_at) == timezone.localdate() - timedelta(days=1)
    assert "auf Papier, von der Verwaltung erfasst" in said
    row = contributions(running).get()
    assert (row.uid, row.verdict, row.wording) == ("meas0112", "adjust", "Sprachkurse mit Kinderbetreuung anbieten.")
    attachment = submission.attachments.get()
    assert (attachment.name, files.load(attachment.sha256)) == ("scan.pdf", b"%PDF-1.4 x")


def test_twice_is_once(client: Client, running: Round) -> None:
    for _ in range(2):
        client.post(at(running), fields() | {"scan": SimpleUploadedFile("scan.pdf", b"%PDF-1.4 x")})
    assert Submission.objects.get().attachments.count() == 1
    client.post(at(running), fields(**{"e0-comment": "Noch etwas."}))
    assert Submission.objects.count() == 2


def test_a_round_that_is_over_still_takes_paper(client: Client, running: Round) -> None:
    close_round(running, None)
    client.post(at(running), fields(channel="phone"))
    assert Submission.objects.get().channel == Channel.PHONE


def test_one_more_block_without_javascript(client: Client, running: Round) -> None:
    said = client.post(at(running), fields(more="1")).content.decode()
    assert "Rückmeldung 2" in said
    assert "Auch am Abend." in said
    assert "Bitte prüfen Sie" not in said
    assert not Submission.objects.exists()


def test_faults_are_listed(client: Client, running: Round) -> None:
    said = client.post(at(running), fields(**{"e0-place": "Bus"})).content.decode()
    assert "nicht eindeutig" in said
    assert "#id_e0-place" in said


def test_an_own_question_is_kept(client: Client, running: Round) -> None:
    Round.objects.filter(pk=running.pk).update(questions=["Was fehlt Ihnen am meisten?"])
    client.post(at(running), fields(**{"e0-verdict": "q1"}))
    assert contributions(running).get().question == "Was fehlt Ihnen am meisten?"


def test_a_mistake_is_taken_back(client: Client, running: Round, alma: User) -> None:
    client.post(at(running), fields())
    number = Submission.objects.get().pk
    for _ in range(2):
        said = client.post(at(running, "take_entry_back", number), follow=True).content.decode()
        assert "Zurückgenommen" in said
    assert contributions(running).count() == 0
    assert list(queries.entered(running)) == []


def test_what_is_answered_stays(client: Client, running: Round, alma: User) -> None:
    client.post(at(running), fields())
    answer(running, list(contributions(running)), alma, outcome="noted", reason="Danke.")
    said = client.post(at(running, "take_entry_back", Submission.objects.get().pk), follow=True).content.decode()
    assert "schon etwas beantwortet" in said
    assert contributions(running).count() == 1


def test_only_what_was_entered_is_taken_back_here(client: Client, running: Round) -> None:
    said = factories.said(running)
    assert client.post(at(running, "take_entry_back", said.submission.pk)).status_code == 404


def test_which_round(client: Client, running: Round) -> None:
    choose = reverse("inbox:choose", args=[running.authority.slug])
    assert client.get(choose).headers["Location"] == at(running)
    assert running.title in client.get(f"{choose}?alle=1").content.decode()
    factories.round_(running.version, "Noch eine")
    assert "Noch eine" in client.get(choose).content.decode()


def test_without_a_round_the_page_says_so() -> None:
    where = factories.authority()
    client = factories.signed_in(factories.person(where))
    assert "Noch keine Runde" in client.get(reverse("inbox:choose", args=[where.slug])).content.decode()


def test_the_deed_itself_is_once(running: Round, alma: User) -> None:
    made = form()
    assert made.is_valid()
    for _ in range(2):
        actions.enter(
            running,
            alma,
            made.suggestions({}),
            channel=Channel.PAPER,
            form_key=made.sent_as([]),
            attached=[("a.pdf", b"x")],
        )
    assert Submission.objects.get().attachments.count() == 1
