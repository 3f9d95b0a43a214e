"""Soft hyphens in long words, as left behind by someone who set the lines by hand."""

from __future__ import annotations

import re
from dataclasses import replace

from bench.catalogue.parts import Cell, Lamps, Paragraph, Part, Table

JOINT = re.compile(r"(ungs|heits|keits|schafts|tions|beits|amts|kreis|sprach)(?=[a-zäöü]{4})")


def soften(part: Part) -> Part:
    """The part with them."""
    if isinstance(part, Paragraph):
        return paragraph(part)
    return table(part) if isinstance(part, Table) else part


def paragraph(part: Paragraph) -> Paragraph:
    """In every run."""
    runs = tuple(replace(run, text=JOINT.sub("\\1\u00ad", run.text)) for run in part.runs)
    return replace(part, runs=runs)


def table(part: Table) -> Table:
    """In every cell."""
    return replace(part, rows=tuple(tuple(cell(each) for each in row) for row in part.rows))


def cell(part: Cell) -> Cell:
    """In every block."""
    return replace(part, blocks=tuple(block(each) for each in part.blocks))


def block(part: Paragraph | Table | Lamps) -> Paragraph | Table | Lamps:
    """In words, not in drawings."""
    if isinstance(part, Lamps):
        return part
    return table(part) if isinstance(part, Table) else paragraph(part)
