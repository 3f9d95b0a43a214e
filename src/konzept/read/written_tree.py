"""The elements of one of our documents as a concept again, with what the companion adds to their words.

The companion: {"parts": {uid: {part: [hash, value]}}, "frame": {part: [hash, value]}, "words": {uid: hash}}. A value
counts only while the words stand whose hash it carries; whatever a person has changed is read anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from konzept.canonical import DEEPEST, read_frame, read_part, written
from konzept.exact import UID
from konzept.model import Concept, Element, Kind, Problem
from konzept.read.draft import uid_for
from konzept.read.written_seen import Seen, Whole, hashed, plain_frame, plain_parts, visible, visible_frame
from konzept.write import printed
from konzept.write.nodes import NOTE_MARK

Companion = Mapping[str, Any]
UNTITLED = "Ohne Titel"


@dataclass(slots=True)
class _Branch:
    seen: Seen
    uid: str
    below: list[_Branch] = field(default_factory=list)

    def walk(self) -> Iterator[_Branch]:
        yield self
        for branch in self.below:
            yield from branch.walk()


def parsed(text: str) -> Companion:
    """The companion in its JSON; an empty one where somebody broke it."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def concept_of(whole: Whole, companion: Companion) -> Concept:
    """The concept that the document says; new elements get uids that depend on nothing but what stands there."""
    frame: dict[str, Any] = {
        part: _kept(_under(companion, "frame", part), visible_frame(whole, part), plain, part, read_frame)
        for part, plain in plain_frame(whole).items()
    }
    frame["title"] = frame["title"] or UNTITLED
    branches = _branches(whole.elements, companion)
    return Concept(**frame, language=whole.language, elements=tuple(_element(branch, companion) for branch in branches))


def companion_of(concept: Concept, whole: Whole) -> dict[str, Any]:
    """Whatever the words of the document (`whole`, as read back) do not say of the concept, bound to these words."""
    elements = {element.uid: element for element in concept.walk()}
    branches = [found for branch in _branches(whole.elements, {}) for found in branch.walk() if found.uid in elements]
    told = ((branch.uid, _missing(branch.seen, elements[branch.uid])) for branch in branches)
    frame = {
        part: [hashed(visible_frame(whole, part)), written(getattr(concept, part))]
        for part, plain in plain_frame(whole).items()
        if plain != getattr(concept, part)
    }
    words = {branch.uid: branch.seen.words() for branch in branches}
    return {"parts": {uid: parts for uid, parts in told if parts}, "frame": frame, "words": words}


def _missing(seen: Seen, element: Element) -> dict[str, Any]:
    """The notes come first: by their marks the text is read."""
    found: dict[str, Any] = {}
    if tuple(seen.notes) != element.notes:
        found["notes"] = [hashed(visible(seen, "notes")), written(element.notes)]
        seen = _marked(seen, element.notes)
    for part, plain in plain_parts(seen).items():
        if part != "notes" and plain != getattr(element, part):
            found[part] = [hashed(visible(seen, part)), written(getattr(element, part))]
    return found


def _under(companion: Any, *keys: str) -> Any:
    for key in keys:
        companion = companion.get(key) if isinstance(companion, dict) else None
    return companion


def _kept(entry: Any, words: str, plain: Any, part: str, read: Callable[[str, Any, str], Any]) -> Any:
    """The companion's value while the words stand, else what they say."""
    if not isinstance(entry, list) or len(entry) != 2 or entry[0] != hashed(words):
        return plain
    try:
        return read(part, entry[1], part)
    except Problem:
        return plain


def _element(branch: _Branch, companion: Companion) -> Element:
    own = _under(companion, "parts", branch.uid)
    seen = branch.seen
    notes = _kept(_under(own, "notes"), visible(seen, "notes"), tuple(seen.notes), "notes", read_part)
    seen = _marked(seen, notes)
    parts: dict[str, Any] = {
        part: _kept(_under(own, part), visible(seen, part), plain, part, read_part)
        for part, plain in plain_parts(seen).items()
    }
    parts["notes"] = notes
    return Element(
        uid=branch.uid,
        kind=seen.kind,
        **parts,
        children=tuple(_element(below, companion) for below in branch.below),
    )


def _marked(seen: Seen, notes: tuple[Any, ...]) -> Seen:
    """Word counts footnotes through the document; the text gets back the marks that the concept has."""
    marks = {old.mark: new.mark for old, new in zip(seen.notes, notes, strict=False) if old.mark != new.mark}
    if not marks:
        return seen
    return replace(seen, texts=[NOTE_MARK.sub(lambda found: f"[^{marks.get(found[1], found[1])}]", seen.text)])


def _branches(elements: list[Seen], companion: Companion) -> list[_Branch]:
    """The tree: each element stands below the nearest one before it that is less deep."""
    uids = _known(elements, companion)
    taken = {uid for uid in uids if uid}
    twins: Counter[str] = Counter()
    top: list[_Branch] = []
    line: list[_Branch] = []
    for seen, known in zip(elements, uids, strict=True):
        while line and (line[-1].seen.depth >= seen.depth or len(line) > DEEPEST):
            line.pop()
        parent = line[-1] if line else None
        uid = known or _new_uid(seen, parent, taken, twins)
        taken.add(uid)
        above = printed.term_of(parent.seen.rows) if parent and seen.kind is Kind.MEASURE else None
        branch = _Branch(replace(seen, above=above), uid)
        (parent.below if parent else top).append(branch)
        line.append(branch)
    return top


def _known(elements: list[Seen], companion: Companion) -> list[str | None]:
    """The uid of each element: that of its anchor, or of its words where the anchor went lost; each only once."""
    words = _under(companion, "words")
    lost = {str(value): uid for uid, value in words.items() if UID.fullmatch(uid)} if isinstance(words, dict) else {}
    taken = {seen.uid for seen in elements}
    met: set[str] = set()
    found: list[str | None] = []
    for seen in elements:
        uid = seen.uid
        if uid is None and (old := lost.get(seen.words())) not in taken:
            uid = old
        uid = None if uid in met else uid
        met |= {uid} if uid else set()
        found.append(uid)
    return found


def _new_uid(seen: Seen, parent: _Branch | None, taken: set[str], twins: Counter[str]) -> str:
    """Depends on what stands there alone; the second of two that are the same is told apart by being the second."""
    number, _ = printed.parts(seen.form, seen.kind, seen.prefix)
    path = (parent.uid,) if parent else ()
    words = f"{seen.title} {seen.text}"
    first = uid = uid_for(seen.kind, path, number, words)
    while uid in taken:
        twins[first] += 1
        uid = uid_for(seen.kind, (*path, str(twins[first] + 1)), number, words)
    return uid
