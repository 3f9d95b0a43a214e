"""A filled Excel matrix, sorted, filtered or shortened as its sender liked."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from openpyxl import load_workbook

from konzept.model import Problem
from konzept.read.container import open_archive
from konzept.read.matrix_rows import Sheet
from konzept.read.matrix_sheets import MOST_COLUMNS, MOST_ROWS, Page, sheets
from konzept.read.matrix_tables import Row

MOST_BYTES = 8 * 1024 * 1024  # of sheets unpacked; a matrix of 1,000 rows has one


def sheet(data: bytes, name: str) -> Sheet:
    """The rows of an Excel matrix."""
    infos = open_archive(data, name).archive.infolist()
    if sum(info.file_size for info in infos if info.filename.startswith("xl/")) > MOST_BYTES:
        raise Problem(
            f"Die Datei „{name}“ ist viel größer als eine Matrix; bitte entfernen Sie, was nicht in die Matrix gehört, und speichern sie neu."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions it leaves out
            book: Any = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise Problem(
            f"Die Datei „{name}“ ist keine lesbare Excel-Tabelle; bitte speichern Sie sie in Excel neu als .xlsx."
        ) from error
    known = {str(entry.name): str(entry.value) for entry in book.custom_doc_props.props}
    return sheets([Page(each.title, list(rows_of(each))) for each in book.worksheets], known)


def text_of(cell: Any) -> str:
    """A cell's value as its sender saw it: a day as 01.03.2026, a share as 50 %, a number with a comma."""
    value = cell.value
    if isinstance(value, bool):
        return "wahr" if value else "falsch"
    if isinstance(value, float | int):
        percent = "%" in str(cell.number_format)
        figure = f"{value * (100 if percent else 1):.10g}".replace(".", ",")
        return f"{figure} %" if percent else figure
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M").removesuffix(" 00:00")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value).strip()


def rows_of(page: Any) -> Iterator[Row]:
    """The rows in which something stands, notes on cells beside them."""
    for cells in page.iter_rows(max_row=min(page.max_row, MOST_ROWS), max_col=min(page.max_column, MOST_COLUMNS)):
        words = tuple(text_of(cell) for cell in cells)
        noted = tuple(cell.comment.text for cell in cells if getattr(cell, "comment", None))
        if any(words) or noted:
            yield Row(words, (), noted, cells[0].row)
