"""A few hundred broken documents, the same ones every time; `python -m bench.mutants` reads many thousands."""

from __future__ import annotations

import random
from time import process_time

import pytest

from tests.konzept.read import mutants_pdf
from tests.konzept.read.mutants import Specimen, mutant, parts_of
from tests.konzept.read.mutants_ground import ground
from tests.konzept.read.mutants_verdict import GOOD, sentence_fault, verdict

EACH = {"docx": 40, "odt": 40, "pdf": 6, "html": 40, "md": 30, "txt": 30}
LONGEST = 10.0  # seconds of processor time for one document
SMALL = pytest.mark.parametrize("specimen", ground(), ids=[found.name for found in ground()])


def mutants(specimen: Specimen, count: int) -> list[bytes]:
    return [mutant(specimen, random.Random(f"{specimen.name} {seed}")) for seed in range(count)]


def source(specimen: Specimen) -> Specimen:
    data = mutants_pdf.plain(specimen.data) if specimen.format == "pdf" else specimen.data
    return Specimen(specimen.name, data)


@SMALL
def test_a_broken_document_is_read_or_refused_in_one_sentence(specimen: Specimen) -> None:
    for seed, data in enumerate(mutants(source(specimen), EACH[specimen.format])):
        start = process_time()
        assert verdict(specimen.name, data) in GOOD, seed
        assert process_time() - start < LONGEST, seed


@SMALL
def test_the_whole_document_is_no_mutant(specimen: Specimen) -> None:
    assert verdict(specimen.name, specimen.data) in GOOD
    broken = mutants(source(specimen), 5)
    assert broken == mutants(source(specimen), 5)
    assert len({specimen.data, *broken}) > 3


def test_what_is_wrong_in_an_archive_has_right_checksums() -> None:
    specimen = ground()[0]
    whole, good = parts_of(specimen.data), 0
    for data in mutants(specimen, 30):
        try:
            good += parts_of(data) != whole
        except Exception:  # noqa: BLE001 - one in ten is broken in its bytes
            continue
    assert good > 20


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Die Datei „a.docx“ ist leer; bitte wählen Sie eine andere.", ""),
        ("Die Datei ist leer.", "does not name"),
        ("Die Datei „a.docx“ ist leer", "no sentence"),
        ("Die Datei „a.docx“\nist leer.", "no sentence"),
        (f"Die Datei „a.docx“ ist {'sehr ' * 60}leer.", "too long"),
    ],
)
def test_a_sentence_is_one_line_with_an_end_and_the_name_of_the_file(sentence: str, fault: str) -> None:
    assert sentence_fault(sentence, "a.docx").startswith(fault)
    assert bool(sentence_fault(sentence, "a.docx")) == bool(fault)
