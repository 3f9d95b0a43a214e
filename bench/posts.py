"""The online form under load: 16 people send without pause, on SQLite and on PostgreSQL; then server and database are killed in mid-load.

What counts as sent is what was acknowledged: the page leads to a receipt. Afterwards each receipt is looked for in the database.
"""

from __future__ import annotations

import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import psutil

from bench.measure import Line
from bench.server import environment, free_port, wait_for
from tests.postgres import DURABLE, as_nobody_special, cluster, programs

CLIENTS, SECONDS, AIM = 16, 30, 120
EACH_CONNECTION = 50  # posts before a client comes from another address, as other people would
HIDDEN = re.compile(r'name="stamp" value="([^"]+)"')


@dataclass
class Load:
    """What came of sending."""

    codes: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Sender(threading.Thread):
    """Sends forms one after the other until told to stop; `again`: what was not acknowledged is sent again, as a person would."""

    def __init__(self, number: int, port: int, address: str, load: Load, stop: threading.Event, *, again: bool) -> None:
        super().__init__(daemon=True)
        self.number, self.port, self.address = number, port, address
        self.load, self.stop, self.again = load, stop, again
        self.made = 0
        self.connection = self.connect()

    def connect(self) -> HTTPConnection:
        """From an address of its own."""
        self.made += 1
        source = f"127.{self.number + 1}.{self.made // 250}.{self.made % 250 + 1}"
        return HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(source, 0))

    def ask(self, method: str, body: str = "") -> tuple[int, str, str]:
        """(status, where it leads, text); status 0 when nobody answers."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            self.connection.request(method, self.address, body, kind)
            answer = self.connection.getresponse()
            return answer.status, answer.getheader("Location", ""), answer.read().decode()
        except (OSError, HTTPException):
            self.connection.close()
            self.connection = self.connect()
            return 0, "", ""

    def run(self) -> None:
        """Open the form once, wait as a person does, send."""
        found = None
        while found is None and not self.stop.is_set():
            found = HIDDEN.search(self.ask("GET")[2])
        time.sleep(2.1)  # the form takes nothing from whoever is quicker
        posts = 0
        while found and not self.stop.is_set():
            said = {
                "stamp": found[1],
                "form_key": uuid.uuid4(),
                "verdict": "adjust",
                "comment": f"Bitte {uuid.uuid4()}",
            }
            self.send(urlencode(said))
            posts += 1
            if posts % EACH_CONNECTION == 0:
                self.connection.close()
                self.connection = self.connect()

    def send(self, body: str) -> None:
        """One form; a receipt, or an error."""
        begun = time.perf_counter()
        status, location, _ = self.ask("POST", body)
        while self.again and status != 302 and not self.stop.is_set():
            time.sleep(0.1)
            status, location, _ = self.ask("POST", body)
        if status == 302 and "/beleg/" in location:
            self.load.codes.append(location.rstrip("/").rpartition("/")[2])
            self.load.took.append(time.perf_counter() - begun)
        elif not self.stop.is_set():
            self.load.errors.append(f"{status} {location}")


@contextmanager
def serving(home: Path, database: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server as `werkstatt serve` starts it, with two workers."""
    surroundings = {**environment(home), "WERKSTATT_DATABASE": database}
    command = [sys.executable, "-m", "django", "serve", "--port", str(port), "--workers", "2", "--no-worker"]
    server = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/health/live", 60)
        yield server
    finally:
        server.terminate()
        server.wait(30)


def child(home: Path, database: str, *words: str, given: str = "") -> str:
    """The last line that bench.posts_child prints."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.posts_child", *words],
        env={**environment(home), "WERKSTATT_DATABASE": database},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.strip().splitlines()[-1]


def under_load(
    home: Path, database: str, seconds: float, *, disturb: Callable[[int, subprocess.Popen[bytes]], None] | None = None
) -> tuple[Load, float, int]:
    """(what came of it, seconds, how many acknowledged forms are missing or twice in the database)."""
    address, port, load, stop = child(home, database, "prepare"), free_port(), Load(), threading.Event()
    with serving(home, database, port) as server:
        senders = [Sender(number, port, address, load, stop, again=disturb is not None) for number in range(CLIENTS)]
        for sender in senders:
            sender.start()
        time.sleep(2.5)
        begun, before = time.perf_counter(), len(load.codes)
        if disturb:
            time.sleep(seconds / 2)
            disturb(port, server)
            wait_for(f"http://127.0.0.1:{port}/health/live", 60)
            time.sleep(seconds / 2)
        else:
            time.sleep(seconds)
        took, counted = time.perf_counter() - begun, len(load.codes) - before
        stop.set()
        for sender in senders:
            sender.join(40)
    lost = int(child(home, database, "lost", given="\n".join(load.codes)))
    load.took = sorted(load.took[-counted:]) if counted else []
    return load, took, lost


def told(what: str, load: Load, took: float, lost: int) -> Iterator[Line]:
    """Posts a second with their slowest hundredth, then what went wrong."""
    rate = len(load.took) / took
    p99 = load.took[int(len(load.took) * 0.99)] if load.took else 0.0
    median = statistics.median(load.took) if load.took else 0.0
    yield Line(
        f"{what}: form posts, {CLIENTS} clients, {took:.0f} s",
        f"{rate:.0f}/s (median {median * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms)",
        f"≥ {AIM}/s",
        rate >= AIM,
    )
    wrong = f"{len(load.errors)} errors, {lost} lost or twice of {len(load.codes)}"
    yield Line(f"{what}: errors", wrong, "0, 0", not load.errors and not lost)


def killed(what: str, load: Load, lost: int) -> Line:
    """What a kill in mid-load cost."""
    return Line(f"{what}: acknowledged and lost, or twice", f"{lost} of {len(load.codes)}", "0", lost == 0)


def kill_server(port: int, server: subprocess.Popen[bytes]) -> None:
    """`kill -9` for every worker that answers; the supervisor starts new ones."""
    for each in psutil.Process(server.pid).children(recursive=True):
        each.send_signal(signal.SIGKILL)


def kill_postgres(address: str) -> Callable[[int, subprocess.Popen[bytes]], None]:
    """`kill -9` for PostgreSQL whole, then it is started again and recovers."""
    folder = Path(unquote(urlsplit(address).netloc.rpartition("@")[2]))

    def kill(_: int, __: subprocess.Popen[bytes]) -> None:
        number = int((folder / "data" / "postmaster.pid").read_text("utf-8").splitlines()[0])
        family = [psutil.Process(number), *psutil.Process(number).children(recursive=True)]
        for each in family:
            each.send_signal(signal.SIGKILL)
        psutil.wait_procs(family, 10)
        control = (programs() / "pg_ctl", "--pgdata", folder / "data", "--silent", "--wait")
        as_nobody_special(*control, "--log", folder / "log", "--options", f"{DURABLE} -k {folder}", "start")

    return kill


def lines() -> Iterator[Line]:
    """SQLite, then PostgreSQL; each calm, then killed."""
    with tempfile.TemporaryDirectory() as folder:
        yield from told("SQLite (synchronous FULL)", *under_load(Path(folder), "", SECONDS))
    with tempfile.TemporaryDirectory() as folder:
        load, _, lost = under_load(Path(folder), "", 10, disturb=kill_server)
        yield killed("SQLite, server killed (-9)", load, lost)
    with cluster(DURABLE) as address, tempfile.TemporaryDirectory() as folder:
        yield from told("PostgreSQL (fsync on)", *under_load(Path(folder), address, SECONDS))
    with cluster(DURABLE) as address, tempfile.TemporaryDirectory() as folder:
        load, _, lost = under_load(Path(folder), address, 10, disturb=kill_server)
        yield killed("PostgreSQL, server killed (-9)", load, lost)
    with cluster(DURABLE) as address, tempfile.TemporaryDirectory() as folder:
        load, _, lost = under_load(Path(folder), address, 10, disturb=kill_postgres(address))
        yield killed("PostgreSQL killed (-9)", load, lost)
