"""What the attributes of an HTML element say about its look: style, hidden, background."""

from __future__ import annotations

import re

from lxml import etree

Node = etree._Element  # noqa: SLF001 - lxml has no other name for the type of an element

_UNITS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0}
_FONT = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_COLOURS = {
    "yellow": "FFFF00",
    "red": "FF0000",
    "green": "008000",
    "lime": "00FF00",
    "orange": "FFA500",
    "blue": "0000FF",
    "lightgreen": "90EE90",
    "lightblue": "ADD8E6",
    "lightgrey": "D3D3D3",
    "lightgray": "D3D3D3",
    "silver": "C0C0C0",
    "gray": "808080",
    "grey": "808080",
    "aqua": "00FFFF",
    "white": "FFFFFF",
    "black": "000000",
    "pink": "FFC0CB",
}


def css(node: Node) -> dict[str, str]:
    """The properties in its style attribute, all in small letters."""
    parts = (part.partition(":") for part in (node.get("style") or "")[:4000].casefold().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in parts if name.strip()}


def is_hidden(node: Node, style: dict[str, str]) -> bool:
    """Whether a browser or Word shows nothing of it."""
    return (
        node.get("hidden") is not None
        or style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def bold_of(style: dict[str, str]) -> bool | None:
    """Whether its words are bold, None where nothing is said."""
    weight = style.get("font-weight", "")
    if re.fullmatch(r"\d{1,4}", weight):
        return int(weight) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def size_of(node: Node, style: dict[str, str]) -> float | None:
    """The size of its words in points, None where nothing is said or it depends on others."""
    found = re.fullmatch(r"(\d{1,4}(?:\.\d{1,6})?)(pt|px|in|cm|mm|pc)", style.get("font-size", ""))
    if found:
        return round(float(found[1]) * _UNITS[found[2]], 1)
    return _FONT.get(node.get("size") or "") if node.tag == "font" else None


def fill_of(node: Node, style: dict[str, str]) -> str | None:
    """Its background as six capital digits, None where it has none."""
    for words in (style.get("background-color"), style.get("background"), (node.get("bgcolor") or "").casefold()):
        if words and (colour := _colour(words.split(" ")[0] if "rgb" not in words else words)):
            return colour
    return None


def _colour(words: str) -> str | None:
    if re.fullmatch(r"#[0-9a-f]{6}", words):
        return words[1:].upper()
    if re.fullmatch(r"#[0-9a-f]{3}", words):
        return "".join(digit * 2 for digit in words[1:]).upper()
    found = re.match(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", words)
    if found:
        return "".join(f"{min(int(part), 255):02X}" for part in found.groups())
    return _COLOURS.get(words)


def number_in(text: str | None, default: int = 1) -> int:
    """A whole number of at most six digits from an attribute."""
    found = re.match(r"\s*(-?\d{1,6})(?!\d)", text or "")
    return int(found[1]) if found else default
