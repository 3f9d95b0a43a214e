"""A matrix is read by the worker, once, whatever happens to the worker."""

from __future__ import annotations

import uuid

import pytest

from konzept.write import matrix
from tests import factories
from werkstatt.journal.models import Entry
from werkstatt.participation import actions, queries, tasks
from werkstatt.participation.models import Round, Upload, UploadState
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return factories.round_()


def taken_in(round_: Round, content: bytes) -> Upload:
    return actions.take_in(
        round_, name="matrix.docx", content=content, then=tasks.read_matrix, goes_to="participation:preview"
    )[0]


def work(upload: Upload) -> Job:
    """What the worker calls."""
    tasks.read_matrix.func(str(upload.job_id), upload.pk)
    upload.refresh_from_db()
    return Job.objects.get(pk=upload.job_id)


def test_the_job_leads_to_the_preview(round_: Round) -> None:
    upload = taken_in(round_, factories.filled_matrix(queries.form_of(round_), {"meas0111": "Ja."}))
    job = work(upload)
    assert upload.state == UploadState.PREVIEW
    assert (job.done, job.total, job.step) == (1, 1, "Gelesen")
    assert job.goes_to.endswith(f"/eingang/{upload.key}/")
    assert job.title == "„matrix.docx“ wird gelesen"


def test_a_bad_file_is_no_fault_of_the_worker(round_: Round) -> None:
    upload = taken_in(round_, b"PK kaputt")
    job = work(upload)
    assert upload.state == UploadState.FAILED
    assert not job.problem, "the preview says what is wrong"


def test_a_task_that_runs_again_changes_nothing(round_: Round) -> None:
    upload = taken_in(round_, matrix.docx(queries.form_of(round_)))
    work(upload)
    found = upload.found
    work(upload)
    assert upload.found == found
    assert Entry.objects.filter(deed="participation.understand").count() == 1


def test_a_file_that_was_thrown_away_meanwhile_stays_away(round_: Round) -> None:
    upload = taken_in(round_, matrix.docx(queries.form_of(round_)))
    actions.discard(upload)
    work(upload)
    assert upload.state == UploadState.DISCARDED


def test_an_upload_that_is_gone_is_told_loudly() -> None:
    job = Job.objects.create(title="x")
    with pytest.raises(Upload.DoesNotExist):
        tasks.read_matrix.func(str(job.pk), 999_999)


def test_the_task_takes_what_survives_a_restart(round_: Round) -> None:
    upload = taken_in(round_, b"PK")
    assert uuid.UUID(str(upload.job_id))
    assert Job.objects.get().goes_to.startswith(f"/{round_.authority.slug}/mitmachen/")


def test_the_waiting_person_sees_the_job_until_it_is_read(round_: Round) -> None:
    upload = taken_in(round_, matrix.docx(queries.form_of(round_)))
    job = Job.objects.get()
    assert upload.job == job
    assert (job.authority, job.started_by, job.finished_at) == (round_.authority, None, None)
    assert work(upload).problem == ""
    again, is_new = actions.take_in(round_, name="noch-einmal.docx", content=matrix.docx(queries.form_of(round_)))
    assert (again.job_id is None) == is_new, "what is known starts no second job"
