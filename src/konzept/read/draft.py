"""An element while the outline still writes it, and its passage into the model."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from konzept.model import Element, Kind, Note, Responsibility, Source, Timing
from konzept.read.inline import is_item, join_parts
from konzept.wording import fold, line, note_marks, plain, without_notes

LONGEST_STEP = 1_000  # letters


@dataclass(slots=True, eq=False)
class Draft:
    """An element on its way. `level` is its heading's, `depth` its place among chapters; texts are restricted
    Markdown; `struck` = struck out in the document; `emptied` = a heading whose list has a place of its own in the concept;
    `record` = a row under column heads.
    """

    kind: Kind
    place: str
    number: str | None = None
    label: str | None = None
    title: str | None = None
    level: int = 0
    depth: int = 0
    certainty: float = 1.0
    texts: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    children: list[Draft] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    marks: list[tuple[str, int]] = field(default_factory=list)
    responsibility: Responsibility | None = None
    timing: Timing | None = None
    struck: bool = False
    emptied: bool = False
    record: bool = False

    def take(self, text: str, block: int) -> str:
        """Notes where words came from, and which footnotes they have; gives the words back."""
        self.blocks.add(block)
        self.marks += [(mark, block) for mark in note_marks(text)]
        return text

    def walk(self) -> list[Draft]:
        """This draft and all below it, in order."""
        return [self, *(found for child in self.children for found in child.walk())]

    @property
    def words(self) -> str:
        """Title and text in one line, for comparing and quoting."""
        return " ".join(part for part in (self.title or "", line(join_parts(self.texts))) if part)


def printed(parts: list[str]) -> str:
    """Cells as printed: plain lines, list items with a dash, no footnote marks."""
    lines = "\n".join(without_notes(part)[0] for part in parts).replace("\n\n", "\n").split("\n")
    return "\n".join(f"- {plain(text)}" if is_item(text) else plain(text) for text in lines if text.strip())


def uid_for(kind: Kind, path: tuple[str, ...], number: str | None, text: str) -> str:
    """Twelve letters and figures that depend on nothing but what stands in the document."""
    told = "\x1f".join((kind.value, *path, number or "", fold(text)))
    return base64.b32encode(hashlib.sha256(told.encode()).digest()).decode().lower()[:12]


def _short(title: str) -> str:
    """A title as a step of a path: all that stand below it bear it, so a monstrous one is told by its digest."""
    return title if len(title) <= LONGEST_STEP else hashlib.sha256(title.encode()).hexdigest()


@dataclass(slots=True)
class Passage:
    """Makes elements of drafts. `note` finds a footnote's text; `uids`, `sources` and `taken` (how often)
    grow with every element.
    """

    note: Callable[[str, int], Note | None]
    uids: dict[int, str] = field(default_factory=dict)
    sources: dict[str, tuple[int, ...]] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)

    def element(self, draft: Draft, path: tuple[str, ...] = ()) -> Element:
        """The element, with everything below it."""
        uid = self._uid(draft, path)
        self.uids[id(draft)] = uid
        self.sources[uid] = tuple(sorted(draft.blocks))
        below = (*path, f"{draft.kind}:{draft.number or _short(fold(draft.title or ''))}")
        text = join_parts([*draft.texts, *draft.steps])
        return Element(
            uid=uid,
            kind=draft.kind,
            number=draft.number,
            label=draft.label,
            title=draft.title or None,
            text=text or None,
            responsibility=draft.responsibility,
            timing=draft.timing,
            fields={label: words for label, parts in draft.fields.items() if (words := printed(parts))},
            source=Source(draft.place, draft.certainty),
            notes=self.notes(draft),
            children=tuple(self.element(child, below) for child in draft.children),
        )

    def _uid(self, draft: Draft, path: tuple[str, ...]) -> str:
        """The uid by content; where the same comes again, by content and count."""
        first = uid_for(draft.kind, path, draft.number, draft.words)
        count = self.taken.get(first, 0) + 1
        self.taken[first] = count
        return first if count == 1 else uid_for(draft.kind, (*path, str(count)), draft.number, draft.words)

    def notes(self, draft: Draft) -> tuple[Note, ...]:
        """The footnotes a draft refers to, each once."""
        found = (self.note(mark, block) for mark, block in draft.marks)
        return tuple(dict.fromkeys(note for note in found if note is not None))
