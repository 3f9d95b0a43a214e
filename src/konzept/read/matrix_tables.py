"""From tables and text between them to rows of a matrix: one way for Word, LibreOffice, sheets and mails.

A format reader gives `Table` and `Text` in the order of the document; nothing a person typed is left out: what stands
in no answer column, in no known row or outside every table becomes a remark that a person is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from konzept.read.matrix_rows import PARTS, Raw, by_position, claimed_codes
from konzept.write.matrix_form import AREA, ELEMENT, HEADINGS, NEW, ORGANISATION, PLACEHOLDER, SENDER

LEAST_HEADINGS = 3  # a row with that many of our headings is the head of a matrix
LEAST_UID = 8  # letters
FORM_ID = re.compile(r"Kennung der Matrix:\s*([0-9A-Za-z-]{6,64})")
PART_OF_NAME = re.compile(r"[_: ]")
HEADED = {" ".join(heading.split()).casefold(): part for heading, part in PARTS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands: text of each cell by grid column, names of bookmarks, link targets and controls, comments."""

    cells: tuple[str, ...]
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table and how its place is called; `headings` in the order in which the form had them."""

    rows: Iterable[Row]
    place: str = ""
    headings: tuple[str, ...] = HEADINGS


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph outside the tables; `own` where its style says that it is the form's title."""

    text: str
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    own: bool = False


def raws(parts: Iterable[Table | Text], book: Mapping[str, str]) -> Iterator[Raw]:
    """All rows and all loose text, with the area in whose section they stand."""
    area, number = None, 0
    for part in parts:
        if isinstance(part, Text):
            area = _named(part.names, AREA) or area
            place = f"Text nach Tabelle {number}" if number else "Text vor der ersten Tabelle"
            yield from _loose(place, area if number else None, part.notes if _own(part) else (part.text, *part.notes))
        else:
            number += 1
            yield from _table(replace(part, place=part.place or f"Tabelle {number}"), area, book)


def _own(part: Text) -> bool:
    heading = _named(part.names, AREA) is not None and "\n" not in part.text
    return part.own or heading or part.text.startswith((f"{ORGANISATION}:", f"{SENDER}:"))


def _loose(place: str, area: str | None, texts: Iterable[str]) -> Iterator[Raw]:
    for text in filter(None, texts):
        yield Raw(place, (), {"comment": text}, area, loose=True)


def _table(table: Table, area: str | None, book: Mapping[str, str]) -> Iterator[Raw]:
    columns: dict[int, str] = {}
    ran = False
    for at, row in enumerate(table.rows, 1):
        place = f"{table.place}, Zeile {row.number or at}"
        heads = headed(row.cells)
        if len(heads) >= LEAST_HEADINGS:
            ran = ran or bool(columns)
            area = None if ran else area  # two tables ran together: the area is that of the rows below this heading
            columns = heads
            yield from _loose(place, area, row.notes)
            continue
        area = _named(row.names, NEW) or area
        for raw in _row(row, columns or _without_heading(row, table, book), place, area, book):
            yield raw
            area = raw.claims[0] if raw.claims and columns and ran else area


def _row(row: Row, columns: dict[int, str], place: str, area: str | None, book: Mapping[str, str]) -> Iterator[Raw]:
    anchored = any(name.startswith((ELEMENT, NEW)) for name in row.names)
    if not columns and not anchored:
        yield from _loose(place, area, (" | ".join(filter(None, row.cells)), *row.notes))
        return
    typed = _typed(row, columns or {0: "number"})
    claims = [uid for name in row.names if (uid := _uid(name, ELEMENT))]
    claims += claimed_codes(typed.get("number", ""), book)
    claims += claimed_codes(f"[{typed.get('code', '')}]", book)
    new = _named(row.names, NEW) is not None or typed.get("code", "").casefold() == "neu"
    yield Raw(place, _known(claims, book), typed, typed.get("area") or area, new, unclear=not columns)


def _typed(row: Row, columns: dict[int, str]) -> dict[str, str]:
    """The cells by part; what stands in no column of ours and in comments follows the remark."""
    found: dict[str, list[str]] = {part: [] for part in columns.values()}
    for at, text in enumerate(row.cells):
        found.setdefault(columns.get(at, "comment"), []).append(text)
    found.setdefault("comment", []).extend(row.notes)
    return {part: "\n".join(filter(None, texts)) for part, texts in found.items()}


def _known(claims: list[str], book: Mapping[str, str]) -> tuple[str, ...]:
    """A name that a program made up for the copy of a bookmark claims nothing as long as others do."""
    asked = set(book.values())
    made_up = {claim for claim in claims if any(_is_copy(claim, other) for other in claims)}
    return tuple([uid for uid in claims if uid in asked] or [uid for uid in claims if uid not in made_up])


def _is_copy(claim: str, of: str) -> bool:
    """„k7f3aaaa1“ is what LibreOffice calls the second „k7f3aaaa“."""
    return len(of) >= LEAST_UID and claim.startswith(of) and claim[len(of) :].isdigit()


def _uid(name: str, kind: str) -> str | None:
    """„m_k7f3…:comment“, „m_k7f3…_w“, „m_k7f3… Copy 1“ -> k7f3…"""
    return PART_OF_NAME.split(name.removeprefix(kind))[0] or None if name.startswith(kind) else None


def _named(names: Iterable[str], kind: str) -> str | None:
    return next((uid for name in names if (uid := _uid(name, kind))), None)


def _without_heading(row: Row, table: Table, book: Mapping[str, str]) -> dict[int, str]:
    """The columns as the form had them, for a row that carries one of our uids under no heading."""
    first = row.cells[0] if row.cells else ""
    ours = any(name.startswith((ELEMENT, NEW)) for name in row.names) or claimed_codes(first, book)
    return by_position(len(row.cells), table.headings) if ours else {}


def headed(cells: Iterable[str]) -> dict[int, str]:
    """The columns whose heading this row has, however its words are broken into lines."""
    folded = (" ".join(text.split()).casefold() for text in cells)
    return {at: HEADED[text] for at, text in enumerate(folded) if text in HEADED}


def asked_fields(lines: Iterable[str]) -> dict[str, str]:
    """What stands behind „Ihre Organisation:“ and „Ansprechperson …:“."""
    found = {}
    for line in lines:
        for label in (ORGANISATION, SENDER):
            if line.startswith(f"{label}:"):
                found[label] = line.removeprefix(f"{label}:").replace(PLACEHOLDER, "").strip()
    return found


def form_id(lines: Iterable[str]) -> str | None:
    """The form's id where people can read it."""
    return next((found[1] for line in lines if (found := FORM_ID.search(line))), None)
