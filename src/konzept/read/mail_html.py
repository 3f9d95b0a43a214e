"""The body of an HTML mail as plain text: lines as a reader sees them, what is quoted begins with "> "."""

from __future__ import annotations

import re

from lxml import etree

from konzept.read.container import parse_html

_BREAKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre"})
_SILENT = frozenset(
    {"head", "title", "style", "script", "noscript", "object", "svg", "select", "button", "audio", "video"}
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0+(?:\.0+)?(?:[a-z]+|%)?\s*(?:;|!|$)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"\b(?:gmail_quote|moz-cite|yahoo_quoted|protonmail_quote)\b")
_SPACE = re.compile(r"[ \t\r\n\f]+")
CELL = "\x1f"  # between two cells of a row, until the lines are whole


class _Page:
    """The lines so far. A blank line parts paragraphs; `depth` is how deep the present one is quoted."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, str]] = []
        self.line = ""
        self.mark = ""
        self.depth = 0

    def item(self, mark: str) -> None:
        """An item of a list begins; a paragraph that begins right behind its mark stands in the same line."""
        self.mark = mark
        self.say(mark)

    @property
    def begun(self) -> bool:
        """Is there nothing but the mark of an item so far?"""
        return bool(self.mark) and self.line == self.mark

    def say(self, text: str) -> None:
        self.line += text if not self.line.endswith(" ") else text.lstrip(" ")

    def end(self, *, apart: bool = False) -> None:
        """End the line, and with it the paragraph where `apart`."""
        words = re.sub(rf"\s*{CELL}[\s{CELL}]*", " | ", self.line.strip(f" {CELL}"))
        if words:
            self.lines.append((self.depth, words))
        self.line = ""
        if apart and self.lines and self.lines[-1][1]:
            self.lines.append((self.depth, ""))

    def hard_break(self) -> None:
        """A <br>: two of them are a blank line."""
        empty = not self.line.strip()
        self.end(apart=empty)

    @property
    def text(self) -> str:
        """Quoted lines behind their marks; a blank line is quoted as deep as the shallower of its neighbours."""
        depths = [depth for depth, _ in self.lines]
        after = [*depths, 0][1:]
        told = (
            (depth if line else min(depth, below), line) for (depth, line), below in zip(self.lines, after, strict=True)
        )
        return "\n".join(f"{'> ' * depth}{line}".rstrip() for depth, line in told).strip()


def text(data: bytes, name: str) -> str:
    """The text of an HTML page. Nothing is loaded, nothing hidden is read; Problem where it is no page or too large."""
    page, silent = _Page(), 0
    for event, node in etree.iterwalk(parse_html(data, name), events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        hidden = _is_hidden(node, tag)
        if event == "start":
            silent += hidden
            if not silent:
                _open(page, node, tag)
                _words(page, node.text, node)
        else:
            if not silent:
                _close(page, node, tag)
            silent -= hidden
            if not silent:
                _words(page, node.tail, node.getparent())
    page.end()
    return page.text


def _is_hidden(node: etree._Element, tag: str) -> bool:
    return tag in _SILENT or "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style") or ""))


def _is_quote(node: etree._Element, tag: str) -> bool:
    return tag == "blockquote" and (node.get("type") == "cite" or bool(_QUOTE.search(node.get("class") or "")))


def _open(page: _Page, node: etree._Element, tag: str) -> None:
    if tag == "br":
        page.hard_break()
    elif tag in _BREAKS:
        if not page.begun or tag == "li":
            page.end(apart=tag in _APART)
        page.depth += _is_quote(node, tag)
        if tag == "li":
            page.item(_mark(node))
    elif tag == "img" and node.get("alt"):
        page.say(f"[{_SPACE.sub(' ', node.get('alt') or '').strip()}]")


def _mark(item: etree._Element) -> str:
    """What stands before an item of a list."""
    above = item.getparent()
    if above is None or above.tag != "ol":
        return "- "
    return f"{1 + sum(1 for each in item.itersiblings('li', preceding=True))}. "


def _close(page: _Page, node: etree._Element, tag: str) -> None:
    if tag in _BREAKS:
        page.end(apart=tag in _APART)
        page.depth -= _is_quote(node, tag)
    elif tag in {"td", "th"}:
        page.line = page.line.rstrip() + CELL


def _words(page: _Page, words: str | None, within: etree._Element | None) -> None:
    if not words:
        return
    if within is not None and within.tag == "pre":
        *whole, rest = words.split("\n")
        for line in whole:
            page.say(line)
            page.end()
        page.say(rest)
    else:
        said = _SPACE.sub(" ", words)
        page.say(said if page.line else said.lstrip(" "))
