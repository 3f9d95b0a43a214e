"""The specimens of the field as PDF: scored, compared with their Word files, no word lost, in bearable time and memory."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest

from konzept.read import docx, pdf
from konzept.read.blocks import Document, Heading, Paragraph, Table
from konzept.wording import fold
from tests.konzept.read.pdf_ground import all_words
from tests.konzept.read.test_specimens import score

SPECIMENS = ("ilm-kreis", "talau-brueck", "weissenbrueck-schlecht")


def silent(done: int, total: int) -> None:
    """Hears nothing."""


def document_of(shared: Path, name: str) -> Document:
    return pdf.read((shared / "specimens" / f"{name}.pdf").read_bytes(), f"{name}.pdf", silent)


def word_of(shared: Path, name: str) -> Document:
    return docx.read((shared / "specimens" / f"{name}.docx").read_bytes(), f"{name}.docx")


@pytest.mark.parametrize("name", SPECIMENS)
def test_score(shared: Path, tmp_path: Path, name: str) -> None:
    found = score(shared, f"{name}.pdf", tmp_path)
    assert found["all"] >= 0.95
    assert [found[kind] for kind in ("areas", "goals")] == [1, 1]


def cells(document: Document) -> list[str]:
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    return [re.sub(r"\W+", "", fold(cell.text)) for row in rows for cell in row.cells]


@pytest.mark.parametrize("name", SPECIMENS)
def test_cell_for_cell_as_in_word(shared: Path, name: str) -> None:
    paper, office = cells(document_of(shared, name)), cells(word_of(shared, name))
    assert len(paper) == len(office)
    same = sum(one == other for one, other in zip(paper, office, strict=True))
    assert same >= 0.98 * len(office)


@pytest.mark.parametrize("name", ["ilm-kreis", "talau-brueck"])
def test_heading_for_heading_as_in_word(shared: Path, name: str) -> None:
    paper, office = (
        [fold(block.text) for block in document.blocks if isinstance(block, Heading)]
        for document in (document_of(shared, name), word_of(shared, name))
    )
    assert paper == office


@pytest.mark.parametrize("name", SPECIMENS)
def test_paragraph_for_paragraph_as_in_word(shared: Path, name: str) -> None:
    paper, office = (
        {
            re.sub(r"\W+", "", fold(block.text))
            for block in document.blocks
            if isinstance(block, Heading | Paragraph) and "Seite" not in block.text
        }
        for document in (document_of(shared, name), word_of(shared, name))
    )
    assert len(office & paper) >= 0.95 * len(office)


@pytest.mark.parametrize("name", SPECIMENS)
def test_no_word_is_lost(shared: Path, name: str) -> None:
    """Against another program's view of the same file."""
    file = pypdfium2.PdfDocument(shared / "specimens" / f"{name}.pdf")
    seen = " ".join(page.get_textpage().get_text_bounded() for page in file)
    told = re.sub(r"\W+", "", all_words(document_of(shared, name)).casefold())
    words = set(re.findall(r"[A-ZÄÖÜ]?[a-zäöüß]{3,}", re.sub(r"[\ufffe\x02-]", " ", seen)))
    assert [word for word in words if word.casefold() not in told] == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_block_has_its_place(shared: Path, name: str) -> None:
    for block in document_of(shared, name).blocks:
        assert re.match(r"S\. \d+, (?:Absatz|Tabelle) \d+", block.place)
        for each in block.rows if isinstance(block, Table) else (block,):
            assert each.spot is not None
            assert each.place.startswith(f"S. {each.spot.page}, ")


def test_it_is_quick_enough(shared: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.process_time()
    document_of(shared, "ilm-kreis")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent + time.process_time() - start < 4  # 27 pages


def test_80_pages_need_little_memory(shared: Path, tmp_path: Path) -> None:
    code = (
        "import io, re, sys, pikepdf\n"
        "from konzept.read.pdf_child import messages\n"
        "source = pikepdf.open(sys.argv[1]); many = pikepdf.new()\n"
        "for _ in range(3): many.pages.extend(source.pages)\n"
        "out = io.BytesIO(); many.save(out)\n"
        "*_, last = messages(out.getvalue(), 'viel.pdf')\n"
        "most = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())\n"
        "print(last[0], last[5], int(most[1]) // 1024)\n"
    )
    command = [sys.executable, "-c", code, str(shared / "specimens" / "ilm-kreis.pdf")]
    done = subprocess.run(command, env={"PYTHONPATH": str(pdf.SOURCE)}, capture_output=True, text=True, check=True)
    kind, pages, megabytes = done.stdout.split()
    assert (kind, int(pages)) == ("document", 81)
    assert int(megabytes) < 300
