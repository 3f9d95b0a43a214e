"""What an import shows on its check page of what was understood: lines with their uncertain places."""

from __future__ import annotations

import re
from binascii import crc32
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from konzept import change
from konzept.model import Concept as Text
from konzept.model import Element, Kind
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Import, ImportState, Step
from werkstatt.concepts.queries import papers
from werkstatt.concepts.queries.versions import concept_of, newest, text_in

COUNTED = (
    (Kind.AREA, "Handlungsfeld", "Handlungsfelder"),
    (Kind.GOAL, "Ziel", "Ziele"),
    (Kind.MEASURE, "Maßnahme", "Maßnahmen"),
)
GARBLED = re.compile(r"Lesefehler .*: „(.+)“ statt „(.+)“;")  # konzept.read says it so


def imports_of(authority: Authority) -> QuerySet[Import]:
    """Imports that wait for the reader or for a person, newest first, without what was read."""
    waiting = Q(state__in=(ImportState.READING, ImportState.CHECKING))
    return authority.imports.filter(waiting).only("name", "state", "uploaded_at", "authority")


def waiting_for(authority: Authority, sha256: str) -> Import | None:
    """The import in which this very file waits; one whose reading broke down does not wait any more."""
    waiting = Q(state=ImportState.CHECKING) | Q(state=ImportState.READING, job=None)
    reading = Q(state=ImportState.READING, job__problem="")
    return authority.imports.filter(waiting | reading, sha256=sha256).first()


def find_import(authority: Authority, pk: int) -> Import | None:
    """An import of this authority."""
    return (
        authority.imports.filter(pk=pk)
        .select_related("authority", "job", "base", "version", "uploaded_by")
        .defer("version__canonical", "reading", "origins")
        .first()
    )


def read_before(authority: Authority, sha256: str) -> bool:
    """Did the newest version come of this very file?"""
    concept = concept_of(authority)
    version = newest(concept) if concept else None
    return bool(version and version.imports.filter(sha256=sha256, state=ImportState.APPLIED).exists())


def last_step(import_: Import) -> Step | None:
    """What „Zurücknehmen“ would take back."""
    return import_.steps.select_related("made_by").defer("back").last()


def others_went_on(import_: Import, turn: int, person: User) -> bool:
    """Did somebody else take a step since this state of the check?"""
    return import_.steps.filter(ordinal__gt=turn).exclude(made_by=person).exists()


def counts(text: Text) -> str:
    """„6 Handlungsfelder · 42 Ziele · 49 Maßnahmen“."""
    found = Counter(element.kind for element in text.walk())
    return " · ".join(f"{found[kind]} {one if found[kind] == 1 else many}" for kind, one, many in COUNTED)


@dataclass(frozen=True, slots=True)
class Place:
    """One uncertain place, by its index within the import. What was repaired or left out is said, not asked.

    `anchor`, `sheet`: where it stands in the document ("" and 0 = nowhere). `same`: a person may say that this is an element
    of the version it is compared with. `swap`: a word that stands wrong all over the document, and the right one. `state`
    tells it from another that has its index after another reading.
    """

    index: int
    kind: str
    where: str
    sentence: str
    anchor: str
    sheet: int
    checked: bool
    same: bool
    swap: tuple[str, str] | None
    state: str


@dataclass(frozen=True, slots=True)
class Line:
    """One element (without those below it) with its depth (0 = top), uncertain places and where it stands in the document.

    `state` is another when its wording, kind or parent is: who corrects it says which one they saw.
    """

    element: Element
    depth: int
    places: tuple[Place, ...]
    anchor: str
    sheet: int
    state: str
    uid: str
    name: str

    @property
    def unsure(self) -> bool:
        """Is something still to check?"""
        return any(not place.checked for place in self.places)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document was understood to say, as the check page shows it."""

    text: Text
    general: tuple[Place, ...]
    lines: tuple[Line, ...]

    def shown(self, *, only: bool) -> tuple[Line, ...]:
        """All lines, or `only` those in which something is still to check."""
        return tuple(line for line in self.lines if line.unsure) if only else self.lines

    @property
    def counts(self) -> str:
        """„6 Handlungsfelder · 42 Ziele · 49 Maßnahmen“."""
        return counts(self.text)

    @property
    def every(self) -> Iterator[Place]:
        """All places as they follow on the page."""
        yield from self.general
        for line in self.lines:
            yield from line.places

    @property
    def open(self) -> int:
        """How many places are still to check."""
        return sum(not place.checked for place in self.every)

    @property
    def first(self) -> int | None:
        """The first place still to check."""
        return next((place.index for place in self.every if not place.checked), None)

    def after(self, index: int) -> int | None:
        """The place to check that follows this one on the page; from the top where none is left below."""
        order = [place.index for place in self.every]
        begin = order.index(index) + 1 if index in order else 0
        still = [place.index for place in self.every if not place.checked]
        return next((each for each in order[begin:] if each in still), self.first)

    @property
    def left_out(self) -> tuple[Place, ...]:
        """What of the document is not in the concept, and what was mended: said, not asked."""
        return tuple(place for place in self.general if place.kind != "unsure")

    @property
    def marked(self) -> frozenset[str]:
        """The anchors of the document at which something is still to check."""
        return frozenset(place.anchor for place in self.every if not place.checked and place.anchor)

    @property
    def made(self) -> dict[str, list[papers.Made]]:
        """Anchor -> the elements made of what stands there."""
        found: dict[str, list[papers.Made]] = {}
        for line in self.lines:
            if line.anchor:
                found.setdefault(line.anchor, []).append(papers.Made(line.uid, line.name))
        return found

    def find(self, uid: str) -> Line | None:
        """The line of this element."""
        return next((line for line in self.lines if line.uid == uid), None)


def understood(import_: Import) -> Understood:
    """The proposal of an import in lines, each with its uncertain places."""
    text = text_in(import_.proposal)
    present = {element.uid for element in text.walk()}
    places: dict[str | None, list[Place]] = {}
    for index, doubt in enumerate(import_.doubts):
        if doubt["uid"] is None or doubt["uid"] in present:
            places.setdefault(doubt["uid"], []).append(_place(index, doubt, import_.places, present))
    lines = tuple(_line(*each, places, import_.places) for each in _standing(text.elements))
    return Understood(text, tuple(places.get(None, ())), lines)


def _line(
    element: Element, depth: int, above: str, places: Mapping[str | None, list[Place]], known: Mapping[str, list[Any]]
) -> Line:
    where = element.source.place if element.source else None
    anchor, sheet = known.get(where or "") or known.get(element.uid) or ("", 0)
    bare = replace(element, children=())
    return Line(
        element=bare,
        depth=depth,
        places=tuple(places.get(element.uid, ())),
        anchor=anchor,
        sheet=sheet,
        state=state_of(element, above),
        uid=element.uid,
        name=change.name_of(element),
    )


def _place(index: int, doubt: Mapping[str, Any], known: Mapping[str, list[Any]], present: set[str]) -> Place:
    anchor, sheet = known.get(doubt["place"], ("", 0))
    garbled = GARBLED.search(doubt["sentence"])
    return Place(
        index=index,
        kind=doubt["kind"],
        where=doubt["place"],
        sentence=doubt["sentence"],
        anchor=anchor,
        sheet=sheet,
        checked=doubt["checked"] or doubt["kind"] != "unsure",
        same="was" in doubt and doubt["was"] not in present,
        swap=(garbled[1], garbled[2]) if garbled else None,
        state=state_of_place(doubt),
    )


def state_of(element: Element, above: str) -> str:
    """Eight digits that tell this wording, kind and parent (its uid, "" at the top) from any other."""
    who, when = element.responsibility, element.timing
    said = (element.number, element.label, element.title, element.text, who and who.verbatim, when and when.verbatim)
    told = (above, element.kind, *said, *element.fields, *element.fields.values())
    return f"{crc32(chr(31).join(each or '-' for each in told).encode()):08x}"


def state_of_place(doubt: Mapping[str, Any]) -> str:
    """Eight digits that tell an uncertain place of an import from any other."""
    return f"{crc32((doubt['place'] + chr(31) + doubt['sentence']).encode()):08x}"


def states(text: Text) -> dict[str, str]:
    """The state of each element by uid."""
    return {element.uid: state_of(element, above) for element, _, above in _standing(text.elements)}


def _standing(elements: tuple[Element, ...], depth: int = 0, above: str = "") -> Iterator[tuple[Element, int, str]]:
    for element in elements:
        yield element, depth, above
        yield from _standing(element.children, depth + 1, element.uid)


def walk(elements: tuple[Element, ...], depth: int = 0) -> Iterable[tuple[Element, int]]:
    """Each element with its depth, in document order."""
    return ((element, level) for element, level, _ in _standing(elements, depth))


# --- what of the page is another after a step ---


@dataclass(frozen=True, slots=True)
class Swap:
    """One change of the list of lines: `how` these lines come to the line `at` ("" = before the first)."""

    how: str
    at: str
    lines: tuple[Line, ...] = ()


def swaps(before: Iterable[Line], after: Iterable[Line]) -> list[Swap]:
    """The fewest lines that must be drawn anew. Each `at` names a line that was there before, and still is when its turn comes."""
    old, new = ({line.uid: line for line in each} for each in (before, after))
    stay = [uid for uid in old if uid in new]
    moved = set(change.out_of_order(stay, [uid for uid in new if uid in old]))
    gone = [Swap("delete", uid) for uid in old if uid not in new or uid in moved]
    come: list[Swap] = []
    run: list[Line] = []
    at = ""
    for uid, line in new.items():
        if uid in old and uid not in moved:
            come += _inserted(at, run)
            at, run = uid, []
        else:
            run.append(line)
    come += _inserted(at, run)
    same = [uid for uid in stay if uid not in moved]
    return [*come, *gone, *(Swap("outerHTML", uid, (new[uid],)) for uid in same if new[uid] != old[uid])]


def _inserted(at: str, run: list[Line]) -> list[Swap]:
    return [Swap("afterend" if at else "afterbegin", at, tuple(run))] if run else []
