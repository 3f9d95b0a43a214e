"""Short forms and misread words."""

from __future__ import annotations

import pytest

from konzept.organisations.lexicon import explained, lexicon, stands_for
from tests.konzept.organisations.ground import named


@pytest.mark.parametrize(
    ("short", "text", "long"),
    [
        ("KOI", "Die Koordinierungsstelle Integration (KOI) berät.", "Koordinierungsstelle Integration"),
        ("NBT", "Unser Netzwerk für Bildung im Tal (NBT)", "Netzwerk für Bildung im Tal"),
        ("KOI", "KOI (Koordinierungsstelle Integration)", "Koordinierungsstelle Integration"),
        ("KOI", "Wir beraten (KOI).", None),
        ("KOI", "KOI (immer montags geöffnet)", None),
        ("KOI", "Nichts davon.", None),
    ],
)
def test_explained_in_the_text(short: str, text: str, long: str | None) -> None:
    assert explained(short, text) == long


def test_what_a_short_form_may_stand_for() -> None:
    assert stands_for("VHS", "Volkshochschule")
    assert not stands_for("VHS", "Verein")
    assert not stands_for("AAW", "Sozialamt Talau")
    assert not stands_for("KOI", "KOI")


def test_who_says_so() -> None:
    concept = named(
        "ESG",
        "VHS",
        "KOI",
        "BA",
        "XYZ",
        abbreviations=(("ESG", "Erlenauer Sprachgesellschaft"),),
        text="Koordinierungsstelle Integration (KOI)",
    )
    meanings = lexicon(concept, ["ESG", "VHS", "KOI", "BA", "XYZ"]).meanings
    assert {short: (meaning.said, meaning.sure) for short, meaning in meanings.items()} == {
        "ESG": ("nach dem Abkürzungsverzeichnis", True),
        "VHS": ("allgemein", True),
        "KOI": ("nach der Erklärung im Text", True),
        "BA": ("allgemein", False),
    }


def test_a_misread_word_is_mended_with_its_endings() -> None:
    words = lexicon(named("Amt Ilm-Kreis", "Amt IIm-Kreis", "Amt des IIm-Kreises"), ["Amt Ilm-Kreis", "Amt IIm-Kreis"])
    assert words.mend("Amt des IIm-Kreises") == "Amt des Ilm-Kreises"
    assert words.mend("Amt Ilm-Kreis") == "Amt Ilm-Kreis"


def test_written_out() -> None:
    words = lexicon(named("FD Soziales", "Abt. Recht", "FD"), ["FD Soziales", "Abt. Recht", "FD"])
    assert words.unfold_units("FD Soziales") == "Fachdienst Soziales"
    assert words.unfold_units("Abt. Recht") == "Abteilung Recht"
    assert words.unfold_units("FD") == "FD"
