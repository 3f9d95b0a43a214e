"""Keeps the server and its worker running, and stops them together."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.client import HTTPConnection

logger = logging.getLogger(__name__)

PATIENCE = 25  # seconds a child may take to finish what it is doing
TOO_OFTEN = 5  # deaths within a minute, after which trying again makes no sense


class Child:
    """A process that shall run, with whatever processes it starts itself."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = [*self.bound_to_parent(), *command]
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths: list[float] = []

    @staticmethod
    def bound_to_parent() -> list[str]:
        """The kernel ends the child when the supervisor itself is killed."""
        setpriv = shutil.which("setpriv")
        return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []

    def start(self) -> None:
        """In a process group of its own: Ctrl+C reaches the supervisor alone, which then asks the children."""
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603  # our own command

    def alive(self) -> bool:
        """Is it running?"""
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Start it again; what it left behind would hold the port."""
        now = time.monotonic()
        self.deaths = [at for at in self.deaths if at > now - 60] + [now]
        self.signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()
        self.start()

    def hopeless(self) -> bool:
        """It dies as often as it is started."""
        return len(self.deaths) >= TOO_OFTEN

    def signal(self, number: signal.Signals) -> None:
        """To it and to all it started."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return

    def end(self) -> None:
        """Wait until it has finished what it was doing; not for ever."""
        if self.process is not None:
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                logger.warning("%s hört nicht auf und wird beendet", self.name)
        self.signal(signal.SIGKILL)


class Supervisor:
    """Starts the children, watches over them, ends them on SIGTERM or Ctrl+C."""

    def __init__(self, children: Sequence[Child], ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        self.children = children
        self.ready = ready
        self.announce = announce
        self.stopping = threading.Event()

    def run(self) -> bool:
        """Until told to stop. False: a child could not be kept alive."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        for child in self.children:
            child.start()
        try:
            return self.watch()
        finally:
            for child in self.children:
                if child.alive() and child.process is not None:
                    child.process.send_signal(signal.SIGTERM)
            for child in self.children:
                child.end()

    def watch(self) -> bool:
        """Say when it is ready; start again what died."""
        announced = False
        while not self.stopping.wait(0.1):
            for child in self.children:
                if not child.alive() and not self.stopping.wait(len(child.deaths)):
                    child.revive()
                    logger.warning("%s war beendet und ist neu gestartet", child.name)
                if child.hopeless():
                    return False
            if not announced and self.ready():
                announced = True
                self.announce()
        return True


def is_free(host: str, port: int) -> bool:
    """May we listen there?"""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def answers(host: str, port: int, name: str) -> bool:
    """Does /health/ready say yes? `name` is a host name it listens to."""
    connection = HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/health/ready", headers={"Host": name})
        response = connection.getresponse()
        return response.status == HTTPStatus.OK and bool(json.loads(response.read()).get("ready"))
    except (OSError, ValueError):
        return False
    finally:
        connection.close()
