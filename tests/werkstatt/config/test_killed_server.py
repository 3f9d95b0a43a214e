"""The server is killed while people send forms and files: what was acknowledged is there afterwards, once."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
import pytest

from tests.machine import Machine, machine, until
from tests.werkstatt.config.test_serve import family, free_port, ready
from werkstatt.lib.files import digest

PREPARE = """
from tests import factories
factories.round_(factories.published(factories.authority("erlenau")), title="Umfrage")
"""
SAY, HAND_IN = "/erlenau/mitmachen/umfrage/e/meas0111/", "/erlenau/mitmachen/umfrage/abgeben/"
EACH = 30  # forms, and as many files


class Participant:
    """Sends until it is acknowledged, as a person presses the button again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = ""
        self.hidden: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str, str]:
        """(status, where it leads, text); (0, "", "") when nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Content-Type": kind, "Cookie": self.cookie} if kind else {}
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            cookie = response.getheader("Set-Cookie", "")
            self.cookie = cookie.partition(";")[0] or self.cookie
            return response.status, response.getheader("Location", ""), response.read().decode()
        except (OSError, HTTPException):
            return 0, "", ""
        finally:
            connection.close()

    def open(self, path: str) -> None:
        """Load a form."""
        text = until(lambda: self.ask("GET", path)[2])
        self.hidden = dict(re.findall(r'<input type="hidden" name="(csrfmiddlewaretoken|stamp)" value="([^"]+)"', text))
        assert self.hidden, text

    def send(self, path: str, fields: dict[str, str], file: bytes = b"") -> str:
        """Until it is acknowledged; where it leads."""
        line = uuid.uuid4().hex
        parts = {**self.hidden, **fields}
        body = "".join(
            f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in parts.items()
        ).encode()
        if file:
            head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="matrix.docx"\r\n\r\n'
            body += head.encode() + file + b"\r\n"
        body += f"--{line}--\r\n".encode()

        def attempt() -> str:
            status, location, text = self.ask("POST", path, body, f"multipart/form-data; boundary={line}")
            assert status in {0, 302}, text
            return location

        time.sleep(0.05)
        return str(until(attempt, 40))


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Machine]:
    with machine(tmp_path) as it:
        it.command("shell", "--no-imports", "-c", PREPARE)
        yield it


def in_a_thread(work: Callable[[], None]) -> threading.Thread:
    """Started."""
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_what_was_acknowledged_is_there_once(workshop: Machine) -> None:
    port = free_port()
    house = workshop.spawn("serve", "--port", str(port), "--workers", "2")
    until(lambda: ready(port))
    said = [str(uuid.uuid4()) for _ in range(EACH)]
    files = [b"PK\x03\x04" + os.urandom(200_000) for _ in range(EACH)]
    receipts: list[str] = []
    previews: list[str] = []

    def say() -> None:
        person = Participant(port)
        person.open(SAY)
        words = {"verdict": "adjust", "comment": "Auch am Abend."}
        receipts.extend(person.send(SAY, {"form_key": key, **words}) for key in said)

    def hand_in() -> None:
        person = Participant(port)
        person.open(HAND_IN)
        previews.extend(person.send(HAND_IN, {"organisation": "Verein"}, file) for file in files)

    people = [in_a_thread(say), in_a_thread(hand_in)]
    kills = 0
    while any(person.is_alive() for person in people) and kills < 4:
        time.sleep(0.5)
        victims = [each for each in family(house.pid, "granian") if (each.ppid() == house.pid) == (kills % 2 == 0)]
        if victims:
            os.kill(victims[0].pid, signal.SIGKILL)
            kills += 1
    for person in people:
        person.join(60)
    assert kills >= 2

    assert len(set(receipts)) == len(set(previews)) == EACH
    kept = workshop.ask("SELECT count(*), count(DISTINCT form_key) FROM participation_submission")
    assert kept == [(EACH, EACH)]
    assert workshop.ask("SELECT count(*) FROM participation_contribution") == [(EACH,)]
    uploads = workshop.ask("SELECT sha256, count(*) FROM participation_upload GROUP BY sha256")
    assert set(uploads) == {(digest(file), 1) for file in files}
    for file in files:
        sha256 = digest(file)
        assert (workshop.home / "files" / sha256[:2] / sha256).read_bytes() == file
    until(lambda: not workshop.ask("SELECT 1 FROM participation_upload WHERE state = 'reading'"), 40)
    workshop.command("check_journal")
    assert psutil.pid_exists(house.pid)
