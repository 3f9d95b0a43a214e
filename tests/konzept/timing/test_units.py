"""Parts of a year by their German names."""

from __future__ import annotations

import re

import pytest

from konzept.timing.units import RULES, Unit, around, count, month_number, stretch

NAMES = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def unit(text: str) -> Unit | None:
    """What the first rule that fits makes of a text."""
    for pattern, build in RULES:
        match = pattern.search(text)
        if match:
            return build(match)
    return None


@pytest.mark.parametrize(("number", "name"), [*enumerate(NAMES, 1)])
def test_months_in_full_short_and_declined(number: int, name: str) -> None:
    for text in (
        name,
        name.lower(),
        name.upper(),
        f"{name[:3]}.",
        f"des {name}s" if name not in {"März", "Mai"} else name,
    ):
        assert unit(text) == stretch(number, number), text
    assert month_number(name) == number


@pytest.mark.parametrize("text", ["Sept.", "Sept", "Septemberwoche", "SEPTEMBER"])
def test_september_in_its_spellings(text: str) -> None:
    assert unit(text) == stretch(9, 9)


@pytest.mark.parametrize("text", ["Maifeier", "Augustiner", "Märzen", "Dezentral", "Juniorteam", "Aprikose", "Okta"])
def test_words_that_only_begin_like_a_month(text: str) -> None:
    assert unit(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Q3", stretch(7, 9)),
        ("3. Quartal", stretch(7, 9)),
        ("III. Quartal", stretch(7, 9)),
        ("drittes Quartal", stretch(7, 9)),
        ("im dritten Quartal", stretch(7, 9)),
        ("letztes Quartal", stretch(10, 12)),
        ("Quartal II", stretch(4, 6)),
        ("1.–3. Quartal", stretch(1, 9, lasting=True)),
        ("I. und II. Quartal", stretch(1, 6, lasting=True)),
        ("Q2-Q4", stretch(4, 12, lasting=True)),
        ("1. Halbjahr", stretch(1, 6)),
        ("2. HJ", stretch(7, 12)),
        ("zweite Hälfte", stretch(7, 12)),
        ("H1", stretch(1, 6)),
        ("1. Schulhalbjahr", stretch(8, 1, lasting=True)),
        ("2. Schulhalbjahr", stretch(2, 7, lasting=True)),
        ("Schuljahr", Unit((8, 1), (7, 31), lasting=True)),
        ("Kita-Jahr", Unit((8, 1), (7, 31), lasting=True)),
        ("Schuljahresbeginn", Unit((8, 1), (8, 1))),
        ("Beginn des neuen Schuljahres", Unit((8, 1), (8, 1))),
        ("Schuljahresende", Unit((7, 31), (7, 31))),
        ("Wintersemester", stretch(10, 3, lasting=True)),
        ("SoSe", stretch(4, 9, lasting=True)),
        ("Jahresmitte", Unit((7, 1), (6, 30))),
        ("Jahresende", stretch(12, 12)),
        ("Jahresanfang", stretch(1, 1)),
        ("Ende des Jahres", stretch(12, 12)),
        ("Jahreswechsel", stretch(12, 12)),
        ("Frühling", stretch(3, 5)),
        ("Spätherbst", stretch(9, 11)),
        ("Winter", stretch(12, 2)),
        ("Sommerferien", stretch(7, 8)),
        ("Herbstferien", stretch(10, 10)),
        ("Winterferien", stretch(2, 2)),
        ("Sommersaison", stretch(1, 12, lasting=True)),
        ("8. März", Unit((3, 8), (3, 8))),
        ("31.03.", Unit((3, 31), (3, 31), close=True)),
        ("1.–15. Mai", Unit((5, 1), (5, 15), lasting=True)),
    ],
)
def test_parts_of_a_year(text: str, wanted: Unit) -> None:
    assert unit(text) == wanted


@pytest.mark.parametrize(
    "text", ["3. Halbjahr", "4. bis 2. Quartal", "15.–3. Mai", "Q5", "32.03.", "5.13.", "Halbjahr"]
)
def test_what_is_no_part_of_a_year(text: str) -> None:
    found = [build(match) for pattern, build in RULES if (match := re.fullmatch(pattern, text))]
    assert [each for each in found if each] == []


def test_months_go_over_the_turn_of_the_year() -> None:
    assert around(11, 2) == (11, 12, 1, 2)
    assert around(5, 5) == (5,)
    assert stretch(12, 2).months() == (12, 1, 2)
    assert Unit((7, 1), (6, 30)).months() == (6,)
    assert len(Unit((8, 1), (7, 31), lasting=True).months()) == 12


@pytest.mark.parametrize(
    ("word", "number"),
    [("1.", 1), ("2", 2), ("III", 3), ("iv.", 4), ("erste", 1), ("zweites", 2), ("vierten", 4), ("letzte", 4)],
)
def test_ordinals(word: str, number: int) -> None:
    assert count(word, 4) == number
