"""How often something comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.timing.rhythm import duration, find, number

WORDS = {2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 10: "zehn", 12: "zwölf"}


def every(text: str) -> list[str | None]:
    return [rhythm.every for rhythm in find(text)]


@given(st.sampled_from(sorted(WORDS)), st.sampled_from([("Jahr", "Jahre"), ("Monat", "Monate"), ("Woche", "Woche")]))
def test_every_so_many(count: int, unit: tuple[str, str]) -> None:
    wanted = [duration(count, unit[0])]
    for text in (
        f"alle {count} {unit[1]}n",
        f"alle {WORDS[count]} {unit[1]}n",
        f"im Abstand von {WORDS[count]} {unit[1]}n",
        f"Turnus von {count} {unit[1]}n",
    ):
        assert every(text) == wanted, text


@given(st.sampled_from(sorted(WORDS)))
def test_years_in_a_cycle(count: int) -> None:
    for text in (
        f"im {count}-Jahres-Turnus",
        f"im {WORDS[count]}jährigen Turnus",
        f"{WORDS[count].capitalize()}-Jahres-Rhythmus",
        f"im {WORDS[count].capitalize()}jahresrhythmus",
        f"{WORDS[count]}jährlich",
        f"{count}-jährlich",
        f"in {count}-Jahres-Abständen",
    ):
        assert every(text) == [f"P{count}Y"], text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("jährlich", "P1Y"),
        ("alljährlich", "P1Y"),
        ("jährliche Sitzung", "P1Y"),
        ("jedes Jahr", "P1Y"),
        ("jedes Schuljahr", "P1Y"),
        ("pro Jahr", "P1Y"),
        ("p. a.", "P1Y"),
        ("p.a.", "P1Y"),
        ("saisonal", "P1Y"),
        ("Jahresturnus", "P1Y"),
        ("jedes zweite Jahr", "P2Y"),
        ("halbjährlich", "P6M"),
        ("halbjährig", "P6M"),
        ("semesterweise", "P6M"),
        ("jedes Halbjahr", "P6M"),
        ("vierteljährlich", "P3M"),
        ("quartalsweise", "P3M"),
        ("je Quartal", "P3M"),
        ("alle drei Monate", "P3M"),
        ("alle 2 Quartale", "P6M"),
        ("monatlich", "P1M"),
        ("mtl.", "P1M"),
        ("jeden Monat", "P1M"),
        ("zweimonatlich", "P2M"),
        ("alle 24 Monate", "P2Y"),
        ("wöchentlich", "P1W"),
        ("zweiwöchentlich", "P2W"),
        ("14-tägig", "P2W"),
        ("14-täglich", "P2W"),
        ("vierzehntägig", "P2W"),
        ("alle 14 Tage", "P2W"),
        ("alle 10 Tage", "P10D"),
        ("werktäglich", "P1D"),
        ("montags", "P1W"),
        ("jeden Freitag", "P1W"),
        ("jeden zweiten Freitag", "P2W"),
        ("jeden ersten Freitag im Monat", "P1M"),
        ("am letzten Montag des Monats", "P1M"),
        ("einmal im Jahr", "P1Y"),
        ("1-2x im Jahr", "P1Y"),
        ("mehrmals im Jahr", "P1Y"),
        ("ein- bis zweimal im Jahr", "P1Y"),
        ("zwei Treffen im Jahr", "P1Y"),
        ("einmal in der Woche", "P1W"),
        ("3x/Monat", "P1M"),
        ("2x pro Quartal", "P3M"),
        ("alle zwei bis drei Jahre", None),
        ("alle 6–8 Wochen", None),
        ("einmal pro Legislaturperiode", None),
        ("je Wahlperiode", None),
    ],
)
def test_one_rhythm(text: str, wanted: str | None) -> None:
    assert every(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "im Jahr 2026",
        "fortlaufend",
        "zweijähriges Projekt",
        "im September",
        "Jahrestag",
        "2 Jahre",
        "mehrjährig",
        "des Samstagskurses",
        "eine Woche",
    ],
)
def test_no_rhythm(text: str) -> None:
    assert every(text) == []


def test_two_rhythms_in_their_order() -> None:
    assert every("monatlich bzw. wöchentlich") == ["P1M", "P1W"]


def test_the_place_in_the_phrase() -> None:
    (rhythm,) = find("Bericht halbjährlich im Rat")
    assert "Bericht halbjährlich im Rat"[rhythm.begin : rhythm.end] == "halbjährlich"


def test_durations_in_their_largest_unit() -> None:
    assert [
        duration(18, "monat"),
        duration(12, "monat"),
        duration(14, "tag"),
        duration(3, "tag"),
        duration(1, "schuljahr"),
    ] == ["P18M", "P1Y", "P2W", "P3D", "P1Y"]


def test_numbers_in_words() -> None:
    assert [number(word) for word in ("7", "zwei", "zweiten", "Drei", "dritte", "vierundzwanzig")] == [
        7,
        2,
        2,
        3,
        3,
        24,
    ]
