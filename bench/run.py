"""Run all figures and write RESULTS.md: `make bench`."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench import library, mutants, rivals, server
from bench.measure import Line

HERE = Path(__file__).parent
HEAD = """# Figures

Written by `bench/run.py` on {day}: {cores} cores, Python {python}, {system}. Machines are shared and noisy: medians, and ratios to an
anchor of the same run where there is one. A figure is a benchmark, never a test.

| what | measured | aim | met |
|---|---|---|---|
"""


def row(line: Line) -> str:
    """One line of the table."""
    met = {True: "yes", False: "**no**", None: ""}[line.met]
    return f"| {line.what} | {line.figure} | {line.aim} | {met} |"


def report(lines: Iterable[Line]) -> str:
    """The whole page."""
    head = HEAD.format(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        cores=os.cpu_count(),
        python=platform.python_version(),
        system=platform.system(),
    )
    return head + "\n".join(row(line) for line in lines) + "\n"


if __name__ == "__main__":
    text = report([*library.lines(), *mutants.lines(), *rivals.lines(), *server.lines()])
    (HERE / "RESULTS.md").write_text(text, "utf-8")
    print(text)
