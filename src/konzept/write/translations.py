"""Translations as a table for whoever translates: CSV as German Excel opens it, or XLSX."""

from __future__ import annotations

import csv as tables
import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill

from konzept.translation import Translatable, TranslationState
from konzept.write.matrix_xlsx import sheet_text

HEADER = ("Kennung", "Teil", "Stelle", "Deutsch", "Übersetzung", "Stand")
WIDTHS = (18, 14, 34, 70, 70, 12)  # in letters
FORMULA = ("=", "+", "-", "@", "\t")  # with what a spreadsheet begins to reckon

Line = tuple[Translatable, str, TranslationState]  # the German words, their translation ("" = none), how it stands


def kept_from_reckoning(cell: str) -> bool:
    """Whether a cell looks like one with an apostrophe before it, as `csv` writes them."""
    return cell.startswith("'") and cell[1:].startswith((*FORMULA, "'"))


def rows(lines: Iterable[Line]) -> list[tuple[str, ...]]:
    """The cells of each line, as HEADER names them."""
    return [
        (piece.subject, piece.part, piece.place, piece.german, words, state.german) for piece, words, state in lines
    ]


def csv(lines: Iterable[Line]) -> bytes:
    """UTF-8 with its mark, semicolons. What a spreadsheet would reckon with has an apostrophe before it."""
    held = io.StringIO(newline="")
    writer = tables.writer(held, delimiter=";")
    writer.writerow(HEADER)
    for row in rows(lines):
        writer.writerow([f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell for cell in row])
    return held.getvalue().encode("utf-8-sig")


def xlsx(lines: Iterable[Line]) -> bytes:
    """One sheet; every cell is text."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Übersetzungen"
    for number, row in enumerate([HEADER, *rows(lines)], 1):
        for column, written in enumerate(row, 1):
            cell = sheet.cell(number, column)
            assert isinstance(cell, Cell)
            value = f"'{written}" if kept_from_reckoning(written) else written
            cell.value = sheet_text(value) or None
            if value:
                cell.data_type = "s"  # words that begin with = are words
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6EB")
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
