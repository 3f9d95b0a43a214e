"""Broken documents: 20,000 and more are read, each must end in a reading or in one German sentence: `python -m bench.mutants`.

A mutant is made from a specimen by its seed alone; `python -m bench.mutants docx 4711` reads one again and shows what it does.
Every worker has a limit of memory, every document one of processor time; what breaks them is kept in build/mutants.
"""

from __future__ import annotations

import collections
import faulthandler
import json
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bench.measure import Line, child_megabytes, cpu_seconds
from konzept.read import read
from tests.konzept.read import mutants_pdf
from tests.konzept.read.mutants import Specimen, mutant, packed, parts_of
from tests.konzept.read.mutants_ground import ground
from tests.konzept.read.mutants_verdict import GOOD, TooLongError, verdict

HOME = Path(__file__).resolve().parents[1]
SPECIMENS = HOME.parent / "shared" / "specimens"
KEPT = HOME / "build" / "mutants"
COUNTS = {"docx": 8_000, "odt": 5_000, "md": 3_000, "txt": 1_500, "html": 3_000, "pdf": 600}
WORKERS = 2
LONGEST = 10  # seconds of processor time for one document
STUCK = 60  # seconds until a worker that hears no signal is ended
MOST_MEMORY = 1024  # MB for one document
MIB = 1024 * 1024


# --- the documents ----------------------------------------------------------------------------------------------


@cache
def specimens(format_: str) -> tuple[tuple[Specimen, ...], tuple[Specimen, ...]]:
    """Small and large documents of a format."""
    small = tuple(found for found in ground() if found.format == format_)
    if format_ == "pdf":
        pages = tuple(Specimen(path.name, first_pages(path)) for path in sorted(SPECIMENS.glob("*.pdf")))
        return tuple(Specimen(found.name, mutants_pdf.plain(found.data)) for found in (*small, *pages)), ()
    large = tuple(large_ones(format_))
    return small, large


def first_pages(path: Path) -> bytes:
    """Two pages of a PDF with tables, from its middle."""
    with mutants_pdf.pikepdf.open(path) as document:
        middle = len(document.pages) // 2
        del document.pages[middle + 2 :]
        del document.pages[:middle]
        stream = mutants_pdf.io.BytesIO()
        document.save(stream, static_id=True)
    return stream.getvalue()


def large_ones(format_: str) -> Iterator[Specimen]:
    """The common ground's own documents; as OpenDocument where LibreOffice has made them."""
    if format_ == "odt":
        convert()
    folder = KEPT / "odt" if format_ == "odt" else SPECIMENS
    for path in sorted(folder.glob(f"*.{format_}")):
        data = path.read_bytes()
        yield Specimen(path.name, packed(parts_of(data)) if format_ in {"docx", "odt"} else data)


def convert() -> None:
    """The Word specimens as .odt, once."""
    folder = KEPT / "odt"
    if not folder.exists():
        folder.mkdir(parents=True)
        files = [str(path) for path in sorted(SPECIMENS.glob("*.docx"))]
        command = ["soffice", f"-env:UserInstallation=file://{KEPT}/profile", "--headless", "--convert-to", "odt"]
        subprocess.run([*command, "--outdir", str(folder), *files], check=False, capture_output=True, timeout=180)


def made(format_: str, seed: int) -> Specimen:
    """The mutant of that seed; one in forty comes from a large document."""
    chance = random.Random(f"{format_} {seed}")
    small, large = specimens(format_)
    source = chance.choice(large if large and seed % 40 == 0 else small)
    return Specimen(source.name, mutant(source, chance))


# --- one document -----------------------------------------------------------------------------------------------


def too_long(*_signal: object) -> None:
    raise TooLongError


def measured(format_: str, seed: int) -> dict[str, Any]:
    """How a mutant ended, in which processor time, with which peak of memory above what was there before."""
    found = made(format_, seed)
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak begins anew
    before, start = memory("VmRSS"), cpu_seconds()
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    faulthandler.dump_traceback_later(STUCK, exit=True)
    try:
        said = verdict(found.name, found.data)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
    took = cpu_seconds() - start
    used = memory("VmHWM") - before
    used = max(used, round(child_megabytes())) if format_ == "pdf" else used
    if took > LONGEST:
        said = "too long"
    if used > MOST_MEMORY:
        said = f"more than {MOST_MEMORY} MB"
    if said not in GOOD:
        keep(found, format_, seed)
    return {"seed": seed, "name": found.name, "said": said, "took": took, "memory": used}


def memory(field_: str) -> int:
    """A field of the process's own status, in MB."""
    for row in Path("/proc/self/status").read_text("ascii").splitlines():
        if row.startswith(field_):
            return int(row.split()[1]) // 1024
    return 0


def keep(found: Specimen, format_: str, seed: int) -> None:
    """What broke the reader, to be looked at."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{format_}-{seed}.{format_}").write_bytes(found.data)


# --- workers ----------------------------------------------------------------------------------------------------


def work(format_: str, first: int, last: int, step: int) -> None:
    """What a worker does: one line of JSON before and after each document."""
    resource.setrlimit(resource.RLIMIT_AS, (4 * MOST_MEMORY * MIB, 4 * MOST_MEMORY * MIB))
    signal.signal(signal.SIGPROF, too_long)
    for seed in range(first, last, step):
        print(json.dumps({"begins": seed}), flush=True)
        print(json.dumps(measured(format_, seed)), flush=True)


@dataclass(slots=True)
class Tally:
    """What came of all documents of a format."""

    format: str
    ends: collections.Counter[str] = field(default_factory=collections.Counter)
    faults: list[dict[str, Any]] = field(default_factory=list)
    slowest: dict[str, Any] = field(default_factory=lambda: {"took": 0.0})
    largest: dict[str, Any] = field(default_factory=lambda: {"memory": 0})

    @property
    def count(self) -> int:
        return sum(self.ends.values())

    def add(self, result: dict[str, Any]) -> None:
        good = result["said"] in GOOD
        self.ends[result["said"] if good else "fault"] += 1
        self.slowest = max(self.slowest, result, key=lambda one: one["took"])
        self.largest = max(self.largest, result, key=lambda one: one["memory"])
        if not good:
            self.faults.append(result)


def started(format_: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.mutants", "--work", format_, str(first), str(last), str(WORKERS)]
    environment = {**os.environ, "PYTHONPATH": f"{HOME / 'src'}:{HOME}", "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd=HOME
    )


def run(format_: str, count: int) -> Tally:
    """All mutants of a format, shared among the workers."""
    specimens(format_)  # what has to be converted is converted once
    tally = Tally(format_)
    with ThreadPoolExecutor(WORKERS) as lanes:
        for results in lanes.map(lambda first: list(lane(format_, first, count)), range(WORKERS)):
            for result in results:
                tally.add(result)
    return tally


def lane(format_: str, first: int, count: int) -> Iterator[dict[str, Any]]:
    """What the workers of one lane say; where one dies that is a fault, and another goes on behind it."""
    while first < count:
        at = first
        with started(format_, first, count) as worker:
            for row in worker.stdout or ():
                said = json.loads(row)
                at = said.get("begins", at)
                if "said" in said:
                    yield said
                    at = said["seed"] + WORKERS
        if not worker.returncode:
            return
        keep(made(format_, at), format_, at)
        yield {"seed": at, "said": f"the worker died ({worker.returncode})", "took": 0.0, "memory": 0}
        first = at + WORKERS


def lines() -> Iterator[Line]:
    """Each format: how many, how they ended, the slowest and the largest."""
    for format_, count in COUNTS.items():
        tally = run(format_, count)
        figure = (
            f"{tally.ends['read']} read, {tally.ends['refused']} refused in one sentence, {len(tally.faults)} faults; "
            f"slowest {tally.slowest['took']:.2f} s, most memory {tally.largest['memory']} MB"
        )
        show(tally)
        yield Line(f"{tally.count} broken documents, {format_}", figure, "no fault", not tally.faults)


def show(tally: Tally) -> None:
    """Every kind of fault once, with a seed to see it again."""
    kinds: dict[str, list[int]] = collections.defaultdict(list)
    for fault in tally.faults:
        kinds[fault["said"]].append(fault["seed"])
    for said, seeds in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
        print(f"  {tally.format} × {len(seeds)}: {said}; seeds {seeds[:5]}", file=sys.stderr)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--work", format_, first, last, step]:
            work(format_, int(first), int(last), int(step))
        case [format_, seed]:
            found = made(format_, int(seed))
            keep(found, format_, int(seed))
            print(verdict(found.name, found.data), KEPT)
            read(found.data, found.name)  # shows where it breaks
        case ["--only", format_, count]:
            result = run(format_, int(count))
            show(result)
            print(result.count, dict(result.ends), result.slowest, result.largest)
        case _:
            for line in lines():
                print(line.what, "|", line.figure, "|", line.met)
