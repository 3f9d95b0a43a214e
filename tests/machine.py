"""A workshop of its own for a test: own folder, own database, real processes that may be killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Machine:
    """Folder, database address ("" = SQLite in the folder) and the processes started on it."""

    home: Path
    database: str
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What the machine's processes see."""
        return {
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "WERKSTATT_HOME": str(self.home),
            "WERKSTATT_DATABASE": self.database,
        }

    def command(self, *words: str) -> str:
        """Run a command to its end; its output."""
        arguments = [sys.executable, "-m", "django", *words]
        done = subprocess.run(arguments, env=self.environment, cwd=self.home, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def spawn(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own, and leave it running."""
        with (self.home / "log").open("ab") as log:
            arguments = [sys.executable, "-m", "django", *words]
            process = subprocess.Popen(
                arguments, env=self.environment, cwd=self.home, stdout=log, stderr=log, start_new_session=True
            )
        self.started.append(process)
        return process

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database from outside."""
        if self.database:
            with psycopg.connect(self.database) as connection:
                return connection.execute(sql).fetchall()  # type: ignore[arg-type]  # the tests' own words
        connection = sqlite3.connect(self.home / "werkstatt.sqlite3", timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def log(self) -> str:
        """What the processes said."""
        return (self.home / "log").read_text()

    def stop_all(self) -> None:
        """Nothing started here stays."""
        for process in self.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until(true: Callable[[], Any], seconds: float = 20) -> Any:
    """Wait for something; its value."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = true()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"nicht eingetreten: {true}")


@contextmanager
def database_like(address: str, name: str) -> Iterator[str]:
    """An empty database beside the one at this PostgreSQL address; "" for SQLite."""
    if not address:
        yield ""
        return
    server = psycopg.connect(address, autocommit=True)
    try:
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]  # the tests' own words
        yield urlsplit(address)._replace(path=f"/{name}").geturl()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]  # the tests' own words
    finally:
        server.close()


@contextmanager
def machine(home: Path) -> Iterator[Machine]:
    """A migrated workshop on the kind of database the tests run on."""
    name = f"machine_{os.getpid()}_{time.monotonic_ns()}"
    with database_like(os.environ.get("WERKSTATT_DATABASE", ""), name) as address:
        it = Machine(home, address)
        try:
            it.command("migrate", "--verbosity", "0")
            yield it
        finally:
            it.stop_all()
