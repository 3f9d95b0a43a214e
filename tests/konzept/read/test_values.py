"""Values that only the whole document explains."""

from __future__ import annotations

import pytest

from tests.konzept.read.builders import measures, read_word, table, word


def fields_of(label: str, *values: str) -> list[dict[str, str]]:
    """The values of measures that stand in the rows of one table, one column beside their wording."""
    document = word()
    document.add_heading("Integrationskonzept Auenland", 0)
    document.add_heading("Handlungsfeld 1: Sprache", 1)
    rows = [[str(at), f"Angebot {at}", "Amt", value] for at, value in enumerate(values, 1)]
    table(document, [["Nr.", "Maßnahme", "Federführung", label], *rows])
    return [dict(each.fields) for each in measures(read_word(document).concept)]


def test_a_need_of_money_is_a_cost() -> None:
    assert fields_of("Bedarf", "€€", "o. M.", "5.000 Euro") == [
        {"Bedarf (Kosten)": "€€"},
        {"Bedarf (Kosten)": "o. M."},
        {"Bedarf (Kosten)": "5.000 Euro"},
    ]


def test_a_need_in_words_is_none() -> None:
    assert fields_of("Bedarf", "Es fehlen Plätze.", "Viele fragen danach.") == [
        {"Bedarf": "Es fehlen Plätze."},
        {"Bedarf": "Viele fragen danach."},
    ]


@pytest.mark.parametrize(("label", "shown"), [("Quick-Win", "Quick-Win (Priorität)"), ("Status", "Status")])
def test_other_labels_have_their_meaning_by_themselves(label: str, shown: str) -> None:
    assert fields_of(label, "ja") == [{shown: "ja"}]
