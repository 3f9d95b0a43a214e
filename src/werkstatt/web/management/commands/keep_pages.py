"""`werkstatt keep_pages`: after an update of the house, make the pages and files of all public versions anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from werkstatt.web import tasks
from werkstatt.web.queries import issues


class Command(BaseCommand):
    """Makes what is missing; run a second time, it does nothing."""

    help = "Seiten und Dateien aller veröffentlichten Fassungen herstellen, soweit sie fehlen."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        """Newest first: that is what is read most."""
        for number in issues.visible().order_by("-ordinal").values_list("pk", flat=True):
            tasks.keep_pages.call(number)
