"""Blocks -> concept, by evidence: labels, numbering, repetition and position; nothing is keyed to a known document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby, islice

from konzept.model import Concept
from konzept.read.appendix import dropped
from konzept.read.blocks import Document, Doubt, Table, words_of
from konzept.read.draft import Passage, uid_for
from konzept.read.frame import Frame, frame
from konzept.read.hinted import take_hinted
from konzept.read.hints import Hint, Says
from konzept.read.notes import Notes, star_notes
from konzept.read.paragraphs import take_text
from konzept.read.rows import take_table
from konzept.read.settle import settle
from konzept.read.telling import OUTLINED, SETTLED, Told, counted, silent
from konzept.read.writing import Remark, Writing, begin
from konzept.wording import line, normal, scanned

__all__ = ["Outlined", "outline", "uid_for"]

MOST_GARBLED = 200  # words told one by one; a scan with more of them is beyond correcting here


@dataclass(frozen=True, slots=True)
class Outlined:
    """A concept, what is uncertain in it, and from which blocks each element came."""

    concept: Concept
    doubts: tuple[Doubt, ...]
    sources: dict[str, tuple[int, ...]]


def outline(document: Document, hints: Sequence[Hint] = (), told: Told = silent) -> Outlined:
    """The concept that a document holds. Same blocks and hints, same concept, same uids. `told` hears how far it is."""
    document = star_notes(document)
    around = frame(document)
    said = {hint.block: hint.says for hint in hints if hint.block < len(document.blocks)}
    for index, says in said.items():
        around.used.discard(index)
        around.left_out.pop(index, None)
        if says is Says.LEFT_OUT:
            around.left_out[index] = "auf Ihren Hinweis"
    w = begin(document)
    for index, block in enumerate(counted(document.blocks, len(document.blocks), partial(told, OUTLINED))):
        if index in around.used or index in around.left_out:
            continue
        if index in said:
            take_hinted(w, block, index, said[index])
        elif isinstance(block, Table):
            take_table(w, block, index)
        else:
            take_text(w, block, index)
    told(SETTLED, 0, 0)
    settle(w)
    notes = Notes(document.notes)
    passage = Passage(notes.find)
    elements = tuple(passage.element(draft) for draft in w.root.children)
    for draft, _ in w.dropped:
        passage.notes(draft)
    concept = Concept(
        title=around.title or _fallback_title(document),
        elements=elements,
        subtitle=around.subtitle,
        authority=around.authority,
        edition=around.edition,
        dropped=dropped(w),
        abbreviations=tuple(w.abbreviations),
        sources=tuple(source for source in w.sources if source),
        notes=notes.left(),
    )
    doubts = (*document.doubts, *_left_out(document, around), *_told(w, passage), *_garbled(document))
    return Outlined(concept, doubts, passage.sources)


def _fallback_title(document: Document) -> str:
    stem = document.name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return " ".join(normal(stem).split()) or "Ohne Titel"


def _left_out(document: Document, around: Frame) -> Iterator[Doubt]:
    """One doubt for each run of blocks that frame the concept, with all their words."""
    ordered = sorted(around.left_out.items())
    for what, run in groupby(ordered, key=lambda entry: entry[1]):
        blocks = [document.blocks[index] for index, _ in run]
        words = " · ".join(text for block in blocks if (text := line(words_of(block))))
        if words:
            yield Doubt(None, blocks[0].place, "left_out", f"Nicht übernommen ({what}): „{words}“.")


def _told(w: Writing, passage: Passage) -> Iterator[Doubt]:
    for remark in w.remarks:
        yield _doubt(remark, passage)


def _doubt(remark: Remark, passage: Passage) -> Doubt:
    uid = passage.uids.get(id(remark.draft)) if remark.draft else None
    return Doubt(uid, remark.place, remark.kind, remark.sentence)


def _garbled(document: Document) -> Iterator[Doubt]:
    """Letters a scanner took for others: reported with a proposal, never changed."""
    texts = [words_of(block) for block in document.blocks]
    whole = "\n".join(texts)
    ends = [*accumulate(len(text) + 1 for text in texts)]
    found = scanned(whole)
    for garbled, proposal in islice(found, MOST_GARBLED):
        count, at = whole.count(garbled), whole.find(garbled)
        first = document.blocks[bisect_right(ends, at)].place if at >= 0 else ""
        yield Doubt(
            None,
            first,
            "unsure",
            f"Vermutlich ein Lesefehler ({count}-mal): „{garbled}“ statt „{proposal}“; der Wortlaut wurde so gelassen.",
        )
    if len(found) > MOST_GARBLED:
        rest = len(found) - MOST_GARBLED
        yield Doubt(None, "", "unsure", f"Weitere {rest} Wörter sehen nach Lesefehlern aus; bitte prüfen Sie den Scan.")
