"""A concept, a Synopse and whatever else has a template as PDF (PDF/UA-1 and PDF/A-2a), set by typst in a child process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from konzept.model import Concept, Problem
from konzept.synopsis import Row
from konzept.write.pdf_content import concept_content, synopsis_content

SOURCE = Path(__file__).parents[2]  # where the child finds the package that its parent runs
PATIENCE = 60  # seconds; the largest known concept takes two
LACKING = re.compile(r'the (?:text|codepoint) `"([^"]+)"`')  # no font has it; PDF/A forbids private signs
ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
UNSEEN = {"Cf", "Mn"}  # categories: joiners, marks of direction, variants of a letter
COVERED = re.compile(
    r"[^\n\u0020-\u024f\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2010-\u2044\u2070-\u209c\u20ac]"
)
INSTEAD = "\u25a1"  # a white square, which the embedded fonts have


def write(concept: Concept) -> bytes:
    """The concept as a book: cover, contents, areas as chapters, appendices. The same concept gives the same bytes."""
    return _set("concept.typ", concept_content(concept), _stamp(concept.edition.date))


def write_synopsis(title: str, old_label: str, new_label: str, rows: Sequence[Row], *, language: str = "de") -> bytes:
    """Old and new side by side, changes word by word; runs without change are one line."""
    content = synopsis_content(title, old_label, new_label, rows, language)
    return _set("synopsis.typ", content, _stamp(None))


def set_type(template: str, content: dict[str, Any]) -> bytes:
    """Any other document by its template (`title` and `language` are in the content); same content, same bytes."""
    return _set(template, content, _stamp(None))


def draw(template: str, content: dict[str, Any]) -> bytes:
    """The pages of a template as pictures: a JSON list of PNG in base64, 300 dots an inch."""
    done = _child(template, json.dumps(content, ensure_ascii=False), _stamp(None), "png")
    if done.returncode:
        raise Problem(f"Ein Bild ließ sich nicht zeichnen ({_first_line(done.stderr)}).")
    return done.stdout


def _stamp(day: str | None) -> int:
    """Seconds since 1970: the edition's day, so that the same text gives the same file whenever it is set."""
    try:
        known = date.fromisoformat(day or "")
    except ValueError:  # no day at all, or none of the calendar
        known = date(2000, 1, 1)
    return int(datetime(known.year, known.month, known.day, tzinfo=UTC).timestamp())


def _set(template: str, content: dict[str, Any], stamp: int) -> bytes:
    """Set it; with characters that our fonts do not have as white squares, if that is what typst complains of."""
    text = json.dumps(content, ensure_ascii=False)
    done = _child(template, text, stamp)
    if done.returncode == 3 and (instead := _instead(done.stderr)):
        done = _child(template, text.translate(instead), stamp)
    if done.returncode == 3 and LACKING.search(done.stderr.decode(errors="replace")):
        done = _child(template, COVERED.sub(INSTEAD, text), stamp)
    if done.returncode:
        raise Problem(
            "Das PDF ließ sich nicht setzen. Bitte prüfen Sie den Text auf ungewöhnliche Zeichen und versuchen Sie es "
            f"noch einmal ({_first_line(done.stderr)})."
        )
    _check(done.stdout)
    return done.stdout


def _instead(complaint: bytes) -> dict[int, str]:
    """What to set for the characters that typst names: nothing for those nobody sees, such as joiners."""
    named = "".join(LACKING.findall(complaint.decode(errors="replace")))
    letters = {letter for letter in ESCAPED.sub(lambda found: chr(int(found[1], 16)), named) if not letter.isascii()}
    return {ord(letter): "" if unicodedata.category(letter) in UNSEEN else INSTEAD for letter in letters}


def _child(template: str, text: str, stamp: int, form: str = "pdf") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-P", "-m", "konzept.write.pdf_child", template, str(stamp), form]
    around = {**os.environ, "PYTHONPATH": str(SOURCE)}
    try:
        return subprocess.run(  # noqa: S603  # our own module
            command, env=around, input=text.encode(), capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Problem(
            f"Das PDF war nach {PATIENCE} Sekunden noch nicht fertig. Bitte später noch einmal versuchen."
        ) from error


def _first_line(complaint: bytes) -> str:
    lines = complaint.decode(errors="replace").strip().splitlines()
    return lines[0][:200] if lines else "ohne Angabe"


def _check(content: bytes) -> None:
    """Typst's word that it is accessible is good; looking is better."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root: Any = pdf.Root
        tagged = "/StructTreeRoot" in root and "/MarkInfo" in root and bool(root.MarkInfo.get("/Marked", False))
        with pdf.open_metadata() as metadata:
            part = metadata.get("pdfuaid:part")
            title = metadata.get("dc:title")
        if not (tagged and "/Lang" in root and part == "1" and title):
            raise Problem("Das PDF ist nicht barrierefrei geworden. Bitte melden Sie diesen Fehler mit dem Dokument.")
