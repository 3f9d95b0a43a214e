"""Documents become concepts: `read(data, name)` for Word, OpenDocument, PDF, HTML, Markdown and text, with what is doubtful and where it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from konzept.model import Concept
from konzept.read import docx, html_page, markdown, odt, pdf, written
from konzept.read.blocks import Block, Document, Doubt
from konzept.read.bounds import bearable
from konzept.read.container import decode, sniff
from konzept.read.hints import Hint, Says
from konzept.read.outline import outline
from konzept.read.telling import BLOCK, OPENED, PAGE, Told, silent

__all__ = ["Doubt", "Hint", "Reading", "Says", "Told", "document", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: `sources` says for each uid from which of `blocks` (by index) the element came."""

    concept: Concept
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...]
    sources: Mapping[str, tuple[int, ...]]


def read(data: bytes, name: str, *, told: Told = silent, hints: Sequence[Hint] = ()) -> Reading:
    """The concept in a file. `name` is its file name, for messages. Problem says in one sentence why a file cannot be read.

    `told` hears what is done and how far it is, up to the end; `hints` are a person's words on blocks of an earlier reading of the same file.
    """
    own = written.recognise(data, name)
    held = bearable(document(data, name, told))
    if own is not None:
        return Reading(own, held.blocks, written.doubts(held), written.sources(own, held.blocks))
    found = outline(held, hints, told)
    return Reading(found.concept, held.blocks, found.doubts, found.sources)


def document(data: bytes, name: str, told: Told = silent) -> Document:
    """What a file holds, before anybody asks what it means. Problem says why it cannot be read."""
    form = sniff(data, name)
    told(OPENED, 0, 0)
    counted = partial(told, BLOCK)
    if form == "docx":
        return docx.read(data, name, counted)
    if form == "pdf":
        return pdf.read(data, name, partial(told, PAGE))
    if form == "odt":
        return odt.read(data, name, counted)
    if form == "html":
        return html_page.read(data, name, counted)
    return markdown.read(decode(data, name), name, counted)
