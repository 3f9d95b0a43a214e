"""What stands behind a line says what it is."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Block, Cell, Heading, Paragraph, Row, Table
from konzept.read.evidence import bracket, evidence, is_item, is_term, parts, run_in, says_who
from konzept.read.labels import Meaning


def text(words: str, *, bold: bool = False, italic: bool = False, level: int | None = None) -> Paragraph:
    return Paragraph(words, "Absatz 1", bold=bold, italic=italic, list_level=level)


def head(words: str, level: int = 2) -> Heading:
    return Heading(words, "Absatz 1", level)


def rows(*texts: tuple[str, ...]) -> Table:
    return Table(tuple(Row(tuple(map(Cell, row)), "Tabelle 1, Zeile 1") for row in texts), "Tabelle 1")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("**Zielgruppe:** Frauen", ("Zielgruppe", Meaning.DETAIL, "Frauen")),
        ("**Zielgruppe**: Frauen", ("Zielgruppe", Meaning.DETAIL, "Frauen")),
        ("**Zuständigkeit** Sozialamt", ("Zuständigkeit", Meaning.RESPONSIBLE, "Sozialamt")),
        ("Bis wann: 2027", ("Bis wann", Meaning.TERM, "2027")),
        ("Das ist so: ein Satz", None),
        ("Sozialamt", None),
    ],
)
def test_labelled_values_in_a_line(line: str, found: tuple[str, Meaning, str] | None) -> None:
    assert run_in(line) == found


def test_several_labelled_values_in_one_paragraph_are_several_lines() -> None:
    assert parts("**Wer:** Amt\n\n**Bis wann:** 2027") == ["**Wer:** Amt", "**Bis wann:** 2027"]
    assert parts("Ein Absatz\n\nnoch einer") == ["Ein Absatz\n\nnoch einer"]


@pytest.mark.parametrize(
    ("below", "is_sheet"),
    [
        ((text("Ein Café."), text("**Zuständigkeit:** VHS")), True),
        ((text("Ein Café."), text("**Zielgruppe:** alle"), text("**Kosten:** keine")), True),
        ((text("Ein Café."), text("**Zielgruppe:** alle")), False),
        ((head("Zuständigkeit", 3), text("VHS")), True),
        ((head("Anderes", 3), text("**Zuständigkeit:** VHS")), False),
        ((text("**Maßnahme:** Kurse"), text("**Zuständigkeit:** VHS")), False),
        ((rows(("Zuständigkeit", "VHS")),), False),
        ((), False),
    ],
)
def test_a_heading_above_values_opens_a_measure(below: tuple[Block, ...], is_sheet: bool) -> None:  # noqa: FBT001  a parameter of the test
    assert (0 in evidence((head("Sprachcafé"), *below)).sheets) is is_sheet


WHEN = "(MI, MSFZ; ab 2026 fortlaufend)"


@pytest.mark.parametrize(
    ("blocks", "items"),
    [
        ((text(f"Kurse {WHEN}", level=0), text(f"Chor {WHEN}", level=0), text("Tanz", level=0)), {0, 1, 2}),
        ((text(f"Kurse {WHEN}", level=0), text("Chor", level=0), text("Tanz", level=0)), {0}),
        ((text("Kurse", level=0), text("VHS; 2027", italic=True), text("Chor", level=0), text("Amt", italic=True)), {0, 2}),
        ((text(f"1. Kurse {WHEN}"), text(f"2. Chor {WHEN}")), {0, 1}),
        ((text(f"M1 Kurse {WHEN}"), text(f"M 2 Chor {WHEN}")), {0, 1}),
        ((text("Was es schon gibt", level=0), text("Kurse (auch für Eltern)", level=0)), set()),
        ((text("Kurse der VHS"), text("Amt", italic=True)), set()),
    ],
)  # fmt: skip
def test_items_that_say_who_and_when_are_measures(blocks: tuple[Block, ...], items: set[int]) -> None:
    assert evidence(blocks).items == items


@pytest.mark.parametrize(
    ("line", "below", "is_goal"),
    [
        ("3 Alle lernen", rows(("Maßnahme 1", "Kurse"), ("Termin", "2027")), True),
        ("Alle lernen", rows(("Maßnahme 1", "Kurse"), ("Termin", "2027")), True),
        ("Die folgenden Kurse gibt es.", rows(("Maßnahme 1", "Kurse"), ("Termin", "2027")), False),
        ("Die Kurse:", rows(("Maßnahme 1", "Kurse"), ("Termin", "2027")), False),
        ("Alle lernen", rows(("Gemeinde", "Einwohner"), ("Auen", "3000")), False),
        ("Alle lernen", text("Maßnahme 1"), False),
    ],
)
def test_a_line_above_a_table_of_measures_is_a_goal(line: str, below: Block, is_goal: bool) -> None:  # noqa: FBT001  a parameter of the test
    assert (0 in evidence((text(line), below)).goals) is is_goal


def test_brackets_may_hold_brackets() -> None:
    found = bracket("Kurse anbieten (MI (Abt. 2); ab 2026).")
    assert found is not None
    assert found[1] == "MI (Abt. 2); ab 2026"


@pytest.mark.parametrize("words", ["ab 2026", "fortlaufend", "bei Bedarf", "I/2026", "2 x jährlich"])
def test_terms_are_known(words: str) -> None:
    assert is_term(words)


@pytest.mark.parametrize("words", ["auch digital", "siehe Bildungsbericht", "Sozialamt", "MI, MSFZ"])
def test_other_words_are_no_terms(words: str) -> None:
    assert not is_term(words)


def test_an_italic_line_may_say_who() -> None:
    assert says_who(text("Musikschule; jährlich", italic=True))
    assert not says_who(text("Musikschule"))
    assert not says_who(text("Musikschule", italic=True, level=0))


def test_what_is_an_item() -> None:
    assert is_item(text("a) Chor"))
    assert is_item(text("Chor", level=1))
    assert not is_item(text("1. Ziel", bold=True))
    assert not is_item(head("1. Ziel"))
