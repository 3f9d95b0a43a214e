"""A matrix on somebody's own computer: typed into as one does in Word, or opened and saved again by LibreOffice."""

from __future__ import annotations

import copy
import io
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
WORDING, VERDICT, COMMENT, PROPOSAL = 1, 2, 3, 4


def reworked(source: Path, target: Path, work: Callable[[etree._Element], None]) -> Path:
    """The file with its document changed by `work`, everything else as it was."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == DOCUMENT:
                root = etree.fromstring(content)
                work(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, content)
    target.write_bytes(buffer.getvalue())
    return target


def saved_by_libreoffice(source: Path, folder: Path) -> Path:
    """Opened and saved again: many carriers of a row's uid get lost on the way."""
    folder.mkdir()
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["soffice", own, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(source)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    return folder / source.name


def words_of(element: etree._Element) -> str:
    """All words below it."""
    return "".join(str(text) for text in element.itertext())


def cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row."""
    return list(row.iterchildren(f"{W}tc"))


def measures(root: etree._Element, table: int) -> list[etree._Element]:
    """The rows of a table that stand for measures."""
    rows = root.findall(f".//{W}tbl")[table].findall(f"{W}tr")
    return [row for row in rows if words_of(cells(row)[WORDING]).startswith("Maßnahme")]


def run(text: str) -> etree._Element:
    """Typed words."""
    made = etree.Element(f"{W}r")
    etree.SubElement(made, f"{W}t").text = text
    return made


def type_into(cell: etree._Element, text: str) -> None:
    """Click into the cell and type: the words land in its content control, where there is one."""
    control = cell.find(f".//{W}sdt/{W}sdtContent")
    inside = cell if control is None else control
    paragraph = inside.find(f".//{W}p")
    (inside if paragraph is None else paragraph).append(run(text))


def choose(cell: etree._Element, text: str) -> None:
    """Choose from the list: the hint gives way to the word."""
    hint = cell.find(f".//{W}sdtPr/{W}showingPlcHdr")
    if hint is not None:
        parent = hint.getparent()
        assert parent is not None
        parent.remove(hint)
    content = cell.find(f".//{W}sdtContent")
    assert content is not None
    content[:] = [run(text)]


def retype(cell: etree._Element, text: str) -> None:
    """Mark everything in the cell and type over it: link, bookmark and code are gone."""
    first, *others = cell.findall(f"{W}p")
    first[:] = [run(text)]
    for each in others:
        cell.remove(each)


def add_row(below: etree._Element, texts: dict[int, str]) -> None:
    """„Zeile unterhalb einfügen“: the look is copied, the content controls are not."""
    row = etree.Element(f"{W}tr")
    for index, cell in enumerate(cells(below)):
        made = etree.SubElement(row, f"{W}tc")
        look = cell.find(f"{W}tcPr")
        if look is not None:
            made.append(copy.deepcopy(look))
        etree.SubElement(made, f"{W}p").append(run(texts.get(index, "")))
    below.addnext(row)


@dataclass(frozen=True)
class Filling:
    """What somebody does to one table: a comment, a number typed anew, a row deleted, a row added."""

    table: int
    comment: str
    outdated: str
    idea: str
    organisation: str = ""

    def __call__(self, root: etree._Element) -> None:
        """Do it."""
        kept, retyped, deleted = measures(root, self.table)[:3]
        choose(cells(kept)[VERDICT], "nachjustieren")
        type_into(cells(kept)[COMMENT], self.comment)
        retype(cells(retyped)[0], "2")
        choose(cells(retyped)[VERDICT], "überholt")
        type_into(cells(retyped)[COMMENT], self.outdated)
        parent = deleted.getparent()
        assert parent is not None
        parent.remove(deleted)
        add_row(parent.findall(f"{W}tr")[-1], {WORDING: self.idea, COMMENT: "Räume gibt es schon."})
        if self.organisation:
            [field] = root.xpath(".//w:sdt[w:sdtPr/w:tag[@w:val='form:organisation']]", namespaces={"w": W[1:-1]})
            choose(field.getparent(), self.organisation)
