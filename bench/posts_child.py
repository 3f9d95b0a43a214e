"""The child of bench.posts: `prepare` makes a round and prints the address of a form; `lost` counts receipts that are not there exactly once."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # after setup
from django.db.models import Count  # noqa: E402  # after setup

from bench.prepare import first_version  # noqa: E402  # after setup
from werkstatt.lib import clock  # noqa: E402  # after setup
from werkstatt.participation import actions, queries  # noqa: E402  # after setup
from werkstatt.participation.models import Submission  # noqa: E402  # after setup


def prepare() -> str:
    """A round that is open, on a concept of 150 measures."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    version, now = first_version(), clock.now()
    round_ = actions.open_round(
        version.concept.authority,
        None,
        version=version,
        title="Umfrage",
        introduction="Worum es geht.",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
    )
    uid = queries.elements_in_scope(round_)[20].uid
    return f"/muster/mitmachen/{round_.slug}/e/{uid}/"


def lost(codes: list[str]) -> int:
    """Receipts without their submission, submissions without exactly one contribution, and what is there twice."""
    rows = Submission.objects.annotate(many=Count("contributions")).values_list("receipt_digest", "many")
    whole = {digest for digest, many in rows if many == 1}
    broken = sum(many != 1 for _, many in rows)
    return (
        len({code for code in codes if queries.receipt_digest(code) not in whole})
        + broken
        + len(codes)
        - len(set(codes))
    )


if __name__ == "__main__":
    print(prepare() if sys.argv[1] == "prepare" else lost(sys.stdin.read().split()))  # read by bench.posts
