from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.machine import until
from werkstatt.config import supervisor
from werkstatt.config.supervisor import Child, Supervisor, answers, is_free

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)",
]


def test_a_child_is_started_and_ended() -> None:
    child = Child("Kind", SLEEP)
    assert not child.alive()
    child.start()
    assert child.alive()
    child.signal(signal.SIGTERM)
    child.end()
    assert not child.alive()


def test_ending_what_was_never_started_does_no_harm() -> None:
    child = Child("Kind", SLEEP)
    child.signal(signal.SIGTERM)
    child.end()


def test_a_child_that_does_not_listen_is_ended_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "PATIENCE", 0.3)
    child = Child("Kind", STUBBORN)
    child.start()
    time.sleep(0.3)
    child.signal(signal.SIGTERM)
    child.end()
    until(lambda: not child.alive())


def test_what_a_dead_child_left_running_goes_when_it_is_revived(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    parent = (
        f"import subprocess, sys; p = subprocess.Popen({SLEEP!r}); open({str(note)!r}, 'w').write(str(p.pid)); p.wait()"
    )
    child = Child("Kind", [sys.executable, "-c", parent])
    child.start()
    left_behind = int(until(lambda: note.exists() and note.read_text()))
    assert child.process is not None
    child.process.kill()
    child.process.wait()
    child.command = SLEEP
    child.revive()
    until(lambda: not Path(f"/proc/{left_behind}").exists() or "Z" in Path(f"/proc/{left_behind}/stat").read_text())
    child.signal(signal.SIGKILL)
    child.end()


def test_five_deaths_in_a_minute_are_hopeless() -> None:
    child = Child("Kind", [sys.executable, "-c", ""])
    for _ in range(supervisor.TOO_OFTEN):
        assert not child.hopeless()
        child.revive()
    assert child.hopeless()
    child.deaths = [time.monotonic() - 61] * 9
    child.revive()
    assert not child.hopeless()
    child.end()


def test_the_supervisor_announces_once_and_ends_its_children_when_told() -> None:
    children = [Child("eins", SLEEP), Child("zwei", SLEEP)]
    said: list[str] = []
    it = Supervisor(children, ready=lambda: True, announce=lambda: said.append("bereit"))
    threading.Timer(0.6, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()
    assert it.run()
    assert said == ["bereit"]
    assert not any(child.alive() for child in children)


def test_the_supervisor_gives_up_on_a_child_that_cannot_live(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "TOO_OFTEN", 1)
    other = Child("anderes", SLEEP)
    it = Supervisor(
        [Child("Kind", [sys.executable, "-c", ""]), other], ready=lambda: False, announce=lambda: pytest.fail("nie")
    )
    assert not it.run()
    assert not other.alive()


def test_a_port_is_free_until_somebody_listens() -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        assert not is_free("127.0.0.1", port)
        assert not answers("127.0.0.1", 1, "localhost")
    assert is_free("127.0.0.1", port)


def test_a_child_goes_when_its_supervisor_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = (
        "import sys, time; from werkstatt.config.supervisor import Child; "
        f"c = Child('x', {SLEEP!r}); c.start(); open({str(note)!r}, 'w').write(str(c.process.pid)); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": "src"})
    pid = int(until(lambda: note.exists() and note.read_text()))
    time.sleep(0.2)
    parent.kill()
    parent.wait()
    until(lambda: not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text())
