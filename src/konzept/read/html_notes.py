"""Footnotes of HTML pages in their usual shapes: a raised link to a place further down, which links back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from konzept.read.html_css import Node, css

_MARK = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[*†‡]{1,3}|[ivxlc]{1,6}|[a-z])\s*[\])]?\s*")
_BACK = re.compile(
    r"[\s\[\](){}.:]*(?:\d{1,3}|[ivxlc]{1,6}|[*†‡]{1,3}|[a-z]|[↩↑^⇑⤴\ufe0e\ufe0f]+|zurück|nach oben)[\s\[\](){}.:]*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"foot|note|cite|(?:^|[^a-z])(?:fn|ftn|edn)(?:ref)?[^a-z]?\d", re.IGNORECASE)
_BLOCKS = frozenset({"p", "li", "div", "td", "dd", "aside", "section", "body"})
_LONGEST = 5_000  # letters; what is longer is a chapter, no footnote


@dataclass(slots=True)
class Notes:
    """`marks` of the links to footnotes, footnotes by the element that holds them, links that only lead back, marks `taken`."""

    marks: dict[Node, str] = field(default_factory=dict)
    bodies: dict[Node, str] = field(default_factory=dict)
    backs: set[Node] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)


def words_of(node: Node) -> str:
    """All text below a node in one line."""
    return " ".join(str(node.xpath("string()")).split())


def find(body: Node) -> Notes:
    """All footnotes that something in the text refers to."""
    notes = Notes()
    links = [node for node in body.iter("a") if (node.get("href") or "").startswith("#")]
    if not links:
        return notes
    order = {node: at for at, node in enumerate(body.iter())}
    places = _places(body)
    short: dict[Node, bool] = {}
    for link in links:
        target, mark = places.get(unquote(link.get("href", "")[1:])), _MARK.fullmatch(_short(link))
        if target is None or mark is None or order[target] <= order[link] or not _is_raised(link):
            continue
        holder = _holder(target)
        if holder not in short:
            short[holder] = holder.tag != "body" and len(words_of(holder)) <= _LONGEST
        if short[holder] and order[holder] > order[link]:
            if holder not in notes.bodies:
                notes.bodies[holder] = _free(mark[1], notes)
            notes.marks[link] = notes.bodies[holder]
    for holder in notes.bodies:
        notes.backs.update(link for link in holder.iter("a") if _leads_back(link, holder, places, order.__getitem__))
    return notes


def _short(link: Node) -> str:
    return words_of(link)[:20]


def _places(body: Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in body.iter():
        for name in (node.get("id"), node.get("name") if node.tag == "a" else None):
            if name:
                found.setdefault(name, node)
    return found


def _is_raised(link: Node) -> bool:
    """Whether a link looks like the mark of a footnote: raised, or named like one."""
    around = [link, *list(link.iterancestors())[:3]]
    raised = any(node.tag == "sup" or css(node).get("vertical-align") == "super" for node in [*around, *list(link)[:2]])
    return raised or bool(_NAMED.search(f"{link.get('href')} {link.get('class')} {link.get('style')}"))


def _holder(target: Node) -> Node:
    """The block a footnote stands in: the paragraph, or what holds all of its paragraphs."""
    node = target
    while node.tag not in _BLOCKS and (parent := node.getparent()) is not None:
        node = parent
    parent = node.getparent()
    if (
        node.tag == "p"
        and parent is not None
        and parent.tag in {"div", "li", "aside"}
        and _NAMED.search(parent.get("id") or "")
    ):
        return parent
    return node


def _free(mark: str, notes: Notes) -> str:
    """The mark, another one where a footnote has it already."""
    count, free = len(notes.taken), mark
    while free in notes.taken:
        count, free = count + 1, f"n{count + 1}"
    notes.taken.add(free)
    return free


def _leads_back(link: Node, holder: Node, places: dict[str, Node], order: Callable[[Node], int]) -> bool:
    target = places.get(unquote((link.get("href") or "")[1:])) if (link.get("href") or "").startswith("#") else None
    return target is not None and order(target) < order(holder) and _BACK.fullmatch(_short(link)) is not None


def without_mark(text: str, mark: str) -> str:
    """A footnote's text without the figure typed before it."""
    return re.sub(rf"^\s*[\[(]?{re.escape(mark)}[\])]?[.:)]?\s+(?=\S)", "", text)
