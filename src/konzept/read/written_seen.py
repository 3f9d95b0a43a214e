"""What stands in one of our documents when it comes back, and what its words alone say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from konzept.model import Abbreviation, DroppedMeasure, EditionMark, Kind, Note, Timing
from konzept.responsibility import parse as responsibility_of
from konzept.timing import parse as timing_of
from konzept.write import printed
from konzept.write.nodes import NOTE_MARK
from konzept.write.printed import Form, Rows

HASH = 12  # hexadecimal digits; enough to tell the wordings of one element apart
_OWN = (printed.RESPONSIBLE, *printed.TERMS, printed.CONTESTED)
_ROWS = {
    "responsibility": (printed.RESPONSIBLE,),
    "timing": printed.TERMS,
    "contested": (printed.CONTESTED,),
}
_ORDINAL = re.compile(r"(\d{1,3})\.\s*Fortschreibung")


@dataclass(slots=True)
class Seen:
    """An element as it stands: words before its title, title and text as Markdown, rows and notes as plain words.

    `above` is the term that its goal shows for it.
    """

    kind: Kind
    depth: int
    uid: str | None = None
    form: Form = Form.LABEL
    prefix: str = ""
    title: str = ""
    texts: list[str] = field(default_factory=list)
    rows: Rows = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    above: str | None = None

    @property
    def text(self) -> str:
        """All paragraphs."""
        return "\n\n".join(self.texts)

    def words(self) -> str:
        """The hash of head and text, by which an element is known that lost its anchor."""
        return hashed("\n".join((self.kind, self.prefix, self.title, NOTE_MARK.sub("", self.text))))


@dataclass(slots=True)
class Whole:
    """A document as it stands: the lines of its cover by field, elements in order, the lists at its end."""

    language: str = "de"
    cover: dict[str, str] = field(default_factory=dict)
    elements: list[Seen] = field(default_factory=list)
    dropped: list[DroppedMeasure] = field(default_factory=list)
    abbreviations: list[tuple[str, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def hashed(words: str) -> str:
    """What words are bound by; how they are spaced does not matter."""
    return sha256(" ".join(words.split()).encode(errors="replace")).hexdigest()[:HASH]


def without_loose_notes(text: str) -> str:
    """Notes that end a text were put there by the writer: they belong to the whole of it."""
    end = len(text)
    while text.endswith("]", 0, end) and NOTE_MARK.fullmatch(text, start := max(text.rfind("[^", 0, end), 0), end):
        end = start
    return text[:end]


def plain_parts(seen: Seen) -> dict[str, Any]:
    """Every field of the element but uid, kind and children, by its words alone."""
    number, label = printed.parts(seen.form, seen.kind, seen.prefix)
    named: dict[str, list[str]] = {}
    for name, value in seen.rows:
        named.setdefault(name, []).append(value)
    responsible = named.get(printed.RESPONSIBLE)
    return {
        "number": number,
        "label": label,
        "title": seen.title or None,
        "text": seen.text or None,
        "responsibility": responsibility_of("\n".join(responsible)) if responsible is not None else None,
        "timing": _timing(seen),
        "fields": MappingProxyType({name: "\n".join(named[name]) for name in named if name not in _OWN}),
        "contested": printed.CONTESTED in named,
        "source": None,
        "notes": tuple(seen.notes),
    }


def _timing(seen: Seen) -> Timing | None:
    own = [(label, value) for label, value in seen.rows if label in printed.TERMS]
    if own:
        label, value = own[0]
        return None if value == printed.NO_TERM else timing_of(value, inherited=label == printed.INHERITED)
    return None if seen.above is None else timing_of(seen.above, inherited=True)


def visible(seen: Seen, part: str) -> str:
    """The words that a field stands or falls with; where an element once stood does not depend on words."""
    if part in {"number", "label"}:
        return seen.prefix
    if part in {"title", "text"}:
        return str(getattr(seen, part))
    if part == "notes":
        return "\n".join(note.text for note in seen.notes)
    if part == "source":
        return ""
    wanted = _ROWS.get(part)
    rows = [f"{label} :: {value}" for label, value in seen.rows if (label in wanted if wanted else label not in _OWN)]
    above = seen.above if part == "timing" else None
    return " || ".join([*rows, "" if above is None else f"oben: {above}"])


def plain_frame(whole: Whole) -> Mapping[str, Any]:
    """Every field of the concept but language and elements, by the words of the document alone."""
    cover = whole.cover
    days = {name: printed.iso(cover[name].removeprefix(lead)) for name, lead in printed.DATED.items() if name in cover}
    ordinal = _ORDINAL.search(cover.get("label", ""))
    return {
        "title": cover.get("title", ""),
        "subtitle": cover.get("subtitle"),
        "authority": cover.get("authority"),
        "edition": EditionMark(cover.get("label"), int(ordinal[1]) if ordinal else None, **days),
        "dropped": tuple(whole.dropped),
        "abbreviations": tuple(Abbreviation(*pair) for pair in whole.abbreviations),
        "sources": tuple(whole.sources),
        "notes": tuple(Note(*pair) for pair in whole.notes),
    }


def visible_frame(whole: Whole, part: str) -> str:
    """The words that a field of the concept stands or falls with."""
    if part == "edition":
        return "\n".join(whole.cover.get(name, "") for name in ("label", *printed.DATED))
    return repr(plain_frame(whole)[part])
