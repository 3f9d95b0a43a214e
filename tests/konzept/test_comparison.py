"""Two texts word by word: both can be had back, and little is marked where little changed."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

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


@given(texts(), texts(), texts())
def test_what_is_written_behind_alone_is_all_that_is_marked(before: str, between: str, after: str) -> None:
    old = f"{before}\n\n{after}"
    new = f"{before}\n\n{between}\n\n{after}"
    assert not [segment for segment in compared(old, new) if segment.op == "-" and segment.text.strip()]
    assert not [segment for segment in compared(new, old) if segment.op == "+" and segment.text.strip()]


@given(texts(), texts())
def test_there_and_back_mark_as_much(old: str, new: str) -> None:
    def much(op: str, one: str, other: str) -> bool:
        return any(segment.op == op for segment in compared(one, other))

    assert (much("-", old, new) or much("+", old, new)) == (old != new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Größe", "Grösse", "[-Größe-][+Grösse+]"),
        ("die Träger", "die träger", "die [-Träger-][+träger+]"),
        ("2.2.1", "2.2.2", "2.2.[-1-][+2+]"),
        ("a  b", "a b", "a[-  -][+ +]b"),
        ("**fett** neu", "fett neu", "[-**-]fett[-**-] neu"),
        ("eins\n\nzwei", "eins\n\nzwei\n\ndrei", "eins\n\nzwei[+\n\ndrei+]"),
        ("1. eins\n2. zwei", "1. zwei\n2. eins", None),
    ],
)
def test_small_things_are_marked_small(old: str, new: str, expected: str | None) -> None:
    found = marked(old, new)
    assert expected is None or found == expected
    assert "".join(segment.text for segment in compared(old, new) if segment.op != "-") == new


def test_umlauts_are_letters_of_their_words() -> None:
    assert marked("Übergänge für Mädchen", "Übergänge für Jungen") == "Übergänge für [-Mädchen-][+Jungen+]"


def test_long_wordings_are_compared_in_bearable_time() -> None:
    old = " ".join(f"Wort{at % 97} und" for at in range(1_500))
    new = old.replace("Wort13 ", "Anderes ")
    start = process_time()
    segments = compared(old, new)
    assert process_time() - start < 3
    assert sum(segment.op == "-" for segment in segments) == old.count("Wort13 ")
