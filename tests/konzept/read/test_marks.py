"""Lines that open a part, and lines that only begin like one."""

from __future__ import annotations

import pytest

from konzept.model import Kind
from konzept.read.marks import chapter, clean_number, mark, without_signs

AREA, GOAL, MEASURE, GUIDING = Kind.AREA, Kind.GOAL, Kind.MEASURE, Kind.GUIDING_GOAL


@pytest.mark.parametrize(
    ("text", "kind", "label", "number", "title"),
    [
        ("Handlungsfeld 1: Wohnen", AREA, "Handlungsfeld 1", "1", "Wohnen"),
        ("3.1 Handlungsfeld 1: Wohnen", AREA, "Handlungsfeld 1", "1", "Wohnen"),
        ("3.1 Handlungsfeld Wohnen", AREA, "Handlungsfeld", "3.1", "Wohnen"),
        ("HANDLUNGSFELD 2 – BILDUNG", AREA, "HANDLUNGSFELD 2", "2", "BILDUNG"),
        ("HF 3 Arbeit", AREA, "HF 3", "3", "Arbeit"),
        ("HF3 Arbeit", AREA, "HF3", "3", "Arbeit"),
        ("Handlungsfeld A. Sprache", AREA, "Handlungsfeld A", "A", "Sprache"),
        ("Handlungsfeld IV: Sport", AREA, "Handlungsfeld IV", "IV", "Sport"),
        ("Querschnittsthema: Teilhabe", AREA, "Querschnittsthema", None, "Teilhabe"),
        ("Themenfeld Wohnen", AREA, "Themenfeld", None, "Wohnen"),
        ("Handlungsziel 1.1", GOAL, "Handlungsziel 1.1", "1.1", None),
        ("**Handlungsziel 3.4.1**", GOAL, "Handlungsziel 3.4.1", "3.4.1", None),
        ("Handlungsziel 1.1 Mehr Wohnraum", GOAL, "Handlungsziel 1.1", "1.1", "Mehr Wohnraum"),
        ("Handlungsziel 2.2 🚧 Gute Kurse", GOAL, "Handlungsziel 2.2", "2.2", "Gute Kurse"),
        ("🏡 Handlungsziel 2.2", GOAL, "Handlungsziel 2.2", "2.2", None),
        ("Teilziel 1.2: Alle wissen Bescheid.", GOAL, "Teilziel 1.2", "1.2", "Alle wissen Bescheid."),
        ("Ziel A.1 Alle lernen", GOAL, "Ziel A.1", "A.1", "Alle lernen"),
        ("Ziel Nr. 4: Gesund leben", GOAL, "Ziel Nr. 4", "4", "Gesund leben"),
        ("Strategisches Ziel 2: Frieden", GOAL, "Strategisches Ziel 2", "2", "Frieden"),
        ("Oberziel: Alle sind gemeint", GOAL, "Oberziel", None, "Alle sind gemeint"),
        ("Maßnahme (n)", MEASURE, "Maßnahme (n)", None, None),
        ("Maßnahme 12a: Lesekreis", MEASURE, "Maßnahme 12a", "12a", "Lesekreis"),
        ("M 1.1.1", MEASURE, "M 1.1.1", "1.1.1", None),
        ("M 1.1.1 Lesekreis", MEASURE, "M 1.1.1", "1.1.1", "Lesekreis"),
        ("M1.2: Chor", MEASURE, "M1.2", "1.2", "Chor"),
        ("Projekt 7 – Chor", MEASURE, "Projekt 7", "7", "Chor"),
        ("Leitziel 1", GUIDING, "Leitziel 1", "1", None),
        ("Leitsatz 2: Wir hören zu", GUIDING, "Leitsatz 2", "2", "Wir hören zu"),
        ("Vision", GUIDING, "Vision", None, None),
    ],
)
def test_mark(text: str, kind: Kind, label: str, number: str | None, title: str | None) -> None:
    found = mark(text)
    assert found is not None
    assert (found.kind, found.label, found.number, found.title) == (kind, label, number, title)
    assert not found.continued


@pytest.mark.parametrize(
    "text",
    [
        "Handlungsfelder, Ziele und Maßnahmen",
        "Leitsätze",
        "3. Leitsätze",
        "Maßnahmen zur Förderung",
        "Maßnahmenkatalog",
        "Zielgruppe: Frauen",
        "Zieldefinition 1",
        "Projektträger",
        "Visionen 2030",
        "12a Lesekreis",
        "3.1 Wohnen",
        "A 1.2 Straße nach Auen",
        "Wohnen",
        "",
        "🏡",
    ],
)
def test_no_mark(text: str) -> None:
    assert mark(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Fortsetzung Handlungsziel 2.1", "2.1"),
        ("noch Handlungsziel 2.1", "2.1"),
        ("Fortsetzung von Ziel 3: Wohnen", "3"),
        ("Handlungsziel 2.3 (Fortsetzung)", "2.3"),
    ],
)
def test_continued(text: str, number: str) -> None:
    found = mark(text)
    assert found is not None
    assert found.continued
    assert found.number == number


@pytest.mark.parametrize(
    ("text", "separated"),
    [
        ("Handlungsfeld 3: Arbeit", True),
        ("Handlungsfeld 3", True),
        ("Handlungsfeld 3\tArbeit", True),
        ("Handlungsfeld 3 wurde neu aufgenommen.", False),
        ("Ziel ist es, zu helfen", False),
        ("Ziel: helfen", True),
    ],
)
def test_separated(text: str, separated: bool) -> None:  # noqa: FBT001 - a table of cases
    found = mark(text)
    assert found is not None
    assert found.separated is separated


def test_the_number_of_the_chapter_is_kept_beside() -> None:
    found = mark("3.1 Handlungsfeld 1: Wohnen")
    assert found is not None
    assert found.chapter == "3.1"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 Vorwort", ("1", "Vorwort")),
        ("1.   Einleitung", ("1", "Einleitung")),
        ("3.1.2. Wohnen", ("3.1.2", "Wohnen")),
        ("IV. Ausblick", ("IV", "Ausblick")),
        ("A) Anhang", ("A", "Anhang")),
        ("2020 war ein Jahr", (None, "2020 war ein Jahr")),
        ("A Wohnen", (None, "A Wohnen")),
        ("Vorwort", (None, "Vorwort")),
        ("**Vorwort**", (None, "Vorwort")),
    ],
)
def test_chapter(text: str, wanted: tuple[str | None, str]) -> None:
    assert chapter(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("3.1.", "3.1"), ("a)", "a"), ("12a", "12a"), ("", None), (None, None), ("..", None)]
)
def test_clean_number(text: str | None, wanted: str | None) -> None:
    assert clean_number(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("🚧 Kurse 🚧 Chöre", "Kurse Chöre"),
        ("\uf0b7 Punkt", "Punkt"),
        ("→ weiter", "weiter"),
        ("Preis: 5 €", "Preis: 5 €"),
    ],
)
def test_without_signs(text: str, wanted: str) -> None:
    assert without_signs(text) == wanted
