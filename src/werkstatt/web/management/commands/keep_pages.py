"""`werkstatt keep_pages`: after an update of the house, make the pages and files of all public versions anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from werkstatt.web import tasks


class Command(BaseCommand):
    """Makes what is missing; run a second time, it does nothing."""

    help = "Seiten und Dateien aller veröffentlichten Fassungen herstellen, soweit sie fehlen."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        """Now, without waiting for the worker."""
        tasks.keep_missing.call("")
