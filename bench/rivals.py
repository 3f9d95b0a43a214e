"""We and the others on the same documents in one run: which facts come out right, and how long it takes: `python -m bench.rivals`.

A rival gives text; its Markdown goes through our own reader of Markdown and the same outline, so that what is compared is
what each makes of the file. The rivals have an environment of their own (`make rivals`) and never come near ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.library import SHARED, facts_right
from bench.measure import Line, timed
from konzept.model import Problem
from konzept.read import read

HOME = Path(__file__).resolve().parents[1]
PYTHON = HOME / ".venv-rivals" / "bin" / "python"
SPECIMENS = SHARED / "specimens"
STEMS = ("ilm-kreis", "talau-brueck", "weissenbrueck-schlecht")
RUNS = 5


def ours(name: str) -> str:
    """Our reading of a file."""
    content = (SPECIMENS / name).read_bytes()
    try:
        right = facts_right(read(content, name).concept, name)
    except Problem as problem:
        return f"refused: {problem}"
    took = timed(lambda: read(content, name), RUNS)
    return figure(right, took.cpu, took.wall)


def figure(right: float, cpu: float, wall: float, note: str = "") -> str:
    """The share of facts that are right, and the time it took."""
    return f"facts right {right:.3f}; CPU {cpu * 1000:.0f} ms, wall {wall * 1000:.0f} ms{note}"


def theirs() -> dict[str, Any]:
    """What the child of the rivals' environment says; {} where there is none."""
    if not PYTHON.exists():
        return {}
    names = [f"{stem}.{suffix}" for stem in STEMS for suffix in ("docx", "pdf")]
    command = [str(PYTHON), "-I", str(HOME / "bench" / "rivals_child.py"), str(SPECIMENS), str(RUNS), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return {}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def told(rival: dict[str, Any], name: str) -> str:
    """A rival's figures for a file: its text as we understand it, its own time."""
    if "error" in rival:
        return f"fails: {rival['error']}"
    made = rival["files"][name]
    try:
        concept = read(made["text"].encode(), f"{name}.md").concept
    except Problem as problem:
        return f"refused: {problem}"
    return figure(facts_right(concept, name), made["cpu"], made["wall"], " to text alone")


def lines() -> Iterator[Line]:
    """Each specimen as Word file and as PDF: ours, then each rival that reads such a file."""
    found = theirs()
    for suffix, rivals in (("docx", ("docling", "markitdown")), ("pdf", ("pdfplumber",))):
        for stem in STEMS:
            name = f"{stem}.{suffix}"
            yield Line(f"{name}: ours", ours(name))
            for rival in rivals:
                if rival not in found:
                    yield Line(f"{name}: {rival}", "not installed (`make rivals`)")
                    continue
                version = found[rival].get("version", "")
                how = "plain text, same outline" if suffix == "pdf" else "its Markdown, same outline"
                yield Line(f"{name}: {rival} {version}, {how}".replace(" ,", ","), told(found[rival], name))


if __name__ == "__main__":
    for line in lines():
        print(line.what, "|", line.figure)
