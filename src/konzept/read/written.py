"""Recognises documents that konzept.write wrote, and reads them with the uids of their elements."""

from __future__ import annotations

from konzept.model import Concept
from konzept.read import written_docx, written_markdown
from konzept.read.blocks import Block, Document, Doubt, words_of
from konzept.read.container import Package, decode, open_archive, sniff
from konzept.read.written_tree import concept_of
from konzept.wording import fold
from konzept.write import printed
from konzept.write.printed import FORMAT

NEAR = 200  # blocks; where an element begins is not sought farther from the one before


def recognise(data: bytes, name: str) -> Concept | None:
    """The concept in one of our own documents, edited or not; None for every other file. Problem for broken files."""
    form = sniff(data, name)
    if form not in {"docx", "text"}:
        return None
    if form == "text":
        text = decode(data, name)
        language = _language(written_markdown.marker(text))
        if language is None:
            return None
        whole, companion = written_markdown.read(text, language)
        return concept_of(whole, companion)
    package = open_archive(data, name)
    language = _language_of(package)
    if language is None:
        return None
    return concept_of(written_docx.whole(package, language), written_docx.companion(package))


def _language_of(package: Package) -> str | None:
    return _language(written_docx.marker(package)) if "word/document.xml" in package.parts else None


def _language(marker: str | None) -> str | None:
    """The language behind the format's number; a later format is read as any document is."""
    number, _, language = (marker or "").partition(" ")
    return (language or "de") if number == FORMAT else None


def doubts(document: Document) -> tuple[Doubt, ...]:
    """What a person must know of our own document beside its changes: tracked ones were taken as accepted."""
    return tuple(doubt for doubt in document.doubts if doubt.kind == "repaired")


def sources(concept: Concept, blocks: tuple[Block, ...]) -> dict[str, tuple[int, ...]]:
    """The blocks each element stands in: from where its first words are met up to where the next element begins."""
    folded = [fold(words_of(block)) for block in blocks]
    begins: dict[str, int] = {}
    at = 0
    for element in concept.walk():
        key = fold(element.title or (element.text or "").split("\n")[0] or printed.head(element).prefix)
        at = next((index for index in range(at, min(at + NEAR, len(folded))) if key and key in folded[index]), at)
        begins[element.uid] = at
    ends = [*list(begins.values())[1:], at + 1]
    return {uid: tuple(range(at, max(end, at + 1))) for (uid, at), end in zip(begins.items(), ends, strict=False)}
