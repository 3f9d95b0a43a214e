"""Run figures and write RESULTS.md: `make bench`, or `python -m bench.run reading rivals` for some groups; the others stay."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    check,
    crowd,
    library,
    long_documents,
    matrices,
    minutes,
    mutants,
    placing,
    posts,
    rivals,
    seating,
    server,
    twins,
)
from bench.catalogue import score as catalogue
from bench.measure import Line

HERE = Path(__file__).parent
HEAD = """# Figures

Written by `bench/run.py`: {cores} cores, Python {python}, {system}. Machines are shared and noisy: medians, and ratios to an
anchor of the same run where there is one. A figure is a benchmark, never a test.
"""
GROUPS: dict[str, tuple[str, Callable[[], Iterable[Line]]]] = {
    "reading": ("Reading documents", lambda: [*library.reading(), *long_documents.lines()]),
    "catalogue": ("Reading synthetic documents of every layout", catalogue.lines),
    "rivals": ("Facts right and CPU time beside others", rivals.lines),
    "mutants": ("Broken documents", mutants.lines),
    "library": ("Comparing, setting, the matrix", library.others),
    "matrices": ("Filled matrices that come back", matrices.lines),
    "seating": ("Seating people at a conference", seating.lines),
    "placing": ("Placing statements", placing.lines),
    "twins": ("Twins", twins.lines),
    "check": ("The check page of a long document", check.lines),
    "crowd": ("A round with 10,000 contributions", crowd.lines),
    "minutes": ("Minutes of 10,000 statements", minutes.lines),
    "posts": ("The online form under load", posts.lines),
    "server": ("The server", server.lines),
}


def row(line: Line) -> str:
    """One line of the table."""
    met = {True: "yes", False: "**no**", None: ""}[line.met]
    return f"| {line.what} | {line.figure} | {line.aim} | {met} |"


def section(title: str, lines: Iterable[Line]) -> str:
    """A group of figures with the day they were measured."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    return (
        "\n".join([f"## {title} ({day})\n", "| what | measured | aim | met |", "|---|---|---|---|", *map(row, lines)])
        + "\n"
    )


def report(known: str, measured: dict[str, str]) -> str:
    """The whole page: groups that were not measured now keep what stands on it."""
    head = HEAD.format(cores=os.cpu_count(), python=platform.python_version(), system=platform.system())
    old = {found[1]: found[0] for found in re.finditer(r"^## (.+?) \(.*?(?=^## |\Z)", known, re.MULTILINE | re.DOTALL)}
    sections = (measured.get(title) or old.get(title, "") for title, _ in GROUPS.values())
    return "\n".join([head, *(each.rstrip() + "\n" for each in sections if each)])


if __name__ == "__main__":
    results = HERE / "RESULTS.md"
    for name in sys.argv[1:] or GROUPS:
        title, lines = GROUPS[name]
        text = section(title, lines())
        results.write_text(report(results.read_text("utf-8"), {title: text}), "utf-8")
        print(text)
