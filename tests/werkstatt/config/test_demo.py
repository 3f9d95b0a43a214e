"""The demo's story, told once: what an office finds when it opens it. And an office with a document of its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as live
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from konzept import canonical
from konzept.model import Kind
from konzept.synopsis import Status, synopsis
from werkstatt.accounts.models import Role, User
from werkstatt.approval.models import Coordination, Cosignature, Decision, Edition, Stance
from werkstatt.approval.queries import dropped_without_reason, edition_before, rows_since_edition, votes
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Change, Import, Publication, Version
from werkstatt.concepts.queries import pending, text_of
from werkstatt.config.demo.tell import envelopes, load, moment
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import first_break
from werkstatt.network.models import Body, Organisation
from werkstatt.participation.models import Contribution, Round, Submission
from werkstatt.participation.queries import phase, receipt, receipt_code
from werkstatt.review.models import Answer, Conclusion, Ground, Outcome
from werkstatt.review.queries import causes, ledger, shelves, unanswered


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workshop's folder of its own."""
    made, before = tmp_path_factory.mktemp("home"), (live.HOME, live.FILES)
    live.HOME, live.FILES = made, made / "files"
    yield made
    live.HOME, live.FILES = before


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker, home: Path) -> Iterator[str]:
    """The story told once for all tests, and taken back after them: what was printed."""
    with django_db_blocker.unblock(), transaction.atomic():
        out = StringIO()
        call_command("demo", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def county() -> Authority:
    return Authority.objects.get()


def editions() -> list[Edition]:
    return list(Edition.objects.select_related("version", "decision").order_by("ordinal"))


def rounds() -> list[Round]:
    return list(Round.objects.select_related("version__concept", "authority").order_by("opens_at"))


# --- concept and editions ---


@pytest.mark.parametrize("number", [0, 1])
def test_both_editions_are_whole_concepts(number: int) -> None:
    kinds = Counter(element.kind for element in text_of(editions()[number].version).walk())
    assert kinds[Kind.AREA] == 6
    assert kinds[Kind.GOAL] >= 35
    assert kinds[Kind.MEASURE] >= 45


def test_there_are_two_editions_and_both_are_public() -> None:
    assert [edition.ordinal for edition in editions()] == [0, 1]
    assert Publication.objects.filter(version__in=[edition.version for edition in editions()]).count() == 2
    assert editions()[1].version.parent_id == editions()[0].version_id


def test_each_version_carries_its_seal() -> None:
    for version in Version.objects.all():
        assert version.seal == canonical.seal(text_of(version))


def test_the_synopsis_shows_everything_that_can_happen() -> None:
    rows = synopsis(*(text_of(edition.version) for edition in editions()))
    counts = Counter(row.status for row in rows if row.kind is Kind.MEASURE)
    assert set(counts) == {Status.KEPT, Status.CHANGED, Status.MOVED, Status.NEW, Status.DROPPED}
    assert all(counts.values())
    gone = [row for row in rows if row.status is Status.DROPPED and row.kind is Kind.MEASURE]
    assert all(row.reason and len(row.reason) > 20 for row in gone)


def test_no_dropped_measure_is_without_reason() -> None:
    second = editions()[1].version
    assert dropped_without_reason(second) == []
    assert edition_before(second) == editions()[0]
    assert rows_since_edition(second)


def test_nothing_is_left_pending() -> None:
    assert not pending(editions()[0].concept).exists()
    assert Import.objects.get().version == editions()[0].version


# --- rounds and answers ---


def test_one_round_is_closed_and_one_runs() -> None:
    assert [phase(round_) for round_ in rounds()] == ["closed", "open"]
    assert [round_.version for round_ in rounds()] == [edition.version for edition in editions()]


def test_in_the_closed_round_everything_is_answered() -> None:
    closed = rounds()[0]
    sums = ledger(closed)
    assert sums.received >= 60
    assert (sums.answered, sums.open) == (sums.received, 0)
    assert not unanswered(closed).exists()
    assert all(len(answer.reason) > 15 for answer in Answer.objects.all())
    assert set(Answer.objects.values_list("outcome", flat=True)) == set(Outcome.values)


def test_in_the_running_round_something_waits() -> None:
    running = ledger(rounds()[1])
    assert running.received
    assert running.open == running.received


def test_contributions_come_by_every_channel_about_every_area() -> None:
    closed = rounds()[0]
    assert set(closed.submissions.values_list("channel", flat=True)) == {"web", "matrix-docx", "matrix-xlsx"}
    assert {shelf.uid for shelf in shelves(closed)} >= {
        element.uid for element in text_of(closed.version).walk() if element.kind is Kind.AREA
    }
    assert len(set(closed.submissions.values_list("organisation", flat=True))) > 5


def test_changes_know_their_contributions() -> None:
    first, second = (edition.version for edition in editions())
    assert Ground.objects.count() >= 20
    assert not Ground.objects.exclude(change__version=second).exists()
    assert len(causes(second.concept.authority.slug, first.ordinal, second.ordinal)) >= 10
    assert Change.objects.filter(version=second).exclude(grounds=None).exists()
    grounded = Contribution.objects.exclude(grounds=None)
    assert set(Answer.objects.filter(contribution__in=grounded).values_list("outcome", flat=True)) <= {
        "adopted",
        "partly",
    }


def test_the_review_ended_in_the_second_edition() -> None:
    conclusion = Conclusion.objects.get()
    assert (conclusion.round, conclusion.version) == (rounds()[0], editions()[1].version)


def test_each_receipt_opens() -> None:
    for submission in Submission.objects.all():
        assert receipt(receipt_code(submission.form_key)) == submission


# --- bodies ---


def test_bodies_signed_and_one_decided() -> None:
    assert Coordination.objects.count() == Decision.objects.count() == 2
    assert all(vote.cosignature for each in Coordination.objects.all() for vote in votes(each))
    assert set(Cosignature.objects.values_list("stance", flat=True)) >= {Stance.SIGNED, Stance.CONDITIONAL}
    assert all(decision.body.decides for decision in Decision.objects.select_related("body"))
    assert Body.objects.filter(decides=True).exists()
    assert Organisation.objects.count() >= 5


# --- times ---


def test_all_was_done_in_the_past_and_in_its_order() -> None:
    now = timezone.now()
    first, second = editions()
    closed, running = rounds()
    moments = [
        first.version.created_at,
        first.decision.entered_at,
        closed.opens_at,
        *sorted(closed.submissions.values_list("received_at", flat=True)),
        closed.closes_at,
        Answer.objects.earliest("answered_at").answered_at,
        Conclusion.objects.get().concluded_at,
        second.decision.entered_at,
        running.opens_at,
        *sorted(running.submissions.values_list("received_at", flat=True)),
        now,
    ]
    assert moments == sorted(moments)
    assert running.closes_at > now
    assert not Cosignature.objects.filter(signed_at__gt=now).exists()


def test_decisions_were_entered_after_they_were_made() -> None:
    for decision in Decision.objects.all():
        assert decision.decided_on <= timezone.localdate(decision.entered_at)
        votes_in = Cosignature.objects.filter(addressee__coordination__version=decision.version)
        assert all(timezone.localdate(vote.signed_at) <= decision.decided_on for vote in votes_in)


def test_the_journal_holds_and_tells_the_whole_procedure() -> None:
    assert first_break() is None
    deeds = Counter(Entry.objects.values_list("deed", flat=True))
    for deed in ("concepts.apply", "participation.open_round", "review.draft", "approval.sign", "approval.decide"):
        assert deeds[deed], deed
    assert deeds["participation.receive"] == Submission.objects.count()
    assert not Entry.objects.filter(at__gt=timezone.now()).exists()


# --- signing in, starting again ---


def test_each_role_is_told_how_to_sign_in(told: str, home: Path) -> None:
    kept = json.loads((home / "demo-sign-ins.json").read_text("utf-8"))
    assert {each["role"] for each in kept} == set(Role.values)
    assert (home / "demo-sign-ins.json").stat().st_mode & 0o077 == 0, "others on this machine cannot read it"
    for each in kept:
        user = User.objects.get(email=each["email"])
        assert check_password(each["password"], user.password)
        assert user.memberships.get().role == each["role"]
        assert each["email"] in told
        assert each["password"] in told


def test_started_again_it_says_the_same_and_changes_nothing(told: str) -> None:
    before, out = Entry.objects.count(), StringIO()
    call_command("demo", stdout=out)
    assert out.getvalue() == told
    assert Entry.objects.count() == before


def test_a_document_is_refused_where_something_is_already(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="schon eingerichtet") as refused:
        call_command("demo", file=tmp_path / "x.docx", stdout=StringIO())
    assert refused.value.returncode == 2


def test_everything_public_opens() -> None:
    client, slug = Client(), county().slug
    pages = [f"/{slug}/", f"/{slug}/konzept/", f"/{slug}/mitmachen/"]
    pages += [f"/{slug}/mitmachen/{round_.slug}/" for round_ in rounds()]
    pages += [f"/{slug}/konzept/{edition.slug}/" for edition in editions()]
    for page in pages:
        assert client.get(page).status_code == 200, page


def test_what_people_said_is_on_no_public_page() -> None:
    slug = county().slug
    pages = [f"/{slug}/", f"/{slug}/konzept/", *(f"/{slug}/mitmachen/{round_.slug}/" for round_ in rounds())]
    text = "".join(Client().get(page).content.decode() for page in pages)
    for said in Contribution.objects.exclude(comment=""):
        assert said.comment not in text


# --- the story's own tools ---


def test_one_matrix_of_an_organisation_on_a_day_is_one_envelope() -> None:
    web = {"channel": "web", "organisation": "A", "received_days": -1}
    matrix = {"channel": "matrix-docx", "organisation": "A", "received_days": -1}
    grouped = envelopes([web, matrix, web, {**matrix, "received_days": -2}, matrix, {**matrix, "organisation": ""}])
    assert [len(group) for group in grouped] == [1, 2, 1, 1, 1]


def test_moments_are_office_hours_in_berlin() -> None:
    day = load("decisions.toml")["editions"][0]["opened_on"]
    assert timezone.localtime(moment(day)).hour == 10
    assert timezone.localtime(moment(day.replace(month=7), 14)).hour == 14
