"""Filled matrices treated as people treat them, then saved by LibreOffice in format after format.

The law: no contribution is lost, none stands on another element than the one it is about, what is unclear carries a doubt.
Every file is made by LibreOffice itself; all that go to one format are converted in one call.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from konzept.read import matrix as back
from konzept.suggestion import Suggestion
from tests.konzept.read.matrix_ground import FORM, Expected, doubts, invented, lost, misplaced, placed
from tests.konzept.read.matrix_treated import TREATMENTS, opened

WAYS = (
    ("docx", "docx"),
    ("docx", "odt", "docx"),
    ("docx", "doc", "docx"),
    ("docx", "rtf", "docx"),
    ("odt", "docx", "odt"),
    ("odt", "odt"),
    ("xlsx", "ods", "xlsx"),
    ("xlsx", "xls", "xlsx"),
    ("ods", "xlsx", "ods"),
    ("ods", "ods"),
    ("docx", "html"),
    ("odt", "html"),
    ("xlsx", "html"),
)
SHEETS_KEEP = {"typed", "rows", "sorted", "copied", "renumbered", "noted"}
MAILS_KEEP = {"typed", "copied", "merged", "tracked"}  # the notes of a page do not come along in a mail
CASES = tuple(
    (way, treatment)
    for way in WAYS
    for treatment in TREATMENTS
    if (way[0] not in {"xlsx", "ods"} or treatment in SHEETS_KEEP) and (way[-1] != "html" or treatment in MAILS_KEEP)
)
READ = {"docx", "odt", "xlsx", "ods", "html"}
Travelled = Mapping[tuple[tuple[str, ...], str], tuple[Mapping[str, bytes], Expected]]


def _name(way: tuple[str, ...], treatment: str) -> str:
    return f"{'-'.join(way)}-{treatment}"


@pytest.fixture(scope="module")
def travelled(tmp_path_factory: pytest.TempPathFactory) -> Travelled:
    """Every file after each of its steps, by the name it has then, with what was said in it."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice ist nicht installiert")
    folder = tmp_path_factory.mktemp("survival")
    said = {}
    for way, treatment in CASES:
        editor = opened(way[0])
        said[way, treatment] = TREATMENTS[treatment](editor)
        start = folder / _at((way, treatment), 0)
        start.parent.mkdir(exist_ok=True)
        start.write_bytes(editor.bytes())
    for step in range(1, 3):
        for ending in sorted({way[step] for way in WAYS if len(way) > step}):
            _convert(folder, ending, step)
    return {
        case: (
            {
                f"{step}.{end}": (folder / _at(case, step)).read_bytes()
                for step, end in enumerate(case[0])
                if step and end in READ
            },
            expected,
        )
        for case, expected in said.items()
    }


def _at(case: tuple[tuple[str, ...], str], step: int) -> str:
    return f"{step}/{_name(*case)}.{case[0][step]}"


def _convert(folder: Path, ending: str, step: int) -> None:
    cases = [case for case in CASES if len(case[0]) > step and case[0][step] == ending]
    sources = [str(folder / _at(case, step - 1)) for case in cases]
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
    made = str(folder / str(step))
    subprocess.run([*command, "--outdir", made, *sources], check=True, capture_output=True, timeout=300)


def mailed(data: bytes) -> bytes:
    """A page as somebody pastes it into an e-mail: what it shows, between a greeting and a name; of a workbook its first sheet."""
    page = data.decode("utf-8", "replace")
    body = page[page.index(">", page.lower().index("<body")) + 1 : page.lower().rindex("</body>")]
    if "Sheet 1" in body:
        body = body[body.index("<table") : body.index("</table>") + len("</table>")]
    return f"<div dir=ltr><p>Guten Tag,</p>{body}<p>Viele Grüße</p></div>".encode()


def test_there_are_more_than_forty_files() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize(("way", "treatment"), CASES, ids=[_name(*case) for case in CASES])
def test_nothing_is_lost_and_nothing_on_a_wrong_element(
    travelled: Travelled, way: tuple[str, ...], treatment: str
) -> None:
    steps, expected = travelled[way, treatment]
    if treatment == "tracked" and (way[0] == "docx" or way[-1] == "html"):
        # LibreOffice 7.4 itself makes plain text of tracked deletions within content controls and in HTML
        expected = replace(expected, gone=[])
    for name, data in steps.items():
        found = [said for said in placed(mailed(data) if way[-1] == "html" else data, name) if not is_greeting(said)]
        assert lost(found, expected) == []
        assert misplaced(found, expected) == []
        assert invented(found, expected) == []
        assert doubts(found, expected) == {}
        for text, area in expected.areas.items():
            assert [said.area for said in found if text in said.comment] == [area]


def is_greeting(said: Suggestion) -> bool:
    """The text around a pasted table is asked about, never dropped."""
    return bool(said.doubt) and said.comment in {"Guten Tag,", "Viele Grüße"}


@pytest.mark.parametrize("way", [way for way in WAYS if way[-1] != "html"], ids="-".join)
def test_round_and_sender_are_known_on_every_way(travelled: Travelled, way: tuple[str, ...]) -> None:
    for name, data in travelled[way, "typed"][0].items():
        filled = back.read(data, name)
        assert (filled.form_id, filled.organisation, filled.sender) == (FORM.id, "Sprachtreff Erle e. V.", "")


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_a_question_of_the_rounds_own_is_known_on_every_way(travelled: Travelled, way: tuple[str, ...]) -> None:
    for name, data in travelled[way, "typed"][0].items():
        (said,) = [each for each in placed(data, name) if each.uid == "beru0001"]
        assert (said.question, said.verdict, said.doubt) == ("Wer sollte noch mitmachen?", None, None)
