"""A concept as Markdown for people: headings, labelled lines, lists; comments at the headings carry kind and uid.

What words cannot say (holders, dates, certainty) stands in one comment at the end, each entry bound to its wording.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from konzept.exact import UNWRITABLE
from konzept.model import Concept, DroppedMeasure, Element, Note
from konzept.read import written_markdown
from konzept.read.written_tree import companion_of
from konzept.write import printed
from konzept.write.markdown_guard import guard, line, plain, plain_line
from konzept.write.nodes import NOTE_MARK
from konzept.write.printed import Appendix, Form

DEEPEST, BESIDE = 6, "begleitdaten"


def write(concept: Concept) -> str:
    """The document. A person may edit it; konzept.read gives back the same concept, or what became of it."""
    document = _document(concept)
    whole, _ = written_markdown.read(document, concept.language)
    told = json.dumps(companion_of(concept, whole), sort_keys=True, separators=(",", ":"))
    # "--" ends a comment for some readers, ">" closes it for others
    told = told.replace("--", "-\\u002d").replace(">", "\\u003e")
    return f"{document}\n<!-- {BESIDE}\n{told}\n-->\n"


def _document(concept: Concept) -> str:
    blocks = [f"<!-- konzept {printed.FORMAT} {concept.language} -->", *_cover(concept)]
    for element in concept.elements:
        blocks += _element(element, 1, None)
    for appendix in Appendix:
        entries = list(_APPENDICES[appendix](concept))
        if entries:
            blocks += [f"## {appendix.german} <!-- {appendix} -->", *entries]
    return UNWRITABLE.sub("", "\n\n".join(blocks)) + "\n"


def _cover(concept: Concept) -> Iterator[str]:
    yield f"# {plain_line(concept.title)}"
    for name, words in printed.cover(concept):
        yield f"{plain_line(words)} <!-- {name} -->"


def _element(element: Element, depth: int, term_above: str | None) -> Iterator[str]:
    yield _anchored(element, depth)
    if element.text:
        yield guard(_referring(element.text, element.notes))
    rows = printed.rows(element, term_above)
    for label, value in rows:
        yield _labelled(label, value)
    yield from (_note(note) for note in element.notes)
    for child in element.children:
        yield from _element(child, depth + 1, printed.term_of(rows))


def _anchored(element: Element, depth: int) -> str:
    shown = printed.head(element)
    comment = f"<!-- {element.kind} {shown.form}{depth} {element.uid} -->"
    if shown.form is Form.NONE:
        return comment
    between = " " if shown.form is Form.NUMBER else ": "
    words = between.join(part for part in (plain_line(shown.prefix), line(shown.title)) if part)
    return f"{'#' * min(depth + 1, DEEPEST)} {words} {comment}"


def _referring(text: str, notes: tuple[Note, ...]) -> str:
    """The text with a reference to each note; those that it does not name stand at its end."""
    marks = [f"[^{_mark(note)}]" for note in notes]
    loose = [mark for mark in marks if mark not in text]
    return text + "".join(loose)


def _note(note: Note) -> str:
    return f"[^{_mark(note)}]: {plain_line(note.text)}"


def _mark(note: Note) -> str:
    """The printed mark, where it can be one in Markdown."""
    return note.mark if NOTE_MARK.fullmatch(f"[^{note.mark}]") else "?"


def _labelled(label: str, value: str) -> str:
    """One line where the value is one, else the value below its label."""
    several = "\n" in value or value.startswith(("- ", "* ", "+ ", "1. "))
    return f"**{plain_line(label)}:**" + ("\n\n" if several else " ") + plain(value)


def _dropped(concept: Concept) -> Iterator[str]:
    for entry in concept.dropped:
        name = f"{printed.DROPPED_ENTRY} {entry.number or ''}".strip()
        yield f"### {plain_line(name)} <!-- entry {entry.uid or '-'} -->"
        yield guard(entry.text)
        yield from (_labelled(label, value) for label, value in _dropped_rows(entry))


def _dropped_rows(entry: DroppedMeasure) -> Iterator[tuple[str, str]]:
    for label, value in ((printed.GOAL, entry.goal), (printed.REASON, entry.reason)):
        if value:
            yield label, value


def _abbreviations(concept: Concept) -> Iterator[str]:
    listed = [f"- **{plain_line(entry.short)}:** {plain_line(entry.long)}" for entry in concept.abbreviations]
    yield from ["\n".join(listed)] if listed else []


def _sources(concept: Concept) -> Iterator[str]:
    listed = [f"- {line(source)}" for source in concept.sources]
    yield from ["\n".join(listed)] if listed else []


def _notes(concept: Concept) -> Iterator[str]:
    listed = [f"- **{plain_line(note.mark)}:** {plain_line(note.text)}" for note in concept.notes]
    yield from ["\n".join(listed)] if listed else []


_APPENDICES = {
    Appendix.DROPPED: _dropped,
    Appendix.ABBREVIATIONS: _abbreviations,
    Appendix.SOURCES: _sources,
    Appendix.NOTES: _notes,
}
