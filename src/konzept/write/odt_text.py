"""Restricted Markdown as OpenDocument paragraphs: real lists in lists, links, emphasis."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from konzept.write import nodes
from konzept.write import opendocument as odf
from konzept.write.nodes import Node

LISTS = {False: "Bullets", True: "Numbers"}
EMPHASIS = {"strong": "Strong", "emph": "Emphasis"}


def text(markdown: str, style: str = "Standard", item: str = "Item") -> str:
    """All paragraphs of a text in a style, those of its lists in another; an empty text is an empty paragraph."""
    return "".join(_block(block, style, item) for block in nodes.parse(markdown)) or odf.paragraph("", style)


def items(listed: Iterable[str], item: str = "Item", *, ordered: bool = False) -> str:
    """A list whose items are texts of their own."""
    content = [nodes.parse(each) for each in listed]
    return _list({"ordered": ordered, "start": 1, "items": content}, item) if content else ""


def line(markdown: str) -> str:
    """The inside of a paragraph, for a text that is one line."""
    found = [block for block in nodes.parse(markdown) if block["type"] == "paragraph"]
    return " ".join(_inline(block["content"]) for block in found)


def _block(block: Node, style: str, item: str) -> str:
    if block["type"] == "paragraph":
        return odf.paragraph(_inline(block["content"]), style)
    return _list(block, item)


def _list(block: Node, item: str) -> str:
    """A list and the lists inside its items."""
    first = f' text:start-value="{block["start"]}"' if block["ordered"] and block["start"] != 1 else ""
    lines = ""
    for number, content in enumerate(block["items"]):
        lines += f"<text:list-item{first if number == 0 else ''}>{_item(content, item)}</text:list-item>"
    return f'<text:list text:style-name="{LISTS[block["ordered"]]}">{lines}</text:list>'


def _item(content: list[Node], item: str) -> str:
    return "".join(_block(block, item, item) for block in content) or odf.paragraph("", item)


def _inline(content: list[Node]) -> str:
    """Neighbouring texts are one, so that a row of spaces between them is seen as one."""
    made = ""
    for plain, group in groupby(content, key=lambda node: node["type"] in {"text", "note"}):
        found = list(group)
        made += odf.words("".join(map(_plain, found))) if plain else "".join(map(_marked, found))
    return made


def _plain(node: Node) -> str:
    return str(node["text"]) if node["type"] == "text" else f"[^{node['mark']}]"


def _marked(node: Node) -> str:
    if node["type"] == "break":
        return "<text:line-break/>"
    inner = _inline(node["content"])
    if node["type"] == "link":
        return odf.link(node["href"], inner) if node["href"] and inner else inner
    return f'<text:span text:style-name="{EMPHASIS[node["type"]]}">{inner}</text:span>'
