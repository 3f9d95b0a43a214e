"""A letter into passages, as a person would cut it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.feedback.passages import PassageKind, is_whole, words_in
from konzept.feedback.segment import is_lead, segment

LETTER = """Frauenhaus Erlenau e. V.
Marktstraße 3
07777 Erlenstadt

Landratsamt Erlenau
Frau Brandt

Erlenstadt, den 3. März 2026

Stellungnahme zum Integrationskonzept

Sehr geehrte Frau Brandt,

vielen Dank für die Gelegenheit zur Stellungnahme.

Zu Maßnahme 1.1.2:

Die Kurse mit Kinderbetreuung haben sich bewährt. Wir bitten
darum, sie auch abends anzubieten.

Die Finanzierung ist zu klären.

Allgemeines:
- Der Wegweiser sollte auf Ukrainisch erscheinen.
- Betriebe brauchen einen Ansprechpartner
  im Landratsamt.
2.1.2 fehlt uns ganz.

Für Rückfragen stehen wir gern zur Verfügung.

Mit freundlichen Grüßen

Ida Sommer
Geschäftsführerin
"""


def found(text: str) -> list[tuple[str, str]]:
    """(kind, words) of each passage, words in one line."""
    passages = segment(text)
    assert is_whole(text, passages)
    return [(passage.kind.value, " ".join(words_in(text, passage).split())) for passage in passages]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in found(text)]


def points(text: str) -> list[str]:
    return [words for kind, words in found(text) if kind == "point"]


def test_a_letter() -> None:
    assert points(LETTER) == [
        "Zu Maßnahme 1.1.2: Die Kurse mit Kinderbetreuung haben sich bewährt. Wir bitten darum, sie auch abends anzubieten.",
        "Die Finanzierung ist zu klären.",
        "Allgemeines: - Der Wegweiser sollte auf Ukrainisch erscheinen.",
        "- Betriebe brauchen einen Ansprechpartner im Landratsamt.",
        "2.1.2 fehlt uns ganz.",
    ]
    assert kinds(LETTER)[0] == "greeting"
    assert kinds(LETTER)[-1] == "signature"
    assert found(LETTER)[0][1].endswith("Gelegenheit zur Stellungnahme.")
    assert found(LETTER)[-1][1].startswith("Für Rückfragen")


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_without_words_there_is_nothing(text: str) -> None:
    assert segment(text) == ()


@pytest.mark.parametrize(
    "greeting",
    [
        "Sehr geehrte Damen und Herren,",
        "Liebe Frau Brandt,",
        "Guten Tag,",
        "Hallo zusammen,",
        "Lieber Jan",
        "Moin Frau Brandt,",
    ],
)
@pytest.mark.parametrize(
    "close",
    [
        "Mit freundlichen Grüßen",
        "Freundliche Grüße",
        "MfG",
        "Viele Grüße aus Erlenau",
        "i. A. Sommer",
        "Mit freundlichem Gruß",
    ],
)
def test_greetings_and_closes(greeting: str, close: str) -> None:
    text = f"{greeting}\n\nbitte mehr Kurse.\n\n{close}\nIda Sommer\n\nTel. 03677 1234"
    assert kinds(text) == ["greeting", "point", "signature"]


@pytest.mark.parametrize(
    "quoted",
    [
        "> Was meinen Sie?\n> Gruß",
        "Am 1. März 2026 um 10:12 schrieb Alma Brandt <a@b.example>:\n> Was meinen Sie?",
        "Am 1. März 2026 um 10:12 schrieb Alma Brandt\n<a@b.example>:\nWas meinen Sie?\n\nMit freundlichen Grüßen",
        "-----Ursprüngliche Nachricht-----\nVon: Alma Brandt\nGesendet: Montag\nAn: Ida\nBetreff: Frage\n\nWas meinen Sie?",
        "Von: Alma Brandt\nGesendet: Montag\nAn: Ida\nBetreff: Frage\n\nWas meinen Sie?\n\nzu Maßnahme 2.2.1",
        "On Mon, Mar 2, 2026 at 10:12 AM Alma <a@b.example> wrote:\n> What?",
    ],
)
def test_words_of_others_are_marked(quoted: str) -> None:
    assert kinds(f"Guten Tag,\n\nbitte mehr Kurse.\n\n{quoted}") == ["greeting", "point", "quoted"]


def test_answers_between_quoted_lines_are_points() -> None:
    text = (
        "Am 1. März 2026 schrieb Alma:\n> Was hat sich bewährt?\nDie Kurse am Abend.\n> Was fehlt?\nEin Lotsinnenbüro."
    )
    assert found(text) == [
        ("quoted", "Am 1. März 2026 schrieb Alma: > Was hat sich bewährt?"),
        ("point", "Die Kurse am Abend."),
        ("quoted", "> Was fehlt?"),
        ("point", "Ein Lotsinnenbüro."),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "---------- Weitergeleitete Nachricht ----------\nVon: Ida Sommer\nDatum: Montag\nBetreff: Kurse",
        "Von: Ida Sommer\nGesendet: Montag\nAn: Alma\nBetreff: Kurse",
        "-------- Forwarded Message --------\nSubject: Kurse\nFrom: Ida",
    ],
)
def test_what_was_only_passed_on_is_the_letter(head: str) -> None:
    text = f"{head}\n\nGuten Tag,\n\nbitte mehr Kurse.\n\nViele Grüße\nIda"
    assert kinds(text) == ["greeting", "point", "signature"]


def test_what_comes_after_the_signature_is_not_swallowed() -> None:
    text = "Guten Tag,\n\nsiehe unten.\n\nMit freundlichen Grüßen\nIda Sommer\n\nZu Maßnahme 2.2.1: mehr Kurse.\n\nP.S.: Danke für den Saal."
    assert points(text) == ["siehe unten.", "Zu Maßnahme 2.2.1: mehr Kurse.", "P.S.: Danke für den Saal."]
    long = " ".join(["Wir wünschen uns mehr Kurse am Abend."] * 5)
    assert points(f"siehe unten.\n\nMfG\nIda\n\n{long}") == ["siehe unten.", long]


def test_a_notice_below_the_signature_is_part_of_it() -> None:
    notice = "Diese E-Mail enthält vertrauliche Informationen. " * 8
    assert kinds(f"Mehr Kurse.\n\nMfG\nIda\n\n{notice}") == ["point", "signature"]


def test_numbered_points_are_points_and_dates_are_not() -> None:
    assert points("1. Mehr Kurse.\n2. Mehr Lotsinnen.\n   Auch am Abend.\na) Ein Büro.") == [
        "1. Mehr Kurse.",
        "2. Mehr Lotsinnen. Auch am Abend.",
        "a) Ein Büro.",
    ]
    assert points("Wir trafen uns am\n3. März und sprachen.") == ["Wir trafen uns am 3. März und sprachen."]


def test_headings_stand_with_what_follows() -> None:
    text = "Handlungsfeld 2 Arbeit\n\nZu Maßnahme 2.1.1\n\nMehr Termine.\n\nHandlungsfeld 3\n\nNichts."
    assert points(text) == ["Handlungsfeld 2 Arbeit Zu Maßnahme 2.1.1 Mehr Termine.", "Handlungsfeld 3 Nichts."]


@pytest.mark.parametrize(
    ("words", "wanted"), [("Zu 2.2.1:", True), ("Allgemeines", True), ("Das ist gut.", False), ("- Kurse", False)]
)
def test_leads(words: str, *, wanted: bool) -> None:
    assert is_lead(words) is wanted


def test_prose_before_the_greeting_is_no_letterhead() -> None:
    first = "Wir haben im Verein lange über das Konzept gesprochen und sind zu folgendem Schluss gekommen."
    assert points(f"{first}\n\nSehr geehrte Frau Brandt,\n\nmehr Kurse.")[0] == first


@given(st.text(alphabet="aB1 .:->\n\t–", max_size=200))
def test_any_text_is_whole(text: str) -> None:
    passages = segment(text)
    assert is_whole(text, passages) or not text.split()


def test_long_letters_are_quick() -> None:
    for text in (
        "Ein Satz mit Wörtern.\n" * 20_000,
        "Ein Absatz.\n\n" * 20_000,
        "> x\n" * 50_000,
        "Am 1. schrieb\n" * 20_000,
    ):
        begun = time.process_time()
        segment(text)
        assert time.process_time() - begun < 5


def test_the_passages_of_a_letter_keep_their_kinds() -> None:
    assert {passage.kind for passage in segment(LETTER)} <= set(PassageKind)
