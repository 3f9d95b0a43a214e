"""German wording: broken lines, Markdown marks, words for comparing, garbled letters."""

from __future__ import annotations

import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.wording import escape, fold, line, normal, note_marks, plain, scanned, without_notes, words


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("Maßnah-\nmen", "Maßnahmen"),
        ("Fortschrei-  \n  bung", "Fortschreibung"),
        ("Sprach-\nund Integrationskurse", "Sprach- und Integrationskurse"),
        ("Kinder-\noder Jugendhilfe", "Kinder- oder Jugendhilfe"),
        ("Haupt-\nbzw. Ehrenamt", "Haupt- bzw. Ehrenamt"),
        ("Auen-\nKreis", "Auen-Kreis"),
        ("2020-\n2023", "2020-\n2023"),
        ("Inte\u00adgration", "Integration"),
        ("e.\u00a0V.", "e. V."),
        ("z.\u202fB.", "z. B."),
        ("Null\u200bbreite", "Nullbreite"),
        ("zwei  Räume   da", "zwei Räume da"),
        ("eins \t zwei", "eins\tzwei"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a \n b", "a\nb"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("V o r w o r t", "Vorwort"),
        ("I N T E G R A T I O N", "INTEGRATION"),
        ("K M L D O", "K M L D O"),
        ("a b c", "a b c"),
        ("x\x00\x07y", "xy"),
        ("\ufeffAnfang", "Anfang"),
        ("  außen  ", "außen"),
        ("", ""),
    ],
)
def test_normal(given_text: str, wanted: str) -> None:
    assert normal(given_text) == wanted


def test_normal_composes_umlauts() -> None:
    assert normal(unicodedata.normalize("NFD", "Öffnung für Bürger")) == "Öffnung für Bürger"


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("**fett** und *schräg*", "fett und schräg"),
        ("***beides***", "beides"),
        ("__fett__ und _schräg_", "fett und schräg"),
        ("[Seite](https://example.org/a)", "Seite"),
        ("<https://example.org/a_b>", "https://example.org/a_b"),
        ("<mailto:amt@example.org>", "mailto:amt@example.org"),
        ("![Bild](a.png)", "Bild"),
        ("Tag der Vereine [^1] im Ort", "Tag der Vereine im Ort"),
        ("Budget[^*]", "Budget"),
        ("- eins\n- zwei", "eins\nzwei"),
        ("+ eins\n  - zwei", "eins\nzwei"),
        (r"Bürger\*innen", "Bürger*innen"),
        (r"Bürger\*innen und Lehrer\*innen", "Bürger*innen und Lehrer*innen"),
        ("Bürger*innen und Lehrer*innen", "Bürger*innen und Lehrer*innen"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("snake_case_name", "snake_case_name"),
        (r"dv-11-16\_heft.pdf", "dv-11-16_heft.pdf"),
        (r"\[sic\]", "[sic]"),
        ("[sic]", "[sic]"),
        ("eins\\\nzwei", "eins\nzwei"),
        ("2. Fortschreibung", "2. Fortschreibung"),
        ("**[fetter Verweis](https://example.org)**", "fetter Verweis"),
        ("", ""),
    ],
)
def test_plain(markdown: str, wanted: str) -> None:
    assert plain(markdown) == wanted


def test_line_is_one_line() -> None:
    assert line("- **eins**\n\n- zwei\t drei") == "eins zwei drei"


@pytest.mark.parametrize(
    ("markdown", "text", "marks"),
    [
        ("ohne", "ohne", ()),
        ("eins[^1]", "eins", ("1",)),
        ("eins [^1] und zwei[^ii], drei[^*]", "eins und zwei, drei", ("1", "ii", "*")),
    ],
)
def test_notes(markdown: str, text: str, marks: tuple[str, ...]) -> None:
    assert without_notes(markdown) == (text, marks)
    assert note_marks(markdown) == marks


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Co"), exclude_characters="\u2028\u2029")))
def test_plain_undoes_escape(text: str) -> None:
    assert plain(escape(text)) == text.strip()


@pytest.mark.parametrize(
    "text", ["Bürger*innen", "- kein Listenpunkt", "+ plus", "# kein Titel", "[^1] kein Bezug", "<b>", "`x`", "a_b _c_"]
)
def test_escape_keeps_marks_as_letters(text: str) -> None:
    assert plain(escape(text)) == text


@given(st.text())
def test_words_lose_nothing(text: str) -> None:
    assert "".join(words(text)) == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Träger, Öffnung", ["Träger", ",", " ", "Öffnung"]),
        ("Straße 14", ["Straße", " ", "14"]),
        ("Sprach- und", ["Sprach", "-", " ", "und"]),
        (unicodedata.normalize("NFD", "für"), [unicodedata.normalize("NFD", "für")]),
        ("", []),
    ],
)
def test_words(text: str, tokens: list[str]) -> None:
    assert words(text) == tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("„Miteinander“", '"miteinander"'),
        ("2020–2023", "2020-2023"),
        ("STRASSE", "Straße"),
        ("Maßnah-\nmen", "maßnahmen"),
        ("**Wohnen**  und Leben[^2]", "wohnen und leben"),
        ("ﬁnanzen", "Finanzen"),
    ],
)
def test_fold_makes_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_fold_is_stable_for_plain_words(text: str) -> None:
    assert "\n" not in fold(text)


def test_scanned_finds_letters_taken_for_others() -> None:
    text = "IIm-Kreis und IIm-Kreis, aber Ilm-Kreis; AkteurlInnen neben AkteurInnen; 0sten im Osten"
    assert scanned(text)[:2] == [("IIm-Kreis", "Ilm-Kreis"), ("AkteurlInnen", "AkteurInnen")]


@pytest.mark.parametrize(
    "text",
    [
        "SchülerInnen und Schüler",
        "Ilm-Kreis allein",
        "IIm-Kreis allein, ohne die richtige Schreibung",
        "Band II und Band III",
        "alle Alle ALLE",
        "MigrantIn MigrantInnen Migrant",
        "",
    ],
)
def test_scanned_needs_evidence(text: str) -> None:
    assert scanned(text) == []


@given(st.text(alphabet="Il1|mrnO0a-K "))
def test_scanned_proposes_words_of_the_text(text: str) -> None:
    for garbled, proposal in scanned(text):
        assert garbled != proposal
        assert garbled in normal(text)
        assert proposal in normal(text)


def test_brackets_without_end_are_read_in_bearable_time() -> None:
    start = process_time()
    assert note_marks("[^" * 100_000) == ()
    assert plain("[^" * 1_000) == "[^" * 1_000
    assert process_time() - start < 2


def test_what_no_file_can_hold_is_no_text() -> None:
    assert normal("a\ufffeb\uffffc\x00d") == "abcd"
