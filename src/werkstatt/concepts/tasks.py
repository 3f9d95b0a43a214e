"""Long work: a document is read, and read again."""

from __future__ import annotations

from django_tasks import task

from werkstatt.concepts import actions


@task()
def understand(job_id: str, import_id: int) -> None:
    """Read an uploaded document; a second run finds it read and does nothing."""
    actions.understand(job_id, import_id)


@task()
def reread(job_id: str, import_id: int, block: int, says: str, person_id: int | None) -> None:
    """Read it again with a hint; a second run finds the hint taken and does nothing."""
    actions.reread(job_id, import_id, block=block, says=says, person_id=person_id)
