"""The document of an import as it is shown: sheets (pages of a PDF, else some thirty blocks), and what stands where on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from konzept.model import Concept as Text
from konzept.model import Element
from konzept.read.blocks import Block, Heading, Paragraph, Row, Spot, Table, words_of
from werkstatt.concepts.models import Import

FULL = 30  # blocks and rows that make a sheet where the format has no pages
ACROSS = 1000  # units a page is wide in its overlay

Packed = Mapping[str, Any]


# --- kept with the import, when the document has been read ---


def packed(block: Block) -> dict[str, Any]:
    """A block of a document as an import keeps it."""
    match block:
        case Heading():
            kept = {"is": "heading", "place": block.place, "text": block.text, "level": block.level}
        case Paragraph():
            kept = {"is": "paragraph", "place": block.place, "text": block.text, "item": block.list_level is not None}
        case Table():
            return {"is": "table", "place": block.place, "rows": [_packed_row(row) for row in block.rows]}
    return kept | _packed_spot(block.spot)


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
    return {"place": row.place, "header": row.header, "cells": cells} | _packed_spot(row.spot)


def _packed_spot(spot: Spot | None) -> dict[str, Any]:
    return {"spot": [spot.page, spot.left, spot.top, spot.right, spot.bottom]} if spot else {}


def sheets(blocks: Sequence[Packed], sizes: Sequence[tuple[float, float]] = ()) -> list[dict[str, Any]]:
    """The sheets of a document: the indices of their blocks, and the size in points where it is the page of a PDF."""
    pages = _pages(blocks)
    if sizes and pages[-1:] != [(1, 0)]:
        return [_page(number, size, pages) for number, size in enumerate(sizes, start=1)]
    weights = list(accumulate(len(block.get("rows", "x")) for block in blocks))
    starts = [0]
    for index, weight in enumerate(weights[:-1], start=1):
        begun = weights[starts[-1] - 1] if starts[-1] else 0
        if weight - begun >= FULL:
            starts.append(index)
    return [{"blocks": list(range(first, end))} for first, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]


def _pages(blocks: Sequence[Packed]) -> list[tuple[int, int]]:
    """First and last page of each block, as far as it is known; (1, 0) at the end where no block says its page."""
    last, found, known = 1, [], False
    for block in blocks:
        on = [piece["spot"][0] for piece in (block, *block.get("rows", ())) if "spot" in piece]
        known = known or bool(on)
        found.append((min(on, default=last), max(on, default=last)))
        last = found[-1][1]
    return found if known else [(1, 0)]


def _page(number: int, size: tuple[float, float], pages: Sequence[tuple[int, int]]) -> dict[str, Any]:
    on = [index for index, (first, last) in enumerate(pages) if first <= number <= last]
    return {"blocks": on, "size": list(size)}


def places(
    blocks: Sequence[Packed],
    cut: Sequence[Packed],
    text: Text,
    sources: Mapping[str, Sequence[int]],
    others: Iterable[str],
) -> dict[str, list[Any]]:
    """[anchor, sheet from 1] of each place that an element or a doubt (`others`) names; where the place is no block's, of the element's first block."""
    anchors = dict(_anchors(blocks, cut))
    first = {f"b{index}": where for index, where in enumerate(_blocks_in(blocks, cut))}
    found = {place: anchors[place] for place in others if place in anchors}
    for element in text.walk():
        place = (element.source.place if element.source else None) or ""
        begun = next(iter(sources.get(element.uid, ())), None)
        if place in anchors:
            found[place] = anchors[place]
        elif begun is not None:
            found.setdefault(element.uid, [f"b{begun}", first[f"b{begun}"]])
    return found


def _blocks_in(blocks: Sequence[Packed], cut: Sequence[Packed]) -> list[int]:
    """The sheet (from 1) on which each block begins."""
    found = [1] * len(blocks)
    for number in range(len(cut), 0, -1):
        for index in cut[number - 1]["blocks"]:
            found[index] = number
    return found


def _anchors(blocks: Sequence[Packed], cut: Sequence[Packed]) -> Iterator[tuple[str, list[Any]]]:
    """Place -> anchor and sheet; the first of a name comes last, so that it holds."""
    begins, paged = _blocks_in(blocks, cut), any("size" in sheet for sheet in cut)
    for index, block in reversed(list(enumerate(blocks))):
        for number, row in reversed(list(enumerate(block.get("rows", ())))):
            on = row["spot"][0] if paged and "spot" in row else begins[index]
            yield row["place"], [f"b{index}r{number}", on]
        yield block["place"], [f"b{index}", begins[index]]


# --- shown ---


@dataclass(frozen=True, slots=True)
class Made:
    """An element that was made of something: where to find it on the check page, and its name."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands on the picture of its page, in units of which the page is 1000 wide, as SVG writes them."""

    anchor: str
    x: str
    y: str
    width: str
    height: str
    marked: bool
    made: Made | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the document: its id, index, whether something in it is to check, its rows likewise, and what was made of it."""

    anchor: str
    index: int
    block: Packed
    marked: bool = False
    rows: tuple[tuple[str, Packed, bool], ...] = ()
    made: tuple[Made, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet (`number` from 1), with everything on it where it is `loaded`; `high` in units of which a page is 1000 wide, 0 = no page."""

    number: int
    high: int
    loaded: bool = False
    pieces: tuple[Piece, ...] = ()
    boxes: tuple[Box, ...] = ()


def outlines(import_: Import) -> list[Sheet]:
    """All sheets, empty."""
    return [Sheet(number, _high(sheet)) for number, sheet in enumerate(import_.sheets, start=1)]


def _high(sheet: Packed) -> int:
    width, height = sheet.get("size") or (1, 0)
    return round(ACROSS * height / width)


def sheet(import_: Import, number: int, marked: frozenset[str], made: Mapping[str, Sequence[Made]]) -> Sheet | None:
    """One sheet whole. `marked`: anchors where something is to check; `made`: anchor -> elements. None where there is no such sheet."""
    if not 1 <= number <= len(import_.sheets):
        return None
    kept = import_.sheets[number - 1]
    high = _high(kept)
    page = number if high else None
    bodies = _bodies(import_, kept["blocks"])
    pieces = tuple(_piece(index, body, marked, made, page) for index, body in bodies)
    boxes = tuple(box for piece in pieces for box in _boxes(piece, high, number, made)) if page else ()
    return Sheet(number, high, loaded=True, pieces=pieces, boxes=boxes)


def _piece(
    index: int, block: Packed, marked: frozenset[str], made: Mapping[str, Sequence[Made]], page: int | None = None
) -> Piece:
    anchor = f"b{index}"
    rows = tuple(
        (f"{anchor}r{number}", row, f"{anchor}r{number}" in marked)
        for number, row in enumerate(block.get("rows", ()))
        if page is None or row.get("spot", [page])[0] == page
    )
    found = [each for name in (anchor, *(name for name, _, _ in rows)) for each in made.get(name, ())]
    return Piece(anchor, index, block, anchor in marked, rows, tuple(found))


def _boxes(piece: Piece, high: int, page: int, made: Mapping[str, Sequence[Made]]) -> Iterator[Box]:
    whole = (piece.anchor, {"spot": _around(piece)}, piece.marked)
    for anchor, part, marked in (whole, *piece.rows):
        if part.get("spot", [0])[0] == page:
            _, left, top, right, bottom = part["spot"]
            x, y, width, height = (
                f"{each:.1f}" for each in (left * ACROSS, top * high, (right - left) * ACROSS, (bottom - top) * high)
            )
            yield Box(anchor, x, y, width, height, marked, next(iter(made.get(anchor, ())), None))


def _around(piece: Piece) -> list[float]:
    """The spot of a block; of a table, of all its rows that are on this page."""
    spots = [row["spot"] for _, row, _ in piece.rows if "spot" in row]
    if not spots:
        return list(piece.block.get("spot", [0]))
    pages, lefts, tops, rights, bottoms = zip(*spots, strict=True)
    return [pages[0], min(lefts), min(tops), max(rights), max(bottoms)]


def _bodies(import_: Import, indices: Iterable[int]) -> Iterable[tuple[int, Packed]]:
    return import_.blocks.filter(index__in=indices).values_list("index", "body")


def piece(import_: Import, index: int) -> Piece | None:
    """One block alone; None where there is none."""
    return next((_piece(*each, frozenset(), {}) for each in _bodies(import_, [index])), None)


def passage(import_: Import, element: Element) -> list[Piece]:
    """The blocks an element was read from; of a table only the headings and the row it stood in."""
    place = element.source.place if element.source else None
    known = import_.places.get(place) or import_.places.get(element.uid)
    indices = import_.origins.get(element.uid) or ([int(known[0][1:].partition("r")[0])] if known else ())
    return [_narrowed(_piece(*each, frozenset(), {}), place) for each in _bodies(import_, indices)]


def _narrowed(piece: Piece, place: str | None) -> Piece:
    if not any(row["place"] == place for _, row, _ in piece.rows):
        return piece
    rows = tuple(each for each in piece.rows if each[1]["header"] or each[1]["place"] == place)
    return Piece(piece.anchor, piece.index, piece.block, piece.marked, rows)
