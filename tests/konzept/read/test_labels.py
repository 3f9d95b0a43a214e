"""The vocabulary: what a label means, however it is printed."""

from __future__ import annotations

import pytest

from konzept.read.labels import (
    PLURALS,
    VOCABULARY,
    Meaning,
    announces_dropped,
    announces_guiding,
    folded,
    is_undecided,
    meaning,
    means_resources,
    section,
    told,
)


@pytest.mark.parametrize("word", [(word, found) for found, words in VOCABULARY.items() for word in words])
def test_every_word_of_the_vocabulary_is_known(word: tuple[str, Meaning]) -> None:
    label, wanted = word
    assert meaning(label) is wanted
    assert meaning(f"**{label}:**") is wanted
    assert meaning(label.upper()) is wanted


def test_no_word_means_two_things() -> None:
    every = [folded(word) for words in VOCABULARY.values() for word in words]
    assert len(every) == len(set(every))


def test_plurals_are_words_of_the_vocabulary() -> None:
    assert {word for words in VOCABULARY.values() for word in words} >= PLURALS


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("Maßnahme (n)", Meaning.MEASURE),
        ("Maßnahme(n)", Meaning.MEASURE),
        ("Maßnahme 12", Meaning.MEASURE),
        ("Maßnahme 3a", Meaning.MEASURE),
        ("MASSNAHME", Meaning.MEASURE),
        ("Zuständigkeit(en)", Meaning.RESPONSIBLE),
        ("Verantwortl.", Meaning.RESPONSIBLE),
        ("Zuständigkeiten:", Meaning.RESPONSIBLE),
        ("Zuständigkeit / Verantwortung", Meaning.RESPONSIBLE),
        ("Beteiligte und Partner", Meaning.PARTNERS),
        ("Stan/d", Meaning.DETAIL),
        ("Zeit- raum", Meaning.TERM),
        ("Indikator(en)", Meaning.DETAIL),
        ("Lfd. Nr.", Meaning.NUMBER),
        ("Nr.", Meaning.NUMBER),
        ("bis wann?", Meaning.TERM),
        ("Sozialamt", None),
        ("Förderung von Frauen", None),
        ("Ziel ist es, allen zu helfen", None),
        ("Termin und Sonstiges", None),
        ("", None),
        ("1", None),
        ("Z.", None),
        ("x" * 61, None),
    ],
)
def test_meaning(label: str, wanted: Meaning | None) -> None:
    assert meaning(label) is wanted


@pytest.mark.parametrize(
    ("label", "wanted"),
    [("Stan/d:", "stand"), ("  Maßnahme (n) ", "massnahme"), ("Akteur*innen", "akteur"), ("Lfd. Nr.", "lfd. nr")],
)
def test_folded(label: str, wanted: str) -> None:
    assert folded(label) == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Inhaltsverzeichnis", "toc"),
        ("INHALT", "toc"),
        ("Impressum", "imprint"),
        ("**Abkürzungsverzeichnis**", "abbreviations"),
        ("Abkürzungen:", "abbreviations"),
        ("Anlage 2: Abkürzungen", "abbreviations"),
        ("7 Literatur- und Quellenverzeichnis", "sources"),
        ("Anhang A Quellen", "sources"),
        ("Literatur und Leben", None),
        ("Vorwort", None),
    ],
)
def test_section(title: str, wanted: str | None) -> None:
    assert section(title) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Folgende Maßnahmen wurden nicht aufgenommen:", True),
        ("Nachstehende Maßnahmen werden nicht weiter verfolgt:", True),
        ("Entfallene Maßnahmen", True),
        ("Diese Ziele sind entfallen", True),
        ("Maßnahmen, die gestrichen wurden", True),
        ("Folgende Personen wurden nicht aufgenommen", False),
        ("Die Maßnahmen werden fortgeführt", False),
    ],
)
def test_announces_dropped(text: str, wanted: bool) -> None:  # noqa: FBT001 - a table of cases
    assert announces_dropped(text) is wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [("3. Leitsätze", True), ("Leitziele", True), ("Unsere Leitlinien", True), ("Leitbild", False), ("Ziele", False)],
)
def test_announces_guiding(title: str, wanted: bool) -> None:  # noqa: FBT001 - a table of cases
    assert announces_guiding(title) is wanted


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Kosten", "Kosten"),
        ("Aufwand", "Aufwand (Kosten)"),
        ("Punkte", "Punkte (Priorität)"),
        ("Sachstand 2024", "Sachstand 2024"),
        ("Erwartete Auswirkungen", "Erwartete Auswirkungen (Indikator)"),
        ("Hintergrund", "Hintergrund (Ausgangslage)"),
        ("Ort", "Ort"),
        ("Zuständigkeit", "Zuständigkeit"),
    ],
)
def test_a_label_gets_its_meaning_where_the_word_alone_does_not_say_it(label: str, shown: str) -> None:
    assert told(label) == shown


@pytest.mark.parametrize("value", ["€€", "o. M.", "5.000 Euro im Jahr", "0,5 Stellen", "kostenneutral", "keine"])
def test_resources_are_known_by_their_words(value: str) -> None:
    assert means_resources(value)


def test_prose_is_no_resource() -> None:
    assert not means_resources("Es fehlen Plätze in den Kursen.")


def test_only_some_words_are_undecided() -> None:
    assert is_undecided("Bedarf:")
    assert not is_undecided("Gesamtkosten")
