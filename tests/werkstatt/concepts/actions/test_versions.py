"""Versions: sealed one after the other, never two of one parent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from konzept import canonical, change
from konzept.amend import Collision
from konzept.model import Problem
from tests import factories
from werkstatt.concepts import queries
from werkstatt.concepts.actions import append, propose, publish, reindex, withdraw
from werkstatt.concepts.models import Change, Entry, Publication, Version
from werkstatt.journal.models import Entry as Deed
from werkstatt.lib.words import stems

pytestmark = pytest.mark.django_db

NEW_TEXT = "Übersicht der Sprachkurse in zwölf Sprachen führen."
OLD_TEXT = "Übersicht der Sprachkurse im Landkreis führen."
EDITED = change.Edited("meas0111", "text", OLD_TEXT, NEW_TEXT)


@task()
def noted(version_id: int) -> None:
    """What a higher stage would do when a version becomes public."""


def test_append_seals_the_parent_with_the_changes() -> None:
    first = factories.version()
    who = factories.person(first.concept.authority)
    second = append(first.concept, first, [EDITED], person=who, remark="mehr Sprachen")
    second.refresh_from_db()
    assert (second.ordinal, second.parent, second.remark, second.created_by) == (1, first, "mehr Sprachen", who)
    assert queries.text_of(second) == factories.reworded(factories.concept_value(), "meas0111", NEW_TEXT)
    assert second.seal == canonical.seal(queries.text_of(second))


def test_append_keeps_the_changes_in_their_order() -> None:
    first = factories.version()
    changes = [EDITED, change.Moved("meas0112", "goal0012", 0, "goal0011", 1), change.Framed("subtitle", None, "Neu")]
    second = append(first.concept, first, changes, person=None, remark="")
    rows = list(queries.changes_of(second))
    assert [change.from_json(row.body) for row in rows] == changes
    assert [(row.position, row.uid) for row in rows] == [(0, "meas0111"), (1, "meas0112"), (2, "")]


def test_append_takes_pending_rows_along_as_they_are() -> None:
    first = factories.version()
    row = propose(first.concept, None, EDITED)
    second = append(first.concept, first, [row, change.Framed("subtitle", None, "Neu")], person=None, remark="")
    assert second.changes.earliest("position") == row
    assert Change.objects.count() == 2
    assert not queries.pending(first.concept).exists()


def test_what_was_withdrawn_meanwhile_makes_no_version() -> None:
    first = factories.version()
    row = propose(first.concept, None, EDITED)
    withdraw(Change.objects.get(pk=row.pk), None)
    with pytest.raises(Problem, match="inzwischen zurückgenommen"):
        append(first.concept, first, [row], person=None, remark="")
    assert Version.objects.count() == 1


def test_a_second_child_is_refused_with_the_way_on() -> None:
    first = factories.version()
    append(first.concept, first, [EDITED], person=None, remark="")
    with pytest.raises(Problem, match=r"Inzwischen gibt es eine neuere Fassung \(Fassung 1\)"):
        append(first.concept, first, [change.Framed("subtitle", None, "Neu")], person=None, remark="")
    assert Version.objects.count() == 2


def test_a_change_to_another_wording_is_refused_by_name() -> None:
    first = factories.version()
    wrong = change.Edited("meas0111", "text", "Etwas anderes.", NEW_TEXT)
    with pytest.raises(Collision, match=r"Maßnahme 1\.1\.1"):
        append(first.concept, first, [wrong], person=None, remark="")
    assert Version.objects.count() == 1
    assert not Deed.objects.filter(deed="concepts.append").exists()


def test_a_version_that_changes_nothing_is_refused() -> None:
    first = factories.version()
    with pytest.raises(Problem, match="ändert sich nichts"):
        append(first.concept, first, [], person=None, remark="")


def test_append_leaves_one_entry_in_the_journal() -> None:
    first = factories.version()
    who = factories.person(first.concept.authority)
    append(first.concept, first, [EDITED], person=who, remark="")
    deed = Deed.objects.get()
    assert (deed.deed, deed.facts, deed.actor_id) == ("concepts.append", {"ordinal": 1}, who.pk)


def test_the_index_says_where_each_element_stands() -> None:
    version = factories.version()
    rows = list(queries.entries(version))
    assert [row.uid for row in rows] == [element.uid for element in factories.concept_value().walk()]
    assert [row.position for row in rows] == list(range(len(rows)))
    row = next(row for row in rows if row.uid == "meas0112")
    assert (row.kind, row.number, row.parent_uid, row.area_uid) == ("measure", "1.1.2", "goal0011", "area0001")
    assert row.holders == [{"name": "Volkshochschule Erlenau", "role": "lead"}]


def test_the_index_holds_stems_between_spaces_and_text_without_marks() -> None:
    version = factories.version()
    row = version.entries.get(uid="meas0111")
    assert row.words.startswith(" ")
    assert row.words.endswith(" ")
    assert all(f" {stem} " in row.words for stem in stems("Sprachkurs Bildungsbüro fortlaufend"))
    assert "**" not in version.entries.get(uid="area0001txt").text


def test_reindex_writes_the_same_index_again() -> None:
    version = factories.version()
    before = list(Entry.objects.values_list("position", "uid", "words"))
    Entry.objects.filter(position__gt=3).delete()
    assert reindex(version) == len(before)
    assert list(Entry.objects.values_list("position", "uid", "words")) == before
    assert Deed.objects.get().deed == "concepts.reindex"


def test_publishing_twice_is_the_same_as_once(settings: Settings) -> None:
    settings.WHEN_PUBLISHED = [f"{__name__}.noted"]
    version = factories.version()
    who = factories.person(version.concept.authority)
    assert publish(version, who) == publish(version, who)
    assert Publication.objects.get().published_by == who
    assert Deed.objects.get().deed == "concepts.publish"
    assert [task.args_kwargs for task in DBTaskResult.objects.all()] == [{"args": [version.pk], "kwargs": {}}] * 2


def test_published_is_the_newest_that_everybody_may_read(settings: Settings) -> None:
    settings.WHEN_PUBLISHED = []
    first = factories.version()
    assert queries.published(first.concept) is None
    second = append(first.concept, first, [EDITED], person=None, remark="")
    publish(first, None)
    assert queries.published(first.concept) == first
    publish(second, None)
    assert queries.published(first.concept) == second


def test_a_number_longer_than_any_index_is_cut_there_and_whole_in_the_wording() -> None:
    """PostgreSQL refuses what does not fit; a document with such a number could not be taken over."""
    endless = ".".join(["1"] * 60)
    value = replace(factories.concept_value(), elements=(factories.measure("meas9999", endless, "Etwas tun."),))
    version = factories.version(value=value)
    assert version.entries.get().number == endless[:40]
    found = queries.text_of(Version.objects.get(pk=version.pk)).find("meas9999")
    assert found is not None
    assert found.number == endless


def test_a_title_longer_than_its_column_is_whole_in_the_wording() -> None:
    version = factories.version(value=replace(factories.concept_value(), title="Konzept " * 100))
    version.refresh_from_db()
    assert len(version.title) == 300
    assert len(queries.text_of(version).title) == 800


def test_reindex_writes_what_append_wrote_field_by_field() -> None:
    first = factories.version()
    second = append(first.concept, first, [EDITED], person=None, remark="")
    fields = [each.name for each in Entry._meta.fields if each.name != "id"]
    before = list(Entry.objects.order_by("version", "position").values_list(*fields))
    Entry.objects.filter(version=second).update(words=" veraltet ", title="veraltet", parent_uid="veraltet")
    for version in (first, second):
        reindex(version)
    assert list(Entry.objects.order_by("version", "position").values_list(*fields)) == before


def test_a_version_of_another_concept_is_no_parent() -> None:
    first, other = factories.version(), factories.version()
    with pytest.raises(Problem, match="neuere Fassung"):
        append(first.concept, other, [EDITED], person=None, remark="")
    assert not other.concept.versions.filter(ordinal=1).exists()


def test_a_concept_without_a_version_has_nothing_to_append_to() -> None:
    empty, other = factories.concept(), factories.version()
    with pytest.raises(Problem, match="ohne Vorgängerin"):
        append(empty, other, [EDITED], person=None, remark="")
    assert not empty.versions.exists()


def test_a_pending_change_of_another_concept_is_not_taken_along() -> None:
    first, other = factories.version(), factories.version()
    row = propose(other.concept, None, EDITED)
    with pytest.raises(Problem, match="inzwischen zurückgenommen"):
        append(first.concept, first, [row], person=None, remark="")
    assert list(queries.pending(other.concept)) == [row]


def test_the_chain_has_no_gap_and_no_fork_however_long() -> None:
    version = factories.version()
    for number in range(5):
        text = queries.text_of(version).find("meas0111")
        assert text is not None
        changed = change.Edited("meas0111", "text", text.text, f"Satz {number}.")
        version = append(version.concept, version, [changed], person=None, remark=f"Schritt {number}")
    chain = list(version.concept.versions.order_by("ordinal"))
    assert [each.ordinal for each in chain] == list(range(6))
    assert [each.parent for each in chain] == [None, *chain[:-1]]
    assert len({each.seal for each in chain}) == 6
    for each in chain:
        assert each.seal == canonical.seal(queries.text_of(each))


def test_a_remark_longer_than_its_column_is_cut() -> None:
    first = factories.version()
    second = append(first.concept, first, [EDITED], person=None, remark="Weil " * 100)
    second.refresh_from_db()
    assert len(second.remark) == 300


def test_what_is_published_stays_what_it_was(settings: Settings) -> None:
    settings.WHEN_PUBLISHED = []
    first = factories.version()
    publish(first, None)
    sealed = Version.objects.values().get(pk=first.pk)
    append(first.concept, first, [EDITED], person=None, remark="")
    assert Version.objects.values().get(pk=first.pk) == sealed
    assert queries.published(first.concept) == first
