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
from konzept.read.matrix_rows import PARTS, Raw, Sheet, by_position, claimed_codes, codebook
from konzept.write.matrix_form import CODES, HEADINGS, ORGANISATION, PROPERTY, SENDER

MOST_ROWS, MOST_COLUMNS = 20_000, 40
MOST_BYTES = 8 * 1024 * 1024  # of sheets unpacked; a matrix of 1,000 rows has one
ALL_HEADINGS = ("Kennung", "Handlungsfeld", *HEADINGS)


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
    asked = dict(asked_fields(book))
    found = known.get(PROPERTY) or asked.get("Kennung der Matrix")
    rows = tuple(table_rows(book, codebook(known.get(CODES, ""))))
    return Sheet(found, rows, asked.get(ORGANISATION, ""), asked.get(SENDER, ""), known)


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


def asked_fields(book: Any) -> Iterator[tuple[str, str]]:
    """What stands beside „Ihre Organisation:“, „Ansprechperson …:“ and „Kennung der Matrix:“."""
    for page in book.worksheets:
        for row in page.iter_rows(max_row=60, max_col=2):
            label = text_of(row[0])
            if label.endswith(":") and len(row) > 1:
                yield label.removesuffix(":"), text_of(row[1])


def table_rows(book: Any, codes: dict[str, str]) -> Iterator[Raw]:
    """All rows below a line of headings."""
    for page in book.worksheets:
        columns: dict[int, str] = {}
        for cells in page.iter_rows(max_row=min(page.max_row, MOST_ROWS), max_col=min(page.max_column, MOST_COLUMNS)):
            heads = {index: PARTS[text_of(cell)] for index, cell in enumerate(cells) if text_of(cell) in PARTS}
            if len(heads) >= 4:
                columns = heads
                continue
            known = columns or (
                by_position(len(cells), ALL_HEADINGS) if claimed_codes(text_of(cells[0]), codes) else {}
            )
            if known:
                yield raw(cells, known, f"Blatt „{page.title}“, Zeile {cells[0].row}", codes)


def raw(cells: tuple[Any, ...], columns: dict[int, str], place: str, codes: dict[str, str]) -> Raw:
    """One row as typed, notes on cells among the remarks."""
    typed = {part: text_of(cells[index]) for index, part in columns.items()}
    noted = [cell.comment.text for cell in cells if getattr(cell, "comment", None)]
    if noted:
        typed["comment"] = "\n".join(filter(None, [typed.get("comment", ""), *noted]))
    claims = claimed_codes(typed.get("code", ""), codes)
    new = typed.get("code", "").casefold() == "neu"
    return Raw(place, tuple(claims), typed, typed.get("area") or None, new)
