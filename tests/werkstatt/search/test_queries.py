"""The search: what a person types meets what the concept says, and never what is not public."""

from __future__ import annotations

from html import unescape

import pytest
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.werkstatt.web import scene
from werkstatt.authorities.models import Authority
from werkstatt.lib.words import stems
from werkstatt.search import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Authority:
    return factories.authority()


def uids(where: Authority, question: str) -> list[str]:
    version = queries.searched(where.slug)
    return [hit.entry.uid for hit in queries.find(*version, question)] if version else []


def test_nothing_is_found_before_anything_is_public(where: Authority) -> None:
    factories.version(where)
    assert queries.searched(where.slug) is None


def test_drafts_are_not_searched(where: Authority) -> None:
    scene.next_version(scene.first_edition(where), scene.SECRET)
    assert uids(where, scene.SECRET) == []
    assert "meas0112" in uids(where, "Kinderbetreuung")


def test_the_edition_in_force_is_searched_not_a_newer_paper(where: Authority) -> None:
    first = scene.first_edition(where)
    scene.publish(scene.next_version(first, "Etwas ganz Neues."))
    assert uids(where, "Neues") == []
    scene.decide(scene.next_version(scene.first_edition(factories.authority())), 1, "zweite", "1. Fortschreibung")
    assert queries.searched(where.slug) == (first.pk, first.seal)


def test_another_authoritys_concept_is_not_found(where: Authority) -> None:
    scene.first_edition(factories.authority())
    assert queries.searched(where.slug) is None


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Sprachkurs", {"goal0011", "meas0111", "meas0112"}),
        ("sprachkurse", {"goal0011", "meas0111", "meas0112"}),
        ("SPRACHKURSEN", {"goal0011", "meas0111", "meas0112"}),
        ("1.1.2", {"meas0112"}),
        ("Jobcenter", {"meas0211", "meas0212"}),
        ("Anerkennung Sprechstunde", {"meas0211"}),
        ("Abschluss", {"goal0021"}),
        ("Abschluesse", {"goal0021"}),
        ("fuenf Sprachen", {"meas0212"}),
        ("Gibtesnicht", set()),
        ("und", set()),
        ("", set()),
        ("%' OR 1=1 --", set()),
    ],
)
def test_what_is_asked_finds_what_is_meant(where: Authority, question: str, found: set[str]) -> None:
    scene.first_edition(where)
    assert set(uids(where, question)) == found


def test_a_part_of_a_compound_finds_the_compound(where: Authority) -> None:
    text = "Kurse für Eltern. Sprache im Alltag. Sprachkurse am Abend."
    scene.decide(factories.version(where, scene.next_text(text=text)), 0, "erstfassung", "Erstfassung")
    assert {"meas0111", "meas0112"} <= set(uids(where, "Kurs"))


def test_a_compound_the_concept_does_not_have_finds_its_parts(where: Authority) -> None:
    text = "Beratung und Sprache gehören zusammen."
    scene.decide(factories.version(where, scene.next_text(text=text)), 0, "erstfassung", "Erstfassung")
    assert uids(where, "Sprachberatung") == ["meas0112"]


def test_all_words_must_be_there(where: Authority) -> None:
    scene.first_edition(where)
    assert uids(where, "Sprachkurse Betriebsfrühstück") == []


def test_the_rarer_word_and_the_title_come_first(where: Authority) -> None:
    scene.first_edition(where)
    assert uids(where, "Sprachkurs")[0] == "goal0011"


def test_what_was_looked_for_is_marked_and_everything_else_escaped(where: Authority) -> None:
    text = "Kinderbetreuung <b>& mehr</b>: Angebote der Träger."
    scene.decide(factories.version(where, scene.next_text(text=text)), 0, "erstfassung", "Erstfassung")
    version = queries.searched(where.slug)
    assert version is not None
    (hit,) = queries.find(*version, "Traeger")
    assert "<mark>Träger</mark>" in hit.excerpt
    assert "<b>" not in hit.excerpt


def test_an_excerpt_begins_near_what_was_looked_for() -> None:
    text = " ".join(["Wort"] * 100 + ["Ziel"] + ["Ende"] * 100)
    excerpt = queries.excerpt(text, frozenset({"ziel"}))
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert "Ziel" in excerpt
    assert queries.excerpt("kurz", frozenset({"ziel"})) == "kurz"
    assert queries.excerpt("", frozenset({"ziel"})) == ""


def test_a_question_as_long_as_a_book_is_cut(where: Authority) -> None:
    scene.first_edition(where)
    assert uids(where, "Sprachkurs " * 10_000) == uids(where, "Sprachkurs")
    assert len(queries.cut("x" * 10_000)) == queries.LONGEST_QUESTION
    assert queries.cut(" kurz ") == "kurz"
    assert queries.cut("Sprach\x00kurs\x01\x7f") == "Sprachkurs"
    assert queries.cut("\x00") == ""


def test_a_sealed_version_is_indexed_once(where: Authority, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    scene.first_edition(where)
    uids(where, "Sprachkurs")
    with django_assert_num_queries(2):
        uids(where, "Jobcenter")
    with django_assert_num_queries(2):
        uids(where, "Sprachkurs")


def test_a_hit_says_what_it_stands_under(where: Authority) -> None:
    scene.first_edition(where)
    version = queries.searched(where.slug)
    assert version is not None
    (hit,) = queries.find(*version, "1.1.2")
    assert hit.above == "1.1 Alle Zugewanderten finden einen passenden Sprachkurs."


def test_at_most_a_hundred_are_shown(where: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST", 2)
    scene.first_edition(where)
    assert len(uids(where, "Sprachkurs")) == 2


@pytest.mark.parametrize(
    ("word", "wanted", "expected"),
    [
        ("Sprachkurse", {"sprachkur"}, True),
        ("Integrationssprachkurs", {"sprachkur"}, True),
        ("Kurs", {"kur"}, True),
        ("Kurse", {"sprachkur"}, False),
        ("Träger", {"trag"}, True),
        ("Arbeitsmarkt", {"arbeit"}, True),
        ("Art", {"art"}, True),
        ("Artenschutz", {"art"}, False),
    ],
)
def test_marks_fall_on_words_and_on_long_parts_of_them(word: str, wanted: set[str], expected: bool) -> None:  # noqa: FBT001  # pytest gives it
    assert queries.answers(word, frozenset(wanted)) is expected


def test_marks_leave_the_text_as_it_is() -> None:
    text = "Träger, Kurse & „Orte“ (neu)."
    html = queries.marked(text, frozenset({"kur"}))
    assert html == "Träger, <mark>Kurse</mark> &amp; „Orte“ (neu)."


@pytest.mark.parametrize(
    "question",
    [
        "Angebote für Sprachkurse",
        "fuer Sprachkurse",
        "ueber die Sprachkurse",
        "Sprachkurs!",
        "„Sprachkurse“",
        "sprachkurs?",
    ],
)
def test_small_words_and_signs_do_not_hide_what_is_there(where: Authority, question: str) -> None:
    scene.first_edition(where)
    wanted = question.replace("Angebote ", "")
    assert {"meas0111", "meas0112"} <= set(uids(where, wanted))


def test_small_words_spelt_without_umlauts_do_not_hide_what_is_there(where: Authority) -> None:
    scene.first_edition(where)
    assert uids(where, "fuer Kinderbetreuung") == uids(where, "für Kinderbetreuung") == uids(where, "Kinderbetreuung")


@pytest.mark.parametrize("question", ["beratungen" * 30, "q" + "sprachkurse" * 17, "x" * 200, "ü" * 200, "1." * 100])
def test_a_hostile_question_is_answered_at_once(where: Authority, question: str) -> None:
    text = "Beratung, Sprache und Kurse. Sprachkurse und Beratungen."
    scene.decide(factories.version(where, scene.next_text(text=text)), 0, "erstfassung", "Erstfassung")
    assert isinstance(uids(where, question), list)


@given(question=st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_marks_change_no_word(question: str) -> None:
    text = "Träger & <b>Kurse</b>: „Orte“ für 2.2.1 Familien*innen."
    html = queries.marked(text, frozenset(stems(question)))
    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == text


@given(text=st.text(max_size=120), wanted=st.sets(st.sampled_from(["kur", "trag", "ort"])))
@settings(max_examples=60, deadline=None)
def test_marks_and_escapes_hold_for_every_text(text: str, wanted: set[str]) -> None:
    html = queries.marked(text, frozenset(wanted))
    assert html.count("<mark>") == html.count("</mark>")
    assert html.count("<") == 2 * html.count("<mark>")
    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == unescape(str(escape(text)))


def test_an_element_of_a_reworded_edition_is_found_by_its_new_words_alone(where: Authority) -> None:
    first = scene.first_edition(where)
    assert "meas0112" in uids(where, "Kinderbetreuung")
    scene.decide(scene.next_version(first, "Schwimmkurse am Abend."), 1, "zweite", "1. Fortschreibung")
    assert "meas0112" not in uids(where, "Kinderbetreuung")
    assert uids(where, "Schwimmkurs") == ["meas0112"]
