"""A document of some 150 pages: how long it takes to read, and how much memory, in a process of its own."""

from __future__ import annotations

import copy
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pikepdf

from bench.library import SHARED
from bench.measure import Line
from tests.konzept.read import test_bounds as giants_growing
from tests.konzept.read import test_giants as giants

TIMES = 6  # 27 pages each
PAGES = 27 * TIMES
LEAST = (
    "import resource, sys, time; from pathlib import Path; from konzept.read import read; path = Path(sys.argv[1])\n"
)
READ = (
    "start = time.perf_counter(); read(path.read_bytes(), path.name); took = time.perf_counter() - start\n"
    "own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "print(took, own.ru_utime + children.ru_utime, max(own.ru_maxrss, children.ru_maxrss) // 1024)\n"
)


def lines() -> Iterator[Line]:
    """DOCX and PDF of some 150 pages, then whatever is just within the bounds."""
    for name, content, each in (("docx", long_docx(), 1), ("pdf", long_pdf(), 4)):
        took, spent, megabytes = measured(name, content)
        aim = each * PAGES / 30
        figure = f"{took:.1f} s (CPU {spent:.1f} s), {megabytes} MB"
        yield Line(f"read {PAGES} pages, {name}", figure, f"≤ {aim:.0f} s, ≤ 400 MB", spent <= aim and megabytes <= 400)
    for what, name, make in GIANTS:
        took, spent, megabytes = measured(name, make())
        figure = f"{took:.1f} s (CPU {spent:.1f} s), {megabytes} MB"
        yield Line(f"read {what}, {name}", figure, "≤ 10 s CPU, ≤ 1024 MB", spent <= 10 and megabytes <= 1024)


def measured(name: str, content: bytes) -> tuple[float, float, int]:
    """Seconds, seconds of processor time and MB that a document of this format takes, read in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"lang.{name}"
        path.write_bytes(content)
        command = [sys.executable, "-c", LEAST + READ, str(path)]
        took, spent, megabytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(took), float(spent), int(megabytes)


SENTENCE = "Der Kreis berät alle, die neu zugewandert sind, und nennt ihnen Angebote der Verbände, der VHS und des Jobcenters. "
GIANTS: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
    ("12,000 measures in a table", "docx", lambda: giants.packed(giants_growing.measures(12_000))),
    ("a word of 3,000,000 letters", "docx", lambda: giants.packed(giants.said("x" * 2_999_000))),
    ("19,000 paragraphs", "docx", lambda: giants.packed(giants.said(SENTENCE) * 19_000)),
    ("19,000 paragraphs", "html", lambda: b"<html><body>" + f"<p>{SENTENCE}".encode() * 19_000),
    ("19,000 paragraphs", "md", lambda: f"{SENTENCE}\n\n".encode() * 19_000),
)


def long_docx() -> bytes:
    """The body of a specimen, several times."""
    document = docx.Document(str(SHARED / "specimens" / "ilm-kreis.docx"))
    body = document.element.body
    parts = [node for node in body if not node.tag.endswith("sectPr")]
    for _ in range(TIMES - 1):
        for node in parts:
            body.insert(len(body) - 1, copy.deepcopy(node))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def long_pdf(times: int = TIMES) -> bytes:
    """The pages of a specimen, several times."""
    source, many = pikepdf.open(SHARED / "specimens" / "ilm-kreis.pdf"), pikepdf.new()
    for _ in range(times):
        many.pages.extend(source.pages)
    out = io.BytesIO()
    many.save(out)
    return out.getvalue()
