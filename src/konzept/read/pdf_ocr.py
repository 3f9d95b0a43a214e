"""Pages that are only pictures: read by `ocrmypdf` where it is installed, said in one sentence where it is not."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from konzept.read.blocks import Doubt
from konzept.read.pdf_furniture import pages_named

FIXED, EACH = 30, 20  # seconds for the start, and for each page


def recognised(
    data: bytes, name: str, pictures: Sequence[int], total: int, told: Callable[[int, int], None]
) -> tuple[bytes | None, Doubt]:
    """The PDF with the text of its pictures, None where there is no help; and what to tell about these pages."""
    program = shutil.which("ocrmypdf")
    pages = pages_named(pictures)
    have = f"{pages} besteht nur aus einem Bild" if len(pictures) == 1 else f"{pages} bestehen nur aus Bildern"
    if len(pictures) == total:
        have = f"Die Datei „{name}“ besteht nur aus Bildern"
    place = f"S. {pictures[0]}"
    if program is None:
        sentence = (
            f"{have} ohne lesbaren Text; bitte nehmen Sie die Word-Datei oder "
            "lassen Sie das Programm ocrmypdf (Texterkennung) auf dem Server einrichten."
        )
        return None, Doubt(None, place, "left_out", sentence)
    found = _run(program, data, len(pictures))
    told(total, total)
    if found is None:
        sentence = f"{have}, und die Texterkennung ist daran gescheitert; bitte nehmen Sie die Word-Datei."
        return None, Doubt(None, place, "left_out", sentence)
    sentence = f"{have}; der Text stammt aus der Texterkennung. Bitte prüfen Sie ihn dort."
    return found, Doubt(None, place, "unsure", sentence)


def _run(program: str, data: bytes, pages: int) -> bytes | None:
    """What the program makes of the file; None where it fails or takes too long."""
    with tempfile.TemporaryDirectory(prefix="konzept-") as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        source.write_bytes(data)
        command = [program, "--language", "deu", "--skip-text", "--output-type", "pdf", "--optimize", "0"]
        command += ["--rotate-pages", "--quiet", str(source), str(target)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=FIXED + EACH * pages, check=False)  # noqa: S603  # a fixed program on our own files
        except (subprocess.TimeoutExpired, OSError):
            return None
        return target.read_bytes() if done.returncode == 0 and target.exists() else None
