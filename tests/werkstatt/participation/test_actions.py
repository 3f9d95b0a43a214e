"""Rounds open and close; whatever comes in is sealed once."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from konzept.model import Problem
from konzept.suggestion import Suggestion, Verdict
from konzept.write import matrix
from tests import factories
from werkstatt.concepts.models import Publication
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Channel, Contribution, Round, Submission, Upload, UploadState

pytestmark = pytest.mark.django_db

SAID = Suggestion(uid="meas0111", verdict=Verdict.ADJUST, comment="Auch auf Ukrainisch.", area="area0001")


@pytest.fixture
def round_() -> Round:
    return factories.round_()


def filled(round_: Round, answers: dict[str, str]) -> bytes:
    """The round's Word matrix with comments typed beside measures, as a person would."""
    return factories.filled_matrix(queries.form_of(round_), answers)


def test_opening_makes_the_version_public_and_leaves_one_entry(round_: Round) -> None:
    assert Publication.objects.filter(version=round_.version).exists()
    assert Entry.objects.filter(deed="participation.open_round").count() == 1


def test_two_rounds_of_one_title_have_two_addresses(round_: Round) -> None:
    again = factories.round_(version=round_.version, title=round_.title)
    assert again.slug == f"{round_.slug}-2"


@pytest.mark.parametrize(("days", "phase"), [(-40, "ahead"), (0, "open"), (40, "closed")])
def test_the_phase_follows_from_the_dates(round_: Round, days: int, phase: str) -> None:
    assert queries.phase(round_, clock.now() + timedelta(days=days)) == phase


def test_what_was_said_is_sealed(round_: Round) -> None:
    submission, code = actions.receive(round_, [SAID], channel=Channel.WEB, form_key=uuid.uuid4())
    row = submission.contributions.get()
    assert (row.uid, row.verdict, row.comment) == ("meas0111", "adjust", "Auch auf Ukrainisch.")
    assert queries.receipt(code) == submission
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Contribution.objects.update(comment="anders")


def test_the_same_form_twice_is_one_submission_with_one_receipt(round_: Round) -> None:
    key = uuid.uuid4()
    first = actions.receive(round_, [SAID], channel=Channel.WEB, form_key=key)
    assert actions.receive(round_, [SAID], channel=Channel.WEB, form_key=key) == first
    assert Submission.objects.count() == Contribution.objects.count() == 1


def test_a_code_is_read_however_it_is_typed_and_never_stored(round_: Round) -> None:
    submission, code = actions.receive(round_, [SAID], channel=Channel.WEB, form_key=uuid.uuid4())
    assert len(code) == 14
    assert queries.receipt(code.lower().replace("-", " ").replace("0", "O").replace("1", "l")) == submission
    assert code not in str(Submission.objects.values().get())
    assert queries.receipt("AAAA-AAAA-AAAA") is None


def test_outside_its_dates_a_round_takes_nothing_from_the_public(round_: Round) -> None:
    with clock.at(round_.closes_at + timedelta(hours=1)), pytest.raises(Problem, match="nicht offen"):
        actions.receive(round_, [SAID], channel=Channel.WEB, form_key=uuid.uuid4())
    assert not Submission.objects.exists()


def test_a_round_ends_early_once(round_: Round) -> None:
    actions.close_round(round_, None)
    assert queries.phase(round_) == "closed"
    with pytest.raises(Problem):
        actions.close_round(round_, None)


def test_a_filled_matrix_counts_only_when_confirmed(round_: Round) -> None:
    content = filled(round_, {"meas0111": "Bitte mehrsprachig.", "goal0021": "Das dauert zu lange."})
    upload, is_new = actions.take_in(round_, name="matrix.docx", content=content)
    assert is_new
    actions.understand(upload)
    upload.refresh_from_db()
    assert upload.state == UploadState.PREVIEW
    assert {said["uid"]: said["comment"] for said in upload.found} == {
        "meas0111": "Bitte mehrsprachig.",
        "goal0021": "Das dauert zu lange.",
    }
    assert not Contribution.objects.exists()
    chosen = {row: said["uid"] for row, said in enumerate(upload.found)}
    submission, code = actions.confirm(upload, chosen=chosen)
    assert submission.contributions.count() == 2
    assert actions.confirm(upload, chosen=chosen) == (submission, code), "a double click is one confirmation"
    assert Contribution.objects.count() == 2


def test_the_same_file_twice_is_known(round_: Round) -> None:
    content = matrix.docx(queries.form_of(round_))
    first, _ = actions.take_in(round_, name="a.docx", content=content)
    again, is_new = actions.take_in(round_, name="b.docx", content=content)
    assert (again, is_new) == (first, False)
    assert Upload.objects.count() == 1


def test_understanding_twice_gives_the_same(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=filled(round_, {"meas0111": "Ja."}))
    actions.understand(upload)
    actions.understand(upload)
    assert Entry.objects.filter(deed="participation.understand").count() == 1


def test_a_matrix_of_another_round_is_refused_with_a_sentence(round_: Round) -> None:
    other = factories.round_()
    upload, _ = actions.take_in(round_, name="m.docx", content=filled(other, {"meas0111": "Ja."}))
    actions.understand(upload)
    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED
    assert "Runde" in upload.problem
    assert not Contribution.objects.exists()


def test_a_discarded_file_counts_for_nothing_and_may_come_again(round_: Round) -> None:
    content = filled(round_, {"meas0111": "Ja."})
    upload, _ = actions.take_in(round_, name="m.docx", content=content)
    actions.understand(upload)
    actions.discard(upload)
    with pytest.raises(Problem, match="wartet nicht"):
        actions.confirm(upload, chosen={0: "meas0111"})
    _, is_new = actions.take_in(round_, name="m.docx", content=content)
    assert is_new


def test_a_confirmed_file_is_not_discarded(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=filled(round_, {"meas0111": "Ja."}))
    actions.understand(upload)
    actions.confirm(Upload.objects.get(), chosen={0: "meas0111"})
    with pytest.raises(Problem, match="schon übernommen"):
        actions.discard(upload)


def test_confirming_nothing_is_refused(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=filled(round_, {"meas0111": "Ja."}))
    actions.understand(upload)
    with pytest.raises(Problem, match="keine Zeile"):
        actions.confirm(upload, chosen={})
