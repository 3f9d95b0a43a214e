"""The child of bench.matrices: 300 files of a round's post through the workshop, kept, read, confirmed, taken back; prints CPU seconds as JSON."""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # after setup

from bench import matrices  # noqa: E402  # after setup
from bench.measure import cpu_seconds  # noqa: E402  # after setup
from konzept import canonical  # noqa: E402  # after setup
from werkstatt.accounts.models import Membership, Role, User  # noqa: E402  # after setup
from werkstatt.authorities.actions import found  # noqa: E402  # after setup
from werkstatt.concepts import actions as concepts  # noqa: E402  # after setup
from werkstatt.concepts.models import Import  # noqa: E402  # after setup
from werkstatt.lib import clock  # noqa: E402  # after setup
from werkstatt.participation import actions, queries  # noqa: E402  # after setup
from werkstatt.participation.models import Round  # noqa: E402  # after setup
from werkstatt.participation.tasks import read_delivery  # noqa: E402  # after setup


def opened() -> tuple[Round, User]:
    """A round on the very form of bench.matrices, and who runs it."""
    authority = found("Musterkreis", "muster")
    person = User.objects.create(email="alma@muster.example", name="Alma Brandt")
    Membership.objects.create(user=person, authority=authority, role=Role.COMMISSIONER)
    import_ = Import.objects.create(
        authority=authority,
        name="m.json",
        sha256="0" * 64,
        state="checking",
        proposal=canonical.dumps(matrices.FORM.concept),
    )
    version = concepts.apply(import_, None, publish=True)
    now = clock.now()
    round_ = actions.open_round(
        authority,
        person,
        version=version,
        title="Runde",
        introduction="Worum es geht.",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
    )
    round_.key = uuid.UUID(matrices.FORM.id)
    round_.save(update_fields=["key"])
    return round_, person


def stopped(what: str, work: Callable[[], Any], told: dict[str, list[float]]) -> Any:
    """Do it, and tell its wall and CPU seconds."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    made = work()
    told[what] = [time.perf_counter() - wall, cpu_seconds() - cpu]
    return made


def figures() -> dict[str, Any]:
    """Each step of a delivery of 300 files."""
    round_, person = opened()
    told: dict[str, list[float]] = {}
    handed = list(matrices.post())
    made = stopped(
        "kept",
        lambda: actions.deliver(
            round_, person, handed, then=read_delivery, goes_to="participation:delivery", alone="participation:check"
        ),
        told,
    )
    stopped("read", lambda: read_delivery.call(str(made.job_id), made.pk), told)
    taken = stopped("confirmed", lambda: actions.confirm_clear(made, person), told)
    said = queries.contributions(round_).count()
    stopped("taken back", lambda: actions.take_back(made, person), told)
    return {"steps": told, "taken": len(taken), "said": said}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(json.dumps(figures()))  # read by bench.matrices
