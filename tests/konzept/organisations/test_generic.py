"""Names that mean no house in particular."""

from __future__ import annotations

import pytest

from konzept.organisations.generic import is_generic


@pytest.mark.parametrize(
    "name",
    [
        "alle Beteiligten",
        "weitere Träger",
        "Ehrenamtliche",
        "Vereine",
        "Vereinen",
        "diverse Vereine",
        "freie Träger der Jugendhilfe",
        "Städte und Gemeinden",
        "Schulen im Landkreis",
        "Kitas, Schulen",
        "KooperationspartnerInnen",
        "Vermieter*innen",
        "Akteur:innen vor Ort",
        "regionales Netzwerk",
        "regionalen sowie international aktiven Bildungsträgern",
        "Betreiber der Unterkünfte",
        "Integrationsbeauftragte der Gemeinden",
        "Gemeinden als Schulträger",
        "zuständige Behörden",
        "örtliche Presse",
        "Migrantenorganisationen",
    ],
)
def test_several_or_all(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize(
    "name",
    [
        "Jobcenter",
        "Jugendamt",
        "Verein Nah und Fern e.V.",
        "Kinder- und Jugendhilfe Talau",
        "Netzwerk Courage e.V.",
        "Integrationsbeauftragte",
        "Kreisverband der Kleingärtner",
        "Ärzteverein",
        "Land",
        "Bund",
        "Polizei",
        "Amt für Soziales und Gesundheit",
        "Moscheegemeinde Brück",
        "Stadt Talau",
        "Arbeitskreis Schule-Wirtschaft",
        "AWO",
        "…",
    ],
)
def test_one_house(name: str) -> None:
    assert not is_generic(name)
