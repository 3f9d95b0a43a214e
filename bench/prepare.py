"""A database with one published concept of 150 measures, for the server's figures; prints the address of its page."""

from __future__ import annotations

import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # after setup

from bench.synthetic import concept, next_edition  # noqa: E402
from konzept import canonical  # noqa: E402
from konzept.diff import diff  # noqa: E402
from werkstatt.authorities.actions import found  # noqa: E402
from werkstatt.concepts import actions  # noqa: E402
from werkstatt.concepts.models import Import, Version  # noqa: E402
from werkstatt.concepts.queries import text_of  # noqa: E402
from werkstatt.web.tasks import keep_pages  # noqa: E402


def first_version() -> Version:
    """The concept comes in as an import would, without the reading."""
    authority = found("Landkreis Muster", "muster")
    import_ = Import.objects.create(
        authority=authority, name="m.json", sha256="0" * 64, state="checking", proposal=canonical.dumps(concept(150))
    )
    return actions.apply(import_, None, publish=True)


def appends(version: Version, times: int = 9) -> float:
    """Median seconds to append a version of 150 measures with its index and journal."""
    took = []
    for seed in range(times):
        changes = diff(text_of(version), next_edition(concept(150, seed=7), seed=100 + seed))
        start = time.perf_counter()
        version = actions.append(version.concept, version, changes, person=None, remark=f"Lauf {seed}")
        took.append(time.perf_counter() - start)
    return statistics.median(took)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    made = first_version()
    keep_pages.call(made.pk)
    print(appends(made))  # read by bench.server
