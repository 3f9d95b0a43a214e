"""Handouts for the tests of their writers: one with everything, badges, and texts that nobody wishes for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import segno

from konzept.write.handout_parts import (
    Card,
    Cards,
    Handout,
    Heading,
    Items,
    NewPage,
    Picture,
    Room,
    Sheet,
    Words,
)

QR = Picture(segno.make("https://erlenau.example/r/7Q3K").svg_inline(), "QR-Code: erlenau.example/r/7Q3K", 30)
DOSSIER = Handout(
    "Dossier für Tisch 3",
    (
        Heading(1, "Worum es geht"),
        Words("Alle **Ziele** des Feldes, mehr unter [erlenau.example](https://erlenau.example).\n\n- eins\n- zwei"),
        Words("Stand: 14. März 2026.", quiet=True),
        Heading(2, "Die Fragen der Runde"),
        Items(("Was hat sich bewährt?", "Was fehlt?"), ordered=True),
        Items(("Stifte", "Karten")),
        Sheet(
            ("Nr.", "Maßnahme", "Bisher gesagt"),
            tuple((f"1.{number}", f"Übersicht {number} führen", "- bewährt\n- *strittig*") for number in range(1, 41)),
            (1, 4, 3),
            "Maßnahmen zu Ziel 1",
        ),
        Heading(2, "Notizen"),
        Room(5),
        QR,
        NewPage(),
        Heading(1, "Anwesenheit"),
        Sheet(("Name", "Unterschrift"), (("Anna Berg", ""), ("Bo Li", "")), tall=True),
    ),
    author="Landkreis Erlenau",
    subtitle="Regionalkonferenz am 14. März 2026",
)
NAMES = (
    "Anna Berg",
    "Наталія Шевченко",
    "علي حسين",
    "Bo Li",
    "Dr. Eva Hohenstein-Wartenburg",
    "F",
    "G",
    "H",
    "Ivo Neun",
)
BADGES = Handout(
    "Namensschilder",
    (Cards(tuple(Card(name, ("VHS Erlenau", "Tisch 3"), "Regionalkonferenz", QR) for name in NAMES)),),
)
MIXED = Handout(
    "Gemischt", (Words("Zuerst Worte."), Cards((Card("Tisch 1"), Card("Tisch 2")), 1, 2), Words("Zuletzt Worte."))
)
HOSTILE = (
    "W" * 10_000,
    "\x00\x01\x0b\x1f\x7f\x85\ud800\ufffe\uffff steuernd",
    "مرحبا بالعالم \u200f(1)\u200e",
    "ሰላም ለዓለም",
    "😀👩‍👩‍👧‍👦🇺🇦",
    "<script>alert('1')</script> & \"x\" ]]> <!--",
    '#import "x.typ" $a^2$ @ref <label> \\ [c] `f` //g',
    "- " * 60 + "tief",
    "[böse](javascript:alert) ![x](y) **offen *auch",
    "\u202eumgedreht\u2066",
    "1. \n2. \n\n- \n",
    "",
)


def hostile(text: str, language: str = "de") -> Handout:
    """The text at every place where text may stand."""
    return Handout(
        text,
        (
            Heading(3, text),
            Words(text),
            Words(text, quiet=True),
            Items((text, text)),
            Items((text,), ordered=True),
            Sheet((text, "b"), ((text, text), ("", text)), (1, 9), text),
            Room(1),
            Picture(QR.svg, text if text.strip() else "QR"),
            Cards((Card(text, (text, text), text), Card(text, (text,), text, QR))),
            Sheet((text,), ()),
        ),
        language,
        text,
        text,
    )


def by_office(content: bytes, ending: str, target: str, folder: Path) -> bytes:
    """What LibreOffice makes of the file; the test is skipped where there is none."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice fehlt")
    source = folder / f"handout.{ending}"
    source.write_bytes(content)
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target]
    subprocess.run(
        [*office, "--outdir", str(folder / "out"), str(source)], check=True, capture_output=True, timeout=120
    )
    return (folder / "out" / f"handout.{target}").read_bytes()


def words_of(content: bytes) -> str:
    """The words of a PDF in one line."""
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def pages_of(content: bytes) -> list[str]:
    """The words of a PDF, page by page."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]
