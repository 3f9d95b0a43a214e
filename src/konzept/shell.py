"""Files and errors of the command line: what comes in, what goes out whole or not at all, and what is said when it fails."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from konzept import canonical, usage
from konzept.match import carry
from konzept.model import Concept, Problem
from konzept.read import Reading, read

STDIN = "-"
FAILED = 2
INTERRUPTED = 130


class Closed(Exception):
    """Whoever read our output has had enough. Not an OSError: click would end with status 1 on it."""


def guarded(run: Callable[[], object]) -> int:
    """Run a command; whatever goes wrong is one German line on standard error and exit status 2, never a traceback."""
    try:
        run()
    except Closed:
        # Without this Python would complain when it flushes what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (click.Abort, KeyboardInterrupt):
        return said("Abgebrochen; geschrieben wurde nichts.", INTERRUPTED)
    except Exception as error:  # noqa: BLE001  a user at the command line is told in one line, whatever it is
        return said(told(error))
    return 0


def told(error: Exception) -> str:
    """What went wrong, in one German sentence; of what nobody foresaw, the type helps whoever mends it."""
    match error:
        case Problem():
            return str(error)
        case click.ClickException():
            return usage.sentence(error)
        case OSError():
            return trouble(error, error.filename or "die Ausgabe")
        case _:
            return (
                f"Unerwarteter Fehler ({type(error).__name__}: {error}); bitte melden Sie ihn zusammen mit der Datei."
            )


def said(sentence: str, status: int = FAILED) -> int:
    """One line on standard error, readable on any terminal."""
    line = " ".join(sentence.split())
    click.echo(f"konzept: {line}", err=True)
    return status


def trouble(error: OSError, name: str | bytes | int) -> str:
    """Why a file could not be read or written, where, and what to do."""
    shown = f"„{name if isinstance(name, (str, int)) else os.fsdecode(name)}“" if name != "die Ausgabe" else name
    match error:
        case FileNotFoundError():
            return f"{shown} gibt es nicht; prüfen Sie den Pfad."
        case IsADirectoryError():
            return f"{shown} ist ein Ordner; nennen Sie eine Datei."
        case NotADirectoryError():
            return f"{shown} liegt nicht in einem Ordner; prüfen Sie den Pfad."
        case PermissionError():
            return f"{shown} darf nicht gelesen oder geschrieben werden; prüfen Sie die Rechte."
        case _:
            return f"{shown} lässt sich nicht lesen oder schreiben ({error.strerror or error}); prüfen Sie Pfad und Datenträger."


def bytes_of(path: str) -> bytes:
    """The whole file; "-" is standard input."""
    try:
        return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise Problem(
            trouble(error, path) if isinstance(error, OSError) else f"„{path}“ ist kein Dateiname; prüfen Sie den Pfad."
        ) from error


def name_of(path: str) -> str:
    """How a message calls the file."""
    return "Standardeingabe" if path == STDIN else Path(path).name


def reading(path: str) -> Reading:
    """What the reader understood of a document; the canonical form is taken as it stands, without doubts."""
    data, name = bytes_of(path), name_of(path)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        return read(data, name)
    try:
        return Reading(canonical.loads(data.removeprefix(b"\xef\xbb\xbf")), (), (), {})
    except Problem as problem:
        raise Problem(f"„{name}“: {problem}") from problem


def concept(path: str) -> Concept:
    """The concept in a canonical JSON file or in any document that can be read."""
    return reading(path).concept


def two(old_path: str, new_path: str) -> tuple[Concept, Concept]:
    """Two concepts in which the same element has the same uid.

    Uids that were given stand; where there are none in common, or the rest only come from reading a document
    (its elements know their source), they are carried over by likeness.
    """
    old, new = concept(old_path), concept(new_path)
    before, after = ({element.uid: element for element in each.walk()} for each in (old, new))
    common = before.keys() & after.keys()
    alone = [*(before[uid] for uid in before.keys() - common), *(after[uid] for uid in after.keys() - common)]
    if not alone or (common and not all(element.source for element in alone)):
        return old, new
    return old, carry(old, new, {uid: uid for uid in common}).concept


def deliver(content: str | bytes, out: str | None) -> None:
    """Write to standard output, or to a file that is there whole or not at all."""
    data = content.encode() if isinstance(content, str) else content
    if out is None or out == STDIN:
        if isinstance(content, bytes) and sys.stdout.isatty():
            raise Problem("Dieses Format lässt sich nicht am Bildschirm zeigen; nennen Sie mit -o eine Datei.")
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise Closed from error
        return
    try:
        replace(Path(out), data)
    except FileNotFoundError as error:
        raise Problem(
            f"Den Ordner, in den „{out}“ soll, gibt es nicht; legen Sie ihn an, oder prüfen Sie den Pfad."
        ) from error
    except OSError as error:
        raise Problem(trouble(error, out)) from error


def replace(path: Path, data: bytes) -> None:
    """Write beside the target and rename; a device or pipe is written as it is."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise IsADirectoryError
        path.write_bytes(data)
        return
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~mask()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def mask() -> int:
    """The umask; it can only be asked by setting it."""
    current = os.umask(0o077)
    os.umask(current)
    return current
