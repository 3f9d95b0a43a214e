"""Regular work; settings.SCHEDULES says how often."""

from __future__ import annotations

from django_tasks import task

from werkstatt.lib import clock
from werkstatt.participation import actions as participation
from werkstatt.review import queries


@task()
def tell(job_id: str) -> None:
    """Write to those who wanted to know when everything they said is answered."""
    for submission in queries.to_tell(clock.now()):
        participation.tell(submission)
