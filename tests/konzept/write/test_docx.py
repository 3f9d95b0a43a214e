"""The Word document as an office gets it: real headings and tables, accessible, numbered, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from typing import Any

import docx as word
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree

from konzept.model import Concept, Element, Kind, Note, Responsibility, Timing
from konzept.write import docx
from tests.konzept.read.written_ground import hostile_concepts, measure, small
from tests.konzept.strategies import concepts


def opened(concept: Concept) -> Document:
    return word.Document(io.BytesIO(docx.write(concept)))


def parts(concept: Concept) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx.write(concept))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(concept: Concept) -> Any:
    return etree.fromstring(parts(concept)["word/document.xml"])


def styled(document: Document, style: str) -> list[str]:
    return [found.text for found in document.paragraphs if found.style and found.style.name == style]


def one(element: Element) -> Concept:
    return Concept("Konzept", (element,))


# --- headings and cover ---


def test_the_cover_says_who_what_and_which_edition() -> None:
    document = opened(small())
    assert styled(document, "Title") == ["Integrationskonzept Landkreis Talaue"]
    assert styled(document, "Subtitle") == ["Gemeinsam leben"]
    assert styled(document, "Herausgeber") == ["Landkreis Talaue"]
    assert styled(document, "Ausgabe") == ["2. Fortschreibung 2026–2029"]
    assert styled(document, "Ausgabedatum") == [
        "Fassung vom 15.03.2026",
        "Gültig ab 01.01.2026",
        "Gültig bis 31.12.2029",
    ]


def test_headings_are_real_and_numbered_as_printed() -> None:
    document = opened(small())
    assert styled(document, "Heading 1")[:3] == ["1\tEinleitung", "Handlungsfeld 1\nSprache", "Handlungsfeld 2\nWohnen"]
    assert styled(document, "Heading 2")[0] == "Handlungsziel 1.1\nAlle lernen Deutsch"


def test_an_element_without_a_printed_label_is_called_by_its_kind() -> None:
    goal = Element("goal0001", Kind.GOAL, number="3", title="Wohnen", children=(Element("measure1", Kind.MEASURE),))
    document = opened(one(Element("area0001", Kind.AREA, children=(goal,))))
    assert styled(document, "Heading 1") == ["Handlungsfeld"]
    assert styled(document, "Heading 2") == ["Handlungsziel 3\nWohnen"]
    assert document.tables[0].rows[1].cells[0].text == "Maßnahme"


def test_a_text_without_title_has_no_heading() -> None:
    document = opened(one(Element("text0001", Kind.TEXT, text="Nur Worte.")))
    assert styled(document, "Heading 1") == []
    assert styled(document, "Body Text") == ["Nur Worte."]


def test_areas_begin_on_a_new_page() -> None:
    broken = [
        found.text.split("\n")[0]
        for found in opened(small()).paragraphs
        if found._p.pPr is not None and found._p.pPr.find(qn("w:pageBreakBefore")) is not None
    ]
    assert broken == ["1\tEinleitung", "Handlungsfeld 1", "Handlungsfeld 2", "Entfallene Maßnahmen"]


def test_the_contents_lead_to_headings_and_appendices() -> None:
    root = body(small())
    targets = {link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink"))}
    names = {mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))}
    assert targets <= names
    listed = [found.text for found in opened(small()).paragraphs if found.style and found.style.name.startswith("toc")]
    assert listed[:3] == ["1 Einleitung", "Handlungsfeld 1 Sprache", "Handlungsziel 1.1 Alle lernen Deutsch"]
    assert listed[-4:] == ["Entfallene Maßnahmen", "Abkürzungen", "Quellen", "Anmerkungen"]


# --- tables ---


def rows(document: Document, table: int) -> list[list[str]]:
    return [list(dict.fromkeys(cell.text for cell in row.cells)) for row in document.tables[table].rows]


def test_a_goal_has_one_table_with_its_term_and_its_measures() -> None:
    assert rows(opened(small()), 0) == [
        ["Maßnahmen zu Handlungsziel 1.1"],
        ["Termin", "fortlaufend"],
        ["Maßnahme 1.1.1", "Sprachkurse am Abend"],
        ["Zuständig", "Jobcenter in Zusammenarbeit mit dem Sportbund"],
        ["Maßnahme 1.1.2", "Sprachpaten"],
        ["Zuständig", "Jobcenter in Zusammenarbeit mit dem Sportbund"],
        ["Strittig", "Hierzu besteht noch kein Einvernehmen."],
    ]


def test_a_measure_without_term_below_a_goal_with_one_says_so() -> None:
    goal = Element("goal0001", Kind.GOAL, timing=Timing("2030"), children=(measure("measure1", "1", "Lesen"),))
    assert rows(opened(one(goal)), 0)[1:] == [["Termin", "2030"], ["Maßnahme 1", "Lesen"], ["Termin", "–"]]


def test_an_inherited_term_that_nobody_shows_is_shown() -> None:
    late = measure("measure1", "1", "Lesen", timing=Timing("2030", inherited=True))
    assert rows(opened(one(late)), 0) == [["Maßnahmen"], ["Maßnahme 1", "Lesen"], ["Termin (des Ziels)", "2030"]]


def test_title_and_text_of_a_measure_stand_in_one_cell() -> None:
    found = opened(one(measure("measure1", "1", "Jede Woche.\n\n- abends", title="Lesen"))).tables[0].rows[1].cells[1]
    assert [(p.text, p.style.name if p.style else "") for p in found.paragraphs] == [
        ("Lesen", "Maßnahmentitel"),
        ("Jede Woche.", "Tabellentext"),
        ("abends", "Tabellentext"),
    ]


def test_dropped_measures_stand_in_the_appendix_with_their_reasons() -> None:
    assert rows(opened(small()), 3) == [
        ["Nr.", "Ziel", "Maßnahme", "Begründung"],
        ["1.9", "Ziel 1.1", "Faltblatt", "Das Faltblatt liegt vor."],
    ]


def test_every_table_marks_its_head_and_has_a_title() -> None:
    for table in body(small()).iter(qn("w:tbl")):
        marked = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))]
        assert marked[0]
        assert not any(marked[1:])
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))


@given(concept=concepts())
@settings(max_examples=25)
def test_no_paragraph_is_empty_and_no_two_tables_touch(concept: Concept) -> None:
    root = body(concept).find(qn("w:body"))
    for found in root.findall(qn("w:p")):
        assert any(text.text for text in found.iter(qn("w:t"))), etree.tostring(found)
    tags = [node.tag for node in root]
    assert not any(one == other == qn("w:tbl") for one, other in pairwise(tags))


# --- text ---


def test_numbered_lists_begin_anew() -> None:
    text = "1. eins\n2. zwei\n\nWort\n\n5. fünf"
    made = parts(one(Element("text0001", Kind.TEXT, title="T", text=text)))
    numbering, document = made["word/numbering.xml"].decode(), made["word/document.xml"].decode()
    assert re.findall(r'w:numId w:val="(1\d)"', document) == ["10", "10", "11"]
    assert re.findall(r'w:startOverride w:val="(\d)"', numbering) == ["1", "5"]


def test_links_lead_out_and_dangerous_ones_are_words() -> None:
    text = "[Seite](https://beispiel.example/a) und [**Post**](mailto:amt@beispiel.example) und [böse](javascript:x)"
    made = parts(one(Element("text0001", Kind.TEXT, title="T", text=text)))
    relations = made["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://beispiel.example/a" TargetMode="External"' in relations
    assert 'Target="mailto:amt@beispiel.example"' in relations
    assert "javascript" not in relations
    assert made["word/document.xml"].count(b"<w:hyperlink r:id=") == 2


def test_footnotes_are_words_own() -> None:
    noted = Element("text0001", Kind.TEXT, title="T", text="Eins[^a] zwei.", notes=(Note("a", "A."), Note("b", "B.")))
    made = parts(one(noted))
    notes = etree.fromstring(made["word/footnotes.xml"])
    words = ["".join(text.text for text in note.iter(qn("w:t"))).strip() for note in notes][2:]
    assert words == ["A.", "B."]
    assert made["word/document.xml"].count(b"<w:footnoteReference ") == 2
    assert b"[^" not in made["word/document.xml"]


def test_plain_cells_show_their_words_as_they_are() -> None:
    held = measure("measure1", "1", "x", responsibility=Responsibility("Helfer*innen und\nTräger*innen"))
    assert rows(opened(one(held)), 0)[2] == ["Zuständig", "Helfer*innen und\nTräger*innen"]


# --- the file ---


def test_title_author_language_and_page_numbers() -> None:
    document = opened(small())
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Integrationskonzept Landkreis Talaue", "Landkreis Talaue")
    assert properties.language == "de-DE"
    footer = parts(small())["word/footer1.xml"].decode()
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    assert b'<w:lang w:val="de-DE"' in parts(small())["word/styles.xml"]


@given(concept=hostile_concepts())
@settings(max_examples=25)
def test_every_part_is_xml_and_every_anchor_is_one_of_a_kind(concept: Concept) -> None:
    made = parts(concept)
    for name, content in made.items():
        assert etree.fromstring(content) is not None, name
    names = [mark.get(qn("w:name")) for mark in etree.fromstring(made["word/document.xml"]).iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)


def test_every_used_style_is_there() -> None:
    made = parts(small())
    known = set(re.findall(r'w:styleId="(\w+)"', made["word/styles.xml"].decode()))
    used = set(re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', made["word/document.xml"].decode()))
    assert used <= known


def test_a_name_of_a_style_stands_once() -> None:
    names = re.findall(r'<w:name w:val="([^"]+)"', parts(small())["word/styles.xml"].decode())
    assert len(set(names)) == len(names)


def test_what_words_say_is_not_said_again_beside_them() -> None:
    companion = parts(small())["customXml/item1.xml"].decode()
    assert "Sprachkurse" not in companion
    assert "Einleitung" not in companion
    assert "Abteilung Fu\\u00dfball" in companion


def test_a_day_in_a_list_is_no_list_in_a_list() -> None:
    document = opened(one(Element("text0001", Kind.TEXT, title="T", text="- 1. Mai\n- 3. Oktober")))
    assert styled(document, "List Bullet") == ["1. Mai", "3. Oktober"]
