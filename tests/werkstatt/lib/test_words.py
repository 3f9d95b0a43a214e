"""Stems: what a person types and what the concept says must meet."""

from __future__ import annotations

import pytest

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
