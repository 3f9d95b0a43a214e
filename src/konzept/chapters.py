"""A long handout cut into chapters, for reading on a screen: one for each heading of the first level, more where it is long.

    for chapter in chapters(minutes(...), full=400): handout.html(replace(made, blocks=chapter.blocks))

Nothing is lost, told twice or moved; where a chapter goes on, the headings it stands under are said again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from konzept.write.handout_parts import Block, Handout, Heading, Items, Sheet


@dataclass(frozen=True, slots=True)
class Chapter:
    """Abschnitt: blocks that are read at once. `part` = which heading of the first level it stands under, from 0; -1 = under none."""

    part: int
    blocks: tuple[Block, ...]


def entries(block: Block) -> int:
    """How many things a block lists."""
    return len(block.items) if isinstance(block, Items) else len(block.rows) if isinstance(block, Sheet) else 0


def chapters(made: Handout, full: int) -> list[Chapter]:
    """The chapters, in order. What lists at most `full` things is one; a list or a sheet is never cut."""
    if sum(map(entries, made.blocks)) <= full:
        return [Chapter(0 if any(_begins(block) for block in made.blocks) else -1, made.blocks)]
    found: list[Chapter] = []
    part, blocks, above = -1, list[Block](), list[Heading]()
    for index, block in enumerate(made.blocks):
        if isinstance(block, Heading):
            above = [heading for heading in above if heading.level < block.level]
            if _begins(block) and any(map(entries, blocks)):
                found.append(Chapter(max(part, 0), tuple(blocks)))
                blocks = []
            elif sum(map(entries, blocks)) + _coming(made.blocks, index) > full and any(map(entries, blocks)):
                found.append(Chapter(max(part, 0), tuple(blocks)))
                blocks = list(above)
            part += _begins(block)
            above.append(block)
        blocks.append(block)
    return [*found, Chapter(max(part, 0), tuple(blocks))]


def _begins(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _coming(blocks: Sequence[Block], index: int) -> int:
    """How many things the first list below this heading has."""
    return next((entries(block) for block in blocks[index + 1 :] if entries(block)), 0)
