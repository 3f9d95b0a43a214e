"""What was in the list before there were spellings is found by them."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from tests import factories
from werkstatt.network.models import Organisation, Spelling
from werkstatt.network.queries import meant

pytestmark = pytest.mark.django_db


def test_names_become_spellings_and_the_older_keeps_what_two_share() -> None:
    here, there = factories.authority(), factories.authority()
    old = Organisation.objects.create(authority=here, name="Jobcenter", short="JC")
    Organisation.objects.create(authority=here, name="Job-Center")
    far = Organisation.objects.create(authority=there, name="Jobcenter")
    import_module("werkstatt.network.migrations.0003_spell_existing").spell(apps, None)
    assert Spelling.objects.count() == 3
    assert meant(here, "jobcenter") == meant(here, "jc") == old
    assert meant(there, "Jobcenter") == far
