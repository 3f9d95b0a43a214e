"""Law 8: the database refuses to touch what is sealed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Change, Concept, Version
from werkstatt.lib.seals import sealed_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> Version:
    authority = Authority.objects.create(name="Landkreis Probe", slug="probe")
    concept = Concept.objects.create(authority=authority)
    return Version.objects.create(concept=concept, ordinal=0, seal="0" * 64, canonical="{}", title="Konzept")


def test_a_version_cannot_be_changed_or_deleted(version: Version) -> None:
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(title="anders")
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM concepts_version WHERE id = %s", [version.pk])
    assert Version.objects.get().title == "Konzept"


def test_a_change_is_free_until_it_has_a_version(version: Version) -> None:
    change = Change.objects.create(concept=version.concept, body={})
    change.version = version
    change.save()
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        change.delete()


def test_every_sealed_table_has_both_triggers() -> None:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = {row[0].lower() for row in cursor.fetchall()}
    tables = [model._meta.db_table for model in sealed_models()]
    assert len(tables) >= 8
    assert {f"sealed_{table}_{verb}" for table in tables for verb in ("update", "delete")} <= names
