"""A list as a spreadsheet or a database gives it out (CSV or Excel): one header, rows below it, whatever encoding and separator."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from openpyxl import load_workbook

from konzept.model import Problem
from konzept.read.container import decode, open_archive, sniff
from konzept.read.mail_headers import clean
from konzept.read.matrix_xlsx import text_of

MAX_ROWS = 10_000
MAX_COLUMNS = 100
MAX_SHEETS = 40 * 1024 * 1024  # bytes of sheets unpacked
LOOKED_AT = 50  # records by which the separator is told

csv.field_size_limit(1_000_000)  # letters of one cell; a statement of 400 pages


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: its header, its rows as wide as the header, and the numbers of rows that were not (as a spreadsheet counts them)."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    odd: tuple[int, ...] = ()


def read(data: bytes, name: str) -> Listing:
    """The list. Problem where it is none, empty or too long."""
    records = _workbook(data, name) if data.startswith(b"PK") else _records(data, name)
    found = [record for record in islice(records, MAX_ROWS + 2) if any(record[1])]
    if len(found) > MAX_ROWS + 1:
        raise Problem(f"„{name}“ hat mehr als {MAX_ROWS} Zeilen; bitte teilen Sie sie auf.")
    if not found or sum(map(bool, found[0][1])) < 2:
        raise Problem(
            f"„{name}“ ist keine Tabelle mit Überschriften; bitte nehmen Sie eine CSV- oder Excel-Datei, deren erste Zeile die Spalten benennt."
        )
    (_, header), *rest = found
    while header and not header[-1]:
        header.pop()
    width = min(len(header), MAX_COLUMNS)
    odd = tuple(number for number, row in rest if any(row[width:]))
    rows = tuple(tuple((row + [""] * width)[:width]) for _, row in rest)
    return Listing(tuple(header[:width]), rows, odd)


def _records(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, whatever its encoding and separator, each with the line it ends in."""
    sniff(data, name)
    text = decode(data, name).lstrip("\ufeff")
    told = re.match(r"sep=(.)\r?\n", text)
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, record in enumerate(reader, 1):
            yield number, [clean(cell) for cell in record]
    except csv.Error as error:
        raise Problem(
            f"„{name}“, Zeile {reader.line_num}: Die Anführungszeichen gehen nicht auf; bitte exportieren Sie die Tabelle neu."
        ) from error


def _separator(text: str) -> str:
    """The one that gives most records as many cells as the header has, and more than one."""

    def agreement(separator: str) -> tuple[int, int]:
        try:
            widths = [
                len(record)
                for record in islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), LOOKED_AT)
            ]
        except csv.Error:
            return 0, 0
        width = widths[0] if widths else 0
        return (widths.count(width), width) if width > 1 else (0, 0)

    return max(";,\t|", key=agreement)


def _workbook(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    infos = open_archive(data, name).archive.infolist()
    if sum(info.file_size for info in infos if info.filename.startswith("xl/")) > MAX_SHEETS:
        raise Problem(f"„{name}“ wird beim Entpacken zu groß; bitte exportieren Sie die Tabelle als CSV.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions it leaves out
            book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise Problem(f"„{name}“ ist keine lesbare Excel-Tabelle; bitte exportieren Sie sie neu.") from error
    page = book.worksheets[0]
    last, wide = min(page.max_row, MAX_ROWS + 2), min(page.max_column, MAX_COLUMNS)
    for number, cells in enumerate(page.iter_rows(max_row=last, max_col=wide), 1):
        yield number, [clean(text_of(cell)) for cell in cells]
