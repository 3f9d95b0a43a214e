"""The library's figures: reading, comparing, setting, the matrix."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Line, child_megabytes, timed, under
from bench.synthetic import concept, next_edition
from konzept import canonical
from konzept.diff import diff
from konzept.model import Concept
from konzept.read import matrix as read_matrix
from konzept.read import read
from konzept.suggestion import Form
from konzept.synopsis import synopsis
from konzept.write import matrix, pdf

SHARED = Path(__file__).resolve().parents[2] / "shared"
PAGES = {
    "ilm-kreis.docx": 27,
    "ilm-kreis.txt": 27,
    "talau-brueck.docx": 9,
    "weissenbrueck-schlecht.docx": 12,
    "ilm-kreis.pdf": 27,
    "talau-brueck.pdf": 9,
    "weissenbrueck-schlecht.pdf": 12,
}  # of the same documents as PDF


def reading() -> Iterator[Line]:
    """Time of each specimen, and the score where its layout is this stage's."""
    for name, pages in PAGES.items():
        content = (SHARED / "specimens" / name).read_bytes()
        took = timed(lambda content=content, name=name: read(content, name), 5)  # type: ignore[misc]  # bound now
        aim = pages / 30 * (4 if name.endswith(".pdf") else 1)
        yield under(f"read {name}, {pages} pages", took, aim, f", score {score(name, content):.4f}")


def score(name: str, content: bytes) -> float:
    """F1 of all facts of a file as we read it."""
    return facts_right(read(content, name).concept, name)


def facts_right(concept_: Concept, name: str) -> float:
    """F1 of all facts of a specimen, by the common ground's own tool."""
    with tempfile.TemporaryDirectory() as folder:
        got = Path(folder) / "got.json"
        got.write_text(canonical.pretty(concept_), "utf-8")
        truth = SHARED / "specimens" / f"{name.rpartition('.')[0]}.truth.json"
        command = [sys.executable, str(SHARED / "tools" / "score_reading.py"), str(truth), str(got)]
        last = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1]
    return float(last.rsplit(" ", 1)[1])


def comparing() -> Iterator[Line]:
    """Two editions of 150 measures."""
    old = concept(150)
    new = next_edition(old)
    changes = timed(lambda: diff(old, new))
    yield under(f"diff of two editions of 150 measures, {len(diff(old, new))} changes", changes, 0.1)
    yield under("synopsis of the same", timed(lambda: synopsis(old, new)), 0.1)
    yield under("seal of 150 measures", timed(lambda: canonical.seal(old)), 0.1)


def setting_type() -> Iterator[Line]:
    """A book of about 45 pages: time, pages, and what the child held."""
    book = concept(150, prose=6)
    took = timed(lambda: pdf.write(book), 5)
    content = pdf.write(book)
    pages = content.count(b"/Type /Page\n") or content.count(b"/Type/Page") or "?"
    yield under(f"PDF of 150 measures ({pages_of(content) or pages} pages)", took, 1.5)
    yield Line("memory of the child that sets it", f"{child_megabytes():.0f} MB")
    rows = synopsis(book, next_edition(book))
    yield under("PDF of its Synopse", timed(lambda: pdf.write_synopsis("Synopse", "alt", "neu", rows), 5), 1.5)


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    with pdf.pikepdf.open(pdf.BytesIO(content)) as document:
        return len(document.pages)


def matrices() -> Iterator[Line]:
    """150 measures out and in, in all four formats."""
    form = Form(id="0" * 32, title="Runde", authority="Musterkreis", concept=concept(150))
    for name, write in (("docx", matrix.docx), ("odt", matrix.odt), ("xlsx", matrix.xlsx), ("ods", matrix.ods)):
        content = write(form)
        out = timed(lambda write=write: write(form), 5)  # type: ignore[misc]  # bound now
        back = timed(lambda c=content, n=name: read_matrix.place(read_matrix.read(c, f"m.{n}"), form), 5)  # type: ignore[misc]  # bound now
        yield under(f"matrix of 150 measures out, {name}", out, 0.5)
        yield under(f"the same in again, {name}", back, 0.5)


def others() -> Iterator[Line]:
    """All of the library's figures but those of reading."""
    yield from comparing()
    yield from setting_type()
    yield from matrices()
