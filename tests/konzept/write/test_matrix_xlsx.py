"""The matrix as an Excel workbook: sorted and filtered as one likes, the code stays."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from openpyxl import load_workbook

from konzept.model import Concept
from konzept.suggestion import QUESTIONS, Form, Verdict
from konzept.write import matrix_form
from konzept.write.matrix import xlsx
from konzept.write.matrix_xlsx import sheet_text
from tests.konzept.strategies import few, wild_lines
from tests.konzept.write.test_matrix_form import AREA, MEASURE, ORPHAN

FORM = Form("runde-7", "Ihre Rückmeldung", "Kreis Talau", Concept("Konzept", (AREA, ORPHAN)), due=date(2027, 3, 1))


def book(form: Form = FORM) -> Any:
    return load_workbook(io.BytesIO(xlsx(form)))


def test_one_sheet_holds_all_rows_and_three_free_ones_for_each_area() -> None:
    rows = list(book()["Matrix"].iter_rows(values_only=True))
    assert rows[0][:5] == ("Kennung", "Handlungsfeld", "Nr.", "Ziel oder Maßnahme", "Einschätzung")
    codes = matrix_form.codes(FORM.concept)
    assert [(row[0], row[2]) for row in rows[1:4]] == [
        (codes["goal0110"], "1.1"),
        (codes["meas0111"], "1.1.1"),
        (codes["meas0900"], "–"),
    ]
    assert [row[:2] for row in rows[4:]] == [("neu", "Handlungsfeld 1: Sprache")] * 3 + [
        ("neu", "Weitere Ziele und Maßnahmen")
    ] * 3
    assert rows[2][3].split("\n")[1] == "Lesepaten"


def test_the_code_cannot_be_typed_over_yet_rows_can_be_sorted() -> None:
    sheet = book()["Matrix"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert (rules["A2:A10"].type, rules["A2:A10"].formula1, rules["A2:A10"].showErrorMessage) == (
        "custom",
        "FALSE",
        True,
    )
    assert not sheet.protection.sheet
    assert sheet["A2"].protection.locked
    assert not sheet["F2"].protection.locked


def test_the_verdict_is_chosen_from_a_list_also_in_rows_added_below() -> None:
    rule = next(r for r in book()["Matrix"].data_validations.dataValidation if r.type == "list")
    assert rule.formula1 == '"' + ",".join(verdict.german for verdict in Verdict) + '"'
    assert "E210" in rule.sqref


def test_a_question_of_its_own_is_one_of_the_answers() -> None:
    own = replace(FORM, questions=("Was fehlt?", *QUESTIONS[:1]))
    rule = next(r for r in book(own)["Matrix"].data_validations.dataValidation if r.type == "list")
    assert rule.formula1 == '"Was fehlt?,bewährt"'
    assert rule.prompt == "Bitte wählen Sie eine Antwort aus der Liste."


def test_answers_that_do_not_fit_into_the_rule_are_taken_from_the_guide() -> None:
    own = book(replace(FORM, questions=("Was fehlt, und wo?", QUESTIONS[0])))
    rule = next(r for r in own["Matrix"].data_validations.dataValidation if r.type == "list")
    assert rule.formula1 == "Hinweise!$A$17:$A$18"
    assert [own["Hinweise"][f"A{at}"].value for at in (17, 18)] == ["Was fehlt, und wo?", "bewährt"]


def test_it_can_be_read_on_screen_and_on_paper() -> None:
    sheet = book()["Matrix"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("E2", "A1:H10", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet["D3"].alignment.wrap_text
    assert "runde-7" in sheet.oddFooter.left.text


def test_the_round_is_named_for_programs_and_for_people() -> None:
    opened = book()
    assert {each.name: each.value for each in opened.custom_doc_props.props}["konzept-matrix"] == "runde-7"
    guide = {row[0]: row[1] for row in opened["Hinweise"].iter_rows(values_only=True) if row[0]}
    assert guide["Kennung der Matrix:"] == "runde-7"
    assert "bis zum 1. März 2027" in guide["So füllen Sie die Tabelle aus"]
    assert (opened.properties.title, opened.properties.language) == ("Ihre Rückmeldung", "de-DE")


def test_long_instructions_have_room() -> None:
    guide = book()["Hinweise"]
    for row in guide.iter_rows(min_row=2):
        lines = len(str(row[1].value or "")) / 90
        assert guide.row_dimensions[row[0].row].height >= 15 * lines


def test_a_known_organisation_is_filled_in() -> None:
    guide = {
        row[0]: row[1] for row in book(replace(FORM, organisation="Erle e. V."))["Hinweise"].iter_rows(values_only=True)
    }
    assert guide["Ihre Organisation:"] == "Erle e. V."


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_wording_is_never_a_formula(start: str) -> None:
    text = f'{start}HYPERLINK("x";"y")'
    content = xlsx(replace(FORM, title=text, organisation=text, concept=Concept("K", (replace(MEASURE, number=text),))))
    sheets = zipfile.ZipFile(io.BytesIO(content))
    assert not any(b"<f>" in sheets.read(f"xl/worksheets/sheet{number}.xml") for number in (1, 2))


def test_a_sheet_holds_only_what_excel_can_hold() -> None:
    assert sheet_text("a\x07b\tc\nd") == "ab\tc\nd"
    assert len(sheet_text("x" * 40_000)) == 32_767


@few
@given(wild_lines())
def test_any_wording_makes_a_whole_workbook(text: str) -> None:
    form = replace(FORM, title=text, authority=text, concept=Concept(text, (replace(MEASURE, title=text, text=None),)))
    assert text in book(form)["Matrix"]["D2"].value.split("\n")
