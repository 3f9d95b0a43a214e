"""A document of some 150 pages: how long it takes to read, and how much memory, in a process of its own."""

from __future__ import annotations

import copy
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf

from bench.library import SHARED
from bench.measure import Line

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
    """DOCX and PDF."""
    for name, content, each in (("docx", long_docx(), 1), ("pdf", long_pdf(), 4)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"lang.{name}"
            path.write_bytes(content)
            command = [sys.executable, "-c", LEAST + READ, str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        took, spent, megabytes = float(done[0]), float(done[1]), int(done[2])
        aim = each * PAGES / 30
        figure = f"{took:.1f} s (CPU {spent:.1f} s), {megabytes} MB"
        yield Line(f"read {PAGES} pages, {name}", figure, f"≤ {aim:.0f} s, ≤ 400 MB", spent <= aim and megabytes <= 400)


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
