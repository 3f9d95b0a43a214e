"""Kept pages: their names say all that is in them, and nothing in them belongs to a person or a moment."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.utils import timezone

import konzept
from konzept.model import Abbreviation, DroppedMeasure, Note
from tests import factories
from tests.werkstatt.web import scene
from werkstatt import ui, web
from werkstatt.authorities.models import Authority
from werkstatt.lib import pages
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


def test_what_the_library_says_is_part_of_the_house() -> None:
    """Or an update of the Synopse's words would leave the old pages standing for ever."""
    folders = [*(kept.folder(each) for each in (ui, web, konzept)), *settings.LOCALE_PATHS]
    assert kept.house() == pages.fingerprint(*folders)
    assert kept.house() != pages.fingerprint(*folders[:2], *folders[3:])
    assert kept.house() != pages.fingerprint(*folders[:3])


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ settings.SECRET_KEY }}{% debug %}",
    "\u202eabc\u202c und שלום",
    "[Klick](javascript:alert(1))",
    "Wort " * 2_000,
    "a" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(where: Authority, text: str) -> None:
    first = scene.first_edition(where)
    scene.decide(scene.next_version(first, text), 1, "zweite", "1. Fortschreibung")
    new, old = issues.issues(where.slug)
    compared = compare.comparison(old, new)
    for page in (kept.reading(new), kept.synopsis(compared), kept.synopsis(compared, changed_only=True)):
        assert "<script>" not in page
        assert "<img" not in page
        assert 'href="javascript' not in page
        assert settings.SECRET_KEY not in page
        assert text.strip()[-5:].replace(">", "&gt;") in page or "onerror=" in page


@pytest.mark.parametrize("part", ["title", "subtitle"])
def test_a_hostile_cover_is_only_a_cover(where: Authority, part: str) -> None:
    value = replace(factories.concept_value(), **{part: "<script>x</script> & {{ 7|add:7 }}"})  # type: ignore[arg-type]  # texts
    scene.publish(factories.version(where, value))
    page = kept.reading(current(where))
    assert "<script>" not in page
    assert "{{ 7|add:7 }}" in page


def test_hostile_fields_numbers_and_names_are_only_words(where: Authority) -> None:
    bad = "<b onclick=x>fett</b>"
    measure = replace(
        factories.measure("meas9999", "<i>9</i>", bad, bad),
        label="<u>M</u>",
        title=bad,
        fields={bad: bad},
        notes=(Note("<1>", bad),),
    )
    value = replace(
        factories.concept_value(),
        elements=(measure,),
        abbreviations=(Abbreviation("<A>", bad),),
        sources=(bad,),
        dropped=(DroppedMeasure(bad, number="<7>", reason=bad),),
    )
    scene.publish(factories.version(where, value))
    page = kept.reading(current(where))
    for tag in ("<b onclick", "<i>9", "<u>M", "<1>", "<A>", "<7>"):
        assert tag not in page
    assert page.count("fett") >= 7
