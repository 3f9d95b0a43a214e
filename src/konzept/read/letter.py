"""Letters and statements as DOCX, ODT, PDF, HTML or text become plain text: paragraphs with a blank line between them."""

from __future__ import annotations

from konzept.model import Problem
from konzept.read import document, mail_html
from konzept.read.blocks import Block, Document, Heading, Paragraph, Row
from konzept.read.container import decode, sniff
from konzept.read.mail import MAX_TEXT
from konzept.read.mail_headers import clean
from konzept.wording import plain


def letter(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a letter, and what no text came of, in sentences. Problem says why a file cannot be read."""
    form = sniff(data, name)
    notes: tuple[str, ...] = ()
    if form == "text":
        text = clean(decode(data, name))
    elif form == "html":
        text = clean(mail_html.text(data, name))
    else:
        found = document(data, name)
        text = _text(found)
        notes = tuple(dict.fromkeys(doubt.sentence for doubt in found.doubts if doubt.kind == "left_out"))
    if not text:
        raise Problem(f"Die Datei „{name}“ enthält keinen Text; bitte wählen Sie die Datei mit dem Inhalt.")
    if len(text) > MAX_TEXT:
        raise Problem(f"Die Datei „{name}“ ist länger als {MAX_TEXT} Zeichen; bitte teilen Sie sie auf.")
    return text, notes


def _text(found: Document) -> str:
    told = [(block, _words(block)) for block in found.blocks]
    notes = [f"[{footnote.note.mark}] {plain(footnote.note.text)}" for footnote in found.notes]
    lines, before = [], None
    for block, words in told:
        if words:
            lines.append(("\n" if _is_item(block) and _is_item(before) else "\n\n") + words)
            before = block
    return clean("".join(lines) + "".join(f"\n\n{note}" for note in notes))


def _is_item(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.list_level is not None


def _words(block: Block) -> str:
    if isinstance(block, Heading):
        return plain(block.text)
    if isinstance(block, Paragraph):
        words = plain(block.text)
        return f"- {words}" if _is_item(block) and words and not words[:1].isdigit() else words
    return "\n".join(filter(None, map(_row, block.rows)))


def _row(row: Row) -> str:
    cells = (" ".join(plain(cell.text).split()) for cell in row.cells if not cell.merged)
    return " | ".join(filter(None, cells))
