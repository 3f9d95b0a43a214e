"""The chain of versions."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.concepts import queries
from werkstatt.concepts.models import Publication, Version

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


@pytest.mark.parametrize(
    "name", ["fassung-00", "fassung-0 ", "FASSUNG-0", "fassung--0", "fassung-+0", "fassung-0x0", "fassung-٠", ""]
)
def test_a_version_has_one_name(name: str) -> None:
    found = queries.find_version(factories.version().concept.authority, name)
    assert found is None or (name, found.ordinal) == ("fassung-00", 0)


def test_a_list_of_versions_does_not_load_their_wording(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    concept = factories.published().concept
    with django_assert_num_queries(1) as captured:
        list(queries.chain(concept))
    assert '"canonical"' not in captured.captured_queries[0]["sql"]


def test_the_newest_is_the_end_of_the_chain_whatever_is_public() -> None:
    first = factories.published()
    second = factories.version(parent=first, value=factories.reworded(factories.concept_value(), "meas0111", "Neu."))
    assert queries.newest(first.concept) == second
    assert queries.published(first.concept) == first
    assert (queries.is_public(first), queries.is_public(second)) == (True, False)


def test_each_authority_has_its_own_chain() -> None:
    one, other = factories.published(), factories.published()
    assert queries.concept_of(one.concept.authority) == one.concept
    assert [link.version for link in queries.chain(one.concept)] == [one]
    assert queries.published(other.concept) == other
    assert set(queries.entries(one)).isdisjoint(queries.entries(other))


def test_the_index_stands_in_the_order_of_the_document() -> None:
    version = factories.version()
    uids = [element.uid for element in factories.concept_value().walk()]
    assert list(queries.entries(version).values_list("uid", flat=True)) == uids


def test_a_wording_read_twice_is_the_same_value_though_it_comes_anew_from_the_database() -> None:
    version = factories.version()
    again = Version.objects.get(pk=version.pk)
    assert queries.text_of(again) == queries.text_of(version) == factories.concept_value()
