"""The real server and the real worker, ended in every way there is."""

from __future__ import annotations

import json
import os
import signal
import socket
import urllib.request
from collections.abc import Iterator

import psutil
import pytest
from django.core.management import CommandError, call_command

from tests.machine import Machine, machine, until


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    with machine(tmp_path_factory.mktemp("machine")) as it:
        yield it


def ready(port: int) -> bool:
    """Does it answer?"""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2) as response:
            return bool(json.load(response)["ready"])
    except OSError:
        return False


def family(pid: int, word: str) -> list[psutil.Process]:
    """Descendants with this word in their command line."""
    return [child for child in psutil.Process(pid).children(recursive=True) if word in words_of(child)]


def words_of(process: psutil.Process) -> list[str]:
    """Its command line; one that has just ended has none."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_it_serves_revives_and_ends(workshop: Machine) -> None:
    port = free_port()
    process = workshop.spawn("serve", "--port", str(port), "--workers", "1")
    until(lambda: f"http://127.0.0.1:{port}/" in workshop.log())
    assert ready(port)

    for word in ("granian", "worker"):
        [victim] = [child for child in family(process.pid, word) if child.ppid() == process.pid]
        victim.kill()
        until(lambda word=word, old=victim.pid: [c for c in family(process.pid, word) if c.pid != old])
        until(lambda: ready(port))

    children = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert psutil.wait_procs(children, timeout=5)[1] == []
    assert not ready(port)


def test_killed_itself_it_leaves_nobody_behind(workshop: Machine) -> None:
    port = free_port()
    process = workshop.spawn("serve", "--port", str(port), "--workers", "1", "--no-worker")
    until(lambda: ready(port))
    assert not family(process.pid, "worker")
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    assert psutil.wait_procs(children, timeout=25)[1] == []


def test_an_occupied_port_is_one_sentence() -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        with pytest.raises(CommandError, match="läuft schon etwas"):
            call_command("serve", "--port", str(somebody.getsockname()[1]))
