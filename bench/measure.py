"""Stop-watches: medians of several runs, wall and CPU, and the memory of a child."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Timed:
    """Medians over the runs, in seconds."""

    wall: float
    cpu: float
    runs: int


def timed(work: Callable[[], Any], runs: int = 7) -> Timed:
    """Run it once to warm up, then `runs` times; CPU includes child processes."""
    work()
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), cpu_seconds()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(cpu_seconds() - cpu)
    return Timed(statistics.median(walls), statistics.median(cpus), runs)


def cpu_seconds() -> float:
    """User and system time of this process and the children it waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def child_megabytes() -> float:
    """The most memory a finished child has held, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One line of RESULTS.md: what, how much, and what was aimed at ("" = nothing)."""

    what: str
    figure: str
    aim: str = ""
    met: bool | None = None


def under(what: str, timed_: Timed, limit: float, note: str = "") -> Line:
    """A time that should stay under a limit, judged by wall time."""
    figure = f"{timed_.wall * 1000:.0f} ms (CPU {timed_.cpu * 1000:.0f} ms){note}"
    return Line(what, figure, f"≤ {limit * 1000:.0f} ms", timed_.wall <= limit)
