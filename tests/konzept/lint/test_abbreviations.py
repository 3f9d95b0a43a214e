"""Rules about the list of abbreviations."""

from __future__ import annotations

import pytest

from konzept.model import Abbreviation, Kind
from tests.konzept.lint.ground import area, element, found, goal, measure, sentences

LIST = (
    Abbreviation("VHS", "Volkshochschule"),
    Abbreviation("AsylbLG", "Asylbewerberleistungsgesetz"),
    Abbreviation("e. V.", "eingetragener Verein"),
)


def unlisted(text: str) -> list[str]:
    return [
        sentence.split("„")[2].split("“")[0]
        for sentence in sentences("unlisted_abbreviation", measure("1", "Kurse", text=text), abbreviations=LIST)
    ]


def test_used_but_not_listed() -> None:
    assert sentences(
        "unlisted_abbreviation", measure("1", "Kurse", text="Das BAMF und die VHS laden ein."), abbreviations=LIST
    ) == [
        "Maßnahme 1 „Kurse“ gebraucht die Abkürzung „BAMF“, die nicht im Abkürzungsverzeichnis steht; nehmen Sie sie auf, oder schreiben Sie sie aus."
    ]


@pytest.mark.parametrize("short", ["MBE", "TMMJV", "ThINKA", "BAföG", "KdU", "IHK"])
def test_what_is_an_abbreviation(short: str) -> None:
    assert unlisted(f"Die {short} berät.") == [short]


@pytest.mark.parametrize(
    "text",
    [
        "die VHS",
        "des AsylbLG",
        "der AkteurInnen und Akteurinnen",
        "der VHSs",
        "ein PDF",
        "Teil III und XIV",
        "das Amt für Wohnen (AfW), später AfW",
        "AfW (Amt für Wohnen)",
        "die MASSNAHME, eine Massnahme",
        "BILDUNG UND SPRACHE\nmehr",
        "mail@AWO.example",
        "die EU",
    ],
)
def test_what_needs_no_entry(text: str) -> None:
    assert unlisted(text) == []


def test_one_finding_an_abbreviation_where_it_stands_first() -> None:
    first = goal("1", measure("1.1", text="Das BAMF lädt ein."), measure("1.2", text="Das BAMF zahlt."))
    (finding,) = found("unlisted_abbreviation", area("1", first))
    assert finding.uid == first.children[0].uid


def test_what_a_scanner_garbled_is_no_abbreviation() -> None:
    text = "Der IIm-Kreis und der Ilm-Kreis, im Ilm-Kreis"
    assert unlisted(text) == []


def test_listed_but_not_used() -> None:
    text = element(Kind.TEXT, title="Vorwort", text="Die VHS und der Talweg e.V. helfen.")
    (finding,) = found("unused_abbreviation", text, abbreviations=LIST)
    assert finding.uid is None
    assert finding.place == "Konzept"
    assert finding.sentence == (
        "Die Abkürzung „AsylbLG“ (Asylbewerberleistungsgesetz) steht im Abkürzungsverzeichnis, kommt aber im Text nicht vor; streichen Sie sie."
    )


def test_a_use_in_any_cell_counts() -> None:
    used = measure("1", responsibility="VHS", timing="laut AsylbLG", fields={"Träger": "Talweg e. V."})
    assert not found("unused_abbreviation", used, abbreviations=LIST)


def test_part_of_a_word_is_no_use() -> None:
    assert found("unused_abbreviation", measure("1", text="Die VHSNET-Gruppe, AsylbLG, e. V."), abbreviations=LIST)
