"""Stems: what a person types and what the concept says must meet."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkstatt.lib.words import address, parts, spoken, stem, stems, tokens


@pytest.mark.parametrize(
    "same",
    [
        "Kurs Kurse Kursen Kurses",
        "Sprachkurs Sprachkurse Sprachkursen",
        "Träger Traeger Trägern TRÄGER",
        "Maßnahme Maßnahmen Massnahme MASSNAHMEN",
        "Bürger Bürger*innen Bürger:innen BürgerInnen Bürger_innen Bürger/-innen Buerger Bürgerinnen",
        "Beratung Beratungen beraten",
        "Kita Kitas",
        "Zentrum Zentren",
        "Begegnungszentrum Begegnungszentren",
        "Stadt Städte Staedte",
        "Fachkraft Fachkräfte",
        "Öffnung Oeffnung",
        "neu neue neuen neuer",
        "aktuell aktuelle aktuellen",
        "Gremium Gremien",
    ],
)
def test_forms_of_a_word_have_one_stem(same: str) -> None:
    assert len({stem(word) for word in tokens(same)}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Schule", "Arbeit"), ("Kind", "Kunde"), ("Wohnen", "Wahl"), ("2.2", "2.3")]
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_stem_stays_its_own_stem() -> None:
    for word in tokens("Kurse Beratungen Maßnahmen Sprachmittlung interkulturelle Öffnung Gesundheitslotsinnen"):
        assert stem(stem(word)) == stem(word)


def test_words_that_say_nothing_are_left_out_and_repeats_stay() -> None:
    assert stems("Der Kurs und die Kurse für alle") == ["kur", "kur", "all"]


def test_numbers_of_elements_are_words() -> None:
    assert stems("Maßnahme 2.2.1 (neu)") == ["massnahm", "2.2.1", "neu"]


def test_hyphens_separate_and_composed_letters_are_composed() -> None:
    assert tokens("Sprach- und Kulturmittlung") == ["Sprach", "und", "Kulturmittlung"]
    assert stems("O\u0308ffnung") == stems("Öffnung")


def test_spelt_out_umlauts_become_umlauts_but_not_every_ue() -> None:
    assert spoken("Traeger") == "träger"
    assert spoken("neue") == "neue"
    assert spoken("Quelle") == "quelle"


VOCABULARY = frozenset({"sprach", "kur", "integration", "berat", "angebot", "jugend", "migration"})


@pytest.mark.parametrize(
    ("compound", "expected"),
    [
        ("Sprachkurse", ["sprach", "kur"]),
        ("Integrationskurs", ["integration", "kur"]),
        ("Beratungsangebote", ["berat", "angebot"]),
        ("Jugendmigrationsberatung", ["jugend", "migration", "berat"]),
        ("Angebot", []),
        ("Bootsangebot", []),
        ("", []),
    ],
)
def test_compounds_come_apart_where_the_vocabulary_knows_every_part(compound: str, expected: list[str]) -> None:
    assert parts(stem(compound) if compound else "", VOCABULARY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was hat sich bewährt?", "was-hat-sich-bewaehrt"),
        ("2. Fortschreibung 2027–2030", "2-fortschreibung-2027-2030"),
        ("Straße, Öl und Übermut", "strasse-oel-und-uebermut"),
        ("„…“", ""),
        ("Bewa\u0308hrt", "bewaehrt"),
    ],
)
def test_an_address_is_spelt_as_germans_do_without_umlauts(text: str, expected: str) -> None:
    assert address(text, 60) == expected


def test_a_long_address_ends_with_a_whole_word() -> None:
    assert address("eins zwei drei", 9) == "eins-zwei"
    assert address("eins zwei drei", 11) == "eins-zwei"
    assert address("einszweidrei", 4) == "eins"


# --- laws ------------------------------------------------------------------------------------------------------------

GERMAN = st.text("abdefgiklmnorstuvzäöüßAEKMST", min_size=1, max_size=14)
KNOWN = sorted(VOCABULARY)


@given(GERMAN)
def test_case_makes_no_difference(word: str) -> None:
    assert stem(word) == stem(word.upper()) == stem(word.lower()) == stem(word.title())


@given(GERMAN)
def test_composed_and_decomposed_letters_are_the_same(word: str) -> None:
    assert stem(unicodedata.normalize("NFD", word)) == stem(unicodedata.normalize("NFC", word))


@given(GERMAN)
def test_a_stem_is_lower_case_and_never_empty(word: str) -> None:
    assert stem(word)
    assert stem(word) == stem(word).casefold()
    assert not any(unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", stem(word)))


@given(st.text(max_size=200))
def test_whatever_is_typed_becomes_words_without_spaces(text: str) -> None:
    found = stems(text)
    assert found == " ".join(found).split()
    assert len(found) <= len(tokens(text))


@given(st.lists(GERMAN, max_size=6))
def test_a_text_has_the_stems_of_its_words_in_order(words: list[str]) -> None:
    assert stems(" ".join(words)) == [each for word in words for each in stems(word)]


@given(st.lists(GERMAN, max_size=6), st.sampled_from([", ", "; ", " – ", "\n", ". ", " & ", "/"]))
def test_punctuation_says_nothing(words: list[str], between: str) -> None:
    assert stems(between.join(words)) == stems(" ".join(words))


@given(st.text(max_size=80), st.integers(min_value=1, max_value=60))
def test_every_address_is_one_django_can_resolve(text: str, longest: int) -> None:
    made = address(text, longest)
    assert len(made) <= longest
    assert re.fullmatch(r"[a-z0-9_-]*", made)
    assert address(made, longest) == made


@given(st.lists(st.sampled_from(KNOWN), min_size=2, max_size=5), st.sampled_from(["", "s", "en"]))
def test_what_is_put_together_comes_apart_into_words_that_are_known(words: list[str], joint: str) -> None:
    found = parts(joint.join(words), VOCABULARY)
    assert set(found) <= VOCABULARY
    assert not found or found[-1] == words[-1]


@given(st.text("abekrstung", max_size=60))
def test_what_comes_apart_is_only_what_is_known(word: str) -> None:
    assert set(parts(word, VOCABULARY)) <= VOCABULARY


@pytest.mark.parametrize("word", ["für", "fuer", "FÜR", "über", "ueber", "können", "koennen", "Fu\u0308r"])
def test_a_word_that_says_nothing_says_nothing_however_it_is_spelt(word: str) -> None:
    assert stems(f"Angebote {word} Kinder") == stems("Angebote Kinder")


@pytest.mark.parametrize("unit", ["beratungen", "beratungs", "sprachen", "kurse"])
def test_a_hostile_word_is_given_up_at_once(unit: str) -> None:
    """Each joint doubled the work once: two hundred letters took minutes."""
    assert parts(stem("q" + unit * 60), VOCABULARY) == []
