"""Text inside one block."""

from __future__ import annotations

import pytest

from konzept.read.inline import is_item, join_parts, settle, tidy_cell, typed_marks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<b>fett</b> und <i>schräg</i>", "**fett** und *schräg*"),
        ("<strong> Luft </strong>x", "**Luft** x"),
        ("<b>eins</b> <b>zwei</b>", "**eins zwei**"),
        ("<b>eins</b><b>zwei</b>", "**einszwei**"),
        ("eins<br>zwei<br/>drei", "eins\n\nzwei\n\ndrei"),
        ("<p>eins</p><p>zwei</p>", "eins\n\nzwei"),
        ("<ul><li>eins</li><li>zwei</li></ul>", "- eins\n- zwei"),
        ('<a href="https://example.org">Seite</a>', "[Seite](https://example.org)"),
        ("<a>leer</a>", "leer"),
        ("</a>", ""),
        ('<a href="https://example.org">offen', "[offen](https://example.org)"),
        ("Satz <sup>1</sup>", "Satz [^1]"),
        ("100 m<sup>lang</sup>", "100 mlang"),
        ("a &amp; b &nbsp; c", "a & b c"),
        ("kleiner < 10 und > 5", "kleiner < 10 und > 5"),
        ("<unbekannt>bleibt</unbekannt>", "<unbekannt>bleibt</unbekannt>"),
        ("Bürger*innen", r"Bürger\*innen"),
        ("Maßnah-\nmen sind\nda", "Maßnahmen sind da"),
        ("", ""),
    ],
)
def test_settle(text: str, wanted: str) -> None:
    assert settle(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Angebote: ➤ eins ➤ zwei", "Angebote:\n\n- eins\n- zwei"),
        ("Angebote <ul> <li>➤ eins</li> <li>➤ zwei</li> </ul> danach", "Angebote\n\n- eins\n- zwei\n\ndanach"),
        ("• allein", "- allein"),
        ("2 • 3", "2\n\n- 3"),
        ("1. eins 2. zwei", "1. eins 2. zwei"),
        ("ohne", "ohne"),
    ],
)
def test_tidy_cell(text: str, wanted: str) -> None:
    assert tidy_cell(text) == wanted


def test_join_parts() -> None:
    assert join_parts(["a", "- b", "  - c", "d", "- e"]) == "a\n\n- b\n  - c\n\nd\n\n- e"
    assert join_parts([]) == ""


@pytest.mark.parametrize(("text", "wanted"), [("- x", True), ("  - x", True), ("-x", False), ("1. x", False)])
def test_is_item(text: str, wanted: bool) -> None:  # noqa: FBT001 - a table of cases
    assert is_item(text) is wanted


@pytest.mark.parametrize(
    ("text", "known", "wanted"),
    [
        ("Satz[^1]", {"1"}, "Satz[^1]"),
        ("100 m[^2]", {"1"}, "100 m²"),
        ("10[^12]", set(), "10¹²"),
        ("Wort[^*]", set(), r"Wort\*"),
        ("Wort[^ende]", set(), "Wort[^ende]"),
    ],
)
def test_typed_marks(text: str, known: set[str], wanted: str) -> None:
    assert typed_marks(text, frozenset(known)) == wanted
