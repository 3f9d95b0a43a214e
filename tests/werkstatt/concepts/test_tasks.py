"""The task is a thin coat around its deed."""

from __future__ import annotations

import pytest
from django_tasks_db.models import DBTaskResult

from konzept.read import Says
from tests import factories
from werkstatt.concepts import tasks
from werkstatt.concepts.actions import hint, upload
from werkstatt.concepts.models import Import, ImportState
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


def test_the_lined_up_task_reads_the_document_when_a_worker_takes_it() -> None:
    authority = factories.authority()
    upload(authority, factories.person(authority), "konzept.md", factories.document(), then=tasks.understand)
    row = DBTaskResult.objects.get()
    assert row.task_path == "werkstatt.concepts.tasks.understand"
    row.task.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    assert Import.objects.get().state == ImportState.CHECKING
    assert (Job.objects.get().done, Job.objects.get().total) == (1, 1)


def test_its_arguments_are_plain_values_that_outlive_the_process() -> None:
    authority = factories.authority()
    upload(authority, None, "konzept.md", factories.document(), then=tasks.understand)
    given = DBTaskResult.objects.get().args_kwargs
    assert [type(value) for value in given["args"]] == [str]
    assert {name: type(value) for name, value in given["kwargs"].items()} == {"import_id": int}


def test_reading_again_takes_plain_values_too() -> None:
    authority = factories.authority()
    made = factories.read_in(authority)
    hint(made, factories.person(authority), 3, Says.LEFT_OUT, then=tasks.reread)
    row = DBTaskResult.objects.get()
    assert row.task_path == "werkstatt.concepts.tasks.reread"
    row.task.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    assert Import.objects.get().hints == [{"block": 3, "says": "left_out"}]
    assert Job.objects.get().step == "Fertig gelesen"


def test_an_import_that_is_gone_is_an_error_not_a_silence() -> None:
    with pytest.raises(Import.DoesNotExist):
        tasks.understand.func("", 0)
