"""How many people can speak at once: posts of the online form by 16 clients, on SQLite (FULL) and PostgreSQL; none is lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.measure import Line
from bench.server import environment, running
from tests.postgres import DURABLE, cluster

CLIENTS, SECONDS, AIM = 16, 30, 120
SAY = "/muster/mitmachen/umfrage/e/meas0111/"
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from tests import factories
factories.round_(factories.published(factories.authority("muster")), title="Umfrage")
"""
COUNT = """
from werkstatt.journal.queries import first_break
from werkstatt.participation.models import Contribution
import json
print(json.dumps([Contribution.objects.count(), first_break() is None]))
"""


@dataclass
class Crowd:
    """Sixteen people who press the button as soon as the last answer is there."""

    address: str
    stamp: str
    until: float
    took: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def speak(self) -> None:
        """One person, one connection."""
        connection = HTTPConnection(str(urlsplit(self.address).hostname), int(urlsplit(self.address).port or 80), 30)
        while time.monotonic() < self.until:
            said = {"form_key": str(uuid.uuid4()), "stamp": self.stamp, "verdict": "adjust", "comment": "Auch abends."}
            start = time.perf_counter()
            try:
                connection.request("POST", SAY, urlencode(said), {"Content-Type": "application/x-www-form-urlencoded"})
                response = connection.getresponse()
                response.read()
            except (OSError, HTTPException) as error:
                self.faults.append(repr(error))
                connection.close()
                continue
            self.took.append(time.perf_counter() - start)
            if response.status != 302:
                self.faults.append(str(response.status))


def crowd(address: str) -> Crowd:
    """All of them, for the time that is measured."""
    connection = HTTPConnection(str(urlsplit(address).hostname), int(urlsplit(address).port or 80), 30)
    connection.request("GET", SAY)
    page = connection.getresponse().read().decode()
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found is not None, page[:500]
    time.sleep(2.5)
    people = Crowd(address, found[1], time.monotonic() + SECONDS)
    threads = [threading.Thread(target=people.speak) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return people


def shell(home: Path, program: str, more: dict[str, str]) -> str:
    """What a piece of Python says, beside the database."""
    command = [sys.executable, "-m", "django", "shell", "--no-imports", "-c", program]
    env = {**environment(home), **more}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


def measured(name: str, more: dict[str, str]) -> Line:
    """Posts a second on one database."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shell(home, PREPARE, more)
        with running(home, workers=min(os.cpu_count() or 1, 4), more=more) as address:
            people = crowd(address)
        kept, whole = json.loads(shell(home, COUNT, more).strip().splitlines()[-1])
    good = len(people.took) - len([each for each in people.faults if each.isdecimal()])
    rate, ordered = good / SECONDS, sorted(people.took)
    p99 = ordered[int(len(ordered) * 0.99)] * 1000
    figure = (
        f"{rate:.0f}/s, p99 {p99:.0f} ms, {len(people.faults)} errors, {max(good - kept, 0)} lost, "
        f"journal {'whole' if whole else 'broken'}"
    )
    met = rate >= AIM and not people.faults and kept >= good and whole
    return Line(f"posts of the online form, {CLIENTS} clients for {SECONDS} s, {name}", figure, f"≥ {AIM}/s", met)


def lines() -> Iterator[Line]:
    """On both databases."""
    yield measured("SQLite, synchronous FULL", {})
    with (
        cluster(DURABLE)
        if not os.environ.get("WERKSTATT_DATABASE")
        else nullcontext(os.environ["WERKSTATT_DATABASE"]) as address
    ):
        yield measured("PostgreSQL, fsync on", {"WERKSTATT_DATABASE": address})
