"""What can happen to a concept (Änderung), as values: each knows what stood before, so that it fits only the wording it was made to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from konzept import exact
from konzept.canonical import read_element, read_frame, read_part, written
from konzept.exact import Reader, many, optional, record
from konzept.model import Concept, Element, Kind
from konzept.wording import line


@dataclass(frozen=True, slots=True)
class Added:
    """A new element with all that is new below it; `parent` None = at the top, `index` among the children at that moment."""

    parent: str | None
    index: int
    element: Element

    @property
    def uid(self) -> str:
        """The new element's."""
        return self.element.uid


@dataclass(frozen=True, slots=True)
class Dropped:
    """An element goes with all that is below it (entfallene Maßnahme)."""

    uid: str
    element: Element
    parent: str | None
    index: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """An element stands elsewhere, with all that is below it."""

    uid: str
    parent: str | None
    index: int
    old_parent: str | None
    old_index: int


@dataclass(frozen=True, slots=True)
class Edited:
    """One field of one element has another value; `part` is any field but uid and children."""

    uid: str
    part: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Reordered:
    """The children named here, which stay under `parent` (None = the top), stand in another order among themselves."""

    parent: str | None
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framed:
    """One field of the concept beside its elements has another value (title, edition, dropped, abbreviations …)."""

    part: str
    old: Any
    new: Any


Change = Added | Dropped | Moved | Edited | Reordered | Framed

# --- as JSON ---

_NAMES: Mapping[str, type[Change]] = {
    "added": Added,
    "dropped": Dropped,
    "moved": Moved,
    "edited": Edited,
    "reordered": Reordered,
    "framed": Framed,
}
_PLACE = optional(exact.uid)
_READERS: Mapping[type[Change], Mapping[str, Reader[Any]]] = {
    Added: {"parent": _PLACE, "index": exact.integer, "element": read_element},
    Dropped: {
        "uid": exact.uid,
        "element": read_element,
        "parent": _PLACE,
        "index": exact.integer,
        "reason": optional(exact.text, ""),
    },
    Moved: {
        "uid": exact.uid,
        "parent": _PLACE,
        "index": exact.integer,
        "old_parent": _PLACE,
        "old_index": exact.integer,
    },
    Reordered: {"parent": _PLACE, "old": many(exact.uid), "new": many(exact.uid)},
}


def to_json(change: Change) -> dict[str, Any]:
    """The change as plain dicts, lists and texts; every key is there, null where there is nothing."""
    name = next(name for name, kind in _NAMES.items() if isinstance(change, kind))
    return {"change": name, **{each.name: written(getattr(change, each.name)) for each in fields(change)}}


def from_json(value: dict[str, Any]) -> Change:
    """The change that this JSON says; Problem where it is none."""
    given = {key: item for key, item in value.items() if key != "change"}
    kind = _NAMES.get(str(value.get("change")))
    if kind is None:
        exact.refuse("change", f"Diese Art von Änderung gibt es nicht; möglich sind {exact.listed(_NAMES)}.")
    make: Callable[..., Change] = kind
    readers = _READERS.get(kind) or _value_readers(kind, given.get("part"))
    return record(make, readers, readers)(given, "")


def _value_readers(kind: type[Change], given: Any) -> Mapping[str, Reader[Any]]:
    part = exact.text(given, "part")
    value = partial(read_part if kind is Edited else read_frame, part)
    whose: dict[str, Reader[Any]] = {"uid": exact.uid} if kind is Edited else {}
    return {**whose, "part": exact.text, "old": value, "new": value}


# --- in words ---

KIND_NAMES: Mapping[Kind, str] = {
    Kind.CHAPTER: "Kapitel",
    Kind.TEXT: "Abschnitt",
    Kind.MISSION: "Leitbild",
    Kind.PRINCIPLE: "Leitsatz",
    Kind.GUIDING_GOAL: "Leitziel",
    Kind.AREA: "Handlungsfeld",
    Kind.GOAL: "Handlungsziel",
    Kind.MEASURE: "Maßnahme",
}
PART_NAMES: Mapping[str, str] = {
    "kind": "Art",
    "number": "Nummer",
    "label": "Bezeichnung",
    "title": "Titel",
    "text": "Wortlaut",
    "responsibility": "Zuständigkeit",
    "timing": "Termin",
    "fields": "weitere Angaben",
    "contested": "Strittig",
    "source": "Fundstelle",
    "notes": "Fußnoten",
}
FRAME_NAMES: Mapping[str, str] = {
    "title": "Titel",
    "language": "Sprache",
    "subtitle": "Untertitel",
    "authority": "Herausgeber",
    "edition": "Angaben zur Fassung",
    "dropped": "Anhang der entfallenen Maßnahmen",
    "abbreviations": "Abkürzungsverzeichnis",
    "sources": "Quellenverzeichnis",
    "notes": "Fußnoten",
}
SHORT = 48  # characters of a title or text that tell one element from another in a sentence


def name_of(element: Element) -> str:
    """How a person would call the element: „Maßnahme 2.2“, or by its first words where it has no number."""
    kind, label, number = KIND_NAMES[element.kind], element.label, element.number
    if number:
        return label if label and number in label else f"{kind} {number}"
    words = line(element.title or element.text or "")
    short = words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"
    return f"{label or kind} „{short}“" if short else label or kind


def name_in(concept: Concept, uid: str) -> str:
    """The name of the element with this uid as it stands in the concept; with its goal where measures are counted anew under each."""
    element = concept.find(uid)
    if element is None:
        return f"Element {uid}"
    return name_below(element, concept.parents()[uid])


def name_below(element: Element, above: Element | None) -> str:
    """The name of an element that stands under `above`; with the goal's where measures are counted anew under each."""
    counted_anew = element.kind is Kind.MEASURE and element.number and "." not in element.number
    if counted_anew and above and above.kind is Kind.GOAL and above.number:
        return f"{name_of(element)} ({name_of(above)})"
    return name_of(element)


def describe(change: Change, concept: Concept) -> str:
    """The change in one German sentence; `concept` is where its elements are found by uid, before or after it."""
    match change:
        case Added(parent, _, element):
            return f"{name_of(element)}: neu aufgenommen {place(concept, parent)}"
        case Dropped(_, element, parent, _, reason):
            return f"{name_below(element, concept.find(parent or ''))}: entfallen" + (f" ({reason})" if reason else "")
        case Moved(uid, parent, _, old_parent):
            return f"{name_in(concept, uid)}: {_way(concept, old_parent, parent)}"
        case Edited(uid, part, old, new):
            return f"{name_in(concept, uid)}: {_edit(part, old, new)}"
        case Reordered(parent, old, new):
            names = _listed([name_in(concept, uid) for uid in out_of_order(old, new)])
            return f"{name_in(concept, parent) if parent else 'Konzept'}: Reihenfolge geändert ({names})"
        case Framed(part, old, new):
            return f"Konzept: {FRAME_NAMES[part]} {_deed(old, new)}"


def place(concept: Concept, parent: str | None) -> str:
    """Where something stands: „unter Handlungsziel 1.2“."""
    return f"unter {name_in(concept, parent)}" if parent else "auf der obersten Ebene"


def _way(concept: Concept, old: str | None, new: str | None) -> str:
    if old == new:
        return "an eine andere Stelle gerückt"
    return f"verschoben (vorher {place(concept, old)}, jetzt {place(concept, new)})"


def _edit(part: str, old: Any, new: Any) -> str:
    if part == "contested":
        return "als strittig gekennzeichnet" if new else "nicht mehr strittig"
    if part == "fields":
        labels = [label for label in {**old, **new} if old.get(label) != new.get(label)]
        if len(labels) == 1:
            return f"{labels[0]} {_deed(old.get(labels[0]), new.get(labels[0]))}"
        return f"{_listed(labels)} geändert" if labels else "weitere Angaben geändert"
    return f"{PART_NAMES[part]} {_deed(old, new)}"


def _deed(old: Any, new: Any) -> str:
    return "geändert" if old and new else "ergänzt" if new else "gestrichen"


def _listed(words: Sequence[str]) -> str:
    return " und ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def out_of_order(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """The fewest elements that were moved to make `new` of `old` (the same uids): all outside a longest rising run."""
    rank = {uid: index for index, uid in enumerate(old)}
    lowest: list[int] = []  # the lowest last rank of a rising run of each length, as in patience sorting
    before: dict[int, int | None] = {}
    for uid in new:
        length = bisect_left(lowest, rank[uid])
        before[rank[uid]] = lowest[length - 1] if length else None
        lowest[length : length + 1] = [rank[uid]]
    settled, last = set(), lowest[-1] if lowest else None
    while last is not None:
        settled.add(last)
        last = before[last]
    return tuple(uid for uid in new if rank[uid] not in settled)
