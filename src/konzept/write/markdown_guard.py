"""Texts inside our Markdown documents: whatever would read as a mark of the document is escaped, and given back.

`open_up(guard(text)) == text` for every text that has no such escape of its own.
"""

from __future__ import annotations

import re

_START = re.compile(r"^([ \t]*)(?=#{1,6}(?:\s|$)|[|>]|```|~~~|=+[ \t]*$|-{2,}[ \t]*$|\[[^\]\n]*\]:)", re.MULTILINE)
_STARTED = re.compile(r"^([ \t]*)\\(?=#{1,6}(?:\s|$)|[|>]|```|~~~|=+[ \t]*$|-{2,}[ \t]*$|\[[^\]\n]*\]:)", re.MULTILINE)
_INSIDE = re.compile(r"(?<!\\)(?=<[A-Za-z/!?]|&#?\w{1,31};|!\[|`)")
_ESCAPED = re.compile(r"\\(?=<[A-Za-z/!?]|&#?\w{1,31};|!\[|`)")
_LABEL = re.compile(r"^\*\*(?=[^*\n]*:\*\*(?:\s|$))([^*\n]*:)\*\*", re.MULTILINE)
_LABELLED = re.compile(r"^__(?=[^\n]*?:__(?:\s|$))([^\n]*?:)__", re.MULTILINE)


def guard(text: str) -> str:
    """The text without anything that could open a heading, table, comment, note or labelled line of the document."""
    text = _INSIDE.sub(r"\\", text)
    return _LABEL.sub(r"__\1__", _START.sub(r"\1\\", text))


def open_up(text: str) -> str:
    """The text as it was before `guard`."""
    text = _STARTED.sub(r"\1", _LABELLED.sub(r"**\1**", text))
    return _ESCAPED.sub("", text)


def line(text: str) -> str:
    """Markdown for one line: its line breaks become spaces."""
    return guard(_one_line(text))


def plain(text: str) -> str:
    """Plain words, shown as they are."""
    return _START.sub(r"\1\\", _INSIDE.sub(r"\\", re.sub(r"([\\*])", r"\\\1", text)))


def plain_line(text: str) -> str:
    """Plain words for one line."""
    return plain(_one_line(text))


def open_plain(text: str) -> str:
    """The reverse of `plain`."""
    return re.sub(r"\\([^\w\s])", r"\1", text)


def _one_line(text: str) -> str:
    return re.sub(r"\s*[\n\r]\s*", " ", text)
