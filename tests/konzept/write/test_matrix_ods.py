"""The matrix as an OpenDocument spreadsheet: the Excel workbook's twin."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from lxml import etree
from odfdo import Document
from openpyxl import load_workbook

from konzept.model import Concept
from konzept.suggestion import QUESTIONS, Form, Verdict
from konzept.write import matrix_form
from konzept.write.matrix import ods, xlsx
from konzept.write.opendocument import SPACES
from tests.konzept.strategies import few, wild_lines
from tests.konzept.write.test_matrix_form import AREA, MEASURE, ORPHAN
from tests.konzept.write.test_opendocument import seen

T, B, S = (f"{{{SPACES[name]}}}" for name in ("text", "table", "style"))
FORM = Form("runde-7", "Ihre Rückmeldung", "Kreis Talau", Concept("Konzept", (AREA, ORPHAN)), due=date(2027, 3, 1))
OWN = replace(FORM, questions=("Was fehlt, und wo?", QUESTIONS[0]))


def part(name: str, form: Form = FORM) -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(ods(form))).read(name))


def table(name: str, form: Form = FORM) -> Any:
    return next(each for each in part("content.xml", form).iter(f"{B}table") if each.get(f"{B}name") == name)


def rows(name: str, form: Form = FORM) -> list[list[str]]:
    found = [
        ["\n".join(seen(line) for line in cell) for cell in row]
        for row in table(name, form).iter(f"{B}table-row")
        if not row.get(f"{B}number-rows-repeated")
    ]
    return [row for row in found if any(row)] if name == "Matrix" else found


def rule(name: str, form: Form = FORM) -> Any:
    return next(
        each for each in part("content.xml", form).iter(f"{B}content-validation") if each.get(f"{B}name") == name
    )


@pytest.mark.parametrize("form", [FORM, OWN, replace(FORM, areas=("area0001",), organisation="Erle e. V.")])
@pytest.mark.parametrize("name", ["Matrix", "Hinweise"])
def test_it_says_cell_for_cell_what_the_excel_form_says(form: Form, name: str) -> None:
    theirs = load_workbook(io.BytesIO(xlsx(form)))[name].iter_rows(values_only=True)
    assert rows(name, form) == [[value or "" for value in row] for row in theirs]


def test_the_code_cannot_be_typed_over_yet_rows_can_be_sorted() -> None:
    assert rule("code").get(f"{B}condition") == "of:is-true-formula(FALSE())"
    assert rule("code").find(f"{B}error-message").get(f"{B}message-type") == "stop"
    first = next(iter(table("Matrix").findall(f"{B}table-row")))
    assert first[0].get(f"{B}content-validation-name") == "code"
    assert not table("Matrix").get(f"{B}protected")
    looks = {each.get(f"{S}name"): each for each in part("content.xml").iter(f"{S}style")}
    kept = {name: looks[name][0].get(f"{S}cell-protect") for name in ("code", "plain")}
    assert kept == {"code": "protected", "plain": "none"}


def test_the_verdict_is_chosen_from_a_list_also_in_rows_added_below() -> None:
    offered = ";".join(f'"{verdict.german}"' for verdict in Verdict)
    assert rule("answer").get(f"{B}condition") == f"of:cell-content-is-in-list({offered})"
    below = table("Matrix").findall(f"{B}table-row")[-1]
    assert below.get(f"{B}number-rows-repeated") == "200"
    assert [cell.get(f"{B}content-validation-name") for cell in below] == [None, "answer", None]


def test_answers_that_do_not_fit_into_the_rule_are_taken_from_the_guide() -> None:
    condition = rule("answer", OWN).get(f"{B}condition")
    assert condition == "of:cell-content-is-in-list([$Hinweise.$A$17:.$A$18])"
    assert [row[0] for row in rows("Hinweise", OWN)[16:18]] == ["Was fehlt, und wo?", "bewährt"]


def test_it_can_be_read_on_screen_and_on_paper() -> None:
    items = {each.get(f"{{{SPACES['config']}}}name"): each.text for each in part("settings.xml").iter("{*}config-item")}
    assert (items["HorizontalSplitPosition"], items["VerticalSplitPosition"], items["ActiveTable"]) == (
        "4",
        "1",
        "Matrix",
    )
    ranges = next(part("content.xml").iter(f"{B}database-range"))
    assert ranges.get(f"{B}target-range-address") == "Matrix.A1:Matrix.H10"
    page = next(part("styles.xml").iter(f"{S}page-layout-properties"))
    assert (page.get(f"{S}scale-to-X"), page.get(f"{S}print-orientation")) == ("1", "landscape")
    assert len(table("Matrix").findall(f"{B}table-header-rows/{B}table-row")) == 1


def test_the_round_is_named_for_programs_and_for_people() -> None:
    opened = Document(io.BytesIO(ods(FORM)))
    assert opened.get_type() == "spreadsheet"
    found = opened.meta.user_defined_metadata
    assert (found["konzept-matrix"], found["konzept-kennungen"]) == ("runde-7", matrix_form.codebook(FORM))
    assert "Kennung der Matrix: runde-7" in "".join(part("styles.xml").itertext())


@pytest.mark.parametrize("start", ["=", "of:=", "+", "@"])
def test_a_wording_is_never_a_formula(start: str) -> None:
    form = replace(FORM, title=f"{start}A1", organisation=f"{start}A1", questions=(f"{start}A1",))
    assert not [cell for cell in part("content.xml", form).iter(f"{B}table-cell") if cell.get(f"{B}formula")]


def test_the_same_form_gives_the_same_bytes() -> None:
    assert ods(FORM) == ods(replace(FORM))


@few
@given(wild_lines())
def test_any_wording_makes_a_whole_file(text: str) -> None:
    form = replace(
        FORM,
        title=text,
        authority=text,
        questions=(text,),
        concept=Concept(text, (replace(MEASURE, title=text, text=None),)),
    )
    assert text in rows("Matrix", form)[1][3].split("\n")
