"""Pages of a PDF as pictures: how large they are, and one of them as PNG. Drawn in a child process (picture_child)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from konzept.model import Problem

CHILD = Path(__file__).with_name("picture_child.py")
PATIENCE = 20  # seconds; the fullest known page takes one
WIDEST = 1600  # pixels
BROKEN = "Das Bild dieser Seite lässt sich nicht zeigen: Die Datei ist beschädigt, geschützt oder kein PDF."
SLOW = f"Das Bild dieser Seite war nach {PATIENCE} Sekunden noch nicht fertig; ihr Text steht darunter."

Size = tuple[float, float]


def sizes(data: bytes) -> tuple[Size, ...]:
    """Width and height of each page in points, as it is seen (turned, cropped). Problem where `data` is no readable PDF."""
    return tuple((width, height) for width, height in json.loads(_child(data, "sizes")))


def page_png(data: bytes, page: int, width: int = 1000) -> bytes:
    """The page (from 1) as PNG, `width` pixels wide (at most 1600; less where the page is very tall). Problem where it cannot be drawn."""
    return _child(data, "page", str(page), str(max(1, min(width, WIDEST))))


def _child(data: bytes, *arguments: str) -> bytes:
    command = [sys.executable, "-P", str(CHILD), *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603  # our own module
    except subprocess.TimeoutExpired as error:
        raise Problem(SLOW) from error
    if done.returncode:
        raise Problem(BROKEN)
    return done.stdout
