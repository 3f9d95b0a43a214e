"""`werkstatt reindex`."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from tests import factories
from werkstatt.concepts.models import Entry, Version

pytestmark = pytest.mark.django_db


def test_the_index_of_every_version_is_written_anew() -> None:
    first, _ = factories.version(), factories.version()
    Entry.objects.filter(version=first).delete()
    out = io.StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue() == "2 Fassungen, 28 Einträge neu geschrieben.\n"
    assert Entry.objects.filter(version=first).count() == 14
    assert Version.objects.count() == 2
