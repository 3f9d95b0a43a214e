"""Small Word files and trees for the tests of the reader: made here, never taken from anybody."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table as WordTable

from konzept.model import Concept, Element, Kind
from konzept.read import Reading, read

NAMES = nsdecls("w")


def word() -> WordDocument:
    """An empty Word document."""
    return docx.Document()


def saved(document: WordDocument) -> bytes:
    """Its bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read_word(document: WordDocument, name: str = "konzept.docx") -> Reading:
    """What the reader makes of it."""
    return read(saved(document), name)


def read_text(text: str, name: str = "konzept.md") -> Reading:
    """What the reader makes of a text."""
    return read(text.encode(), name)


def table(document: WordDocument, rows: Sequence[Sequence[str]]) -> WordTable:
    """A table with these texts; a line feed in a text begins a new paragraph."""
    made = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    return made


def body(document: WordDocument, *parts: str) -> WordDocument:
    """The document with raw paragraphs or tables of WordprocessingML at its end (before the section's properties)."""
    for part in parts:
        element = parse_xml(part.replace(">", f" {NAMES}>", 1) if NAMES not in part else part)
        document.element.body.insert(len(document.element.body) - 1, element)
    return document


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """The file with further parts in its archive, or others in their place."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info, old.read(info.filename))
        for name, text in parts.items():
            new.writestr(name, text)
    return stream.getvalue()


def of_kind(concept: Concept, kind: Kind) -> list[Element]:
    """All elements of a kind, in order."""
    return [element for element in concept.walk() if element.kind is kind]


def measures(concept: Concept) -> list[Element]:
    """All measures, in order."""
    return of_kind(concept, Kind.MEASURE)


def sentences(reading: Reading, kind: str) -> list[str]:
    """The sentences of all doubts of a kind."""
    return [doubt.sentence for doubt in reading.doubts if doubt.kind == kind]


def everything(reading: Reading) -> str:
    """All words that a reading has anywhere: in the concept or in what was left out."""
    concept = reading.concept
    told: list[str | None] = [concept.title, concept.subtitle, concept.authority, concept.edition.label]
    for element in concept.walk():
        told += [element.number, element.label, element.title, element.text]
        told += [element.responsibility.verbatim if element.responsibility else None]
        told += [element.timing.verbatim if element.timing else None]
        told += [*element.fields, *element.fields.values(), *(note.text for note in element.notes)]
    for entry in concept.dropped:
        told += [entry.text, entry.goal, entry.reason, entry.number]
    told += [f"{entry.short} {entry.long}" for entry in concept.abbreviations]
    told += [*concept.sources, *(note.text for note in concept.notes), *sentences(reading, "left_out")]
    return "\n".join(text for text in told if text)


def missing(words: Iterable[str], reading: Reading) -> list[str]:
    """The words that a reading has lost."""
    known = everything(reading)
    return [word for word in words if word not in known]
