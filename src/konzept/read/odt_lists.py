"""Automatic numbers of OpenDocument lists and headings, as Writer prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from konzept.read.odt_styles import TEXT, Levels, ListLevel, Node, number_of
from konzept.read.ooxml import roman

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@dataclass(slots=True)
class Item:
    """An item of a list, until its first paragraph took the number. `level` counts from 1; `header` = it has none."""

    run: int
    style: str | None
    level: int
    start: int | None = None
    header: bool = False
    taken: bool = False


@dataclass(slots=True)
class Lists:
    """Counts. One per document, asked once per item in order; a run is one list with everything that continues it."""

    styles: dict[str, dict[int, ListLevel]]
    outline: Levels
    counts: dict[int, dict[int, int]] = field(default_factory=dict)
    _by_id: dict[str, int] = field(default_factory=dict)
    _by_style: dict[str, int] = field(default_factory=dict)

    def open(self, node: Node, within: Item | None) -> tuple[int, str | None, int]:
        """The run, style and level of a list that begins."""
        style = node.get(TEXT + "style-name") or (within.style if within else None)
        goes_on = node.get(TEXT + "continue-numbering") == "true"
        if within is not None:
            run, level = within.run, within.level + 1  # Writer begins anew only where a higher level was counted
        else:
            run, level = self._run(node.get(TEXT + "continue-list"), style or "", goes_on=goes_on), 1
        self._by_style[style or ""] = run
        self._by_id[node.get(XML_ID) or ""] = run
        return run, style, level

    def _run(self, continued: str | None, style: str, *, goes_on: bool) -> int:
        known = self._by_id.get(continued) if continued else self._by_style.get(style) if goes_on else None
        if known is not None:
            return known
        self.counts[len(self.counts) + 1] = {}
        return len(self.counts)

    def label(self, item: Item, paragraphs_style: str | None) -> str:
        """The printed number of an item ("3.1", "a)"), "" for a bullet, a header and every paragraph but its first."""
        if item.taken or item.header:
            return ""
        item.taken = True
        levels = self.styles.get(item.style or paragraphs_style or "", {})
        return self._next(item.run, levels, item.level, item.start)

    def heading(self, level: int, start: int | None = None) -> str:
        """The printed number of a heading that the document numbers itself."""
        self.counts.setdefault(0, {})
        return self._next(0, self.outline, level, start)

    def _next(self, run: int, levels: Levels, level: int, start: int | None) -> str:
        form = levels.get(level, ListLevel())
        if not form.format:
            return ""
        counts = self.counts.setdefault(run, {})
        counts[level] = start if start is not None else counts.get(level, form.start - 1) + 1
        self._forget(run, level + 1)
        return _printed(level, levels, counts)

    def _forget(self, run: int, level: int) -> None:
        counts = self.counts.setdefault(run, {})
        for deeper in [known for known in counts if known >= level]:
            del counts[deeper]


def _printed(level: int, levels: Levels, counts: dict[int, int]) -> str:
    form = levels[level]

    def part(of: int) -> str:
        here = levels.get(of, ListLevel())
        return figure(counts.get(of, here.start), here.format) if here.format else ""

    if form.template is not None:
        return re.sub(r"%(\d{1,2})%", lambda found: part(int(found[1])), form.template).strip()
    shown = range(max(level - form.shown + 1, 1), level + 1)
    return (form.before + ".".join(filter(None, map(part, shown))) + form.after).strip()


def figure(number: int, kind: str) -> str:
    """A number as "1", "a", "A", "i" or "I" has it."""
    if kind[:1] in {"a", "A"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letter.upper() if kind[0] == "A" else letter
    if kind in {"i", "I"}:
        return roman(number).upper() if kind == "I" else roman(number)
    return str(number)


def item_of(node: Node, opened: tuple[int, str | None, int]) -> Item:
    """The item a node of a list stands for."""
    run, style, level = opened
    start = node.get(TEXT + "start-value")
    return Item(run, style, level, number_of(start) if start else None, header=node.tag == TEXT + "list-header")
