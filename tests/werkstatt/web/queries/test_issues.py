"""Which versions everybody may read."""

from __future__ import annotations

from dataclasses import fields

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from tests import factories
from tests.werkstatt.web import scene
from werkstatt.web.queries import issues
from werkstatt.web.queries.issues import COLUMNS, Issue

pytestmark = pytest.mark.django_db


def test_the_columns_are_the_fields_in_order() -> None:
    assert list(COLUMNS) == [field.name for field in fields(Issue)]


def test_nothing_is_public_before_it_is_published() -> None:
    version = factories.version()
    slug = version.concept.authority.slug
    assert issues.issues(slug) == []
    assert issues.current(slug) is None
    assert issues.chosen([]) is None
    scene.publish(version)
    found = issues.current(slug)
    assert found is not None
    assert found.seal == version.seal
    assert found.address == "fassung-0"
    assert found.status.startswith("veröffentlicht am ")


def test_the_edition_in_force_comes_before_a_newer_discussion_paper() -> None:
    where = factories.authority()
    first = scene.first_edition(where)
    second = scene.publish(scene.next_version(first))
    current = issues.current(where.slug)
    assert current is not None
    assert (current.pk, current.address) == (first.pk, "erstfassung")
    assert current.status == "beschlossen am 18. März 2026, Kreistag, KT 0/2026"
    listed = issues.issues(where.slug)
    assert [issue.pk for issue in listed] == [second.pk, first.pk]
    assert issues.chosen(listed) == current


def test_the_newest_edition_is_in_force() -> None:
    where = factories.authority()
    _, second = scene.whole(where)
    current = issues.current(where.slug)
    assert current is not None
    assert current.pk == second.pk
    assert current.name == "1. Fortschreibung 2030–2033"


def test_an_issue_is_found_by_its_names_and_only_in_its_authority() -> None:
    where, elsewhere = factories.authority(), factories.authority()
    first = scene.first_edition(where)
    for address in ("erstfassung", "fassung-0"):
        found = issues.issue_of(where.slug, address)
        assert found is not None
        assert found.pk == first.pk
    assert issues.issue_of(where.slug, "fassung-1") is None
    assert issues.issue_of(elsewhere.slug, "erstfassung") is None


def test_a_pair_is_two_public_versions_in_order() -> None:
    where = factories.authority()
    first = scene.first_edition(where)
    draft = scene.next_version(first)
    assert issues.pair(where.slug, "erstfassung", "fassung-1") is None
    scene.publish(draft)
    found = issues.pair(where.slug, "erstfassung", "fassung-1")
    assert found is not None
    assert [issue.pk for issue in found] == [first.pk, draft.pk]
    assert issues.pair(where.slug, "fassung-1", "erstfassung") is None
    assert issues.pair(where.slug, "erstfassung", "erstfassung") is None


def test_one_small_question_finds_the_current_issue(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    where = factories.authority()
    scene.whole(where)
    with django_assert_num_queries(1):
        issues.current(where.slug)


def test_texts_come_in_one_question(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    where = factories.authority()
    first, second = scene.whole(where)
    listed = issues.issues(where.slug)
    with django_assert_num_queries(1):
        texts = issues.texts_of(listed)
    assert texts[first.pk] == factories.concept_value()
    assert texts[second.pk] == scene.next_text()


def test_whatever_a_page_shows_of_an_issue_is_among_its_facts() -> None:
    where = factories.authority()
    before = issues.issue_of(where.slug, "fassung-0")
    assert before is None
    version = scene.publish(factories.version(where))
    draft = issues.current(where.slug)
    scene.decide(version, 0, "erstfassung", "Erstfassung")
    edition = issues.current(where.slug)
    assert draft is not None
    assert edition is not None
    assert draft.seal == edition.seal
    assert draft.facts != edition.facts


def test_addresses_that_are_nobodys_are_not_remembered() -> None:
    factories.version(where := factories.authority())
    for slug in ("nirgends", "wp-admin", where.slug):
        assert issues.remembered(slug) == []
        assert slug not in issues._seen


def test_what_many_read_at_once_is_asked_once(
    settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    where = factories.authority()
    scene.first_edition(where)
    settings.PAGES_FRESH = 60
    issues.remembered(where.slug)
    with django_assert_num_queries(0):
        assert issues.current(where.slug) == issues.remembered(where.slug)[0]


def test_an_address_that_is_new_is_found_though_the_list_is_remembered(settings: Settings) -> None:
    where = factories.authority()
    first = scene.first_edition(where)
    settings.PAGES_FRESH = 60
    issues.remembered(where.slug)
    scene.decide(scene.next_version(first), 1, "zweite", "1. Fortschreibung")
    found = issues.issue_of(where.slug, "zweite")
    assert found is not None
    assert found.name == "1. Fortschreibung"
    assert issues.pair(where.slug, "erstfassung", "zweite") is not None


@pytest.mark.parametrize("address", ["", "fassung-", "fassung-1", "fassung-00", "FASSUNG-0", "e", "synopse", "0"])
def test_no_other_address_is_an_issue(address: str) -> None:
    where = factories.authority()
    scene.next_version(scene.first_edition(where))
    assert issues.issue_of(where.slug, address) is None
    assert issues.pair(where.slug, "erstfassung", address) is None
    assert issues.pair(where.slug, address, "erstfassung") is None
