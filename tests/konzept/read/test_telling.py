"""Whoever waits hears how far the reading is, whatever the format."""

from __future__ import annotations

from io import BytesIO

import pytest
import typst
from docx import Document

from konzept.read import read
from konzept.read.telling import BLOCK, OPENED, OUTLINED, PAGE, SETTLED, counted, silent
from tests import factories

ROWS = [
    ("Nr.", "Maßnahme", "Zuständigkeit"),
    ("1.1.1", "Kurse anbieten.", "Jobcenter"),
    ("1.1.2", "Lotsinnen ausbilden.", "Jugendamt"),
]
HEADINGS = ("Handlungsfeld 1: Sprache", "Handlungsziel 1.1: Alle finden einen Kurs.")
FODT = """<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>{}</office:text></office:body></office:document>"""


def word() -> bytes:
    """A Word file of two headings and a table."""
    made = Document()
    for level, words in enumerate(HEADINGS, start=1):
        made.add_heading(words, level)
    table = made.add_table(0, 3)
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def printed() -> bytes:
    """A PDF of the same."""
    cells = ", ".join(f"[{words}]" for row in ROWS for words in row)
    made = typst.compile(f"= {HEADINGS[0]}\n== {HEADINGS[1]}\n#table(columns: 3, {cells})".encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


PAGE_OF = "".join(f"<h{level}>{words}</h{level}>" for level, words in enumerate(HEADINGS, start=1))
FLAT = "".join(
    f'<text:h text:outline-level="{level}">{words}</text:h>' for level, words in enumerate(HEADINGS, start=1)
)
FILES = {
    "k.docx": (word(), BLOCK),
    "k.fodt": (FODT.format(FLAT).encode(), BLOCK),
    "k.html": (f"<html><body><div>{PAGE_OF}</div></body></html>".encode(), BLOCK),
    "k.md": (factories.document(), BLOCK),
    "k.pdf": (printed(), PAGE),
}


@pytest.mark.parametrize("name", FILES)
def test_each_format_tells_its_steps_in_order_and_counts_up(name: str) -> None:
    data, counts = FILES[name]
    heard: list[tuple[str, int, int]] = []
    read(data, name, told=lambda *said: heard.append(said))
    steps = list(dict.fromkeys(step for step, _, _ in heard))
    assert steps == [OPENED, counts, OUTLINED, SETTLED]
    for step in (counts, OUTLINED):
        done = [(each, total) for said, each, total in heard if said == step]
        assert done == sorted(done)
        assert all(0 < each <= total for each, total in done)
        assert len({total for _, total in done}) == 1


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_is_the_same_whether_somebody_listens_or_not(name: str) -> None:
    data, _ = FILES[name]
    assert read(data, name, told=lambda *_: None) == read(data, name)


def test_the_last_counts_as_the_last() -> None:
    heard: list[tuple[int, int]] = []
    assert list(counted("abc", 2, lambda *said: heard.append(said))) == ["a", "b", "c"]
    assert heard == [(1, 2), (2, 2), (2, 2)]
    silent("a", 1, 2)
