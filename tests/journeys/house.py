"""The workshop as it runs in production: own folder, own database, collected static files, server and worker, to be killed."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.machine import Machine, database_like, until

VENDOR = Path(__file__).resolve().parents[2] / "src" / "werkstatt" / "ui" / "static" / "ui" / "vendor"
PASSWORD = "sieben blaue Regenschirme"
LINK = re.compile(r"https?://\S+/konto/passwort/\S+")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class House(Machine):
    """A machine with the product's own settings, and its address."""

    port: int = field(default_factory=free_port)

    @property
    def site(self) -> str:
        """Scheme, host, port."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What the processes see: a small installation without https."""
        return {
            **super().environment,
            "DJANGO_SETTINGS_MODULE": "werkstatt.config.settings",
            "WERKSTATT_SECRET": "nur-fuer-journeys-" * 4,
            "WERKSTATT_HTTPS": "no",
            "WERKSTATT_HOSTS": "127.0.0.1",
        }

    def open(self) -> None:
        """Start server and worker; return when they answer."""
        process = self.spawn("serve", "--port", str(self.port), "--workers", "2")

        def answers() -> bool:
            assert process.poll() is None, self.log()
            return ready(self.site)

        until(answers, 40)

    def kill(self) -> None:
        """`kill -9`, all processes at once; nothing is asked, nothing may finish."""
        started = self.started.pop()
        supervisor = psutil.Process(started.pid)
        supervisor.suspend()  # or it would start again what dies
        family = [*supervisor.children(recursive=True), supervisor]
        for process in family:
            process.kill()
        psutil.wait_procs(family, timeout=10)
        started.wait()

    def found(self, slug: str, name: str, email: str, person: str) -> str:
        """Set up an authority with its commissioner; the link with which she chooses her password."""
        said = self.command("found", name, slug, "--email", email, "--person", person, "--site", self.site)
        return LINK.findall(said)[-1]

    def unfinished(self) -> list[tuple[str, str]]:
        """Tasks that wait or are being done: (path, status)."""
        return self.ask("SELECT task_path, status FROM django_tasks_database_dbtaskresult WHERE finished_at IS NULL")  # type: ignore[return-value]  # two columns

    def finish_work(self) -> None:
        """Wait until no task is left over."""
        until(lambda: not self.unfinished(), 90)

    def stop_all(self) -> None:
        """With everything the supervisor started in sessions of its own."""
        for process in self.started:
            if process.poll() is None:
                family = psutil.Process(process.pid).children(recursive=True)
                process.terminate()
                until(lambda process=process: process.poll() is not None, 40)
                for child in family:
                    if child.is_running():
                        child.kill()


def ready(site: str) -> bool:
    """What /health/ready says."""
    try:
        with urllib.request.urlopen(f"{site}/health/ready", timeout=2) as response:
            return bool(json.load(response)["ready"])
    except OSError:
        return False


@contextmanager
def house(home: Path, statics: Path | None = None) -> Iterator[House]:
    """A migrated workshop that is not open yet; `statics` are another house's collected static files."""
    assert (VENDOR / ".stamp").exists(), "Bitte zuerst: make assets"
    with database_like(
        os.environ.get("WERKSTATT_DATABASE", ""), f"house_{os.getpid()}_{time.monotonic_ns()}"
    ) as address:
        it = House(home, address)
        try:
            it.command("migrate", "--verbosity", "0")
            if statics:
                shutil.copytree(statics, home / "static", dirs_exist_ok=True)
            else:
                it.command("collectstatic", "--no-input", "--verbosity", "0")
            yield it
        finally:
            it.stop_all()
