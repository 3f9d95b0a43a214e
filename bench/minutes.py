"""Minutes of a round in which 10,000 things were said: pages, files, publishing; beside hello in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Line
from bench.server import environment

LIMIT = 200  # milliseconds of server time for whatever a person waits for


def lines() -> Iterator[Line]:
    """One line for each thing. Judged by CPU, because the machine is shared; the wall time stands beside it."""
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {**environment(Path(folder)), "WERKSTATT_HOSTS": "testserver"}
        command = [sys.executable, "-m", "bench.minutes_child"]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    measured = json.loads(done.stdout.splitlines()[-1])
    hello = measured[0][1]["cpu"]
    for what, took, judged in measured:
        ratio = f" = {took['cpu'] / hello:.0f} of hello" if judged else ""
        figure = f"CPU {took['cpu']:.0f} ms{ratio} (wall {took['wall']:.0f} ms, slowest {took['slowest']:.0f} ms)"
        figure += f", {took['kib']:.0f} KiB, {took['questions']:.0f} queries" if "questions" in took else ""
        yield Line(what, figure, f"≤ {LIMIT} ms" if judged else "", took["cpu"] <= LIMIT if judged else None)
