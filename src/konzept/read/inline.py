"""Text inside one block: embedded HTML as Markdown, list marks, hard breaks, gender stars."""

from __future__ import annotations

import html
import re

from konzept.wording import normal

BREAK = "\ue0ff"  # a hard line break on its way; no character of any text
BULLETS = "➤•▪◦►▸‣❖✓✔➢➔"

_TAG = re.compile(
    r"<(/?)(b|strong|i|em|u|p|br|ul|ol|li|a|sup|sub|span|div|s|del|ins|small|mark|font|center)\b([^<>]*)>",
    re.IGNORECASE,
)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_PAGE = re.compile(r"https?://|mailto:", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\[([^\[\]]*)\]\((?:(?!https?:|mailto:)[a-z][a-z\d+.-]*:|[/\\.])[^()\s]*(?:\([^()\s]*\))?\)", re.IGNORECASE
)
_INNER_BULLET = re.compile(rf"(?:^|(?<=\s))[{BULLETS}][ \t]+")
_GENDER_STAR = re.compile(r"(?<=[^\W\d_])\*(?=[^\W\d_])")
_LOOSE = re.compile(r"(<(?:b|strong|i|em)>)([ \t]+)|(?<![ \t])([ \t]+)(</(?:b|strong|i|em)>)", re.IGNORECASE)
_SUP = re.compile(r"<sup>[ \t]*([\d*†]{1,3})[ \t]*</sup>", re.IGNORECASE)


def settle(text: str) -> str:
    """One paragraph's text: HTML as Markdown, lines joined, hard breaks as paragraph breaks."""
    return _breaks(normal(_markup(text)))


def tidy_cell(text: str) -> str:
    """A cell's text: the same, and bullets within it as a list."""
    text = normal(_INNER_BULLET.sub(f"{BREAK}- ", _markup(text)))
    return _breaks(re.sub(rf"({BREAK}\s*)(?=- )", BREAK, text))


def _breaks(text: str) -> str:
    """Soft breaks become spaces, hard ones paragraphs; list items follow each other line by line."""
    parts = [" ".join(part.split()) for part in text.split(BREAK)]
    return join_parts([part for part in parts if part and part != "-"])


def join_parts(parts: list[str]) -> str:
    """Paragraphs with an empty line between, list items without."""
    out: list[str] = []
    for part in parts:
        after_item = bool(out) and is_item(out[-1].rsplit("\n", 1)[-1])
        out += ["\n" if is_item(part) and after_item else "\n\n"] if out else []
        out.append(part)
    return "".join(out)


def is_item(text: str) -> bool:
    """Whether a line is an item of a list without numbers."""
    return text.lstrip(" ").startswith("- ")


def _markup(text: str) -> str:
    text = _ELSEWHERE.sub(r"\1", text)  # a link to a file or a program stays words
    text = _GENDER_STAR.sub(r"\\*", _SUP.sub(lambda found: f"[^{found[1]}]", text))
    text = _LOOSE.sub(lambda found: (found[2] or "") + (found[1] or found[4]) + (found[3] or ""), text)
    out: list[str] = []
    links: list[str] = []
    end = 0
    for found in _TAG.finditer(text):
        out += [html.unescape(text[end : found.start()]), _mark(found, links)]
        end = found.end()
    out += [html.unescape(text[end:]), *links]
    return re.sub(r"\*\*([ \t]*)\*\*", r"\1", "".join(out))


def _mark(tag: re.Match[str], links: list[str]) -> str:
    """What stands in Markdown for a tag; `links` are the addresses of the anchors that are open."""
    name, closing = tag[2].lower(), bool(tag[1])
    if name == "a":
        return _anchor(tag, links)
    if name in {"b", "strong"}:
        return "**"
    if name in {"i", "em"}:
        return "*"
    if name == "li":
        return BREAK if closing else f"{BREAK}- "
    return BREAK if name in {"br", "p", "div", "ul", "ol"} else ""


def _anchor(tag: re.Match[str], links: list[str]) -> str:
    if tag[1]:
        return links.pop() if links else ""
    address = _HREF.search(tag[3])
    if address is None or not _PAGE.match(html.unescape(address[1])):
        links.append("")
        return ""
    links.append(f"]({address[1]})")
    return "["


def typed_marks(text: str, known: frozenset[str]) -> str:
    """Raised figures that no footnote answers are figures again ("100 m[^2]" -> "100 m²")."""
    return re.sub(r"\[\^([\d*†]{1,3})\]", lambda found: found[0] if found[1] in known else _raised(found[1]), text)


def _raised(mark: str) -> str:
    return mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")).replace("*", "\\*")
