"""`werkstatt reindex`: the index of all versions anew, from their sealed wording."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from werkstatt.concepts.actions import reindex
from werkstatt.concepts.models import Version


class Command(BaseCommand):
    """Needed after an update that changes how words are indexed; harmless at any time."""

    help = "Schreibt das Verzeichnis aller Fassungen neu; der Wortlaut selbst bleibt unberührt."

    def handle(self, *_: Any, **__: Any) -> None:
        """One transaction a version, so that nobody waits long."""
        versions = Version.objects.select_related("concept__authority").iterator(chunk_size=20)
        counts = [reindex(version) for version in versions]
        self.stdout.write(f"{len(counts)} Fassungen, {sum(counts)} Einträge neu geschrieben.")
