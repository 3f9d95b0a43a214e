"""Columns that are set with spaces alone, as programs print a page of a PDF: found where no line crosses the gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from konzept.read.inline import BULLETS

LONGEST, WIDEST = 500, 400  # lines and letters of one table
LEAST = 3  # lines that must stand in columns

_GAP = re.compile(r"\S {2,}\S")
_PAGE = re.compile(r"(?:S\.? ?|Seite )?(?:\d{1,3}|[ivxIVX]{1,6})")
_MARK = re.compile(rf"[-+*{BULLETS}·–]|\(?(?:\d{{1,3}}|[a-z]|[ivx]{{1,4}})[.)]")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|_{4,}")

Band = tuple[int, int]


def aligned(lines: Sequence[str], at: int) -> tuple[list[list[list[str]]], int]:
    """The rows of a table (each cell a list of lines), and how many lines were looked at; no rows where the text is no table."""
    if not _GAP.search(lines[at].strip()):
        return [], 1
    block, bands = _block(lines, at)
    if len(bands) < 2:
        return [], len(block)
    cut = [[line[left:right].rstrip() for left, right in _cuts(bands)] for line in block]
    if not _is_table([cells for cells, line in zip(cut, block, strict=True) if line.strip()]):
        return [], len(block)
    return _rows(cut), len(block)


def _block(lines: Sequence[str], at: int) -> tuple[list[str], list[Band]]:
    """The lines from here on that leave the same gaps free, and where words stand; an empty line may stand between two of them."""
    block, outline = [lines[at]], _filled(lines[at])
    count = _count(outline)
    for index in range(at + 1, min(len(lines), at + LONGEST)):
        line = lines[index]
        if not line.strip():
            if not block[-1].strip():
                break
            block.append(line)
            continue
        filled = outline | _filled(line)
        now = _count(filled)
        if "\t" in line or _LEADERS.search(line) or now < 2 or (now < count and index - at >= LEAST):
            break
        block.append(line)
        outline, count = filled, now
    while not block[-1].strip():
        block.pop()
    return block, _spans(outline)


def _filled(line: str) -> int:
    """A bit for each column of the line where a letter stands, the first column lowest."""
    return int(b"0" + line[:WIDEST].encode("latin-1", "replace").translate(_BITS)[::-1], 2)


_BITS = bytes(ord("0") if code == ord(" ") else ord("1") for code in range(256))


def _joined(outline: int) -> int:
    """The same with single free columns filled."""
    return outline | (outline << 1 & outline >> 1)


def _count(outline: int) -> int:
    """How many bands of words stand apart."""
    joined = _joined(outline)
    return (joined & ~(joined << 1)).bit_count()


def _spans(outline: int) -> list[Band]:
    """From where to where words stand, with two free columns at least between them."""
    return [found.span() for found in re.finditer("1+", f"{_joined(outline):b}"[::-1])]


def _cuts(bands: list[Band]) -> list[Band]:
    ends = [left for left, _ in bands[1:]]
    return [
        (left if index else 0, end) for index, ((left, _), end) in enumerate(zip(bands, [*ends, 10_000], strict=True))
    ]


def _is_table(cut: list[list[str]]) -> bool:
    """Whether the columns are those of a table, not of a list, a table of contents or a page in two columns."""
    if sum(sum(bool(cell.strip()) for cell in cells) > 1 for cells in cut) < LEAST:
        return False
    columns = [[cell for cell in column if cell.strip()] for column in zip(*cut, strict=True)]
    if not all(_is_straight(column) for column in columns[1:]):
        return False
    if len(columns) == 2 and (_all(_PAGE, columns[1]) or _all(_MARK, columns[0])):
        return False
    lengths = [sum(len(cell.strip()) for cell in column) / len(column) for column in columns]
    full = [len(column) / len(cut) > 0.8 for column in columns]
    return lengths[0] <= 45 and not (all(full) and min(lengths) > 30)


def _is_straight(column: list[str]) -> bool:
    """Whether most cells begin, or most end, below each other."""
    starts = sum(cell[0] != " " for cell in column)
    longest = max(map(len, column))
    ends = sum(len(cell) == longest for cell in column)
    return max(starts, ends) >= max(LEAST - 1, 0.7 * len(column))


def _all(pattern: re.Pattern[str], column: list[str]) -> bool:
    return all(pattern.fullmatch(cell.strip()) for cell in column)


def _rows(cut: list[list[str]]) -> list[list[list[str]]]:
    """A row begins where the first cell has words, and goes on where it has none or a word goes on."""
    rows: list[list[list[str]]] = []
    for blank, group in groupby(cut, key=lambda cells: not any(cell.strip() for cell in cells)):
        for cells in () if blank else group:
            if rows and _goes_on(rows[-1], cells):
                for known, more in zip(rows[-1], cells, strict=True):
                    known.append(more)
            else:
                rows.append([[cell] for cell in cells])
    return [[[line for line in cell if line.strip()] for cell in row] for row in rows]


def _goes_on(row: list[list[str]], cells: list[str]) -> bool:
    first = cells[0].strip()
    if not first:
        return True
    before = next((line.strip() for line in reversed(row[0]) if line.strip()), "")
    return first[0].islower() and (before.endswith("-") or not any(cell.strip() for cell in cells[1:]))
