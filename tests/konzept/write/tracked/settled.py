"""Accepting and rejecting all changes of a Word file as ECMA-376 says it, and what a document then says, as plain values."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from konzept.model import Concept
from konzept.read import Reading, read
from konzept.read.container import open_docx
from konzept.write.ooxml import LOW, W, archive
from konzept.write.tracked import file
from konzept.write.tracked.sheet import Block, Paragraph, Sheet, Table, sheet, taken_apart

WHEN = datetime(2026, 3, 31, 8, 30, tzinfo=UTC)
AUTHOR = "Amt für <Integration> & „Teilhabe“"


def tracked(old: Concept, new: Concept) -> bytes:
    """The file with the changes."""
    return file.write(old, new, author=AUTHOR, when=WHEN)


def body(data: bytes) -> Any:
    """The body of a Word file."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))[0]


def name(tag: str) -> str:
    return f"{{{W}}}{tag}"


def accepted(data: bytes) -> bytes:
    """The file after all changes were accepted."""
    return _settled(data, stays="ins", goes="del")


def rejected(data: bytes) -> bytes:
    """The file after all changes were rejected."""
    return _settled(data, stays="del", goes="ins")


def _settled(data: bytes, *, stays: str, goes: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {each: packed.read(each) for each in packed.namelist()}
    root = etree.fromstring(files["word/document.xml"])
    _tables(root, goes)
    for paragraph in [*root.iter(name("p"))]:
        _words(paragraph, stays, goes)
        _shape(paragraph, accept=stays == "ins")
    for paragraph in [*root.iter(name("p"))]:
        if paragraph.find(f"{name('pPr')}/{name('rPr')}/{name(goes)}") is not None:
            _join(paragraph)
    for mark in [*root.iter(name(stays))]:
        mark.getparent().remove(mark)
    for empty in [each for each in root.iter(name("rPr"), name("pPr"), name("trPr")) if not len(each)]:
        empty.getparent().remove(empty)
    for rest in [*root.iter(name("delText"))]:
        rest.tag = name("t")
    return archive(files | {"word/document.xml": etree.tostring(root)})


def _tables(root: Any, goes: str) -> None:
    """Rows that go are gone; a table without any is none."""
    for row in [*root.iter(name("tr"))]:
        if row.find(f"{name('trPr')}/{name(goes)}") is not None:
            row.getparent().remove(row)
    for table in [*root.iter(name("tbl"))]:
        if table.find(name("tr")) is None:
            table.getparent().remove(table)


def _words(paragraph: Any, stays: str, goes: str) -> None:
    """Runs that go are gone, those that stay stand by themselves; a link around nothing is none."""
    for wrapper in [*paragraph.iter(name(stays), name(goes))]:
        parent = wrapper.getparent()
        if parent.tag not in (name("p"), name("hyperlink")):
            continue
        if wrapper.tag == name(stays):
            for child in [*wrapper]:
                wrapper.addprevious(child)
        parent.remove(wrapper)
    for link in paragraph.findall(name("hyperlink")):
        if not len(link):
            paragraph.remove(link)


def _shape(paragraph: Any, *, accept: bool) -> None:
    """Accepting keeps the properties, rejecting brings back those before."""
    change = paragraph.find(f"{name('pPr')}/{name('pPrChange')}")
    if change is None:
        return
    properties = change.getparent()
    properties.remove(change)
    if not accept:
        for each in properties:
            if each.tag != name("rPr"):
                properties.remove(each)
        for index, each in enumerate([*change[0]]):
            properties.insert(index, deepcopy(each))


def _join(paragraph: Any) -> None:
    """A paragraph whose end goes: what stands in it opens the next one, whose properties stay."""
    after = paragraph.getnext()
    assert after is not None
    assert after.tag == name("p"), "its end cannot go: no paragraph follows"
    place = 1 if after.find(name("pPr")) is not None else 0
    for child in reversed([each for each in paragraph if each.tag != name("pPr")]):
        after.insert(place, child)
    paragraph.getparent().remove(paragraph)


# --- what it says ---


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph: its sort, (words, look, link) in order, what it is the head of."""

    sort: str
    runs: tuple[tuple[str, str, str, str], ...]
    names: tuple[str, ...]


def said(whole: Sheet, *, names: bool = True) -> list[Any]:
    """The whole document as values that can be compared, without spacers."""
    blocks: tuple[Block, ...] = (*whole.cover, *whole.blocks)
    return [_block(block, names=names) for block in blocks if not _spacer(block)]


def _spacer(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.properties == LOW and not block.atoms


def _block(block: Block, *, names: bool) -> Any:
    if isinstance(block, Paragraph):
        runs = [(atom.tag, atom.text, atom.look, atom.link) for atom in block.atoms]
        return Said(block.sort, tuple(runs), block.names if names else ())
    return [[[_block(each, names=names) for each in cell.paragraphs] for cell in row.cells] for row in block.rows]


def says(data: bytes, *, names: bool = True) -> list[Any]:
    """What a file of ours says."""
    return said(taken_apart(open_docx(data, "x.docx")), names=names)


def concept_says(concept: Concept, *, names: bool = True) -> list[Any]:
    """What the document of a concept says."""
    return said(sheet(concept), names=names)


def understood(data: bytes) -> Reading:
    """What our reader makes of it."""
    return read(data, "x.docx")


def lines(blocks: list[Any]) -> Iterator[str]:
    """All words of paragraphs, flat."""
    for block in blocks:
        if isinstance(block, Said):
            yield "".join(run[1] for run in block.runs)
        else:
            yield from lines(block)


def tables(data: bytes) -> list[Table]:
    """The tables of a file of ours."""
    return [block for block in taken_apart(open_docx(data, "x.docx")).blocks if isinstance(block, Table)]
