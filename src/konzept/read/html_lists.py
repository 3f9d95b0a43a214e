"""Lists of HTML pages, and those that Word writes as paragraphs: levels and numbers as a browser prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from konzept.read.html_css import Node, number_in
from konzept.read.odt_lists import figure

_LEVEL = re.compile(r"\blevel([1-9])\b")
_BULLET = re.compile(r"[^\w(]*|o")
_KINDS = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
}


@dataclass(slots=True)
class Item:
    """An item of a list, until its first words took the number."""

    level: int
    label: str = ""
    taken: bool = False


@dataclass(slots=True)
class List:
    """A list that is open: its next number, None for one without numbers."""

    level: int
    kind: str = ""
    next: int | None = None
    step: int = 1


def list_of(node: Node, style: dict[str, str], around: List | None) -> List | None:
    """The list that an element begins, None for every other element. `around` is the list it stands in."""
    if node.tag not in {"ul", "ol", "menu", "dir"}:
        return None
    level = 0 if around is None else around.level + 1
    named = (style.get("list-style-type") or style.get("list-style") or "").split(" ")[0]
    kind = _KINDS.get(named, "" if named in {"none", "disc", "circle", "square"} else node.get("type", "1"))
    if node.tag != "ol" or kind not in {"1", "a", "A", "i", "I"}:
        return List(level)
    back = node.get("reversed") is not None
    first = sum(1 for child in node if child.tag == "li") if back else 1
    return List(level, kind, number_in(node.get("start"), first), -1 if back else 1)


def item_of(node: Node, style: dict[str, str], around: List | None) -> Item | None:
    """The item that an element is, None for every other element. The list counts on."""
    if node.tag == "p":
        found = _LEVEL.search(style.get("mso-list", ""))
        return Item(int(found[1]) - 1) if found else None
    if node.tag != "li":
        return None
    if around is None or around.next is None:
        return Item(0 if around is None else around.level)
    number = number_in(node.get("value"), around.next)
    around.next = number + around.step
    return Item(around.level, f"{figure(number, around.kind)}.")


def without_bullet(label: str) -> str:
    """The number Word has written before an item, "" for a bullet."""
    return "" if _BULLET.fullmatch(label) else label
