"""Words of a page -> lines: by the line they stand on, raised marks beside their words, wide gaps as tabs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from konzept.read.inline import BULLETS
from konzept.read.pdf_sheet import Box, Word, around

BULLET = re.compile(rf"^[{BULLETS}·●○■□∙–—o\-][\ufe0e\ufe0f]?$")
_RAISED = re.compile(r"^(?:\d{1,3}|[*†]{1,3})[,;]?$")


@dataclass(slots=True)
class Line(Box):
    """Words side by side, from left to right. `page` counts from 1."""

    words: list[Word] = field(default_factory=list)
    page: int = 0
    limit: float = 0.0  # where its column ends; 0 = where the page's text does

    @property
    def base(self) -> float:
        """The line they stand on."""
        return max(self.words, key=lambda word: (word.size, word.width)).base

    @property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        weights: dict[float, int] = {}
        for word in self.words:
            size = round(word.size, 1)
            weights[size] = weights.get(size, 0) + len(word.text)
        return max(weights, key=lambda size: (weights[size], size))

    @property
    def text(self) -> str:
        """Its words with single spaces, wide gaps as tabs."""
        out = self.words[0].text
        for before, word in pairwise(self.words):
            out += gap(before, word) + word.text
        return out

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words if not word.raised)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(word.italic for word in self.words if not word.raised)

    @property
    def color(self) -> str:
        """The colour of its first word."""
        return self.words[0].color

    @property
    def space(self) -> bool:
        """Whether a space was written at its end."""
        return self.words[-1].after

    @property
    def first_width(self) -> float:
        """How much room its first word needs, with all that clings to it."""
        end = self.words[0].right
        for before, word in pairwise(self.words):
            if gap(before, word):
                break
            end = word.right
        return end - self.left


def gap(before: Word, word: Word) -> str:
    """What is between two words of a line: nothing, a space or a tab."""
    size = max(min(before.size, word.size), 1.0)
    room = (word.left - before.right) / size
    if word.tab:
        return "\t"
    if word.raised or (before.raised and not word.spaced):
        return " " if word.spaced and room > 0.1 else ""
    return " " if word.spaced or room > 0.2 else ""


def make(words: Sequence[Word], page: int) -> Line:
    """A line of words that stand side by side."""
    ordered = sorted(words, key=lambda word: word.left)
    box = around(ordered)
    _mark_tabs(ordered)
    return Line(box.left, box.top, box.right, box.bottom, ordered, page)


def _mark_tabs(words: Sequence[Word]) -> None:
    """A gap that is much wider than the line's others, or wide without a space in it, is a tab."""
    rooms = [(word.left - before.right) / max(before.size, word.size, 1.0) for before, word in pairwise(words)]
    usual = sorted(room for room, word in zip(rooms, words[1:], strict=True) if word.spaced)
    space = usual[(len(usual) - 1) // 2] if len(usual) > 1 else 0.3
    for room, word in zip(rooms, words[1:], strict=True):
        word.tab = room > (max(0.9, 2.5 * space) if word.spaced else 0.9)


def lines(words: Iterable[Word], page: int) -> list[Line]:
    """The lines of a page or cell, from top to bottom."""
    upright = sorted((word for word in words if not word.turned), key=lambda word: word.base)
    rows: list[list[Word]] = []
    for word in upright:
        if rows and abs(word.base - rows[-1][0].base) <= max(0.8, 0.1 * word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    found = [make(row, page) for row in _with_raised(rows)]
    found += [make([word], page) for word in words if word.turned]
    return sorted(found, key=lambda line: line.base)


def align_tabs(found: Sequence[Line]) -> None:
    """A word that begins where others nearby begin behind a tab has one before it, too, however narrow."""
    for index, line in enumerate(found):
        if len(line.words) < 2 or line.words[1].tab:
            continue
        first, second = line.words[:2]
        near = [each for each in found[max(index - 4, 0) : index + 5] if len(each.words) > 1]
        behind = [each for each in near if each.words[1].tab and abs(each.words[1].left - second.left) < 1]
        if behind and second.left - first.right > 0.35 * second.size and abs(behind[0].left - line.left) < 1:
            second.tab = True


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Small marks above or below a line stand in it."""
    sizes = [max(word.size for word in row) for row in rows]
    kept: list[list[Word]] = [list(row) for row in rows]
    for index, row in enumerate(rows):
        near = [other for other in (index + 1, index - 1, index + 2, index - 2) if 0 <= other < len(rows)]
        for word in row:
            for other in near:
                if sizes[other] * 0.8 >= word.size and (beside := _beside(word, rows[other])) is not None:
                    word.raised = word.base < beside.base - 0.1 * beside.size and bool(_RAISED.match(word.text))
                    kept[index].remove(word)
                    kept[other].append(word)
                    break
    return [row for row in kept if row]


def _beside(word: Word, row: list[Word]) -> Word | None:
    """The larger word of a row that a small one clings to."""
    for other in row:
        if other.size * 0.8 < word.size or not other.top - 0.3 * other.size < word.middle[1] < other.bottom:
            continue
        if abs(word.base - other.base) > 0.75 * other.size:
            continue
        if min(abs(word.left - other.right), abs(other.left - word.right)) < 0.7 * other.size:
            return other
    return None


def segments(line: Line, least: float = 1.6) -> list[Line]:
    """The parts of a line that wide gaps set apart (`least` in letter sizes), for columns."""
    parts: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        room = (word.left - before.right) / max(min(before.size, word.size), 1.0)
        if room > (least if word.spaced else min(least, 1.2)):
            parts.append([])
        parts[-1].append(word)
    return [make(part, line.page) for part in parts]
