"""The specimens of the field, saved by LibreOffice in other formats: what is read from them is what is read from Word."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from konzept import canonical
from konzept.read import Reading, html_page, odt, read
from konzept.read.blocks import Block, Document, Row, Table, words_of
from konzept.read.docx import read as read_docx

SPECIMENS = ("ilm-kreis", "talau-brueck", "weissenbrueck-schlecht")
LEAST = {"odt": 0.01, "fodt": 0.01, "html": 0.05}  # how much less may be right than in the Word file


@pytest.fixture(scope="module")
def travelled(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Each specimen by its new file name, converted once for all tests."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice ist nicht installiert")
    folder = tmp_path_factory.mktemp("travel")
    sources = [str(shared / "specimens" / f"{name}.docx") for name in SPECIMENS]
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    for ending in LEAST:
        command = [*office, ending, "--outdir", str(folder), *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {f"{name}.{ending}": (folder / f"{name}.{ending}").read_bytes() for name in SPECIMENS for ending in LEAST}


def right(shared: Path, reading: Reading, name: str, tmp_path: Path) -> float:
    """The share of facts that are right."""
    got = tmp_path / "got.json"
    got.write_text(json.dumps(canonical.to_json(reading.concept)), "utf-8")
    truth = shared / "specimens" / f"{name}.truth.json"
    command = [sys.executable, str(shared / "tools" / "score_reading.py"), str(truth), str(got), "--json"]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found["all"]


@pytest.mark.parametrize("ending", LEAST)
@pytest.mark.parametrize("name", SPECIMENS)
def test_as_much_is_right_as_in_word(
    shared: Path, travelled: Mapping[str, bytes], tmp_path: Path, name: str, ending: str
) -> None:
    office = read((shared / "specimens" / f"{name}.docx").read_bytes(), f"{name}.docx")
    other = read(travelled[f"{name}.{ending}"], f"{name}.{ending}")
    lost = right(shared, office, name, tmp_path) - right(shared, other, name, tmp_path)
    assert lost <= LEAST[ending]


@pytest.mark.parametrize("name", SPECIMENS)
def test_opendocument_gives_the_very_blocks_of_word(shared: Path, travelled: Mapping[str, bytes], name: str) -> None:
    office = read_docx((shared / "specimens" / f"{name}.docx").read_bytes(), "x")
    packed, flat = (odt.read(travelled[f"{name}.{ending}"], "x") for ending in ("odt", "fodt"))
    assert packed == flat
    assert packed.blocks == office.blocks
    assert packed.notes == office.notes


@pytest.mark.parametrize("name", SPECIMENS)
def test_no_word_of_the_body_is_lost(travelled: Mapping[str, bytes], name: str) -> None:
    data = travelled[f"{name}.fodt"]
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    body = etree.fromstring(data).find(f"{office}body")
    assert body is not None
    words = set(re.findall(r"[^\W\d_]+", " ".join(body.itertext())))
    told = told_by(odt.read(data, "x"))
    assert {word for word in words if word not in told} == set()


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_page_by_libreoffice_gives_the_blocks_of_word(
    shared: Path, travelled: Mapping[str, bytes], name: str
) -> None:
    office = read_docx((shared / "specimens" / f"{name}.docx").read_bytes(), "x")
    page = html_page.read(travelled[f"{name}.html"], "x")
    assert list(map(words_of, page.blocks)) == list(map(words_of, office.blocks))
    assert rows_of(page.blocks) == rows_of(office.blocks)
    assert page.notes == office.notes


def told_by(document: Document) -> str:
    """Everything that blocks, notes and doubts say."""
    notes = [found.note.text for found in document.notes]
    return " ".join([*map(words_of, document.blocks), *notes, *(doubt.sentence for doubt in document.doubts)])


@pytest.mark.parametrize("name", SPECIMENS)
@pytest.mark.parametrize("ending", LEAST)
def test_a_second_is_enough(travelled: Mapping[str, bytes], name: str, ending: str) -> None:
    start = time.process_time()
    read(travelled[f"{name}.{ending}"], f"{name}.{ending}")
    assert time.process_time() - start < 1.5


def test_places_are_those_of_word(shared: Path, travelled: Mapping[str, bytes]) -> None:
    office = read((shared / "specimens" / "talau-brueck.docx").read_bytes(), "x.docx")
    other = read(travelled["talau-brueck.odt"], "x.odt")
    assert [row.place for row in rows_of(other.blocks)] == [row.place for row in rows_of(office.blocks)]
    assert [replace(row, place="") for row in rows_of(other.blocks)] == [
        replace(row, place="") for row in rows_of(office.blocks)
    ]


def rows_of(blocks: tuple[Block, ...]) -> list[Row]:
    """All rows of all tables."""
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]
