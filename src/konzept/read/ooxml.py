"""What a Word file says apart from its text: styles, automatic numbers, links, footnotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

Node = etree._Element  # noqa: SLF001 - lxml has no other name for the type of an element

MAX_STYLES = 10_000  # Word itself knows some four thousand
MAX_LABEL = 100  # letters of an automatic number

_HEADING = re.compile(r"^(?:heading|überschrift)\s*([1-9])$")
_TOC = re.compile(r"^(?:toc|verzeichnis|table of figures|abbildungsverzeichnis)\b")


def child(node: Node | None, *names: str) -> Node | None:
    """The first child of that name, and so on downwards."""
    for name in names:
        node = None if node is None else node.find(W + name)
    return node


def value(node: Node | None, name: str = "val") -> str | None:
    """An attribute of Word's own."""
    return None if node is None else node.get(W + name)


def is_on(node: Node | None) -> bool | None:
    """A switch such as `<w:b/>`: True, False where it is switched off, None where it is not there."""
    return None if node is None else value(node) not in {"0", "false", "off", "none"}


def number_of(text: str | None, default: int = 0) -> int:
    """A whole number of at most nine digits from an attribute."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else default


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with everything it inherits."""

    level: int | None = None
    bold: bool = False
    size: float | None = None
    toc: bool = False
    numbering: tuple[str, int] | None = None


def styles(root: Node | None) -> dict[str, Style]:
    """Every style by its id."""
    if root is None:
        return {}
    nodes = {value(node, "styleId") or "": node for node in islice(root.iter(W + "style"), MAX_STYLES)}
    return {name: _style(_line(name, nodes)) for name in nodes}


def _line(name: str, nodes: Mapping[str, Node]) -> list[Node]:
    """The style and what it is based on, itself first; a ring ends it."""
    line: list[Node] = []
    while name in nodes and nodes[name] not in line and len(line) < 20:
        line.append(nodes[name])
        name = value(child(nodes[name], "basedOn")) or ""
    return line


def _style(line: list[Node]) -> Style:
    names = [(value(child(node, "name")) or "").casefold() for node in line]
    size = next((value(found) for node in line if (found := child(node, "rPr", "sz")) is not None), None)
    bold = next((is_on(found) for node in line if (found := child(node, "rPr", "b")) is not None), None)
    return Style(
        level=_level(names, line),
        bold=bool(bold),
        size=number_of(size) / 2 if size else None,
        toc=bool(names and _TOC.match(names[0])),
        numbering=next((listed for node in line if (listed := list_of(child(node, "pPr"))) is not None), None),
    )


def _level(names: list[str], line: list[Node]) -> int | None:
    if names and names[0] in {"title", "titel"}:
        return 1
    for name, node in zip(names, line, strict=True):
        if found := _HEADING.match(name):
            return int(found[1])
        outline = value(child(node, "pPr", "outlineLvl"))
        if outline is not None:
            return number_of(outline) + 1 if number_of(outline, 9) < 9 else None
    return None


def list_of(properties: Node | None) -> tuple[str, int] | None:
    """The list and level of a paragraph or style; list "0" means: none."""
    numbering = child(properties, "numPr")
    number = value(child(numbering, "numId"))
    if numbering is None or number is None:
        return None
    return number, min(number_of(value(child(numbering, "ilvl"))), 8)


@dataclass(slots=True)
class Numbering:
    """Counts Word's automatic numbers as Word prints them. One per document, asked once per paragraph in order."""

    levels: dict[str, dict[int, tuple[str, str, int]]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, numbering: tuple[str, int]) -> str:
        """The printed number ("3.1", "a)"), "" for a bullet or an unknown list."""
        number_id, level = numbering
        levels = self.levels.get(self.abstract.get(number_id, ""), {})
        if level not in levels or levels[level][0] in {"bullet", "none"}:
            return ""
        counts = self.counts.setdefault(self.abstract[number_id], {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        return re.sub(r"%([1-9])", lambda found: self._part(int(found[1]) - 1, levels, counts), levels[level][1])

    @staticmethod
    def _part(level: int, levels: Mapping[int, tuple[str, str, int]], counts: Mapping[int, int]) -> str:
        kind, _, start = levels.get(level, ("decimal", "", 1))
        return _figure(counts.get(level, start), kind)


def _figure(number: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"}:
        return roman(number).upper() if kind == "upperRoman" else roman(number)
    return str(number)


def roman(number: int) -> str:
    """Small Roman figures up to 3999, else the number itself."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for worth, figure in _ROMAN:
        out += figure * (number // worth)
        number %= worth
    return out


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def numbering(root: Node | None) -> Numbering:
    """All lists of the document."""
    made = Numbering()
    if root is None:
        return made
    for node in root.iter(W + "abstractNum"):
        made.levels[value(node, "abstractNumId") or ""] = {
            number_of(value(level, "ilvl")): (
                value(child(level, "numFmt")) or "decimal",
                (value(child(level, "lvlText")) or "")[:MAX_LABEL],
                number_of(value(child(level, "start")), 1),
            )
            for level in node.iter(W + "lvl")
        }
    for node in root.findall(W + "num"):
        made.abstract[value(node, "numId") or ""] = value(child(node, "abstractNumId")) or ""
    return made


def links(root: Node | None) -> dict[str, str]:
    """Addresses on the web and of mail by the id of their relationship."""
    found = {} if root is None else {node.get("Id", ""): node.get("Target", "") for node in root}
    return {name: target for name, target in found.items() if re.match(r"https?://|mailto:", target)}
