"""`werkstatt serve`: the server and one worker, in one command."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from werkstatt.config.supervisor import Child, Supervisor, answers, is_free

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # an address to recognise, not to listen on


def server(host: str, port: int, workers: int) -> Child:
    """granian, several processes with some threads each; a process that dies is replaced by granian itself."""
    return Child(
        "Server",
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1",
            "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "4",
            "--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "20", "--log-level", "warning",
            "werkstatt.config.wsgi:application",
        ],
    )  # fmt: skip  # an option beside its value


def worker() -> Child:
    """One of our workers."""
    return Child("Worker", [sys.executable, "-m", "django", "worker"])


class Command(BaseCommand):
    """Run the workshop: server and worker."""

    help = "Betreibt die Werkstatt: Server und Worker"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1", help="Adresse, auf der der Server hört")
        parser.add_argument("--port", type=int, default=8000, help="Port, auf dem der Server hört")
        parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4), help="Prozesse des Servers")
        parser.add_argument("--no-worker", action="store_true", help="ohne Worker (er läuft anderswo)")

    def handle(self, *, host: str, port: int, workers: int, no_worker: bool, **_: Any) -> None:
        """Until SIGTERM or Ctrl+C."""
        if not is_free(host, port):
            raise CommandError(f"Auf {host}:{port} läuft schon etwas. Bitte beenden Sie es, oder wählen Sie --port.")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkstatt.config.settings")
        supervisor = Supervisor(
            [server(host, port, workers), *([] if no_worker else [worker()])],
            ready=lambda: answers(ANYWHERE.get(host, host), port, settings.ALLOWED_HOSTS[0]),
            announce=lambda: self.announce(host, port),
        )
        if not supervisor.run():
            raise CommandError("Server oder Worker lassen sich nicht betreiben. Die Meldungen darüber sagen, warum.")

    def announce(self, host: str, port: int) -> None:
        """The address to open."""
        self.stdout.write(f"Die Werkstatt ist geöffnet: http://{ANYWHERE.get(host, host)}:{port}/")
        self.stdout.flush()
