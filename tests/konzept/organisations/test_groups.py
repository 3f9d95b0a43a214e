"""Which names mean one house."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept import read
from konzept.model import Concept, Holder, Role
from konzept.organisations import Known, key, organisations, uses
from tests.konzept.organisations.ground import named, told

SURELY_ONE = [
    ("Jobcenter Talau", "jobcenter Talau"),
    ("Jobcenter Talau", "Job-Center Talau"),
    ("Kommunales Bildungsmanagement", "Kommunales Bildungs-management"),
    ("Kommunales Bildungsmanagement", "kommunalen Bildungsmanagements"),
    ("Beauftragte für Integration", "Beauftragten für Integration"),
    ("Jobcenter Talau", "Jobcenters Talau"),
    ("Auenhaus e.V.", "Auenhaus e. V."),
    ("Auenhaus e.V.", "Auenhaus"),
    ("Büro der Landrätin", "Büro Landrätin"),
    ("Verein „Nah und fern“", 'Verein "Nah und fern"'),
    ("Jobcenter Ilm-Kreis", "Jobcenter IIm-Kreis"),
    ("Planung des Ilm-Kreises", "Planung IIm-Kreis"),
]
ASKED = [
    ("Stadt Talau", "Stadtverwaltung Talau"),
    ("Landkreis Talau", "Landratsamt Talau"),
    ("Schulaufsicht", "Schulaufsicht des Kreises"),
    ("AWO Kreisverband", "Kreisverband AWO"),
    ("Sozialplaner Talau", "Sozialplanerin Talau"),
    ("Koordinierungsstelle", "Koordinierungstelle"),
    ("Schulamt Talau", "Staatliches Schulamt Talau"),
]
APART = [
    ("Jugendhaus Eins", "Jugendhaus Zwei"),
    ("Kita Sonnenschein 1", "Kita Sonnenschein 2"),
    ("Jugendamt", "Jugendamt und Schulamt Talau am Brück"),
    ("Sozialamt", "Schulamt"),
    ("Kreissportbund", "Kreisjugendring"),
    ("Fachdienst Soziales", "Fachdienst Personal"),
    ("Diakonie Talau", "Caritas Talau"),
]


@pytest.mark.parametrize(("one", "other"), SURELY_ONE)
def test_surely_one_house(one: str, other: str) -> None:
    (found,) = organisations(named(one, other, one, authority="Ilm-Kreis"))
    assert found.sure
    assert {each.name for each in found.spellings} == {one, other}
    assert [bool(each.reason) for each in found.spellings if each.name != found.name] == [True]


@pytest.mark.parametrize(("one", "other"), ASKED)
def test_a_person_is_asked(one: str, other: str) -> None:
    (found,) = organisations(named(one, other, one, authority="Landkreis Talau"))
    assert not found.sure
    assert sorted(each.sure for each in found.spellings) == [False, True]
    assert all(each.reason and each.reason.endswith(".") for each in found.spellings if not each.sure)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_houses(one: str, other: str) -> None:
    assert len(organisations(named(one, other))) == 2


def test_where_the_place_is_missing_its_own_is_meant() -> None:
    found = organisations(named("Jobcenter", "Jobcenter Talau", "Jobcenter Erlenau", authority="Landkreis Talau"))
    assert told(found) == {
        "Jobcenter Talau": {"Jobcenter Talau": True, "Jobcenter": False},
        "Jobcenter Erlenau": {"Jobcenter Erlenau": True},
    }
    assert len(organisations(named("Jobcenter", "Jobcenter Sandau", "Jobcenter Erlenau", authority="Talau"))) == 3


def test_a_question_about_a_question_leads_to_the_same_house() -> None:
    concept = named(*["Sozialamt Talau"] * 3, *["Sozialamt"] * 2, "Sozialamts-Talau", authority="Talau")
    (found,) = organisations(concept)
    assert found.spellings[0].name == "Sozialamt Talau"


def test_the_list_of_abbreviations_resolves() -> None:
    concept = named(
        "ESG",
        "ESG",
        "Erlenauer Sprachgesellschaft",
        "KOI Talau",
        abbreviations=(("ESG", "Erlenauer Sprachgesellschaft"),),
    )
    first, second = organisations(concept)
    assert (first.name, first.short, first.sure) == ("Erlenauer Sprachgesellschaft", "ESG", True)
    reasons = {each.name: each.reason for each in first.spellings}
    assert (
        reasons["ESG"]
        == "Derselbe Name: „ESG“ steht nach dem Abkürzungsverzeichnis für „Erlenauer Sprachgesellschaft“."
    )
    assert (second.name, second.short) == ("KOI Talau", "")


@pytest.mark.parametrize(
    "text",
    [
        "Die Koordinierungsstelle Integration (KOI) berät.",
        "KOI (Koordinierungsstelle Integration) berät.",
    ],
)
def test_an_explanation_in_the_text_resolves(text: str) -> None:
    (found,) = organisations(named("KOI", "Koordinierungsstelle Integration", text=text))
    assert (found.name, found.short, found.sure) == ("Koordinierungsstelle Integration", "KOI", True)
    assert found.spellings[1].reason == (
        "Derselbe Name: „KOI“ steht nach der Erklärung im Text für „Koordinierungsstelle Integration“."
    )


def test_a_bracket_behind_the_name_is_its_short_form() -> None:
    (found,) = organisations(named(Holder("Koordinierungsstelle Integration", Role.LEAD, "KOI")))
    assert (found.name, found.short) == ("Koordinierungsstelle Integration", "KOI")
    (other,) = organisations(named(Holder("Sozialamt Talau", Role.LEAD, "AAW")))
    assert other.short == ""


def test_the_field_knows_more() -> None:
    (found,) = organisations(named("BAMF", "Bundesamt für Migration und Flüchtlinge"))
    assert (found.name, found.short) == ("Bundesamt für Migration und Flüchtlinge", "BAMF")
    (alone,) = organisations(named("Vhs"))
    assert (alone.name, alone.short) == ("Volkshochschule", "Vhs")


def test_the_list_of_the_text_comes_before_the_field() -> None:
    (found,) = organisations(named("IB", abbreviations=(("IB", "Interkulturelles Büro"),)))
    assert found.name == "Interkulturelles Büro"


def test_what_may_mean_several_things_stays_as_it_is() -> None:
    (found,) = organisations(named("BA"))
    assert (found.name, found.short) == ("BA", "")


def test_units_are_written_out_and_proper_names_are_not() -> None:
    found = organisations(named("FD Soziales", "AWO Kreisverband"))
    assert [each.name for each in found] == ["AWO Kreisverband", "Fachdienst Soziales"]
    assert found[1].spellings[0].name == "FD Soziales"


def test_the_name_that_repeats_itself_in_short() -> None:
    concept = named("Erlenauer Sprachgesellschaft ESG", "ESG", abbreviations=(("ESG", "Erlenauer Sprachgesellschaft"),))
    (found,) = organisations(concept)
    assert (found.name, found.short) == ("Erlenauer Sprachgesellschaft", "ESG")


def test_the_proposed_name_is_written_as_most_write_it() -> None:
    (found,) = organisations(named("Job-Center Talau", "Jobcenter Talau", "Jobcenter Talau", "jobcenter Talau"))
    assert found.name == "Jobcenter Talau"
    assert [each.name for each in found.spellings] == ["Jobcenter Talau", "Job-Center Talau", "jobcenter Talau"]
    assert found.spellings[0].uids == ("measure1", "measure2")
    assert found.uids == ("measure1", "measure2", "measure0", "measure3")


def test_no_house_in_particular() -> None:
    found = organisations(named("Vereinen", "Vereine", "Verein Talau"))
    assert [(each.name, each.generic, len(each.spellings)) for each in found] == [
        ("Vereine", True, 2),
        ("Verein Talau", False, 1),
    ]


def test_a_known_house_takes_its_spellings() -> None:
    house = Known("7", "Jobcenter Landkreis Talau", "JC", ("Jobcenter Talau", "ARGE Talau"))
    found = organisations(named("JC", "ARGE Talau", "Job-Center Talau", "Jobcenters Talau", "Sozialamt"), [house])
    known = next(each for each in found if each.ref == "7")
    assert (known.name, known.short) == ("Jobcenter Landkreis Talau", "JC")
    assert {each.name: each.certainty for each in known.spellings} == {
        "JC": 1.0,
        "ARGE Talau": 1.0,
        "Job-Center Talau": 1.0,
        "Jobcenters Talau": 0.9,
    }
    assert [each.name for each in found if each.ref is None] == ["Sozialamt"]


def test_a_known_house_is_asked_for_first() -> None:
    houses = [Known("1", "Jobcenter Talau"), Known("2", "Schulamt")]
    found = organisations(named("Jobcenter", "Schulamt Talau", authority="Landkreis Talau"), houses)
    assert [(each.ref, each.spellings[0].name, each.sure) for each in found] == [
        ("1", "Jobcenter", False),
        ("2", "Schulamt Talau", False),
    ]


def test_a_known_house_that_is_not_named_is_not_told() -> None:
    assert organisations(named("Sozialamt"), [Known("1", "Jobcenter")])[0].ref is None


def test_known_houses_are_never_asked_to_be_one() -> None:
    houses = [Known("1", "Stadt Talau"), Known("2", "Stadtverwaltung Talau")]
    found = organisations(named("Stadt Talau", "Stadtverwaltung Talau"), houses)
    assert [(each.ref, each.sure) for each in found] == [("1", True), ("2", True)]


def test_what_is_settled_is_left_out() -> None:
    assert told(organisations(named("Vereine", "Sozialamt"), without={key("vereine")})) == {
        "Sozialamt": {"Sozialamt": True}
    }


def test_where_a_name_stands() -> None:
    assert uses(named("A-Amt", "B-Amt", "A-Amt")) == {"A-Amt": ("measure0", "measure2"), "B-Amt": ("measure1",)}
    assert organisations(Concept("leer")) == ()


PARTS = [
    "Jobcenter",
    "Talau",
    "AWO",
    "Vereine",
    "der",
    "e.V.",
    "IIm-Kreis",
    "Ilm-Kreis",
    "FD",
    "und",
    "„",
    "Stadt",
    "1",
    "-",
]
NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map(" ".join) | st.text(min_size=1, max_size=30)


@given(st.lists(NAMES, max_size=12))
def test_every_name_stands_in_exactly_one_house(names: list[str]) -> None:
    concept = named(*names, authority="Ilm-Kreis")
    found = organisations(concept)
    spelled = [spelling.name for each in found for spelling in each.spellings]
    assert sorted(spelled) == sorted(uses(concept))
    assert found == organisations(concept)
    assert all(0 < spelling.certainty <= 1 for each in found for spelling in each.spellings)
    assert all(spelling.reason for each in found for spelling in each.spellings if not spelling.sure)


@pytest.mark.parametrize("name", [" ", "\t", "\u00a0", "-", "."])
def test_a_name_of_nothing_is_borne(name: str) -> None:
    concept = named(name, "Jobcenter", authority="Ilm-Kreis")
    assert sorted(spelling.name for each in organisations(concept) for spelling in each.spellings) == sorted(
        uses(concept)
    )


def test_a_thousand_names_take_half_a_second() -> None:
    names = [
        f"{kind} {place}{number}"
        for number in range(100)
        for kind in ("Jobcenter", "AWO")
        for place in ("Tal", "Brück-", "Sand", "Erlen", "Auen")
    ]
    concept = named(*names, text="Worum es geht. " * 5000)
    start = time.process_time()
    assert len(organisations(concept)) > 100
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("name", ["ilm-kreis", "talau-brueck", "weissenbrueck-schlecht"])
def test_specimens(shared: object, name: str) -> None:
    path = shared / "specimens" / f"{name}.docx"  # type: ignore[operator]  # a path
    concept = read.read(path.read_bytes(), path.name).concept
    found = organisations(concept)
    assert sorted(spelling.name for each in found for spelling in each.spellings) == sorted(uses(concept))
    if name == "ilm-kreis":
        centre = next(each for each in found if each.name == "Jobcenter Ilm-Kreis")
        assert {each.name: each.sure for each in centre.spellings} == {
            "Jobcenter IIm-Kreis": True,
            "Jobcenter Ilm-Kreis": True,
            "Jobcenter": False,
        }
