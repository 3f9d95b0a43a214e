"""Is the process alive, and may it be sent requests?"""

from __future__ import annotations

import os

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.http import HttpRequest, JsonResponse

from werkstatt.config import settings
from werkstatt.lib import doors


@doors.public
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


def faults() -> list[str]:
    """What keeps this process from working: database, migrations, folder."""
    found = []
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            found.append("migrations")
    except DatabaseError:
        found.append("database")
    if not (settings.HOME.is_dir() and os.access(settings.HOME, os.W_OK)):
        found.append("folder")
    return found


@doors.public
def ready(request: HttpRequest) -> JsonResponse:
    """503 and the names of the faults, or 200."""
    found = faults()
    return JsonResponse({"ready": not found, "faults": found}, status=503 if found else 200)
