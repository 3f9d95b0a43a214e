"""The child of bench.minutes: a round with 10,000 statements; times its minutes and prints them as JSON."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from bench.crowd_child import crowd, timed  # sets Django up
from bench.measure import cpu_seconds
from bench.prepare import first_version
from werkstatt.accounts.models import Membership, Role, User
from werkstatt.conferences.models import Minutes
from werkstatt.conferences.tasks import make_minutes
from werkstatt.lib import clock
from werkstatt.participation import actions
from werkstatt.participation.models import Contribution, Redaction
from werkstatt.work.models import Job

ENDINGS = ("docx", "odt", "pdf")
Took = tuple[str, dict[str, float], bool]


def once(work: Callable[[], Any]) -> dict[str, float]:
    """Milliseconds of CPU (children too) and wall of something that is done once."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    answer = work()
    took = {"wall": (time.perf_counter() - wall) * 1000, "cpu": (cpu_seconds() - cpu) * 1000}
    assert answer is None or answer.status_code in {200, 202, 302}, answer.status_code
    return {**took, "slowest": took["wall"]}


def last(browser: Client, address: str) -> int:
    """How many pages there are."""
    return max(map(int, re.findall(r"seite=(\d+)", browser.get(address).content.decode())))


def figures() -> Iterator[Took]:
    """What the office and everybody waits for, in the order in which it happens."""
    version, now = first_version(), clock.now()
    authority = version.concept.authority
    person = User.objects.create(email="alma@muster.example", name="Alma Brandt")
    Membership.objects.create(user=person, authority=authority, role=Role.COMMISSIONER)
    round_ = actions.open_round(
        authority, person, version=version, title="Große Runde", introduction="Worum es geht.",
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=30), visibility="open",
    )  # fmt: skip  # one fact beside the other
    crowd(round_, random.Random(11))
    office, everybody = Client(), Client()
    office.force_login(person)
    yield "hello world", timed(lambda: everybody.get("/hallo/")), False
    desk = reverse("conferences:round_minutes", args=[authority.slug, round_.slug])
    public = reverse("conferences:public_round_minutes", args=[authority.slug, round_.slug])
    yield "the desk page, first", once(lambda: office.get(desk)), False
    yield "the desk page, later", timed(lambda: office.get(desk)), True
    one = Contribution.objects.order_by("pk")[0]
    Redaction.objects.create(contribution=one, part="comment", text="[Name] hilft.", redacted_by=person)
    yield "the desk page after a redaction", once(lambda: office.get(desk)), False
    seal = re.findall(r'name="siegel" value="(\w+)"', office.get(desk).content.decode())[0]
    given = {"siegel": seal, "gliederung": "fragen"}
    yield "publishing", once(lambda: office.post(desk, given)), True
    yield "the public page, first", once(lambda: everybody.get(public)), True
    for ending in ENDINGS:
        yield (
            f"{ending.upper()}, first: the page that says it is made",
            once(partial(everybody.get, f"{public}protokoll.{ending}")),
            True,
        )
    minutes = Minutes.objects.get()
    job = Job.objects.latest("created_at")
    yield (
        "pages, DOCX, ODT, PDF, by the task",
        once(lambda: make_minutes.call(str(job.pk), minutes_id=minutes.pk)),
        False,
    )
    yield "the public page, later", timed(lambda: everybody.get(public)), True
    yield (
        "the public page, the last of many",
        timed(lambda: everybody.get(public, {"seite": str(last(everybody, public))})),
        True,
    )
    for ending in ENDINGS:
        yield f"{ending.upper()}, later", timed(partial(everybody.get, f"{public}protokoll.{ending}")), True


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    print(json.dumps(list(figures())))  # read by bench.minutes
