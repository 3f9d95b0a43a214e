"""Which elements a passage may mean, and why."""

from __future__ import annotations

import time

import pytest

from konzept.feedback.meant import Index, guesses, propose
from konzept.feedback.passages import PassageKind
from konzept.feedback.segment import segment
from konzept.model import Element, Kind


def measure(uid: str, number: str, text: str, kind: Kind = Kind.MEASURE) -> Element:
    return Element(uid, kind, number=number, text=text)


ELEMENTS = (
    Element("area0001", Kind.AREA, number="1", title="Sprache und Bildung"),
    Element("goal0011", Kind.GOAL, number="1.1", title="Alle finden einen passenden Sprachkurs."),
    measure("meas0111", "1.1.1", "Übersicht der Sprachkurse im Landkreis führen."),
    measure("meas0112", "1.1.2", "Sprachkurse mit Kinderbetreuung anbieten."),
    Element("area0002", Kind.AREA, number="2", title="Arbeit und Beruf"),
    measure("meas0211", "2.1.1", "Sprechstunde zur Anerkennung von Abschlüssen."),
    measure("meas0212", "2.1.2", "Wegweiser zur Anerkennung in fünf Sprachen."),
    measure("meas0002", "2", "Ein Betriebsfrühstück im Halbjahr."),
)
INDEX = Index(ELEMENTS)


def uids(words: str) -> list[str]:
    return [guess.uid for guess in guesses(words, INDEX)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Zu Maßnahme 1.1.2: mehr davon.", ["meas0112"]),
        ("Ziel 1.1 ist zu weit gefasst.", ["goal0011"]),
        ("Handlungsfeld 2: Arbeit fehlt.", ["area0002"]),
        ("HF 2 ist zu kurz.", ["area0002"]),
        ("Maßnahme 2 ist gut.", ["meas0002"]),
        ("M 2.1.1 und M 2.1.2 gehören zusammen.", ["meas0211", "meas0212"]),
        ("Maßnahmen 2.1.1, 2.1.2 und 1.1.1", ["meas0211", "meas0212", "meas0111"]),
        ("1.1.2 streichen.", ["meas0112"]),
        ("(siehe 2.1.1)", ["meas0211"]),
    ],
)
def test_numbers_say_what_is_meant(words: str, wanted: list[str]) -> None:
    assert uids(words)[: len(wanted)] == wanted
    assert all("genannt" in guess.why for guess in guesses(words, INDEX)[: len(wanted)])


@pytest.mark.parametrize(
    "words", ["am 1.1.2026", "um 1.1 Mio Euro", "Tel. 036/1.1.1-4", "Version 1.1.2.7.9", "11.1.2", "1.1.25 war es"]
)
def test_other_numbers_do_not(words: str) -> None:
    assert not any("genannt" in guess.why for guess in guesses(words, INDEX))


def test_else_words_do_and_are_named() -> None:
    (first, *_) = guesses("Wer passt auf die Kinder auf? Wir brauchen Kinderbetreuung beim Kurs.", INDEX)
    assert first.uid == "meas0112"
    assert first.why.startswith("gemeinsame Wörter: Kinderbetreuung")
    assert uids("Das Anerkennungsverfahren und die Sprechstunden")[0] == "meas0211"


def test_what_shares_nothing_gets_no_guess() -> None:
    assert uids("Der Bus fährt zu selten.") == []
    assert uids("") == []


def test_the_heading_counts_for_what_stands_below() -> None:
    text = "Zu Maßnahme 2.1.1:\n\nMehr Termine bitte.\n\nAuch abends.\n\nZu Maßnahme 1.1.1:\n\nGut so."
    found = propose(text, segment(text), INDEX)
    assert [passage.guesses[0].uid for passage in found] == ["meas0211", "meas0211", "meas0111"]
    assert found[1].guesses[0].why == "steht unter „Zu Maßnahme 2.1.1“"


def test_what_is_named_comes_before_what_only_shares_words() -> None:
    text = "Zu Maßnahme 2.1.2: Die Sprechstunde zur Anerkennung von Abschlüssen und der Wegweiser gehören zusammen."
    (found,) = propose(text, segment(text), INDEX)
    assert found.guesses[0].why == "genannt: Maßnahme 2.1.2"
    assert found.guesses[1].uid == "meas0211"


def test_a_heading_without_number_ends_it() -> None:
    text = "Zu Maßnahme 2.1.1:\n\nMehr Termine bitte.\n\nAllgemeines:\n\nDanke dafür."
    assert propose(text, segment(text), INDEX)[-1].guesses == ()


@pytest.mark.parametrize(
    ("words", "number"), [("Zu Maßnahme 9.9.9: weg.", "Maßnahme 9.9.9"), ("1.7.3 fehlt.", "1.7.3")]
)
def test_a_number_that_does_not_exist_is_said(words: str, number: str) -> None:
    (found,) = propose(words, segment(words), INDEX)
    assert found.hint == f"Genannt ist {number}; diese Nummer gibt es in der Runde nicht."


def test_only_points_get_guesses() -> None:
    text = "Guten Tag,\n\nMaßnahme 1.1.1 ist gut.\n\nMfG\nIda, Maßnahme 1.1.2"
    found = propose(text, segment(text), INDEX)
    assert [bool(passage.guesses) for passage in found] == [False, True, False]
    assert found[1].kind is PassageKind.POINT


def test_a_long_letter_on_a_long_concept_is_quick() -> None:
    elements = [
        measure(f"m{n}", f"1.{n}", f"Sprachkurse und Beratung in Ort {n} für viele Menschen anbieten")
        for n in range(300)
    ]
    index = Index(elements)
    text = "\n\n".join(f"Die Beratung in Ort {n} braucht mehr Sprachkurse und mehr Zeit." for n in range(200))
    begun = time.process_time()
    assert len(propose(text, segment(text), index)) == 200
    assert time.process_time() - begun < 10
