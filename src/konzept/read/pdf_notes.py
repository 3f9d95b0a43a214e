"""Footnotes at the foot of pages: small lines that begin with a mark, below the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from konzept.read.pdf_furniture import Page
from konzept.read.pdf_lines import Line, gap
from konzept.read.pdf_sheet import Box

MOST = 25  # lines of footnotes on a page
_MARK = re.compile(r"^(?:\d{1,3}|[*†]{1,3}|[ivx]{1,5})[.)]?$")


@dataclass(slots=True)
class Foot:
    """A footnote: its mark, its lines without the mark, the page it stands on."""

    mark: str
    lines: list[Line] = field(default_factory=list)
    page: int = 0


def feet(pages: Sequence[Page], rules: dict[int, list[Box]], body: float) -> list[Foot]:
    """Takes the footnotes off the pages. `rules`: page -> its rules, of which a short one may stand above the notes."""
    found: list[Foot] = []
    for page in pages:
        block, ruled = _block(page, rules.get(page.number, []), body)
        taken: list[Line] = []
        for line in block:
            mark = mark_of(line, ruled=ruled)
            if mark is not None:
                found.append(Foot(mark, [without_mark(line, mark)], page.number))
            elif taken or (ruled and found and found[-1].page == page.number - 1):
                found[-1].lines.append(line)
            else:
                continue
            taken.append(line)
        page.floor = min((line.top for line in taken), default=None)
        gone = {id(line) for line in taken}
        page.lines = [line for line in page.lines if id(line) not in gone]
    return found


def _block(page: Page, rules: Sequence[Box], body: float) -> tuple[list[Line], bool]:
    """The lines of footnotes at the foot of a page, and whether a short rule stands above them."""
    floor = max((part.bottom for part in page.parts), default=0.0)
    below = [line for line in sorted(page.lines, key=lambda each: each.base) if line.top > floor - 1][-MOST:]
    for index, line in enumerate(below):
        above = below[index - 1].base if index else 0.0
        small = all(each.size < body + 0.3 for each in below[index:])
        if small and any(_is_above(rule, line, above, page) for rule in rules):
            return below[index:], True
    small_from = next(
        (at for at in range(len(below)) if all(each.size < body - 0.7 for each in below[at:])), len(below)
    )
    block = below[small_from:]
    first = next((at for at, line in enumerate(block) if line.words[0].raised), None)
    return ([], False) if first is None else (block[first:], False)


def _is_above(rule: Box, line: Line, above: float, page: Page) -> bool:
    """Whether a short rule that is no table's stands right above a line."""
    if any(part.holds(rule.middle, 4) for part in page.parts):
        return False
    short = rule.height < 2 and 20 < rule.width < 0.6 * page.width and abs(rule.left - line.left) < 20
    return short and max(above, line.top - 3 * line.size) - 1 <= rule.top <= line.top + 2


def mark_of(line: Line, *, ruled: bool) -> str | None:
    """The mark a footnote begins with: raised, or as large as the text where a rule stands above."""
    first = line.words[0]
    if len(line.words) < 2 or _MARK.match(first.text) is None:
        return None
    clings = first.raised or (ruled and bool(gap(first, line.words[1]) or line.words[1].size > first.size))
    return first.text.rstrip(".)") if clings else None


def without_mark(line: Line, mark: str) -> Line:
    """The line behind its mark."""
    rest = line.words[1:]
    return Line(rest[0].left, line.top, line.right, line.bottom, rest, line.page)
