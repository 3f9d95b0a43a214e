"""Writes a catalogue to a folder: documents and their truths."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.catalogue import docx
from bench.catalogue.layouts.all import document
from bench.catalogue.plan import plan
from bench.catalogue.truth import truth

WRITERS = {"docx": docx.write}


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
    """One after the other."""
    for seed in seeds:
        concept = plan(seed)
        if layout and concept.layout != layout:
            continue
        sheet, right = document(concept), truth(concept)
        for form in formats:
            yield Piece(concept.layout, seed, form, WRITERS[form](sheet), right)


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
