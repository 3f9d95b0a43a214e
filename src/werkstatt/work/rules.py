"""Who may watch a job."""

from __future__ import annotations

from werkstatt.accounts.models import User
from werkstatt.accounts.rules import Person, may_enter
from werkstatt.work.models import Job


def may_see_job(person: Person, job: Job) -> bool:
    """A participant's job is open to whoever knows its unguessable number; the office's only to the office."""
    if job.started_by_id is None:
        return True
    if job.authority is None:
        return isinstance(person, User) and person.pk == job.started_by_id
    return may_enter(person, job.authority)
