"""python -m bench.catalogue.score: generates, reads, scores by the common ground's own tool, and says where it went wrong.

Per layout and format: documents, median, least, CPU seconds for reading; then the worst with their first errors. A
document that cannot be read at all counts 0.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from bench.catalogue.run import FORMATS, Piece, pieces
from bench.measure import Line
from konzept import canonical
from konzept.read import read

SCORER = Path(__file__).resolve().parents[3] / "shared" / "tools" / "score_reading.py"
MEDIAN, LEAST = 0.97, 0.8


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reading was worth: F1 of all facts, 0 to 1."""

    layout: str
    seed: int
    format: str
    value: float
    seconds: float  # of CPU
    errors: tuple[str, ...]
    quirks: tuple[str, ...]


@cache
def scorer() -> ModuleType:
    """The tool, as a module."""
    found = importlib.util.spec_from_file_location("score_reading", SCORER)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def mark(piece: Piece) -> Mark:
    """Read and score one."""
    start = time.process_time()
    try:
        got = json.loads(canonical.pretty(read(piece.content, piece.name).concept))
    except Exception as error:  # noqa: BLE001  # whatever stops the reader is its score
        value, errors = 0.0, (repr(error),)
    else:
        tally = scorer().score(piece.truth, got)
        value, errors = tally.row()[2], tuple(tally.errors)
    seconds = time.process_time() - start
    return Mark(piece.layout, piece.seed, piece.format, value, seconds, errors, tuple(piece.truth["quirks"]))


def table(marks: list[Mark]) -> Iterator[str]:
    """One line for each layout and format, and one for all."""
    yield f"{'':8}{'n':>4}{'median':>9}{'min':>9}{'< 0.8':>7}{'CPU s':>8}"
    for form in sorted({each.format for each in marks}):
        of_form = [each for each in marks if each.format == form]
        for layout in sorted({each.layout for each in of_form}):
            yield row(f"{layout} {form}", [each for each in of_form if each.layout == layout])
        yield row(f"all {form}", of_form)


def row(name: str, marks: list[Mark]) -> str:
    """Its figures."""
    values = [each.value for each in marks]
    low = sum(value < LEAST for value in values)
    seconds = sum(each.seconds for each in marks)
    return f"{name:8}{len(marks):4}{statistics.median(values):9.4f}{min(values):9.4f}{low:7}{seconds:8.2f}"


def worst(marks: list[Mark], count: int, errors: int) -> Iterator[str]:
    """The lowest, each with its first errors."""
    for each in sorted(marks, key=lambda one: one.value)[:count]:
        yield f"{each.layout} seed {each.seed} {each.format}: {each.value:.4f} ({', '.join(each.quirks)})"
        yield from (f"    {error}" for error in each.errors[:errors])


def lines(count: int = 200) -> Iterator[Line]:
    """For the page of figures: each format over so many documents."""
    for form in FORMATS:
        marks = [mark(piece) for piece in pieces(range(1, count + 1), (form,))]
        yield from figures(form, marks)


def figures(form: str, marks: Iterable[Mark]) -> Iterator[Line]:
    """Median and least."""
    values = [each.value for each in marks]
    middle, least = statistics.median(values), min(values)
    figure = f"median {middle:.4f}, min {least:.4f}"
    met = middle >= MEDIAN and least >= LEAST
    yield Line(f"catalogue, {len(values)} documents {form.upper()}", figure, f"≥ {MEDIAN} / ≥ {LEAST}", met)


def main() -> None:
    """Print it."""
    parser = argparse.ArgumentParser(prog="bench.catalogue.score", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--formats", default="docx")
    parser.add_argument("--layout", default="", help="only this one, as L3")
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--errors", type=int, default=8, help="how many for each of the worst")
    asked = parser.parse_args()
    seeds = range(asked.seed, asked.seed + asked.count)
    marks = [mark(piece) for piece in pieces(seeds, tuple(asked.formats.split(",")), asked.layout)]
    print("\n".join([*table(marks), *worst(marks, asked.worst, asked.errors)]))


if __name__ == "__main__":
    main()
