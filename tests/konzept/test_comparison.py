"""Two texts word by word: both can be had back, and little is marked where little changed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.comparison import Segment, compared
from tests.konzept.strategies import texts

OPS = {"=": "{}", "-": "[-{}-]", "+": "[+{}+]"}


def marked(old: str, new: str) -> str:
    return "".join(OPS[segment.op].format(segment.text) for segment in compared(old, new))


@given(texts(wild=True) | st.just(""), texts(wild=True) | st.just(""))
def test_both_texts_can_be_had_back(old: str, new: str) -> None:
    segments = compared(old, new)
    assert "".join(segment.text for segment in segments if segment.op != "+") == old
    assert "".join(segment.text for segment in segments if segment.op != "-") == new
    assert all(segment.text for segment in segments)


@given(texts(), texts())
def test_neighbours_differ(old: str, new: str) -> None:
    ops = [segment.op for segment in compared(old, new)]
    assert all(one != other for one, other in pairwise(ops))


@given(texts(wild=True))
def test_the_same_text_stays_in_one_piece(text: str) -> None:
    assert compared(text, text) == (Segment("=", text),)


def test_nothing_against_nothing_is_nothing() -> None:
    assert compared("", "") == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "neu", "[+neu+]"),
        ("alt", "", "[-alt-]"),
        (
            "Überblick über das Angebot an Kursen",
            "Überblick über das regionale Angebot an Kursen",
            "Überblick über das [+regionale +]Angebot an Kursen",
        ),
        (
            "Für die Förderung sind Mittel da.",
            "Für die Früherkennung sind Mittel da.",
            "Für die [-Förderung-][+Früherkennung+] sind Mittel da.",
        ),
        ("Kurse für Frauen.", "Kurse für Frauen und Männer.", "Kurse für Frauen[+ und Männer+]."),
        ("Ein Bericht, jährlich.", "Ein Bericht jährlich.", "Ein Bericht[-,-] jährlich."),
        ("bis Ende 2021", "bis Ende 2022", "bis Ende [-2021-][+2022+]"),
        ("fortlaufend", "jährlich im März", "[-fortlaufend-][+jährlich im März+]"),
    ],
)
def test_words_are_marked_whole(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_a_wholly_other_sentence_is_replaced_in_one_piece() -> None:
    old, new = "Der Landkreis stellt Räume bereit.", "Im Herbst beginnt ein Lehrgang für Dolmetscherinnen."
    assert marked(old, new) == f"[-{old}-][+{new}+]"


def test_list_items_are_compared_one_by_one() -> None:
    old = "Wir bieten:\n\n• Kurse am Abend\n• Beratung zur Arbeit\n• Hilfe beim Umzug"
    new = "Wir bieten:\n\n• Kurse am Abend und Samstag\n• Lotsen\n• Hilfe beim Umzug"
    assert marked(old, new) == (
        "Wir bieten:\n\n• Kurse am Abend[+ und Samstag+]\n[-• Beratung zur Arbeit\n-][+• Lotsen\n+]• Hilfe beim Umzug"
    )


def test_a_new_item_leaves_its_neighbours_alone() -> None:
    old = "- Kurse am Abend\n- Hilfe beim Umzug"
    assert marked(old, f"- Sprachcafé im Stadtteil\n{old}") == f"[+- Sprachcafé im Stadtteil\n+]{old}"
    assert marked(old, f"{old}\n- Sprachcafé") == f"{old}[+\n- Sprachcafé+]"


def test_numbered_items_keep_their_words() -> None:
    old, new = (
        "1. Prüfung des Bedarfs\n2. Beginn der Kurse",
        "1. Beschluss\n2. Prüfung des Bedarfs\n3. Beginn der Kurse",
    )
    assert marked(old, new) == ("[+1. Beschluss\n+][-1-][+2+]. Prüfung des Bedarfs\n[-2-][+3+]. Beginn der Kurse")


def test_a_paragraph_between_two_is_no_change_of_theirs() -> None:
    first, last = "Der erste Absatz bleibt.", "Der letzte bleibt auch."
    assert marked(f"{first}\n\n{last}", f"{first}\n\nNeu dazwischen steht dies.\n\n{last}") == (
        f"{first}\n\n[+Neu dazwischen steht dies.\n\n+]{last}"
    )


def test_a_paragraph_divided_elsewhere_keeps_its_words() -> None:
    old = "Der erste Satz. Der zweite Satz, der bleibt."
    assert marked(old, "Der erste Satz.\n\nDer zweite Satz, der bleibt.") == (
        "Der erste Satz.[- -][+\n\n+]Der zweite Satz, der bleibt."
    )
