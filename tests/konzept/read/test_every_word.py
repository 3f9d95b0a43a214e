"""No text of a source is lost in silence: every word is in the concept or in the report, on real documents of every format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench.catalogue.run import pieces

from konzept.read import Reading, read
from konzept.read.blocks import Block, Table, words_of
from konzept.read.evidence import parts, run_in
from konzept.read.labels import meaning, section
from konzept.wording import plain
from tests.konzept.read.builders import everything

SPECIMENS = ("ilm-kreis", "talau-brueck", "weissenbrueck-schlecht")
WORD = re.compile(r"[^\W\d_]{3,}")


def spelled(text: str) -> set[str]:
    return set(WORD.findall(plain(text).replace("\u00ad", "").casefold()))


def labels(block: Block) -> set[str]:
    """What may be understood instead of kept: labels in the text, short cells, which may be labels or heads of columns."""
    if not isinstance(block, Table):
        heads = [found[0] for part in parts(block.text) if (found := run_in(part))]
        return spelled(" ".join([*heads, block.text if section(block.text) or meaning(block.text) else ""]))
    return {word for row in block.rows for cell in row.cells if len(cell.text) <= 60 for word in spelled(cell.text)}


def lost(reading: Reading) -> set[str]:
    """The words of all blocks that are nowhere."""
    told = spelled(everything(reading) + "\n".join(doubt.sentence for doubt in reading.doubts))
    words = {word for block in reading.blocks for word in spelled(words_of(block))}
    vanished = {word for word in words - told if not any(word in other for other in told)}
    understood = {word for block in reading.blocks for word in labels(block)} | ANNOUNCING
    return vanished - understood


ANNOUNCING = {
    "Fortsetzung",
    "Maßnahmen",
    "Vorhaben",
    "Maßnahme",
    "wir",
    "vorhaben",
    "Was",
    "Abkürzungen",
    "Abkürzungsverzeichnis",
}


@pytest.mark.parametrize("ending", ["docx", "pdf", "txt"])
@pytest.mark.parametrize("name", SPECIMENS)
def test_no_word_of_a_specimen_is_lost(shared: Path, name: str, ending: str) -> None:
    path = shared / "specimens" / f"{name}.{ending}"
    if not path.exists():
        pytest.skip("dieses Dokument gibt es in diesem Format nicht")
    assert lost(read(path.read_bytes(), path.name)) == set()


@pytest.mark.parametrize("first", range(1, 81, 8))
def test_no_word_of_a_synthetic_document_is_lost(first: int) -> None:
    for piece in pieces(range(first, first + 8), ("docx",)):
        assert lost(read(piece.content, piece.name)) == set(), piece.name
