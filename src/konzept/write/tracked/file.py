"""Two versions of a concept in one Word document: whoever accepts all changes has the new one, whoever rejects them the old.

Marked is all that the old and the new document say, from the cover to the appendices. The table of contents, the
footer and what follows from the neighbours (new page, keep with next) are the new document's, unmarked. What moved goes
at its old place and comes at its new one.
"""

from __future__ import annotations

from datetime import datetime

from konzept.model import Concept
from konzept.write.docx_text import FIRST_LIST
from konzept.write.ooxml import HEAD, R, W, archive, escape
from konzept.write.tracked.align import Aligner
from konzept.write.tracked.flow import Flow
from konzept.write.tracked.pen import Pen
from konzept.write.tracked.sheet import Paragraph, Row, Sheet, sheet


def write(old: Concept, new: Concept, *, author: str, when: datetime) -> bytes:
    """The DOCX with the changes from `old` to `new`; elements are the same where their uid is. Same values, same bytes."""
    before, after = sheet(old), sheet(new)
    aligner = Aligner()
    cover = aligner.blocks(before.cover, after.cover)
    blocks = aligner.blocks(before.blocks, after.blocks)
    pen = Pen(author, when, len(after.notes), list(after.links), len(after.lists), _names(after), aligner.lists)
    flow = Flow(pen, aligner)
    flow.blocks(cover)
    flow.unmarked(after.contents)
    flow.blocks(blocks)
    return _package(before, after, flow.end() + after.section, pen.links)


def _names(whole: Sheet) -> frozenset[str]:
    """All bookmarks of a document."""
    rows: list[Row] = [row for block in whole.blocks if not isinstance(block, Paragraph) for row in block.rows]
    found = [*whole.cover, *(block for block in whole.blocks if isinstance(block, Paragraph))]
    found += [each for row in rows for cell in row.cells for each in cell.paragraphs]
    return frozenset(anchor.name for each in found for anchor in each.anchors)


def _package(before: Sheet, after: Sheet, body: str, links: list[str]) -> bytes:
    """The new document's package with this body, and what only the old one refers to."""
    notes = "".join(
        f'<w:footnote w:id="{number}">{words}</w:footnote>'
        for number, words in enumerate(before.notes, len(after.notes) + 1)
    )
    lists = "".join(
        f'<w:num w:numId="{FIRST_LIST + number}">{levels}</w:num>'
        for number, levels in enumerate(before.lists, len(after.lists))
    )
    relations = "".join(
        f'<Relationship Id="rIdLink{number}" Type="{R}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for number, address in enumerate(links)
        if number >= len(after.links)
    )
    more = {
        "word/footnotes.xml": ("</w:footnotes>", notes),
        "word/numbering.xml": ("</w:numbering>", lists),
        "word/_rels/document.xml.rels": ("</Relationships>", relations),
    }
    files = {info.filename: after.package.read(info.filename) for info in after.package.archive.infolist()}
    for name, (end, added) in more.items():
        files[name] = files[name].replace(end.encode(), (added + end).encode())
    document = f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    return archive(files | {"word/document.xml": document.encode()})
