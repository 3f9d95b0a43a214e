"""A filled Excel matrix, sorted, filtered or shortened as its sender liked."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from konzept.model import Concept, Element, Kind, Problem
from konzept.read.matrix_xlsx import MOST_ROWS, sheet, text_of
from konzept.suggestion import Form
from konzept.write.matrix_xlsx import HEADINGS, xlsx

MEASURES = tuple(Element(f"m{at}aa0000", Kind.MEASURE, number=f"1.{at}", text=f"Angebot {at}.") for at in range(1, 4))
AREA = Element("area0001", Kind.AREA, number="1", title="Sprache", children=MEASURES)
FORM = Form("runde-7", "Runde", "Kreis Talau", Concept("K", (AREA,)), organisation="Erle e. V.")
BYTES = xlsx(FORM)


def book() -> Any:
    return load_workbook(io.BytesIO(BYTES))


def saved(made: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def claims(made: Any) -> list[tuple[str, ...]]:
    return [row.claims for row in sheet(saved(made), "m.xlsx").rows if row.claims]


def test_all_that_a_workbook_knows() -> None:
    found = sheet(BYTES, "m.xlsx")
    assert (found.form_id, found.organisation, found.sender) == ("runde-7", "Erle e. V.", "")
    rows = [row for row in found.rows if not row.loose]
    assert [row.claims for row in rows] == [("m1aa0000",), ("m2aa0000",), ("m3aa0000",), (), (), ()]
    assert [row.new for row in rows] == [False, False, False, True, True, True]
    assert found.rows[0].place == "Blatt „Matrix“, Zeile 2"
    assert found.rows[0].area == "Handlungsfeld 1: Sprache"


def test_without_its_property_the_form_is_known_by_the_guide() -> None:
    made = book()
    for name in list(made.custom_doc_props.names):
        del made.custom_doc_props[name]
    found = sheet(saved(made), "m.xlsx")
    assert found.form_id == "runde-7"
    assert [row.claims for row in found.rows if row.claims] == [("m1aa",), ("m2aa",), ("m3aa",)]


def test_a_sender_is_read_beside_its_question() -> None:
    made = book()
    guide = made["Hinweise"]
    row = next(row for row in guide.iter_rows() if str(row[0].value).startswith("Ansprechperson"))
    row[1].value = "Frau Beispiel"
    assert sheet(saved(made), "m.xlsx").sender == "Frau Beispiel"


def test_columns_may_be_moved_about() -> None:
    made = book()
    page = made["Matrix"]
    page.move_range(f"A1:A{page.max_row}", cols=9)
    page["F2"].value = "Gut."
    (row,) = [row for row in sheet(saved(made), "m.xlsx").rows if row.typed.get("comment") and not row.loose]
    assert (row.claims, row.typed["comment"]) == (("m1aa0000",), "Gut.")


def test_sheets_may_be_renamed_copied_and_added() -> None:
    made = book()
    made["Matrix"].title = "Antworten"
    copy = made.copy_worksheet(made["Antworten"])
    copy.delete_rows(3, 20)
    made.create_sheet("Notizen").append(["nur", "so", "ein", "Zettel", "mit", "Text"])
    assert claims(made) == [("m1aa0000",), ("m2aa0000",), ("m3aa0000",), ("m1aa0000",)]


def test_titles_above_the_headings_do_no_harm() -> None:
    made = book()
    made["Matrix"].insert_rows(1, 3)
    made["Matrix"]["A1"] = "Antworten unseres Vereins"
    assert len(claims(made)) == 3


def test_notes_on_cells_stand_behind_the_remark() -> None:
    made = book()
    made["Matrix"]["F2"] = "Gut."
    made["Matrix"]["D2"].comment = Comment("Wirklich.", "x")
    made["Matrix"]["E2"].comment = Comment("Sehr.", "x")
    assert sheet(saved(made), "m.xlsx").rows[0].typed["comment"] == "Gut.\nWirklich.\nSehr."


def test_merged_cells_are_no_stumbling_block() -> None:
    made = book()
    made["Matrix"]["F2"] = "Gilt für beide."
    made["Matrix"].merge_cells("F2:F3")
    found = sheet(saved(made), "m.xlsx").rows
    assert [row.typed["comment"] for row in found[:3]] == ["Gilt für beide.", "", ""]


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (None, "General", ""),
        ("  Text ", "General", "Text"),
        (7, "General", "7"),
        (2.5, "General", "2,5"),
        (1200.0, "General", "1200"),
        (0.1 + 0.2, "General", "0,3"),
        (0.5, "0%", "50 %"),
        (0.125, "0.0%", "12,5 %"),
        (True, "General", "wahr"),
        (False, "General", "falsch"),
        (datetime(2026, 3, 1), "dd.mm.yyyy", "01.03.2026"),  # noqa: DTZ001 - Excel knows no zones
        (datetime(2026, 3, 1, 14, 30), "dd.mm.yyyy", "01.03.2026 14:30"),  # noqa: DTZ001 - Excel knows no zones
        (date(2026, 12, 24), "dd.mm.yyyy", "24.12.2026"),
        (time(9, 5), "hh:mm", "09:05"),
    ],
)
def test_a_value_is_what_its_sender_saw(value: object, number_format: str, seen: str) -> None:
    made = Workbook()
    cell: Any = made.active["A1"]  # type: ignore[index]  # a new workbook has a sheet
    cell.value, cell.number_format = value, number_format
    read_back = load_workbook(io.BytesIO(saved(made))).active["A1"]  # type: ignore[index]  # the same one
    assert text_of(read_back) == seen


def test_a_line_break_in_a_cell_stays_one() -> None:
    made = book()
    made["Matrix"]["F2"] = "erstens\nzweitens"
    assert sheet(saved(made), "m.xlsx").rows[0].typed["comment"] == "erstens\nzweitens"


def test_without_headings_only_rows_with_a_code_are_ours() -> None:
    made = book()
    made["Matrix"].delete_rows(1)
    found = [row for row in sheet(saved(made), "m.xlsx").rows if not row.loose]
    assert [row.claims for row in found] == [("m1aa0000",), ("m2aa0000",), ("m3aa0000",)]


def test_a_workbook_without_our_headings_has_no_rows_of_a_matrix() -> None:
    made = Workbook()
    made.active.append(["Kennung", "Anmerkung"])  # type: ignore[union-attr]  # a new workbook has a sheet
    (row,) = sheet(saved(made), "fremd.xlsx").rows
    assert (row.loose, row.typed) == (True, {"comment": "Kennung | Anmerkung"})


def test_a_sheet_that_claims_a_million_rows_is_read_in_bearable_time() -> None:
    made = book()
    made["Matrix"].cell(1_048_576, 1).value = "K"
    assert len(sheet(saved(made), "m.xlsx").rows) <= MOST_ROWS


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_broken_part_is_one_sentence(part: str) -> None:
    broken = _with_part(part, b"<kaputt")
    with pytest.raises(Problem, match="keine lesbare Excel-Tabelle"):
        sheet(broken, "m.xlsx")


def _with_part(part: str, content: bytes) -> bytes:
    from_ = zipfile.ZipFile(io.BytesIO(BYTES))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in from_.namelist():
            made.writestr(name, content if name == part else from_.read(name))
    return buffer.getvalue()


def test_the_headings_are_those_that_are_written() -> None:
    first = next(book()["Matrix"].iter_rows(max_row=1, values_only=True))
    assert first == HEADINGS
