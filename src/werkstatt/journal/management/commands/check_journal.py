"""`werkstatt check_journal`: is the chain of deeds whole?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from werkstatt.journal.models import Entry
from werkstatt.journal.queries import first_break
from werkstatt.ui.templatetags.ui import plural


class Command(BaseCommand):
    """Walk the journal's chain; exit status 1 where it breaks."""

    help = "Prüft, ob das Journal lückenlos und unverändert ist"

    def handle(self, **_: Any) -> None:
        """One line."""
        found = first_break()
        if found:
            raise CommandError(f"Das Journal ist beschädigt: {found.sentence}")
        self.stdout.write(f"Das Journal ist unversehrt: {plural(Entry.objects.count(), 'Eintrag,Einträge')}.")
