"""What the database itself refuses, on both vendors."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils import timezone

from tests import factories
from werkstatt.lib import clock
from werkstatt.participation.models import Channel, Contribution, Round, Submission, Upload, UploadState

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return factories.round_()


def submission(round_: Round, **more: object) -> Submission:
    values = {"channel": Channel.WEB, "form_key": uuid.uuid4(), "receipt_digest": uuid.uuid4().hex, **more}
    return Submission.objects.create(round=round_, **values)


def contribution(envelope: Submission, **more: str) -> Contribution:
    return Contribution.objects.create(submission=envelope, **{"comment": "Gut.", **more})


def test_a_round_ends_after_it_begins(round_: Round) -> None:
    for late in (timedelta(0), timedelta(seconds=-1)):
        with pytest.raises(IntegrityError, match="round_ends_after_it_begins"), transaction.atomic():
            Round.objects.filter(pk=round_.pk).update(closes_at=round_.opens_at + late)


def test_an_address_stands_once_in_an_authority(round_: Round) -> None:
    again = factories.round_(round_.version, title="Andere")
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=again.pk).update(slug=round_.slug)


def test_two_authorities_may_have_rounds_of_one_address(round_: Round) -> None:
    other = factories.round_(title=round_.title)
    assert other.slug == round_.slug
    assert other.authority != round_.authority


def test_each_round_has_a_key_of_its_own(round_: Round) -> None:
    other = factories.round_(round_.version, title="Andere")
    assert other.key != round_.key
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=other.pk).update(key=round_.key)


@pytest.mark.parametrize("part", ["form_key", "receipt_digest"])
def test_a_form_and_a_receipt_belong_to_one_submission(round_: Round, part: str) -> None:
    first = submission(round_)
    with pytest.raises(IntegrityError), transaction.atomic():
        submission(round_, **{part: getattr(first, part)})
    assert Submission.objects.count() == 1


def test_an_upload_becomes_one_submission(round_: Round) -> None:
    upload = Upload.objects.create(round=round_, name="m.docx", sha256="0" * 64)
    submission(round_, upload=upload)
    with pytest.raises(IntegrityError), transaction.atomic():
        submission(round_, upload=upload)


def test_a_contribution_says_something(round_: Round) -> None:
    envelope = submission(round_)
    with pytest.raises(IntegrityError, match="contribution_says_something"), transaction.atomic():
        contribution(envelope, comment="", uid="meas0111", wording="Nur was da stand.")


@pytest.mark.parametrize("part", ["comment", "proposal", "responsible", "verdict"])
def test_one_part_alone_is_enough(round_: Round, part: str) -> None:
    said = contribution(submission(round_), **{"comment": "", part: "adjust"})
    assert getattr(Contribution.objects.get(), part) == "adjust"
    assert str(said) == f"Rückmeldung {said.pk}"


@pytest.mark.parametrize("model", [Submission, Contribution])
def test_what_was_said_is_neither_changed_nor_deleted(round_: Round, model: type[models.Model]) -> None:
    row = contribution(submission(round_))
    rows = model._default_manager.all()
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        rows.update(id=row.pk)
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        rows._raw_delete(rows.db)
    assert rows.count() == 1


def test_a_round_with_submissions_is_not_deleted(round_: Round) -> None:
    submission(round_)
    with pytest.raises(models.ProtectedError):
        round_.delete()


def test_a_submission_knows_neither_name_nor_address_of_anybody() -> None:
    fields = {field.name for field in Submission._meta.get_fields()} | {
        field.name for field in Contribution._meta.get_fields()
    }
    assert not fields & {"name", "email", "ip", "user", "person", "sender", "user_agent"}


def test_rows_are_called_what_people_call_them(round_: Round) -> None:
    moment = timezone.make_aware(timezone.datetime(2026, 3, 4, 9, 30))  # type: ignore[attr-defined]  # re-exported
    with clock.at(moment):
        envelope = submission(round_, channel=Channel.XLSX)
    assert str(envelope) == "Matrix (Excel) vom 04.03.2026"
    assert str(round_) == "Was hat sich bewährt?"
    assert str(Upload(name="matrix.docx")) == "matrix.docx"


def test_rounds_come_newest_first(round_: Round) -> None:
    with clock.at(clock.now() + timedelta(days=3)):
        later = factories.round_(round_.version, title="Später")
    assert list(Round.objects.all()) == [later, round_]


def test_uploads_come_newest_first_and_begin_by_being_read(round_: Round) -> None:
    first = Upload.objects.create(round=round_, name="a.docx", sha256="1" * 64)
    second = Upload.objects.create(round=round_, name="b.docx", sha256="2" * 64)
    assert list(Upload.objects.all()) == [second, first]
    assert {upload.state for upload in (first, second)} == {UploadState.READING}
    assert first.key != second.key
