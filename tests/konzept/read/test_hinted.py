"""A person's word on a block counts, whatever the reader thought."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument

from konzept.model import Concept, Kind
from konzept.read import Hint, Says, read
from tests.konzept.read.builders import measures, of_kind, saved, table, word


def document() -> WordDocument:
    """Block 0 is the title, 1 an area, 2 a paragraph, 3 a table that names nothing."""
    made = word()
    made.add_heading("Integrationskonzept Auenland", 0)
    made.add_heading("Handlungsfeld 1: Sprache", 1)
    made.add_paragraph("1.2 Alle lernen Deutsch")
    table(made, [["Treffpunkt Sprache", ""], ["Inhalt", "Ein Café mit Kursen."], ["Verantwortlich", "VHS"]])
    return made


def hinted(made: WordDocument, *hints: Hint) -> Concept:
    return read(saved(made), "konzept.docx", hints=hints).concept


@pytest.mark.parametrize(
    ("says", "kind"), [(Says.AREA, Kind.AREA), (Says.GOAL, Kind.GOAL), (Says.MEASURE, Kind.MEASURE)]
)
def test_a_paragraph_opens_what_the_person_says(says: Says, kind: Kind) -> None:
    concept = hinted(document(), Hint(2, says))
    (found,) = [each for each in of_kind(concept, kind) if "Alle lernen" in (each.title or each.text or "")]
    assert found.number == "1.2"


def test_a_paragraph_is_nothing_but_text() -> None:
    made = word()
    made.add_heading("Integrationskonzept Auenland", 0)
    made.add_heading("Handlungsfeld 1: Sprache", 1)
    made.add_heading("Ziel 1.1: Alle lernen", 2)
    assert of_kind(hinted(made), Kind.GOAL)
    (area,) = hinted(made, Hint(2, Says.TEXT)).elements
    assert (area.kind, area.text) == (Kind.AREA, "Ziel 1.1: Alle lernen")


def test_a_table_is_one_measure() -> None:
    (only,) = measures(hinted(document(), Hint(3, Says.MEASURE)))
    assert (only.title, only.text) == ("Treffpunkt Sprache", "Ein Café mit Kursen.")
    assert only.responsibility is not None
    assert only.responsibility.verbatim == "VHS"


def test_a_table_is_one_goal_with_its_measures() -> None:
    made = document()
    table(made, [["Alle finden Anschluss"], ["Maßnahme 1 | Paten"]])
    goal = document()
    table(goal, [["Alle finden Anschluss", ""], ["Maßnahme 1", "Paten"], ["Maßnahme 2", "Chor"], ["Termin", "2027"]])
    goal.element.body.remove(goal.element.body.findall(".//{*}tbl")[0])
    (found,) = of_kind(hinted(goal, Hint(3, Says.GOAL)), Kind.GOAL)
    assert (found.title, [child.text for child in found.children]) == ("Alle finden Anschluss", ["Paten", "Chor"])
    assert found.timing is not None


def test_a_table_is_one_area() -> None:
    made = document()
    areas = of_kind(hinted(made, Hint(3, Says.AREA)), Kind.AREA)
    assert [area.title for area in areas] == ["Sprache", "Treffpunkt Sprache"]


@pytest.mark.parametrize("head", [True, False])
def test_each_row_is_a_measure(head: bool) -> None:  # noqa: FBT001  a parameter of the test
    made = word()
    made.add_heading("Integrationskonzept Auenland", 0)
    made.add_heading("Handlungsfeld 1: Sprache", 1)
    rows = [["1", "Kurse am Abend anbieten", "VHS"], ["2", "Bücher in vielen Sprachen kaufen", "Bücherei"]]
    table(made, [["Nr.", "Was wir vorhaben", "Wer"], *rows] if head else rows)
    assert [(each.number, each.text) for each in measures(hinted(made, Hint(2, Says.RECORDS)))] == [
        ("1", "Kurse am Abend anbieten"),
        ("2", "Bücher in vielen Sprachen kaufen"),
    ]


def test_a_table_is_nothing_but_text() -> None:
    made = document()
    table(made, [["Maßnahme 1", "Kurse"], ["Termin", "2027"]])
    made.element.body.remove(made.element.body.findall(".//{*}tbl")[0])
    assert measures(hinted(made))
    concept = hinted(made, Hint(3, Says.TEXT))
    assert measures(concept) == []
    assert "- Maßnahme 1; Kurse" in "".join(each.text or "" for each in concept.walk())


@pytest.mark.parametrize("block", [0, 1, 2, 3])
def test_what_does_not_belong_is_left_out_and_told(block: int) -> None:
    reading = read(saved(document()), "konzept.docx", hints=[Hint(block, Says.LEFT_OUT)])
    (sentence,) = [doubt.sentence for doubt in reading.doubts if "auf Ihren Hinweis" in doubt.sentence]
    words = {0: "Integrationskonzept Auenland", 1: "Sprache", 2: "Alle lernen", 3: "Treffpunkt Sprache"}[block]
    assert words in sentence


@pytest.mark.parametrize("says", list(Says))
@pytest.mark.parametrize("block", [0, 1, 2, 3])
def test_every_hint_on_every_block_is_borne(block: int, says: Says) -> None:
    reading = read(saved(document()), "konzept.docx", hints=[Hint(block, says), Hint(99, says)])
    assert reading.concept.title
