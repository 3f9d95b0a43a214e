"""Which block, row and paragraph of the new document is which of the old one; what moved goes and comes.

Law: the old halves of the pairs give the old sequence, the new halves the new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeGuard, TypeVar

from konzept.comparison import LIKE
from konzept.write.tracked.sheet import Block, Cell, Paragraph, Row, Table

Item = TypeVar("Item", bound=Paragraph | Table | Row)
Pair = tuple[Item | None, Item | None]
MANY = 40_000  # so many pairs between two gaps are not compared one by one: nothing stands where it stood


@dataclass(slots=True)
class Aligner:
    """Pairs blocks and rows, and remembers which numbered list of the old document goes on in which of the new one."""

    lists: dict[int, int] = field(default_factory=dict)

    def blocks(self, old: Sequence[Block], new: Sequence[Block]) -> list[Pair[Block]]:
        """The blocks of the body; what goes stands before what comes."""
        return list(self._agreed(_paired(old, new, _block_keys, _likeness)))

    def rows(self, old: Table, new: Table) -> list[Pair[Row]]:
        """The rows of two tables that are one."""
        return list(_paired(old.rows, new.rows, _row_keys, lambda _old, _new: 0.0))

    def cell(self, old: Cell, new: Cell) -> list[Pair[Paragraph]]:
        """The paragraphs of two cells that are one."""
        pairs = _paired(old.paragraphs, new.paragraphs, _paragraph_keys, _likeness)
        return [pair for pair in self._agreed(pairs) if _is_of_paragraphs(pair)]

    def _agreed(self, pairs: Iterable[Pair[Block]] | Iterable[Pair[Paragraph]]) -> Iterator[Pair[Block]]:
        """An item of a list is the same only where the list is: its number depends on what stands before it."""
        for old, new in pairs:
            if isinstance(old, Paragraph) and isinstance(new, Paragraph) and not self._one_list(old.list, new.list):
                yield old, None
                yield None, new
            else:
                yield old, new

    def _one_list(self, old: int, new: int) -> bool:
        if old not in self.lists and new in self.lists.values():
            return False
        return self.lists.setdefault(old, new) == new


def _is_of_paragraphs(pair: Pair[Block]) -> TypeGuard[Pair[Paragraph]]:
    """What a cell holds."""
    return not any(isinstance(each, Table) for each in pair)


def _paired(
    old: Sequence[Item],
    new: Sequence[Item],
    keys: Callable[[Sequence[Item]], list[Hashable]],
    like: Callable[[Item, Item], float],
) -> Iterator[Pair[Item]]:
    """The same keys in order first; between them the likest."""
    matcher = SequenceMatcher(None, keys(old), keys(new), autojunk=False)
    for op, low, high, start, end in matcher.get_opcodes():
        if op == "equal":
            yield from zip(old[low:high], new[start:end], strict=True)
        else:
            yield from _between(old[low:high], new[start:end], like)


def _between(old: Sequence[Item], new: Sequence[Item], like: Callable[[Item, Item], float]) -> Iterator[Pair[Item]]:
    """Pairs in order with the greatest likeness in all."""
    i = j = 0
    for low, start in _likest(old, new, like) if len(old) * len(new) <= MANY else ():
        yield from ((each, None) for each in old[i:low])
        yield from ((None, each) for each in new[j:start])
        yield old[low], new[start]
        i, j = low + 1, start + 1
    yield from ((each, None) for each in old[i:])
    yield from ((None, each) for each in new[j:])


def _likest(old: Sequence[Item], new: Sequence[Item], like: Callable[[Item, Item], float]) -> Iterator[tuple[int, int]]:
    """The indexes of each pair."""
    likeness = [[like(one, other) for other in new] for one in old]
    # best[i][j]: likeness in all of what begins at old[i] and new[j], filled from the end.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _likeness(old: Block, new: Block) -> float:
    """Share of common words of two paragraphs of one sort, 0 where it is too small to mean anything."""
    if not isinstance(old, Paragraph) or not isinstance(new, Paragraph):
        return 0.0
    if (old.sort, old.names) != (new.sort, new.names):
        return 0.0
    one, other = (Counter(atom.text for atom in each.atoms if not atom.text.isspace()) for each in (old, new))
    total = one.total() + other.total()
    likeness = 2 * (one & other).total() / total if total else 1.0
    return likeness if likeness >= LIKE else 0.0


def _paragraph_keys(paragraphs: Sequence[Block]) -> list[Hashable]:
    """A head is known by its name, anything else by its words."""
    return [(each.sort, each.names or each.text) if isinstance(each, Paragraph) else ("table",) for each in paragraphs]


def _block_keys(blocks: Sequence[Block]) -> list[Hashable]:
    """A table is known by the head it stands below."""
    keys = _paragraph_keys(blocks)
    head: tuple[str, ...] = ()
    below: Counter[tuple[str, ...]] = Counter()
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            head = block.names or head
        else:
            below[head] += 1
            keys[index] = ("table", head, below[head], max(len(row.cells) for row in block.rows))
    return keys


def _row_keys(rows: Sequence[Row]) -> list[Hashable]:
    """A row is known by its name, or by the named one above it and what its first cell says."""
    keys: list[Hashable] = []
    owner: tuple[str, ...] = ()
    seen: Counter[Hashable] = Counter()
    for index, row in enumerate(rows):
        names = tuple(name for cell in row.cells for each in cell.paragraphs for name in each.names)
        owner = names or owner
        label = "" if names or index == 0 else " ".join(each.text for each in row.cells[0].paragraphs)
        key = (owner, label, tuple(cell.properties for cell in row.cells))
        seen[key] += 1
        keys.append((key, seen[key]))
    return keys
