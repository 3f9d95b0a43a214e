"""Two texts word by word: what stays, what goes, what comes. List items and paragraphs are compared one by one.

Law: the segments "=" and "-" give the old text, "=" and "+" the new one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import attrgetter
from typing import Literal

from konzept.wording import words

NEARLY = 0.95  # share of common words from which two runs of blocks are the same words, only divided elsewhere
LIKE = 0.3  # share of common words from which two blocks are two wordings of one, and not one for another
_BLOCK = re.compile(r"(?<=\n)(?=[ \t]*(?:[-*+•]|\d+[.)]) )|(?<=\n\n)(?=\S)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that stays ("="), goes ("-") or comes ("+")."""

    op: Literal["=", "-", "+"]
    text: str


def compared(old: str, new: str) -> tuple[Segment, ...]:
    """The segments from one text to the other; neighbours differ in op, and what goes stands before what comes."""
    if old == new:
        return (Segment("=", old),) if old else ()
    pairs = _aligned(_BLOCK.split(old), _BLOCK.split(new))
    return tuple(_merged(segment for pair in pairs for segment in _joined(_refined(*pair))))


Step = tuple[str, str]  # an old and a new run; both the same where it stays


def _merged(segments: Iterable[Segment]) -> Iterator[Segment]:
    for op, run in groupby(segments, key=attrgetter("op")):
        yield Segment(op, "".join(segment.text for segment in run))


def _joined(steps: Iterable[Step]) -> Iterator[Segment]:
    """All that goes and comes between two words that stay is one change."""
    gone = come = ""
    for old, new in steps:
        if old != new:
            gone, come = gone + old, come + new
        elif old:
            yield from _change(gone, come)
            yield Segment("=", old)
            gone = come = ""
    yield from _change(gone, come)


def _change(gone: str, come: str) -> Iterator[Segment]:
    """What goes, then what comes; the space at the end of both stays."""
    space = gone[len(gone.rstrip()) :]
    if space != come[len(come.rstrip()) :]:
        space = ""
    runs: tuple[Segment, ...] = (
        Segment("-", gone.removesuffix(space)),
        Segment("+", come.removesuffix(space)),
        Segment("=", space),
    )
    return (run for run in runs if run.text)


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """The same blocks are found first; between them, the likest are paired in order."""
    one, other = [block.strip() for block in old], [block.strip() for block in new]
    for op, low, high, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        same = zip(old[low:high], new[start:end], strict=False)
        yield from same if op == "equal" else _paired(old[low:high], new[start:end])


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Pairs in order with the greatest likeness in all; a block without a partner stands against nothing."""
    bags, others = [_bag(block) for block in old], [_bag(block) for block in new]
    if len(old) != len(new) and _likeness(sum(bags, Counter()), sum(others, Counter())) >= NEARLY:
        return [("".join(old), "".join(new))]
    # best[i][j]: likeness in all of the blocks from old[i] and new[j] on, filled from the end.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _likeness(bags[i], others[j]))
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            pairs.append((old[i], ""))
            i += 1
        elif best[i][j] == best[i][j + 1]:
            pairs.append(("", new[j]))
            j += 1
        else:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
    return pairs + [(block, "") for block in old[i:]] + [("", block) for block in new[j:]]


def _bag(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in words(text) if word[0].isalnum())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Share of common words, 0 where it is too small to mean anything."""
    total = one.total() + other.total()
    likeness = 2 * (one & other).total() / total if total else 0.0
    return likeness if likeness >= LIKE else 0.0


def _refined(old: str, new: str) -> Iterator[Step]:
    if old == new or not (old and new):
        yield old, new
        return
    one, other = _units(old), _units(new)
    matcher = SequenceMatcher(None, [word for word, _ in one], [word for word, _ in other], autojunk=False)
    for op, low, high, start, end in matcher.get_opcodes():
        before, after = _text(one[low:high]), _text(other[start:end])
        if op == "equal" and before != after:
            for (word, space), (_, later) in zip(one[low:high], other[start:end], strict=True):
                yield word, word
                yield space, later
        else:
            yield before, after


def _text(units: Iterable[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in units)


def _units(text: str) -> list[tuple[str, str]]:
    """Words and marks, each with the space after it: space by itself would match anywhere and be slow."""
    units: list[tuple[str, str]] = []
    for token in words(text):
        if token.isspace() and units:
            units[-1] = (units[-1][0], token)
        else:
            units.append((token, ""))
    return units
