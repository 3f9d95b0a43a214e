"""The child of bench.check: a database with two imports that wait for their check; times what a person does and prints it as JSON."""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # after setup
from django.db import connection  # noqa: E402  # after setup
from django.test import Client  # noqa: E402  # after setup
from django.test.utils import CaptureQueriesContext  # noqa: E402  # after setup
from django.urls import reverse  # noqa: E402  # after setup

from bench.long_documents import long_pdf  # noqa: E402  # after setup
from bench.measure import cpu_seconds  # noqa: E402  # after setup
from bench.synthetic import sentence  # noqa: E402  # after setup
from werkstatt.accounts.models import Membership, Role, User  # noqa: E402  # after setup
from werkstatt.authorities.actions import found  # noqa: E402  # after setup
from werkstatt.concepts import actions, queries  # noqa: E402  # after setup
from werkstatt.concepts.models import Import  # noqa: E402  # after setup

AREAS, GOALS, PROSE = 6, 106, 25
ROUNDS = 15
PART = {"HX-Request": "true"}


def document() -> bytes:
    """Some 150 pages of text: 6 areas, 106 goals with 25 paragraphs and a table of three measures each; every third goal has a measure without a term."""
    dice = random.Random(7)
    lines = ["# Integrationskonzept Landkreis Muster", ""]
    for area in range(AREAS):
        lines += [f"## Handlungsfeld {area + 1}: Bereich {area + 1}", "", sentence(dice, 60), ""]
        for goal in range(1, len(range(area, GOALS, AREAS)) + 1):
            lines += [f"### Handlungsziel {area + 1}.{goal}: {sentence(dice, 9)}", ""]
            lines += [part for _ in range(PROSE) for part in (sentence(dice, 22), "")]
            lines += ["Daran arbeiten alle.", "", "| Nr. | Maßnahme | Zuständigkeit | Termin |", "|---|---|---|---|"]
            terms = ("fortlaufend", "bis 2028", "" if goal % 3 == 0 else "jährlich")
            lines += [
                f"| {area + 1}.{goal}.{number} | {sentence(dice, 22)} | Jobcenter | {term} |"
                for number, term in enumerate(terms, start=1)
            ]
            lines.append("")
    return "\n".join(lines).encode()


class Desk:
    """A person signed in, and an import that waits for their check."""

    def __init__(self, slug: str, name: str, content: bytes) -> None:
        """Read the document as an upload does."""
        authority = found(f"Landkreis {slug}", slug)
        person = User.objects.create(email=f"alma@{slug}.example", name="Alma Brandt")
        Membership.objects.create(user=person, authority=authority, role=Role.COMMISSIONER)
        self.pk = actions.upload(authority, person, name, content).pk
        actions.understand(None, self.pk)
        assert not self.now.problem, self.now.problem
        self.slug = slug
        self.client = Client()
        self.client.force_login(person)

    @property
    def now(self) -> Import:
        """The import as it stands."""
        return Import.objects.get(pk=self.pk)

    def at(self, name: str, *more: object) -> str:
        """An address of the import."""
        return reverse(f"concepts:{name}", args=[self.slug, self.pk, *more])

    def get(self, name: str, *more: object, part: bool = False, **given: str) -> Any:
        """Look at something."""
        return self.client.get(self.at(name, *more), given, headers=PART if part else {})

    def press(self, deed: str, uid: str = "") -> Any:
        """Do something with one element as the keyboard does, else with none."""
        held = self.now
        on = next((f" {line.uid}.{line.state}" for line in queries.understood(held).lines if line.uid == uid), "")
        pressed = {"deed": f"{deed}{on}", "turn": str(held.turn)}
        self.started()
        answer = self.client.post(self.at("deed"), pressed, headers=PART)
        assert b"cc-said__failed" not in answer.content
        return answer

    def started(self) -> None:
        """What was done before is not counted."""
        self.wall, self.cpu = time.perf_counter(), cpu_seconds()

    def timed(self, ask: Callable[[], Any]) -> dict[str, float]:
        """Milliseconds of wall (median, slowest) and CPU (with child processes), KiB and database questions of an answer."""
        ask()
        walls, cpus = [], []
        for _ in range(ROUNDS):
            self.started()
            answer = ask()
            walls.append((time.perf_counter() - self.wall) * 1000)
            cpus.append((cpu_seconds() - self.cpu) * 1000)
        with CaptureQueriesContext(connection) as asked:
            answer = ask()
        assert answer.status_code == 200, answer.status_code
        median, cpu = statistics.median(walls), statistics.median(cpus)
        kib = len(answer.content) / 1024
        return {"wall": median, "slowest": max(walls), "cpu": cpu, "kib": kib, "questions": len(asked)}


def figures() -> Iterator[tuple[str, dict[str, float]]]:
    """All that one does on the check page, by name."""
    desk = Desk("muster", "muster.md", document())
    text, held = queries.understood(desk.now), desk.now
    size = f"{len(text.lines)} elements, {held.blocks.count()} blocks, {text.open} places to check"
    middle = text.lines[len(text.lines) // 2].uid
    measure = next(line.uid for line in text.lines[200:] if line.element.kind == "measure")
    kinds, ways = cycle(("goal", "measure")), cycle(("higher", "undo"))
    yield f"the page ({size})", desk.timed(lambda: desk.get("check"))
    yield "the page around its middle", desk.timed(lambda: desk.get("check", bei=f"e-{middle}"))
    yield "only what is unsure", desk.timed(lambda: desk.get("check", nur="unsicher"))
    yield "a stretch of lines", desk.timed(lambda: desk.get("lines", part=True, nr="3", von="10"))
    yield "a sheet of the document", desk.timed(lambda: desk.get("sheet", 30, part=True))
    yield "a measure becomes a goal, and back", desk.timed(lambda: desk.press(next(kinds), measure))
    yield "a measure one level up, and taken back", desk.timed(lambda: _turns(desk, next(ways), measure))
    yield "the form of an element", desk.timed(lambda: desk.get("check_element", measure))
    yield from _pages()


def _turns(desk: Desk, deed: str, uid: str) -> Any:
    return desk.press(deed, uid if deed != "undo" else "")


def _pages() -> Iterator[tuple[str, dict[str, float]]]:
    desk = Desk("gedruckt", "gedruckt.pdf", long_pdf(times=3))
    text = queries.understood(desk.now)
    size = f"{len(desk.now.sheets)} pages, {len(text.lines)} elements"
    pages = cycle(range(2, len(desk.now.sheets)))
    yield f"the page of a PDF ({size})", desk.timed(lambda: desk.get("check"))
    yield "what stands on one of its pages", desk.timed(lambda: desk.get("sheet", 30, part=True))
    yield "its picture, for the first time", desk.timed(lambda: desk.get("picture", next(pages)))


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    print(json.dumps(list(figures())))  # read by bench.check
