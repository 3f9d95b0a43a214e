"""The matrix as a Word document: known by four carriers, heard by a screen reader, the same for everybody."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from docx import Document
from hypothesis import given
from lxml import etree

from konzept.model import Concept
from konzept.suggestion import QUESTIONS, Form, Verdict
from konzept.write import matrix_form
from konzept.write.matrix import docx
from tests.konzept.strategies import few, wild_lines
from tests.konzept.write.test_matrix_form import AREA, MEASURE, ORPHAN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORM = Form("runde-7", "Ihre Rückmeldung", "Kreis Talau", Concept("Konzept", (AREA, ORPHAN)), due=date(2027, 3, 1))


def part(name: str, form: Form = FORM) -> str:
    return zipfile.ZipFile(io.BytesIO(docx(form))).read(name).decode()


def body(form: Form = FORM) -> Any:
    return etree.fromstring(part("word/document.xml", form).encode())[0]


def row(uid: str) -> Any:
    return next(
        each
        for each in body().iter(f"{W}tr")
        for mark in each.iter(f"{W}bookmarkStart")
        if mark.get(f"{W}name") == f"m_{uid}"
    )


def words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def test_a_row_carries_its_uid_four_ways() -> None:
    found = row("meas0111")
    assert [link.get(f"{W}anchor") for link in found.iter(f"{W}hyperlink")] == ["m_meas0111"]
    assert f"[{matrix_form.codes(FORM.concept)['meas0111']}]" in words(found)
    assert [tag.get(f"{W}val") for tag in found.iter(f"{W}tag")] == [
        f"m_meas0111:{answer}" for answer in ("verdict", "comment", "proposal", "responsible")
    ]


def test_anchors_are_unique_and_short_enough_for_word() -> None:
    names = [str(mark.get(f"{W}name")) for mark in body().iter(f"{W}bookmarkStart")]
    numbers = [mark.get(f"{W}id") for mark in body().iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names)) == len(set(numbers))
    assert sorted(numbers) == sorted(mark.get(f"{W}id") for mark in body().iter(f"{W}bookmarkEnd"))
    longest = replace(FORM, concept=Concept("K", (replace(MEASURE, uid="x" * 32),)))
    assert all(len(str(mark.get(f"{W}name"))) <= 40 for mark in body(longest).iter(f"{W}bookmarkStart"))
    assert all(len(str(tag.get(f"{W}val"))) <= 64 for tag in body(longest).iter(f"{W}tag"))


def test_nothing_is_hidden() -> None:
    assert not list(body().iter(f"{W}vanish"))
    assert "vanish" not in part("word/styles.xml")


def test_the_round_is_named_for_programs_and_for_people() -> None:
    assert "<vt:lpwstr>runde-7</vt:lpwstr>" in part("docProps/custom.xml")
    assert "Kennung der Matrix: runde-7" in part("word/footer1.xml")


def test_never_two_tables_without_a_paragraph_between() -> None:
    assert not [one for one, other in pairwise(body()) if one.tag == other.tag == f"{W}tbl"]
    assert body()[-1].tag == f"{W}sectPr"
    assert body()[-2].tag == f"{W}p"


def test_it_can_be_heard() -> None:
    for table in body().iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert not [each for each in rows[1:] if each.find(f"{W}trPr/{W}tblHeader") is not None]
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val").startswith("Ihre Rückmeldungen zu: ")
    assert 'w:lang w:val="de-DE"' in part("word/styles.xml")
    assert "<dc:title>Ihre Rückmeldung</dc:title>" in part("docProps/core.xml")


def test_word_opens_it_and_sees_headings_and_tables() -> None:
    document = Document(io.BytesIO(docx(FORM)))
    headings = [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    assert headings == ["Handlungsfeld 1: Sprache", "Weitere Ziele und Maßnahmen"]
    assert [len(table.rows) for table in document.tables] == [1 + 2 + 3, 1 + 1 + 3]
    assert document.core_properties.title == "Ihre Rückmeldung"
    assert document.sections[0].orientation is not None


def test_the_head_says_how_and_until_when() -> None:
    text = words(body())
    for expected in (*QUESTIONS, *matrix_form.instructions(), "bis zum 1. März 2027", "Ihre Organisation: "):
        assert expected in text


def test_the_verdict_is_chosen_from_a_list() -> None:
    lists = list(body().iter(f"{W}dropDownList"))
    assert len(lists) == 3 + 2 * 3
    offered = [item.get(f"{W}value") for item in lists[0]]
    assert offered == [verdict.german for verdict in Verdict]


def test_free_rows_ask_for_new_measures_of_their_area() -> None:
    tags = [str(tag.get(f"{W}val")) for tag in body().iter(f"{W}tag")]
    new = [tag for tag in tags if tag.startswith("mn_")]
    assert len(new) == len(set(new)) == 2 * 3 * 5
    assert {tag.split(":")[0] for tag in new} == {"mn_area0001", "mn_rest"}


def test_a_known_organisation_is_filled_in() -> None:
    text = words(body(replace(FORM, organisation="Sprachtreff Erle e. V.")))
    assert "Ihre Organisation: Sprachtreff Erle e. V." in text


def test_the_same_form_gives_the_same_bytes() -> None:
    assert docx(FORM) == docx(replace(FORM))


@few
@given(wild_lines())
def test_any_wording_makes_a_whole_file(text: str) -> None:
    form = replace(FORM, title=text, organisation=text, concept=Concept(text, (replace(MEASURE, title=text),)))
    document = Document(io.BytesIO(docx(form)))
    lines = document.tables[0].rows[1].cells[1].text.split("\n")
    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", "".join(lines))
