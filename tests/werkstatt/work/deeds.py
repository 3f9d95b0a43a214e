"""Tasks that only tests have done."""

from __future__ import annotations

import time

from django_tasks import task

from konzept.model import Problem
from werkstatt.authorities.models import Authority
from werkstatt.network.actions import add_body
from werkstatt.network.models import Body
from werkstatt.work.actions import fail, progress


@task()
def add_bodies(job_id: str, authority_id: int, count: int, pause: float) -> None:
    """Slowly, one after the other; doing it again adds what is missing."""
    authority = Authority.objects.get(pk=authority_id)
    for position in range(1, count + 1):
        name = f"Gremium {position}"
        if not Body.objects.filter(authority=authority, name=name).exists():
            add_body(authority, None, name=name)
        progress(job_id, position, count, name)
        time.sleep(pause)


@task()
def stumble(job_id: str) -> None:
    """The world is not as it should be."""
    raise RuntimeError("Frau Beispiel wohnt in der Musterstraße")


@task()
def misread(job_id: str) -> None:
    """The input is not as it should be."""
    raise Problem("Die Datei ist leer. Bitte laden Sie eine andere hoch.")


@task()
def say_no(job_id: str) -> None:
    """The task itself says what is in the way."""
    fail(job_id, "Diese Datei ist kein Word-Dokument.")


@task()
def be_interrupted(job_id: str) -> None:
    """The worker is told twice to stop."""
    raise SystemExit(1)
