"""Old and new side by side (Synopse): each element once, in the new order, dropped ones at their old place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from konzept.amend import Workpiece
from konzept.change import KIND_NAMES, PART_NAMES, name_below, name_of, out_of_order
from konzept.comparison import Segment, compared
from konzept.model import Concept, Element, Kind
from konzept.wording import plain

NO_REASONS: Mapping[str, str] = MappingProxyType({})
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_MARK = re.compile(r"[\\*_\[<]")  # all that `plain` takes away but bullets; most texts have none
_BULLET = re.compile(r"^([ \t]*)[-*+] ", re.MULTILINE)


class Status(StrEnum):
    """What became of an element; one that was moved and reworded is moved, and its parts tell the rest."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    NEW = "new"
    DROPPED = "dropped"

    @property
    def german(self) -> str:
        """The word in the column."""
        return _STATUS_NAMES[self]


_STATUS_NAMES = {
    Status.KEPT: "unverändert",
    Status.CHANGED: "geändert",
    Status.MOVED: "verschoben",
    Status.NEW: "neu",
    Status.DROPPED: "entfallen",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One field of an element in both wordings; `name` is the field's ("fields" for every further cell), `label` German."""

    name: str
    label: str
    segments: tuple[Segment, ...]

    @property
    def changed(self) -> bool:
        """Whether old and new differ here."""
        return any(segment.op != "=" for segment in self.segments)

    @property
    def old(self) -> str:
        """The old wording."""
        return "".join(segment.text for segment in self.segments if segment.op != "+")

    @property
    def new(self) -> str:
        """The new wording."""
        return "".join(segment.text for segment in self.segments if segment.op != "-")


@dataclass(frozen=True, slots=True)
class Row:
    """One element on both sides; `parts` has every field that says something, also those that stay."""

    status: Status
    uid: str
    kind: Kind
    depth: int
    old: Element | None
    new: Element | None
    parts: tuple[Part, ...]
    moved_from: str | None = None
    reason: str | None = None
    above: Element | None = None

    @property
    def name(self) -> str:
        """How a person calls the element, by its new number where it has one."""
        element = self.new or self.old
        return name_below(element, self.above) if element else self.uid

    @property
    def changes(self) -> tuple[Part, ...]:
        """Only the parts that differ."""
        return tuple(part for part in self.parts if part.changed)


@dataclass(frozen=True, slots=True)
class Fold:
    """A run of rows without change, to be shown as one line."""

    rows: tuple[Row, ...]

    @property
    def sentence(self) -> str:
        """The line: „Maßnahme 2.2 bis Maßnahme 2.5: 4 Elemente unverändert“."""
        first, last = self.rows[0].name, self.rows[-1].name
        if len(self.rows) == 1:
            return f"{first}: unverändert"
        return f"{first} bis {last}: {len(self.rows)} Elemente unverändert"


# --- the rows ---


def synopsis(old: Concept, new: Concept, reasons: Mapping[str, str] = NO_REASONS) -> tuple[Row, ...]:
    """All rows in the new order. `reasons` by uid say why an element was dropped, else the new edition's appendix does.

    Where an element was read from and how surely is never a difference; terms and responsibilities are compared as printed.
    """
    appendix = {entry.uid: entry.reason for entry in new.dropped if entry.uid and entry.reason}
    sides = _Sides(Workpiece(old), Workpiece(new), {**appendix, **reasons})
    return tuple(_rows(sides, None, 0, None))


@dataclass(frozen=True, slots=True)
class _Sides:
    old: Workpiece
    new: Workpiece
    reasons: Mapping[str, str]
    moved: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "moved", dict(_moved(self.old, self.new)))


def _moved(old: Workpiece, new: Workpiece) -> Iterator[tuple[str, str]]:
    """Who stands elsewhere now, and in words where before."""
    for parent, after in new.below.items():
        for uid in after:
            if uid in old.own and old.above[uid] != parent:
                yield uid, _before(old, old.above[uid])
        stay = [uid for uid in after if uid in old.own and old.above[uid] == parent]
        row = [uid for uid in old.below.get(parent, ()) if uid in set(stay)]
        for uid in out_of_order(row, stay):
            at = row.index(uid)
            yield uid, f"vorher hinter {name_of(old.own[row[at - 1]])}" if at else "vorher an erster Stelle"


def _before(old: Workpiece, parent: str | None) -> str:
    return f"vorher unter {name_of(old.own[parent])}" if parent else "vorher auf der obersten Ebene"


def _rows(sides: _Sides, parent: str | None, depth: int, reason: str | None) -> Iterator[Row]:
    for uid in _side_by_side(sides, parent):
        why = None if uid in sides.new.own else sides.reasons.get(uid, reason)
        yield _row(sides, uid, depth, why)
        yield from _rows(sides, uid, depth + 1, why)


def _side_by_side(sides: _Sides, parent: str | None) -> list[str]:
    """The new children, and each dropped one behind whom it stood."""
    row = list(sides.new.below.get(parent, ()))
    place = 0
    for uid in sides.old.below.get(parent, ()):
        if uid not in sides.new.own:
            row.insert(place, uid)
            place += 1
        elif uid in row and uid not in sides.moved:
            place = row.index(uid) + 1
    return row


def _row(sides: _Sides, uid: str, depth: int, reason: str | None) -> Row:
    old, new = sides.old.own.get(uid), sides.new.own.get(uid)
    whole_old, whole_new = (side.element(uid) if uid in side.own else None for side in (sides.old, sides.new))
    parts, moved_from = _parts(_untimed(old, whole_old), _untimed(new, whole_new)), sides.moved.get(uid)
    kind = (new or sides.old.own[uid]).kind
    side = sides.new if new else sides.old
    above = side.own.get(side.above[uid] or "")
    status = _status(old, new, parts, moved_from)
    return Row(status, uid, kind, depth, whole_old, whole_new, parts, moved_from, reason, above)


def _untimed(element: Element | None, whole: Element | None) -> Element | None:
    """Without the term that its measures repeat: said once, it changes once."""
    if element is None or whole is None or not any(child.timing for child in whole.children):
        return element
    return replace(element, timing=None)


def _status(old: Element | None, new: Element | None, parts: Iterable[Part], moved_from: str | None) -> Status:
    if old is None:
        return Status.NEW
    if new is None:
        return Status.DROPPED
    if moved_from:
        return Status.MOVED
    return Status.CHANGED if any(part.changed for part in parts) else Status.KEPT


# --- the parts ---


def _parts(old: Element | None, new: Element | None) -> tuple[Part, ...]:
    one, other = _cells(old), _cells(new)
    # In the new order; what only the old one has comes last.
    cells = {key: (one.get(key, ""), other.get(key, "")) for key in {**other, **one}}
    both = old is not None and new is not None
    return tuple(
        Part(name, label, _compared(before, after))
        for (name, label), (before, after) in cells.items()
        if (before or after) and (name not in _CALLED or (both and before != after))
    )


def _compared(before: str, after: str) -> tuple[Segment, ...]:
    """A line broken elsewhere is no other wording."""
    return compared(after if before.split() == after.split() else before, after)


_CALLED = ("kind", "number", "label")  # an element is called by these; they are told only where they differ


def _cells(element: Element | None) -> dict[tuple[str, str], str]:
    """Name and German label of each field -> what a reader sees of it."""
    if element is None:
        return {}
    shown = {
        "kind": KIND_NAMES[element.kind],
        "number": _number(element),
        "label": element.label,
        "title": element.title and _shown(element.title),
        "text": element.text and _shown(element.text),
        "responsibility": element.responsibility and _shown(element.responsibility.verbatim),
        "timing": element.timing and _shown(element.timing.verbatim),
    }
    cells = {(name, PART_NAMES[name]): text for name, text in shown.items() if text}
    cells.update({("fields", label): _shown(text) for label, text in element.fields.items()})
    if element.contested:
        cells["contested", PART_NAMES["contested"]] = "ja"
    if element.notes:
        cells["notes", PART_NAMES["notes"]] = "\n".join(f"{note.mark}. {_shown(note.text)}" for note in element.notes)
    return cells


def _number(element: Element) -> str | None:
    """The number, where the printed label does not say it already."""
    return None if element.label and element.number and element.number in element.label else element.number


def _shown(markdown: str) -> str:
    """The text without marks, but with its bullets and with where its links lead."""
    text = _BULLET.sub(r"\1• ", markdown)
    return plain(_LINK.sub(r"\1 (\2)", text)) if _MARK.search(text) else text.strip()


# --- for display ---


def only_changed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Without the elements that stayed as they were."""
    return tuple(row for row in rows if row.status is not Status.KEPT)


def folded(rows: Iterable[Row]) -> tuple[Row | Fold, ...]:
    """Runs of kept rows as one Fold each; a kept row with a change somewhere below stays, as the heading of that change."""
    shown: list[Row | Fold] = []
    run: list[Row] = []
    for row, heading in _with_headings(tuple(rows)):
        if row.status is Status.KEPT and not heading:
            run.append(row)
            continue
        shown += [Fold(tuple(run)), row] if run else [row]
        run = []
    return (*shown, Fold(tuple(run))) if run else tuple(shown)


def _with_headings(rows: tuple[Row, ...]) -> list[tuple[Row, bool]]:
    """Each row, and whether a row that is not kept stands below it."""
    found: list[tuple[Row, bool]] = []
    shallowest = 0  # seen from the end: 0 = nothing open, n = a change waits for its heading above depth n
    for row in reversed(rows):
        heading = row.depth < shallowest
        found.append((row, heading))
        if row.status is not Status.KEPT or heading:
            shallowest = row.depth
    return found[::-1]
