"""What an OpenDocument file says apart from its text: styles with everything they inherit, and the styles of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from lxml import etree

Node = etree._Element  # noqa: SLF001 - lxml has no other name for the type of an element

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
OFFICE, STYLE, TEXT, TABLE, DRAW = (
    f"{{{_NAMES.format(name)}}}" for name in ("office", "style", "text", "table", "drawing")
)
FO, SVG = (f"{{{_NAMES.format(name)}}}" for name in ("xsl-fo-compatible", "svg-compatible"))
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"

_HEADING = re.compile(r"^(?:heading|überschrift)\s*([1-9])$")
_TOC = re.compile(
    r"^(?:toc|contents|verzeichnis|inhaltsverzeichnis|table of (?:contents|figures)|abbildungsverzeichnis"
    r"|(?:illustration|table|object|user|figure) index|index heading)\b"
)
_PLAIN = frozenset(
    {"standard", "normal", "default paragraph style"}
)  # says how large plain words are, which is no emphasis
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "px": 0.75, "pc": 12.0}


def text_of(node: Node) -> str:
    """All the text below a node, as it stands."""
    return str(node.xpath("string()"))


def number_of(text: str | None, default: int = 0) -> int:
    """A whole number of at most nine digits from an attribute."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else default


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; None = as what stands around them. `size` in points."""

    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    size: float | None = None

    def over(self, below: Look) -> Look:
        """This look where it says something, else what is below it."""
        mine = {each.name: getattr(self, each.name) for each in fields(self)}
        return Look(**{name: getattr(below, name) if said is None else said for name, said in mine.items()})


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's style: `look` as its named style has it, `direct` as this paragraph alone; `numbering` "" = none."""

    level: int | None = None
    toc: bool = False
    look: Look = field(default_factory=Look)
    direct: Look = field(default_factory=Look)
    numbering: str | None = None


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is numbered: `format` "1", "a", "I", … or "" for bullets; `shown` levels in one number."""

    format: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1
    template: str | None = None


@dataclass(slots=True)
class Styles:
    """All styles by family and name, asked by name; each answer is kept."""

    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)
    automatic: set[tuple[str, str]] = field(default_factory=set)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    outline: dict[int, ListLevel] = field(default_factory=dict)
    _paragraphs: dict[str, Style] = field(default_factory=dict)
    _words: dict[str, Look] = field(default_factory=dict)

    def paragraph(self, name: str | None) -> Style:
        """The style of a paragraph or heading."""
        if name is None:
            return Style()
        if name not in self._paragraphs:
            self._paragraphs[name] = self._paragraph(name)
        return self._paragraphs[name]

    def words(self, name: str | None) -> Look:
        """The look that a span of this style gives to its words."""
        if name is None:
            return Look()
        if name not in self._words:
            self._words[name] = _look(self._line("text", name))
        return self._words[name]

    def fill(self, name: str | None) -> str | None:
        """The background of a cell as six capital digits, None where it has none."""
        for node in self._line("table-cell", name or ""):
            colour = _said(node, "table-cell-properties", FO + "background-color")
            if colour is not None:
                return colour[1:].upper() if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else None
        return None

    def hides(self, name: str | None) -> bool:
        """Whether a section of this style is not shown."""
        return any(
            _said(node, "section-properties", TEXT + "display") == "none" for node in self._line("section", name or "")
        )

    def _line(self, family: str, name: str) -> list[Node]:
        """The style and its parents, itself first; a ring ends it."""
        line: list[Node] = []
        while (family, name) in self.nodes and self.nodes[family, name] not in line and len(line) < 20:
            line.append(self.nodes[family, name])
            name = line[-1].get(STYLE + "parent-style-name", "")
        return line

    def _paragraph(self, name: str) -> Style:
        line = self._line("paragraph", name)
        own = [node for node in line if ("paragraph", node.get(STYLE + "name", "")) in self.automatic]
        named = line[len(own) :]
        names = [_name(node) for node in named]
        base = _look([node for node in named if _name(node) in _PLAIN]).size
        look = _look([node for node in named if _name(node) not in _PLAIN], base)
        numbering = (node.get(STYLE + "list-style-name") for node in line)
        return Style(
            level=_level(line, names),
            toc=bool(names and _TOC.match(names[0])),
            look=look,
            direct=_look(own, look.size or base),
            numbering=next((found for found in numbering if found is not None), None),
        )


def _said(node: Node, properties: str, name: str) -> str | None:
    found = node.find(STYLE + properties)
    return None if found is None else found.get(name)


def _name(node: Node) -> str:
    """What a person calls the style: "Heading_20_1" is "heading 1"."""
    name = node.get(STYLE + "display-name") or node.get(STYLE + "name") or ""
    name = re.sub(r"_([0-9a-f]{2,4})_", lambda found: chr(int(found[1], 16)), name)
    return name.casefold().removesuffix(" (user)").strip()


def _level(line: list[Node], names: list[str]) -> int | None:
    if names and names[0] in {"title", "titel"}:
        return 1
    named = line[len(line) - len(names) :]
    for node in line:
        found = _HEADING.match(names[named.index(node)]) if node in named else None
        if found:
            return int(found[1])
        outline = node.get(STYLE + "default-outline-level")
        if outline is not None:
            return min(number_of(outline), 9) or None
    return None


def _look(line: list[Node], base: float | None = None) -> Look:
    """The look that the styles of a line give together; `base` is what a size in percent refers to."""
    look = Look(size=base)
    for node in reversed(line):
        look = _own_look(node.find(STYLE + "text-properties"), look.size).over(look)
    return replace(look, size=None) if look.size == base else look


def _own_look(properties: Node | None, base: float | None) -> Look:
    if properties is None:
        return Look()
    weight, slant = properties.get(FO + "font-weight"), properties.get(FO + "font-style")
    through = properties.get(STYLE + "text-line-through-style") or properties.get(STYLE + "text-line-through-type")
    position, display = properties.get(STYLE + "text-position"), properties.get(TEXT + "display")
    return Look(
        bold=None if weight is None else weight == "bold" or number_of(weight) >= 600,
        italic=None if slant is None else slant in {"italic", "oblique"},
        struck=None if through is None else through != "none",
        raised=None if position is None else position.startswith("super") or bool(re.match(r"[1-9]", position)),
        hidden=None if display is None else display == "none",
        size=_points(properties.get(FO + "font-size"), base),
    )


def _points(size: str | None, base: float | None) -> float | None:
    found = re.fullmatch(r"(\d{1,4}(?:\.\d{1,6})?)(pt|in|cm|mm|px|pc|%)", size or "")
    if found is None:
        return None
    if found[2] == "%":
        return None if base is None else round(base * float(found[1]) / 100, 1)
    return round(float(found[1]) * _POINTS[found[2]], 1)


def styles(roots: Iterable[Node | None]) -> Styles:
    """Every style of the document; later roots (content.xml) go before earlier ones (styles.xml)."""
    made = Styles()
    for root in roots:
        for place in () if root is None else root.iter(OFFICE + "styles", OFFICE + "automatic-styles"):
            for node in place:
                _enter(node, made, own=place.tag == OFFICE + "automatic-styles")
    return made


def _enter(node: Node, made: Styles, *, own: bool) -> None:
    name = node.get(STYLE + "name", "")
    if node.tag == STYLE + "style":
        key = node.get(STYLE + "family", ""), name
        made.nodes[key] = node
        made.automatic.discard(key)
        made.automatic.update({key} if own else ())
    elif node.tag == TEXT + "list-style":
        made.lists[name] = _levels(node)
    elif node.tag == TEXT + "outline-style":
        made.outline = made.lists[name or "Outline"] = _levels(node)


def _levels(node: Node) -> dict[int, ListLevel]:
    return {number_of(level.get(TEXT + "level"), 1): _list_level(level) for level in node if level.get(TEXT + "level")}


def _list_level(node: Node) -> ListLevel:
    if node.tag not in {TEXT + "list-level-style-number", TEXT + "outline-level-style"}:
        return ListLevel()
    return ListLevel(
        node.get(STYLE + "num-format", ""),
        node.get(STYLE + "num-prefix", ""),
        node.get(STYLE + "num-suffix", ""),
        min(max(number_of(node.get(TEXT + "display-levels"), 1), 1), 10),
        number_of(node.get(TEXT + "start-value"), 1),
        node.get(STYLE + "num-list-format") or node.get(LOEXT + "num-list-format"),
    )


Levels = Mapping[int, ListLevel]
