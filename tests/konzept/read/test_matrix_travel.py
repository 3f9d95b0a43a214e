"""Matrices that went through LibreOffice and other formats on their way: each file is converted once, for all tests."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from konzept.model import Concept, Problem
from konzept.read import matrix as back
from konzept.suggestion import Suggestion, Verdict
from konzept.write import matrix as out
from tests.konzept.read.test_matrix_carriers import AREAS, FORM, UIDS, answer, rows_of, saved

TEXT = "Bitte öfter – auch samstags („spät“)."
WAYS = {
    "doc": ("doc", "docx"),
    "rtf": ("rtf", "docx"),
    "ods": ("ods", "xlsx"),
    "xls": ("xls", "xlsx"),
}


def filled_docx() -> bytes:
    document = Document(io.BytesIO(out.docx(FORM)))
    rows = rows_of(document)
    answer(rows["aaaa1111"], TEXT)
    answer(rows["cccc1111"], "Ja.")
    verdict = rows["bbbb1111"].cells[2]
    for flag in list(verdict._tc.iter("{*}showingPlcHdr")):
        flag.getparent().remove(flag)
    next(verdict._tc.iter("{*}t")).text = "überholt"
    new = next(row for row in document.tables[1].rows if row.cells[1].text.startswith("Neue Maßnahme"))
    answer(new, "Ein Betriebsfrühstück.")
    return saved(document)


def filled_xlsx() -> bytes:
    book = load_workbook(io.BytesIO(out.xlsx(FORM)))
    page: Any = book["Matrix"]
    page["F2"], page["F5"], page["E4"] = TEXT, "Ja.", "überholt"
    page.append(["", "Handlungsfeld 2: Alltag", "", "Ein Betriebsfrühstück.", "neu", "", "", ""])
    return saved(book)


@pytest.fixture(scope="module")
def travelled(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Each file as it comes home, by the format it went through."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice ist nicht installiert")
    folder = tmp_path_factory.mktemp("travel")
    for way, endings in WAYS.items():
        content = filled_xlsx() if endings[-1] == "xlsx" else filled_docx()
        (folder / f"{way}.{endings[-1]}").write_bytes(content)
    for step in range(2):
        for ending in sorted({endings[step] for endings in WAYS.values() if len(endings) > step}):
            names = [way for way, endings in WAYS.items() if endings[step : step + 1] == (ending,)]
            _convert(folder, names, ending, step)
    return {way: (folder / f"{way}.{endings[-1]}").read_bytes() for way, endings in WAYS.items()}


def _convert(folder: Path, names: list[str], ending: str, step: int) -> None:
    sources = [folder / f"{name}.{WAYS[name][step - 1] if step else WAYS[name][-1]}" for name in names]
    made = folder / f"step{step}"
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(made), *map(str, sources)], check=True, capture_output=True, timeout=120)
    for name in names:
        (made / f"{name}.{ending}").replace(folder / f"{name}.{ending}")


def said(travelled: Mapping[str, bytes], way: str) -> tuple[Suggestion, ...]:
    filled = back.read(travelled[way], f"m.{WAYS[way][-1]}")
    assert filled.form_id == FORM.id, "which round it belongs to survives every way"
    return back.place(filled, FORM).suggestions


@pytest.mark.parametrize("way", WAYS)
def test_every_answer_comes_home_to_its_row(travelled: Mapping[str, bytes], way: str) -> None:
    found = {each.uid: each for each in said(travelled, way) if each.uid}
    assert set(found) == {"aaaa1111", "bbbb1111", "cccc1111"}
    assert found["aaaa1111"].comment == TEXT
    assert found["cccc1111"].comment == "Ja."
    assert found["bbbb1111"].verdict is Verdict.OUTDATED
    assert not any(each.doubt for each in found.values())


@pytest.mark.parametrize("way", WAYS)
def test_a_new_proposal_comes_home_to_its_area(travelled: Mapping[str, bytes], way: str) -> None:
    (new,) = [each for each in said(travelled, way) if each.uid is None]
    assert (new.area, new.verdict, new.doubt) == ("area0002", Verdict.NEW, None)
    assert "Ein Betriebsfrühstück." in (new.comment, new.proposal)


@pytest.mark.parametrize("way", WAYS)
def test_untouched_rows_say_nothing_on_any_way(travelled: Mapping[str, bytes], way: str) -> None:
    assert len(said(travelled, way)) == 4
    assert "aaaa2222" not in {each.uid for each in said(travelled, way)}


@pytest.mark.parametrize("way", WAYS)
def test_a_matrix_that_travelled_is_still_refused_by_another_round(travelled: Mapping[str, bytes], way: str) -> None:
    filled = back.read(travelled[way], f"m.{WAYS[way][-1]}")
    with pytest.raises(Problem, match="einer anderen Runde"):
        back.place(filled, replace(FORM, id="0123456789abcdef"))


@pytest.mark.parametrize("way", WAYS)
def test_a_measure_dropped_meanwhile_is_asked_on_any_way(travelled: Mapping[str, bytes], way: str) -> None:
    less = replace(FORM, concept=Concept("Konzept", (replace(AREAS[0], children=AREAS[0].children[1:]), AREAS[1])))
    filled = back.read(travelled[way], f"m.{WAYS[way][-1]}")
    found = [each for each in back.place(filled, less).suggestions if each.comment == TEXT]
    assert [each.uid for each in found] == [None]
    assert set(UIDS) > {each.uid for each in back.place(filled, less).suggestions if each.uid}
