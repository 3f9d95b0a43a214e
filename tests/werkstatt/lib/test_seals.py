"""Law 8: the database refuses to touch what is sealed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from tests import factories
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Change, Concept, Publication, Version
from werkstatt.lib import seals
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


@pytest.fixture
def sealed_change(version: Version) -> Change:
    """A change that its version has."""
    return Change.objects.create(concept=version.concept, version=version, uid="meas0111", body={})


def sql(words: str) -> None:
    """Past Django."""
    with connection.cursor() as cursor:
        cursor.execute(words)


WAYS: dict[str, Callable[[Version], object]] = {
    "save": lambda version: Version(**{**fields(version), "title": "anders"}).save(force_update=True),
    "update": lambda version: Version.objects.filter(pk=version.pk).update(title="anders"),
    "bulk update": lambda version: Version.objects.bulk_update([replaced(version)], ["title"]),
    "upsert": lambda version: Version.objects.bulk_create(
        [replaced(version)], update_conflicts=True, unique_fields=["id"], update_fields=["title"]
    ),
    "raw update": lambda version: sql("UPDATE concepts_version SET title = 'anders'"),
    "raw update of nothing that matters": lambda version: sql("UPDATE concepts_version SET remark = remark"),
    "raw delete": lambda version: sql("DELETE FROM concepts_version"),
    "raw delete of some": lambda version: sql("DELETE FROM concepts_version WHERE title LIKE 'K%'"),
}


def fields(version: Version) -> dict[str, object]:
    """All its columns."""
    return {each.attname: getattr(version, each.attname) for each in Version._meta.concrete_fields}


def replaced(version: Version) -> Version:
    """The same row with another title."""
    return Version(**{**fields(version), "title": "anders"})


@pytest.mark.parametrize("way", list(WAYS))
def test_a_sealed_row_is_changed_on_no_way(version: Version, way: str) -> None:
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        WAYS[way](version)
    assert Version.objects.values_list("title", "remark").get() == ("Konzept", "")


@pytest.mark.parametrize("who", ["authority", "concept", "version", "person"])
def test_deleting_what_it_belongs_to_takes_no_sealed_row_along(
    version: Version, sealed_change: Change, who: str
) -> None:
    person = factories.person(version.concept.authority)
    Publication.objects.create(version=version, published_by=person)
    owner = {"authority": version.concept.authority, "concept": version.concept, "version": version, "person": person}[
        who
    ]
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        owner.delete()
    assert Version.objects.get() == version
    assert Change.objects.get() == sealed_change
    assert Publication.objects.get().version == version


def test_a_change_does_not_leave_its_version(sealed_change: Change) -> None:
    for changed in ({"version": None}, {"uid": "meas0112"}, {"body": {"change": "x"}}):
        with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
            Change.objects.update(**changed)
    assert Change.objects.get().uid == "meas0111"


def test_many_pending_changes_may_go_and_no_sealed_one_with_them(version: Version, sealed_change: Change) -> None:
    pending = [Change.objects.create(concept=version.concept, body={}) for _ in range(3)]
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Change.objects.all().delete()
    assert Change.objects.count() == 4
    Change.objects.filter(pk__in=[each.pk for each in pending]).delete()
    assert list(Change.objects.all()) == [sealed_change]


def test_sealing_twice_is_sealing_once(version: Version) -> None:
    for _ in range(2):
        for config in apps.get_app_configs():
            seals.seal_tables(config)
    with pytest.raises(DatabaseError, match="sealed: concepts_version"), transaction.atomic():
        version.delete()


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_condition_is_part_of_the_seal_on_both_databases(vendor: str) -> None:
    assert all(
        "WHEN (OLD.version_id IS NOT NULL)" in each
        for each in seals.trigger_sql(Change, vendor)
        if each.lstrip().startswith("CREATE")
    )
    assert "BEFORE UPDATE" in "".join(seals.trigger_sql(Version, vendor))
    assert "BEFORE DELETE" in "".join(seals.trigger_sql(Version, vendor))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can replace a row on insert")
def test_replacing_a_row_is_deleting_it(version: Version) -> None:
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO concepts_version SELECT * FROM concepts_version WHERE id = %s", [version.pk]
        )
    assert Version.objects.get().title == version.title
