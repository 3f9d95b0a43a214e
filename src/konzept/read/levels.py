"""How deep a heading stands: by its number first, then as other headings of its look do."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from konzept.read.blocks import Block, Heading, Paragraph
from konzept.read.marks import chapter, mark
from konzept.wording import line


@dataclass(frozen=True, slots=True)
class Levels:
    """`depths`: level -> depth as the numbered headings show it; `sizes`: of bold lines, the largest first;
    `met`: all levels that occur.
    """

    depths: dict[int, int]
    sizes: tuple[float, ...]
    deepest: int
    met: frozenset[int] = frozenset()

    def of(self, block: Heading | Paragraph) -> int:
        """The level of a heading, or of a bold line below all headings."""
        if isinstance(block, Heading):
            return block.level
        rank = self.sizes.index(block.size) if block.size in self.sizes else len(self.sizes)
        return self.deepest + 1 + rank

    def depth(self, level: int, number: str | None) -> int:
        """1 = a main chapter."""
        if number is not None and re.fullmatch(r"\d+(?:\.\d+)*", number):
            return number.count(".") + 1
        if level in self.depths:
            return self.depths[level]
        above = max((known for known in self.depths if known < level), default=0)
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
    found = Levels({}, tuple(sorted(sizes, reverse=True)), deepest)
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for block in lines:
        text = line(block.text)
        opened = mark(text)
        number = opened.chapter if opened else chapter(text)[0]
        if number is not None:
            votes[found.of(block)][found.depth(0, number)] += 1
    depths = {level: counts.most_common(1)[0][0] for level, counts in votes.items()}
    return Levels(depths, found.sizes, deepest, frozenset(block.level for block in lines if isinstance(block, Heading)))
