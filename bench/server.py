"""The server's figures: the reading page, cold and kept, beside hello in the same run on the same server."""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import Line

ROUNDS, SECONDS, CONNECTIONS = 5, 3, 8
PAGE = "/muster/konzept/"


def environment(home: Path) -> dict[str, str]:
    """A server of its own."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "WERKSTATT_HOME": str(home),
        "WERKSTATT_SECRET": "nur-zum-messen-" * 5,
        "WERKSTATT_HTTPS": "no",
        "WERKSTATT_LOG": "ERROR",
        "PYTHONPATH": f"{Path.cwd()}:{Path.cwd() / 'src'}",
    }


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(home: Path, workers: int = 1, more: dict[str, str] | None = None) -> Iterator[str]:
    """Granian as `werkstatt serve` starts it, with so many workers; gives its address."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", str(workers), "--no-log", "werkstatt.config.wsgi:application"]
    server = subprocess.Popen(command, env={**environment(home), **(more or {})}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/health/live")
        yield address
    finally:
        server.terminate()
        server.wait(10)


def wait_for(address: str, patience: float = 20) -> None:
    """Until it answers."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def per_second(address: str) -> float:
    """Requests a second, by wrk."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: br, gzip", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{address}: {said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found is not None
    return float(found[1])


def lines() -> Iterator[Line]:
    """Append, then hello, kept and cold pages in turns."""
    if not shutil.which("wrk"):
        raise SystemExit("Bitte zuerst installieren: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        command = [sys.executable, "-m", "bench.prepare"]
        done = subprocess.run(command, env=environment(home), capture_output=True, text=True, check=True)
        append = float(done.stdout.strip().splitlines()[-1])
        yield Line("append a version of 150 measures (SQLite, FULL)", f"{append * 1000:.0f} ms")
        with running(home) as address:
            hello, kept = in_turns(f"{address}/hallo/", address + PAGE)
        shutil.rmtree(home / "pages", ignore_errors=True)
        with running(home) as address:
            hello_again, cold = in_turns(f"{address}/hallo/", address + PAGE)
    ratio = kept / hello
    yield Line("hello world", f"{hello:.0f}/s (second run {hello_again:.0f}/s)")
    yield Line("reading page of 150 measures, kept", f"{kept:.0f}/s = {ratio:.2f} of hello", "≥ 0.70", ratio >= 0.7)
    yield Line("the same, rendered each time", f"{cold:.0f}/s = {cold / hello_again:.3f} of hello")


def in_turns(one: str, other: str) -> tuple[float, float]:
    """Medians of both, measured in turns, because the machine is shared."""
    pairs = [(per_second(one), per_second(other)) for _ in range(ROUNDS)]
    return statistics.median(first for first, _ in pairs), statistics.median(second for _, second in pairs)
