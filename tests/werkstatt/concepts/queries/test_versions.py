"""The chain of versions."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.concepts import queries
from werkstatt.concepts.models import Publication

pytestmark = pytest.mark.django_db


def test_before_the_first_import_there_is_nothing() -> None:
    authority = factories.authority()
    assert queries.concept_of(authority) is None
    concept = factories.concept(authority)
    assert (queries.newest(concept), queries.published(concept), queries.draft_of(concept)) == (None, None, None)
    assert queries.chain(concept) == []


def test_a_version_is_found_by_its_name_in_its_own_authority() -> None:
    version = factories.version()
    authority = version.concept.authority
    assert version.name == "fassung-0"
    assert queries.find_version(authority, "fassung-0") == version
    assert queries.find_version(factories.authority(), "fassung-0") is None


@pytest.mark.parametrize("name", ["fassung-1", "fassung-", "0", "fassung-²", "fassung-99999999999999999999", "x"])
def test_no_other_name_finds_anything(name: str) -> None:
    assert queries.find_version(factories.version().concept.authority, name) is None


def test_a_synopse_is_offered_between_versions_that_everybody_may_read() -> None:
    first = factories.published()
    second = factories.version(parent=first, value=factories.reworded(factories.concept_value(), "meas0111", "Neu."))
    assert [(link.version, link.before) for link in queries.chain(first.concept)] == [(second, None), (first, None)]
    Publication.objects.create(version=second)
    assert [link.before for link in queries.chain(first.concept)] == [first, None]
    assert queries.chain(first.concept)[0].version.change_count == 1  # type: ignore[attr-defined]  # annotated


def test_the_same_sealed_text_is_read_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = factories.version()
    with django_assert_num_queries(0):
        assert queries.text_of(version) is queries.text_of(version)
