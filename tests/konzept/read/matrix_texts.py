"""Filled matrices as people leave them in Word and in Writer: typed, copied, sorted, merged, tracked, commented."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import Any

from docx import Document
from lxml import etree

from konzept.write.opendocument import SPACES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
T, B, OFFICE, DC = (f"{{{SPACES[name]}}}" for name in ("text", "table", "office", "dc"))
COLUMNS = ("number", "wording", "verdict", "comment", "proposal", "responsible")
WHEN = "2026-12-01T08:00:00"


class Word:
    """A DOCX in somebody's hands."""

    ending = "docx"

    def __init__(self, data: bytes) -> None:
        self.document = Document(io.BytesIO(data))

    def bytes(self) -> bytes:
        """As saved."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def row(self, uid: str) -> Any:
        """The row of a measure."""
        return (
            next(
                mark
                for mark in self.document.element.body.iter(f"{W}bookmarkStart")
                if mark.get(f"{W}name") == f"m_{uid}"
            )
            .getparent()
            .getparent()
            .getparent()
        )

    def free(self, area: str) -> Any:
        """The first free row of an area."""
        tags = self.document.element.body.iter(f"{W}tag")
        tag = next(tag for tag in tags if str(tag.get(f"{W}val")).startswith(f"mn_{area}"))
        return next(tag.iterancestors(f"{W}tr"))

    def _paragraph(self, row: Any, column: str) -> Any:
        cell = row.findall(f"{W}tc")[COLUMNS.index(column)]
        for flag in list(cell.iter(f"{W}showingPlcHdr")):
            flag.getparent().remove(flag)
        content = next(cell.iter(f"{W}sdtContent"), cell) if column != "wording" else cell
        return list(content.iter(f"{W}p"))[-1] if column != "verdict" else content

    def type(self, row: Any, column: str, text: str) -> None:
        """Text in a cell; the number and the verdict are replaced, all others continued."""
        paragraph = self._paragraph(row, column)
        if column == "verdict":
            for run in list(paragraph):
                paragraph.remove(run)
        elif column == "number":
            cell = row.find(f"{W}tc")
            for child in cell.findall(f"{W}p"):
                cell.remove(child)
            paragraph = etree.SubElement(cell, f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text

    def add(self, after: Any) -> Any:
        """A new row, as Word makes one: cells and nothing in them."""
        new = etree.Element(f"{W}tr")
        for _ in COLUMNS:
            etree.SubElement(etree.SubElement(new, f"{W}tc"), f"{W}p")
        after.addnext(new)
        return new

    def copy(self, row: Any) -> Any:
        """Word keeps one bookmark of a name: the copy has none."""
        new = copy.deepcopy(row)
        for mark in [*new.iter(f"{W}bookmarkStart"), *new.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        row.addnext(new)
        return new

    def remove(self, row: Any) -> None:
        """A row is deleted."""
        row.getparent().remove(row)

    def sort(self) -> None:
        """The rows of each table backwards, below their heading."""
        for table in self.document.element.body.iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")[1:]
            for row in rows:
                table.findall(f"{W}tr")[0].addnext(row)

    def note(self, row: Any, text: str) -> None:
        """A comment on the wording."""
        runs = [run for paragraph in row.findall(f"{W}tc")[1].iter(f"{W}p") for run in paragraph.iter(f"{W}r")]
        cell = next(
            each for table in self.document.tables for line in table.rows if line._tr is row for each in [line.cells[1]]
        )
        assert runs
        self.document.add_comment(cell.paragraphs[-1].runs, text=text, author="Frau Beispiel", initials="B")

    def track(self, row: Any, column: str, come: str, gone: str) -> None:
        """An answer with changes tracked."""
        paragraph = self._paragraph(row, column)
        for tag, leaf, words in (("del", "delText", gone), ("ins", "t", come)):
            change = etree.SubElement(
                paragraph, f"{W}{tag}", {f"{W}id": "901", f"{W}author": "B", f"{W}date": f"{WHEN}Z"}
            )
            etree.SubElement(etree.SubElement(change, f"{W}r"), f"{W}{leaf}").text = words

    def merge(self) -> None:
        """All between the tables is deleted: they are one."""
        first, *others = list(self.document.element.body.iter(f"{W}tbl"))
        for table in others:
            between = first.getnext()
            while between is not table:
                between.getparent().remove(between)
                between = first.getnext()
            first.extend(table.findall(f"{W}tr"))
            table.getparent().remove(table)


class Writer:
    """An ODT in somebody's hands."""

    ending = "odt"

    def __init__(self, data: bytes) -> None:
        archive = zipfile.ZipFile(io.BytesIO(data))
        self.parts = {info: archive.read(info) for info in archive.infolist()}
        (content,) = [data for info, data in self.parts.items() if info.filename == "content.xml"]
        self.root = etree.fromstring(content)
        self.text = self.root.find(f"{OFFICE}body/{OFFICE}text")

    def bytes(self) -> bytes:
        """As saved."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            for info, data in self.parts.items():
                made.writestr(info, etree.tostring(self.root) if info.filename == "content.xml" else data)
        return buffer.getvalue()

    def _row_of(self, name: str) -> Any:
        mark = next(each for each in self.text.iter(f"{T}bookmark-start") if str(each.get(f"{T}name")).startswith(name))
        return next(mark.iterancestors(f"{B}table-row"))

    def row(self, uid: str) -> Any:
        """The row of a measure."""
        return self._row_of(f"m_{uid}")

    def free(self, area: str) -> Any:
        """The first free row of an area."""
        return self._row_of(f"mn_{area}")

    def _paragraph(self, row: Any, column: str) -> Any:
        return row.findall(f"{B}table-cell")[COLUMNS.index(column)].findall(f"{T}p")[-1]

    def type(self, row: Any, column: str, text: str) -> None:
        """Text in a cell; the number is replaced, the verdict chosen, all others continued."""
        paragraph = self._paragraph(row, column)
        if column == "verdict" and (field := paragraph.find(f"{T}drop-down")) is not None:
            for label in field:
                label.attrib.pop(f"{T}current-selected", None)
                if label.get(f"{T}value") == text:
                    label.set(f"{T}current-selected", "true")
            field[-1].tail = text
        elif column == "number":
            cell = paragraph.getparent()
            for child in list(cell):
                cell.remove(child)
            etree.SubElement(cell, f"{T}p").text = text
        else:
            etree.SubElement(paragraph, f"{T}span").text = text

    def add(self, after: Any) -> Any:
        """A new row, as Writer makes one."""
        new = etree.Element(f"{B}table-row")
        for _ in COLUMNS:
            etree.SubElement(etree.SubElement(new, f"{B}table-cell"), f"{T}p")
        after.addnext(new)
        return new

    def copy(self, row: Any) -> Any:
        """Writer gives the bookmarks of a copy other names."""
        new = copy.deepcopy(row)
        for mark in [*new.iter(f"{T}bookmark-start"), *new.iter(f"{T}bookmark-end")]:
            mark.set(f"{T}name", f"{mark.get(f'{T}name')}1")
        row.addnext(new)
        return new

    def remove(self, row: Any) -> None:
        """A row is deleted."""
        row.getparent().remove(row)

    def sort(self) -> None:
        """The rows of each table backwards, below their heading."""
        for table in self.text.findall(f"{B}table"):
            rows = table.findall(f"{B}table-row")
            for row in rows:
                table.find(f"{B}table-header-rows").addnext(row)

    def note(self, row: Any, text: str) -> None:
        """A comment on the wording."""
        note = etree.SubElement(self._paragraph(row, "wording"), f"{OFFICE}annotation")
        etree.SubElement(note, f"{DC}creator").text = "Frau Beispiel"
        etree.SubElement(note, f"{DC}date").text = WHEN
        etree.SubElement(note, f"{T}p").text = text

    def track(self, row: Any, column: str, come: str, gone: str) -> None:
        """An answer with changes tracked."""
        changes = self.text.find(f"{T}tracked-changes")
        if changes is None:
            changes = etree.Element(f"{T}tracked-changes")
            self.text.insert(0, changes)
        number = len(changes)
        for step, kind in enumerate(("insertion", "deletion")):
            region = etree.SubElement(changes, f"{T}changed-region", {f"{T}id": f"ct{number + step}"})
            change = etree.SubElement(region, f"{T}{kind}")
            info = etree.SubElement(change, f"{OFFICE}change-info")
            etree.SubElement(info, f"{DC}creator").text = "B"
            etree.SubElement(info, f"{DC}date").text = WHEN
            if kind == "deletion":
                etree.SubElement(change, f"{T}p").text = gone
        paragraph = self._paragraph(row, column)
        start = etree.SubElement(paragraph, f"{T}change-start", {f"{T}change-id": f"ct{number}"})
        start.tail = come
        etree.SubElement(paragraph, f"{T}change-end", {f"{T}change-id": f"ct{number}"})
        etree.SubElement(paragraph, f"{T}change", {f"{T}change-id": f"ct{number + 1}"})

    def merge(self) -> None:
        """All between the tables is deleted: they are one."""
        first, *others = self.text.findall(f"{B}table")
        for table in others:
            between = first.getnext()
            while between is not table:
                self.text.remove(between)
                between = first.getnext()
            first.extend([*table.findall(f"{B}table-header-rows/{B}table-row"), *table.findall(f"{B}table-row")])
            self.text.remove(table)
