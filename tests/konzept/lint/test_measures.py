"""Rules about measures."""

from __future__ import annotations

import pytest

from konzept.lint.measures import german_date
from konzept.model import EditionMark, Kind, Responsibility
from tests.konzept.lint.ground import element, found, goal, measure, sentences


def test_a_sound_measure_has_nothing_to_mend() -> None:
    for rule in (
        "without_responsible",
        "without_term",
        "unclear_term",
        "without_indicator",
        "ongoing_without_milestone",
    ):
        assert found(rule, goal("1", measure("1.1"))) == []


@pytest.mark.parametrize(
    "cell", [None, Responsibility(""), Responsibility("-"), Responsibility("offen"), Responsibility("N. N.")]
)
def test_nobody_is_responsible(cell: Responsibility | None) -> None:
    lacking = measure("1.1", "Sprachcafé", responsibility=cell)
    (finding,) = found("without_responsible", goal("1", lacking))
    assert finding.uid == lacking.uid
    assert finding.place == "Handlungsziel 1, Maßnahme 1.1"
    assert (
        finding.sentence
        == "Maßnahme 1.1 „Sprachcafé“ nennt niemanden, der zuständig ist; tragen Sie ein, wer die Federführung hat."
    )


def test_the_goal_may_say_who_is_responsible() -> None:
    assert not found("without_responsible", goal("1", measure("1.1", responsibility=None), responsibility="Sozialamt"))


def test_the_same_as_above_is_somebody() -> None:
    assert not found("without_responsible", measure("1.1", responsibility=Responsibility("s. o.")))


@pytest.mark.parametrize("term", [None, "", "–", "noch offen", "k. A."])
def test_no_term(term: str | None) -> None:
    assert sentences("without_term", measure("1.1", "Sprachcafé", timing=term)) == [
        "Maßnahme 1.1 „Sprachcafé“ hat keinen Termin; tragen Sie ein, bis wann oder ab wann sie umgesetzt wird."
    ]
    assert not found("unclear_term", measure("1.1", timing=term))


def test_the_term_of_the_goal_counts() -> None:
    assert not found("without_term", goal("1", measure("1.1", timing=None), timing="fortlaufend"))


def test_a_term_that_says_nothing() -> None:
    assert sentences("unclear_term", measure("1.1", "Sprachcafé", timing="im Blick behalten")) == [
        (
            "Maßnahme 1.1 „Sprachcafé“ hat den Termin „im Blick behalten“, aus dem kein Zeitpunkt hervorgeht; "
            "nennen Sie ein Datum, einen Zeitraum oder einen Turnus."
        )
    ]
    assert not found("unclear_term", measure("1.1", timing="alle zwei Jahre"))
    assert not found("unclear_term", measure("1.1", timing=None))


def test_a_term_before_the_edition_began() -> None:
    late, sound = measure("1.1", "Sprachcafé", timing="bis 2021"), measure("1.2", timing="bis 2025")
    edition = EditionMark(valid_from="2023-01-01")
    assert sentences("term_before_edition", late, sound, edition=edition) == [
        (
            "Maßnahme 1.1 „Sprachcafé“ war schon am 31.12.2021 fällig, bevor diese Fassung am 01.01.2023 beginnt; "
            "setzen Sie einen neuen Termin oder lassen Sie die Maßnahme entfallen."
        )
    ]
    assert found("term_before_edition", late, edition=EditionMark(date="2023-05-02"))
    assert not found("term_before_edition", late, measure("1.3", timing=None))


def test_a_german_date() -> None:
    assert german_date("2025-03-09") == "09.03.2025"


@pytest.mark.parametrize(
    "label",
    [
        "Indikatoren",
        "Indikator",
        "Erfolgskriterien",
        "Erfolgskontrolle",
        "Messgröße",
        "Kennzahlen",
        "Erwartete Auswirkungen",
    ],
)
def test_fields_that_are_indicators(label: str) -> None:
    assert not found("without_indicator", measure("1.1", fields={label: "40 Plätze"}))


@pytest.mark.parametrize("fields", [{}, {"Kosten": "3.000 €"}, {"Indikatoren": "–"}, {"Indikatoren": "k. A."}])
def test_no_indicator(fields: dict[str, str]) -> None:
    assert sentences("without_indicator", measure("1.1", "Sprachcafé", fields=fields)) == [
        "Maßnahme 1.1 „Sprachcafé“ hat keinen Indikator; beschreiben Sie, woran Sie den Erfolg erkennen."
    ]


@pytest.mark.parametrize("term", ["fortlaufend", "ab 2024", "D", "seit 2015 laufend"])
def test_for_ever_without_a_milestone(term: str) -> None:
    assert sentences("ongoing_without_milestone", measure("1.1", "Sprachcafé", timing=term)) == [
        f"Maßnahme 1.1 „Sprachcafé“ läuft „{term}“ ohne Zwischenschritt; ergänzen Sie einen Meilenstein, an dem Sie den Stand prüfen."
    ]


@pytest.mark.parametrize(
    "term",
    [
        "fortlaufend, Evaluation 2026",
        "fortlaufend bis 2027",
        "jährlich im Mai",
        "2025–2027",
        "bis 2027, danach fortlaufend",
    ],
)
def test_terms_that_come_to_a_point(term: str) -> None:
    assert not found("ongoing_without_milestone", measure("1.1", timing=term))


def test_a_goal_without_a_measure() -> None:
    bare = goal("2", title="Wohnen")
    (finding,) = found("goal_without_measure", goal("1", measure("1.1")), bare)
    assert finding.uid == bare.uid
    assert (
        finding.sentence
        == "Handlungsziel 2 „Wohnen“ hat keine Maßnahme; ergänzen Sie eine, oder sagen Sie im Text, warum es keine gibt."
    )


def test_a_measure_further_below_is_one() -> None:
    assert not found("goal_without_measure", goal("1", goal("1.1", measure("1.1.1"))))


TEXT = "Das Sprachcafé öffnet zweimal in der Woche für alle, die in Gesellschaft Deutsch üben wollen"


def test_the_same_measure_twice() -> None:
    first, second = measure("1.1", "Sprachcafé", text=TEXT), measure("2.3", "Sprachcafé", text=f"{TEXT}.")
    (finding,) = found("said_twice", goal("1", first), goal("2", second))
    assert finding.uid == second.uid
    assert finding.sentence == (
        "Maßnahme 2.3 „Sprachcafé“ steht fast wortgleich schon als Maßnahme 1.1 „Sprachcafé“; "
        "führen Sie beide zusammen, oder machen Sie den Unterschied deutlich."
    )


def test_other_words_are_another_measure() -> None:
    assert not found(
        "said_twice",
        measure("1", "Sprachcafé", text=TEXT),
        measure("2", "Fahrradkurs", text="Frauen lernen an vier Nachmittagen das Radfahren"),
    )
    assert not found("said_twice", measure("1", "Kurse für Eltern"), measure("2", "Kurse für Kinder"))
    assert not found("said_twice", element(Kind.MEASURE), element(Kind.MEASURE))


def test_short_ones_are_the_same_only_word_by_word() -> None:
    assert found("said_twice", measure("1", "Sprachcafé"), measure("2", "Sprachcafé"))
