"""Writes a catalogue to a folder: documents and their truths."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.catalogue import docx, office, typst
from bench.catalogue.concept import Concept
from bench.catalogue.layouts.all import document
from bench.catalogue.plan import plan
from bench.catalogue.truth import truth

FORMATS = ("docx", "pdf")
EVERY = 3  # the PDF of every third seed of a layout is LibreOffice's


@dataclass(frozen=True, slots=True)
class Piece:
    """One document, as a file of one format, with what is right about it."""

    layout: str
    seed: int
    format: str
    content: bytes
    truth: dict[str, Any]

    @property
    def name(self) -> str:
        """L3-0007.docx"""
        return f"{self.layout}-{self.seed:04}.{self.format}"


def pieces(seeds: range, formats: tuple[str, ...], layout: str = "") -> Iterator[Piece]:
    """One after the other; `layout` alone of the layouts that take turns."""
    concepts = [concept for concept in map(plan, seeds) if layout in ("", concept.layout)]
    for form in formats:
        made = by_office(concepts) if form == "pdf" else {}
        for concept in concepts:
            content = made.get(str(concept.seed)) or written(concept, form)
            yield Piece(concept.layout, concept.seed, form, content, truth(concept))


def written(concept: Concept, form: str) -> bytes:
    """By ourselves."""
    sheet = document(concept)
    return docx.write(sheet) if form == "docx" else typst.write(sheet)


def by_office(concepts: list[Concept]) -> dict[str, bytes]:
    """Those that LibreOffice prints, by seed."""
    return office.convert({str(each.seed): docx.write(document(each)) for each in concepts if for_office(each)})


def for_office(concept: Concept) -> bool:
    """Every third of a layout; not those with tracked changes, whose tracks it would print."""
    return concept.seed // 8 % EVERY == 0 and "tracked" not in concept.quirks


def save(found: Iterator[Piece], folder: Path) -> int:
    """How many were written."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for piece in found:
        (folder / piece.name).write_bytes(piece.content)
        text = json.dumps(piece.truth, ensure_ascii=False, indent=1)
        (folder / f"{piece.name.rpartition('.')[0]}.truth.json").write_text(text + "\n", "utf-8")
        count += 1
    return count
