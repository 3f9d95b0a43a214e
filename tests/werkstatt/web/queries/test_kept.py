"""Kept pages: their names say all that is in them, and nothing in them belongs to a person or a moment."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests import factories
from tests.werkstatt.web import scene
from werkstatt.authorities.models import Authority
from werkstatt.web.queries import compare, issues, kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Authority:
    return factories.authority()


def current(where: Authority) -> issues.Issue:
    found = issues.current(where.slug)
    assert found is not None
    return found


def test_a_page_is_the_same_whatever_runs_and_whoever_reads(where: Authority) -> None:
    first = scene.first_edition(where)
    name, page = kept.name_of_reading(current(where)), kept.reading(current(where))
    scene.say(scene.round_(first), "meas0111")
    scene.next_version(first, scene.SECRET)
    assert kept.name_of_reading(current(where)) == name
    assert kept.reading(current(where)) == page
    assert "csrf" not in page
    assert str(timezone.localdate().year) + "-" not in page


def test_another_name_another_wording_another_decision_is_another_page(where: Authority) -> None:
    version = scene.publish(factories.version(where))
    names = {kept.name_of_reading(current(where))}
    scene.decide(version, 0, "erstfassung", "Erstfassung")
    names.add(kept.name_of_reading(current(where)))
    where.name = "Landkreis Neu-Erlenau"
    where.save()
    names.add(kept.name_of_reading(current(where)))
    scene.decide(scene.next_version(version), 1, "zweite", "1. Fortschreibung")
    names.add(kept.name_of_reading(current(where)))
    assert len(names) == 4


def test_the_reading_page_holds_the_whole_concept(where: Authority) -> None:
    scene.first_edition(where)
    page = kept.reading(current(where))
    for element in factories.concept_value().walk():
        assert f'id="{element.uid}"' in page
    for words in ("Sprachkurse mit Kinderbetreuung anbieten.", "Volkshochschule Erlenau", "bis Ende 2027", "VHS"):
        assert words in page
    assert page.count("<h1>") == 1


def test_ids_are_unique(where: Authority) -> None:
    scene.whole(where)
    new, old = issues.issues(where.slug)
    for page in (kept.reading(new), kept.synopsis(compare.comparison(old, new))):
        ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
        assert len(ids) == len(set(ids))


def test_the_appendix_gives_reasons(where: Authority) -> None:
    first = scene.first_edition(where)
    without = scene.without(factories.concept_value(), "meas0212", "Alle Wegweiser sind im Netz.")
    scene.decide(factories.version(value=without, parent=first), 1, "zweite", "1. Fortschreibung")
    page = kept.reading(current(where))
    assert "Entfallene Maßnahmen" in page
    assert "Alle Wegweiser sind im Netz." in page


def test_the_synopsis_says_what_changed_in_words(where: Authority) -> None:
    scene.whole(where, voices=4)
    new, old = issues.issues(where.slug)
    page = kept.synopsis(compare.comparison(old, new))
    assert "[eingefügt: " in page
    assert "Grundlage: 4 Rückmeldungen" in page
    assert "Elemente unverändert" in page
    assert scene.SAID not in page


def test_dropped_measures_stand_at_their_old_place_with_their_reason(where: Authority) -> None:
    first = scene.first_edition(where)
    without = scene.without(factories.concept_value(), "meas0211", "Die Sprechstunde führt jetzt die Kammer.")
    scene.decide(factories.version(value=without, parent=first), 1, "zweite", "1. Fortschreibung")
    new, old = issues.issues(where.slug)
    page = kept.synopsis(compare.comparison(old, new), changed_only=True)
    assert "Entfallen.</b> Grund: Die Sprechstunde führt jetzt die Kammer." in page


def test_neighbours_are_the_next_issues_and_the_next_editions(where: Authority) -> None:
    first = scene.first_edition(where)
    paper = scene.publish(scene.next_version(first, "Diskussionspapier."))
    last = scene.next_version(paper, "Beschlossen.")
    scene.decide(last, 1, "zweite", "1. Fortschreibung")
    listed = issues.issues(where.slug)
    pairs = {(old.pk, new.pk) for old, new in kept.neighbours(listed, last.pk)}
    assert pairs == {(paper.pk, last.pk), (first.pk, last.pk)}
    assert {(old.pk, new.pk) for old, new in kept.neighbours(listed, paper.pk)} == {
        (first.pk, paper.pk),
        (paper.pk, last.pk),
    }


def test_the_version_of_the_house_is_read_once() -> None:
    assert kept.house() == kept.house()
    assert len(kept.house()) == 64
