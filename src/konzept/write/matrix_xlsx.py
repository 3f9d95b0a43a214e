"""The matrix as an Excel workbook: one sheet to fill in, sorted and filtered as one likes; one sheet that explains it."""

from __future__ import annotations

import io
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from konzept.suggestion import Form
from konzept.write import matrix_form as matrix
from konzept.write import matrix_grid as grid
from konzept.write.matrix_grid import GUIDE, HEADINGS, SHEET, WIDTHS

QUIET = Font(name="Calibri", size=9, color="595959")
PLAIN = Font(name="Calibri", size=11, color="1B1B1B")
STRONG = Font(name="Calibri", size=11, bold=True, color="1F4E68")
TITLE = Font(name="Calibri", size=18, bold=True, color="1F4E68")
GREY, HEAD, NEW = (PatternFill("solid", fgColor=color) for color in ("ECEFF1", "DCE6EB", "FBF8EE"))
EDGE = Side("thin", "A9B8C2")
THIN = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
WRAP = Alignment(wrap_text=True, vertical="top")
FREE = Protection(locked=False)
LOCKED = Protection(locked=True)
LOOKS = {"title": TITLE, "strong": STRONG, "word": PLAIN, "plain": PLAIN, "quiet": QUIET}


def xlsx(form: Form) -> bytes:
    """The form as XLSX. The code column cannot be typed over, yet rows can be sorted, deleted and added."""
    book = Workbook()
    sheet, guide = book.worksheets[0], book.create_sheet(GUIDE)
    sheet.title = SHEET
    _fill(sheet, form)
    _rules(sheet, form)
    _print(sheet, form)
    _explain(guide, form)
    book.properties.title, book.properties.creator, book.properties.language = form.title, form.authority, "de-DE"
    book.properties.created = datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl knows no zones; a fixed day keeps files alike
    properties = book.custom_doc_props  # type: ignore[attr-defined]  # there since openpyxl 3.1, unknown to its stubs
    properties.append(StringProperty(name=matrix.PROPERTY, value=form.id))
    properties.append(StringProperty(name=matrix.CODES, value=matrix.codebook(form)))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Worksheet, form: Form) -> None:
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), 1):
        _write(_cell(sheet, 1, column), heading, STRONG, HEAD, LOCKED)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, (values, new) in enumerate(grid.rows(form), 2):
        for column, value in enumerate(values, 1):
            fill = GREY if column == 1 else NEW if new else None
            _write(
                _cell(sheet, number, column),
                value,
                QUIET if column <= 2 else PLAIN,
                fill,
                LOCKED if column == 1 else FREE,
            )
        sheet.row_dimensions[number].height = grid.height(values[3])


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def _write(cell: Cell, value: str, font: Font, fill: PatternFill | None, protection: Protection) -> None:
    cell.value = sheet_text(value) or None
    if value:
        cell.data_type = "s"  # a wording that begins with = is a wording, never a formula
    cell.font, cell.border, cell.alignment, cell.protection = font, THIN, WRAP, protection
    if fill:
        cell.fill = fill


def sheet_text(text: str) -> str:
    """The text without what a worksheet cannot hold, cut at Excel's 32,767 letters."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")[:32_767]


def _rules(sheet: Worksheet, form: Form) -> None:
    last = max(sheet.max_row, 2) + grid.FREE_ROWS
    first, end = grid.words_at(form)
    source = f'"{",".join(grid.words(form))}"' if grid.fits(form) else f"{GUIDE}!$A${first}:$A${end}"
    verdict = DataValidation("list", formula1=source, allow_blank=True)
    verdict.errorTitle, verdict.error = "Einschätzung", "Bitte wählen Sie eine der Antworten aus der Liste."
    verdict.promptTitle, verdict.prompt = "Einschätzung", grid.prompt(form)
    verdict.showErrorMessage = verdict.showInputMessage = True
    verdict.add(f"E2:E{last}")
    sheet.add_data_validation(verdict)
    code = DataValidation("custom", formula1="FALSE", allow_blank=True, showErrorMessage=True)
    code.errorTitle, code.error = "Kennung", grid.CODE_KEPT
    code.add(f"A2:A{max(sheet.max_row, 2)}")
    sheet.add_data_validation(code)
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = f"A1:H{sheet.max_row}"


def _print(sheet: Worksheet, form: Form) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=f"Kennung der Matrix: {form.id}".replace("&", "&&")),
        right=_HeaderFooterPart(text="Seite &P von &N"),
    )


def _explain(guide: Worksheet, form: Form) -> None:
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = grid.GUIDE_WIDTHS
    for number, line in enumerate(grid.guide(form), 1):
        guide.row_dimensions[number].height = grid.guide_height(line)
        for column, value in enumerate((line.label, line.text), 1):
            cell = _cell(guide, number, column)
            font = LOOKS[line.look] if column == 1 else PLAIN
            cell.value, cell.font, cell.alignment = sheet_text(value) or None, font, WRAP
            if value:
                cell.data_type = "s"
    guide["A1"].alignment = guide["A2"].alignment = Alignment(wrap_text=False)
    guide.page_setup.paperSize, guide.page_setup.fitToHeight = 9, 0
    guide.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
