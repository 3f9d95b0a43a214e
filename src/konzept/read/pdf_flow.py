"""Pages -> paragraphs and whole tables in reading order, over the pages' ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from konzept.read.pdf_columns import in_order
from konzept.read.pdf_furniture import Page
from konzept.read.pdf_join import goes_on, join
from konzept.read.pdf_lines import Line, align_tabs
from konzept.read.pdf_tables import Part, PartCell, cell_right, filled
from konzept.read.pdf_text import Habits, Para, begins, begins_with_label, changes_look, ends, is_full, mark_of

Flowing = Para | Part


def habits_of(pages: Sequence[Page]) -> Habits:
    """What the lines of a document have in common."""
    weights: Counter[float] = Counter()
    outside: list[tuple[Line, Line, float]] = []
    for page in pages:
        right = max((line.right for line in page.lines), default=0.0)
        outside += [(one, other, right) for one, other in pairwise(page.lines)]
        for line in page.lines:
            weights[line.size] += len(line.text)
    cells = list(_cells(part for page in pages for part in page.parts))
    inside = [(one, other, cell_right(cell)) for cell in cells for one, other in pairwise(cell.lines)]
    for line in () if weights else (line for cell in cells for line in cell.lines):
        weights[line.size] += len(line.text)
    full = [(one, other) for one, other, right in (*outside, *inside) if is_full(one, other, right)]
    broken = [one for one, _ in full if not one.text.endswith("-")]
    return Habits(
        spaces=sum(one.space for one in broken) * 3 > len(broken) * 2,
        leading=_leading(outside),
        inside=_leading(inside),
        body=weights.most_common(1)[0][0] if weights else 10.0,
        known=_known(pages),
    )


def _leading(pairs: Iterable[tuple[Line, Line, float]]) -> dict[float, float]:
    """From one line to the next where the first is full, by letter size."""
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    for one, other, right in pairs:
        near = abs(one.size - other.size) < 0.2 and 0.9 * one.size < other.base - one.base < 2.6 * one.size
        if near and is_full(one, other, right):
            gaps[round(one.size, 1)][round((other.base - one.base) * 2) / 2] += 1
    return {size: _usual(counts) for size, counts in gaps.items()}


def _known(pages: Sequence[Page]) -> frozenset[str]:
    """Words that no line's end can have cut: between others, or with a space or a mark beside them."""
    groups = [page.lines for page in pages] + [
        cell.lines for cell in _cells(part for page in pages for part in page.parts)
    ]
    found: set[str] = set()
    for lines in groups:
        whole = True
        for line in lines:
            texts = [word.text for word in line.words]
            ends_whole = line.space or texts[-1][-1] in ".,;:!?)"
            found.update(texts[0 if whole else 1 : None if ends_whole else -1])
            whole = ends_whole
    bare = (word.strip('.,;:()„“"!?').casefold() for word in found)
    return frozenset(word for word in bare if len(word) > 1)


def _usual(counts: Counter[float]) -> float:
    """The most frequent gap, of nearly equal ones the smaller."""
    most = counts.most_common(1)[0][1]
    return min(gap for gap, count in counts.items() if count >= 0.5 * most)


def _cells(parts: Iterable[Part]) -> Iterable[PartCell]:
    for part in parts:
        for row in part.rows:
            for cell in row.cells:
                if cell.lines and not cell.merged:
                    yield cell


def flow(pages: Sequence[Page], habits: Habits) -> list[Flowing]:
    """Everything in reading order: paragraphs and tables, whole over pages."""
    rights = _rights(pages)
    floor = _floors(pages)
    out: list[Flowing] = []
    ended: dict[int, int] = {}  # table -> the page it has reached
    for page in pages:
        items = in_order(page.lines, page.parts)
        align_tabs([item for item in items if isinstance(item, Line)])
        for index, item in enumerate(items):
            last = out[-1] if out else None
            if isinstance(item, Line):
                _take(out, item, item.limit or rights[round(page.width)], habits)
                continue
            item.rows = filled(item.rows)
            follows = index == 0 and isinstance(last, Part) and ended[id(last)] == page.number - 1
            if follows and isinstance(last, Part) and goes_on(last, item, floor[page.number - 1]):
                join(last, item, habits)
                ended[id(last)] = page.number
                continue
            out.append(item)
            ended[id(item)] = page.number
    return out


def _rights(pages: Sequence[Page]) -> dict[int, float]:
    """How far the lines reach on pages of one width."""
    reach: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        reach[round(page.width)] += [line.right for line in page.lines]
    return {width: _farthest(sorted(found)) for width, found in reach.items() if found}


def _farthest(rights: Sequence[float]) -> float:
    """Where text ends, from the lines' ends in order: a few that reach farther, or one far beyond all others, show nothing."""
    kept = rights[: len(rights) - len(rights) // 100]
    alone = len(kept) > 3 and kept[-1] - kept[-2] > 30
    return kept[-2 if alone else -1]


def _floors(pages: Sequence[Page]) -> dict[int, float]:
    """How far down the text of a page could have gone: as far as on any page of its height."""
    deepest: dict[int, float] = defaultdict(float)
    for page in pages if len(pages) < 3 else ():  # too few pages show nothing
        deepest[round(page.height)] = 0.8 * page.height
    for page in pages:
        ends_at = [*(line.bottom for line in page.lines), *(part.bottom for part in page.parts)]
        deepest[round(page.height)] = max([deepest[round(page.height)], *ends_at])
    return {page.number: page.floor or deepest[round(page.height)] for page in pages}


def _take(out: list[Flowing], line: Line, right: float, habits: Habits) -> None:
    last = out[-1] if out else None
    if isinstance(last, Para) and not _parts(last, line, habits):
        last.lines.append(line)
    else:
        out.append(Para([line], mark_of(line), right))


def _parts(para: Para, line: Line, habits: Habits) -> bool:
    """Whether a line begins a paragraph of its own after those of another."""
    before = para.lines[-1]
    if line.page != before.page or line.base < before.base - 1:
        return _parts_over(para, line, habits)
    if begins(para, line, para.right, habits, habits.leading):
        return True
    step = 0.8 * line.size
    if abs(line.middle[0] - before.middle[0]) < 3:
        return False  # centred
    if len(para.lines) == 1:
        return line.left < before.left - step and para.mark is not None
    return abs(line.left - before.left) > step


def _parts_over(para: Para, line: Line, habits: Habits) -> bool:
    """The same where a page or column ends between them."""
    before = para.lines[-1]
    if before.size > 1.08 * habits.body or line.page > before.page + 1:  # a heading ends with its page
        return True
    if mark_of(line) is not None or changes_look(before, line) or begins_with_label(before, line):
        return True
    if ends(before, line, para.right, habits):
        return True
    if before.text[-1] in ".:!?" and not (habits.spaces and before.space):
        return not line.text[0].islower()
    return False
