"""Pages that are only pictures: said with their numbers, read where ocrmypdf is installed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from konzept.model import Problem
from konzept.read import pdf
from konzept.read.pdf_ocr import recognised
from tests.konzept.read.pdf_ground import LONG, pages, said, shown
from tests.konzept.read.pdf_ground import pdf as typeset

needs_ocrmypdf = pytest.mark.skipif(shutil.which("ocrmypdf") is None, reason="ocrmypdf ist hier nicht installiert")


def silent(done: int, total: int) -> None:
    """Hears nothing."""


def scan(words: str) -> bytes:
    """A page that is a picture of words."""
    picture = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(picture).text((120, 200), words, fill=0, font=ImageFont.load_default(size=48))
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    return out.getvalue()


def bound(*parts: bytes) -> bytes:
    """Several files as one."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as source:
                file.pages.extend(source.pages)
        file.save(out)
    return out.getvalue()


@pytest.fixture
def without_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which ocrmypdf is not installed."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with an ocrmypdf of our own making, to be filled."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    found = tmp_path / "ocrmypdf"
    found.write_text("#!/bin/sh\nexit 1\n")
    found.chmod(0o755)
    return found


@pytest.mark.usefixtures("without_programs")
def test_a_file_of_pictures_is_refused_with_what_to_do() -> None:
    with pytest.raises(Problem, match="nur aus Bildern") as caught:
        pdf.read(bound(scan("Eins"), scan("Zwei")), "scan.pdf", silent)
    assert "„scan.pdf“" in str(caught.value)
    assert "Word-Datei" in str(caught.value)
    assert "ocrmypdf" in str(caught.value)


@pytest.mark.usefixtures("without_programs")
def test_pages_of_pictures_among_others_are_said() -> None:
    document = pdf.read(bound(typeset(LONG), scan("Eins"), scan("Zwei")), "plan.pdf", silent)
    (sentence,) = said(document, "left_out")
    assert sentence.startswith("Seiten 2–3 bestehen nur aus Bildern")
    assert document.doubts[0].place == "S. 2"


@pytest.mark.usefixtures("without_programs")
def test_a_picture_beside_text_is_none_of_it() -> None:
    assert (
        said(pdf.read(typeset(f"{LONG}\n#rect(width: 90%, height: 60%, fill: blue)"), "plan.pdf", silent), "left_out")
        == []
    )


def test_what_the_program_made_is_read(program: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(bound(typeset(LONG), pages(shown((40, 200, "Erkannter Text der zweiten Seite")))))
    program.write_text(f'#!/bin/sh\nfor last; do :; done\ncp "{made}" "$last"\n')
    document = pdf.read(bound(typeset(LONG), scan("Eins")), "plan.pdf", silent)
    assert [getattr(block, "text", "")[:15] for block in document.blocks] == ["Der Kreis hat i", "Erkannter Text "]
    (sentence,) = said(document, "unsure")
    assert (
        sentence
        == "Seite 2 besteht nur aus einem Bild; der Text stammt aus der Texterkennung. Bitte prüfen Sie ihn dort."
    )


def test_the_program_fails(program: Path) -> None:
    document = pdf.read(bound(typeset(LONG), scan("Eins")), "plan.pdf", silent)
    (sentence,) = said(document, "left_out")
    assert "Texterkennung ist daran gescheitert" in sentence


def test_the_program_is_too_slow(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program.write_text("#!/bin/sh\nexec sleep 30\n")
    monkeypatch.setattr("konzept.read.pdf_ocr.FIXED", 1)
    monkeypatch.setattr("konzept.read.pdf_ocr.EACH", 0)
    found, remark = recognised(scan("Eins"), "plan.pdf", [1], 1, silent)
    assert found is None
    assert "gescheitert" in remark.sentence


def test_nothing_is_left_behind(program: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    recognised(scan("Eins"), "plan.pdf", [1], 1, silent)
    assert list(folder.iterdir()) == []


@needs_ocrmypdf
def test_german_is_recognised() -> None:
    document = pdf.read(scan("Integrationskonzept\nSprachkurse im Kreis"), "scan.pdf", silent)
    text = " ".join(str(getattr(block, "text", "")) for block in document.blocks)
    assert "Integrationskonzept" in text
    assert "Sprachkurse im Kreis" in text
