"""What the blocks behind a line say of it: headings above labelled values are measures, so are list items that say who and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from konzept import timing
from konzept.model import TimingKind
from konzept.read.blocks import Block, Heading, Paragraph, Table
from konzept.read.labels import Meaning, meaning
from konzept.read.levels import stands_out
from konzept.read.marks import chapter, code
from konzept.read.tables import Pair, understand
from konzept.wording import line

NAMING = frozenset({Meaning.AREA, Meaning.GOAL, Meaning.GUIDING, Meaning.MEASURE, Meaning.NUMBER})
_STRONG = frozenset({Meaning.RESPONSIBLE, Meaning.PARTNERS, Meaning.TERM})
_RUN_IN = re.compile(
    r"^(?P<stars>\*{0,3})(?P<label>[^:*\n]{2,60}?)(?::(?P=stars)|(?P=stars):)[ \t\n]*(?P<value>.*)$", re.DOTALL
)
_EMPHASISED = re.compile(r"^\*{2,3}(?P<label>[^*\n]{2,60})\*{2,3}[ \t\n]*(?P<value>.*)$", re.DOTALL)
_BRACKET = re.compile(r"\s*\(((?:[^()]|\([^()]*\)){2,200})\)\s*\.?$")
NUMBERED = re.compile(r"^(\d{1,3}|[a-z])[.)]\s+(?=\S)")
_TIME = re.compile(r"\b20\d\d\b|fortlaufend|laufend|jährlich|dauer|frist|quartal|monat|sofort", re.IGNORECASE)
FAR = 40  # blocks behind a heading that are looked at


@dataclass(frozen=True, slots=True)
class Evidence:
    """`sheets`: headings that open a measure; `items`: list items that are measures, though perhaps not all say who and when;
    `goals`: plain lines above a table of measures.
    """

    sheets: frozenset[int]
    items: frozenset[int]
    goals: frozenset[int]


def evidence(blocks: tuple[Block, ...]) -> Evidence:
    """What can be known of a document's lines before any of them is read."""
    return Evidence(frozenset(_sheets(blocks)), frozenset(_items(blocks)), frozenset(_goals(blocks)))


def run_in(text: str) -> tuple[str, Meaning, str] | None:
    """A labelled value in a line of text: "**Zielgruppe:** Frauen" -> ("Zielgruppe", DETAIL, "Frauen")."""
    for pattern in (_RUN_IN, _EMPHASISED):
        found = pattern.match(text)
        what = meaning(found["label"]) if found else None
        if found is not None and what is not None:
            return found["label"].strip(), what, found["value"]
    return None


def parts(text: str) -> list[str]:
    """The lines of a paragraph that holds several labelled values; any other paragraph is one."""
    lines = text.split("\n\n")
    return lines if len(lines) > 1 and any(run_in(each) for each in lines) else [text]


# --- headings above values ------------------------------------------------------------------------------------


def _sheets(blocks: tuple[Block, ...]) -> Iterator[int]:
    known: dict[int, list[Meaning] | None] = {}
    for index, block in enumerate(blocks):
        if stands_out(block) and _leads_values(blocks, index, known):
            yield index


def _labels(block: Block) -> list[Meaning] | None:
    """The labels of values in a block, None for one where a heading's values end."""
    if not isinstance(block, Heading | Paragraph):
        return None
    label = meaning(block.text) if stands_out(block) else None
    labels = [label] if label else [each[1] for part in parts(block.text) if (each := run_in(part))]
    return None if stands_out(block) and not labels else labels


def _leads_values(blocks: tuple[Block, ...], index: int, known: dict[int, list[Meaning] | None]) -> bool:
    """Whether labelled values of a measure follow before the next heading. `known` keeps what was found in each block."""
    found: list[Meaning] = []
    for at in range(index + 1, min(index + FAR, len(blocks))):
        if at not in known:
            known[at] = _labels(blocks[at])
        labels = known[at]
        if labels is None:
            break
        if any(what in {Meaning.AREA, Meaning.MEASURE} for what in labels):
            break
        found += [what for what in labels if what not in NAMING]
    return any(what in _STRONG for what in found) or len(found) > 1


# --- lines above tables of measures ---------------------------------------------------------------------------


def _goals(blocks: tuple[Block, ...]) -> Iterator[int]:
    for index, (block, below) in enumerate(pairwise(blocks)):
        if (
            isinstance(block, Paragraph)
            and isinstance(below, Table)
            and _is_title(block)
            and _begins_with_measure(below)
        ):
            yield index


def _is_title(block: Paragraph) -> bool:
    """A short line without a sentence's end, or with a number before it."""
    words = line(block.text)
    if block.list_level is not None or len(words) > 200 or words.endswith((":", ",", ";")):
        return False
    return chapter(words)[0] is not None or not words.endswith((".", "!", "?"))


def _begins_with_measure(table: Table) -> bool:
    first = next(iter(understand(table)), None)
    return isinstance(first, Pair) and first.meaning is Meaning.MEASURE


# --- lists of measures ----------------------------------------------------------------------------------------


def is_item(block: Block) -> bool:
    """Whether a block is an item of a list, by its own mark or a typed number or letter."""
    if not isinstance(block, Paragraph):
        return False
    typed = NUMBERED.match(block.text) or (code(block.text)[1] and not stands_out(block))
    return block.list_level is not None or (bool(typed) and not block.bold)


def bracket(text: str) -> re.Match[str] | None:
    """The bracket at the end of an item, which may say who and when."""
    return _BRACKET.search(text)


def is_term(words: str) -> bool:
    """Whether words say when."""
    return bool(_TIME.search(words)) or timing.parse(words).kind not in {TimingKind.UNCLEAR, TimingKind.REFERENCE}


def says_who(block: Block) -> bool:
    """Whether an italic line stands behind an item: "Musikschule; jährlich"."""
    return isinstance(block, Paragraph) and block.italic and block.list_level is None and len(block.text) <= 250


def _items(blocks: tuple[Block, ...]) -> Iterator[int]:
    """The items that say who and when; of a list in which most do, all."""
    at = 0
    while at < len(blocks):
        if not is_item(blocks[at]):
            at += 1
            continue
        run, told, at = _run(blocks, at)
        yield from run if len(told) * 2 > len(run) else told


def _run(blocks: tuple[Block, ...], at: int) -> tuple[list[int], set[int], int]:
    """The items of one list, those of them that say who and when, and where the list ends."""
    run: list[int] = []
    told: set[int] = set()
    while at < len(blocks) and (is_item(blocks[at]) or (run and says_who(blocks[at]))):
        block = blocks[at]
        assert isinstance(block, Paragraph)
        if not is_item(block):
            told.add(run[-1])
        elif not block.list_level:
            run.append(at)
            told |= {at} if _has_bracket(block.text) else set()
        at += 1
    return run, told, at


def _has_bracket(text: str) -> bool:
    found = bracket(text)
    return found is not None and any(is_term(part) for part in line(found[1]).split(";"))
