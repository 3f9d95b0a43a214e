"""What participants read is there in English, and the catalogues are those of this code."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.laws import words_public
from tests.architecture.laws.source import SOURCE, plant
from tests.catalogues import written

LOCALE = Path(settings.LOCALE_PATHS[0])
PLACES = re.compile(r"%\(\w+\)s|{\w+}")


def compiled(code: str) -> gettext.GNUTranslations:
    """The .mo file as it is used."""
    with (LOCALE / code / "LC_MESSAGES/django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_the_english_catalogue_is_that_of_this_code() -> None:
    """`make messages` brings it up to date."""
    assert set(written("en")) == set(words_public.marked(SOURCE))


@pytest.mark.parametrize("code", ["en", "uk", "ar"])
def test_nothing_that_participants_read_is_untranslated(code: str) -> None:
    assert [one for one, many in written(code).items() if not all(many)] == []


@pytest.mark.parametrize("code", ["en", "uk", "ar"])
def test_what_is_used_is_what_is_written(code: str) -> None:
    used = compiled(code)._catalog  # type: ignore[attr-defined]  # the only way to see all of it
    for one, many in written(code).items():
        said = [used.get(one)] if len(many) == 1 else [used.get((one, number)) for number in range(len(many))]
        assert said == [each or None for each in many]


@pytest.mark.parametrize("code", ["en", "uk", "ar"])
def test_a_translation_fills_in_what_the_german_fills_in(code: str) -> None:
    for one, many in written(code).items():
        for number, said in enumerate(many):
            if code == "ar" and len(many) > 1 and number < 3:
                continue  # Arabic has forms of its own for none, one and two: the word says the number
            assert set(PLACES.findall(said)) >= set(PLACES.findall(one)), said


@pytest.mark.parametrize(
    ("code", "count", "words"),
    [
        ("uk", 1, "1 захід"),
        ("uk", 3, "3 заходи"),
        ("uk", 11, "11 заходів"),
        ("uk", 21, "21 захід"),
        ("ar", 1, "إجراء واحد"),
        ("ar", 2, "إجراءان"),
        ("ar", 5, "5 إجراءات"),
        ("ar", 11, "11 إجراءً"),
        ("ar", 100, "100 إجراء"),
    ],
)
def test_numbers_take_the_form_of_the_language(code: str, count: int, words: str) -> None:
    form = compiled(code).ngettext("%(many)s Maßnahme", "%(many)s Maßnahmen", count)
    assert form % {"many": count} == words


def test_no_page_speaks_german_to_everybody() -> None:
    found = {path.name: words_public.unmarked(path) for path in words_public.public_templates(SOURCE)}
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("<p>Ihre Meinung</p>", True),
        ('<nav aria-label="Seiten">', True),
        ('<p>{% translate "Ihre Meinung" %}: {{ name }}</p>', False),
        ('<nav aria-label="{% translate "Seiten" %}">', False),
        ("{% blocktranslate %}Seite {{ x }}{% endblocktranslate %}", False),
        ("{% comment %}Was hier steht{% endcomment %}", False),
    ],
)
def test_an_unmarked_word_is_caught(tmp_path: Path, line: str, *, caught: bool) -> None:
    path = "werkstatt/participation/templates/participation/say.html"
    planted = plant(tmp_path, path, line) / path
    assert bool(words_public.unmarked(planted)) is caught


def test_marked_strings_are_found_wherever_they_stand(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "werkstatt/a/views.py",
        'say = _("eins") + str(gettext_lazy("zwei " "drei")) + ngettext("ein", "viele", 2)\n',
    )
    text = '{% load i18n %}{% translate "vier" %}{% blocktranslate count n=n %}ein {{ n }}{% plural %}{{ n }} sechs{% endblocktranslate %}'
    where = plant(tmp_path, "werkstatt/a/templates/a/x.html", text)
    assert words_public.marked(where) == {
        "eins": "",
        "zwei drei": "",
        "ein": "viele",
        "vier": "",
        "ein %(n)s": "%(n)s sechs",
    }
