"""Filled matrices come back: which format it is, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from konzept.model import Problem
from konzept.read import matrix_docx, matrix_html, matrix_odf, matrix_xlsx
from konzept.read.container import open_archive, sniff
from konzept.read.matrix_place import Asked, asked, place
from konzept.read.matrix_rows import Filled, Sheet, suggestions, unsaid

__all__ = ["Asked", "Filled", "asked", "place", "read", "read_html"]

READERS: Mapping[str, Callable[[bytes, str], Sheet]] = {
    "word/document.xml": matrix_docx.sheet,
    "xl/workbook.xml": matrix_xlsx.sheet,
    "content.xml": matrix_odf.sheet,
}


def read(data: bytes, name: str) -> Filled:
    """What a filled matrix says: DOCX, ODT, XLSX, ODS, or an HTML page. Problem for a file that is none, with what to do instead."""
    kind = sniff(data, name)
    if kind == "html":
        return _filled(matrix_html.sheet(data, name), name)
    if not data.startswith(b"PK"):
        raise Problem(none_at_all(name))
    parts = open_archive(data, name).parts
    reader = next((READERS[part] for part in READERS if part in parts), None)
    if reader is None:
        raise Problem(none_at_all(name))
    return _filled(reader(data, name), name)


def read_html(text: str, name: str) -> Filled:
    """What a matrix says that was pasted into an e-mail (its HTML part). Problem where there is none in it."""
    return _filled(matrix_html.sheet(text.encode("utf-8", "replace"), name), name)


def _filled(found: Sheet, name: str) -> Filled:
    if not found.form_id and all(row.loose for row in found.rows):
        raise Problem(none_at_all(name))
    organisation, sender = clean(found, "organisation"), clean(found, "sender")
    return Filled(found.form_id, suggestions(found.rows), organisation, sender, unsaid(found.rows))


def none_at_all(name: str) -> str:
    """The sentence for any other file."""
    return (
        f"„{name}“ ist keine ausgefüllte Matrix. Bitte laden Sie die Matrix auf der Seite der Runde herunter, "
        "füllen sie aus und geben sie als .docx, .odt, .xlsx oder .ods ab."
    )


def clean(found: Sheet, part: str) -> str:
    """A single line, not longer than a name."""
    return " ".join(str(getattr(found, part)).split())[:200]
