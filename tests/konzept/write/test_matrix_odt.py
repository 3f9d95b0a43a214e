"""The matrix as an OpenDocument text: the same form as Word's, known again by whatever survives."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from docx import Document as Word
from hypothesis import given
from lxml import etree
from odfdo import Document

from konzept.model import Concept
from konzept.suggestion import QUESTIONS, Form, Verdict
from konzept.write import matrix_form
from konzept.write.matrix import docx, odt
from konzept.write.opendocument import SPACES
from tests.konzept.strategies import few, wild_lines
from tests.konzept.write.test_matrix_form import AREA, MEASURE, ORPHAN
from tests.konzept.write.test_opendocument import seen

T, B, OFFICE = (f"{{{SPACES[name]}}}" for name in ("text", "table", "office"))
FORM = Form("runde-7", "Ihre Rückmeldung", "Kreis Talau", Concept("Konzept", (AREA, ORPHAN)), due=date(2027, 3, 1))


def part(name: str, form: Form = FORM) -> str:
    return zipfile.ZipFile(io.BytesIO(odt(form))).read(name).decode()


def body(form: Form = FORM) -> Any:
    return etree.fromstring(part("content.xml", form).encode()).find(f"{OFFICE}body/{OFFICE}text")


def row(uid: str) -> Any:
    return next(
        each
        for each in body().iter(f"{B}table-row")
        for mark in each.iter(f"{T}bookmark-start")
        if mark.get(f"{T}name") == f"m_{uid}"
    )


def test_a_row_carries_its_uid_in_every_way_the_format_has() -> None:
    found = row("meas0111")
    assert [link.get("{http://www.w3.org/1999/xlink}href") for link in found.iter(f"{T}a")] == ["#m_meas0111"]
    assert f"[{matrix_form.codes(FORM.concept)['meas0111']}]" in [seen(each) for each in found.iter(f"{T}p")]
    assert [mark.get(f"{T}name") for mark in found.iter(f"{T}bookmark-start")] == ["m_meas0111", "m_meas0111_w"]
    assert [each.get(f"{T}name") for each in found.iter(f"{T}drop-down")] == ["m_meas0111_verdict"]


def test_bookmarks_are_unique_closed_and_short_enough_for_word() -> None:
    longest = replace(FORM, concept=Concept("K", (replace(MEASURE, uid="x" * 32),)))
    for form in (FORM, longest):
        names = [str(mark.get(f"{T}name")) for mark in body(form).iter(f"{T}bookmark-start")]
        assert len(names) == len(set(names))
        assert sorted(names) == sorted(str(mark.get(f"{T}name")) for mark in body(form).iter(f"{T}bookmark-end"))
        assert all(len(name) <= 40 for name in names)
        assert not list(body(form).iter(f"{T}bookmark"))


def test_the_round_is_named_for_programs_and_for_people() -> None:
    opened = Document(io.BytesIO(odt(FORM)))
    found = opened.meta.user_defined_metadata
    assert (found["konzept-matrix"], found["konzept-kennungen"]) == ("runde-7", matrix_form.codebook(FORM))
    assert "Kennung der Matrix: runde-7" in part("styles.xml")


def test_never_two_tables_without_a_paragraph_between() -> None:
    assert not [one for one, other in pairwise(body()) if one.tag == other.tag == f"{B}table"]
    assert body()[-1].tag == f"{T}p"


def test_it_can_be_heard() -> None:
    for table in body().iter(f"{B}table"):
        assert table.find(f"{B}title").text.startswith("Ihre Rückmeldungen zu: ")
        assert len(table.findall(f"{B}table-header-rows/{B}table-row")) == 1
    assert 'fo:language="de" fo:country="DE"' in part("styles.xml")
    assert "<dc:title>Ihre Rückmeldung</dc:title>" in part("meta.xml")
    assert [each.get(f"{T}outline-level") for each in body().iter(f"{T}h")] == ["2", "2", "1", "1"]


def test_nothing_is_hidden() -> None:
    for name in ("content.xml", "styles.xml"):
        assert "hidden" not in part(name)
        assert 'display="none"' not in part(name)


@pytest.mark.parametrize("organisation", ["", "Sprachtreff Erle e. V."])
@pytest.mark.parametrize("questions", [QUESTIONS, ("Was fehlt?", QUESTIONS[3])])
@pytest.mark.parametrize("areas", [(), ("area0001",)])
def test_it_says_word_for_word_what_the_word_form_says(
    organisation: str, questions: tuple[str, ...], areas: tuple[str, ...]
) -> None:
    form = replace(FORM, organisation=organisation, questions=questions, areas=areas)
    ours = [seen(each) for each in body(form).iter(f"{T}p", f"{T}h")]
    word = Word(io.BytesIO(docx(form)))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    theirs = ["".join(each.text or "" for each in p.iter(f"{w}t")) for p in word.element.body.iter(f"{w}p")]
    assert [line for line in ours if line] == [line for line in theirs if line]


def test_the_verdict_is_chosen_from_a_list() -> None:
    lists = list(body().iter(f"{T}drop-down"))
    assert len(lists) == 3 + 2 * 3
    assert [label.get(f"{T}value") for label in lists[0]] == [matrix_form.HINT, *(each.german for each in Verdict)]
    assert len({each.get(f"{T}name") for each in lists}) == len(lists)


def test_free_rows_ask_for_new_measures_of_their_area() -> None:
    names = [str(mark.get(f"{T}name")) for mark in body().iter(f"{T}bookmark-start")]
    new = [name for name in names if name.startswith("mn_")]
    assert len(new) == 2 * 3
    assert {name.split("_")[1] for name in new} == {"area0001", "rest"}


def test_the_first_table_begins_a_page_where_the_head_fills_one() -> None:
    long = replace(FORM, questions=tuple(f"Wie geht es weiter mit Punkt {at}?" for at in range(20)))
    for form, broken in ((FORM, True), (long, False)):
        first = next(each for each in body(form).iter(f"{T}h") if each.get(f"{T}outline-level") == "1")
        assert (first.get(f"{T}style-name") == "FirstSection") is broken
        assert (
            "pageBreakBefore" in zipfile.ZipFile(io.BytesIO(docx(form))).read("word/document.xml").decode()
        ) is broken


def test_the_same_form_gives_the_same_bytes() -> None:
    assert odt(FORM) == odt(replace(FORM))


@few
@given(wild_lines())
def test_any_wording_makes_a_whole_file(text: str) -> None:
    form = replace(FORM, title=text, organisation=text, concept=Concept(text, (replace(MEASURE, title=text),)))
    cell = next(iter(body(form).iter(f"{B}table"))).findall(f"{B}table-row")[0][1]
    assert text in [seen(each) for each in cell]
