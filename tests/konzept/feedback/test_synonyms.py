"""The field's synonyms: which words meet, which do not, and what a list of one's own must be."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from konzept.feedback.synonyms import SHIPPED, Thesaurus, checked, is_whole, merged, parsed
from konzept.model import Problem

SHIPS = Thesaurus()


def names(word: str, thesaurus: Thesaurus = SHIPS) -> set[str]:
    return {thesaurus.names[number] for number in thesaurus.of(word)}


def test_at_least_150_groups_are_shipped() -> None:
    assert len(SHIPPED) >= 150


def test_shipped_groups_hold_at_least_four_words_on_average() -> None:
    assert sum(map(len, SHIPPED.values())) / len(SHIPPED) >= 4


def test_no_two_shipped_groups_are_the_same() -> None:
    same = [(one, two) for one, two in combinations(SHIPPED, 2) if {*SHIPPED[one]} == {*SHIPPED[two]}]
    assert same == []


def test_every_shipped_word_finds_its_own_group() -> None:
    lost = [(name, word) for name, words in SHIPPED.items() for word in words if name not in names(word.lstrip("="))]
    assert lost == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kindergartenplatz", "Kita"),
        ("Krippe", "Kindertagesstätten"),
        ("Deutschkurse", "Sprachunterricht"),
        ("BAMF", "Integrationskurs"),
        ("MBE", "Migrationsberatung"),
        ("JMD", "Jugendmigrationsdienst"),
        ("DaZ", "Zweitsprache"),
        ("Lehrstelle", "Ausbildungsbetrieb"),
        ("Zeugnisbewertung", "Berufsanerkennung"),
        ("Mietwohnung", "Wohnraum"),
        ("Flüchtlingsheim", "Gemeinschaftsunterkünften"),
        ("Ärztin", "Hausarzt"),
        ("Freiwillige", "Ehrenamtliche"),
        ("Behörden", "Landratsamt"),
        ("Busse", "ÖPNV"),
        ("Moschee", "Muslime"),
        ("Wahlrecht", "Kommunalwahl"),
        ("Rentnerin", "Seniorentreff"),
        ("Fußballverein", "Sportangebote"),
        ("Hetze", "Rassismus"),
        ("MSO", "Migrantenorganisationen"),
        ("Dolmetscher", "Sprachmittlung"),
        ("Pass", "Einbürgerung"),
    ],
)
def test_words_of_one_meaning_meet(one: str, other: str) -> None:
    assert names(one) & names(other)


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("passt", "einbuergerung"),
        ("vereinfachen", "verein"),
        ("Romanautor", "arzt"),
        ("feststellen", "feste"),
        ("Kindergarten", "garten"),
        ("einladen", "einkauf"),
        ("normalen", "kultur"),
        ("versichern", "sicherheit"),
        ("gern", "sprachpruefung"),
    ],
)
def test_letters_in_common_are_not_yet_a_meaning(word: str, group: str) -> None:
    assert group not in names(word)


def test_case_does_not_matter() -> None:
    assert names("KITA") == names("kita") == names("Kita") != set()


def test_a_strange_word_has_no_group() -> None:
    assert names("Xylophon") == set()
    assert names("") == set()


def test_a_word_may_belong_to_several_groups() -> None:
    own = Thesaurus({"one": ("brücke", "steg"), "two": ("brückenbau", "pfeiler")})
    assert names("Brückenbauer", own) == {"one", "two"}


@pytest.mark.parametrize(
    ("term", "whole"),
    [("=pass", True), ("BAMF", True), ("DaZ", True), ("Kita", False), ("kita", False), ("sprachkurs", False)],
)
def test_what_is_meant_as_a_whole(term: str, whole: bool) -> None:  # noqa: FBT001  a table of cases
    assert is_whole(term) is whole


def test_four_letters_begin_a_word_and_five_stand_anywhere() -> None:
    own = Thesaurus({"one": ("chor", "orgel")})
    assert names("Chorprobe", own) == {"one"}
    assert names("Kinderchor", own) == set()
    assert names("Kirchenorgeln", own) == {"one"}


def test_a_whole_word_is_no_part() -> None:
    own = Thesaurus({"one": ("=rad", "ABC")})
    assert names("Rad", own) == names("abc", own) == {"one"}
    assert names("Rades", own) == names("Abcd", own) == set()


def test_no_groups_find_nothing() -> None:
    assert Thesaurus({}).of("Kita") == frozenset()


# --- one's own ---


def test_own_words_widen_a_known_group() -> None:
    both = merged({"kita": ["Zwergenhaus", "Kita"]})
    assert both["kita"] == (*SHIPPED["kita"], "Zwergenhaus")
    assert "kita" in names("Zwergenhäuschen", Thesaurus(both)) or "kita" in names("Zwergenhaus", Thesaurus(both))


def test_own_groups_stand_beside_the_shipped() -> None:
    both = merged({"lindenhof": ["Lindenhof", "Stadtteilladen"]})
    assert both.keys() - SHIPPED.keys() == {"lindenhof"}
    assert [*both] == sorted(both)


def test_merging_nothing_changes_nothing() -> None:
    assert merged({}) == SHIPPED


def test_merging_leaves_the_shipped_list_alone() -> None:
    before = dict(SHIPPED)
    merged({"kita": ["Zwergenhaus", "Wichtelnest"]})
    assert before == SHIPPED


def test_the_order_of_own_groups_does_not_matter() -> None:
    one, two = ["Lindenhof", "Treffpunkt"], ["Uferhaus", "Bootshaus"]
    assert [*merged({"a": one, "b": two}).items()] == [*merged({"b": two, "a": one}).items()]


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ({"kita": ["Kita"]}, "mindestens zwei Wörter"),
        ({"kita": "Kita"}, "mindestens zwei Wörter"),
        ({"kita": ["Kita", 3]}, "mindestens zwei Wörter"),
        ({"kita": ["Kita", "zwei Wörter"]}, "kein einzelnes Wort"),
        ({"kita": ["Kita", "e-mail"]}, "kein einzelnes Wort"),
        ({"kita": ["Kita", ""]}, "kein einzelnes Wort"),
        ({"kita": ["Kita", "="]}, "kein einzelnes Wort"),
        ({"kita": ["Kita", "amt"]}, "„=amt“ für das ganze Wort"),
        ({"kita": ["Kita", "kita"]}, "steht zweimal"),
        ({"zwei Namen": ["Kita", "Krippe"]}, "kein Name"),
        ({3: ["Kita", "Krippe"]}, "kein Name"),
        (None, "[groups]"),
        (["Kita"], "[groups]"),
    ],
)
def test_what_cannot_stand_is_said_with_its_place(groups: object, said: str) -> None:
    with pytest.raises(Problem, match=re.escape(said)) as caught:
        checked(groups, "Liste des Amts")
    assert str(caught.value).startswith("Liste des Amts")


def test_own_groups_are_checked_too() -> None:
    with pytest.raises(Problem, match="Eigene Wortgruppen, Gruppe „kita“"):
        merged({"kita": ["a", "b"]})


def test_a_list_is_read_from_toml() -> None:
    assert parsed('[groups]\nkita = ["Kita", "Krippe"]\n', "eigene.toml") == {"kita": ("Kita", "Krippe")}


@pytest.mark.parametrize("text", ["[groups", "kita = ", '[groups]\nkita = ["a"\n'])
def test_broken_toml_is_said(text: str) -> None:
    with pytest.raises(Problem, match="kein gültiges TOML"):
        parsed(text, "eigene.toml")


def test_toml_without_groups_is_said() -> None:
    with pytest.raises(Problem, match="Es fehlt die Tabelle"):
        parsed("", "eigene.toml")
