"""PDF files -> blocks, in a child process that may be stopped: what stands on the pages, in reading order, whole over pages."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from konzept.model import Problem
from konzept.read.blocks import Document, Doubt
from konzept.read.pdf_ocr import recognised

PATIENCE = (
    300.0  # seconds without a page read, for a child that hangs; what takes the processor for too long ends itself
)
STOPPED = {-signal.SIGVTALRM, -signal.SIGXCPU}  # how a child ends that took the processor for too long
SOURCE = Path(__file__).parents[2]  # where the child finds the package that its parent runs
_PROBLEMS = {
    "encrypted": "Die Datei „{name}“ ist mit einem Kennwort geschützt; bitte speichern Sie das PDF ohne Kennwort.",
    "large": "Die Datei „{name}“ braucht zum Lesen zu viel Speicher; bitte teilen Sie das PDF oder nehmen die Word-Datei (.docx).",
    "long": "Die Datei „{name}“ lässt sich nicht in erträglicher Zeit lesen; bitte nehmen Sie die Word-Datei (.docx).",
    "broken": "Die Datei „{name}“ ist beschädigt oder kein lesbares PDF; bitte erzeugen Sie das PDF neu oder nehmen die Word-Datei (.docx).",
    "pages": "Die Datei „{name}“ hat zu viele Seiten; bitte laden Sie nur das Konzept hoch.",
}
_EMPTY = "Die Datei „{name}“ enthält keinen Text; bitte nehmen Sie die Word-Datei (.docx), aus der das PDF entstand."
_ENDED = ("problem", "ended")  # without a last word

Told = Callable[[int, int], None]


def read(data: bytes, name: str, told: Told) -> Document:
    """The blocks of a PDF. `told` hears how many pages are read. Problem where it cannot be read."""
    kind, *rest = _child(data, name, told)
    if kind == "problem":
        raise Problem(_PROBLEMS[rest[0]].format(name=name))
    blocks, notes, doubts, pictures, total = rest
    if pictures:
        found, remark = recognised(data, name, pictures, total, told)
        if found is not None:
            kind, *rest = _child(found, name, told)
            if kind == "document":
                blocks, notes, doubts = rest[:3]
        if not blocks:
            raise Problem(remark.sentence)
        doubts = (*doubts, remark)
    if not blocks:
        raise Problem(_EMPTY.format(name=name))
    return Document(tuple(blocks), name, tuple(notes), tuple(doubts))


def _child(data: bytes, name: str, told: Told) -> Sequence[Any]:
    """The child's last word; it is stopped when it says nothing for too long."""
    command = [sys.executable, "-P", "-m", "konzept.read.pdf_child", name.replace("\0", "")]
    around = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(  # noqa: S603  # our own module
        command, env=around, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        heard: queue.Queue[Sequence[Any]] = queue.Queue()
        threads = [
            threading.Thread(target=_feed, args=(process.stdin, data), daemon=True),
            threading.Thread(target=_hear, args=(process.stdout, heard), daemon=True),
        ]
        for thread in threads:
            thread.start()
        try:
            said = _last(heard, told)
            return ("problem", "long" if process.wait() in STOPPED else "large") if said == _ENDED else said
        finally:
            process.kill()
            for thread in threads:
                thread.join()


def _last(heard: queue.Queue[Sequence[Any]], told: Told) -> Sequence[Any]:
    while True:
        try:
            message = heard.get(timeout=PATIENCE)
        except queue.Empty:
            return ("problem", "long")
        if message[0] != "page":
            return message
        told(message[1], message[2])


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except OSError:  # the child was stopped before it had read everything
        return


def _hear(pipe: IO[bytes], heard: queue.Queue[Sequence[Any]]) -> None:
    """Puts what the child says into the queue; where it ends without a last word, that it did."""
    try:
        while True:
            heard.put(pickle.load(pipe))  # noqa: S301  # comes from our own module
    except (EOFError, OSError, pickle.UnpicklingError):
        heard.put(_ENDED)


__all__ = ["Doubt", "read"]
