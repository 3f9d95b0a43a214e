"""The child of bench.crowd: a round with 10,000 contributions; times its pages and prints them as JSON."""

from __future__ import annotations

import json
import os
import random
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # after setup
from django.db import connection  # noqa: E402  # after setup
from django.test import Client  # noqa: E402  # after setup
from django.test.utils import CaptureQueriesContext  # noqa: E402  # after setup
from django.urls import reverse  # noqa: E402  # after setup

from bench.measure import cpu_seconds  # noqa: E402  # after setup
from bench.prepare import first_version  # noqa: E402  # after setup
from bench.synthetic import sentence  # noqa: E402  # after setup
from konzept.suggestion import Verdict  # noqa: E402  # after setup
from werkstatt.accounts.models import Membership, Role, User  # noqa: E402  # after setup
from werkstatt.lib import clock  # noqa: E402  # after setup
from werkstatt.participation import actions, queries  # noqa: E402  # after setup
from werkstatt.participation.models import (  # noqa: E402  # after setup
    Channel,
    Contribution,
    Delivery,
    Moderation,
    Round,
    Submission,
    Upload,
    UploadState,
)
from werkstatt.review import actions as review  # noqa: E402  # after setup

SAID, EACH, FILES, TIMES = 10_000, 4, 300, 9


def crowd(round_: Round, dice: random.Random) -> None:
    """10,000 contributions in 2,500 envelopes; 6,000 are published, 3,000 answered, every tenth is a new proposal."""
    uids = [element.uid for element in queries.elements_in_scope(round_)]
    channels = [Channel.WEB, Channel.DOCX, Channel.EMAIL, Channel.CONFERENCE]
    keys = [uuid.UUID(int=dice.getrandbits(128)) for _ in range(SAID // EACH)]
    envelopes = Submission.objects.bulk_create(
        Submission(
            round=round_,
            channel=channels[number % 4],
            form_key=key,
            organisation=f"Verein {number % 200}",
            receipt_digest=queries.receipt_digest(queries.receipt_code(key)),
        )
        for number, key in enumerate(keys)
    )
    said = Contribution.objects.bulk_create(
        Contribution(
            submission=envelopes[number // EACH],
            position=number % EACH,
            uid="" if number % 10 == 0 else dice.choice(uids),
            verdict=dice.choice(list(Verdict)).value,
            comment=sentence(dice, 30),
            proposal=sentence(dice, 15) if number % 3 == 0 else "",
        )
        for number in range(SAID)
    )
    Moderation.objects.bulk_create(Moderation(contribution=each, published=True) for each in said[:6_000])
    for outcome in range(30):
        review.answer(round_, said[outcome * 100 : outcome * 100 + 100], None, outcome="noted", reason="Danke.")


def delivered(round_: Round, person: User, dice: random.Random) -> Delivery:
    """300 matrices of 20 rows that wait to be confirmed."""
    delivery = Delivery.objects.create(round=round_, delivered_by=person)
    uids = [element.uid for element in queries.elements_in_scope(round_)]
    row = {"verdict": "adjust", "proposal": "", "responsible": "", "area": None, "wording": "", "place": "Zeile 1"}
    Upload.objects.bulk_create(
        Upload(
            round=round_,
            delivery=delivery,
            name=f"Matrix {number}.docx",
            sha256=f"{number:064}",
            organisation=f"Verein {number}",
            state=UploadState.PREVIEW,
            found=[
                {**row, "uid": dice.choice(uids), "comment": sentence(dice, 20), "doubt": None, "question": ""}
                for _ in range(20)
            ],
            uploaded_by=person,
        )
        for number in range(FILES)
    )
    return delivery


def timed(ask: Callable[[], Any]) -> dict[str, float]:
    """Milliseconds of CPU and wall (median, slowest), KiB and questions of an answer."""
    ask()
    walls, cpus = [], []
    for _ in range(TIMES):
        wall, cpu = time.perf_counter(), cpu_seconds()
        answer = ask()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((cpu_seconds() - cpu) * 1000)
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code == 200, answer.status_code
    return {
        "wall": statistics.median(walls),
        "slowest": max(walls),
        "cpu": statistics.median(cpus),
        "kib": len(answer.content) / 1024,
        "questions": len(asked),
    }


def figures() -> Iterator[tuple[str, dict[str, float]]]:
    """The pages of a round, for everybody and for the office."""
    dice = random.Random(11)
    version, now = first_version(), clock.now()
    authority = version.concept.authority
    person = User.objects.create(email="alma@muster.example", name="Alma Brandt")
    Membership.objects.create(user=person, authority=authority, role=Role.COMMISSIONER)
    round_ = actions.open_round(
        authority,
        person,
        version=version,
        title="Große Runde",
        introduction="Worum es geht.",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
        visibility="moderated",
    )
    crowd(round_, dice)
    delivery = delivered(round_, person, dice)
    office, everybody = Client(), Client()
    office.force_login(person)
    element = queries.elements_in_scope(round_)[20].uid
    first = queries.contributions(round_).first()
    assert first is not None
    pages: list[tuple[str, Client, str, list[Any], dict[str, str]]] = [
        ("the round", everybody, "participation:round", [], {}),
        ("the form of an element", everybody, "participation:say", [element], {}),
        ("the guided path", everybody, "participation:path", [], {}),
        ("what others said", everybody, "participation:said", [], {}),
        ("what others said, page 100", everybody, "participation:said", [], {"seite": "100"}),
        ("the office's page of the round", office, "participation:setup", [], {}),
        ("the release", office, "participation:moderation", [], {}),
        ("the release, page 100", office, "participation:moderation", [], {"seite": "100"}),
        ("the inbox of matrices", office, "participation:inbox", [], {}),
        (f"a delivery of {FILES} files", office, "participation:delivery", [delivery.key], {}),
        ("the review desk", office, "review:desk", [], {}),
        ("one contribution", office, "review:contribution", [first.pk], {}),
    ]
    for what, browser, name, rest, given in pages:
        address = reverse(name, args=[authority.slug, round_.slug, *rest])
        yield what, timed(partial(browser.get, address, given))
    code = queries.receipt_code(first.submission.form_key)
    yield "a receipt", timed(lambda: everybody.get(reverse("web:receipt", args=[authority.slug, code])))
    yield "the office's desk", timed(lambda: office.get(reverse("web:desk", args=[authority.slug])))
    yield "the public start page", timed(lambda: everybody.get(reverse("web:home", args=[authority.slug])))


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    print(json.dumps(list(figures())))  # read by bench.crowd
