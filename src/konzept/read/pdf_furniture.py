"""Page headers, footers and page numbers: what comes again at the same edge of pages, or counts them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from konzept.read.blocks import Doubt
from konzept.read.marks import mark
from konzept.read.pdf_lines import Line
from konzept.read.pdf_tables import Part

EDGE = 0.14  # share of the page's height where headers and footers stand
DEEP = 5  # lines from an edge that are looked at
ALONE = re.compile(
    r"^[-–—|\s]*(?:Seite|S\.)?\s*(?:\d{1,3}|[ivxl]{1,6})(?:\s*(?:von|/|\|)\s*\d{1,3})?[-–—|\s]*$", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


@dataclass(slots=True)
class Page:
    """What stands on a page outside and inside of tables, from top to bottom."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    floor: float | None = None  # where its footnotes begin


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near an edge: `far` = points from that edge."""

    page: Page
    line: Line
    top: bool
    far: float


def without_furniture(pages: Sequence[Page]) -> list[Doubt]:
    """Takes headers, footers and page numbers off the pages; what they were, one sentence for each."""
    edges = [edge for page in pages for edge in _edges(page)]
    need = 3 if len(pages) >= 5 else 2
    found: dict[int, str] = {}
    for edge in edges:
        if ALONE.match(edge.line.text) and _is_alone(edge):
            found[id(edge.line)] = "Seitenzahl"
        elif all(word.role == "Artifact" for word in edge.line.words):
            found[id(edge.line)] = "Kopf- oder Fußzeile"
    _repeated(edges, need, found)
    _counting(edges, need, found)
    _same_place(edges, len(pages), found)
    _only_apart(pages, found)
    doubts = list(_told([edge for edge in edges if id(edge.line) in found], found))
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in found]
    return doubts + _repeated_tables(pages, need)


def _edges(page: Page) -> Iterable[_Edge]:
    ordered = sorted(page.lines, key=lambda line: line.top)
    for line in ordered[:DEEP]:
        if line.top < EDGE * page.height and all(line.top < part.bottom for part in page.parts):
            yield _Edge(page, line, top=True, far=line.base)
    for line in ordered[-DEEP:]:
        if line.bottom > (1 - EDGE) * page.height and all(line.bottom > part.top for part in page.parts):
            yield _Edge(page, line, top=False, far=page.height - line.base)


def _is_alone(edge: _Edge) -> bool:
    """Whether nothing stands between the line and the edge, and a gap is on its other side."""
    for other in edge.page.lines:
        beyond = other.base < edge.line.base - 1 if edge.top else other.base > edge.line.base + 1
        near = abs(other.base - edge.line.base) < 1.6 * edge.line.size and other is not edge.line
        if (beyond and not ALONE.match(other.text)) or near:
            return False
    return True


def _repeated(edges: list[_Edge], need: int, found: dict[int, str]) -> None:
    """The same words at the same place on several pages."""
    groups: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.top, edge.line.text].append(edge)
    for group in groups.values():
        for edge in group:
            same = {other.page.number for other in group if abs(other.far - edge.far) < 4}
            if len(same) >= need:
                found.setdefault(id(edge.line), "Kopf- oder Fußzeile")


def _counting(edges: list[_Edge], need: int, found: dict[int, str]) -> None:
    """The same words with a number that grows with the pages."""
    groups: dict[tuple[bool, str, str, int], dict[int, _Edge]] = defaultdict(dict)
    for edge in edges:
        text = edge.line.text
        for number in _NUMBER.finditer(text):
            key = (edge.top, text[: number.start()], text[number.end() :], int(number[0]) - edge.page.number)
            groups[key][edge.page.number] = edge
    for group in groups.values():
        if len(group) >= need and mark(next(iter(group.values())).line.text) is None:
            for edge in group.values():
                found.setdefault(id(edge.line), "Kopf- oder Fußzeile mit Seitenzahl")


def _same_place(edges: list[_Edge], pages: int, found: dict[int, str]) -> None:
    """Headers that name the chapter: others at their place are headers on most pages."""
    for edge in edges:
        if id(edge.line) in found or mark(edge.line.text) is not None:
            continue
        there = [other for other in edges if other.top == edge.top and abs(other.far - edge.far) < 1.5]
        alike = [other for other in there if abs(other.line.size - edge.line.size) < 0.3 and id(other.line) in found]
        if len(alike) >= max(3, 0.5 * len(there)) and len({o.page.number for o in there}) >= 0.5 * pages:
            beside = [line for line in edge.page.lines if 1 < abs(line.base - edge.line.base) < 1.8 * edge.line.size]
            if not [line for line in beside if id(line) not in found]:
                found[id(edge.line)] = "Kopf- oder Fußzeile"


def _only_apart(pages: Sequence[Page], found: dict[int, str]) -> None:
    """What stands right above or below text of the same look is no header or footer."""
    for page in pages:
        kept = [line for line in page.lines if id(line) not in found]
        for line in page.lines:
            near = [other for other in kept if abs(other.base - line.base) < 1.4 * line.size]
            near = [other for other in near if abs(other.size - line.size) < 0.3 and other.bold == line.bold]
            if id(line) in found and any(other.left < line.right and line.left < other.right for other in near):
                del found[id(line)]


def _told(edges: list[_Edge], found: dict[int, str]) -> Iterable[Doubt]:
    groups: dict[tuple[str, bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        what = found[id(edge.line)]
        words = "" if what == "Seitenzahl" else edge.line.text
        if "mit Seitenzahl" in what:
            words = _open(words, edge.page.number)
        groups[what, edge.top, words].append(edge)
    for (what, _, words), group in groups.items():
        numbers = sorted({edge.page.number for edge in group})
        shown = f": „{' '.join(words.split())}“" if words else f": {group[0].line.text} bis {group[-1].line.text}"
        yield Doubt(None, "Seitenrand", "left_out", f"Nicht übernommen ({what}, {pages_named(numbers)}){shown}.")


def _open(words: str, page: int) -> str:
    """The words with an ellipsis for the page's number."""
    numbers = list(_NUMBER.finditer(words))
    nearest = min(numbers, key=lambda number: abs(int(number[0]) - page))
    return words[: nearest.start()] + "…" + words[nearest.end() :]


def pages_named(numbers: Sequence[int]) -> str:
    """Page numbers in words: "Seite 3", "Seiten 1–4, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"{'Seite' if len(numbers) == 1 else 'Seiten'} {named}"


def _repeated_tables(pages: Sequence[Page], need: int) -> list[Doubt]:
    """Headers and footers that are set as a table: the same words at the same edge, nothing else in it."""
    groups: dict[str, list[tuple[Page, Part]]] = defaultdict(list)
    for page in pages:
        for part in page.parts:
            if part.bottom < EDGE * page.height or part.top > (1 - EDGE) * page.height:
                words = " · ".join(word for row in part.rows for word in row.words if word)
                groups[_NUMBER.sub("#", words)].append((page, part))
    doubts = []
    for group in groups.values():
        if len({page.number for page, _ in group}) < need:
            continue
        numbers = sorted({page.number for page, _ in group})
        words = " · ".join(word for row in group[0][1].rows for word in row.words if word)
        sentence = f"Nicht übernommen (Kopf- oder Fußzeile, {pages_named(numbers)}): „{words}“."
        doubts.append(Doubt(None, "Seitenrand", "left_out", sentence))
        for page, part in group:
            page.parts.remove(part)
    return doubts
