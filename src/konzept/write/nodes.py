"""Restricted Markdown (paragraphs, lists, emphasis, links, footnote references) as plain nodes that any writer can set.

Block: {"type": "paragraph", "content": [inline]} · {"type": "list", "ordered": bool, "start": int, "items": [[block]]}
Inline: {"type": "text", "text": str} · {"type": "break"} · {"type": "note", "mark": str}
        · {"type": "strong" | "emph", "content": [inline]} · {"type": "link", "href": str, "content": [inline]}
The nodes are JSON: they travel to typst as data, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Node = dict[str, Any]

NOTE_MARK = re.compile(r"\[\^([^\]\s\[\\]{1,20})\]")
SCHEMES = ("http://", "https://", "mailto:")
WRAPPERS = {"strong_open": "strong", "em_open": "emph", "link_open": "link"}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["list", "emphasis", "link", "escape", "newline"])


def parse(markdown: str) -> list[Node]:
    """The blocks of a restricted Markdown text; whatever is not in the restriction stays as plain words."""
    blocks, _ = _blocks(_parser().parse(markdown), 0)
    return blocks


def _blocks(tokens: list[Token], at: int) -> tuple[list[Node], int]:
    found: list[Node] = []
    while at < len(tokens):
        token = tokens[at]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            node, at = _list(tokens, at)
            found.append(node)
            continue
        if token.nesting < 0 and token.type != "paragraph_close":
            return found, at
        if token.type == "inline":
            found.append({"type": "paragraph", "content": _inlines(token.children or [])})
        at += 1
    return found, at


def _list(tokens: list[Token], at: int) -> tuple[Node, int]:
    opening = tokens[at]
    items: list[list[Node]] = []
    at += 1
    while tokens[at].type == "list_item_open":
        content, at = _blocks(tokens, at + 1)
        items.append(content)
        at += 1
    start = int(opening.attrs.get("start", 1))
    return {"type": "list", "ordered": opening.type == "ordered_list_open", "start": start, "items": items}, at + 1


def _inlines(tokens: list[Token]) -> list[Node]:
    stack: list[list[Node]] = [[]]
    for token in tokens:
        if token.type in WRAPPERS:
            node: Node = {"type": WRAPPERS[token.type], "content": []}
            if token.type == "link_open":
                node["href"] = _address(str(token.attrs.get("href", "")))
            stack[-1].append(node)
            stack.append(node["content"])
        elif token.nesting < 0:
            stack.pop()
        elif token.type == "hardbreak":
            stack[-1].append({"type": "break"})
        elif token.type == "softbreak":
            stack[-1].append({"type": "text", "text": " "})
        else:
            stack[-1].extend(_words(token.content))
    return stack[0]


def _address(href: str) -> str:
    return href if href.lower().startswith(SCHEMES) else ""


def _words(text: str) -> Iterator[Node]:
    pieces = NOTE_MARK.split(text)
    for index, piece in enumerate(pieces):
        if index % 2:
            yield {"type": "note", "mark": piece}
        elif piece:
            yield {"type": "text", "text": piece}


def lines(markdown: str) -> list[str]:
    """The text as plain lines, one for each paragraph and list item („• “ before items), without marks."""
    return [line for block in parse(markdown) for line in _block_lines(block)]


def _block_lines(block: Node) -> Iterator[str]:
    if block["type"] == "paragraph":
        yield words(block["content"])
        return
    for number, item in enumerate(block["items"], block["start"]):
        inner = [line for child in item for line in _block_lines(child)]
        bullet = f"{number}. " if block["ordered"] else "• "
        yield bullet + (inner[0] if inner else "")
        yield from inner[1:]


def words(content: list[Node]) -> str:
    """The plain words of inline nodes; notes leave no trace."""
    return "".join(_word(node) for node in content)


def _word(node: Node) -> str:
    if node["type"] == "break":
        return " "
    return str(node.get("text", "")) or words(node.get("content", []))


def marks(blocks: list[Node]) -> list[str]:
    """The marks of all footnote references, in order."""
    return [mark for block in blocks for mark in _marks(block)]


def _marks(node: Node) -> Iterator[str]:
    if node["type"] == "note":
        yield node["mark"]
    for child in node.get("content", []):
        yield from _marks(child)
    for item in node.get("items", []):
        for child in item:
            yield from _marks(child)
