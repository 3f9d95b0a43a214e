"""Reads what konzept.write.markdown wrote, also after a person went on writing in it.

Comments at the headings say which element begins where; headings and labels say what is new.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from unicodedata import normalize

from konzept.exact import UID, UNWRITABLE
from konzept.model import DroppedMeasure, Kind, Note
from konzept.read import written_new as new
from konzept.read.written_seen import Seen, Whole, without_loose_notes
from konzept.read.written_tree import Companion, parsed
from konzept.write import printed
from konzept.write.markdown_guard import open_plain, open_up
from konzept.write.printed import Appendix, Form

_MARKER = re.compile(r"\A\ufeff?\s*<!-- konzept (\S+(?: \S+)?) -->[ \t]*\r?\n")
_BESIDE = ("\n<!-- begleitdaten\n", "\n-->")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_COMMENT = ("<!-- ", " -->")
_COVER = ("subtitle", "authority", "label", "date", "valid_from", "valid_to")
_ELEMENT = re.compile(rf"({'|'.join(Kind)}) ([lknto])(\d{{1,2}}) ({UID.pattern})")
_ENTRY = re.compile(rf"entry (?:-|({UID.pattern}))")
_LABEL = re.compile(r"\*\*((?:\\.|[^*\\])+?):\*\*(?:[ \t]+(.*)|[ \t]*)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]?(.*)")
_PAIR = re.compile(r"[-*+][ \t]+\*\*((?:\\.|[^*\\])+?):\*\*[ \t]?(.*)")
_ITEM = re.compile(r"[-*+][ \t]+(.*)")
DEEPEST = 6


def marker(text: str) -> str | None:
    """Format and language of one of our documents („1 de“), None for any other."""
    found = _MARKER.match(text)
    return found[1] if found else None


def read(text: str, language: str) -> tuple[Whole, Companion]:
    """What stands in the document, and what stands beside its words."""
    text = normalize("NFC", UNWRITABLE.sub("", text.replace("\r\n", "\n")))
    start = text.rfind(_BESIDE[0])
    end = text.find(_BESIDE[1], start + len(_BESIDE[0])) if start >= 0 else -1
    beside = text[start + len(_BESIDE[0]) : end] if end >= 0 else ""
    told = text[:start] + text[end + len(_BESIDE[1]) :] if end >= 0 else text
    reader = _Reader(Whole(language))
    for line in _MARKER.sub("", told).split("\n"):
        reader.line(line)
    reader.close()
    return reader.whole, parsed(beside)


def _parted(line: str) -> tuple[str, str]:
    """The words of a line, and the comment at its end."""
    bare = line.rstrip(" \t")
    start = bare.rfind(_COMMENT[0])
    if not bare.endswith(_COMMENT[1]) or start < 0 or bare[start - 1 : start] == "\\":
        return line, ""
    return bare[:start].rstrip(" \t"), bare[start + len(_COMMENT[0]) : -len(_COMMENT[1])]


@dataclass(slots=True)
class _Reader:
    """Walks the lines once. `part` = "cover", "body" or an appendix; `lines` wait to become a text or a row's value."""

    whole: Whole
    part: str = "cover"
    lines: list[str] = field(default_factory=list)
    seen: Seen | None = None
    row: str | None = None
    entry: str | None = None
    known: new.Neighbours = field(default_factory=new.Neighbours)

    def line(self, line: str) -> None:
        """Takes one line."""
        words, comment = _parted(line)
        if found := _HEADING.fullmatch(words):
            self.close()
            self._heading(len(found[1]), found[2].rstrip(" \t"), comment)
        elif not words and (anchor := _ELEMENT.fullmatch(comment)):
            self.close()
            self._begin(Seen(Kind(anchor[1]), int(anchor[3]), anchor[4], Form(anchor[2])))
        elif comment in _COVER:
            self.whole.cover[comment] = open_plain(words)
        elif self.part in _LISTS:
            _LISTS[self.part](self.whole, line)
        else:
            self._words(line)

    def _heading(self, level: int, words: str, comment: str) -> None:
        if comment in set(Appendix):
            self.part = comment
        elif self.part == Appendix.DROPPED and level > 2:
            self._begin_entry(words, comment)
        elif anchor := _ELEMENT.fullmatch(comment):
            kind, form, depth, uid = anchor.groups()
            written = min(int(depth) + 1, DEEPEST)
            seen = Seen(Kind(kind), int(depth) if level == written else max(level - 1, 1), uid, Form(form))
            seen.prefix, seen.title = _divided(seen.form, words)
            self._begin(seen)
        elif self.part == "cover" and "title" not in self.whole.cover and level == 1:
            self.whole.cover["title"] = open_plain(words)
        else:
            self._begin(self.known.headed(open_up(words), max(level - 1, 1)))

    def _begin(self, seen: Seen) -> None:
        self.part, self.seen = "body", seen
        if seen.uid is not None:
            self.known.meet(seen)
        self.whole.elements.append(seen)

    def _begin_entry(self, words: str, comment: str) -> None:
        found = _ENTRY.fullmatch(comment)
        self.entry = found[1] if found else None
        self.seen = Seen(Kind.MEASURE, 1, prefix=open_plain(words).removeprefix(printed.DROPPED_ENTRY).strip())

    def _words(self, line: str) -> None:
        label, note = _LABEL.fullmatch(line), _NOTE.fullmatch(line)
        if label or note or (self.row is not None and not line.strip() and any(self.lines[:1])):
            self._settle()
        if label:
            self.row, self.lines = open_plain(label[1]), [label[2] or ""]
        elif note and self.seen:
            self.seen.notes.append(Note(note[1], open_plain(note[2])))
        else:
            self.lines.append(line)

    def _settle(self) -> None:
        """What waits becomes the value of the row that is open, else part of the text."""
        said = "\n".join(self.lines).strip("\n")
        row, self.row, self.lines = self.row, None, []
        if row is None and not said.strip():
            return
        if self.seen is None:
            self._begin(Seen(Kind.TEXT, 1, form=Form.NONE))
        assert self.seen is not None
        if row is not None:
            self.seen.rows.append((row if self.seen.uid else new.row_label(row), open_plain(said)))
        else:
            self.seen.texts.append(open_up(said))

    def close(self) -> None:
        """Ends the element or the entry."""
        self._settle()
        seen, self.seen = self.seen, None
        if seen is None:
            return
        if seen.notes and seen.texts:
            seen.texts[-1] = without_loose_notes(seen.texts[-1])
        if self.part == Appendix.DROPPED:
            rows = dict(seen.rows)
            self.whole.dropped.append(
                DroppedMeasure(
                    seen.text, self.entry, seen.prefix or None, rows.get(printed.GOAL), rows.get(printed.REASON)
                )
            )


def _divided(form: Form, words: str) -> tuple[str, str]:
    """What stands before the title (plain) and the title (Markdown)."""
    if form in {Form.TITLE, Form.NONE}:
        return "", open_up(words)
    before, divider, title = words.partition(" " if form is Form.NUMBER else ": ")
    if divider:
        return open_plain(before), open_up(title)
    return new.split(form, open_plain(words)) or (open_plain(words), "")


def _pair_line(kept: list[tuple[str, str]], line: str) -> None:
    if found := _PAIR.fullmatch(line):
        kept.append((open_plain(found[1]), open_plain(found[2])))
    elif line.strip() and kept:
        short, long = kept[-1]
        kept[-1] = (short, f"{long} {open_plain(line.strip())}")


def _abbreviation_line(whole: Whole, line: str) -> None:
    _pair_line(whole.abbreviations, line)


def _note_line(whole: Whole, line: str) -> None:
    _pair_line(whole.notes, line)


def _source_line(whole: Whole, line: str) -> None:
    if line.strip():
        found = _ITEM.fullmatch(line)
        whole.sources.append(open_up(found[1] if found else line))


_LISTS: dict[str, Callable[[Whole, str], None]] = {
    Appendix.ABBREVIATIONS: _abbreviation_line,
    Appendix.SOURCES: _source_line,
    Appendix.NOTES: _note_line,
}
