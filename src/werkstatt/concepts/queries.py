"""Questions about concepts, their versions and imports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import Any

from django.db.models import Count, Q, QuerySet

from konzept import canonical, change
from konzept.amend import amend
from konzept.model import Concept as Text
from konzept.model import Element, Kind, Problem
from konzept.synopsis import Row, Status, synopsis
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Change, Concept, Entry, Import, ImportState, Version

COUNTED = (
    (Kind.AREA, "Handlungsfeld", "Handlungsfelder"),
    (Kind.GOAL, "Ziel", "Ziele"),
    (Kind.MEASURE, "Maßnahme", "Maßnahmen"),
)

# --- versions --------------------------------------------------------------------------------------------------------


def concept_of(authority: Authority) -> Concept | None:
    """The authority's concept, None before the first import."""
    return Concept.objects.filter(authority=authority).select_related("authority").first()


def versions_of(concept: Concept) -> QuerySet[Version]:
    """All versions, newest first, with who made them and since when they are public; without their wording."""
    return (
        concept.versions.select_related("publication", "created_by")
        .annotate(change_count=Count("changes"))
        .defer("canonical")
        .order_by("-ordinal")
    )


def newest(concept: Concept) -> Version | None:
    """The last version of the chain."""
    return concept.versions.select_related("concept__authority", "publication").order_by("-ordinal").first()


def published(concept: Concept) -> Version | None:
    """The newest version that everybody may read."""
    return (
        concept.versions.filter(publication__isnull=False)
        .select_related("concept__authority", "publication")
        .order_by("-ordinal")
        .first()
    )


def find_version(authority: Authority, name: str) -> Version | None:
    """The version with this name in addresses (fassung-3), public or not."""
    ordinal = name.removeprefix("fassung-")
    if ordinal == name or not ordinal.isascii() or not ordinal.isdecimal() or len(ordinal) > 6:
        return None
    versions = Version.objects.select_related("concept__authority", "publication")
    return versions.filter(concept__authority=authority, ordinal=int(ordinal)).first()


def text_of(version: Version) -> Text:
    """The wording as a value; the same sealed text is read once."""
    return _text(version.canonical)


@lru_cache(maxsize=32)
def _text(wording: str) -> Text:
    return canonical.loads(wording)


def entries(version: Version) -> QuerySet[Entry]:
    """The index of a version in document order."""
    return version.entries.all()


# --- changes ---------------------------------------------------------------------------------------------------------


def changes_of(version: Version) -> QuerySet[Change]:
    """The changes that made this version of its parent, in order."""
    return version.changes.select_related("made_by")


def pending(concept: Concept) -> QuerySet[Change]:
    """The changes that no version has yet, in the order they were made."""
    return concept.changes.filter(version=None).select_related("made_by").order_by("position", "pk")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A pending change: what it does in German, and why it fits no more (None = it does)."""

    row: Change
    change: change.Change
    sentence: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The newest wording with the pending changes that fit in it."""

    version: Version
    text: Text
    proposed: tuple[Proposed, ...]

    @property
    def uids(self) -> frozenset[str]:
        """The elements that a pending change touches."""
        return frozenset(each.row.uid for each in self.proposed)


def draft_of(concept: Concept) -> Draft | None:
    """What the next version would be; None while there is no first one."""
    version = newest(concept)
    return drafted(version, pending(concept)) if version else None


def drafted(version: Version, rows: Iterable[Change]) -> Draft:
    """A version with these changes on top, in their order; one that no longer fits is named and left out."""
    text, proposed = text_of(version), []
    for row in rows:
        made = change.from_json(row.body)
        sentence, problem = change.describe(made, text), None
        try:
            text = amend(text, (made,))
        except Problem as collision:
            problem = str(collision)
        proposed.append(Proposed(row, made, sentence, problem))
    return Draft(version, text, tuple(proposed))


# --- imports ---------------------------------------------------------------------------------------------------------


def imports_of(authority: Authority) -> QuerySet[Import]:
    """Imports that wait for a person or failed lately, newest first, without what was read."""
    waiting = Q(state__in=(ImportState.READING, ImportState.CHECKING))
    return authority.imports.filter(waiting).only("name", "state", "uploaded_at", "authority")


def find_import(authority: Authority, pk: int) -> Import | None:
    """An import of this authority with all that the check page shows."""
    return (
        authority.imports.filter(pk=pk)
        .select_related("authority", "job", "base", "version", "uploaded_by")
        .defer("version__canonical")
        .first()
    )


def read_before(authority: Authority, sha256: str) -> bool:
    """Did the newest version come of this very file?"""
    concept = concept_of(authority)
    version = newest(concept) if concept else None
    return bool(version and version.imports.filter(sha256=sha256, state=ImportState.APPLIED).exists())


def settled(text: Text) -> Text:
    """The wording alone, without where and how surely the reader found it."""
    return replace(text, elements=tuple(_settled(element) for element in text.elements))


def _settled(element: Element) -> Element:
    return replace(element, source=None, children=tuple(_settled(child) for child in element.children))


def counts(text: Text) -> str:
    """„6 Handlungsfelder · 42 Ziele · 49 Maßnahmen“."""
    found = Counter(element.kind for element in text.walk())
    return " · ".join(f"{found[kind]} {one if found[kind] == 1 else many}" for kind, one, many in COUNTED)


@dataclass(frozen=True, slots=True)
class Place:
    """One uncertain place of the check page. `index` counts within the import, `order` as they follow on the page (1 = first)."""

    index: int
    order: int
    where: str
    sentence: str
    anchor: str
    checked: bool
    following: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One element of the check page with its depth (0 = top), its uncertain places and where it stands in the document."""

    element: Element
    depth: int
    places: tuple[Place, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document was understood to say, as the check page shows it."""

    text: Text
    counts: str
    open: int
    general: tuple[Place, ...]
    lines: tuple[Line, ...]

    @property
    def first(self) -> int | None:
        """The order of the first place still to check."""
        places = [*self.general, *(place for line in self.lines for place in line.places)]
        return next((place.order for place in places if not place.checked), None)


def understood(import_: Import) -> Understood:
    """The proposal of an import in lines, each with its uncertain places, numbered as they follow on the page."""
    text = canonical.loads(import_.proposal)
    anchors = anchors_of(import_.blocks)
    places = _places(import_.doubts, [None, *(element.uid for element in text.walk())], anchors)
    lines = tuple(
        Line(element, depth, tuple(places.get(element.uid, ())), _origin(import_, element, anchors))
        for element, depth in walk(text.elements)
    )
    still = sum(not place.checked for found in places.values() for place in found)
    return Understood(text, counts(text), still, tuple(places.get(None, ())), lines)


def _places(
    doubts: list[dict[str, Any]], order: list[str | None], anchors: Mapping[str, str]
) -> dict[str | None, list[Place]]:
    """The uncertain places by element (None = the document); those of dropped elements have gone with them."""
    rank = {uid: position for position, uid in enumerate(order)}
    sequence = sorted(
        ((rank[doubt["uid"]], index, doubt) for index, doubt in enumerate(doubts) if doubt["uid"] in rank),
        key=lambda each: each[:2],
    )
    found: dict[str | None, list[Place]] = {}
    following = None
    for number, (_, index, doubt) in reversed(list(enumerate(sequence, start=1))):
        place = Place(
            index=index,
            order=number,
            where=doubt["place"],
            sentence=doubt["sentence"],
            anchor=anchors.get(doubt["place"], ""),
            checked=doubt["checked"],
            following=following,
        )
        found.setdefault(doubt["uid"], []).insert(0, place)
        following = following if place.checked else number
    return found


def walk(elements: tuple[Element, ...], depth: int = 0) -> Iterable[tuple[Element, int]]:
    """Each element with its depth, in document order."""
    for element in elements:
        yield element, depth
        yield from walk(element.children, depth + 1)


def anchors_of(blocks: list[dict[str, Any]]) -> dict[str, str]:
    """Where a place of the document (Tabelle 3, Zeile 2) stands on the check page: the id of the block or row."""
    found: dict[str, str] = {}
    for index, block in enumerate(blocks):
        found.setdefault(block["place"], f"b{index}")
        for number, row in enumerate(block.get("rows", ())):
            found.setdefault(row["place"], f"b{index}r{number}")
    return found


def _origin(import_: Import, element: Element, anchors: Mapping[str, str]) -> str:
    place = (element.source.place if element.source else None) or ""
    blocks = import_.origins.get(element.uid) or ()
    return anchors.get(place) or (f"b{blocks[0]}" if blocks else "")


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would change: the rows that are not kept, and how many of which sort."""

    rows: tuple[Row, ...]
    changed: int
    new: int
    dropped: int
    moved: int


def difference(old: Text, new: Text) -> Difference:
    """Old against new, without where the reader found it."""
    rows = tuple(row for row in synopsis(settled(old), settled(new)) if row.status is not Status.KEPT)
    found = Counter(row.status for row in rows)
    return Difference(rows, found[Status.CHANGED], found[Status.NEW], found[Status.DROPPED], found[Status.MOVED])


@dataclass(frozen=True, slots=True)
class DroppedElement:
    """An element that the new wording has no more: the uids above it that go too (nearest first), and the goal it stood under."""

    element: Element
    above: tuple[str, ...]
    goal: str | None

    @property
    def needs_reason(self) -> bool:
        """Text and chapters may go without a word; what goes with its goal or area has that one's reason."""
        return not self.above and self.element.kind not in (Kind.TEXT, Kind.CHAPTER)


def dropped(old: Text, new: Text) -> list[DroppedElement]:
    """What stands in the old wording and not in the new one, in document order."""
    stay, parents = {element.uid for element in new.walk()}, old.parents()
    found = []
    for element in old.walk():
        if element.uid not in stay:
            above = list(_above(parents, element.uid))
            goal = next((change.name_of(each) for each in above if each.kind is Kind.GOAL), None)
            gone = tuple(takewhile(lambda uid: uid not in stay, (each.uid for each in above)))
            found.append(DroppedElement(element, gone, goal))
    return found


def _above(parents: Mapping[str, Element | None], uid: str) -> Iterable[Element]:
    while above := parents[uid]:
        yield above
        uid = above.uid
