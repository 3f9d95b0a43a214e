"""The tables and what they promise."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from konzept import canonical
from tests import factories
from werkstatt.concepts.models import Change, Import, Version

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
