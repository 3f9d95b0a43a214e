"""Laws of documents that come back: nothing is lost on the way out and in, through LibreOffice neither."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from konzept import canonical
from konzept.model import Concept, Kind, Problem
from konzept.read import read
from konzept.read.blocks import words_of
from konzept.read.written import recognise
from konzept.write import docx, markdown
from tests.konzept.read.written_ground import WRITERS, again, hostile_concepts, small
from tests.konzept.strategies import concepts

FILES = pytest.mark.parametrize("name", WRITERS)


# --- laws ---


@given(concept=concepts(wild=True))
@settings(max_examples=60)
def test_markdown_that_is_written_reads_back(concept: Concept) -> None:
    assert again(concept, "konzept.md") == concept


@given(concept=concepts(wild=True))
@settings(max_examples=50)
def test_a_word_document_that_is_written_reads_back(concept: Concept) -> None:
    assert again(concept, "konzept.docx") == concept


@FILES
@given(concept=hostile_concepts())
@settings(max_examples=60)
def test_texts_that_try_to_break_the_document_come_back_whole(name: str, concept: Concept) -> None:
    concept = canonical.loads(canonical.dumps(concept))
    assert again(concept, name) == concept


@FILES
@given(concept=concepts(wild=True, most=5))
@settings(max_examples=20)
def test_the_same_concept_gives_the_same_bytes(name: str, concept: Concept) -> None:
    assert WRITERS[name](concept) == WRITERS[name](canonical.loads(canonical.pretty(concept)))


@FILES
def test_a_small_concept_comes_back(name: str) -> None:
    assert again(small(), name) == small()


@FILES
@pytest.mark.parametrize("specimen", ["ilm-kreis.docx", "ilm-kreis.txt"])
def test_a_real_concept_comes_back(shared: Path, specimen: str, name: str) -> None:
    path = shared / "specimens" / specimen
    concept = read(path.read_bytes(), specimen).concept
    assert again(concept, name) == concept


@FILES
def test_control_characters_that_no_document_can_hold_are_left_out(name: str) -> None:
    found = again(Concept("Kon\x00zept \x1bTalaue"), name)
    assert found.title == "Konzept Talaue"
    assert canonical.loads(canonical.dumps(found)) == found


# --- what is recognised ---


def test_other_files_are_not_ours(shared: Path) -> None:
    assert recognise(b"# Integrationskonzept\n\nEin Text.", "konzept.md") is None
    assert recognise((shared / "specimens" / "ilm-kreis.docx").read_bytes(), "ilm-kreis.docx") is None


def test_a_document_of_a_later_format_is_read_like_any_other() -> None:
    text = markdown.write(small()).replace("konzept 1 de", "konzept 9 de", 1)
    assert recognise(text.encode(), "konzept.md") is None
    assert read(text.encode(), "konzept.md").concept.title == small().title


def test_the_language_comes_back() -> None:
    sorbian = Concept("Koncepcija", language="dsb")
    assert [again(sorbian, name).language for name in WRITERS] == ["dsb", "dsb"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04kaputt", docx.write(Concept("K"))[:200]])
def test_broken_files_are_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(Problem, match=r"konzept\.docx.*bitte"):
        recognise(data, "konzept.docx")


def test_a_spreadsheet_is_not_ours() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert recognise(out.getvalue(), "tabelle.xlsx") is None


# --- what the check page shows ---


@FILES
def test_each_element_knows_the_blocks_it_stands_in(name: str) -> None:
    reading = read(WRITERS[name](small()), name)
    assert reading.doubts == ()
    assert set(reading.sources) == {element.uid for element in small().walk()}
    for element in small().walk():
        words = "\n".join(words_of(reading.blocks[index]) for index in reading.sources[element.uid])
        assert (element.title or element.text or "") in words


# --- through LibreOffice ---


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The small concept's Word document: saved again, and by way of ODT."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice fehlt")
    folder = tmp_path_factory.mktemp("office")
    path = folder / "konzept.docx"
    path.write_bytes(docx.write(small()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for source, form, target in (
        (path, "docx", "again"),
        (path, "odt", "odt"),
        (folder / "odt/konzept.odt", "docx", "back"),
    ):
        command = [office, "--headless", profile, "--convert-to", form, "--outdir", str(folder / target), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {way: (folder / way / "konzept.docx").read_bytes() for way in ("again", "back")}


def test_libreoffice_saves_our_document_without_loss(converted: dict[str, bytes]) -> None:
    assert read(converted["again"], "konzept.docx").concept == small()


def test_by_way_of_odt_uids_and_words_stay(converted: dict[str, bytes]) -> None:
    found, concept = read(converted["back"], "konzept.docx").concept, small()
    wordings = [
        [
            (e.uid, e.kind, e.number, e.label, e.title, e.text, e.timing, e.fields, e.notes, e.contested)
            for e in c.walk()
        ]
        for c in (found, concept)
    ]
    assert wordings[0] == wordings[1]
    assert [e.responsibility.verbatim for e in found.walk() if e.responsibility] == [
        e.responsibility.verbatim for e in concept.walk() if e.responsibility
    ]
    assert found.parents().keys() == concept.parents().keys()
    for part in ("title", "subtitle", "authority", "edition", "dropped", "abbreviations", "sources", "notes"):
        assert getattr(found, part) == getattr(concept, part)
    assert sum(element.kind is Kind.MEASURE for element in found.walk()) == 5
