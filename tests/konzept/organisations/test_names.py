"""What two spellings have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.organisations.lexicon import WELL_KNOWN
from konzept.organisations.names import bare, core, differences, key


@pytest.mark.parametrize(
    "spelled", ["Job-Center Talau", "JOBCENTER TALAU", "„Jobcenter“ Talau", "job center  talau", "Jobcenter\u00adTalau"]
)
def test_a_key_is_letters_alone(spelled: str) -> None:
    assert key(spelled) == "jobcentertalau"


def test_a_key_of_signs_alone_is_still_one() -> None:
    assert key("…") == "..."
    assert key("Groß & Klein") == key("gross und klein")


@given(st.text(min_size=1))
def test_a_key_is_its_own_key_and_the_case_does_not_count(name: str) -> None:
    assert key(key(name)) == key(name)
    assert bool(key(name)) == bool(name.strip()) or not name.isprintable()


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Beauftragten für Integration", "beauftragte integration"),
        ("kommunalen Bildungsmanagements", "kommunal bildungsmanagement"),
        ("Büro der Landrätin", "büro landrätin"),
        ("Auenhaus gGmbH", "auenhaus"),
        ("Frauen- und Familienzentrum", "frauen und familienzentrum"),
        ("e.V.", "ev"),
        ("Die Brücke", "die brücke"),
    ],
)
def test_what_is_left_of_a_name(name: str, left: str) -> None:
    assert core(name) == left


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Jobcenter", "Jobcenter", []),
        ("jobcenter", "Jobcenter", ["anders groß- und kleingeschrieben"]),
        ("Job-Center", "Job Center", ["anders getrennt oder zusammengeschrieben"]),
        ("Auenhaus e.V.", "Auenhaus", ["mit anderer oder ohne Rechtsform"]),
        ("Büro der Landrätin", "Büro Landrätin", ["mit oder ohne ein kleines Wort wie „im“ oder „der“"]),
        ("Jobcenters Talau", "Jobcenter Talau", ["in einem anderen Fall"]),
        ("„Nah“", "Nah", ["mit anderen Zeichen"]),
    ],
)
def test_how_two_spellings_differ(one: str, other: str, said: list[str]) -> None:
    assert differences(one, other) == said


def test_without_any_ending() -> None:
    assert bare("Bildungsträgern") == bare("Bildungsträger")
    assert bare("AkteurInnen") == bare("Akteuren")
    assert bare("Jugendämter") != bare("Jugendhäuser")


def test_the_field_is_known_well() -> None:
    assert len(WELL_KNOWN) >= 60
    assert all(long and all(each.strip() == each for each in long) for long in WELL_KNOWN.values())
    assert {"BAMF", "AWO", "DRK", "IHK", "HWK", "VHS", "JMD", "MBE", "ASB"} <= WELL_KNOWN.keys()
