"""Tables without upright rules: rows by level rules, colours or gaps; columns where no word ever stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from konzept.read.labels import meaning
from konzept.read.pdf_grid import SNAP, Bundle, Grid, grid
from konzept.read.pdf_lines import Line, lines, make
from konzept.read.pdf_sheet import Box, Fill, Sheet, Word

GUTTER = 3.5  # points without a word between two columns, at least
SHORT = 60.0  # points; a shorter rule is an underline
_NUMBER = re.compile(r"^(?:[A-ZÄÖÜ]{1,3}[ .]?)?\d{1,3}(?:\.\d{1,2})*[a-z]?[.)]?$")
_CHAPTER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?$")
_PAGE = re.compile(r"^(?:\d{1,3}|[ivxl]{1,6})$")


@dataclass(slots=True)
class Band:
    """What stands between two rules, or between two gaps: lines, each with its runs of words."""

    top: float
    bottom: float
    lines: list[list[Line]] = field(default_factory=list)
    fill: bool = False

    @property
    def runs(self) -> list[Line]:
        """All runs of words in it."""
        return [run for line in self.lines for run in line]

    @property
    def several(self) -> bool:
        """Whether words stand beside each other in it, more than a heading and its number."""
        return any(len(line) > 1 and not _is_numbered(line) for line in self.lines)


def _is_numbered(line: Sequence[Line]) -> bool:
    """Whether a line is a heading whose number stands apart: "3.2   Wohnen"."""
    return len(line) == 2 and all(run.bold for run in line) and _CHAPTER.match(line[0].text) is not None


def runs(line: Line) -> list[Line]:
    """A line's words as they cling together: a cell's words never more than a space apart."""
    parts: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        room = (word.left - before.right) / max(min(before.size, word.size), 1.0)
        if room > (1.1 if word.spaced else 0.45):
            parts.append([])
        parts[-1].append(word)
    return [make(part, line.page) for part in parts]


def ruled(sheet: Sheet, found: Iterable[Bundle], words: Sequence[Word]) -> list[Grid]:
    """Tables whose rows are parted by level rules alone."""
    levels = sorted((rule for each in found if not each.plumbs for rule in each.levels), key=lambda rule: rule.top)
    out: list[Grid] = []
    for group in _same_width([rule for rule in levels if rule.width >= SHORT]):
        wide = [rule for rule in group if rule.width > group[0].width - 2 * SNAP]
        bands = [_band(one.top, other.top, one, words) for one, other in pairwise(wide) if other.top - one.top > SNAP]
        for table in _tables(bands, wide[0], sheet.fills):
            inner = [rule for rule in group if table[0].top - 1 <= rule.top <= table[-1].bottom + 1]
            out += _grid(table, inner, wide[0], sheet.fills)
    return out


def _same_width(levels: list[Box]) -> list[list[Box]]:
    """Rules that begin and end alike, each with the shorter ones between them."""
    groups: list[list[Box]] = []
    for rule in sorted(levels, key=lambda each: -each.width):
        for group in groups:
            first = group[0]
            if rule.left >= first.left - SNAP and rule.right <= first.right + SNAP:
                edge = min(abs(rule.left - first.left), abs(rule.right - first.right)) < 2 * SNAP
                if edge:
                    group.append(rule)
                    break
        else:
            groups.append([rule])
    return [[group[0], *sorted(group[1:], key=lambda rule: rule.top)] for group in groups if len(group) > 1]


def _band(top: float, bottom: float, rule: Box, words: Sequence[Word]) -> Band:
    inside = [
        word
        for word in words
        if top < word.middle[1] < bottom and rule.left - SNAP <= word.middle[0] <= rule.right + SNAP
    ]
    return Band(top, bottom, [runs(line) for line in lines(inside, 0)])


def _tables(bands: list[Band], rule: Box, fills: Sequence[Fill]) -> Iterable[list[Band]]:
    """Bands below each other that are rows, without the headings and sentences between two tables."""
    usual = _usual([band for band in bands if band.several], rule)
    table: list[Band] = []
    for band in bands:
        if not band.lines or (usual is not None and _is_outside(band, usual, rule, fills)):
            if table:
                yield table
            table = []
        else:
            table.append(band)
    if table:
        yield table


def _usual(rows: Sequence[Band], rule: Box) -> tuple[float, float, float, float] | None:
    """Of rows with several cells: room to the left, above and below the words, and their size."""
    if not rows:
        return None
    return (
        median(min(run.left for run in row.runs) - rule.left for row in rows),
        median(min(run.top for run in row.runs) - row.top for row in rows),
        median(row.bottom - max(run.bottom for run in row.runs) for row in rows),
        median(run.size for row in rows for run in row.runs),
    )


def _is_outside(band: Band, usual: tuple[float, float, float, float], rule: Box, fills: Sequence[Fill]) -> bool:
    """Whether what stands between two rules is no row: it begins at the margin, is larger or has more room around."""
    if band.several or any(fill.top < (band.top + band.bottom) / 2 < fill.bottom for fill in fills):
        return False
    left, above, below, size = usual
    top, bottom = min(run.top for run in band.runs), max(run.bottom for run in band.runs)
    at_margin = left > 2 and min(run.left for run in band.runs) - rule.left < left - 1.5
    roomy = top - band.top > above + 4 or band.bottom - bottom > below + 4
    return at_margin or roomy or max(run.size for run in band.runs) > 1.25 * size


def _grid(bands: list[Band], levels: Sequence[Box], rule: Box, fills: Sequence[Fill]) -> Iterable[Grid]:
    """The cells of bands, where they have columns."""
    gutters = columns(bands, fills)
    if not gutters or not _is_table(bands, len(gutters) + 1):
        return
    bundle = Bundle(list(levels))
    bundle.plumbs = [Box(x, bands[0].top, x, bands[-1].bottom) for x in (rule.left, rule.right)]
    for band in bands:
        for x in gutters:
            if not any(run.left < x < run.right for run in band.runs) and not _across(band, x, fills):
                bundle.plumbs.append(Box(x, band.top, x, band.bottom))
    found = grid(bundle, fills)
    if found is not None:
        yield found


def _across(band: Band, x: float, fills: Sequence[Fill]) -> bool:
    """Whether one coloured box goes over a place between columns: a cell over both."""
    middle = (band.top + band.bottom) / 2
    return any(fill.left + SNAP < x < fill.right - SNAP and fill.top < middle < fill.bottom for fill in fills)


def columns(bands: Sequence[Band], fills: Sequence[Fill] = ()) -> list[float]:
    """Where columns part: at a colour's edge, else right before the words of the next column."""
    inside = [fill for fill in fills if any(band.top < fill.middle[1] < band.bottom for band in bands)]
    edges = Counter(round(edge, 1) for fill in inside for edge in (fill.left, fill.right))
    found: list[float] = []
    for end, left in sorted((*_never_covered(bands), *_aligned(bands), *_labelled(bands)), key=lambda room: room[1]):
        between = [edge for edge in edges if end - 1 < edge < left + 1]
        at = max(between, key=lambda edge: edges[edge]) if between else left - min(3.0, (left - end) / 2)
        if not found or at - found[-1] > 6:
            found.append(at)
    return found


def _never_covered(bands: Sequence[Band]) -> Iterable[tuple[float, float]]:
    """Rooms that no word covers in any row with several cells."""
    spans = sorted((run.left, run.right) for band in bands if band.several for run in band.runs)
    end: float | None = None
    for left, right in spans:
        if end is not None and left - end >= GUTTER:
            yield end, left
        end = right if end is None else max(end, right)


def _aligned(bands: Sequence[Band]) -> Iterable[tuple[float, float]]:
    """Rooms before words that begin at the same place in two rows at least, though a longer cell may cover them elsewhere."""
    starts: list[tuple[float, float, int]] = []
    for number, band in enumerate(bands):
        for line in band.lines:
            starts += [(run.left, before.right, number) for before, run in pairwise(line)]
    starts.sort()
    groups: list[list[tuple[float, float, int]]] = []
    for start in starts:
        if groups and start[0] - groups[-1][0][0] < 1.5:
            groups[-1].append(start)
        else:
            groups.append([start])
    for group in groups:
        rooms = [(right, left) for left, right, _ in group if left - right >= GUTTER]
        if len({number for *_, number in group}) > 1 and rooms:
            yield max(right for right, _ in rooms), min(left for _, left in rooms)


def _labelled(bands: Sequence[Band]) -> Iterable[tuple[float, float]]:
    """Rooms beside a second label of a row: label, value, label, value."""
    for band in bands:
        for line in band.lines:
            if len(line) == 4 and _is_label(line[0]) and _is_label(line[2]) and not line[1].bold:
                yield from ((before.right, run.left) for before, run in pairwise(line[1:]))


def _is_table(bands: Sequence[Band], wide: int) -> bool:
    """Whether there is enough of it: several rows, three columns, or labels."""
    several = [band for band in bands if band.several]
    return len(several) > 1 or wide > 2 or any(_is_label(band.lines[0][0]) for band in several)


def _is_label(run: Line) -> bool:
    return run.bold or meaning(run.text) is not None


# --- by colours and gaps ------------------------------------------------------------------------------------------


def plain(sheet: Sheet, words: Sequence[Word]) -> list[Grid]:
    """Tables without any rules: words stand below each other in columns, titles and heads may be coloured."""
    out: list[Grid] = []
    for block in _blocks([(line, runs(line)) for line in lines(words, 0)], sheet.fills):
        bands = _rows(block, sheet.fills)
        gutters = columns(bands, sheet.fills)
        if not gutters or not _is_plain_table(bands, len(gutters) + 1):
            continue
        inside = [run for band in bands for run in band.runs]
        left, right = min(run.left for run in inside) - 2, max(run.right for run in inside) + 2
        over = [fill for fill in sheet.fills if bands[0].top < fill.middle[1] < bands[-1].bottom]
        rule = Box(min([left, *(fill.left for fill in over)]), 0, max([right, *(fill.right for fill in over)]), 0)
        edges = [*(band.top for band in bands), bands[-1].bottom]
        out += _grid(bands, [Box(rule.left, y, rule.right, y) for y in edges], rule, sheet.fills)
    return out


Parted = tuple[Line, list[Line]]


def _blocks(parted: list[Parted], fills: Sequence[Fill]) -> Iterable[list[Parted]]:
    """Lines below each other that keep to the same columns."""
    block: list[Parted] = []
    for line, parts in parted:
        if block and not _keeps(block, line, parts, fills):
            yield from _trimmed(block, fills)
            block = []
        if block or len(parts) > 1 or _coloured(line, fills):
            block.append((line, parts))
    yield from _trimmed(block, fills)


def _coloured(line: Line, fills: Sequence[Fill]) -> Fill | None:
    return next((fill for fill in fills if fill.holds(line.middle) and fill.width > line.width), None)


def _keeps(block: list[Parted], line: Line, parts: list[Line], fills: Sequence[Fill]) -> bool:
    """Whether a line goes on in the columns of those above it."""
    if line.base - block[-1][0].base > 3.6 * line.size:
        return False
    if _coloured(line, fills):
        return True
    starts = [run.left for _, above in block if len(above) > 1 for run in above[1:]]
    if not starts:
        return len(parts) > 1
    if len(parts) > 1:
        known = [run for run in parts[1:] if any(abs(run.left - x) < 3 for x in starts)]
        return len(known) * 2 >= len(parts) - 1
    return any(abs(line.left - x) < 12 for x in starts) or line.right < min(starts) - GUTTER


def _trimmed(block: list[Parted], fills: Sequence[Fill]) -> Iterable[list[Parted]]:
    """Without lines at the end that stand alone."""
    last = max((at for at, (line, parts) in enumerate(block) if len(parts) > 1), default=-1)
    while last + 1 < len(block) and block[last + 1][0].left > block[0][0].left + 12:
        last += 1
    if last >= 0:
        yield block[: last + 1]


def _rows(block: list[Parted], fills: Sequence[Fill]) -> list[Band]:
    """The rows of a block: where a gap is wider than between the lines of a cell, or a colour begins."""
    gaps = [round((other[0].base - one[0].base) * 2) / 2 for one, other in pairwise(block)]
    usual = [gap for gap in gaps if gap > 0.9 * block[0][0].size]
    common = Counter(usual).most_common(4)
    leading = min((gap for gap, count in common if count > 1), default=min(usual, default=12.0))
    first = min(line.left for line, _ in block)
    bands: list[Band] = []
    before: Parted | None = None
    for line, parts in block:
        if before is None or _begins_row(before, line, parts, leading, first, fills, bands[-1]):
            bands.append(Band(line.top - 2, line.bottom + 2))
        bands[-1].lines.append(parts)
        bands[-1].bottom = max(bands[-1].bottom, line.bottom + 2)
        before = (line, parts)
    for one, other in pairwise(bands):
        one.bottom = other.top = (one.lines[-1][0].bottom + min(run.top for run in other.lines[0])) / 2
    return bands


def _begins_row(
    before: Parted, line: Line, parts: list[Line], leading: float, first: float, fills: Sequence[Fill], band: Band
) -> bool:
    if _coloured(line, fills) is not _coloured(before[0], fills):
        above, here = _coloured(before[0], fills), _coloured(line, fills)
        if above is None or here is None or abs(above.top - here.top) > SNAP:
            return True
    keyed = line.left - first < 3
    if line.base - before[0].base > 1.3 * leading:
        return keyed or not band.several
    if not keyed or len(parts) < 2 or _goes_on(before, parts[0], first):
        return False
    new = _is_label(parts[0]) or _NUMBER.match(parts[0].text) or before[0].left - first >= 3
    return bool(new) or line.base - before[0].base > 1.06 * leading


def _goes_on(before: Parted, run: Line, first: float) -> bool:
    """Whether a label goes on in the next line: behind a hyphen, or cut without one ("Umsetzungssch" / "ritte")."""
    above = before[1][0]
    cut = above.text[-1].islower() and run.text.islower() and meaning(above.text) is None
    return above.left - first < 3 and (above.text.endswith("-") or (cut and meaning(above.text + run.text) is not None))


def _is_plain_table(bands: Sequence[Band], wide: int) -> bool:
    several = [band for band in bands if band.several]
    heads = [band.lines[0][0] for band in several]
    if wide == 2 and sum(bool(_PAGE.match(band.lines[0][-1].text)) for band in several) * 2 > len(several):
        return False  # a table of contents
    if all(_NUMBER.match(head.text) for head in heads) and all(run.bold for band in several for run in band.runs):
        return False  # numbered headings below each other
    labels = sum(_is_label(head) for head in heads)
    if wide == 2:
        return labels > 1 and labels * 2 >= len(heads)
    known = max((sum(meaning(run.text) is not None for run in band.runs) for band in bands[:3]), default=0)
    prose = all(len(run.words) > 3 for band in several for run in band.lines[0])
    return len(several) > 1 and not prose and (known > 1 or len(several) > 2)
