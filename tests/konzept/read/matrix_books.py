"""Filled matrices as people leave them in Excel and in Calc: sorted, copied, shortened, with notes."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from konzept.write.matrix_form import codes
from konzept.write.opendocument import SPACES
from tests.konzept.read.matrix_ground import AREAS, FORM

T, B, OFFICE, DC = (f"{{{SPACES[name]}}}" for name in ("text", "table", "office", "dc"))
COLUMNS = ("code", "area", "number", "wording", "verdict", "comment", "proposal", "responsible")
ANEW = ("code", "number", "verdict")
CODES = codes(FORM.concept)
HEADINGS = {uid: f"Handlungsfeld {at}: {title}" for at, (uid, title) in enumerate(AREAS.items(), 1)}


class Excel:
    """An XLSX in somebody's hands; a row is a list of values and the note on its wording."""

    ending = "xlsx"

    def __init__(self, data: bytes) -> None:
        self.book = load_workbook(io.BytesIO(data))
        self.page: Any = self.book["Matrix"]
        self.rows = [[*(cell.value for cell in line), None] for line in self.page.iter_rows(max_col=len(COLUMNS))]

    def bytes(self) -> bytes:
        """As saved."""
        for number in range(1, max(self.page.max_row, len(self.rows)) + 1):
            row = self.rows[number - 1] if number <= len(self.rows) else [None] * (len(COLUMNS) + 1)
            for column, value in enumerate(row[:-1], 1):
                self.page.cell(number, column).value = value
            self.page.cell(number, 4).comment = Comment(row[-1], "B") if row[-1] else None
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()

    def row(self, uid: str) -> Any:
        """The row of a measure."""
        return next(row for row in self.rows if row[0] == CODES[uid])

    def free(self, area: str) -> Any:
        """The first free row of an area."""
        return next(row for row in self.rows if row[0] == "neu" and row[1] == HEADINGS[area])

    def type(self, row: Any, column: str, text: str) -> None:
        """A cell is continued; code, number and verdict are typed anew."""
        at = COLUMNS.index(column)
        row[at] = f"{row[at]}\n{text}" if column not in ANEW and row[at] else text

    def _at(self, row: Any) -> int:
        return next(at for at, each in enumerate(self.rows) if each is row)

    def add(self, after: Any) -> Any:
        """A new row."""
        new: list[Any] = [None] * (len(COLUMNS) + 1)
        self.rows.insert(self._at(after) + 1, new)
        return new

    def copy(self, row: Any) -> Any:
        """A row twice."""
        new = list(row)
        self.rows.insert(self._at(row) + 1, new)
        return new

    def remove(self, row: Any) -> None:
        """A row is deleted."""
        del self.rows[self._at(row)]

    def sort(self) -> None:
        """By wording, backwards."""
        self.rows[1:] = sorted(self.rows[1:], key=lambda row: str(row[3] or ""), reverse=True)

    def note(self, row: Any, text: str) -> None:
        """A note on the wording."""
        row[-1] = text

    def track(self, row: Any, column: str, come: str, gone: str) -> None:
        """Sheets keep no words that went."""
        assert gone
        self.type(row, column, come)

    def merge(self) -> None:
        """There is but one table."""


class Calc:
    """An ODS in somebody's hands."""

    ending = "ods"

    def __init__(self, data: bytes) -> None:
        archive = zipfile.ZipFile(io.BytesIO(data))
        self.parts = {info: archive.read(info) for info in archive.infolist()}
        (content,) = [data for info, data in self.parts.items() if info.filename == "content.xml"]
        self.root = etree.fromstring(content)
        self.table: Any = next(each for each in self.root.iter(f"{B}table") if each.get(f"{B}name") == "Matrix")

    def bytes(self) -> bytes:
        """As saved."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            for info, data in self.parts.items():
                made.writestr(info, etree.tostring(self.root) if info.filename == "content.xml" else data)
        return buffer.getvalue()

    def _lines(self) -> list[Any]:
        return [row for row in self.table.findall(f"{B}table-row") if not row.get(f"{B}number-rows-repeated")]

    def _words(self, row: Any, column: str) -> str:
        return "".join(row[COLUMNS.index(column)].itertext())

    def row(self, uid: str) -> Any:
        """The row of a measure."""
        return next(row for row in self._lines() if self._words(row, "code") == CODES[uid])

    def free(self, area: str) -> Any:
        """The first free row of an area."""
        lines = (row for row in self._lines() if self._words(row, "code") == "neu")
        return next(row for row in lines if self._words(row, "area") == HEADINGS[area])

    def type(self, row: Any, column: str, text: str) -> None:
        """A cell is continued; code, number and verdict are typed anew."""
        cell = row[COLUMNS.index(column)]
        if column in ANEW:
            for child in cell.findall(f"{T}p"):
                cell.remove(child)
        cell.set(f"{OFFICE}value-type", "string")
        for line in text.split("\n"):
            etree.SubElement(cell, f"{T}p").text = line

    def add(self, after: Any) -> Any:
        """A new row."""
        new = etree.Element(f"{B}table-row")
        for _ in COLUMNS:
            etree.SubElement(new, f"{B}table-cell")
        after.addnext(new)
        return new

    def copy(self, row: Any) -> Any:
        """A row twice."""
        new = copy.deepcopy(row)
        row.addnext(new)
        return new

    def remove(self, row: Any) -> None:
        """A row is deleted."""
        self.table.remove(row)

    def sort(self) -> None:
        """By wording, backwards."""
        head = self.table.find(f"{B}table-header-rows")
        for row in sorted(self._lines(), key=lambda row: self._words(row, "wording")):
            head.addnext(row)

    def note(self, row: Any, text: str) -> None:
        """A comment on the wording."""
        note = etree.Element(f"{OFFICE}annotation")
        etree.SubElement(note, f"{DC}creator").text = "Frau Beispiel"
        etree.SubElement(note, f"{DC}date").text = "2026-12-01T08:00:00"
        etree.SubElement(note, f"{T}p").text = text
        row[COLUMNS.index("wording")].insert(0, note)

    def track(self, row: Any, column: str, come: str, gone: str) -> None:
        """Sheets keep no words that went."""
        assert gone
        self.type(row, column, come)

    def merge(self) -> None:
        """There is but one table."""
