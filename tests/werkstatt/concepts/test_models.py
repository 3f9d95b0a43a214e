"""The tables and what they promise."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from konzept import canonical
from tests import factories
from werkstatt.concepts.models import Change, Concept, Entry, Import, ImportState, Publication, Version

pytestmark = pytest.mark.django_db


def test_a_version_is_read_back_as_the_same_text() -> None:
    made = factories.published()
    assert canonical.loads(Version.objects.get(pk=made.pk).canonical) == factories.concept_value()


def test_a_parent_has_one_child() -> None:
    first = factories.version()
    second = factories.version(parent=first, value=factories.reworded(factories.concept_value(), "meas0111", "Neu."))
    assert second.parent == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(concept=first.concept, ordinal=2, parent=first, seal="0" * 64, canonical="{}", title="x")


def test_an_applied_import_has_a_version() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.create(authority=factories.authority(), name="konzept.docx", sha256="0" * 64, state="applied")


def test_rows_say_what_they_are() -> None:
    made = factories.published()
    change = Change(concept=made.concept, uid="meas0111", body={})
    assert str(made) == "Fassung 0"
    assert str(made.concept) == "Konzept: Landkreis Erlenau"
    assert str(made.publication) == "Fassung 0 veröffentlicht"
    assert str(change) == "Änderung an meas0111"
    assert str(Change(concept=made.concept, body={})) == "Änderung an Rahmen"
    assert str(Import(name="konzept.docx")) == "konzept.docx"


def test_a_version_of_a_number_is_there_once() -> None:
    first = factories.version()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(concept=first.concept, ordinal=0, seal="0" * 64, canonical="{}", title="x")


def test_an_authority_has_one_concept() -> None:
    first = factories.version()
    with pytest.raises(IntegrityError), transaction.atomic():
        Concept.objects.create(authority=first.concept.authority)


def test_a_version_is_published_once() -> None:
    version = factories.published()
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(version=version)


def test_an_element_stands_in_the_index_once() -> None:
    version = factories.version()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(version=version, position=99, uid="meas0111", kind="measure")


@pytest.mark.parametrize("state", [state for state in ImportState if state != ImportState.APPLIED])
def test_only_an_applied_import_needs_a_version(state: ImportState) -> None:
    made = Import.objects.create(authority=factories.authority(), name="konzept.docx", sha256="0" * 64, state=state)
    assert made.get_state_display()


def test_versions_are_listed_from_the_first_to_the_last_and_imports_the_other_way() -> None:
    first = factories.version()
    second = factories.version(parent=first, value=factories.reworded(factories.concept_value(), "meas0111", "Neu."))
    assert list(first.concept.versions.all()) == [first, second]
    where = first.concept.authority
    old, new = (Import.objects.create(authority=where, name=name, sha256="0" * 64) for name in ("alt", "neu"))
    assert list(where.imports.all()) == [new, old]
