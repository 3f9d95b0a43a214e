"""What an import shows on its check page: the document, and what was understood of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from konzept import canonical, change
from konzept.model import Concept as Text
from konzept.model import Element, Kind
from konzept.read.blocks import Block, Heading, Paragraph, Row, Table, words_of
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Import, ImportState
from werkstatt.concepts.queries.versions import concept_of, newest

COUNTED = (
    (Kind.AREA, "Handlungsfeld", "Handlungsfelder"),
    (Kind.GOAL, "Ziel", "Ziele"),
    (Kind.MEASURE, "Maßnahme", "Maßnahmen"),
)


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


def counts(text: Text) -> str:
    """„6 Handlungsfelder · 42 Ziele · 49 Maßnahmen“."""
    found = Counter(element.kind for element in text.walk())
    return " · ".join(f"{found[kind]} {one if found[kind] == 1 else many}" for kind, one, many in COUNTED)


@dataclass(frozen=True, slots=True)
class Place:
    """One uncertain place of the check page. `index` counts within the import, `order` as they follow on the page (1 = first).

    What was repaired or left out is said, not asked. `same`: a person may say that this is an element of the version it is
    compared with. `swap`: a word that stands wrong all over the document, and the right one.
    """

    index: int
    order: int
    kind: str
    where: str
    sentence: str
    anchor: str
    checked: bool
    following: int | None
    same: bool
    swap: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Line:
    """One element of the check page with its depth (0 = top), its uncertain places and where it stands in the document."""

    element: Element
    depth: int
    places: tuple[Place, ...]
    anchor: str

    @property
    def name(self) -> str:
        """How a person calls the element."""
        return change.name_of(self.element)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document was understood to say, as the check page shows it."""

    text: Text
    counts: str
    open: int
    general: tuple[Place, ...]
    lines: tuple[Line, ...]

    @property
    def left_out(self) -> tuple[Place, ...]:
        """What of the document is not in the concept, and what was mended: said, not asked."""
        return tuple(place for place in self.general if place.kind != "unsure")

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the blocks and rows in which something is still to check."""
        places = (*self.general, *(place for line in self.lines for place in line.places))
        return frozenset(place.anchor for place in places if not place.checked and place.anchor)

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
            kind=doubt["kind"],
            where=doubt["place"],
            sentence=doubt["sentence"],
            anchor=anchors.get(doubt["place"], ""),
            checked=doubt["checked"] or doubt["kind"] != "unsure",
            following=following,
            same="was" in doubt and doubt["was"] not in rank,
            swap=_swap(doubt),
        )
        found.setdefault(doubt["uid"], []).insert(0, place)
        following = following if place.checked else number
    return found


GARBLED = re.compile(r"Lesefehler .*: „(.+)“ statt „(.+)“;")  # konzept.read says it so


def _swap(doubt: dict[str, Any]) -> tuple[str, str] | None:
    found = GARBLED.search(doubt["sentence"])
    return (found[1], found[2]) if found else None


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
class Piece:
    """A block of the document as the check page shows it: its id, whether something in it is to check, and its rows likewise."""

    anchor: str
    block: Mapping[str, Any]
    marked: bool = False
    rows: tuple[tuple[str, Mapping[str, Any], bool], ...] = ()


def document(import_: Import, marked: frozenset[str] = frozenset()) -> list[Piece]:
    """The whole document."""
    return [_piece(index, block, marked) for index, block in enumerate(import_.blocks)]


def passage(import_: Import, element: Element) -> list[Piece]:
    """The blocks an element was read from; of a table only the headings and the row it stood in."""
    place = element.source.place if element.source else None
    pieces = []
    for index in import_.origins.get(element.uid, ()):
        piece = _piece(index, import_.blocks[index], frozenset())
        if any(row["place"] == place for _, row, _ in piece.rows):
            rows = tuple(each for each in piece.rows if each[1]["header"] or each[1]["place"] == place)
            piece = replace(piece, rows=rows)
        pieces.append(piece)
    return pieces


def _piece(index: int, block: Mapping[str, Any], marked: frozenset[str]) -> Piece:
    anchor = f"b{index}"
    rows = tuple(
        (f"{anchor}r{number}", row, f"{anchor}r{number}" in marked) for number, row in enumerate(block.get("rows", ()))
    )
    return Piece(anchor, block, anchor in marked, rows)


def packed(block: Block) -> dict[str, Any]:
    """A block of a document as an import keeps it."""
    match block:
        case Heading():
            return {"is": "heading", "place": block.place, "text": block.text, "level": block.level}
        case Paragraph():
            return {"is": "paragraph", "place": block.place, "text": block.text, "item": block.list_level is not None}
        case Table():
            return {"is": "table", "place": block.place, "rows": [_packed_row(row) for row in block.rows]}


def _packed_row(row: Row) -> dict[str, Any]:
    cells = [
        {
            "text": ""
            if cell.merged
            else "\n\n".join([cell.text, *(words_of(table) for table in cell.tables)]).strip(),
            "columns": cell.columns,
            "merged": cell.merged,
        }
        for cell in row.cells
    ]
    return {"place": row.place, "header": row.header, "cells": cells}
