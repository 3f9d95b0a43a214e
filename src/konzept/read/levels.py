"""How deep a heading stands: by its number first, then as other headings of its look do."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from konzept.read.blocks import Block, Heading, Paragraph
from konzept.read.marks import chapter, mark
from konzept.wording import line


@dataclass(frozen=True, slots=True)
class Levels:
    """`depths`: level -> depth as the numbered headings show it; `sizes`: of bold lines, the largest first;
    `met`: all levels that occur; `ranks`: where a size stands among the sizes; `known`: the levels with a depth, in order.
    """

    depths: dict[int, int]
    sizes: tuple[float, ...]
    deepest: int
    met: frozenset[int] = frozenset()
    ranks: dict[float | None, int] = field(default_factory=dict)
    known: tuple[int, ...] = ()

    def of(self, block: Heading | Paragraph) -> int:
        """The level of a heading, or of a bold line below all headings."""
        if isinstance(block, Heading):
            return block.level
        return self.deepest + 1 + self.ranks.get(block.size, len(self.sizes))

    def depth(self, level: int, number: str | None) -> int:
        """1 = a main chapter."""
        if number is not None and re.fullmatch(r"\d+(?:\.\d+)*", number):
            return number.count(".") + 1
        if level in self.depths:
            return self.depths[level]
        at = bisect_left(self.known, level)
        above = self.known[at - 1] if at else 0
        between = sum(above < known < level for known in self.met)
        return self.depths.get(above, 0) + between + 1


def stands_out(block: Block) -> bool:
    """A heading, or a bold line that is short enough to be one."""
    if isinstance(block, Paragraph):
        return block.bold and block.list_level is None and len(block.text) <= 200
    return isinstance(block, Heading)


def levels(blocks: tuple[Block, ...]) -> Levels:
    """What the numbered headings of a document say about the others."""
    lines = [block for block in blocks if isinstance(block, Heading | Paragraph) and stands_out(block)]
    sizes = {block.size for block in lines if isinstance(block, Paragraph) and block.size}
    deepest = max((block.level for block in lines if isinstance(block, Heading)), default=0)
    ordered = tuple(sorted(sizes, reverse=True))
    ranks: dict[float | None, int] = {size: rank for rank, size in enumerate(ordered)}
    found = Levels({}, ordered, deepest, ranks=ranks)
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for block in lines:
        text = line(block.text)
        opened = mark(text)
        number = opened.chapter if opened else chapter(text)[0]
        if number is not None:
            votes[found.of(block)][found.depth(0, number)] += 1
    depths = {level: counts.most_common(1)[0][0] for level, counts in votes.items()}
    met = frozenset(block.level for block in lines if isinstance(block, Heading))
    return Levels(depths, ordered, deepest, met, ranks, tuple(sorted(depths)))
