"""Long work: a document is read."""

from __future__ import annotations

from django_tasks import task

from werkstatt.concepts import actions


@task()
def understand(job_id: str, import_id: int) -> None:
    """Read an uploaded document; a second run finds it read and does nothing."""
    actions.understand(job_id, import_id)
