"""Rules about letters."""

from __future__ import annotations

import pytest

from tests.konzept.lint.ground import found, goal, measure, sentences


def spelled(*names: str) -> list[str]:
    return sentences(
        "holder_in_two_spellings",
        goal(
            "1", *(measure(str(index), f"Vorhaben {index}", responsibility=name) for index, name in enumerate(names, 1))
        ),
    )


def test_one_house_in_two_spellings() -> None:
    assert spelled("Jobcenter Sandau", "Jobcenter Sandau", "Job-Center Sandau") == [
        (
            "Maßnahme 3 „Vorhaben 3“ nennt „Job-Center Sandau“, sonst steht „Jobcenter Sandau“ (2-mal); "
            "schreiben Sie beides gleich, wenn dieselbe Stelle gemeint ist."
        )
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Volkshochschule", "Volkhochschule"),
        ("Jugendmigrationsdienst", "Jugendmigratonsdienst"),
        ("Kreissportbund", "Kreis-Sportbund"),
        ("Ausländerbehörde", "Auslanderbehörde"),
    ],
)
def test_likely_the_same(one: str, two: str) -> None:
    assert len(spelled(one, one, two)) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Jobcenter", "Jobcenters"),
        ("Bildungsträger", "Bildungsträgern"),
        ("kommunales Bildungsmanagement", "Kommunales Bildungsmanagement"),
        ("Grundschule 1", "Grundschule 2"),
        ("Fachdienst 51", "Fachdienst 52"),
        ("Sozialamt Aue", "Sozialamt Rue"),
        ("Jugendamt", "Schulamt"),
        ("IHK", "HWK"),
    ],
)
def test_two_houses_or_only_another_case(one: str, two: str) -> None:
    assert spelled(one, one, two) == []


def test_garbled_letters() -> None:
    text = "Der Ilm-Kreis und noch einmal der Ilm-Kreis"
    wrong = measure("2", "Kurse", text="Kurse im IIm-Kreis, IIm-Kreis")
    (finding,) = found("scanned_letters", goal("1", measure("1", text=text), wrong))
    assert finding.uid == wrong.uid
    assert finding.sentence == (
        "Maßnahme 2 „Kurse“ enthält „IIm-Kreis“ (im Konzept 2-mal), vermutlich falsch eingelesen statt „Ilm-Kreis“; prüfen Sie die Schreibweise."
    )


def test_clean_letters() -> None:
    assert not found("scanned_letters", measure("1", text="Der Ilm-Kreis"))
