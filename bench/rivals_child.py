"""Runs in the rivals' own environment, not in ours: each file as each rival's Markdown, with its medians of time, as JSON.

Its arguments are the folder, the number of runs and the names of the files. Starting and importing are not measured.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import logging
import statistics
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

Convert = Callable[[Path], str]


def docling() -> Convert:
    """Docling's own reader of Word files, which needs none of its models."""
    from docling.backend.msword_backend import MsWordDocumentBackend  # noqa: PLC0415 - one rival missing is no other's loss
    from docling.datamodel.base_models import InputFormat  # noqa: PLC0415
    from docling.datamodel.document import InputDocument  # noqa: PLC0415

    def convert(path: Path) -> str:
        document = InputDocument(path_or_stream=path, format=InputFormat.DOCX, backend=MsWordDocumentBackend)
        return str(document._backend.convert().export_to_markdown())  # noqa: SLF001 - the backend alone has no other door

    return convert


def markitdown() -> Convert:
    """Markitdown, by way of mammoth and HTML."""
    from markitdown import MarkItDown  # noqa: PLC0415

    converter = MarkItDown()
    return lambda path: str(converter.convert(str(path)).text_content)


def pdfplumber() -> Convert:
    """Pdfplumber's plain text, page by page."""
    import pdfplumber as plumber  # noqa: PLC0415

    def convert(path: Path) -> str:
        with plumber.open(path) as document:
            return "\n\n".join(page.extract_text() for page in document.pages)

    return convert


RIVALS = {"docling": ("docling-slim", docling, ".docx"), "markitdown": ("markitdown", markitdown, ".docx"), "pdfplumber": ("pdfplumber", pdfplumber, ".pdf")}  # fmt: skip


def measured(convert: Convert, path: Path, runs: int) -> dict[str, Any]:
    """The text, and the medians of wall and processor time in seconds after one run to warm up."""
    text = convert(path)
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        convert(path)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return {"text": text, "wall": statistics.median(walls), "cpu": statistics.median(cpus)}


def compared(folder: Path, names: list[str], runs: int) -> dict[str, Any]:
    """For each rival its version and what it makes of each file, or why it does not."""
    found: dict[str, Any] = {}
    for rival, (package, make, suffix) in RIVALS.items():
        try:
            convert = make()
            files = {name: measured(convert, folder / name, runs) for name in names if name.endswith(suffix)}
            found[rival] = {"version": importlib.metadata.version(package), "files": files}
        except Exception as error:  # noqa: BLE001 - whatever a rival does, the others are measured
            traceback.print_exc()
            found[rival] = {"error": f"{type(error).__name__}: {error}"[:120]}
    return found


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    with contextlib.redirect_stdout(sys.stderr):
        result = compared(Path(sys.argv[1]), sys.argv[3:], int(sys.argv[2]))
    json.dump(result, sys.stdout)
