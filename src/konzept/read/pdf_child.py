"""The child process that reads a PDF: its bytes in on standard input; progress, then the document or a complaint out.

A process of its own, because files from outside make parsers loop and swell (ADR 0004 has the same for setting type). What goes
out is pickled: ("page", done, total) for each page, then ("document", Document, image-only pages) or ("problem", what) at the end.
"""

from __future__ import annotations

import io
import logging
import pickle
import resource
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pdfplumber
import pikepdf
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from konzept.read.blocks import Doubt
from konzept.read.pdf_document import Bookmark, document
from konzept.read.pdf_furniture import pages_named
from konzept.read.pdf_page import sheet
from konzept.read.pdf_sheet import Sheet

MEMORY = 900 * 1024 * 1024  # bytes
PROCESSOR = 300  # seconds of the processor for all of it: a busy machine refuses nothing a quiet one reads
PAGE = 6  # seconds of the processor for one page
GRACE = 4  # more of them, then the process is ended: what never comes back to Python cannot be stopped otherwise
MOST_PAGES = 1500
MOST_BOOKMARKS = 5000


class TooLong(Exception):
    """A page took the processor for longer than it may."""


def main() -> int:
    """Read what comes in on standard input; the only argument is the file's name."""
    out = sys.stdout.buffer
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR + GRACE))
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(600)
    for message in messages(sys.stdin.buffer.read(), sys.argv[1]):
        pickle.dump(message, out)
        out.flush()
    return 0


def messages(data: bytes, name: str) -> Iterator[tuple[Any, ...]]:
    """What the child says, one after the other; whatever goes wrong is said too."""
    try:
        yield from _read(data, name)
    except (PDFPasswordIncorrect, PDFEncryptionError, pikepdf.PasswordError):
        yield ("problem", "encrypted")
    except MemoryError:
        yield ("problem", "large")
    except TooLong:
        yield ("problem", "long")
    except Exception:  # noqa: BLE001  # a file from outside breaks a parser in any way it likes
        yield ("problem", "broken")


def _read(data: bytes, name: str) -> Iterator[tuple[Any, ...]]:
    with _limit(PAGE), _opened(data) as pdf:
        pages = pdf.pages
        total = len(pages)
        if not total:
            yield ("problem", "broken")
            return
        if total > MOST_PAGES:
            yield ("problem", "pages", total)
            return
        bookmarks = _bookmarks(pdf)
        roles = _roles(pdf)
    sheets: list[Sheet] = []
    failed: list[int] = []
    for index, page in enumerate(pages, 1):
        yield ("page", index, total)
        try:
            with _limit(PAGE):
                sheets.append(sheet(page, roles.get(index, {})))
        except Exception:  # noqa: BLE001  # one page that cannot be read is said and the others are read
            failed.append(index)
        page.close()
    with _limit(PAGE + total // 4):
        found = document(sheets, bookmarks, name)
    doubts = (*found.doubts, *_unread(failed), *_unknown(sheets))
    pictures = [each.number for each in sheets if len(each.words) < 4 and each.pictures > 0.3]
    yield ("document", found.blocks, found.notes, doubts, pictures, total)


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Stops what takes the processor for longer; waiting costs nothing."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds + GRACE)  # SIGVTALRM ends the process
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _opened(data: bytes) -> Any:
    """The file as pdfplumber opens it; a broken one is repaired first."""
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        if pdf.pages:
            return pdf
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect | PDFEncryptionError):
            raise error.args[0] from error
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise
    except Exception:  # noqa: BLE001, S110  # whatever a broken file raises, a repair is tried
        pass
    repaired = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as broken:
        broken.save(repaired)
    return pdfplumber.open(repaired)


def _bookmarks(pdf: Any) -> list[Bookmark]:
    """The file's own list of chapters."""
    numbers = {page.page_obj.pageid: number for number, page in enumerate(pdf.pages, 1)}
    found: list[Bookmark] = []
    try:
        for level, title, target, action, _ in pdf.doc.get_outlines():
            page = _target(pdf, target, action)
            found.append(Bookmark(level, str(title), numbers.get(page)))
            if len(found) > MOST_BOOKMARKS:
                break
    except TooLong:
        raise
    except Exception:  # noqa: BLE001  # no list, or a broken one: the pages say it too
        return found
    return found


def _target(pdf: Any, target: Any, action: Any) -> Any:
    """The identity of the page a bookmark points to."""
    from_action = action.resolve() if hasattr(action, "resolve") else action
    target = target or (from_action or {}).get("D")
    if isinstance(target, str | bytes) or hasattr(target, "name"):
        target = pdf.doc.get_dest(
            target if isinstance(target, bytes) else str(getattr(target, "name", target)).encode()
        )
    while hasattr(target, "resolve"):
        target = target.resolve()
    if isinstance(target, dict):
        target = target.get("D")
    return getattr(target[0], "objid", None) if target else None


def _roles(pdf: Any) -> dict[int, dict[int, str]]:
    """What tagged content is: page -> its number -> "H1", "P", …; empty where a file is not tagged."""
    found: dict[int, dict[int, str]] = {}
    if "StructTreeRoot" not in pdf.doc.catalog:
        return found
    try:
        for top in pdf.structure_tree:
            _collect(top, "", None, found)
    except TooLong:
        raise
    except Exception:  # noqa: BLE001  # broken tags say nothing
        return {}
    return found


def _collect(node: dict[str, Any], role: str, page: int | None, found: dict[int, dict[int, str]]) -> None:
    kind = str(node.get("type", ""))
    role = kind if kind in _TELLING else role
    page = node.get("page_number", page)
    for number in node.get("mcids", ()):
        if page is not None:
            found.setdefault(page, {})[number] = role
    for child in node.get("children", ()):
        _collect(child, role, page, found)


_TELLING = frozenset({"H1", "H2", "H3", "H4", "H5", "H6", "P", "TOCI", "Note", "LI", "TH", "TD", "Caption"})


def _unread(failed: list[int]) -> Iterable[Doubt]:
    if failed:
        sentence = f"Nicht gelesen: {pages_named(failed)} ließ sich nicht öffnen; bitte prüfen Sie das PDF dort."
        yield Doubt(None, f"S. {failed[0]}", "left_out", sentence)


def _unknown(sheets: list[Sheet]) -> Iterable[Doubt]:
    numbers = [each.number for each in sheets if each.unknown > 3]
    if numbers:
        sentence = (
            f"Auf {pages_named(numbers)} fehlt einer Schrift die Zeichentabelle; unlesbare Zeichen stehen als \ufffd im Text. "
            "Bitte nehmen Sie die Word-Datei oder lassen Sie eine Texterkennung laufen."
        )
        yield Doubt(None, f"S. {numbers[0]}", "unsure", sentence)


if __name__ == "__main__":
    sys.exit(main())
